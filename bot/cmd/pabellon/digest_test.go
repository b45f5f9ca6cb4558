package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/knowledge"
)

// rings is an Understander that hears the clock.
type rings struct{}

func (rings) Understand(_ context.Context, _ bot.Conversation, t bot.Turn) ([]bot.Command, string, error) {
	return []bot.Command{bot.Remind{Key: t.Due}}, "", nil
}

// TestADigestEndsWhenItWasPlannedFor, and not when the clock came to ring.
func TestADigestEndsWhenItWasPlannedFor(t *testing.T) {
	var until time.Time
	u := &tallying{next: rings{}, overview: func(_ context.Context, at time.Time) (bot.Overview, error) {
		until = at
		return bot.Overview{}, nil
	}}
	planned := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	late := planned.Add(4 * time.Hour)
	for _, c := range []struct{ planned, at, want time.Time }{{planned, late, planned}, {planned, planned, planned}, {time.Time{}, late, late}} {
		if _, _, err := u.Understand(t.Context(), bot.Conversation{ID: bot.DeskConversation, Digest: c.planned}, bot.Turn{Due: handlers.DigestKey, At: c.at}); err != nil || !until.Equal(c.want) {
			t.Errorf("planned for %v, rung at %v: until %v, want %v (%v)", c.planned, c.at, until, c.want, err)
		}
	}
}

// TestWhatADigestIsMadeOfNamesNobody: it is kept with the desk's own turn, from which
// nobody who is erased could be taken.
func TestWhatADigestIsMadeOfNamesNobody(t *testing.T) {
	clerk, err := newClerk(programme{target: 100, zone: time.UTC}, func() *knowledge.Library { return nil })
	if err != nil {
		t.Fatal(err)
	}
	ana := bot.Brief{Conversation: "telegram:77", Folio: "PAB-0001", Business: "Café Sol", State: "Veracruz", Holder: bot.Actor{ID: "U0LAURA", Name: "Laura Mora"}}
	u := &tallying{next: rings{}, clerk: clerk, overview: func(context.Context, time.Time) (bot.Overview, error) {
		return bot.Overview{New: 3, WaitingTotal: 12, Waiting: []bot.Brief{ana}, Held: []bot.Brief{ana},
			Unanswered: []bot.Asked{{Words: "¿mezcal? soy ana@cafesol.mx, tel. 228 123 4567, RFC CSO120304AB1", Count: 2}}}, nil
	}}
	cmds, _, err := u.Understand(t.Context(), bot.Conversation{ID: bot.DeskConversation}, bot.Turn{Due: handlers.DigestKey})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(bot.Commands(cmds))
	if err != nil {
		t.Fatal(err)
	}
	for _, personal := range []string{"Café Sol", "PAB-0001", "telegram:77", "Laura", "ana@", "228", "4567", "CSO120304"} {
		if strings.Contains(string(b), personal) {
			t.Errorf("%q is kept: %s", personal, b)
		}
	}
	for _, figure := range []string{`"WaitingTotal":12`, `"New":3`, "¿mezcal?"} {
		if !strings.Contains(string(b), figure) {
			t.Errorf("no %s in %s", figure, b)
		}
	}
}
