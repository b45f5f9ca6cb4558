package slack

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// showAll opens a modal at once and then puts everything about a candidate into it.
func (s *Slack) showAll(ctx context.Context, cb *slack.InteractionCallback, conversation string) {
	opened, err := s.api.OpenViewContext(ctx, cb.TriggerID, s.showing(bot.Message{}, s.o.Words.Opening))
	if err != nil {
		s.log.Warn("cannot open a modal", "error", detail(err))
		s.whisper(ctx, cb, s.o.Words.Failed)
		return
	}
	words := ""
	m, err := s.backend.Candidate(ctx, conversation)
	if err != nil {
		s.log.Error("cannot read a candidate", "error", err)
		words = s.o.Words.Failed
	}
	if _, err := s.api.UpdateViewContext(ctx, s.showing(m, words), "", opened.Hash, opened.ID); err != nil {
		s.log.Warn("cannot fill a modal", "error", detail(err))
	}
}

// showing is everything of a card; words stand alone when there are some.
func (s *Slack) showing(m bot.Message, words string) slack.ModalViewRequest {
	blocks := paragraphs(bot.Escape(words))
	if words == "" {
		title, _, _ := strings.Cut(m.Text, "\n")
		blocks = append([]slack.Block{slack.NewHeaderBlock(label(bot.Plain(title)+" ", maxHeader))}, facts(m.Facts)...)
		blocks = append(append(blocks, s.checks(m)...), documents(m)...)
	}
	return slack.ModalViewRequest{Type: slack.VTModal, Title: label(s.o.Words.See, maxTitle), Close: label(s.o.Words.Close, maxTitle),
		Blocks: slack.Blocks{BlockSet: blocks}}
}
