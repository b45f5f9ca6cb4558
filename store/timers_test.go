package store_test

import (
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func ring(t testing.TB, s *store.Store, now time.Time) []bot.Work {
	t.Helper()
	return must(s.Ring(t.Context(), now, 99))(t)
}

func timersRing(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	start := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	w := put(t, s, turn("a", "1", "x"))[0]
	commit(t, s, w, bot.Outcome{Later: []bot.Later{{Key: "nudge", At: start.Add(time.Hour)}, {Key: "gone", At: start.Add(time.Hour)}, {Key: "moved", At: start.Add(time.Hour)}}})
	w = put(t, s, turn("a", "2", "x"))[0]
	commit(t, s, w, bot.Outcome{Later: []bot.Later{{Key: "gone"}, {Key: "moved", At: start.Add(3 * time.Hour)}, {Key: "never was"}}})

	if early := ring(t, s, start.Add(time.Hour-time.Millisecond)); len(early) != 0 {
		t.Fatalf("rang early: %+v", early)
	}
	now := start.Add(2 * time.Hour)
	due := ring(t, s, now)
	if len(due) != 1 || due[0].Turn.Due != "nudge" || due[0].Turn.Actor.Kind != bot.Clock || !due[0].Turn.At.Equal(now) || due[0].Turn.Conversation != "test:a" {
		t.Fatalf("rang: %+v", due)
	}
	if again := ring(t, s, now); len(again) != 0 {
		t.Fatalf("rang twice: %+v", again)
	}
	// Asking for the same time again, when it is past, rings again: it is a new wish.
	commit(t, s, due[0], bot.Outcome{Later: []bot.Later{{Key: "nudge", At: start.Add(time.Hour)}}})
	if again := ring(t, s, now); len(again) != 1 {
		t.Fatalf("a new wish for an old time: %+v", again)
	} else {
		commit(t, s, again[0], bot.Outcome{})
	}
	if moved := ring(t, s, start.Add(3*time.Hour)); len(moved) != 1 || moved[0].Turn.Due != "moved" {
		t.Fatalf("moved: %+v", moved)
	}
}

func timersRingIntoLane(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	due := time.Now()
	w := put(t, s, turn("a", "1", "x"))[0]
	commit(t, s, w, bot.Outcome{Later: []bot.Later{{Key: "z", At: due}, {Key: "y", At: due.Add(-time.Minute)}}})
	w = put(t, s, turn("a", "2", "busy"))[0]
	var rings sync.WaitGroup // two processes' clocks strike at once
	for range 4 {
		rings.Go(func() {
			if got, err := s.Ring(t.Context(), due, 9); err != nil || len(got) != 0 {
				t.Error("given out beside the turn that is being handled:", got, err)
			}
		})
	}
	rings.Wait()
	next := commit(t, s, w, bot.Outcome{}).Next
	if next == nil || next.Turn.Due != "y" {
		t.Fatalf("first due: %+v", next)
	}
	next = commit(t, s, *next, bot.Outcome{}).Next
	if next == nil || next.Turn.Due != "z" || commit(t, s, *next, bot.Outcome{}).Next != nil {
		t.Fatalf("then: %+v", next)
	}
}
