package handlers

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// world is the program around a clerk: the conversation, its timers, and a channel
// that may be slow. It loses commits and does the turn again, rings late and twice.
type world struct {
	t      *testing.T
	clerk  *Clerk
	random *rand.Rand
	c      bot.Conversation
	now    time.Time
	timers map[string]time.Time
	slow   []parcel // what we began and is not sent yet
	m      *model
	story  []string // for who reads a failure
	seen   map[string]int
}

// parcel is a message on its way.
type parcel struct {
	m       bot.Message
	at      time.Time // when the channel takes it
	decided time.Time
}

func (w *world) fail(format string, args ...any) {
	w.t.Helper()
	from := max(0, len(w.story)-14)
	w.t.Fatalf("%s\n  %s", fmt.Sprintf(format, args...), strings.Join(w.story[from:], "\n  "))
}

func (w *world) chance(percent int) bool { return w.random.IntN(100) < percent }

func (w *world) tell(format string, args ...any) {
	w.story = append(w.story, w.now.In(w.clerk.Zone).Format("Mon 2 Jan 15:04 ")+fmt.Sprintf(format, args...))
}

// turn carries a turn out, sometimes after a commit that was lost.
func (w *world) turn(turn bot.Turn) bot.Outcome {
	turn.Channel, turn.ID, turn.Conversation, turn.At = "chat", "m9", "chat:a1", w.now
	cmds, _ := w.clerk.Understand(w.c, turn)
	if w.chance(8) {
		lost, _ := bot.Decide(w.clerk.Handle, w.c, turn, cmds, w.now)
		if again, _ := bot.Decide(w.clerk.Handle, w.c, turn, cmds, w.now); !reflect.DeepEqual(lost, again) {
			w.fail("the same turn is decided in two ways:\n%+v\n%+v", lost, again)
		}
		w.now = w.now.Add(time.Duration(w.random.IntN(90)) * time.Second)
		cmds, _ = w.clerk.Understand(w.c, turn)
	}
	out, next := bot.Decide(w.clerk.Handle, w.c, turn, cmds, w.now)
	if next.App.Folio == bot.FolioMark {
		next.App.Folio = "PAB-0001"
	}
	w.c = next
	w.tell("%s %s%s%s%s → %s | %s | %s", turn.Actor.Kind, turn.Text, turn.Button, turn.Action, turn.Due, said(out, bot.Person), happenings(out), later(out))
	if out.Erase {
		clear(w.timers)
	}
	for _, l := range out.Later {
		delete(w.timers, l.Key)
		if !l.At.IsZero() {
			w.timers[l.Key] = l.At
		}
	}
	for _, m := range out.Messages {
		if m.Only != "" {
			w.slow = append(w.slow, parcel{m, w.now.Add(w.delay()), w.now})
		}
	}
	w.send()
	return out
}

func later(out bot.Outcome) string {
	var list []string
	for _, l := range out.Later {
		list = append(list, l.Key+" "+l.At.Format(time.RFC3339))
	}
	return join(list)
}

// delay is how slow the channel is: mostly not, sometimes for most of a day.
func (w *world) delay() time.Duration {
	if w.chance(70) {
		return 0
	}
	return time.Duration(w.random.IntN(20*60)) * time.Minute
}

// send takes what is ready to the owner, after a last look, as the courier does.
func (w *world) send() {
	w.slow = slices.DeleteFunc(w.slow, func(p parcel) bool {
		if p.at.After(w.now) {
			return false
		}
		if !w.clerk.Still(w.c, p.m, w.now) {
			w.seen["dropped"]++
			return true
		}
		w.m.heard(w, p)
		return true
	})
}

// pass lets time go by: what is due is done, late now and then.
func (w *world) pass(d time.Duration) {
	end := w.now.Add(d)
	for {
		key, at := "", end
		for k, due := range w.timers {
			if !due.After(at) && (key == "" || due.Before(at) || k < key) {
				key, at = k, due
			}
		}
		if key == "" {
			break
		}
		delete(w.timers, key)
		if at.After(w.now) {
			w.now = at
		}
		if w.chance(25) {
			w.now = w.now.Add(time.Duration(w.random.IntN(30*60)) * time.Minute) // nobody was there to ring it
		}
		w.ring(key)
	}
	if end.After(w.now) {
		w.now = end
	}
	w.send()
	w.m.check(w)
}

// ring brings a turn of the clock.
func (w *world) ring(key string) {
	before := *w.m
	out := w.turn(bot.Turn{Actor: bot.Actor{Kind: bot.Clock}, Due: key})
	w.m.rang(w, &before, key, out)
	w.m.check(w)
}

// owner has the owner write or press.
func (w *world) owner(text, button string) {
	w.now = w.now.Add(time.Duration(1+w.random.IntN(200)) * time.Second)
	before := *w.m
	turn := bot.Turn{Actor: ana, Text: text}
	if button != "" {
		turn.Button = payload(button)
	}
	out := w.turn(turn)
	w.m.owner(w, &before, text, button, out)
	w.m.check(w)
}

// staff has a staff member act.
func (w *world) staff(action string) {
	w.now = w.now.Add(time.Duration(1+w.random.IntN(200)) * time.Second)
	out := w.turn(bot.Turn{Actor: laura, Action: action, Text: "Aquí estamos."})
	w.m.staff(w, action, out)
	w.m.check(w)
}

// step is one thing that happens.
func (w *world) step() {
	switch n := w.random.IntN(100); {
	case n < 10:
		w.owner("", "human")
	case n < 15:
		w.owner("", "back")
	case n < 35:
		texts := []string{"hola", "gracias", "ayuda", unreadable, "avísame mañana", "ya no me escribas"}
		w.owner(texts[w.random.IntN(len(texts))], "")
	case n < 41:
		w.owner("", "quote:costo-membresia")
	case n < 46:
		w.owner("", []string{"send", "send", "apply", "noremind", "status"}[w.random.IntN(5)])
	case n < 48:
		w.owner("", "cancel")
		w.owner("", "cancel!")
	case n == 48:
		w.owner("", "erase")
		w.owner("", "erase!")
	case n == 49:
		w.owner("", "revoke")
		w.owner("", "revoke!")
	case n < 64:
		w.staff([]string{"take", "reply", "reply", "ask", "approve", "decline", "note", "resume", "resume"}[w.random.IntN(9)])
	case n < 68:
		w.ring([]string{remindKey, promiseKey}[w.random.IntN(2)]) // twice, or for nothing
	case n < 90:
		w.pass(time.Duration(w.random.IntN(30*60)) * time.Minute)
	default:
		w.pass(time.Duration(w.random.IntN(9*24*60)) * time.Minute)
	}
}

// unreadable is what no rule reads, and so is for a person if one is near.
const unreadable = "xyzzy plugh grault"
