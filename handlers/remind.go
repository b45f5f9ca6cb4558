package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// remindKey names the timer of the reminder for an unfinished application.
const remindKey = "remind"

// A person is reminded once after a day and once more two days later, between
// nine and seven in the evening, and never again (PRODUCT.md §3.7).
const (
	firstReminder  = 24 * time.Hour
	secondReminder = 48 * time.Hour
	maxReminders   = 2
	dayBegins      = 9
	dayEnds        = 19
)

// ring carries out what is due.
func (t *turn) ring(key string) {
	t.rang = key
	if t.c.ID == bot.DeskConversation {
		t.ringDesk(key)
		return
	}
	if told, ok := bot.ReadTold(key); ok {
		t.told(told)
		return
	}
	switch key {
	case remindKey:
		t.remind()
	case promiseKey:
		t.overdue()
	case twinsKey:
		t.recompare()
	case albumKey:
		t.albumTold()
	}
}

// unfinished tells whether an application is left half-way by somebody who may be
// reminded of it: not who is helped by a person or waits for one, nor who was asked
// whether to drop it all.
func unfinished(c bot.Conversation) bool {
	_, handoff := c.Owed(bot.ForHandoff)
	_, question := c.Owed(bot.ForQuestion)
	waits := c.Speaker == bot.PersonSpeaks || (handoff || question) && !wished(c)
	dropping := c.Offer.Kind == "cancel" || c.Offer.Kind == "revoke" || c.Offer.Kind == "erase"
	return c.App.Status == bot.Draft && c.Consent.Given && !waits && !dropping
}

// wished tells whether the person asked to be reminded at a time, and has not come back
// of themselves after it.
func wished(c bot.Conversation) bool { return c.RemindAt.After(c.LastAt) }

// remindable tells whether a reminder is due to somebody, some day.
func remindable(c bot.Conversation) bool {
	return unfinished(c) && c.Reminded < maxReminders && c.Gone.IsZero()
}

// planReminder keeps the timer in step with the application: every turn of the owner
// moves it, and so does what makes the application wait for the owner again. It is
// taken back when nothing does.
func (t *turn) planReminder() {
	owners := t.why != "act" && t.why != "remind" && t.why != "reach"
	c := t.c
	if owners {
		c.LastAt = t.now
	}
	switch was, is := remindable(t.before), remindable(c); {
	case t.out.Erase || t.rang == remindKey:
	case is && (owners || !was):
		t.later(t.nextReminder())
	case was && !is:
		t.later(time.Time{})
	}
}

// remindableFrom is when the person is reminded at the earliest: after a while without a
// word from either side, or when they asked for it.
func (t *turn) remindableFrom() time.Time {
	if wished(t.c) {
		return t.c.RemindAt
	}
	if t.c.Reminded == 0 {
		return t.c.LastAt.Add(firstReminder)
	}
	return latest(t.c.LastAt, t.c.RemindedAt).Add(secondReminder)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// nextReminder is when the person is reminded if nothing happens before: not earlier
// than they asked for.
func (t *turn) nextReminder() time.Time {
	wait := firstReminder
	if t.c.Reminded > 0 {
		wait = secondReminder
	}
	at := t.now.Add(wait)
	if t.c.RemindAt.After(t.now) {
		at = t.c.RemindAt
	}
	return t.daytime(at)
}

func (t *turn) later(at time.Time) {
	t.out.Later = append(t.out.Later, bot.Later{Key: remindKey, At: at})
}

func (t *turn) happened(kinds ...bot.EventKind) bool {
	for _, e := range t.out.Events {
		for _, k := range kinds {
			if e.Kind == k {
				return true
			}
		}
	}
	return false
}

// daytime moves a time into the part of the day in which people are written to.
func (k *Clerk) daytime(at time.Time) time.Time {
	local := at.In(k.Zone)
	switch {
	case local.Hour() < dayBegins:
		return time.Date(local.Year(), local.Month(), local.Day(), dayBegins, 0, 0, 0, k.Zone)
	case local.Hour() >= dayEnds:
		return time.Date(local.Year(), local.Month(), local.Day()+1, dayBegins, 0, 0, 0, k.Zone)
	}
	return at
}

// remind writes to who left an application unfinished; it checks again that it still is.
func (t *turn) remind() {
	if !remindable(t.c) {
		return
	}
	if at := t.daytime(latest(t.remindableFrom(), t.now)); !at.Equal(t.now) {
		t.later(at) // they have written since the clock rang; or it is overdue, and night
		return
	}
	t.event(bot.Event{Kind: bot.Reminded})
	t.offer("continue", "", "")
	done, total := t.Progress(t.c)
	t.tell(bot.Message{Text: t.say("remind."+strconv.Itoa(t.c.Reminded), "done", strconv.Itoa(done), "total", strconv.Itoa(total)),
		Buttons: []bot.Button{primary(t.button("b.resume", "apply")), t.button("b.notnow", "noremind")}, Wait: true, Only: remindMark(t.c)})
	next := time.Time{}
	if remindable(t.c) {
		next = t.daytime(t.now.Add(secondReminder))
	}
	t.later(next)
}

// snooze moves the reminder to when it is wanted, or ends it.
func (t *turn) snooze(cmd bot.Snooze) {
	if cmd.Never {
		t.event(bot.Event{Kind: bot.Reminded, Note: bot.DeclinedNote})
		key := "snooze.never.none"
		if t.c.App.Status == bot.Draft {
			key = "snooze.never"
		}
		if !cmd.Quiet {
			t.tell(bot.Message{Text: t.say(key)})
		}
		return
	}
	if t.c.App.Status != bot.Draft {
		t.tell(bot.Message{Text: t.say("snooze.nothing")})
		t.again = t.busy()
		return
	}
	at := t.daytime(cmd.At)
	t.event(bot.Event{Kind: bot.RemindAsked, Value: at.UTC().Format(time.RFC3339)})
	if t.daysUntil(t.now, at) == 0 {
		t.tell(bot.Message{Text: t.say("snooze.today", "hour", at.In(t.Zone).Format("15:04"))})
		return
	}
	t.tell(bot.Message{Text: t.say("snooze.at", "day", t.day(at))})
}

// remindMark is the Only of a reminder: as long as the person has not come back.
func remindMark(c bot.Conversation) string { return fmt.Sprintf("unfinished %d", c.LastAt.Unix()) }

// Still tells whether a message that says when it fits (its Only) fits at the moment of
// sending. A reminder is for who has left, in the daytime; an apology is for who still
// waits. Answers have no such condition: they are always sent, in the order in which
// they were decided, so none comes after a person's words that did not before.
func (k *Clerk) Still(c bot.Conversation, m bot.Message, now time.Time) bool {
	kind, rest, _ := strings.Cut(m.Only, " ")
	if !c.Gone.IsZero() {
		return kind == "" // answers are tried; what we begin is not
	}
	switch kind {
	case "unfinished":
		return unfinished(c) && c.Reminded <= maxReminders && m.Only == remindMark(c) && k.daytime(now).Equal(now)
	case "owed":
		what, _, _ := strings.Cut(rest, " ")
		p, ok := c.Owed(what)
		return ok && m.Only == owedMark(p)
	}
	return true
}
