package handlers

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pabellon/bot"
)

// aloudKinds are the events that a conversation may have where others read along.
var aloudKinds = []bot.EventKind{bot.Greeted, bot.LanguageSet, bot.Answered, bot.Unanswered, bot.Voted, bot.Shown, bot.OfferClosed}

// mention is a conversation in which others read along.
type mention struct {
	t     *testing.T
	clerk *Clerk
	c     bot.Conversation
	now   time.Time
}

// takes has a turn read and handled, and fails when it leads to anything personal.
func (m *mention) takes(turn bot.Turn) bot.Outcome {
	m.t.Helper()
	m.now = m.now.Add(time.Minute)
	turn.Channel, turn.ID, turn.Actor, turn.At, turn.Public = "slack", m.now.String(), bot.Actor{Kind: bot.Owner, ID: "U1"}, m.now, true
	cmds, _ := m.clerk.Understand(m.c, turn)
	out, next := bot.Decide(m.clerk.Handle, m.c, turn, cmds, m.now)
	m.c = next
	what := fmt.Sprintf("%q%q", turn.Text, turn.Button)
	if len(out.Later) > 0 || out.Erase || len(out.Messages) == 0 {
		m.t.Errorf("%s: timers %v, erased %v, %d messages", what, out.Later, out.Erase, len(out.Messages))
	}
	for _, e := range out.Events {
		if !slices.Contains(aloudKinds, e.Kind) {
			m.t.Errorf("%s: the event %s", what, e.Kind)
		}
	}
	for _, said := range out.Messages {
		if said.To != bot.Person || said.Asking != "" || len(said.Files)+len(said.Facts) > 0 {
			m.t.Errorf("%s: %+v", what, said)
		}
		for _, b := range said.Buttons {
			if cmd, _ := decodeButton(b.Payload); !saidAloud(cmd) {
				m.t.Errorf("%s: the button %q", what, b.Label)
			}
		}
	}
	return out
}

func TestNothingPersonalHappensWhereOthersReadAlong(t *testing.T) {
	m := &mention{t: t, clerk: testClerk(t), c: bot.Conversation{ID: "slack:C1.2.U1"}, now: noon}
	for _, p := range readLines[person](t, "owners.jsonl")[:12] {
		for _, say := range p.Say {
			for _, text := range say {
				m.takes(bot.Turn{Text: text})
			}
		}
	}
	for what := range plainButtons {
		m.takes(bot.Turn{Button: payload(what)})
	}
	for _, data := range []string{"1:edit:rfc", "1:skip:rfc", "1:why:rfc", "1:pick:role:owner", "1:act:take", "1:quote:costo-membresia", "1:est:begin", "nada", ""} {
		m.takes(bot.Turn{Button: data, Text: "x"})
	}
	for _, turn := range []bot.Turn{{Other: "file"}, {Other: "sticker"}, {Other: "location"}, {Cut: true, Text: "bla"}, {Text: ""}, {Text: "/borrar"},
		{Contact: &bot.Contact{Phone: "+522281234567", Own: true}}, {Voice: &bot.Voice{Seconds: 3}}, {Text: "quiero aplicar", Forwarded: true}} {
		m.takes(turn)
	}
	if len(m.c.App.Answers) > 0 || m.c.App.Status != bot.NoApplication || m.c.Consent.Given || m.c.Asking != "" || len(m.c.Estimate.Told) > 0 {
		t.Errorf("the conversation holds %+v", m.c)
	}
}

// The apology for a turn that failed calls nobody to a chat that all read.
func TestAnApologyWhereOthersReadCallsNobody(t *testing.T) {
	out := testClerk(t).Handle(bot.Conversation{ID: "slack:C1.2.U1"}, []bot.Command{bot.Aloud{}, bot.Apologise{}}, noon)
	if len(out.Messages) != 1 || out.Messages[0].To != bot.Person || len(out.Messages[0].Buttons) > 0 {
		t.Errorf("%+v", out.Messages)
	}
}
