package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// spot is where a message stands, or is to stand: a channel, the message's own time, and
// that of the one whose thread it is in.
type spot struct{ channel, ts, thread string }

// receipt names a message for ever: "C1 171.5".
func (s spot) receipt() string { return s.channel + " " + s.ts }

// spotOf reads a receipt; nothing of one that is not ours.
func spotOf(receipt string) (spot, bool) {
	channel, ts, ok := strings.Cut(receipt, " ")
	return spot{channel: channel, ts: ts}, ok && channel != "" && ts != ""
}

// errNoReceipt is Slack saying yes without saying where (PLATFORMS.md §2.2).
var errNoReceipt = errors.New("slack: the answer to a message does not say where it stands")

// Send says a message: to staff at the desk, or to a person in their own chat. The
// receipt is where it stands.
func (s *Slack) Send(ctx context.Context, d bot.Delivery) (string, error) {
	if d.Message.To == bot.ForStaff {
		return s.sendDesk(ctx, d)
	}
	return s.sendPerson(ctx, d)
}

// sendDesk puts a card in the place of the one before it, or a line into the thread of
// its card.
func (s *Slack) sendDesk(ctx context.Context, d bot.Delivery) (string, error) {
	if s.o.Desk == "" {
		return "", &bot.PermanentError{Reason: "slack: there is no channel for staff"}
	}
	shown := s.dress(d.Message, d.Conversation)
	at := spot{channel: s.o.Desk}
	if over, ok := spotOf(d.Replaced); ok {
		err := s.change(ctx, over, shown)
		if err == nil {
			return over.receipt(), nil
		}
		if !unchangeable(err) {
			return "", verdict(ctx, err)
		}
	}
	if card, ok := spotOf(d.Under); ok && card.channel == at.channel {
		at.thread = card.ts
	}
	return s.post(ctx, at, shown)
}

// sendPerson says a message in the thread of what it answers, or in the person's own chat.
func (s *Slack) sendPerson(ctx context.Context, d bot.Delivery) (string, error) {
	at, ok := rootOf(d.Message.For)
	if !ok {
		channel, err := s.direct(ctx, strings.TrimPrefix(d.Conversation, Channel+":"))
		if err != nil {
			return "", verdict(ctx, err)
		}
		at = spot{channel: channel}
	}
	return s.post(ctx, at, s.dress(d.Message, ""))
}

// direct opens the chat with a person; Slack gives the same one each time.
func (s *Slack) direct(ctx context.Context, user string) (string, error) {
	c, _, _, err := s.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}, ReturnIM: true})
	if err != nil {
		return "", fmt.Errorf("slack: open a chat: %w", err)
	}
	if c == nil || c.ID == "" {
		return "", errNoReceipt
	}
	return c.ID, nil
}

// post says a screen. When Slack refuses its blocks the text is said alone: that is a
// mistake of ours, and the log says so.
func (s *Slack) post(ctx context.Context, at spot, shown screen) (string, error) {
	try := func(options []slack.MsgOption) error {
		options = append(options, slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
		if at.thread != "" {
			options = append(options, slack.MsgOptionTS(at.thread))
		}
		channel, ts, err := s.api.PostMessageContext(ctx, at.channel, options...)
		if err == nil && (channel == "" || ts == "") {
			err = errNoReceipt
		}
		at.channel, at.ts = channel, ts
		return err
	}
	channel := at.channel
	err := try(shown.options())
	if refusedFor(err) {
		s.log.Error("Slack refuses the blocks of a message: this is a bug; its text is sent alone", "error", detail(err))
		at.channel = channel
		err = try(shown.bare())
	}
	if err != nil {
		return "", verdict(ctx, err)
	}
	return at.receipt(), nil
}

// change puts a screen in the place of a message.
func (s *Slack) change(ctx context.Context, at spot, shown screen) error {
	try := func(options []slack.MsgOption) error {
		_, ts, _, err := s.api.UpdateMessageContext(ctx, at.channel, at.ts, options...)
		if err == nil && ts == "" {
			err = errNoReceipt
		}
		return err
	}
	err := try(shown.options())
	if refusedFor(err) {
		s.log.Error("Slack refuses the blocks of a message: this is a bug; its text is shown alone", "error", detail(err))
		err = try(shown.bare())
	}
	return err
}

// detail tells of an error what Slack found wrong; it names places, not words.
func detail(err error) string {
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && len(said.ResponseMetadata.Messages) > 0 {
		return said.Err + ": " + strings.Join(said.ResponseMetadata.Messages, "; ")
	}
	return err.Error()
}
