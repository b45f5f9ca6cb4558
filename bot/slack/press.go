package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
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
	payload, conversation, desk := strings.Cut(cmp.Or(a.Value, a.SelectedOption.Value), " ")
	if payload == "" || len(payload) > bot.MaxPayload {
		return nil, nil
	}
	thread := cb.Message.ThreadTimestamp
	if thread == "" {
		thread = cb.Message.Timestamp
	}
	at := spot{cb.Channel.ID, a.ActionTs, thread}
	t := bot.Turn{Channel: Channel, ID: turnID(acted, at), Conversation: conversation, Button: payload, At: s.backend.Now()}
	if where, _, public := publicSpot(conversation); public || !desk {
		return nil, s.pressOwn(ctx, cb, t, at, where)
	}
	soon, cancel := context.WithTimeout(ctx, rightsTime)
	defer cancel()
	if words := s.refusal(soon, cb.User.ID); words != "" {
		return func(ctx context.Context) { s.whisper(ctx, cb, words) }, nil
	}
	if payload == seePayload {
		return func(ctx context.Context) { s.showAll(ctx, cb, conversation) }, nil
	}
	action, _ := strings.CutPrefix(payload, actPayload)
	action, on, _ := strings.Cut(action, ":")
	if m, ok := s.o.Words.Modals[action]; ok {
		d := draft{Conversation: conversation, Action: action, On: on}
		if on != "" {
			return func(ctx context.Context) { s.openWritten(ctx, cb, m, d) }, nil
		}
		return func(ctx context.Context) { s.openModal(ctx, cb, m, d) }, nil
	}
	t.Actor = s.actor(ctx, cb.User.ID)
	if _, all := groupActs[action]; all {
		n, err := s.forAll(ctx, t, action, strings.HasPrefix(cb.Channel.ID, directMark))
		if err == nil && n == 0 {
			return func(ctx context.Context) { s.whisper(ctx, cb, s.o.Words.Nothing) }, nil
		}
		return nil, err
	}
	return nil, s.accept(ctx, &t, nil)
}

// pressOwn takes a person's click: in their own chat, or where others read along. Where is
// the thread that the button is of; it is nothing in their own chat.
func (s *Slack) pressOwn(ctx context.Context, cb *slack.InteractionCallback, t bot.Turn, at, where spot) error {
	public := where != spot{}
	if public && (where.channel != at.channel || where.thread != at.thread) {
		return nil // a button is of the thread in which it stands
	}
	t.ID, t.Public, t.Actor = turnID(pressed, at), public, bot.Actor{Kind: bot.Owner, ID: cb.User.ID}
	if !public {
		t.Conversation = bot.ConversationID(Channel, cb.User.ID)
		s.memory.root(t.Conversation, at)
	}
	t.About = &bot.Reference{Receipt: spot{channel: cb.Channel.ID, ts: cb.Message.Timestamp}.receipt()}
	return s.accept(ctx, &t, nil)
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

// whisper tells something to who clicked: where they did, or in a modal over a Home tab.
func (s *Slack) whisper(ctx context.Context, cb *slack.InteractionCallback, words string) {
	if cb.Channel.ID == "" {
		if _, err := s.api.OpenViewContext(ctx, cb.TriggerID, s.showing(bot.Message{}, words)); err != nil {
			s.log.Warn("cannot answer a click", "error", detail(err))
		}
		return
	}
	_, err := s.api.PostEphemeralContext(ctx, cb.Channel.ID, cb.User.ID, slack.MsgOptionText(words, true))
	var no slack.SlackErrorResponse
	if errors.As(err, &no) && cb.ResponseURL != "" { // such as of a channel in which the bot is not
		err = s.tellAt(ctx, cb.ResponseURL, alone(words))
	}
	if err != nil {
		s.log.Warn("cannot answer a click", "error", detail(err))
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
	return s.acceptAll(ctx, raw, *t)
}

// acceptAll keeps what came in one call, if it is anything.
func (s *Slack) acceptAll(ctx context.Context, raw json.RawMessage, turns ...bot.Turn) error {
	if len(turns) == 0 {
		return nil
	}
	turns[0].Raw = raw
	if err := s.backend.Accept(ctx, turns...); err != nil {
		return fmt.Errorf("slack: keep what was done: %w", err)
	}
	return nil
}
