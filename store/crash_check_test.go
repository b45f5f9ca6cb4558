package store_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// checkMessages looks at what arrived: all of it, in order in each chat, and twice
// only what was being sent when a process was killed or stopped.
func (w *world) checkMessages() {
	t := w.t
	first := map[string]said{}
	last := map[string]int{} // of each lane: the place of the newest message
	for _, s := range w.said {
		lane, place := placeOf(s.id)
		before, again := first[s.id]
		if !again {
			first[s.id] = s
			if place != last[lane]+1 {
				t.Errorf("in lane %s message %d came after %d", lane, place, last[lane])
			}
			last[lane] = place
			continue
		}
		w.twice++
		switch {
		case before.text != s.text || before.conversation != s.conversation:
			t.Errorf("message %s has two texts", s.id)
		case !w.killed[before.life] && !w.killed[s.life]:
			t.Errorf("message %s was sent twice, by lives %d and %d, and none of them was killed", s.id, before.life, s.life)
		case before.life == s.life:
			t.Errorf("message %s was sent twice by the same life", s.id)
		case place != last[lane] && !w.frozen[s.life]: // one that was stopped with the words on its lips says them when it wakes
			t.Errorf("message %s was sent again after message %d of its chat", s.id, last[lane])
		}
	}
	if n := w.expected(); len(first) != n {
		t.Errorf("%d messages arrived, of %d", len(first), n)
	}
	if limit := 64 * 2 * max(1, len(w.killed)); w.twice > limit {
		t.Errorf("%d messages were sent twice: more than could have been in hand", w.twice)
	}
}

// placeOf reads the lane and the place out of a message's name.
func placeOf(id string) (lane string, place int) {
	f := strings.Split(id, "-")
	place, _ = strconv.Atoi(f[2])
	return f[1], place
}

// checkStore looks at what is kept: every turn once, in order, without gaps, with
// all that it led to.
func (w *world) checkStore() {
	t := w.t
	s := open(t, w.url, store.Options{})
	folios := map[string]int{}
	for _, c := range w.chats {
		w.checkChat(s, c, folios)
	}
	for n := 1; n <= len(folios); n++ {
		if folios[fmt.Sprintf("PAB-%04d", n)] != 1 {
			t.Errorf("folio %d was given %d times", n, folios[fmt.Sprintf("PAB-%04d", n)])
		}
	}
	if want := w.total / submitEvery; len(folios) != want || len(must(s.Candidates(t.Context(), time.Time{}))(t)) != want {
		t.Errorf("%d folios, want %d", len(folios), want)
	}
	if h := must(s.Health(t.Context()))(t); h.WaitingTurns != 0 || h.WaitingMessages != 0 || h.Parked != 0 {
		t.Errorf("something is left: %+v", h)
	}
}

func (w *world) checkChat(s *store.Store, c *chat, folios map[string]int) {
	t := w.t
	conversation := bot.ConversationID("test", c.name)
	steps := must(s.History(t.Context(), conversation))(t)
	next, ticks := 0, 0
	for i, p := range steps {
		if p.Seq != int64(i+1) || p.Status != "done" {
			t.Fatalf("%s: place %d has turn %d, %s", c.name, i+1, p.Seq, p.Status)
		}
		wantMessages := 1
		if p.Turn.Due != "" {
			ticks++
		} else {
			if p.Turn.Text != fmt.Sprint(next) {
				t.Fatalf("%s: turn %s where %d was due", c.name, p.Turn.Text, next)
			}
			if next%submitEvery == submitEvery-1 {
				wantMessages++
				folios[p.Events[1].Value]++
			}
			next++
		}
		if len(p.Messages) != wantMessages || p.Events[0].Kind != bot.Reminded {
			t.Fatalf("%s: turn %d led to %d messages, %d events", c.name, i+1, len(p.Messages), len(p.Events))
		}
		for _, m := range p.Messages {
			if m.Status != "sent" || m.Receipt != "r-"+m.ID {
				t.Errorf("%s: message %s is %s, receipt %q", c.name, m.ID, m.Status, m.Receipt)
			}
			if want := fmt.Sprintf("%d:%s%s", i+1, p.Turn.Text, p.Turn.Due); m.Message.To == bot.Person && m.Message.Text != want {
				t.Errorf("%s: said %q, want %q: the state was wrong", c.name, m.Message.Text, want)
			}
		}
	}
	if want := (w.turns + timerEvery - 1) / timerEvery; next != w.turns || ticks != want {
		t.Errorf("%s: %d turns of %d and %d timers of %d", c.name, next, w.turns, ticks, want)
	}
	state := must(s.Load(t.Context(), conversation))(t)
	if state.Version != int64(len(steps)) || state.Reminded != len(steps) {
		t.Errorf("%s: %d turns, but version %d and count %d", c.name, len(steps), state.Version, state.Reminded)
	}
}
