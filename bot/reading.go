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

// readAtOnce is how many files are in memory at a time, each of at most MaxFile.
const readAtOnce = 4

// Reading is an Understander that reads the file or the voice note of an owner's turn and
// keeps it, before Next understands the turn. What it found is in File.Got or Voice.Got. A file that cannot be
// taken is no failure of the turn: the reason is in there too. Nothing is opened before
// the person has accepted the notice.
type Reading struct {
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
		got, err := r.receive(ctx, c, t, TypeOf)
		if err != nil {
			return nil, "", err
		}
		file := *t.File
		file.Got, t.File = &got, &file
	}
	if t.Voice != nil && t.Voice.Path != "" {
		spoken := t
		spoken.File = &File{Path: t.Voice.Path, Name: "nota de voz " + t.At.UTC().Format("2006-01-02 15.04.05"), Size: t.Voice.Size}
		got, err := r.receive(ctx, c, spoken, SoundOf)
		if err != nil {
			return nil, "", err
		}
		voice := *t.Voice
		voice.Got, t.Voice = &got, &voice
	}
	return r.next.Understand(ctx, c, t)
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
		got, err := r.receive(ctx, c, one, TypeOf)
		if err != nil {
			return nil, "", err
		}
		files[i].Got = &got
	}
	t.Files = files
	return r.next.Understand(ctx, c, t)
}

// receive reads and keeps the file of a turn, if typeOf knows what it is.
func (r *Reading) receive(ctx context.Context, c Conversation, t Turn, typeOf func([]byte) string) (Received, error) {
	got := Received{Document: Document{Name: CleanName(t.File.Name, ""), Size: t.File.Size, From: t.ID, At: t.At}}
	switch {
	case t.Actor.Kind == Owner && !r.may(c):
		got.Problem = FileNeedsConsent
		return got, nil
	case t.File.Size > MaxFile:
		got.Problem = FileTooLarge
		return got, nil
	}
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-ctx.Done():
		return got, ctx.Err()
	}
	content, problem := r.read(ctx, t)
	if ctx.Err() != nil { // we were told to stop: the file may be fine
		return got, ctx.Err()
	}
	if got.Problem = problem; problem != "" {
		return got, nil
	}
	return r.keep(ctx, c, t, got, content, typeOf(content))
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
