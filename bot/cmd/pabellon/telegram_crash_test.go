package main

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"pabellon/bot/telegram/telegramtest"
)

// TestKill9InTheMiddleOfManyChatsLosesNothing plays an application with four people at
// once: first undisturbed, then with kill -9 at a random moment of each step, while calls
// fail and what was kept is delivered again. All hear the same, in order; only what was
// being said at a kill may come twice.
func TestKill9InTheMiddleOfManyChatsLosesNothing(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		calm := crowdAt(t, hook)
		calm.start()
		for i := range steps {
			calm.act(i)
			calm.hear(i)
		}
		calm.stop()
		want, candidates := calm.heard(), calm.exported()
		if len(candidates) != len(crowdNames) {
			t.Fatalf("undisturbed there are %d candidates", len(candidates))
		}
		wild := crowdAt(t, hook)
		wild.start()
		kills := 0
		for i := range steps {
			wild.trouble(i)
			wild.act(i)
			kills += wild.crash()
			wild.hear(i)
		}
		wild.net.Heal()
		wild.stop()
		if kills < 20 {
			t.Errorf("only %d kills", kills)
		}
		repeats := 0
		for name, texts := range wild.heard() {
			n := againstOrder(t, name, want[name], texts)
			if repeats += n; n > kills {
				t.Errorf("%s heard %d messages twice in %d kills", name, n, kills)
			}
		}
		t.Logf("%d kills, %d messages said again", kills, repeats)
		if got := wild.exported(); !maps.EqualFunc(got, candidates, maps.Equal[map[string]string]) {
			t.Errorf("the candidates are %v, want %v", got, candidates)
		}
		wild.quietAfterCrash()
	})
}

// crash kills the program at a random moment after people did something, sometimes again
// while it starts, and leaves it running. It tells how often it was killed.
func (c *crowd) crash() int {
	c.Helper()
	kills := 1
	die := func(within time.Duration) {
		timer := time.AfterFunc(rand.N(within), c.p.kill)
		defer timer.Stop()
		c.gone()
	}
	die(120 * time.Millisecond)
	if rand.N(4) == 0 {
		kills++
		c.launch()
		die(500 * time.Millisecond)
	}
	c.start()
	return kills
}

// trouble is what goes wrong beside the kills: little enough that people go on.
func (c *crowd) trouble(step int) {
	ana := int64(300)
	faults := []telegramtest.Fault{
		{Method: "getUpdates", Drop: true, Times: 2}, // what was kept is not acknowledged, and comes again
		{Method: "sendMessage", Status: 502},
		{Method: "sendMessage", Drop: true, Times: 2},
		{Method: "getUpdates", Status: 502},
		{Method: "sendMessage", Chat: ana + rand.N(int64(len(crowdNames))), RetryAfter: 1},
		{Method: "answerCallbackQuery", Drop: true},
		{Method: "editMessageText", Drop: true},
	}
	c.net.Fail(faults[step%len(faults)])
}
