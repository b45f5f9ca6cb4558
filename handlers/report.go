package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// MostListed is how many candidates a report shows of each sort.
const MostListed = 8

// PromiseTimer is the key of the timers of conversations in which somebody is owed an answer.
const PromiseTimer = promiseKey

// ReportHelp says what can be asked; unknown is what was not understood, or "".
func (k *Clerk) ReportHelp(unknown string) bot.Report {
	text := k.words.say(staffLang, "ask.help")
	if unknown != "" {
		text = k.words.say(staffLang, "ask.unknown", "words", short(unknown, maxValue)) + "\n" + text
	}
	return bot.Report{Text: text}
}

// ReportFound tells who was found; shown are the likeliest, all is how many there are.
func (k *Clerk) ReportFound(text string, shown []bot.Listed, all int, now time.Time) bot.Report {
	t := &turn{Clerk: k, now: now}
	words := short(text, maxValue)
	switch {
	case strings.TrimSpace(text) == "":
		return bot.Report{Text: t.staffSay("ask.find.what")}
	case all == 0:
		return bot.Report{Text: t.staffSay("ask.find.none", "words", words)}
	}
	r := bot.Report{Text: t.staffSay("ask.find.many", "n", strconv.Itoa(all), "words", words)}
	switch {
	case all > len(shown):
		r.Text = t.staffSay("ask.find.more", "all", strconv.Itoa(all), "n", strconv.Itoa(len(shown)), "words", words)
	case all == 1:
		r.Text = t.staffSay("ask.find.one", "words", words)
	}
	for _, c := range shown {
		r.Entries = append(r.Entries, t.entry(c))
	}
	return r
}

// entry is a candidate in a list: who it is, and how it stands.
func (t *turn) entry(c bot.Listed, more ...string) bot.Entry {
	place := c.Fields["state"]
	if place != "" {
		place = " (" + place + ")"
	}
	stands := []string{t.staffSay("ask.entry.status", "status", t.staffSay("staff.status."+string(c.Status)), "date", t.staffDate(c.Submitted))}
	if c.Holder.ID != "" {
		stands = append(stands, t.staffSay("ask.entry.holder", "who", staffName(c.Holder)))
	}
	lines := append([]string{t.staffSay("ask.entry", "folio", c.Folio, "business", c.Fields["business"], "place", place), strings.Join(stands, " · ")}, more...)
	return bot.Entry{Text: strings.Join(lines, "\n"), Conversation: c.Conversation}
}

// ReportSummary tells how the programme stands, and the week before, as the board does.
func (k *Clerk) ReportSummary(o bot.Overview) bot.Report {
	b := &board{turn: &turn{Clerk: k, now: o.Until}, o: o}
	lines := []string{"**" + b.title() + "** · " + b.note()}
	for _, p := range []bot.BoardPart{b.stages(), b.week()} {
		lines = append(lines, "**"+p.Title+"**: "+strings.Join(p.Lines, " · "))
	}
	return bot.Report{Text: strings.Join(lines, "\n")}
}

// ReportWaiting tells who waits: those whom me holds, then what is overdue, what nobody
// has taken and what waits for the candidate. Each stands once; the oldest comes first.
func (k *Clerk) ReportWaiting(all []bot.Conversation, me string, now time.Time) bot.Report {
	t := &turn{Clerk: k, now: now}
	sorts := []string{"mine", "overdue", "untaken", "asked"}
	lists := map[string][]bot.Conversation{}
	for _, c := range all {
		sort := pendingSort(c, me, now)
		lists[sort] = append(lists[sort], c)
	}
	var r bot.Report
	for _, sort := range sorts {
		list := lists[sort]
		if len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, b bot.Conversation) int { return waitsSince(a).Compare(waitsSince(b)) })
		title := t.staffSay("ask.waiting." + sort)
		r.Entries = append(r.Entries, bot.Entry{Text: t.staffSay("ask.waiting.head", "title", title, "n", strconv.Itoa(len(list)))})
		for _, c := range list[:min(len(list), MostListed)] {
			r.Entries = append(r.Entries, t.waiting(c))
		}
		if n := len(list) - MostListed; n > 0 {
			r.Entries = append(r.Entries, bot.Entry{Text: t.staffSay("ask.waiting.rest", "n", strconv.Itoa(n))})
		}
	}
	if r.Entries == nil {
		r.Text = t.staffSay("ask.waiting.none")
	}
	return r
}

// pendingSort is where a conversation stands in that list; "" when nobody need do anything.
func pendingSort(c bot.Conversation, me string, now time.Time) string {
	open := c.App.Status.Sent() && !decided(c.App.Status)
	late := slices.ContainsFunc(c.Promises, func(p bot.Promise) bool { return isLate(p, now) })
	asks := slices.ContainsFunc(c.Promises, func(p bot.Promise) bool { return p.For != bot.ForApplication })
	switch {
	case c.Holder.ID != "" && c.Holder.ID == me && (open || late || asks):
		return "mine"
	case late:
		return "overdue"
	case (c.App.Status == bot.SubmittedStatus || asks) && c.Holder.ID == "":
		return "untaken"
	case c.App.Status == bot.AskedStatus:
		return "asked"
	}
	return ""
}

func isLate(p bot.Promise, now time.Time) bool {
	return p.Broken > 0 || !p.By.IsZero() && !p.By.After(now)
}

// waitsSince is since when somebody waits: the oldest promise, or when the application came.
func waitsSince(c bot.Conversation) time.Time {
	since := c.App.Submitted
	for _, p := range c.Promises {
		if since.IsZero() || p.Since.Before(since) {
			since = p.Since
		}
	}
	return since
}

// waiting is one of them: who it is, what is late, and what they asked a person for.
func (t *turn) waiting(c bot.Conversation) bot.Entry {
	var late []string
	for _, p := range c.Promises {
		if isLate(p, t.now) || p.For != bot.ForApplication {
			late = append(late, t.staffSay("staff.owed."+p.For, "since", t.staffTime(p.Since)))
		}
	}
	if !c.App.Status.Sent() {
		who := &turn{Clerk: t.Clerk, c: c}
		return bot.Entry{Text: strings.Join(append([]string{bot.Escape(who.who())}, late...), "\n")}
	}
	fields := map[string]string{}
	for id, a := range c.App.Answers {
		fields[id] = a.Value
	}
	return t.entry(bot.Listed{Conversation: c.ID, Folio: c.App.Folio, Status: c.App.Status, Holder: c.Holder, Submitted: c.App.Submitted, Fields: fields}, late...)
}
