package handlers

import (
	"fmt"
	"time"

	"pabellon/bot"
)

// promiseKey names the timer of all that is owed: it rings when a promised time has
// come, and when staff are to be told again.
const promiseKey = "promise"

// decisionDays is how many business days after the one of sending an application is
// answered. mostApologies is how often a new time is promised; then none is any more.
const (
	decisionDays  = 3
	mostApologies = 2
)

func (k *Clerk) calendar() calendar { return calendar{k.Zone, k.Hours} }

// due is by when something that is asked for at this moment is answered.
func (t *turn) due(what string) time.Time {
	if what == bot.ForApplication {
		return t.calendar().inDays(t.now, decisionDays)
	}
	return t.calendar().soon(t.now)
}

// promise gives a person's word for an answer and says by when. A time that was
// promised before, and is to come, stands: nobody waits longer for having asked again.
func (t *turn) promise(what string) time.Time {
	by := t.due(what)
	switch p, ok := t.c.Owed(what); {
	case !ok || p.By.IsZero():
		e := bot.Event{Kind: bot.Promised, Note: what, Value: by.UTC().Format(time.RFC3339)}
		if what == bot.ForQuestion {
			e.Text = t.before.AskedIn
		}
		t.event(e)
	case p.By.After(t.now):
		return p.By
	}
	return by
}

// settle ends promises: they were kept (bot.PromiseKept), or are not wanted any more
// (bot.PromiseDropped). It tells whether one of them was open.
func (t *turn) settle(how bot.EventKind, what ...string) (any bool) {
	before, put := t.c.Promises, t.c.Put
	for _, w := range what {
		if _, ok := t.c.Owed(w); ok {
			t.event(bot.Event{Kind: how, Note: w})
			any = true
		}
	}
	if any {
		t.closeCards(before, put)
	}
	return any
}

// answered keeps every promise: staff's words reach the owner. It shows the desk the
// cards without the time that they named.
func (t *turn) answered(by bot.Actor) {
	_, candidate := t.c.Owed(bot.ForApplication)
	_, handoff := t.c.Owed(bot.ForHandoff)
	t.settle(bot.PromiseKept, bot.ForHandoff, bot.ForQuestion, bot.ForApplication)
	if candidate && t.c.App.Status.Sent() {
		t.candidateCard()
	}
	if handoff && t.c.Speaker == bot.PersonSpeaks {
		t.toStaff(bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.answered.handoff", "name", t.who(), "who", staffName(by)),
			Facts: t.cardFacts(), Buttons: t.heldButtons(), Replaces: bot.HandoffPlace})
	}
}

// planPromises keeps the timer in step with what is owed.
func (t *turn) planPromises() {
	rang := t.rang == promiseKey
	if t.out.Erase || !rang && !t.happened(bot.Promised, bot.PromiseBroken, bot.PromiseKept, bot.PromiseDropped, bot.StaffTold, bot.LateSeen) {
		return
	}
	var at time.Time
	for _, p := range t.c.Promises {
		if next := t.alarm(p); !next.IsZero() && (at.IsZero() || next.Before(at)) {
			at = next
		}
	}
	if !at.IsZero() || !rang {
		t.out.Later = append(t.out.Later, bot.Later{Key: promiseKey, At: at})
	}
}

// alarm is when something is to be done about a promise: at its time, and at the
// opening of each day while it is overdue. What is late by night waits for the morning.
func (t *turn) alarm(p bot.Promise) time.Time {
	cal, at := t.calendar(), p.By
	if p.Overdue() {
		if again := cal.opening(p.Told); at.IsZero() || again.Before(at) {
			at = again
		}
	}
	if !at.After(t.now) && !cal.open(t.now) {
		at = cal.opening(t.now)
	}
	return at
}

// overdue does what is due about promises: it tells the owner of those whose time has
// passed, and staff of all that are late. It looks at what is owed and not at why the
// clock rang, so that a timer that comes late, or twice, does no harm.
func (t *turn) overdue() {
	cal := t.calendar()
	if !cal.open(t.now) {
		return
	}
	again := false
	for _, what := range []string{bot.ForHandoff, bot.ForQuestion, bot.ForApplication} {
		switch p, ok := t.c.Owed(what); {
		case !ok:
		case !p.By.IsZero() && !p.By.After(t.now):
			t.late(p)
			again = true
		case p.Overdue() && !cal.opening(p.Told).After(t.now):
			again = true
		}
	}
	if again {
		t.overdueCard()
		t.event(bot.Event{Kind: bot.StaffTold})
	}
}

// late says that a promise was not kept: twice with a new time, then once without one.
func (t *turn) late(p bot.Promise) {
	by, value := time.Time{}, ""
	if p.Broken < mostApologies {
		by = t.due(p.For)
		value = by.UTC().Format(time.RFC3339)
	}
	t.event(bot.Event{Kind: bot.PromiseBroken, Note: p.For, Value: value})
	if h, ok := t.c.Owed(bot.ForHandoff); ok && p.For == bot.ForQuestion && h.Broken > 0 && h.Told.Equal(t.now) && h.By.Equal(by) {
		return // the apology for the person who did not come says the same
	}
	if p.For == bot.ForApplication {
		t.candidateCard()
	}
	broken, _ := t.c.Owed(p.For)
	m := bot.Message{Wait: true, Only: owedMark(broken), Application: t.folioOf(p)}
	if by.IsZero() {
		t.noTimeLeft(p, m)
		return
	}
	m.Text = t.say("late."+p.For, "when", t.when(by), "folio", t.c.App.Folio)
	if p.For == bot.ForHandoff {
		m.Buttons = []bot.Button{t.button("b.back", "back")}
	}
	t.tell(m)
}

// noTimeLeft says that nobody could be reached. With a hand-off the bot speaks again,
// so that the owner is never left with nobody.
func (t *turn) noTimeLeft(p bot.Promise, m bot.Message) {
	m.Text = t.say("nobody."+p.For, "folio", t.c.App.Folio)
	if p.For != bot.ForHandoff {
		m.Buttons = []bot.Button{t.button("b.human", "human")}
		t.tell(m)
		return
	}
	back := t.c.Speaker == bot.PersonSpeaks
	if back {
		t.event(bot.Event{Kind: bot.Returned})
	}
	if !t.busy() {
		m.Buttons = t.menu()
	}
	t.tell(m)
	if back {
		t.toStaff(bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.handoff.nobody", "name", t.who()), Buttons: t.handoffButtons(), Replaces: bot.HandoffPlace})
		t.again, t.fresh = t.busy(), true
	}
}

func (t *turn) folioOf(p bot.Promise) string {
	if p.For == bot.ForApplication {
		return t.c.App.Folio
	}
	return ""
}

// owedMark is the Only of what is said about a promise: as long as nobody has answered,
// and what it says of the time holds.
func owedMark(p bot.Promise) string {
	return fmt.Sprintf("owed %s %d %d", p.For, p.Broken, p.By.Unix())
}

// promiseLine says on a card by when an answer was promised; "" when it was not.
func (t *turn) promiseLine(what string) string {
	p, ok := t.c.Owed(what)
	if !ok {
		return ""
	}
	return t.promised(p)
}

func (t *turn) promised(p bot.Promise) string {
	if p.By.IsZero() {
		return t.staffSay("staff.owed.none")
	}
	return t.staffSay("staff.promised", "by", t.staffWhen(p.By))
}

// promiseStatus says to the owner how a promise stands; "" when nothing is owed.
func (t *turn) promiseStatus(what string) string {
	p, ok := t.c.Owed(what)
	switch {
	case !ok:
		return ""
	case p.By.After(t.now):
		return t.say("status.promise."+what, "when", t.when(p.By))
	}
	return t.say("status.late." + what)
}
