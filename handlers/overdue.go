package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// What a reminder shows: how many of those who wait, and how much of a question, in bytes.
const (
	shownLate = 20
	shownOf   = 120
)

// OverduePlace is where a day's reminders stand, whoever they are about.
func (k *Clerk) OverduePlace(day time.Time) string {
	return bot.OverduePlace + day.In(k.Zone).Format(time.DateOnly)
}

// Reminds is the id of the staff member who alone is reminded of what is overdue: who has
// the candidate, on the first day. Then it is all of them: "".
func (k *Clerk) Reminds(o bot.Open, now time.Time) string {
	var first time.Time
	for _, p := range o.Promises {
		if p.Broken > 0 && (first.IsZero() || p.Late.Before(first)) {
			first = p.Late
		}
	}
	if first.IsZero() || k.OverduePlace(first) != k.OverduePlace(now) {
		return ""
	}
	return o.Holder.ID
}

// Overdue is the reminder of who waits for staff longer than they were promised.
func (k *Clerk) Overdue(all []bot.Open, now time.Time) bot.Message {
	t := &turn{Clerk: k, now: now}
	m := bot.Message{To: bot.ForStaff, Card: bot.OverdueCard}
	all = slices.DeleteFunc(slices.Clone(all), func(o bot.Open) bool { return !late(o) })
	switch len(all) {
	case 0:
		m.Text = t.staffSay("staff.overdue.none")
		return m
	case 1:
		o := all[0]
		m.Text = t.staffSay("staff.overdue", "name", o.Name) + "\n" + strings.Join(t.lines(o), "\n")
		m.Buttons = []bot.Button{t.staffButton("b.reply", "reply")}
		if o.Holder.ID != "" {
			m.Holder = staffName(o.Holder)
		} else {
			m.Buttons = append(m.Buttons, t.staffButton("b.take", "take"))
		}
	default:
		m.Text = t.staffSay("staff.overdue.many", "n", strconv.Itoa(len(all)))
		for _, o := range all[:min(len(all), shownLate)] {
			m.Text += "\n• **" + bot.Escape(strings.TrimSpace(o.Folio+" "+o.Name)) + "** " + strings.Join(t.lines(o), " ")
			if o.Holder.ID != "" {
				m.Text += " " + t.staffSay("staff.overdue.holder", "who", staffName(o.Holder))
			}
		}
		if more := len(all) - shownLate; more > 0 {
			m.Text += "\n" + t.staffSay("staff.overdue.more", "n", strconv.Itoa(more))
		}
	}
	if slices.ContainsFunc(all, unseen) {
		m.Buttons = append(m.Buttons, t.staffButton("b.seen", "seen"))
	} else {
		m.Text += "\n" + t.staffSay("staff.overdue.seen")
	}
	return m
}

func late(o bot.Open) bool {
	return slices.ContainsFunc(o.Promises, func(p bot.Promise) bool { return p.Broken > 0 })
}

func unseen(o bot.Open) bool { return slices.ContainsFunc(o.Promises, bot.Promise.Overdue) }

// lines tell what somebody waits for, since when and until when.
func (t *turn) lines(o bot.Open) []string {
	var out []string
	for _, p := range o.Promises {
		if p.Broken == 0 {
			continue
		}
		line := t.staffSay("staff.owed."+p.For, "since", t.staffTime(p.Since)) + " "
		if p.For == bot.ForQuestion && len(o.Words) > 0 {
			line = t.staffSay("staff.owed.words", "words", short(o.Words[0], shownOf), "since", t.staffTime(p.Since)) + " "
		}
		if p.By.IsZero() {
			line += t.staffSay("staff.owed.none")
		} else {
			line += t.staffSay("staff.owed.by", "by", t.staffWhen(p.By))
		}
		out = append(out, line)
	}
	return out
}

// overdueCard tells staff who waits, for what and since when.
func (t *turn) overdueCard() {
	o, _ := t.Open(t.c)
	m := t.Overdue([]bot.Open{o}, t.now)
	m.Status, m.Replaces = t.c.App.Status, t.OverduePlace(t.now)
	t.toStaff(m)
}

// seen notes that somebody of staff knows of what is overdue: they are reminded again only
// of what is broken anew.
func (t *turn) seen(cmd bot.Act) {
	if o, _ := t.Open(t.c); !unseen(o) {
		t.update(t.staffSay("staff.seen.nothing"))
		return
	}
	t.event(bot.Event{Kind: bot.LateSeen, Actor: cmd.By})
	t.overdueCard()
	t.update(t.staffSay("staff.seen", "who", staffName(cmd.By)))
}
