package handlers

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// model is what a person would say of a conversation who knows only the rules: who
// speaks, who waits for what and until when, and whether a reminder may come. It reads
// what people do, never what the clerk keeps.
type model struct {
	person    bool // a person speaks
	returning bool // staff gave the chat back, and the owner has not written since
	greeted   bool
	draft     bool
	complete  bool // nothing required is missing
	sent      bool
	withdrawn bool
	asked     bool // staff asked for something
	waits     map[string]wait
	reminders int
	never     bool
	wished    bool // a reminder at a time of their own: wishAt
	wishAt    time.Time
	dropping  bool // asked whether to drop everything
	lastHeard time.Time
}

// wait is what somebody waits for: until when, how often that was missed, and when
// staff last heard so.
type wait struct {
	by     time.Time
	missed int
	told   time.Time
}

func (m *model) set(what string, by time.Time) { m.keep(what, wait{by: by}) }

// keep writes on a copy: the model before a turn stays as it was.
func (m *model) keep(what string, v wait) {
	waits := map[string]wait{}
	for k, v := range m.waits {
		waits[k] = v
	}
	waits[what] = v
	m.waits = waits
}

// ask sets what is waited for, unless a time for it stands.
func (m *model) ask(what string, by time.Time) {
	if v, ok := m.waits[what]; !ok || v.missed > 2 {
		m.set(what, by)
	}
}

func (m *model) settle(what ...string) {
	waits := map[string]wait{}
	for k, v := range m.waits {
		if !slices.Contains(what, k) {
			waits[k] = v
		}
	}
	m.waits = waits
}

// A calendar by hand: the days of rest are a list, and days are walked.
func worked(at time.Time) bool {
	return at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && !slices.Contains(restDays[at.Year()], at.Format(time.DateOnly))
}

func endOf(at time.Time, days int) time.Time {
	at = time.Date(at.Year(), at.Month(), at.Day(), 18, 0, 0, 0, at.Location())
	for days > 0 {
		if at = at.AddDate(0, 0, 1); worked(at) {
			days--
		}
	}
	return at
}

func endSoon(at time.Time) time.Time {
	if worked(at) && !at.After(time.Date(at.Year(), at.Month(), at.Day(), 16, 0, 0, 0, at.Location())) {
		return endOf(at, 0)
	}
	return endOf(at, 1)
}

// byDay is the same time if it is of the day, else the next nine in the morning.
func byDay(at time.Time) time.Time {
	switch nine := time.Date(at.Year(), at.Month(), at.Day(), 9, 0, 0, 0, at.Location()); {
	case at.Hour() >= 19:
		return nine.AddDate(0, 0, 1)
	case at.Before(nine):
		return nine
	}
	return at
}

func (w *world) local() time.Time { return w.now.In(w.clerk.Zone) }

func atWork(at time.Time) bool { return worked(at) && at.Hour() >= 9 && at.Hour() < 19 }

// owner takes what the owner did into the model, and checks who heard it.
func (m *model) owner(w *world, before *model, text, button string, out bot.Outcome) {
	heard := len(to(out, bot.Person))
	m.lastHeard, m.returning, m.greeted = w.now, false, true
	m.wished = m.wished && m.wishAt.After(w.now)
	m.dropping = button == "erase" || button == "revoke" || button == "cancel" && !before.person
	if before.person {
		m.whilePerson(w, text, button, out)
		return
	}
	if heard == 0 {
		w.fail("the owner is met with silence")
	}
	m.toBot(w, before, text, button)
}

// whilePerson is the owner's turn while a person speaks: it reaches staff, or it is one
// of the few things that are still the bot's.
func (m *model) whilePerson(w *world, text, button string, out bot.Outcome) {
	heard, passed := to(out, bot.Person), strings.Contains(said(out, bot.ForStaff), text)
	for _, h := range heard {
		if h.Asking != "" && button != "back" {
			w.fail("the bot asks for %s while a person speaks", h.Asking)
		}
	}
	switch button {
	case "back":
		m.person = false
		m.settle(bot.ForHandoff)
		return
	case "revoke!":
		m.revoke()
		return
	case "erase", "noremind", "revoke":
		m.never = m.never || button == "noremind"
		return
	case "erase!":
		*m = model{}
		return
	case "":
		if text == "ya no me escribas" {
			m.never = true
		}
		m.asked = false
		if text != "gracias" {
			m.ask(bot.ForHandoff, endSoon(w.local()))
		}
		if !passed || len(heard) > 1 || len(heard) == 1 && taps(heard[0]) != "back" {
			w.fail("what the owner says to a person: passed %v, the bot says %d things", passed, len(heard))
		}
		return
	}
	m.ask(bot.ForHandoff, endSoon(w.local())) // any other button asks for the person again
	if len(heard) != 1 || taps(heard[0]) != "back" {
		w.fail("two voices")
	}
}

// toBot is the owner's turn while the bot speaks.
func (m *model) toBot(w *world, before *model, text, button string) {
	switch {
	case button == "human":
		m.person = true
		m.set(bot.ForHandoff, endSoon(w.local()))
	case strings.HasPrefix(button, "quote:"):
		m.ask(bot.ForQuestion, endSoon(w.local()))
	case button == "send" && m.draft && m.complete:
		m.draft, m.sent, m.withdrawn = false, true, false
		m.ask(bot.ForApplication, endOf(w.local(), 3))
	case (button == "apply" || button == "send") && m.withdrawn:
		m.draft, m.withdrawn = true, false
	case button == "cancel!" && m.sent:
		m.sent, m.withdrawn, m.asked = false, true, false
		m.settle(bot.ForApplication)
	case button == "cancel!" && m.draft:
		m.draft, m.complete = false, false
	case button == "erase!":
		*m = model{}
	case button == "revoke!":
		m.revoke()
	case button == "noremind" || text == "ya no me escribas":
		m.never = true
	case text == "avísame mañana" && m.draft:
		if m.never { // just the one that they ask for
			m.reminders = 1
		}
		m.never, m.wished, m.reminders = false, true, min(m.reminders, 1)
		m.wishAt = byDay(w.local().AddDate(0, 0, 1))
	case text == unreadable && m.asked:
		m.asked = false
		m.ask(bot.ForApplication, endOf(w.local(), 3))
	case before.returning && text == unreadable:
		if _, ok := w.c.Owed(bot.ForQuestion); ok { // it was not read, so staff got it
			m.ask(bot.ForQuestion, endSoon(w.local()))
		}
	}
}

// revoke takes the consent back: nothing is left of the application, and nobody waits for it.
func (m *model) revoke() {
	m.draft, m.complete, m.sent, m.withdrawn, m.asked = false, false, false, false, false
	m.settle(bot.ForApplication)
}

// staff takes what staff did into the model.
func (m *model) staff(w *world, action string, out bot.Outcome) {
	if len(to(out, bot.ForStaff)) == 0 {
		w.fail("staff are met with silence")
	}
	if !m.greeted {
		if len(to(out, bot.Person)) > 0 {
			w.fail("staff write to somebody who was erased")
		}
		return
	}
	switch {
	case action == "reply" || action == "ask" && m.sent:
		m.settle(bot.ForHandoff, bot.ForQuestion, bot.ForApplication)
		m.asked = m.asked || action == "ask"
	case (action == "approve" || action == "decline") && m.sent:
		m.settle(bot.ForApplication)
		m.asked = false
	case action == "resume" && m.person:
		m.person, m.returning = false, true
		m.settle(bot.ForHandoff)
	case action == "resume":
		m.settle(bot.ForHandoff)
	case action == "note" && len(to(out, bot.Person)) > 0:
		w.fail("a note reaches the owner")
	}
}

// mayRemind tells whether a reminder may be decided.
func (m *model) mayRemind() bool {
	_, handoff := m.waits[bot.ForHandoff]
	_, question := m.waits[bot.ForQuestion]
	return m.draft && !m.person && !m.never && !m.dropping && m.reminders < 2 && ((!handoff && !question) || m.wished)
}

// rang checks what a turn of the clock led to.
func (m *model) rang(w *world, before *model, key string, out bot.Outcome) {
	heard := to(out, bot.Person)
	if key == remindKey {
		switch {
		case len(heard) > 0 && !before.mayRemind():
			w.fail("a reminder that may not be")
		case len(heard) > 0 && !before.wished && w.now.Sub(before.lastHeard) < 24*time.Hour-2*time.Minute: // a lost commit takes a while
			w.fail("a reminder to somebody who wrote %s ago", w.now.Sub(before.lastHeard))
		case len(heard) > 0:
			m.reminders, m.wished = m.reminders+1, false
			w.seen["reminded"]++
		}
		return
	}
	if at, set := w.timers[promiseKey]; set && !at.After(w.now) {
		w.fail("the clock rings on and on")
	}
	m.late(w, before, out)
}

// late takes what is late into the model: a new time, or none, and staff who hear of it.
func (m *model) late(w *world, before *model, out bot.Outcome) {
	missed, heard, day := 0, to(out, bot.Person), w.local()
	opened := time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, day.Location())
	desk := strings.Contains(said(out, bot.ForStaff), "el plazo pasó")
	for what, v := range before.waits {
		if v.missed > 0 && atWork(day) && v.told.Before(opened) && !desk {
			w.fail("staff hear nothing of %s, which is late", what)
		}
		if desk && v.missed > 0 {
			v.told = w.now
			m.keep(what, v)
		}
		if !atWork(day) || v.missed > 2 || v.by.After(w.now) {
			continue
		}
		missed++
		w.seen["missed "+what]++
		next := wait{missed: v.missed + 1, by: endSoon(day), told: w.now}
		if what == bot.ForApplication {
			next.by = endOf(day, 3)
		}
		m.keep(what, next)
		if next.missed > 2 && what == bot.ForHandoff && m.person {
			m.person = false
			w.seen["given back"]++
		}
	}
	if missed == 0 && len(heard) > 0 {
		w.fail("the clock says something and nothing is late")
	}
	if missed > 0 && (len(heard) == 0 || !desk) {
		w.fail("a promise is missed and nobody hears of it")
	}
}

// heard checks what we began at the moment when it reaches the owner.
func (m *model) heard(w *world, p parcel) {
	hour := w.local().Hour()
	if what, found := strings.CutPrefix(p.m.Only, "owed "); found {
		what, _, _ = strings.Cut(what, " ")
		if v, ok := m.waits[what]; ok && v.missed == 0 && !p.decided.Equal(w.now) {
			w.fail("an apology for what was promised anew")
		} else if !ok && p.decided.Before(w.now) {
			w.fail("an apology to who waits no more")
		}
		w.seen["apologised"]++
		return
	}
	if m.person || !m.draft || hour < 9 || hour >= 19 || m.lastHeard.After(p.decided) {
		w.fail("a reminder arrives when a person speaks (%v), without a draft (%v), at %d h, or after the owner came back", m.person, !m.draft, hour)
	}
}

// check is what must be true at every moment.
func (m *model) check(w *world) {
	if speaks := w.c.Speaker == bot.PersonSpeaks; speaks != m.person {
		w.fail("a person speaks: %v, and should: %v", speaks, m.person)
	}
	if len(w.c.Promises) != len(m.waits) {
		w.fail("%d promises, and %d things are waited for: %v, %v", len(w.c.Promises), len(m.waits), w.c.Promises, m.waits)
	}
	ring, set := w.timers[promiseKey]
	for what, v := range m.waits {
		p, ok := w.c.Owed(what)
		switch {
		case !ok:
			w.fail("somebody waits for %s and nothing is promised", what)
		case v.missed > 2 && !p.By.IsZero() || v.missed <= 2 && !p.By.Equal(v.by):
			w.fail("%s is promised for %s, should be %s (missed %d)", what, p.By, v.by, v.missed)
		case !set:
			w.fail("somebody waits for %s and no clock is set", what)
		case v.missed <= 2 && v.by.After(w.now) && ring.After(v.by):
			w.fail("the clock rings at %s, after what was promised for %s", ring, v.by)
		case ring.After(endOf(w.local(), 1)) && v.missed > 0:
			w.fail("staff are not reminded before %s", ring)
		}
	}
	if set && len(m.waits) == 0 {
		w.fail("a clock is set and nobody waits")
	}
	if _, set := w.timers[remindKey]; set != m.mayRemind() {
		w.fail("a reminder is planned: %v, and should be: %v", set, m.mayRemind())
	}
	if m.reminders > 2 {
		w.fail("reminded %d times", m.reminders)
	}
}

// Whatever people, staff, the clock and crashes do in whichever order: never two
// voices, never none, and never a silence longer than was promised.
func TestNeverTwoVoicesNeverNoneNeverASilenceLongerThanPromised(t *testing.T) {
	clerk, walks := testClerk(t), 1500
	if racing || testing.Short() {
		walks = 100
	}
	seen := map[string]int{}
	for seed := range uint64(walks) {
		random := rand.New(rand.NewPCG(seed, 3))
		w := &world{t: t, clerk: clerk, random: random, timers: map[string]time.Time{}, seen: seen, m: &model{greeted: true},
			now: time.Date(2026, 11, 2, 0, random.IntN(60*24*60), 0, 0, time.UTC), c: greeted("es")}
		if seed%3 > 0 {
			w.c = agreed(clerk, "rfc")
			w.m.draft = true
		}
		if seed%3 == 2 {
			for field, value := range wholeForm {
				w.c = have(w.c, map[string]string{field: value})
			}
			w.c, w.m.complete = w.c.Apply(bot.Event{Kind: bot.ReviewShown}), true
		}
		w.c.LastAt = w.now
		w.owner("hola", "")
		for range 30 {
			w.step()
		}
	}
	t.Logf("%v", seen)
	for _, what := range []string{"reminded", "apologised", "given back", "dropped", "missed handoff", "missed question", "missed application"} {
		if seen[what] == 0 {
			t.Errorf("no walk came to %q: the walks prove less than they should", what)
		}
	}
}
