package handlers

import (
	"testing"
	"time"

	"pabellon/bot"
)

// Who writes once more while the answer is being made is answered once; what says more is
// read as ever.
func TestWhoWritesAgainWhileTheyWaitIsAnsweredOnce(t *testing.T) {
	k := testClerk(t)
	began := time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)
	say := func(c bot.Conversation, text string, at, decided time.Duration) (bot.Outcome, bot.Conversation) {
		turn := bot.Turn{ID: "m", Conversation: c.ID, Actor: bot.Actor{Kind: bot.Owner, ID: "a1"}, Text: text, At: began.Add(at)}
		cmds, _ := k.Understand(c, turn)
		return bot.Decide(k.Handle, c, turn, cmds, began.Add(decided))
	}
	const question = "cuanto cuesta la membresia"
	_, waited := say(bot.Conversation{ID: "chat:a1", Greeted: true, Lang: "es"}, question, 0, 6*time.Second)
	for text, want := range map[string]bool{question: false, "hola?": false, "???": false, "sigues ahí?": false, "y cuánto tarda la verificación": true, "quiero aplicar": true, "hola, me llamo Ana": true} {
		out, next := say(waited, text, 4*time.Second, 6*time.Second)
		if (len(out.Messages) > 0) != want {
			t.Errorf("%q, written meanwhile, gets %d messages", text, len(out.Messages))
		}
		if out, _ := say(waited, text, 8*time.Second, 8*time.Second); len(out.Messages) == 0 {
			t.Errorf("%q, written after the answer, gets none", text)
		}
		if out, _ := say(next, question, 9*time.Second, 9*time.Second); len(out.Messages) == 0 {
			t.Errorf("after %q the question gets no answer", text)
		}
	}
	_, once := say(waited, "hola?", 3*time.Second, 7*time.Second)
	if out, _ := say(once, question, 4*time.Second, 7*time.Second); len(out.Messages) > 0 {
		t.Error("who asks a third time meanwhile is answered twice")
	}
	_, quick := say(bot.Conversation{ID: "chat:a1", Greeted: true, Lang: "es"}, question, 0, 20*time.Millisecond)
	if out, _ := say(quick, question, 0, 30*time.Millisecond); len(out.Messages) == 0 {
		t.Error("a quick answer silences the next")
	}
}
