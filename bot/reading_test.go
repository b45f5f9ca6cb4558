package bot_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pabellon/bot"
)

// drawer is a bot.Files: what Open gives, and what was kept.
type drawer struct {
	in      io.Reader
	openErr error
	keepErr error
	opened  int
	kept    []bot.Document
	bytes   int
}

func (d *drawer) Open(context.Context, bot.Turn) (io.ReadCloser, error) {
	d.opened++
	return io.NopCloser(d.in), d.openErr
}

func (d *drawer) Keep(_ context.Context, _ bot.Conversation, doc bot.Document, content []byte) error {
	if d.keepErr == nil {
		d.kept, d.bytes = append(d.kept, doc), d.bytes+len(content)
	}
	return d.keepErr
}

func hasAgreed(c bot.Conversation) bool { return c.Consent.Given }

// receive reads a turn with a file and gives what the rules see of it.
func receive(t *testing.T, d *drawer, agreed bool, f bot.File) (bot.Received, error) {
	t.Helper()
	turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, File: &f}
	var got bot.Received
	r := bot.NewReading(bot.Rules(func(_ bot.Conversation, t bot.Turn) ([]bot.Command, string) {
		got = *t.File.Got
		return nil, ""
	}), d, hasAgreed)
	_, _, err := r.Understand(t.Context(), bot.Conversation{Consent: bot.Consent{Given: agreed}}, turn)
	if f.Got != nil || turn.File.Got != nil {
		t.Error("the caller's turn was changed")
	}
	return got, err
}

func TestAFileIsReadAndKeptBeforeTheTurnIsUnderstood(t *testing.T) {
	d := &drawer{in: strings.NewReader("%PDF-1.7")}
	got, err := receive(t, d, true, bot.File{Path: "x", Name: "../constancia.txt", Size: 3})
	if err != nil || got.Problem != "" || len(d.kept) != 1 || d.bytes != 8 {
		t.Fatalf("%+v, %v; kept %+v", got, err, d.kept)
	}
	doc := got.Document
	if doc.Name != "constancia.txt.pdf" || doc.Type != "application/pdf" || doc.Size != 8 || doc.From != "m1" || len(doc.Hash) != 64 || doc != d.kept[0] {
		t.Errorf("%+v", doc)
	}
}

func TestNothingIsOpenedBeforeTheNoticeIsAccepted(t *testing.T) {
	d := &drawer{in: strings.NewReader("%PDF-1.7")}
	got, err := receive(t, d, false, bot.File{Path: "x", Name: "a.pdf"})
	if err != nil || got.Problem != bot.FileNeedsConsent || d.opened != 0 || len(d.kept) != 0 {
		t.Errorf("%+v, %v; opened %d times", got, err, d.opened)
	}
}

// endless is a file that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestAFileThatCannotBeTakenFailsNoTurn(t *testing.T) {
	for name, c := range map[string]struct {
		d    *drawer
		size int64
		want bot.FileProblem
	}{
		"it is not there":         {&drawer{openErr: errors.New("gone")}, 0, bot.FileUnreadable},
		"it breaks off":           {&drawer{in: io.MultiReader(strings.NewReader("%PDF-"), iotest.ErrReader(io.ErrUnexpectedEOF))}, 0, bot.FileUnreadable},
		"it is empty":             {&drawer{in: strings.NewReader("")}, 0, bot.FileEmpty},
		"the channel says so":     {&drawer{openErr: fmt.Errorf("open: %w", bot.ErrTooLarge)}, 0, bot.FileTooLarge},
		"it says it is too large": {&drawer{in: strings.NewReader("%PDF-")}, bot.MaxFile + 1, bot.FileTooLarge},
		"it never ends":           {&drawer{in: endless{}}, 0, bot.FileTooLarge},
		"it is a program":         {&drawer{in: strings.NewReader("MZ\x90\x00")}, 0, bot.FileOfNoUse},
		"there is no room":        {&drawer{in: strings.NewReader("%PDF-"), keepErr: bot.ErrFull}, 0, bot.FileTooMany},
	} {
		got, err := receive(t, c.d, true, bot.File{Path: "x", Name: "a.pdf", Size: c.size})
		if err != nil || got.Problem != c.want || len(c.d.kept) != 0 {
			t.Errorf("%s: %q, %v, kept %d; want %q", name, got.Problem, err, len(c.d.kept), c.want)
		}
	}
}

// The turn is tried again when the database is away, and left when it is somebody else's.
func TestAFileThatCannotBeKeptNowIsTriedAgain(t *testing.T) {
	for _, want := range []error{errors.New("the database is away"), bot.ErrLost} {
		if _, err := receive(t, &drawer{in: strings.NewReader("%PDF-"), keepErr: want}, true, bot.File{Name: "a.pdf"}); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

func TestWhoIsToldToStopBlamesNoFile(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	r := bot.NewReading(bot.Rules(func(bot.Conversation, bot.Turn) ([]bot.Command, string) { t.Error("understood"); return nil, "" }),
		&drawer{openErr: errors.New("stopped")}, hasAgreed)
	_, _, err := r.Understand(ctx, bot.Conversation{Consent: bot.Consent{Given: true}}, bot.Turn{Actor: bot.Actor{Kind: bot.Owner}, File: &bot.File{Name: "a"}})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestDocumentsAreFoldedByTheirBytes(t *testing.T) {
	kept := func(hash, name string) bot.Event {
		return bot.Event{Kind: bot.DocumentKept, Turn: "m1", Document: &bot.Document{Hash: hash, Name: name}}
	}
	one := bot.Conversation{}.Apply(kept("1", "a.pdf"))
	c := one.Apply(kept("2", "b.pdf"), kept("1", "again.pdf"))
	if len(c.App.Documents) != 2 || c.App.Answers[bot.DocumentsField].Value != "a.pdf, b.pdf" {
		t.Fatalf("%+v", c.App)
	}
	if len(one.App.Documents) != 1 || one.App.Answers[bot.DocumentsField].Value != "a.pdf" {
		t.Errorf("the conversation before was changed: %+v", one.App)
	}
	c = c.Apply(bot.Event{Kind: bot.DocumentsDropped})
	if _, answered := c.App.Answers[bot.DocumentsField]; answered || len(c.App.Documents) != 0 {
		t.Errorf("after dropping: %+v", c.App)
	}
}

// A voice note is a file with another list of types: what is spoken is no document, and
// a document nothing that was spoken.
func TestAVoiceNoteIsKeptIfItIsOne(t *testing.T) {
	for name, c := range map[string]struct {
		begins string
		kept   string // its media type
	}{
		"Telegram's": {"OggS\x00\x02", "audio/ogg"}, "an MP3 with a head": {"ID3\x04", "audio/mpeg"}, "one without": {"\xff\xfb\x90\x00", "audio/mpeg"},
		"an iPhone's": {"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", "audio/mp4"}, "a video note": {"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "video/mp4"},
		"a paper": {"%PDF-1.7", ""}, "a photo": {"\xff\xd8\xff\xe0", ""}, "a program": {"MZ", ""}, "a picture of an iPhone": {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", ""},
	} {
		d := &drawer{in: strings.NewReader(c.begins)}
		var got *bot.Received
		r := bot.NewReading(bot.Rules(func(_ bot.Conversation, t bot.Turn) ([]bot.Command, string) {
			got = t.Voice.Got
			return nil, ""
		}), d, hasAgreed)
		turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Voice: &bot.Voice{Path: "x", Seconds: 9}}
		if _, _, err := r.Understand(t.Context(), bot.Conversation{Consent: bot.Consent{Given: true}}, turn); err != nil || got == nil {
			t.Fatalf("%s: %v", name, err)
		}
		if kept := got.Problem == ""; kept != (c.kept != "") || got.Document.Type != c.kept || kept && !got.Document.Spoken() || turn.Voice.Got != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
