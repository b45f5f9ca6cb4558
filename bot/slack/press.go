package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// actPayload is how the payloads of staff's acts begin; what follows is the action.
const actPayload = "1:act:"

// seePayload shows all of a candidate, which changes nothing.
const seePayload = "1:see"

// press takes a click: a staff member's on a card, or a person's in their own chat. What
// it returns is done once the click is acknowledged.
func (s *Slack) press(ctx context.Context, cb *slack.InteractionCallback, a *slack.BlockAction) (after func(context.Context), err error) {
	payload, conversation, desk := strings.Cut(a.Value, " ")
	if payload == "" || len(payload) > bot.MaxPayload {
		return nil, nil
	}
	thread := cb.Message.ThreadTimestamp
	if thread == "" {
		thread = cb.Message.Timestamp
	}
	kind, at := acted, spot{cb.Channel.ID, a.ActionTs, thread}
	if !desk {
		kind = pressed
	}
	t := &bot.Turn{Channel: Channel, ID: turnID(kind, at), Conversation: conversation, Button: payload, At: s.backend.Now()}
	if !desk {
		t.Conversation, t.Actor = bot.ConversationID(Channel, cb.User.ID), bot.Actor{Kind: bot.Owner, ID: cb.User.ID}
		t.About = &bot.Reference{Receipt: spot{channel: cb.Channel.ID, ts: cb.Message.Timestamp}.receipt()}
		return nil, s.accept(ctx, t, nil)
	}
	if words := s.refusal(ctx, cb.User.ID); words != "" {
		return func(ctx context.Context) { s.whisper(ctx, cb, words) }, nil
	}
	if payload == seePayload {
		return func(ctx context.Context) { s.showAll(ctx, cb, conversation) }, nil
	}
	action, _ := strings.CutPrefix(payload, actPayload)
	if m, ok := s.o.Words.Modals[action]; ok {
		return func(ctx context.Context) { s.openModal(ctx, cb, m, draft{Conversation: conversation, Action: action}) }, nil
	}
	t.Actor = s.actor(ctx, cb.User.ID)
	return nil, s.accept(ctx, t, nil)
}

// refusal is what is said to somebody who may not act; "" is said to who may.
func (s *Slack) refusal(ctx context.Context, user string) string {
	may, err := s.people.mayAct(ctx, user)
	switch {
	case err != nil:
		s.log.Warn("cannot ask Slack who may act; the act is refused", "error", err)
		return s.o.Words.Failed
	case !may:
		return s.o.Words.NotStaff
	}
	return ""
}

// whisper tells something to who clicked.
func (s *Slack) whisper(ctx context.Context, cb *slack.InteractionCallback, words string) {
	if cb.Channel.ID == "" {
		return
	}
	if _, err := s.api.PostEphemeralContext(ctx, cb.Channel.ID, cb.User.ID, slack.MsgOptionText(words, true)); err != nil {
		s.log.Warn("cannot answer a click", "error", err)
	}
}

// actor is a staff member, by the name that colleagues know.
func (s *Slack) actor(ctx context.Context, id string) bot.Actor {
	a := bot.Actor{Kind: bot.Staff, ID: id}
	if u, err := s.people.who(ctx, id); err == nil {
		if a.Name = u.Profile.DisplayName; a.Name == "" {
			a.Name = u.RealName
		}
	}
	return a
}

// accept keeps a turn.
func (s *Slack) accept(ctx context.Context, t *bot.Turn, raw json.RawMessage) error {
	t.Raw = raw
	if err := s.backend.Accept(ctx, *t); err != nil {
		return fmt.Errorf("slack: keep what was done: %w", err)
	}
	return nil
}
