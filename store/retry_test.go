package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func retryKeepsOrder(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	w := put(t, s, turn("a", "1", "first"), turn("a", "2", "second"))[0]
	w.Attempts = 1
	check(t, s.Retry(t.Context(), w, time.Now().Add(150*time.Millisecond), "the model was silent"))
	if early := must(s.Claim(t.Context(), 9))(t); len(early) != 0 {
		t.Fatalf("claimed before its time: %+v", early)
	}
	put(t, s, turn("a", "3", "third"))
	if early := must(s.Claim(t.Context(), 9))(t); len(early) != 0 {
		t.Fatalf("a later turn passed the one that failed: %+v", early)
	}
	time.Sleep(200 * time.Millisecond)
	again := must(s.Claim(t.Context(), 9))(t)
	if len(again) != 1 || again[0].Turn.Text != "first" || again[0].Attempts != 1 {
		t.Fatalf("after its time: %+v", again)
	}
	steps := must(s.History(t.Context(), "test:a"))(t)
	if steps[0].LastError != "the model was silent" || steps[0].Attempts != 1 {
		t.Fatalf("the reason was not kept: %+v", steps[0])
	}
	next := commit(t, s, again[0], bot.Outcome{}).Next
	if next == nil || next.Turn.Text != "second" {
		t.Fatalf("next: %+v", next)
	}
}

func parkedTurnIsReplayed(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	w := put(t, s, turn("a", "1", "poison"), turn("a", "2", "fine"))[0]
	w.Attempts = 8
	d := done(t, s, w, say("perdón"))
	d.Parked = "it never went well"
	next := must(s.Commit(t.Context(), w, d))(t).Next
	if next == nil || next.Turn.Text != "fine" {
		t.Fatalf("the conversation did not go on: %+v", next)
	}
	parked := must(s.Parked(t.Context()))(t)
	if len(parked) != 1 || parked[0].Kind != "turn" || parked[0].Reason != "it never went well" || parked[0].Attempts != 8 || parked[0].Conversation != "test:a" {
		t.Fatalf("parked: %+v", parked)
	}
	check(t, s.Unpark(t.Context(), parked[0].ID))
	for _, id := range []string{parked[0].ID, "t-1-1", "m-1-1", "x", ""} {
		if err := s.Unpark(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("unpark %q: %v", id, err)
		}
	}
	again := commit(t, s, *next, bot.Outcome{}).Next
	if again == nil || again.Turn.Text != "poison" || again.Seq != 3 || again.Attempts != 0 {
		t.Fatalf("replayed: %+v", again)
	}
	commit(t, s, *again, say("now it works"))
	if parked := must(s.Parked(t.Context()))(t); len(parked) != 0 {
		t.Fatalf("still parked: %+v", parked)
	}
	if put := put(t, s, turn("a", "1", "poison")); len(put) != 0 {
		t.Error("a repeat of the parked turn was kept")
	}
}

// Units that are refused half-way share their transaction with many that are fine.
func brokenUnitHarmsNobody(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	const n = 40
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		w := put(t, s, turn(fmt.Sprint(i), "1", "x"), turn(fmt.Sprint(i), "2", "y"))[0]
		w = *commit(t, s, w, say("one")).Next
		d := done(t, s, w, say("two"))
		if i%10 == 3 {
			d.Conversation.Version = 99 // refused after the lane was changed
		}
		all.Go(func() { _, errs[i] = s.Commit(t.Context(), w, d) })
	}
	all.Wait()
	for i, err := range errs {
		bad := i%10 == 3
		steps := must(s.History(t.Context(), fmt.Sprint("test:", i)))(t)
		if bad != (err != nil) || bad != (len(steps[1].Messages) == 0) || bad != (steps[1].Status == "waiting") {
			t.Errorf("unit %d: %v, %+v", i, err, steps[1])
		}
	}
}

func messagesInOrder(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	works := append(put(t, s, turn("a", "1", "x")), put(t, s, turn("b", "1", "x"))...)
	got := commit(t, s, works[0], say("a1", "a2", "a3")).Deliveries
	if len(got) != 1 || got[0].Message.Text != "a1" || got[0].Channel != "test" || got[0].Message.For != "1" {
		t.Fatalf("handed over: %+v", got)
	}
	d := got[0]
	seen := map[string]bool{}
	for _, want := range []string{"a1", "a2", "a3"} {
		if d.Message.Text != want || d.Conversation != "test:a" || seen[d.ID] {
			t.Fatalf("want %q: %+v", want, d)
		}
		seen[d.ID] = true
		if others := must(s.ClaimDeliveries(t.Context(), []string{"test"}, 9))(t); len(others) != 0 {
			t.Fatal("the chat was given out twice")
		}
		next := must(s.Sent(t.Context(), d, "r"+want, time.Now()))(t)
		if _, err := s.Sent(t.Context(), d, "again", time.Now()); !errors.Is(err, bot.ErrLost) {
			t.Fatalf("marked twice: %v", err)
		}
		if next != nil {
			d = *next
		} else if want != "a3" {
			t.Fatal("the chat ended early")
		}
	}
	if got := commit(t, s, works[1], say("b1")).Deliveries; len(got) != 1 {
		t.Fatal("another chat was not handed over")
	}
}

func staffMessages(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk"}))(t)
	w := put(t, s, turn("a", "1", "x"))[0]
	out := say("to the person")
	out.Messages = append(out.Messages, bot.Message{To: bot.ForStaff, Text: "to staff", Card: bot.GapCard})
	got := commit(t, s, w, out).Deliveries
	if len(got) != 1 || got[0].Channel != "desk" || got[0].Conversation != "test:a" || got[0].Message.Text != "to staff" {
		t.Fatalf("handed over: %+v", got)
	}
	if other := must(s.ClaimDeliveries(t.Context(), []string{"test"}, 9))(t); len(other) != 0 {
		t.Fatal("messages were given out for a channel that another process sends for")
	}
	must(s.Hold(t.Context(), []string{"desk", "test"}))(t)
	other := must(s.ClaimDeliveries(t.Context(), []string{"test"}, 9))(t)
	if len(other) != 1 || other[0].Message.Text != "to the person" {
		t.Fatalf("claimed: %+v", other)
	}
}
