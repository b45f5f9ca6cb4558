package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// spot is where a message stands, or is to stand: a channel, the message's own time, and
// that of the one whose thread it is in.
type spot struct{ channel, ts, thread string }

// receipt names a message for ever: "C1 171.5". The ids of files that went with it may
// follow: "C1 171.5 F1 F2".
func (s spot) receipt() string { return s.channel + " " + s.ts }

// inThread is a receipt with the thread behind it, by which the newest of that thread is
// found again: "D1 171.5 171.1".
func (s spot) inThread() string { return strings.TrimRight(s.receipt()+" "+s.thread, " ") }

// spotOf reads a receipt; nothing of one that is not ours.
func spotOf(receipt string) (spot, bool) {
	parts := strings.Fields(receipt)
	if len(parts) < 2 {
		return spot{}, false
	}
	at := spot{channel: parts[0], ts: parts[1]}
	if len(parts) > 2 && !strings.HasPrefix(parts[2], fileMark) {
		at.thread = parts[2]
	}
	return at, true
}

// fileMark begins the ids of files.
const fileMark = "F"

// filesOf are the files that went with a message, by its receipt.
func filesOf(receipt string) []string {
	parts := strings.Fields(receipt)
	return slices.DeleteFunc(parts[min(2, len(parts)):], func(id string) bool { return !strings.HasPrefix(id, fileMark) })
}

// errNoReceipt is Slack saying yes without saying where (PLATFORMS.md §2.2).
var errNoReceipt = errors.New("slack: the answer to a message does not say where it stands")

// Send says a message: to staff at the desk, or to a person in their own chat. The
// receipt is where it stands. What was said of somebody who was erased it takes back.
func (s *Slack) Send(ctx context.Context, d bot.Delivery) (string, error) {
	if d.Message.Scrub != nil {
		return "", s.scrub(ctx, d.Message)
	}
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
	if inGroup(d.Message) {
		return s.sendGroup(ctx, d)
	}
	if d.Message.Member != "" && d.Message.Application != "" {
		d.Message.Buttons = append(slices.Clone(d.Message.Buttons), bot.Button{Label: s.o.Words.See, Payload: seePayload})
	}
	shown := s.pictured(ctx, d, s.dress(d.Message, d.Conversation))
	at := spot{}
	var err error
	if at.channel, err = s.roomOf(ctx, d.Message.Member); err != nil {
		return "", verdict(ctx, err)
	}
	if over, ok := spotOf(d.Replaced); ok {
		err := s.change(ctx, over, shown)
		if err == nil {
			return d.Replaced, nil
		}
		if !unchangeable(err) {
			return "", verdict(ctx, err)
		}
	}
	if card, ok := spotOf(d.Under); ok && card.channel == at.channel {
		at.thread = card.ts
	}
	receipt, err := s.post(ctx, at, shown)
	if err != nil || len(d.Message.Documents) == 0 {
		return receipt, err
	}
	if at.thread == "" {
		line, _ := spotOf(receipt)
		at.thread = line.ts
	}
	return receipt + s.shareDocuments(ctx, d, at), nil
}

// sendPerson says a message to a person: in the place of an earlier one, or of the one
// whose button was pressed; in the thread of what it answers, or in their own chat.
func (s *Slack) sendPerson(ctx context.Context, d bot.Delivery) (string, error) {
	if d.Replaced != "" || d.Message.Withdraw {
		done, err := s.instead(ctx, d)
		if done || err != nil {
			return d.Replaced, verdict(ctx, err)
		}
		if d.Message.Afresh != "" {
			d.Message.Text = d.Message.Afresh + "\n" + d.Message.Text
		}
	}
	at, of, err := s.place(ctx, d)
	if err != nil {
		return "", verdict(ctx, err)
	}
	if d.Message.Text == "" && len(d.Message.Files) > 0 {
		return s.shareFiles(ctx, d, at)
	}
	shown := s.dress(d.Message, of)
	if over, ok := spotOf(d.Message.Over); ok {
		over.thread = at.thread
		err := s.change(ctx, over, shown)
		if err == nil {
			s.memory.said(d.Conversation, d.Message.Lang, over)
			return over.inThread(), nil
		}
		if !unchangeable(err) {
			return "", verdict(ctx, err)
		}
	}
	receipt, err := s.post(ctx, at, shown)
	if err != nil {
		return "", err
	}
	stands, _ := spotOf(receipt)
	stands.thread = at.thread
	s.memory.said(d.Conversation, d.Message.Lang, stands)
	ids, err := s.shareAll(ctx, d.Message.Files, at)
	if err != nil {
		s.log.Error("the files of a message were not sent; its words were", "message", d.ID, "error", detail(err))
	}
	return strings.Join(append([]string{stands.inThread()}, ids...), " "), nil
}

// place is where a person reads a message. Of is the conversation that its buttons act on,
// where others read along; "" in the person's own chat.
func (s *Slack) place(ctx context.Context, d bot.Delivery) (at spot, of string, err error) {
	if at, _, ok := publicSpot(d.Conversation); ok {
		return at, d.Conversation, nil
	}
	if at, ok := rootOf(cmp.Or(d.Message.Quotes, d.Message.For)); ok {
		if at.thread == "" {
			at.thread = s.threadOf(d.Message.For)
		}
		return at, "", nil
	}
	channel, err := s.direct(ctx, strings.TrimPrefix(d.Conversation, Channel+":"))
	return spot{channel: channel}, "", err
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

// post says a screen.
func (s *Slack) post(ctx context.Context, at spot, shown screen) (string, error) {
	stands := at
	err := s.say(shown, func(options []slack.MsgOption) (err error) {
		options = append(options, slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
		if at.thread != "" {
			options = append(options, slack.MsgOptionTS(at.thread))
		}
		stands.channel, stands.ts, err = s.api.PostMessageContext(ctx, at.channel, options...)
		if err == nil && (stands.channel == "" || stands.ts == "") {
			err = errNoReceipt
		}
		return err
	})
	if err != nil {
		return "", verdict(ctx, err)
	}
	return stands.receipt(), nil
}

// change puts a screen in the place of a message.
func (s *Slack) change(ctx context.Context, at spot, shown screen) error {
	return s.say(shown, func(options []slack.MsgOption) error {
		_, ts, _, err := s.api.UpdateMessageContext(ctx, at.channel, at.ts, options...)
		if err == nil && ts == "" {
			err = errNoReceipt
		}
		return err
	})
}

// detail tells of an error what Slack found wrong; it names places, not words.
func detail(err error) string {
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && len(said.ResponseMetadata.Messages) > 0 {
		return said.Err + ": " + strings.Join(said.ResponseMetadata.Messages, "; ")
	}
	return err.Error()
}
