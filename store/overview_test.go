package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// life is what happens in conversations, for the overview of a week.
type life struct {
	t *testing.T
	s *store.Store
	n int
}

var (
	weekEnds   = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	weekBegins = weekEnds.AddDate(0, 0, -7)
)

// onDay is a time of that week: 0 is its beginning.
func onDay(n float64) time.Time {
	return weekBegins.Add(time.Duration(n * float64(24*time.Hour)))
}

// happens puts events into a conversation, all at one time.
func (l *life) happens(chat string, at time.Time, events ...bot.Event) {
	l.t.Helper()
	l.n++
	in := turn(chat, fmt.Sprint("o", l.n), "x")
	in.At = at
	w := put(l.t, l.s, in)[0]
	for i := range events {
		events[i].At, events[i].Turn = at, in.ID
	}
	d := done(l.t, l.s, w, bot.Outcome{Events: events})
	d.Conversation.LastAt = at
	must(l.s.Commit(l.t.Context(), w, d))(l.t)
}

// applies leads somebody to an application.
func (l *life) applies(chat, business string, at time.Time) {
	l.t.Helper()
	l.happens(chat, at, bot.Event{Kind: bot.Greeted}, bot.Event{Kind: bot.ConsentAsked}, bot.Event{Kind: bot.Consented},
		bot.Event{Kind: bot.FieldFilled, Field: "business", Value: business}, bot.Event{Kind: bot.FieldFilled, Field: "state", Value: "Veracruz"},
		bot.Event{Kind: bot.Submitted, Value: bot.FolioMark})
}

var (
	laura = bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}
	ivan  = bot.Actor{Kind: bot.Staff, ID: "U2", Name: "Iván"}
)

func overviewCounts(t *testing.T, url string) {
	l := &life{t: t, s: open(t, url, store.Options{})}
	kind := func(k bot.EventKind) bot.Event { return bot.Event{Kind: k, Actor: laura} }

	l.applies("old", "Antes", onDay(-20)) // decided long ago
	l.happens("old", onDay(-19), kind(bot.Taken), kind(bot.Approved))
	l.applies("quick", "Rápido", onDay(1)) // decided in a day; then again
	l.happens("quick", onDay(2), kind(bot.Declined))
	l.happens("quick", onDay(4), kind(bot.Approved))
	l.applies("slow", "Lento", onDay(-1)) // in three days
	l.happens("slow", onDay(1), kind(bot.Taken), kind(bot.InfoAsked))
	l.happens("slow", onDay(2), kind(bot.Declined))
	l.applies("mine", "Mío", onDay(3))
	l.happens("mine", onDay(4), kind(bot.Taken))
	l.applies("his", "Suyo", onDay(2))
	l.happens("his", onDay(5), bot.Event{Kind: bot.Taken, Actor: ivan}, bot.Event{Kind: bot.InfoAsked, Actor: ivan, Text: "?"})
	l.applies("asked", "Preguntado", onDay(5)) // asked about, and nobody's
	l.happens("asked", onDay(6), bot.Event{Kind: bot.InfoAsked, Actor: laura})
	l.applies("left", "Se fue", onDay(5))
	l.happens("left", onDay(6), bot.Event{Kind: bot.Withdrawn})
	l.applies("gone", "Borrado", onDay(4))
	must(l.s.Erase(t.Context(), "test:gone"))(t)
	for i := range bot.MostWaiting + 1 {
		l.applies(fmt.Sprint("new", i), fmt.Sprint("Nuevo ", i), onDay(6+float64(i)/100))
	}
	l.happens("later", onDay(8), bot.Event{Kind: bot.Greeted})

	o := must(l.s.Overview(t.Context(), weekBegins, weekEnds))(t)
	if o.Approved != 2 || o.New != 16 || o.Decided != 2 || o.ApprovedIn != 1 || o.DeclinedIn != 1 || o.TimeToDecide != 48*time.Hour {
		t.Errorf("%d approved; %d new; %d decided, %d and %d, in %v", o.Approved, o.New, o.Decided, o.ApprovedIn, o.DeclinedIn, o.TimeToDecide)
	}
	want := []bot.Stage{{Name: "greeted", Count: 19}, {Name: "consented", Count: 18}, {Name: "submitted", Count: 18}, {Name: "taken", Count: 6}, {Name: "asked", Count: 3},
		{Name: "approved", Count: 2}, {Name: "declined", Count: 1}}
	if !slices.Equal(o.Stages, want) {
		t.Errorf("%+v", o.Stages)
	}
	if o.WaitingTotal != 12 || len(o.Waiting) != bot.MostWaiting || o.Waiting[0].Business != "Preguntado" || o.Waiting[1].Business != "Nuevo 0" || o.Waiting[9].Business != "Nuevo 8" {
		t.Errorf("%d wait: %+v", o.WaitingTotal, o.Waiting)
	}
	held := []bot.Brief{{Conversation: "test:his", Folio: "PAB-0005", Business: "Suyo", State: "Veracruz", Status: bot.AskedStatus, Holder: ivan, Since: onDay(5)},
		{Conversation: "test:mine", Folio: "PAB-0004", Business: "Mío", State: "Veracruz", Status: bot.TakenStatus, Holder: laura, Since: onDay(4)}}
	if !slices.Equal(o.Held, held) {
		t.Errorf("%+v", o.Held)
	}
}

func overviewShowsWherePeopleStay(t *testing.T, url string) {
	l := &life{t: t, s: open(t, url, store.Options{})}
	starts := []bot.Event{{Kind: bot.Greeted}, {Kind: bot.ConsentAsked}}
	for i, at := range []float64{0, 1, 3.9, 4.1} {
		chat := fmt.Sprint("rfc", i)
		l.happens(chat, onDay(at), append(starts, bot.Event{Kind: bot.Consented}, bot.Event{Kind: bot.FieldAsked, Field: "rfc"})...)
	}
	l.happens("mail", onDay(0), append(starts, bot.Event{Kind: bot.Consented}, bot.Event{Kind: bot.FieldAsked, Field: "email"},
		bot.Event{Kind: bot.FieldFilled, Field: "business", Value: `"asking":"`})...)
	l.happens("notice", onDay(0), starts...)
	l.happens("only", onDay(0), bot.Event{Kind: bot.Greeted})
	l.applies("sent", "Café", onDay(0))
	l.happens("sent", onDay(0), bot.Event{Kind: bot.FieldAsked, Field: "website"})

	o := must(l.s.Overview(t.Context(), weekBegins, weekEnds))(t)
	if want := []bot.Loss{{Field: "rfc", Count: 3}, {Field: "consent", Count: 1}, {Field: "email", Count: 1}}; !slices.Equal(o.Losing, want) {
		t.Errorf("%+v", o.Losing)
	}
}

func overviewTellsPromisesAndQuestions(t *testing.T, url string) {
	l := &life{t: t, s: open(t, url, store.Options{})}
	event := func(k bot.EventKind) bot.Event { return bot.Event{Kind: k, Note: bot.ForQuestion} }
	for i := range 600 { // more than a page
		chat := fmt.Sprint("c", i)
		l.happens(chat, onDay(1), bot.Event{Kind: bot.Unanswered, Text: "¿Hay becas?"}, event(bot.Promised), event(bot.PromiseKept))
	}
	l.happens("late", onDay(-3), event(bot.Promised))
	l.happens("late", onDay(-2), event(bot.PromiseBroken))
	l.happens("late", onDay(2), event(bot.PromiseKept))
	l.happens("broken", onDay(2), event(bot.Promised))
	l.happens("broken", onDay(3), event(bot.PromiseBroken))
	l.happens("asks", onDay(-1), bot.Event{Kind: bot.Unanswered, Text: "antes"})
	l.happens("asks", onDay(1), bot.Event{Kind: bot.Unanswered, Text: "¿y el mezcal?"})
	l.happens("asks", onDay(7), bot.Event{Kind: bot.Unanswered, Text: "después"})

	o := must(l.s.Overview(t.Context(), weekBegins, weekEnds))(t)
	if o.Kept != 600 || o.Broken != 1 {
		t.Errorf("%d kept, %d broken", o.Kept, o.Broken)
	}
	want := []bot.Asked{{Words: "¿Hay becas?", Count: 600}, {Words: "¿y el mezcal?", Count: 1}}
	if !slices.Equal(o.Unanswered, want) || o.UnansweredTotal != 601 || o.UnansweredPeople != 601 {
		t.Errorf("%+v, %d of %d", o.Unanswered, o.UnansweredTotal, o.UnansweredPeople)
	}
}

func overviewOfNothing(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	o := must(s.Overview(t.Context(), weekBegins, weekEnds))(t)
	if len(o.Stages) != len(bot.AllStages()) || o.Stage(bot.StageGreeted) != 0 || o.Waiting != nil || o.Held != nil || o.Losing != nil || o.Unanswered != nil || o.TimeToDecide != 0 {
		t.Errorf("%+v", o)
	}
}
