package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// fresh is a turn with what it led to, at the place that follows.
func fresh(t testing.TB, s *store.Store, u bot.Turn, out bot.Outcome) bot.Fresh {
	t.Helper()
	next := must(s.Load(t.Context(), u.Conversation))(t).Version + 1
	return bot.Fresh{Turn: u, Done: done(t, s, bot.Work{Turn: u, Seq: next}, out)}
}

func turnIsFinished(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk", "test"}))(t)
	for _, chat := range []string{"a", "b"} {
		for _, d := range commit(t, s, put(t, s, turn(chat, "1", "x"))[0], say("one")).Deliveries {
			must(s.Sent(t.Context(), d, "", time.Time{}))(t)
		}
	}
	out := submitted(time.Now(), "X")
	out.Later = []bot.Later{{Key: "k", At: time.Now().Add(-time.Second)}}
	second := turn("a", "2", "enviar")
	second.Raw = []byte(`{"what":"the channel gave"}`)
	got := s.Finish(t.Context(), []bot.Fresh{fresh(t, s, second, out), fresh(t, s, turn("b", "2", "y"), say("two", "three"))})
	if len(got) != 2 || got[0].Err != nil || got[1].Err != nil {
		t.Fatalf("%+v", got)
	}
	if c := got[0].Conversation; c.App.Folio != "PAB-0001" || c.Version != 2 || got[0].Next != nil {
		t.Errorf("conversation: %+v", c)
	}
	if len(got[0].Deliveries) != 2 || len(got[1].Deliveries) != 1 || got[1].Deliveries[0].Message.Text != "two" {
		t.Errorf("to be sent: %+v and %+v", got[0].Deliveries, got[1].Deliveries)
	}
	for _, f := range got {
		for _, d := range f.Deliveries {
			for next := &d; next != nil; {
				next = must(s.Sent(t.Context(), *next, "", time.Time{}))(t)
			}
		}
	}
	history := must(s.History(t.Context(), "test:a"))(t)
	if len(history) != 2 || history[1].Turn.Text != "enviar" || len(history[1].Events) != 4 || len(history[1].Messages) != 2 || len(history[1].Commands) != 1 {
		t.Errorf("history: %+v", history)
	}
	if list := must(s.Candidates(t.Context(), time.Time{}))(t); len(list) != 1 || list[0].Folio != "PAB-0001" {
		t.Errorf("candidates: %+v", list)
	}
	works := must(s.Ring(t.Context(), time.Now(), 9))(t) // the lane is free and goes on
	if len(works) != 1 || works[0].Seq != 3 || works[0].Turn.Due != "k" {
		t.Fatalf("the timer: %+v", works)
	}
	commit(t, s, works[0], say("four"))
	if again := put(t, s, second); len(again) != 0 {
		t.Error("a repeat of a turn that was finished was kept")
	}
	if left := must(s.Claim(t.Context(), 9))(t); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

func turnIsFinishedAtItsPlace(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	first := put(t, s, turn("a", "1", "x"))[0]
	refused := func(what string, f bot.Fresh) {
		t.Helper()
		if got := s.Finish(t.Context(), []bot.Fresh{f}); !errors.Is(got[0].Err, bot.ErrLost) || len(got[0].Deliveries) > 0 || got[0].Conversation.ID != "" {
			t.Errorf("%s: %+v", what, got[0])
		}
	}
	refused("a turn is being worked on", fresh(t, s, turn("a", "2", "y"), say("two")))
	refused("a conversation is new", fresh(t, s, turn("b", "1", "y"), say("two")))
	commit(t, s, first, say("one"))
	refused("a repeat", fresh(t, s, turn("a", "1", "x"), say("one, again")))
	early, late := fresh(t, s, turn("a", "2", "y"), say("two")), fresh(t, s, turn("a", "3", "z"), say("three"))
	if got := s.Finish(t.Context(), []bot.Fresh{early}); got[0].Err != nil {
		t.Fatal(got[0].Err)
	}
	refused("the place is taken", late)
	submits := fresh(t, s, turn("a", "4", "z"), submitted(time.Now(), "X"))
	submits.Done.Conversation.Version = 2
	refused("the place is taken, and a folio", submits)
	put(t, s, turn("a", "5", "z"))
	refused("a turn waits", fresh(t, s, turn("a", "6", "z"), say("six")))
	if steps := must(s.History(t.Context(), "test:a"))(t); len(steps) != 3 || len(steps[1].Messages) != 1 || len(steps[2].Messages) != 0 {
		t.Errorf("history: %+v", steps)
	}
	folio := commit(t, s, put(t, s, turn("c", "1", "x"))[0], submitted(time.Now(), "X")).Conversation.App.Folio
	if folio != "PAB-0001" {
		t.Errorf("a folio is missing before %s", folio)
	}
}

// Among many who want the same place of the same conversations, each place is given once.
func TestFinishedTurnsAreInOneOrder(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		const chats, callers, places = 4, 6, 8
		for chat := range chats {
			commit(t, s, put(t, s, turn(fmt.Sprint(chat), "0", "x"))[0], say("first"))
		}
		var all sync.WaitGroup
		for caller := range callers {
			all.Go(func() {
				for n := range places {
					var some []bot.Fresh
					for chat := range chats {
						u := turn(fmt.Sprint(chat), fmt.Sprint(caller, n), "x")
						c, err := s.Load(context.Background(), u.Conversation)
						if err != nil {
							t.Error(err)
							return
						}
						c.Version++
						some = append(some, bot.Fresh{Turn: u, Done: bot.Done{Conversation: c, Outcome: say(fmt.Sprint(c.Version))}})
					}
					for i, f := range s.Finish(context.Background(), some) {
						if f.Err != nil && !errors.Is(f.Err, bot.ErrLost) || f.Err == nil && f.Conversation.Version != some[i].Done.Conversation.Version {
							t.Errorf("%+v", f)
						}
					}
				}
			})
		}
		all.Wait()
		for chat := range chats {
			steps := must(s.History(t.Context(), fmt.Sprint("test:", chat)))(t)
			if len(steps) <= places/2 {
				t.Errorf("only %d turns were kept", len(steps))
			}
			for i, step := range steps[1:] {
				if len(step.Messages) != 1 || step.Messages[0].Message.Text != fmt.Sprint(i+2) {
					t.Errorf("turn %d says %+v", i+2, step.Messages)
				}
			}
		}
	})
}
