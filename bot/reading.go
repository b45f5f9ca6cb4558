package bot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Files is where the files that people send are, and where they are kept.
type Files interface {
	// Open opens what the file of a turn points at, in the turn's channel. An error
	// means that it cannot be read, and is not tried again; ErrTooLarge says why.
	Open(ctx context.Context, t Turn) (io.ReadCloser, error)
	// Keep keeps the bytes of a document of a conversation, which is as it was before
	// the turn; what is there already is kept once. ErrFull says that there is no more
	// room, ErrLost that the conversation has gone on without: nothing was kept.
	Keep(ctx context.Context, c Conversation, d Document, content []byte) error
}

// ErrTooLarge says that a channel does not hand out a file of this size.
var ErrTooLarge = errors.New("the file is too large")

// ErrFull says that MaxFiles or MaxFilesSize are reached.
var ErrFull = errors.New("the person has no more room for files")

// Listener writes down what somebody said aloud.
type Listener interface {
	// Hear gives the words of a voice note; "" is silence. An error means that nobody will
	// know, and is not tried again.
	Hear(ctx context.Context, s Sound) (string, error)
}

// Sound is a voice note.
type Sound struct {
	Type    string // media type
	Content []byte
	Seconds int    // 0 is unknown
	Lang    string // that the person speaks, "es" or "en"; "" is unknown
}

// longestHeard is the longest voice note that is listened to, in seconds: more is no
// message to a chat.
const longestHeard = 300

// readAtOnce is how many files are in memory at a time, each of at most MaxFile.
const readAtOnce = 4

// Reading is an Understander that reads the file or the voice note of an owner's turn and
// keeps it, before Next understands the turn. What it found is in File.Got or Voice.Got. A file that cannot be
// taken is no failure of the turn: the reason is in there too. Nothing is kept before the
// person has accepted the notice; a voice note is listened to all the same, where somebody
// can, for it is how they ask.
type Reading struct {
	Listener Listener // nil hears nothing
	Papers   Papers   // nil reads no document

	next  Understander
	files Files
	may   func(Conversation) bool
	slots chan struct{}
}

// NewReading makes one. May tells whether the person has agreed that what they send is kept.
func NewReading(next Understander, files Files, may func(Conversation) bool) *Reading {
	return &Reading{next: next, files: files, may: may, slots: make(chan struct{}, readAtOnce)}
}

// Understand reads the file, then has the turn understood.
func (r *Reading) Understand(ctx context.Context, c Conversation, t Turn) ([]Command, string, error) {
	if t.Actor.Kind == Staff {
		return r.staff(ctx, c, t)
	}
	if t.Actor.Kind != Owner {
		return r.next.Understand(ctx, c, t)
	}
	if t.File != nil {
		got, _, err := r.receive(ctx, c, t, TypeOf)
		if err != nil {
			return nil, "", err
		}
		file := *t.File
		file.Got, t.File = &got, &file
	}
	if t.Voice != nil && t.Voice.Path != "" {
		voice, err := r.voice(ctx, c, t)
		if err != nil {
			return nil, "", err
		}
		t.Voice = &voice
	}
	return r.next.Understand(ctx, c, t)
}

// voice keeps a voice note, and listens to it.
func (r *Reading) voice(ctx context.Context, c Conversation, t Turn) (Voice, error) {
	voice := *t.Voice
	t.File = &File{Path: voice.Path, Name: "nota de voz " + t.At.UTC().Format("2006-01-02 15.04.05"), Size: voice.Size}
	got, content, err := r.receive(ctx, c, t, SoundOf)
	if err != nil {
		return voice, err
	}
	voice.Got = &got
	if r.Listener == nil || voice.Seconds > longestHeard || t.Public || got.Problem != "" && got.Problem != FileNeedsConsent {
		return voice, nil
	}
	if content == nil { // not to be kept, but to be heard
		var problem FileProblem
		if content, problem = r.read(ctx, t); problem != "" {
			return voice, ctx.Err()
		}
	}
	kind := SoundOf(content)
	if kind == "" {
		return voice, nil
	}
	voice.Listened = true
	voice.Heard, _ = r.Listener.Hear(ctx, Sound{kind, content, voice.Seconds, c.Lang}) // else it is kept for staff
	return voice, ctx.Err()
}

// MaxSent is how many files staff send the owner with their words.
const MaxSent = 5

// staff reads the files that staff send the owner: they are kept beside the owner's own.
// What staff send needs nobody's consent.
func (r *Reading) staff(ctx context.Context, c Conversation, t Turn) ([]Command, string, error) {
	files := slices.Clone(t.Files[:min(len(t.Files), MaxSent)])
	for i := range files {
		one := t
		one.File = &files[i]
		got, _, err := r.receive(ctx, c, one, TypeOf)
		if err != nil {
			return nil, "", err
		}
		files[i].Got = &got
	}
	t.Files = files
	return r.next.Understand(ctx, c, t)
}

// receive reads and keeps the file of a turn, if typeOf knows what it is. It gives the bytes
// too, when they were kept.
func (r *Reading) receive(ctx context.Context, c Conversation, t Turn, typeOf func([]byte) string) (Received, []byte, error) {
	got := Received{Document: Document{Name: CleanName(t.File.Name, ""), Size: t.File.Size, From: t.ID, At: t.At}}
	switch {
	case t.Actor.Kind == Owner && !r.may(c):
		got.Problem = FileNeedsConsent
		return got, nil, nil
	case t.File.Size > MaxFile:
		got.Problem = FileTooLarge
		return got, nil, nil
	}
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-ctx.Done():
		return got, nil, ctx.Err()
	}
	content, problem := r.read(ctx, t)
	if ctx.Err() != nil { // we were told to stop: the file may be fine
		return got, nil, ctx.Err()
	}
	if got.Problem = problem; problem != "" {
		return got, nil, nil
	}
	got, err := r.keep(ctx, c, t, got, content, typeOf(content))
	if err == nil && t.Actor.Kind == Owner {
		r.lines(ctx, &got, content)
		err = ctx.Err() // who was told to stop has not read it
	}
	return got, content, err
}

// keep keeps a file, if it is of a type that is taken.
func (r *Reading) keep(ctx context.Context, c Conversation, t Turn, got Received, content []byte, mediaType string) (Received, error) {
	sum := sha256.Sum256(content)
	d := &got.Document
	d.Hash, d.Type, d.Size = hex.EncodeToString(sum[:]), mediaType, int64(len(content))
	if d.Type == "" {
		got.Problem = FileOfNoUse
		return got, nil
	}
	d.Name = CleanName(t.File.Name, d.Type)
	err := r.files.Keep(ctx, c, *d, content)
	if errors.Is(err, ErrFull) {
		got.Problem = FileTooMany
		return got, nil
	}
	if err != nil {
		return got, fmt.Errorf("keep a file: %w", err)
	}
	return got, nil
}

// read gives the bytes, or why there are none.
func (r *Reading) read(ctx context.Context, t Turn) ([]byte, FileProblem) {
	in, err := r.files.Open(ctx, t)
	if errors.Is(err, ErrTooLarge) {
		return nil, FileTooLarge
	}
	if err != nil {
		return nil, FileUnreadable
	}
	defer in.Close()
	var b bytes.Buffer
	switch n, err := io.Copy(&b, io.LimitReader(in, MaxFile+1)); {
	case err != nil:
		return nil, FileUnreadable
	case n > MaxFile:
		return nil, FileTooLarge
	case n == 0:
		return nil, FileEmpty
	}
	return b.Bytes(), ""
}
