package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestAnOwnerNeverActsForStaff(t *testing.T) {
	clerk := testClerk(t)
	for _, action := range []string{"approve", "decline", "take", "resume", "note"} {
		cmds, _ := clerk.Understand(inForm("email"), bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Button: payload("act", action)})
		for _, c := range cmds {
			if _, acts := c.(bot.Act); acts {
				t.Errorf("an owner pressed %s and it acts", action)
			}
		}
	}
}

func TestAnOwnersWordsAreNeverAnAction(t *testing.T) {
	clerk := testClerk(t)
	turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: "approve", Action: "approve"}
	cmds, _ := clerk.Understand(inForm("email"), turn)
	for _, c := range cmds {
		if _, acts := c.(bot.Act); acts {
			t.Error("an owner's turn with an action acts")
		}
	}
}

func TestEveryPlainButtonGoesThereAndBack(t *testing.T) {
	for what, want := range plainButtons {
		if got, ok := decodeButton(payload(what)); !ok || got != want {
			t.Errorf("%s: %v, %v", what, got, ok)
		}
	}
}

func TestPayloadsThatAreNotOursAreRefused(t *testing.T) {
	for _, p := range []string{"", "1:", "2:apply", "apply", "1:nothing", "1:apply:x", "1:pick:rfc", "1:more", strings.Repeat("1:more:", 20), "1:\x00"} {
		if cmd, ok := decodeButton(p); ok {
			t.Errorf("%q decodes to %v", p, cmd)
		}
	}
}

func FuzzButton(f *testing.F) {
	for what := range plainButtons {
		f.Add(payload(what))
	}
	for _, p := range []string{"1:more:costo-membresia", "1:pick:category:food", "1:edit:rfc", "1:skip:x", "1:why:nothing", "9:x", ""} {
		f.Add(p)
	}
	clerk := testClerk(f)
	f.Fuzz(func(t *testing.T, data string) {
		for _, asking := range []string{"", "email", bot.AskReview} {
			c := inForm(asking)
			turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Button: data, Text: " "}
			cmds, _ := clerk.Understand(c, turn)
			out, _ := bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
			checkMessages(t, out.Messages)
		}
	})
}
