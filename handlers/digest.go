package handlers

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// The timers of the desk's own conversation: BeginKey has it plan the digest, DigestKey is
// the digest itself.
const (
	BeginKey  = "begin"
	DigestKey = "digest"
)

// ringDesk carries out what is due in the desk's own conversation.
func (t *turn) ringDesk(key string) {
	switch key {
	case BeginKey:
		t.begin()
	case DigestKey:
		t.digest()
	}
}

// begin plans the first digest.
func (t *turn) begin() {
	if t.c.Digest.IsZero() {
		t.planDigest()
	}
}

// planDigest plans the next one.
func (t *turn) planDigest() {
	at := t.calendar().monday(t.now)
	t.event(bot.Event{Kind: bot.DigestPlanned, Value: at.UTC().Format(time.RFC3339)})
	t.out.Later = append(t.out.Later, bot.Later{Key: DigestKey, At: at})
}

// monday is the next opening of a week: of its first day that is worked.
func (c calendar) monday(now time.Time) time.Time {
	for day := now.In(c.zone); ; day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Monday {
			continue
		}
		opens := c.at(day, c.Opens)
		if !c.worked(day) {
			opens = c.at(c.next(day), c.Opens)
		}
		if opens.After(now) {
			return opens
		}
	}
}

// digest tells staff how the week went.
func (t *turn) digest() {
	t.planDigest()
	o := t.tally
	if o.New+o.Decided+o.WaitingTotal+o.Kept+o.Broken+o.UnansweredTotal == 0 {
		return // a week without news
	}
	b := &board{turn: t, o: o}
	lines := []string{t.staffSay("digest", "from", t.staffDate(o.Since), "to", t.staffDate(o.Until))}
	say := func(key string, pairs ...any) {
		var said []string
		for _, p := range pairs {
			said = append(said, fmt.Sprint(p))
		}
		lines = append(lines, t.staffSay(key, said...))
	}
	say("digest.progress", "approved", o.Approved, "target", o.Target, "week", o.ApprovedIn)
	say("digest.new", "new", o.New, "decided", o.Decided, "approved", o.ApprovedIn, "declined", o.DeclinedIn)
	say("digest.waiting", "n", o.WaitingTotal)
	if o.Decided > 0 {
		say("digest.time", "time", b.span(o.TimeToDecide))
	}
	if all := o.Kept + o.Broken; all > 0 {
		say("digest.kept", "kept", o.Kept, "all", all)
	}
	if len(o.Losing) > 0 {
		say("digest.losing", "where", b.question(o.Losing[0].Field), "n", o.Losing[0].Count)
	}
	if len(o.Unanswered) > 0 {
		say("digest.unanswered")
	}
	for _, q := range askedAlike(o.Unanswered) {
		say("digest.question", "words", q.Words, "n", q.Count)
	}
	chart := t.WeekPicture(o)
	t.toStaff(bot.Message{Card: bot.DigestCard, Text: strings.Join(lines, "\n"), Picture: &chart})
}

// askedAlike counts questions that are the same in other words as one.
func askedAlike(all []bot.Asked) []bot.Asked {
	var out []bot.Asked
	for _, q := range all {
		same := slices.IndexFunc(out, func(o bot.Asked) bool {
			return knowledge.AskingOf(o.Words, staffLang).Same(knowledge.AskingOf(q.Words, staffLang))
		})
		if same < 0 {
			out = append(out, q)
			continue
		}
		out[same].Count += q.Count
	}
	slices.SortStableFunc(out, func(a, b bot.Asked) int { return b.Count - a.Count })
	return out
}
