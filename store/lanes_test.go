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

// put keeps turns and takes what may be taken.
func put(t testing.TB, s *store.Store, turns ...bot.Turn) []bot.Work {
	t.Helper()
	return must(s.Put(t.Context(), len(turns), turns...))(t)
}

// done is what a turn produced: the conversation after out's events.
func done(t testing.TB, s *store.Store, w bot.Work, out bot.Outcome) bot.Done {
	t.Helper()
	c := must(s.Load(t.Context(), w.Turn.Conversation))(t).Apply(out.Events...)
	c.Version = w.Seq
	return bot.Done{Conversation: c, Commands: bot.Commands{bot.Greet{}}, Knowledge: "k1", Outcome: out, Hand: true}
}

func commit(t testing.TB, s *store.Store, w bot.Work, out bot.Outcome) bot.Committed {
	t.Helper()
	return must(s.Commit(t.Context(), w, done(t, s, w, out)))(t)
}

// say is an outcome that says some things to the person.
func say(texts ...string) (out bot.Outcome) {
	for _, text := range texts {
		out.Messages = append(out.Messages, bot.Message{To: bot.Person, Text: text})
	}
	return out
}

func repeatIsDropped(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	first := put(t, s, turn("a", "m1", "hola"))
	if len(first) != 1 || first[0].Seq != 1 || first[0].Turn.Text != "hola" {
		t.Fatalf("the first was not taken: %+v", first)
	}
	commit(t, s, first[0], say("¡hola!"))
	if again := put(t, s, turn("a", "m1", "hola")); len(again) != 0 {
		t.Fatalf("the repeat was taken: %+v", again)
	}
	if left := must(s.Claim(t.Context(), 9))(t); len(left) != 0 {
		t.Fatalf("the repeat was kept: %+v", left)
	}
	if twice := put(t, s, turn("a", "m2", "1"), turn("a", "m2", "1")); len(twice) != 1 || twice[0].Seq != 2 {
		t.Fatalf("a repeat in one call: %+v", twice)
	}
}

func sameIDInAnotherChat(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	if got := put(t, s, turn("a", "m1", "hola"), turn("b", "m1", "hola")); len(got) != 2 {
		t.Fatalf("kept %d of two chats' first messages", len(got))
	}
}

func orderInAConversation(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	var turns []bot.Turn
	for n := range 5 {
		turns = append(turns, turn("a", fmt.Sprint(n), fmt.Sprint(n)))
	}
	works := put(t, s, turns...)
	if len(works) != 1 {
		t.Fatalf("%d turns of one conversation were given out at once", len(works))
	}
	w := &works[0]
	for n := range 5 {
		if w == nil || w.Seq != int64(n+1) || w.Turn.Text != fmt.Sprint(n) {
			t.Fatalf("place %d: %+v", n+1, w)
		}
		if held := must(s.Claim(t.Context(), 9))(t); len(held) != 0 {
			t.Fatal("the lane was given out twice")
		}
		w = commit(t, s, *w, bot.Outcome{}).Next
	}
	if w != nil {
		t.Fatalf("one too many: %+v", w)
	}
}

func conversationsSideBySide(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	var chats sync.WaitGroup
	for chat := range 8 {
		chats.Go(func() {
			for n := range 20 {
				works, err := s.Put(t.Context(), 1, turn(fmt.Sprint(chat), fmt.Sprint(n), "x"))
				if err != nil || len(works) != 1 {
					t.Error(err, works)
					return
				}
				c, err := s.Load(t.Context(), works[0].Turn.Conversation)
				c.Version = works[0].Seq
				if err == nil {
					_, err = s.Commit(t.Context(), works[0], bot.Done{Conversation: c, Outcome: say("y")})
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	chats.Wait()
	if h := must(s.Health(t.Context()))(t); h.Conversations != 8 || h.WaitingTurns != 0 || h.WaitingMessages != 160 {
		t.Errorf("%+v", h)
	}
}

func claimFindsWhatWasLeft(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	if taken := must(s.Put(t.Context(), 1, turn("a", "1", "x"), turn("b", "1", "y"), turn("c", "1", "z")))(t); len(taken) != 1 {
		t.Fatalf("asked to take one, got %d", len(taken))
	}
	select {
	case <-s.TurnsWait():
	default:
		t.Error("nobody was told that turns wait")
	}
	first := must(s.Claim(t.Context(), 1))(t)
	rest := must(s.Claim(t.Context(), 9))(t)
	if len(first) != 1 || len(rest) != 1 || first[0].Lane == rest[0].Lane || first[0].Turn.Text == "" {
		t.Fatalf("claimed %+v and %+v", first, rest)
	}
}

func fenceRefusesLateCommit(t *testing.T, url string) {
	const lease = 50 * time.Millisecond
	slow, quick := open(t, url, store.Options{Lease: lease}), open(t, url, store.Options{Lease: time.Minute})
	w := put(t, slow, turn("a", "1", "x"))[0]
	late := done(t, slow, w, say("late"))
	time.Sleep(2 * lease)
	again := must(quick.Claim(t.Context(), 9))(t)
	if len(again) != 1 || again[0].Fence <= w.Fence || again[0].Seq != w.Seq {
		t.Fatalf("the lost work was not claimed: %+v", again)
	}
	if _, err := slow.Commit(t.Context(), w, late); !errors.Is(err, bot.ErrLost) {
		t.Fatalf("a late commit: %v", err)
	}
	if err := slow.Retry(t.Context(), w, time.Now(), "late"); !errors.Is(err, bot.ErrLost) {
		t.Fatalf("a late retry: %v", err)
	}
	if kept := must(slow.Renew(t.Context(), []bot.Work{w}))(t); len(kept) != 0 {
		t.Fatal("a lost lease was renewed")
	}
	commit(t, quick, again[0], say("in time"))
	if _, err := quick.Commit(t.Context(), again[0], late); !errors.Is(err, bot.ErrLost) {
		t.Fatalf("the same commit twice: %v", err)
	}
	steps := must(quick.History(t.Context(), "test:a"))(t)
	if len(steps) != 1 || len(steps[0].Messages) != 1 || steps[0].Messages[0].Message.Text != "in time" {
		t.Fatalf("%+v", steps)
	}
}

func versionGuardsCommit(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	w := put(t, s, turn("a", "1", "x"), turn("a", "2", "y"), turn("a", "3", "z"))[0]
	w = *commit(t, s, w, bot.Outcome{}).Next
	d := done(t, s, w, say("on an old state"))
	d.Conversation.Version = 1
	if _, err := s.Commit(t.Context(), w, d); !errors.Is(err, bot.ErrLost) {
		t.Fatalf("a commit on an old version: %v", err)
	}
	commit(t, s, w, say("on the right one"))
	if steps := must(s.History(t.Context(), "test:a"))(t); len(steps[1].Messages) != 1 {
		t.Fatalf("half of the refused commit was stored: %+v", steps[1])
	}
}

func leasesAreKeptOrTaken(t *testing.T, url string) {
	const lease = 300 * time.Millisecond
	s := open(t, url, store.Options{Lease: lease})
	works := append(put(t, s, turn("kept", "1", "x")), put(t, s, turn("lost", "1", "x"))...)
	for range 4 {
		time.Sleep(lease / 3)
		if kept := must(s.Renew(t.Context(), works[:1]))(t); len(kept) != 1 {
			t.Fatal("a lease was not renewed")
		}
	}
	claimed := must(s.Claim(t.Context(), 9))(t)
	if len(claimed) != 1 || claimed[0].Turn.Conversation != "test:lost" {
		t.Fatalf("claimed %+v", claimed)
	}
	commit(t, s, works[0], say("still mine"))
}

func releaseGivesBack(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	works := put(t, s, turn("a", "1", "x"), turn("b", "1", "x"))
	check(t, s.Release(t.Context(), works))
	claimed := must(s.Claim(t.Context(), 9))(t)
	if len(claimed) != 2 || claimed[0].Attempts != 0 {
		t.Fatalf("claimed %+v", claimed)
	}
	// Somebody who gave it back late must not free what another has.
	check(t, s.Release(t.Context(), works))
	if again := must(s.Claim(t.Context(), 9))(t); len(again) != 0 {
		t.Fatalf("freed by the former holder: %+v", again)
	}
}

func deadProcessIsSucceeded(t *testing.T, url string) {
	dead := must(store.Open(t.Context(), url, store.Options{Log: quiet, Lease: time.Hour}))(t)
	put(t, dead, turn("a", "1", "x"))
	must(dead.Hold(t.Context(), []string{"test"}))(t)
	s := open(t, url, store.Options{})
	if got := must(s.Claim(t.Context(), 9))(t); len(got) != 0 {
		t.Fatalf("taken from the living: %+v", got)
	}
	check(t, dead.Close()) // its mark goes, its leases stay
	check(t, s.Close())
	heir := open(t, url, store.Options{})
	if got := must(heir.Claim(t.Context(), 9))(t); len(got) != 1 {
		t.Fatalf("the dead one's work: %+v", got)
	}
	if got := must(heir.Hold(t.Context(), []string{"test"}))(t); len(got) != 1 {
		t.Fatal("the dead one's sender lease was not free")
	}
}
