package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pabellon/bot"
)

// shelf is a bot.Papers.
type shelf struct {
	err   error
	asked int
}

func (s *shelf) Lines(context.Context, string, []byte) ([]bot.DocLine, error) {
	s.asked++
	return []bot.DocLine{{Page: 1, Number: 1, Text: "RFC: CSO120304AB4"}}, s.err
}

func TestTheLinesOfADocumentAreReadOnceItIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		agreed  bool
		keepErr error
		err     error
		asked   int
		lines   int
		blank   bot.PaperKind
	}{
		"a PDF":             {content: "%PDF-1.7", agreed: true, asked: 1, lines: 1},
		"a scan":            {content: "%PDF-1.7", agreed: true, err: fmt.Errorf("read: %w", bot.ErrNoText), asked: 1, blank: bot.ScanPaper},
		"a locked one":      {content: "%PDF-1.7", agreed: true, err: bot.ErrLocked, asked: 1, blank: bot.LockedPaper},
		"a damaged one":     {content: "%PDF-1.7", agreed: true, err: errors.New("no use"), asked: 1},
		"a picture":         {content: "\xff\xd8\xff\xe0", agreed: true, asked: 1, lines: 1},
		"a text":            {content: "RFC: CSO120304AB4", agreed: true},
		"without consent":   {content: "%PDF-1.7"},
		"without more room": {content: "%PDF-1.7", agreed: true, keepErr: bot.ErrFull},
	} {
		papers := &shelf{err: c.err}
		var got bot.Received
		r := bot.NewReading(bot.Rules(func(_ bot.Conversation, t bot.Turn) ([]bot.Command, string) {
			got = *t.File.Got
			return nil, ""
		}), &drawer{in: strings.NewReader(c.content), keepErr: c.keepErr}, hasAgreed)
		r.Papers = papers
		turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, File: &bot.File{Path: "x", Name: "a.pdf"}}
		_, _, err := r.Understand(t.Context(), bot.Conversation{Consent: bot.Consent{Given: c.agreed}}, turn)
		if err != nil || papers.asked != c.asked || len(got.Lines) != c.lines || got.Blank != c.blank {
			t.Errorf("%s: %v, asked %d times, %+v", name, err, papers.asked, got)
		}
	}
}

// What staff send the owner is not read.
func TestWhatStaffSendIsNotRead(t *testing.T) {
	papers := &shelf{}
	r := bot.NewReading(bot.Rules(func(bot.Conversation, bot.Turn) ([]bot.Command, string) { return nil, "" }), &drawer{in: strings.NewReader("%PDF-1.7")}, hasAgreed)
	r.Papers = papers
	turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Staff}, Files: []bot.File{{Path: "x", Name: "a.pdf"}}}
	if _, _, err := r.Understand(t.Context(), bot.Conversation{}, turn); err != nil || papers.asked != 0 {
		t.Errorf("%v, asked %d times", err, papers.asked)
	}
}
