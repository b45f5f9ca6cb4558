package telegram_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// offsets are those that were asked for; "" is none.
func offsets(w *world) []string {
	var out []string
	for _, c := range w.server.Calls() {
		if c.Method == "getUpdates" {
			out = append(out, c.Params["offset"])
		}
	}
	return out
}

func TestAnUpdateIsAcknowledgedOnlyWhenItIsKept(t *testing.T) {
	s, b := fake(t), &backend{fails: 1}
	w := join(t, s, b)
	ana := s.Person(telegramtest.Profile{ID: 77, Lang: "es"})
	ana.Start("")
	ana.Write("uno")
	w.run()
	w.turns(2)
	w.until("all is acknowledged", func() bool { return s.Pending() == 0 })
	asked := offsets(w)
	if len(asked) < 3 || asked[0] != "" || asked[1] != "" {
		t.Errorf("offsets %q, want none, none again after the failure, and then one after the last", asked)
	}
	if got := slices.Compact(asked); len(got) > 3 || asked[len(asked)-1] != "1002" && len(got) < 2 {
		t.Errorf("offsets %q, want to end at 1002", asked)
	}
	tries := b.calls()
	if len(tries) < 2 || tries[0][0].ID != tries[1][0].ID {
		t.Errorf("tries %+v, want the same turn again", tries)
	}
	if n := len(b.all()); n != 2 {
		t.Errorf("%d turns, want 2", n)
	}
	if w.log.count("cannot be kept") != 1 || w.log.count("polled again") != 1 {
		t.Errorf("want the trouble and its end told once:\n%s", w.log)
	}
}

func TestNothingIsLostWhileTheDatabaseIsDown(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.turns(1)
	w.backend.set(func(b *backend) { b.fails = 3 })
	for i := range 150 { // more than one answer holds
		ana.Write(strconv.Itoa(i))
	}
	for i, turn := range w.turns(151)[1:] {
		if turn.Text != strconv.Itoa(i) {
			t.Fatalf("turn %d says %q: the order is lost", i, turn.Text)
		}
	}
	if w.log.count("cannot be kept") != 1 {
		t.Errorf("told more than once:\n%s", w.log)
	}
}

func TestEveryKindOfUpdateIsAskedForByName(t *testing.T) {
	w := start(t)
	for _, c := range w.server.Calls() {
		if c.Method != "getUpdates" {
			continue
		}
		for _, kind := range []string{"message", "edited_message", "callback_query", "my_chat_member", "message_reaction"} {
			if !strings.Contains(c.Params["allowed_updates"], `"`+kind+`"`) {
				t.Errorf("allowed_updates %s, want %s in it", c.Params["allowed_updates"], kind)
			}
		}
	}
}

func TestNumbersThatBeginAnewLowerAreHeard(t *testing.T) {
	for _, c := range []struct {
		name  string
		quiet bool
	}{{"after quiet minutes", true}, {"at once", false}} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			ana := w.ana()
			w.turns(1)
			w.until("that is acknowledged", func() bool { return w.server.Polling() && w.server.Pending() == 0 })
			if c.quiet { // a poll that comes back empty, without the 50 seconds
				w.server.Fail(telegramtest.Fault{Method: "getUpdates", Body: `{"ok":true,"result":[]}`})
				w.server.Down(true)
				w.until("the poll is broken off", func() bool { return !w.server.Polling() })
				w.server.Down(false)
				w.until("it polls on", func() bool { asked := offsets(w); return w.server.Polling() && asked[len(asked)-1] == "" })
			}
			w.server.Restart(5)
			ana.Write("dos")
			ana.Write("tres")
			w.upTo("tres")
			w.until("all is acknowledged", func() bool { return w.server.Pending() == 0 })
			if asked := offsets(w); asked[len(asked)-1] != "7" {
				t.Errorf("offsets %q, want to go on at 7", asked)
			}
		})
	}
}

func TestAnUpdateThatCannotBeReadIsPassedOver(t *testing.T) {
	s, b := fake(t), &backend{}
	w := join(t, s, b)
	ana := s.Person(telegramtest.Profile{ID: 77, Lang: "es"})
	ana.Start("")
	s.Raw(map[string]any{"message": map[string]any{"message_id": "seven", "chat": map[string]any{"id": 77, "type": "private"}, "text": "XAXX010101000"}})
	s.Raw(map[string]any{"message": "XAXX010101000"})
	s.Raw(map[string]any{"quantum_message": map[string]any{"text": "XAXX010101000"}}) // a kind of the future is no trouble
	ana.Write("fin")
	w.run()
	if got := w.upTo("fin"); len(got) != 2 {
		t.Errorf("kept %+v, want the two that can be read", got)
	}
	w.until("all is acknowledged", func() bool { return s.Pending() == 0 })
	if w.log.count("passed over") != 2 || w.log.count("update=1001") != 1 || w.log.count("update=1002") != 1 {
		t.Errorf("want each told of by its number:\n%s", w.log)
	}
	if strings.Contains(w.log.String(), "XAXX") {
		t.Errorf("the log has what a person wrote:\n%s", w.log)
	}
}

func TestTroublesArePassingAndToldOnce(t *testing.T) {
	cases := []struct {
		name, says string
		fault      telegramtest.Fault
	}{
		{"a gateway without a server", "cannot be reached", telegramtest.Fault{Status: 502}},
		{"half an answer", "cannot be reached", telegramtest.Fault{Truncate: true}},
		{"a dropped connection", "cannot be reached", telegramtest.Fault{Drop: true}},
		{"an answer that is lost", "cannot be reached", telegramtest.Fault{DropAfter: true}},
		{"an answer that is no list", "cannot be reached", telegramtest.Fault{Body: `{"ok":true,"result":{"a":1}}`}},
		{"an empty answer", "Telegram refuses", telegramtest.Fault{Body: `{}`}},
		{"a flood", "asks to wait for 1s", telegramtest.Fault{RetryAfter: 1}},
		{"an error of the server", "Telegram refuses", telegramtest.Fault{Status: 500}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, b := fake(t), &backend{}
			w := join(t, s, b)
			ana := s.Person(telegramtest.Profile{ID: 77, Lang: "es"})
			c.fault.Method, c.fault.Times = "getUpdates", 2
			s.Fail(c.fault)
			ana.Start("")
			w.may = func(c telegramtest.Call) bool { return c.Method == "getUpdates" }
			w.run()
			w.until("the trouble is told", func() bool { return w.log.count("cannot poll Telegram") > 0 })
			w.until("the state tells it", func() bool { words, ok := w.State(); return !ok && strings.Contains(words, c.says) })
			w.turns(1)
			w.until("the state is well", func() bool { words, ok := w.State(); return ok && words == "polling" })
			if w.log.count("cannot poll Telegram") != 1 || w.log.count("polled again") != 1 || w.log.count(c.says) < 1 {
				t.Errorf("want %q told once and its end once:\n%s", c.says, w.log)
			}
			if n := len(s.Impatient()); n > 0 {
				t.Errorf("asked %d times too early", n)
			}
		})
	}
}

func TestSilenceOfTheServerIsOutlived(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.turns(1)
	w.server.Down(true)
	w.until("the trouble is told", func() bool { return w.log.count("cannot poll Telegram") > 0 })
	ana.Write("¿hay alguien?")
	w.server.Down(false)
	w.upTo("¿hay alguien?")
}
