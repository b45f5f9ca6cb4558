package telegram

import (
	"context"
	"net/http"
	"strconv"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// afresh is the message with what stands before it where it cannot take the place of
// another.
func (s *sending) afresh() []styled {
	m := s.d.Message
	m.Text = m.Afresh + "\n" + m.Text
	return s.dress(m).split(maxUnits)
}

// withdraw deletes a message, with all of its parts. Telegram deletes within 48 hours
// (https://core.telegram.org/bots/api#deletemessage); after that words take the place of
// the first part, and where not even that goes they are said. What never came, or is gone,
// needs nothing. It may be done again.
func (s *sending) withdraw(ctx context.Context) error {
	s.sent, s.keys = nil, keysUp(s.d.Before)
	kept := ""
	for _, id := range idsOf(s.d.Replaced) {
		p := tg.Params{"chat_id": strconv.FormatInt(s.chat, 10), "message_id": id}
		err := s.moving(p, func() error { return s.api.call(ctx, "deleteMessage", p, nil) })
		no := noted(err)
		switch {
		case err == nil, no != nil && no.says("message to delete not found"):
		case no == nil || no.code != http.StatusBadRequest || no.gone():
			return err
		case kept == "":
			kept = id
		}
	}
	if kept == "" {
		return nil
	}
	parts := s.dress(s.d.Message).split(maxUnits)
	id, err := s.edit(ctx, kept, parts[0], markup{})
	if err == nil {
		s.sent = []string{id}
	}
	return err
}
