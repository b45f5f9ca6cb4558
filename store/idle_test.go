package store_test

import (
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// day is a day of November 2026.
func day(n int) time.Time { return time.Date(2026, 11, 1+n, 10, 0, 0, 0, time.UTC) }

func restingAreErased(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	for _, chat := range []string{"draft", "busy", "woken"} {
		commit(t, s, put(t, s, turn(chat, "1", "SECRETO"))[0], bot.Outcome{Events: []bot.Event{{Kind: bot.Consented}}})
	}
	commit(t, s, put(t, s, turn("candidate", "1", "x"))[0], submitted(day(1), "X"))
	commit(t, s, put(t, s, turn("withdrawn", "1", "SECRETO"))[0], submitted(day(1), "Y"))
	commit(t, s, put(t, s, turn("withdrawn", "2", "x"))[0], bot.Outcome{Events: []bot.Event{{Kind: bot.Withdrawn}}})

	list := must(s.Resting(t.Context(), 9))(t)
	if len(list) != 4 || list[3].Conversation != "test:withdrawn" || time.Since(list[0].Since) > time.Minute {
		t.Fatalf("%+v", list)
	}
	if first := must(s.Resting(t.Context(), 2))(t); len(first) != 2 || first[0] != list[0] || first[1] != list[1] {
		t.Fatalf("the first two: %+v", first)
	}
	put(t, s, turn("busy", "2", "a turn waits"))
	time.Sleep(2 * time.Millisecond) // the next turn is of another millisecond
	commit(t, s, put(t, s, turn("woken", "2", "hola de nuevo"))[0], bot.Outcome{})
	if n := must(s.EraseResting(t.Context(), list))(t); n != 2 {
		t.Errorf("%d erased, want the draft and the withdrawn", n)
	}
	for chat, want := range map[string]int64{"draft": 0, "withdrawn": 0, "busy": 1, "woken": 2, "candidate": 1} {
		if c := must(s.Load(t.Context(), "test:"+chat))(t); c.Version != want {
			t.Errorf("%s is at version %d, want %d", chat, c.Version, want)
		}
	}
	if n := must(s.EraseResting(t.Context(), list))(t); n != 0 {
		t.Errorf("again: %d", n)
	}
}

func dutyIsOfOneProcess(t *testing.T, url string) {
	one, two := open(t, url, store.Options{Replica: "one"}), open(t, url, store.Options{Replica: "two"})
	if !must(one.Duty(t.Context(), "sweep", time.Hour))(t) {
		t.Error("nobody has the duty")
	}
	if must(two.Duty(t.Context(), "sweep", time.Hour))(t) {
		t.Error("two processes have the duty")
	}
	if !must(two.Duty(t.Context(), "another", time.Millisecond))(t) {
		t.Error("another duty is not free")
	}
	must(one.Hold(t.Context(), nil))(t)
	if must(two.Duty(t.Context(), "sweep", time.Hour))(t) {
		t.Error("the duty ended with the sender leases")
	}
	time.Sleep(2 * time.Millisecond)
	if !must(one.Duty(t.Context(), "another", time.Hour))(t) {
		t.Error("a duty that ran out is not free")
	}
}
