package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// noon is a Wednesday in Mexico City, when nobody sleeps.
var noon = time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC)

var (
	ana   = bot.Actor{Kind: bot.Owner, ID: "a1"}
	laura = bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}
)

// do has commands of the owner handled.
func do(clerk *Clerk, c bot.Conversation, cmds ...bot.Command) (bot.Outcome, bot.Conversation) {
	return doAt(clerk, c, ana, noon, cmds...)
}

func doAt(clerk *Clerk, c bot.Conversation, by bot.Actor, now time.Time, cmds ...bot.Command) (bot.Outcome, bot.Conversation) {
	out, next := bot.Decide(clerk.Handle, c, bot.Turn{ID: "m9", Actor: by, At: now}, cmds, now)
	out.Events = slices.DeleteFunc(out.Events, func(e bot.Event) bool { return e.Kind == bot.Shown }) // pick_test.go
	return out, next
}

// read gives the commands of what the owner writes.
func read(clerk *Clerk, c bot.Conversation, text string) []bot.Command {
	cmds, _ := clerk.Understand(c, bot.Turn{ID: "m9", Actor: ana, At: noon, Text: text})
	return unruled(cmds)
}

// unruled are commands without the rules that read them.
func unruled(cmds []bot.Command) []bot.Command {
	for i, cmd := range cmds {
		if fill, ok := cmd.(bot.Fill); ok {
			fill.By = ""
			cmds[i] = fill
		}
	}
	return cmds
}

// greeted is a conversation that has only begun.
func greeted(lang string) bot.Conversation {
	return bot.Conversation{ID: "chat:a1", Lang: lang, Greeted: true}
}

// sentForm is a complete application in one of the statuses that staff see.
func sentForm(status bot.Status) bot.Conversation {
	c := complete().Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001", At: noon})
	switch status {
	case bot.TakenStatus:
		c = c.Apply(bot.Event{Kind: bot.Taken, Actor: bot.Actor{Kind: bot.Staff, ID: "U2", Name: "Beto"}})
	case bot.AskedStatus:
		c = c.Apply(bot.Event{Kind: bot.InfoAsked, Text: "¿Tu constancia?"})
	case bot.ApprovedStatus:
		c = c.Apply(bot.Event{Kind: bot.Approved})
	case bot.DeclinedStatus:
		c = c.Apply(bot.Event{Kind: bot.Declined, Text: "Falta registro."})
	case bot.WithdrawnStatus:
		c = c.Apply(bot.Event{Kind: bot.Withdrawn})
	}
	return c
}

// to picks the messages for one audience.
func to(out bot.Outcome, who bot.Audience) []bot.Message {
	var list []bot.Message
	for _, m := range out.Messages {
		if m.To == who {
			list = append(list, m)
		}
	}
	return list
}

// said is what one audience reads, a message a line.
func said(out bot.Outcome, who bot.Audience) string {
	var lines []string
	for _, m := range to(out, who) {
		lines = append(lines, bot.Plain(m.Text))
	}
	return strings.Join(lines, "\n")
}

// happenings are the kinds of the events, in order.
func happenings(out bot.Outcome) string {
	var list []string
	for _, e := range out.Events {
		list = append(list, string(e.Kind))
	}
	return join(list)
}

func eventOf(out bot.Outcome, kind bot.EventKind) (bot.Event, bool) {
	for _, e := range out.Events {
		if e.Kind == kind {
			return e, true
		}
	}
	return bot.Event{}, false
}

// taps are what the buttons of a message send.
func taps(m bot.Message) string {
	var list []string
	for _, b := range m.Buttons {
		list = append(list, strings.TrimPrefix(b.Payload, payloadVersion))
	}
	return join(list)
}

// only gives the one message that an audience gets.
func only(t *testing.T, out bot.Outcome, who bot.Audience) bot.Message {
	t.Helper()
	list := to(out, who)
	if len(list) != 1 {
		t.Fatalf("%s gets %d messages, want one: %q", who, len(list), said(out, who))
	}
	return list[0]
}
