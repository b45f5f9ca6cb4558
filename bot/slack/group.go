package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// Group is what several people wait for, as it is now: one message in their place.
type Group struct {
	Message bot.Message // its Member is whom it is for alone
	Members []bot.Open  // who waits; nobody when all were answered
	Cards   []Standing  // those of the members
}

// Standing is the card of a conversation, by its Replaces, and where it stands: the cards
// that one message shows have the same Receipt. "" is a card that is not said yet.
type Standing struct{ Conversation, Place, Receipt string }

// groups are said one at a time, so that two that belong together find each other.
type groups struct {
	mu   sync.Mutex
	said map[Standing]string // without Receipt: where one stands that may not be stored yet
}

// mostSaid is how many receipts are remembered until they are stored.
const mostSaid = 1000

// where gives the receipts of the messages in which a group may stand.
func (b *groups) where(d bot.Delivery, cards []Standing) []string {
	out := []string{d.Replaced}
	for _, c := range cards {
		out = append(out, c.Receipt, b.said[Standing{c.Conversation, c.Place, ""}])
	}
	return out
}

// stands remembers where a group was said.
func (b *groups) stands(d bot.Delivery, receipt string) {
	if b.said == nil || len(b.said) >= mostSaid {
		b.said = map[Standing]string{}
	}
	b.said[Standing{d.Conversation, d.Message.Replaces, ""}] = receipt
}

// groupActs are the acts that are for everybody on a group, and which group it is.
var groupActs = map[string]string{"answer": bot.GapPlace, "seen": bot.OverduePlace}

// seeButtons is how many of those on a group can be looked at by a button.
const seeButtons = 10

// inGroup tells a card that is shown together with those of others.
func inGroup(m bot.Message) bool {
	return strings.HasPrefix(m.Replaces, bot.GapPlace) || strings.HasPrefix(m.Replaces, bot.OverduePlace)
}

// sendGroup shows what a conversation waits for together with the others: where its card
// stands, or that of one of them.
func (s *Slack) sendGroup(ctx context.Context, d bot.Delivery) (string, error) {
	s.groups.mu.Lock()
	defer s.groups.mu.Unlock()
	b, err := s.backend.Group(ctx, d.Conversation, d.Message.Replaces)
	if err != nil {
		return "", fmt.Errorf("slack: read a group: %w", err)
	}
	if len(b.Members) == 0 {
		b.Message = d.Message
	}
	channel, err := s.groupRoom(ctx, b, d)
	if err != nil {
		return "", verdict(ctx, err)
	}
	receipt, err := s.inPlace(ctx, channel, s.groups.where(d, b.Cards), s.dress(b.withLooks(), of(b, d)))
	if err == nil {
		s.groups.stands(d, receipt)
	}
	return receipt, err
}

// groupRoom is where a group is shown. What is over is shown where it stands.
func (s *Slack) groupRoom(ctx context.Context, b Group, d bot.Delivery) (string, error) {
	over, ok := spotOf(d.Replaced)
	if ok && !b.has(d.Conversation) {
		return over.channel, nil
	}
	return s.roomOf(ctx, b.Message.Member)
}

// inPlace shows something in the first of some messages that can still be changed, or in a
// new one.
func (s *Slack) inPlace(ctx context.Context, channel string, receipts []string, shown screen) (string, error) {
	for _, receipt := range receipts {
		over, ok := spotOf(receipt)
		if !ok || over.channel != channel {
			continue
		}
		if err := s.change(ctx, over, shown); err == nil {
			return over.receipt(), nil
		} else if !unchangeable(err) {
			return "", verdict(ctx, err)
		}
	}
	return s.post(ctx, spot{channel: channel}, shown)
}

// of is the conversation that the buttons of a group act on: any of those who wait.
func of(b Group, d bot.Delivery) string {
	if len(b.Members) > 0 {
		return b.Members[0].Conversation
	}
	return d.Conversation
}

// has tells whether somebody is one of those who wait.
func (b Group) has(conversation string) bool {
	return slices.ContainsFunc(b.Members, func(o bot.Open) bool { return o.Conversation == conversation })
}

// withLooks is the group's message, with a button for each candidate on it.
func (b Group) withLooks() bot.Message {
	m := b.Message
	if len(b.Members) < 2 {
		return m
	}
	m.Buttons = slices.Clone(m.Buttons)
	for _, o := range b.Members[:min(len(b.Members), seeButtons)] {
		if o.Folio != "" {
			m.Buttons = append(m.Buttons, bot.Button{Label: o.Folio, Payload: seePayload, Of: o.Conversation})
		}
	}
	return m
}

// roomOf is the staff's channel, or the chat with one of them. In the place of who cannot
// be written to, or is not of the team any more, the channel is told.
func (s *Slack) roomOf(ctx context.Context, member string) (string, error) {
	if member == "" {
		return s.o.Desk, nil
	}
	channel := ""
	may, err := s.people.mayAct(ctx, member)
	if may {
		channel, err = s.direct(ctx, member)
	}
	var no slack.SlackErrorResponse
	switch {
	case errors.As(err, &no):
		s.log.Warn("cannot write to a staff member; the channel is told", "error", no.Err)
		return s.o.Desk, nil
	case err == nil && !may:
		s.log.Info("something was for somebody who is not of the team any more; the channel is told")
		return s.o.Desk, nil
	}
	return channel, err
}

// forAll carries out an act for everybody on a group. What is shown to one of staff alone
// is that of the conversation, or nobody's any more; in the channel it is everybody's.
func (s *Slack) forAll(ctx context.Context, t bot.Turn, action string, alone bool) (done int, err error) {
	b, err := s.backend.Group(ctx, t.Conversation, groupActs[action])
	if err != nil {
		return 0, fmt.Errorf("slack: read a group: %w", err)
	}
	if alone && !b.has(t.Conversation) {
		return 0, nil
	}
	var turns []bot.Turn
	for _, o := range b.Members {
		if action == "seen" && !slices.ContainsFunc(o.Promises, bot.Promise.Overdue) {
			continue
		}
		each := t
		each.Conversation, each.Button, each.Action = o.Conversation, "", action
		each.ID = t.ID + "+" + o.Conversation
		turns = append(turns, each)
	}
	if len(turns) == 0 {
		return 0, nil
	}
	if err := s.backend.Accept(ctx, turns...); err != nil {
		return 0, fmt.Errorf("slack: keep what was done: %w", err)
	}
	return len(turns), nil
}
