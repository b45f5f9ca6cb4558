package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func historyTells(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	if _, err := s.History(t.Context(), "test:a"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("of nobody: %v", err)
	}
	w := put(t, s, turn("a", "1", "hola"))[0]
	d := done(t, s, w, say("¡hola!", "¿qué tal?"))
	d.Commands = bot.Commands{bot.Greet{}, bot.Fill{Field: "rfc", Value: "x"}}
	d.Outcome.Messages = append(d.Outcome.Messages, bot.Message{To: bot.ForStaff, Text: "hay alguien"})
	var events []bot.Event
	for i := range 40 { // more than one statement's worth
		events = append(events, bot.Event{Kind: bot.Noted, Text: fmt.Sprint(i)})
	}
	d.Outcome.Events = events
	must(s.Commit(t.Context(), w, d))(t)
	put(t, s, turn("a", "2", "¿y?"))
	put(t, s, turn("b", "1", "another's"))

	steps := must(s.History(t.Context(), "test:a"))(t)
	if len(steps) != 2 || steps[0].Turn.Text != "hola" || steps[1].Status != "waiting" {
		t.Fatalf("%+v", steps)
	}
	p := steps[0]
	if !reflect.DeepEqual(p.Commands, d.Commands) || p.Knowledge != "k1" || p.Status != "done" || time.Since(p.DoneAt) > time.Minute || p.DoneAt.IsZero() {
		t.Errorf("%+v", p)
	}
	if len(p.Events) != 40 || p.Events[39].Text != "39" || p.Events[7].Text != "7" {
		t.Errorf("events: %+v", p.Events)
	}
	var told []string
	for _, m := range p.Messages {
		told = append(told, fmt.Sprint(m.Message.To, " ", m.Message.Text, " ", m.Status, " ", m.For))
	}
	want := "person ¡hola! waiting 1, person ¿qué tal? waiting 1, staff hay alguien sent 1"
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("messages: %s", got)
	}
}

func deskShows(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	for i := range 6 {
		w := put(t, s, turn(fmt.Sprint(i%2), fmt.Sprint(i), "x"))[0]
		out := say("not for the desk")
		out.Messages = append(out.Messages, bot.Message{To: bot.ForStaff, Text: fmt.Sprint("card ", i)})
		commit(t, s, w, out)
		time.Sleep(2 * time.Millisecond)
	}
	desk := must(s.Desk(t.Context(), 3))(t)
	if len(desk) != 3 || desk[0].Message.Text != "card 3" || desk[2].Message.Text != "card 5" || desk[2].Conversation != "test:1" || desk[2].Status != "sent" {
		t.Fatalf("%+v", desk)
	}
	if waiting := must(s.Health(t.Context()))(t).WaitingMessages; waiting != 6 {
		t.Errorf("%d wait: the desk's own are read, not sent", waiting)
	}
}

func healthCounts(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	if h := must(s.Health(t.Context()))(t); h != (store.Health{Schema: store.Schema()}) {
		t.Fatalf("of nothing: %+v", h)
	}
	w := put(t, s, turn("a", "1", "x"), turn("a", "2", "x"), turn("b", "1", "x"))[0]
	d := commit(t, s, w, say("one", "two")).Deliveries[0]
	must(s.Park(t.Context(), d, "blocked"))(t)
	time.Sleep(20 * time.Millisecond)
	h := must(s.Health(t.Context()))(t)
	if h.WaitingTurns != 2 || h.WaitingMessages != 1 || h.Parked != 1 || h.Conversations != 1 {
		t.Errorf("%+v", h)
	}
	if h.OldestTurn < 20*time.Millisecond || h.OldestTurn > time.Minute || h.OldestMessage < 20*time.Millisecond {
		t.Errorf("oldest: %v, %v", h.OldestTurn, h.OldestMessage)
	}
}

func oddTextSurvives(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	odd := "NUL \x00, \u200f\u202e bidi, 🤷🏽‍♀️, é vs e\u0301, \ufffd, \\u0000, ¿?, $1, 'quoted\", \r\n\t\x1b, " + string(rune(0x10ffff))
	long := strings.Repeat("ñandú 🦤 ", 10000)
	for i, text := range []string{odd, long} {
		u := turn("a", fmt.Sprint("\x00🦤", i), text)
		w := put(t, s, u)[0]
		out := say(text)
		out.Events = []bot.Event{{Kind: bot.FieldFilled, Field: "business", Value: text}, {Kind: bot.FieldFilled, Field: "rfc", Value: text}, {Kind: bot.Submitted, Value: bot.FolioMark}}
		d := commit(t, s, w, out).Deliveries[0]
		if d.Message.Text != text {
			t.Fatalf("message %d changed", i)
		}
		d.Attempts = 1
		check(t, s.RetryDelivery(t.Context(), d, time.Now(), text))
		d = claimAll(t, s)[0]
		must(s.Sent(t.Context(), d, text, time.Now()))(t)
		p := must(s.History(t.Context(), "test:a"))(t)[i]
		if p.Turn.Text != text || p.Turn.ID != u.ID || p.Events[0].Value != text || p.Messages[0].Message.Text != text {
			t.Fatalf("text %d came back changed", i)
		}
		if c := must(s.Candidates(t.Context(), time.Time{}))(t)[i]; c.Fields["business"] != text {
			t.Fatalf("field of text %d came back changed", i)
		}
	}
	bad := turn("a\x00b", "1", "x")
	if _, err := s.Put(t.Context(), 1, bad); err == nil {
		t.Error("a conversation's name with a NUL was kept: PostgreSQL could not find it")
	}
}
