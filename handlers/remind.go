package handlers

import (
	"strconv"
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

// planReminder keeps the timer in step with the application: every turn of the
// owner moves it, and it is taken back when nothing is unfinished.
func (t *turn) planReminder() {
	if t.out.Erase || t.why == "act" || t.why == "remind" {
		return
	}
	unfinished := t.c.App.Status == bot.Draft && t.c.Consent.Given && t.c.Speaker == bot.BotSpeaks && t.c.Reminded < maxReminders
	switch {
	case unfinished && t.c.Reminded == 0:
		t.later(t.daytime(t.now.Add(firstReminder)))
	case unfinished:
		t.later(t.daytime(t.now.Add(secondReminder)))
	case t.c.Reminded >= maxReminders && t.happened(bot.Reminded):
		t.later(time.Time{})
	case t.happened(bot.Submitted, bot.Cancelled, bot.Withdrawn, bot.HandedOff):
		t.later(time.Time{})
	}
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
func (t *turn) daytime(at time.Time) time.Time {
	local := at.In(t.Zone)
	switch {
	case local.Hour() < dayBegins:
		return time.Date(local.Year(), local.Month(), local.Day(), dayBegins, 0, 0, 0, t.Zone)
	case local.Hour() >= dayEnds:
		return time.Date(local.Year(), local.Month(), local.Day()+1, dayBegins, 0, 0, 0, t.Zone)
	}
	return at
}

// remind writes to who left an application unfinished; it checks again that it still is.
func (t *turn) remind(cmd bot.Remind) {
	if cmd.Key != remindKey || t.c.App.Status != bot.Draft || t.c.Speaker != bot.BotSpeaks || t.c.Reminded >= maxReminders {
		return
	}
	if at := t.daytime(t.now); !at.Equal(t.now) {
		t.later(at) // it is overdue, and night
		return
	}
	t.event(bot.Event{Kind: bot.Reminded})
	t.offer("continue", "", "")
	done, total := t.Progress(t.c)
	t.tell(bot.Message{Text: t.say("remind."+strconv.Itoa(t.c.Reminded), "done", strconv.Itoa(done), "total", strconv.Itoa(total)),
		Buttons: []bot.Button{primary(t.button("b.resume", "apply")), t.button("b.notnow", "no")}, Wait: true})
	if t.c.Reminded < maxReminders {
		t.later(t.daytime(t.now.Add(secondReminder)))
	}
}
