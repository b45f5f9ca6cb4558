package store_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func TestWhoWaitsIsKnownUntilTheyAreAnsweredOrErased(t *testing.T) { eachEngine(t, whoWaits) }

func whoWaits(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	by := time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC).Format(time.RFC3339)
	does := func(chat string, id string, events ...bot.Event) {
		commit(t, s, put(t, s, turn(chat, id, "x"))[0], bot.Outcome{Events: events})
	}
	wait := func(what store.Waits, want ...string) {
		t.Helper()
		if got, err := s.Waiting(t.Context(), what); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q wait, %v, want %q", what, got, err, want)
		}
	}
	question := []bot.Event{{Kind: bot.Forwarded, Text: "¿aceptan mezcal?"}, {Kind: bot.Promised, Note: bot.ForQuestion, Value: by}}
	does("a", "1", question...)
	does("b", "1", question...)
	does("c", "1", bot.Event{Kind: bot.Promised, Note: bot.ForApplication, Value: by})
	wait(store.ForAnswer, "test:a", "test:b")
	wait(store.Late)
	does("c", "2", bot.Event{Kind: bot.PromiseBroken, Note: bot.ForApplication})
	does("a", "2", bot.Event{Kind: bot.PromiseBroken, Note: bot.ForQuestion})
	wait(store.Late, "test:a", "test:c")
	does("a", "3", bot.Event{Kind: bot.PromiseKept, Note: bot.ForQuestion})
	wait(store.ForAnswer, "test:b")
	wait(store.Late, "test:c")
	for _, id := range []string{"test:b", "test:c"} {
		if _, err := s.Erase(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	wait(store.ForAnswer)
	wait(store.Late)
}

func TestWhoIsShownInAMessageIsKnown(t *testing.T) { eachEngine(t, shownTogether) }

func shownTogether(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk"}))(t)
	says := func(chat, id, place, receipt string) {
		d := handed(t, s, chat, id, bot.Message{To: bot.ForStaff, Text: "¿?", Replaces: place})[0]
		must(s.Sent(t.Context(), d, receipt, time.Now()))(t)
	}
	says("a", "1", "gap 7", "C1 171.5")
	says("a", "2", "gap 7", "C1 171.5") // changed in its place
	says("b", "1", "gap 9", "C1 171.5")
	says("c", "1", "overdue 2026-11-23", "C1 172.5")
	says("d", "1", "candidate", "C1 173.5")
	for receipt, want := range map[string][]string{"C1 171.5": {"test:a", "test:b"}, "C1 172.5": {"test:c"}, "C1 173.5": nil, "C1 17": nil, "": nil} {
		got, err := s.Sharing(t.Context(), receipt)
		slices.Sort(got)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q shows %q, %v, want %q", receipt, got, err, want)
		}
	}
}

func TestACardIsFoundWhereItStands(t *testing.T) { eachEngine(t, cardStands) }

func cardStands(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk"}))(t)
	for turn, receipt := range []string{"C1 171.5", "C1 172.5"} {
		d := handed(t, s, "a", strconv.Itoa(turn), bot.Message{To: bot.ForStaff, Text: "¿?", Replaces: "gap 7"})[0]
		must(s.Sent(t.Context(), d, receipt, time.Now()))(t)
	}
	if conversation, place, err := s.Shares(t.Context(), "C1 171.5"); err != nil || conversation != "test:a" || place != "gap 7" {
		t.Errorf("%s %s, %v", conversation, place, err)
	}
	if _, _, err := s.Shares(t.Context(), "C1 17"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%v", err)
	}
	for place, want := range map[string]string{"gap 7": "C1 172.5", "gap 8": ""} {
		if got, err := s.CardReceipt(t.Context(), "test:a", place); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", place, got, err, want)
		}
	}
}
