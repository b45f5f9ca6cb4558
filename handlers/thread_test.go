package handlers

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// thread is staff and an owner who do things in any order. Every text of staff has a word of
// its own, by which it is known wherever it comes up.
type thread struct {
	t      *testing.T
	clerk  *Clerk
	random *rand.Rand
	seed   uint64
	c      bot.Conversation
	now    time.Time
	timers map[string]time.Time
	talk   []Talked
	inside []string // words that are the team's own
	meant  []string // words that are for the owner
	story  []string
	seen   map[string]int
	last   bot.Turn
}

// word is a new word that means nothing.
func (h *thread) word() string { return fmt.Sprintf("palabra%dx%dz", h.seed, len(h.story)) }

func (h *thread) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Fatalf("seed %d: %s\n  %s", h.seed, fmt.Sprintf(format, args...), strings.Join(h.story, "\n  "))
}

// do carries a turn out and looks at everything that reaches the owner.
func (h *thread) do(turn bot.Turn) {
	h.t.Helper()
	h.now = h.now.Add(time.Duration(1+h.random.IntN(4000)) * time.Second)
	turn.Channel, turn.Conversation, turn.At, h.last = "slack", h.c.ID, h.now, turn
	turn.ID = fmt.Sprint("s", len(h.story))
	cmds, _ := h.clerk.Understand(h.c, turn)
	out, next := bot.Decide(h.clerk.Handle, h.c, turn, cmds, h.now)
	if next.App.Folio == bot.FolioMark {
		next.App.Folio = "PAB-0001"
	}
	h.c = next
	h.story = append(h.story, fmt.Sprintf("%s %s %s%s%s → %s", turn.Actor.Kind, turn.Action, turn.Text, turn.Button, turn.Due, said(out, bot.Person)))
	for _, l := range out.Later {
		delete(h.timers, l.Key)
		if !l.At.IsZero() {
			h.timers[l.Key] = l.At
		}
	}
	if out.Erase {
		h.talk = nil
	} else {
		h.talk = append(h.talk, Talked{Turn: turn, Events: out.Events, Messages: out.Messages})
	}
	for _, m := range out.Messages {
		if m.To != bot.ForStaff {
			raw, err := json.Marshal(m)
			if err != nil {
				h.t.Fatal(err)
			}
			h.reads(string(raw) + m.Lead)
		}
	}
}

// reads fails when the owner comes to read what is the team's own.
func (h *thread) reads(text string) {
	h.t.Helper()
	for _, w := range h.inside {
		if strings.Contains(text, w) {
			h.fail("the owner reads %q, which is the team's own:\n%s", w, text)
		}
	}
	for _, w := range h.meant {
		if strings.Contains(text, w) {
			h.seen["read"]++
		}
	}
}

// dataFiles are the owner's to have.
func (h *thread) dataFiles() {
	for _, name := range []string{bot.DataFileJSON, bot.DataFileText} {
		b, err := h.clerk.DataFile(name, Data{Conversation: h.c, Talk: h.talk}, h.now)
		if err != nil {
			h.t.Fatal(err)
		}
		h.reads(string(b))
	}
}

// step is something that staff, a stranger, the owner or the clock do.
func (h *thread) step() {
	w := h.word()
	someone := []bot.Actor{laura, {Kind: bot.Staff, ID: "U2", Name: "Beto"}}[h.random.IntN(2)]
	switch n := h.random.IntN(20); {
	case n < 4: // sent on purpose
		h.meant = append(h.meant, w)
		h.do(bot.Turn{Actor: someone, Action: []string{"ask", "reply", "decline", "approve"}[n], Text: w})
	case n < 7:
		h.inside = append(h.inside, w)
		h.do(bot.Turn{Actor: someone, Action: "note", Text: w})
	case n < 9: // what stands in the thread without an act, if it ever came to be a turn
		h.inside = append(h.inside, w)
		h.do(bot.Turn{Actor: someone, Text: w})
	case n == 9:
		h.inside = append(h.inside, w)
		h.do(bot.Turn{Actor: someone, Action: []string{"take", "resume", "assign", "aprobar", ""}[h.random.IntN(5)], Text: w})
	case n == 10:
		h.do(bot.Turn{Actor: someone, Button: payload("act", []string{"take", "resume", "approve", "decline", "note", "reply"}[h.random.IntN(6)])})
	case n == 11 && h.last.Actor.Kind == bot.Staff: // pressed twice
		h.do(h.last)
	case n == 12: // a stranger, whose click came through
		h.inside = append(h.inside, w)
		h.do(bot.Turn{Actor: bot.Actor{Kind: bot.Staff, ID: "U9"}, Action: "see", Text: w})
	case n == 13:
		for key, at := range h.timers {
			delete(h.timers, key)
			if at.After(h.now) {
				h.now = at
			}
			h.do(bot.Turn{Actor: bot.Actor{Kind: bot.Clock}, Due: key})
			break
		}
	case n == 14:
		h.dataFiles()
	default:
		h.owner()
	}
}

// owner writes or presses something, most of all what asks for what is kept.
func (h *thread) owner() {
	if h.random.IntN(2) == 0 {
		texts := []string{"hola", "estado", "¿qué saben de mí?", "mándame mis datos", "gracias", unreadable, "¿cuánto tarda?", "ver más", "¿qué dijo el equipo?"}
		h.do(bot.Turn{Actor: ana, Text: texts[h.random.IntN(len(texts))]})
		return
	}
	buttons := []string{"human", "back", "status", "data", "send", "apply", "cancel", "cancel!", "review", "quote:costo-membresia", "erase", "erase!"}
	n := len(buttons)
	if h.random.IntN(4) > 0 {
		n -= 2 // not so often
	}
	h.do(bot.Turn{Actor: ana, Button: payload(buttons[h.random.IntN(n)])})
}

// Whatever staff and the owner do, in whichever order: what reaches the owner of the
// team's words is what was sent by an act, and nothing of notes and of the thread.
func TestTheThreadIsTheTeamsOwnUnlessSentOnPurpose(t *testing.T) {
	clerk, sequences := testClerk(t), 600
	if racing {
		sequences = 60
	}
	seen := map[string]int{}
	for seed := range uint64(sequences) {
		h := &thread{t: t, clerk: clerk, seed: seed, random: rand.New(rand.NewPCG(seed, 11)), timers: map[string]time.Time{}, seen: seen,
			now: noon, c: []bot.Conversation{greeted("es"), sentForm(bot.SubmittedStatus), sentForm(bot.TakenStatus), greeted("en")}[seed%4]}
		h.c.ID = "chat:a1"
		for range 25 {
			h.step()
		}
		h.dataFiles()
		for _, w := range h.meant {
			seen["meant"]++
			if slices.Contains(h.inside, w) {
				t.Fatal("a word stands for two things")
			}
		}
		seen["inside"] += len(h.inside)
	}
	t.Logf("%d sequences: %v", sequences, seen)
	if seen["read"] < sequences || seen["inside"] < sequences {
		t.Error("too little was said: this test proves less than it should")
	}
}
