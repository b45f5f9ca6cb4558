package slack

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// scrub takes back what was said of somebody who was erased, and the files that went with
// it. What is gone already is no trouble, so it may be done again from the start. What
// Slack keeps for good is told at the end, for an operator to see to it.
func (s *Slack) scrub(ctx context.Context, m bot.Message) error {
	s.renewHomes(ctx)
	kept, all := 0, 0
	why := ""
	for _, receipt := range m.Scrub {
		for what, err := range s.takeBack(ctx, receipt, m.Erasure) {
			all++
			var refused *bot.PermanentError
			switch err = verdict(ctx, err); {
			case errors.As(err, &refused):
				kept, why = kept+1, refused.Reason
				s.log.Error("something of somebody who was erased cannot be taken back; delete it in Slack", "where", receipt, "what", what, "error", err)
			case err != nil:
				return err
			}
		}
	}
	if kept > 0 {
		return &bot.PermanentError{Reason: fmt.Sprintf("%s: %d of %d things about somebody who was erased stand still", why, kept, all)}
	}
	return nil
}

// takeBack deletes the files that went with a message, and then the message; it yields
// what came of each.
func (s *Slack) takeBack(ctx context.Context, receipt, erasure string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, file := range filesOf(receipt) {
			err := s.api.DeleteFileContext(ctx, file)
			if says(err, "file_not_found", "file_deleted") {
				err = nil
			}
			if !yield(file, err) {
				return
			}
		}
		at, ok := spotOf(receipt)
		if !ok {
			return
		}
		shared, err := s.withoutThem(ctx, at)
		if err == nil && !shared {
			err = s.unsay(ctx, at, erasure)
		}
		yield(receipt, err)
	}
}

// withoutThem shows a message that shows several people without who was erased; false when
// it showed nobody else.
func (s *Slack) withoutThem(ctx context.Context, at spot) (bool, error) {
	s.groups.mu.Lock()
	defer s.groups.mu.Unlock()
	other, err := s.backend.Shares(ctx, at.receipt())
	if err != nil || other.Conversation == "" {
		return false, err
	}
	g, err := s.backend.Group(ctx, other.Conversation, other.Place)
	if err != nil {
		return false, fmt.Errorf("slack: read a group: %w", err)
	}
	err = s.change(ctx, at, s.dress(g.withLooks(), other.Conversation))
	if says(err, "message_not_found") {
		err = nil
	}
	return true, err
}

// unsay deletes a message. One that Slack does not let go says only that it was erased.
func (s *Slack) unsay(ctx context.Context, at spot, erasure string) error {
	_, ts, err := s.api.DeleteMessageContext(ctx, at.channel, at.ts)
	switch {
	case err == nil && ts == "":
		return errNoReceipt
	case says(err, "cant_delete_message", "no_permission", "access_denied"):
		words := s.o.Words.Scrubbed
		if erasure != "" {
			words += " · " + s.o.Words.Receipt + " " + erasure
		}
		err = s.change(ctx, at, screen{text: fallback(bot.Escape(words))})
	}
	if says(err, "message_not_found") {
		return nil
	}
	return err
}

// says tells whether Slack refused with one of these words.
func says(err error, words ...string) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && slices.Contains(words, said.Err)
}
