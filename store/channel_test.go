package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// What a channel gave is personal: it is there for a turn that waits or failed, and for
// none that is done.
func rawGoesWhenDone(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	sent := func(id string) bot.Turn {
		turn := turn("a", id, "hola")
		turn.Raw = []byte(`{"update_id":` + id + `,"secret_name":"Xóchitl"}`)
		return turn
	}
	w := put(t, s, sent("1"), sent("2"))[0]
	sealed := keyOf(url) != ""
	if all := everything(t, url); !sealed && strings.Count(all, "Xóchitl") != 2 || sealed && strings.Contains(all, "Xóchitl") {
		t.Fatal("kept:", all)
	}
	d := done(t, s, w, say("perdón"))
	d.Parked = "it never went well"
	next := must(s.Commit(t.Context(), w, d))(t).Next
	commit(t, s, *next, say("hola"))
	parked := must(s.Parked(t.Context()))(t)[0]
	turn, raw, err := s.ParkedTurn(t.Context(), parked.ID)
	if err != nil || turn.ID != "1" || !strings.Contains(raw, `"update_id":1,`) {
		t.Fatalf("parked: %+v %s %v", turn, raw, err)
	}
	if all := everything(t, url); !sealed && strings.Count(all, "Xóchitl") != 1 {
		t.Error("what is done is still there:", all)
	}
	check(t, s.Unpark(t.Context(), parked.ID))
	again := must(s.Claim(t.Context(), 1))(t)[0]
	commit(t, s, again, say("hola"))
	if all := everything(t, url); !sealed && strings.Count(all, "Xóchitl") != 1 { // of the one that failed
		t.Error("what was done at last is still there:", all)
	}
	must(s.Erase(t.Context(), w.Turn.Conversation))(t)
	if all := everything(t, url); strings.Contains(all, "Xóchitl") {
		t.Error("erased, and still there:", all)
	}
}

func receiptBefore(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	d := handed(t, s, "a", "1", bot.Message{To: bot.Person, Text: "one"}, bot.Message{To: bot.Person, Text: "two"})[0]
	if d.Before != "" {
		t.Fatalf("before the first there was %q", d.Before)
	}
	next := must(s.Sent(t.Context(), d, "101 k", time.Now()))(t)
	if next.Before != "101 k" {
		t.Fatalf("before the second there was %q", next.Before)
	}
	must(s.Sent(t.Context(), *next, "102", time.Now()))(t)
	if d := handed(t, s, "a", "2", bot.Message{To: bot.Person, Text: "three"})[0]; d.Before != "102" {
		t.Fatalf("before the third there was %q", d.Before)
	}
}

func saidIsFound(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"test", "desk"}))(t)
	for i, text := range []string{"one", "two"} {
		for _, d := range handed(t, s, "a", text, bot.Message{To: bot.Person, Text: text}, bot.Message{To: bot.ForStaff, Text: "about " + text}) {
			must(s.Sent(t.Context(), d, []string{"101", "102 103 k"}[i], time.Now()))(t)
		}
	}
	for receipt, want := range map[string]string{"101": "one", "102": "two", "103": "two"} {
		if m := must(s.Said(t.Context(), "test:a", receipt))(t); m.Text != want {
			t.Errorf("%s is %q", receipt, m.Text)
		}
	}
	for _, receipt := range []string{"10", "1%", "_01", "", "!"} {
		if m, err := s.Said(t.Context(), "test:a", receipt); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%q is %+v, %v", receipt, m, err)
		}
	}
	if _, err := s.Said(t.Context(), "test:b", "101"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another chat has it: %v", err)
	}
}

func settingIsKept(t *testing.T, url string) {
	for i, fresh := range []string{"first", "second"} {
		s := open(t, url, store.Options{})
		if got := must(s.Setting(t.Context(), "secret", func() string { return fresh }))(t); got != "first" {
			t.Errorf("start %d has %q", i+1, got)
		}
		check(t, s.Close())
	}
	if keyOf(url) != "" && strings.Contains(everything(t, url), "first") {
		t.Error("a secret can be read in a sealed database")
	}
}
