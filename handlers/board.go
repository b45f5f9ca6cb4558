package handlers

import (
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// How much of a list stands on a board.
const (
	mostMine   = 20
	mostLosing = 3 // beside the one that loses most
)

// Board is an overview in words, for one of staff by their id.
func (k *Clerk) Board(o bot.Overview, viewer string) bot.Board {
	b := &board{turn: &turn{Clerk: k, now: o.Until}, o: o}
	return bot.Board{Title: b.title(), Note: b.note(), Picture: b.progress(), Foot: b.staffSay("home.foot", "time", b.staffTime(o.Until)),
		Parts: []bot.BoardPart{b.mine(viewer), b.waiting(), b.stages(), b.losing(), b.week()}}
}

// Visitor is the board of who is not of staff: it says what the bot is, and no figure.
func (k *Clerk) Visitor() bot.Board {
	say := func(key string) string { return k.words.say(staffLang, key, "org", k.Org) }
	return bot.Board{Title: say("home.visitor.title"), Parts: []bot.BoardPart{{Lines: []string{say("home.visitor"), say("home.visitor.how")}}}}
}

// WeekPicture is the chart of a digest: what came in, was decided and waits, and the way
// of the applicants.
func (k *Clerk) WeekPicture(o bot.Overview) bot.Picture {
	b := &board{turn: &turn{Clerk: k, now: o.Until}, o: o}
	work := bot.Bars{Title: b.plain("chart.applications"), Bars: []bot.Bar{{Label: b.plain("chart.new"), Count: o.New},
		{Label: b.plain("chart.decided"), Count: o.Decided}, {Label: b.plain("chart.waiting"), Count: o.WaitingTotal}}}
	p := bot.Picture{Title: b.plain("chart.title"), Groups: []bot.Bars{work, b.way()},
		Note: b.plain("chart.period", "since", b.staffDate(o.Since), "until", b.staffDate(o.Until))}
	p.Alt = b.plain("chart.alt", "title", p.Title, "note", p.Note, "figures", b.figures(work)+" "+b.figures(b.way()))
	return p
}

// board is an overview on its way into words.
type board struct {
	*turn
	o bot.Overview
}

// plain is a phrase of staff without marks, for where none are read.
func (b *board) plain(key string, pairs ...string) string {
	return bot.Plain(b.staffSay(key, pairs...))
}

// many is a phrase with a number, for one or for many.
func (b *board) many(key string, n int) string {
	return b.staffSay(counted(key, n), "n", strconv.Itoa(n))
}

func (b *board) title() string {
	return b.staffSay("home.title", "n", strconv.Itoa(b.o.Approved), "target", strconv.Itoa(b.o.Target))
}

func (b *board) note() string {
	note := b.staffSay("home.reached")
	if left := b.o.Target - b.o.Approved; left > 0 {
		note = b.many("home.left", left)
	}
	if b.o.Before > 0 {
		note += " · " + b.staffSay("home.before", "n", strconv.Itoa(b.o.Before))
	}
	return note
}

// progress is the pavilion as a bar with its quarters, and the way of the applicants.
func (b *board) progress() bot.Picture {
	p := bot.Picture{Title: bot.Plain(b.title()), Note: bot.Plain(b.note()), Whole: b.o.Target, Part: b.o.Approved, First: b.o.Before, Groups: []bot.Bars{b.way()}}
	for i := 1; i <= 4 && b.o.Target >= 4; i++ {
		p.Marks = append(p.Marks, b.o.Target*i/4)
	}
	p.Alt = b.plain("home.alt", "title", p.Title, "note", p.Note, "stages", b.figures(b.way()))
	return p
}

var stageTone = map[string]string{bot.StageApproved: "good", bot.StageDeclined: "bad"}

// way is the applicants by stage.
func (b *board) way() bot.Bars {
	out := bot.Bars{Title: b.plain("home.stages")}
	for _, s := range b.o.Stages {
		out.Bars = append(out.Bars, bot.Bar{Label: b.plain("stage." + s.Name), Count: s.Count, Tone: stageTone[s.Name]})
	}
	return out
}

// figures are bars in words.
func (b *board) figures(g bot.Bars) string {
	var all []string
	for _, bar := range g.Bars {
		all = append(all, b.staffSay("home.stage", "stage", bar.Label, "n", strconv.Itoa(bar.Count)))
	}
	return g.Title + ": " + bot.Plain(strings.Join(all, ", ")) + "."
}

func (b *board) stages() bot.BoardPart {
	var lines []string
	for _, bar := range b.way().Bars {
		lines = append(lines, b.staffSay("home.stage", "stage", bar.Label, "n", strconv.Itoa(bar.Count)))
	}
	return bot.BoardPart{Title: b.staffSay("home.stages"), Lines: lines}
}

func (b *board) mine(viewer string) bot.BoardPart {
	mine := b.o.Mine(viewer)
	return b.list("home.mine", len(mine), mine[:min(len(mine), mostMine)], func(c bot.Brief) string {
		return b.staffSay("home.held", "status", b.staffSay("staff.status."+string(c.Status)), "date", b.staffDate(c.Since))
	})
}

func (b *board) waiting() bot.BoardPart {
	return b.list("home.waiting", b.o.WaitingTotal, b.o.Waiting, func(c bot.Brief) string {
		return b.staffSay("home.sent", "date", b.staffDate(c.Since))
	})
}

// list is candidates with a line below each.
func (b *board) list(key string, total int, shown []bot.Brief, below func(bot.Brief) string) bot.BoardPart {
	p := bot.BoardPart{Title: b.staffSay(key)}
	if total == 0 {
		p.Lines = []string{b.staffSay(key + ".none")}
		return p
	}
	p.Title = b.staffSay("home.count", "title", p.Title, "n", strconv.Itoa(total))
	for _, c := range shown {
		p.Candidates = append(p.Candidates, bot.BoardLine{Text: b.who(c) + "\n" + below(c), Conversation: c.Conversation})
	}
	if rest := total - len(shown); rest > 0 {
		p.More = b.staffSay("home.more", "n", strconv.Itoa(rest))
	}
	return p
}

// who names a candidate: by the folio alone when the consent was taken back.
func (b *board) who(c bot.Brief) string {
	if c.Business == "" {
		return c.Folio
	}
	place := c.State
	if place != "" {
		place = " (" + place + ")"
	}
	return b.staffSay("home.line", "folio", c.Folio, "business", c.Business, "place", place)
}

func (b *board) losing() bot.BoardPart {
	p := bot.BoardPart{Title: b.staffSay("home.losing")}
	if len(b.o.Losing) == 0 {
		p.Lines = []string{b.staffSay("home.losing.none")}
		return p
	}
	most := b.o.Losing[0]
	p.Lines = []string{b.staffSay("home.losing.most", "field", b.question(most.Field), "n", strconv.Itoa(most.Count))}
	var rest []string
	for _, l := range b.o.Losing[1:min(len(b.o.Losing), 1+mostLosing)] {
		rest = append(rest, b.question(l.Field)+" "+strconv.Itoa(l.Count))
	}
	if rest != nil {
		p.Lines = append(p.Lines, b.staffSay("home.losing.rest", "list", strings.Join(rest, " · ")))
	}
	return p
}

// question is what a field is called, or what stands before and after the fields.
func (b *board) question(field string) string {
	if f := b.form.Field(field); f != nil {
		return f.Label[staffLang]
	}
	if field == bot.AskConsent || field == bot.AskReview {
		return b.staffSay("home.at." + field)
	}
	return field // of a form that the bot had before
}

func (b *board) week() bot.BoardPart {
	n := strconv.Itoa
	lines := []string{b.staffSay("home.week.new", "n", n(b.o.New)),
		b.staffSay("home.week.decided", "n", n(b.o.Decided), "approved", n(b.o.ApprovedIn), "declined", n(b.o.DeclinedIn))}
	if b.o.TimeToDecide > 0 {
		lines = append(lines, b.staffSay("home.week.time", "time", b.span(b.o.TimeToDecide)))
	}
	lines = append(lines, b.staffSay("home.week.promises", "kept", n(b.o.Kept), "broken", n(b.o.Broken)),
		b.staffSay("home.week.unanswered", "n", n(b.o.UnansweredTotal)))
	return bot.BoardPart{Title: b.staffSay("home.week"), Lines: lines}
}

// span is a time in words: hours, or days from two on.
func (b *board) span(d time.Duration) string {
	hours := int((d + 30*time.Minute) / time.Hour)
	switch {
	case hours == 0:
		return b.staffSay("home.hours.less")
	case hours < 48:
		return b.many("home.hours", hours)
	}
	return b.staffSay("home.days", "n", strconv.Itoa((hours+12)/24))
}
