package bot_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"pabellon/bot"
)

// tray has the files of staff by their path.
type tray struct {
	drawer
	keep error
}

func (d *tray) Open(_ context.Context, t bot.Turn) (io.ReadCloser, error) {
	d.opened++
	if t.File.Path == "gone" {
		return nil, errors.New("there is no such file")
	}
	return io.NopCloser(strings.NewReader(t.File.Path)), nil
}

// sent has staff's turn read and gives what the rules see of its files.
func sent(t *testing.T, d *tray, files ...bot.File) ([]bot.File, error) {
	t.Helper()
	d.keepErr = d.keep
	var got []bot.File
	r := bot.NewReading(bot.Rules(func(_ bot.Conversation, t bot.Turn) ([]bot.Command, string) {
		got = t.Files
		return nil, ""
	}), d, hasAgreed)
	_, _, err := r.Understand(t.Context(), bot.Conversation{}, bot.Turn{ID: "s1", Actor: bot.Actor{Kind: bot.Staff, ID: "U1"}, Files: files})
	for _, f := range files {
		if f.Got != nil {
			t.Error("the caller's turn was changed")
		}
	}
	return got, err
}

func TestTheFilesOfStaffAreKeptWithoutTheOwnersConsent(t *testing.T) {
	d := &tray{}
	got, err := sent(t, d, bot.File{Path: "%PDF-1.7 a", Name: "carta.pdf"}, bot.File{Path: "gone", Name: "b.pdf"}, bot.File{Path: "MZ\x90", Name: "c.exe"})
	if err != nil || len(got) != 3 || len(d.kept) != 1 || d.kept[0].Name != "carta.pdf" || d.kept[0].From != "s1" {
		t.Fatalf("%+v, %v; kept %+v", got, err, d.kept)
	}
	for i, want := range []bot.FileProblem{"", bot.FileUnreadable, bot.FileOfNoUse} {
		if got[i].Got == nil || got[i].Got.Problem != want {
			t.Errorf("file %d: %+v, want %q", i, got[i].Got, want)
		}
	}
}

func TestOnlySoManyFilesOfStaffAreOpened(t *testing.T) {
	d := &tray{}
	many := make([]bot.File, bot.MaxSent+3)
	for i := range many {
		many[i] = bot.File{Path: "%PDF-1.7 " + string(rune('a'+i)), Name: "x.pdf"}
	}
	if got, err := sent(t, d, many...); err != nil || len(got) != bot.MaxSent || d.opened != bot.MaxSent {
		t.Errorf("%d files, %d opened, %v", len(got), d.opened, err)
	}
	if got, err := sent(t, d); err != nil || len(got) != 0 {
		t.Errorf("none: %v, %v", got, err)
	}
}

func TestAFileOfStaffThatCannotBeKeptIsTriedAgain(t *testing.T) {
	if _, err := sent(t, &tray{keep: errors.New("the disk is full")}, bot.File{Path: "%PDF-1.7", Name: "a.pdf"}); err == nil {
		t.Error("the turn went on without its file")
	}
	got, err := sent(t, &tray{keep: bot.ErrFull}, bot.File{Path: "%PDF-1.7", Name: "a.pdf"})
	if err != nil || got[0].Got.Problem != bot.FileTooMany {
		t.Errorf("%+v, %v", got, err)
	}
}
