package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// What reports on articles show at most, and how many days back questions are told of.
const (
	MostArticles = 6
	mostGaps     = 15
	GapDays      = 30
)

// Formats are those of an export.
func Formats() []string { return []string{"csv", "xlsx", "json"} }

// ReportExport is a file of n candidates, and that it was sent.
func (k *Clerk) ReportExport(file bot.Attachment, n int, now time.Time) bot.Report {
	return bot.Report{Text: k.words.say(staffLang, "ask.export.done"), File: &file, FileText: k.exportNote(n, now)}
}

func (k *Clerk) exportNote(n int, now time.Time) string {
	t := &turn{Clerk: k, now: now}
	return t.staffSay("ask.export.file", "date", t.staffTime(now), "n", strconv.Itoa(n))
}

// ReportNoFormat tells which formats there are.
func (k *Clerk) ReportNoFormat(format string) bot.Report {
	return bot.Report{Text: k.words.say(staffLang, "ask.export.format", "words", short(format, maxValue))}
}

// ReportArticles tells which articles some words find and why; stopped are the ids of those
// that are not quoted.
func (k *Clerk) ReportArticles(text string, found knowledge.Result, stopped []string) bot.Report {
	t := &turn{Clerk: k}
	words := short(text, maxValue)
	var r bot.Report
	switch {
	case strings.TrimSpace(text) == "":
		return bot.Report{Text: t.staffSay("ask.articles.what")}
	case len(found.Hits) == 0:
		r.Text = t.staffSay("ask.articles.none", "words", words)
	default:
		r.Text = t.staffSay("ask.articles."+found.Outcome.String(), "words", words)
	}
	for i, hit := range found.Hits {
		lines := []string{t.staffSay("ask.article", "n", strconv.Itoa(i+1), "title", hit.Title, "id", hit.ID, "lang", hit.Lang, "score", fmt.Sprintf("%.2f", hit.Score))}
		if why := matched(hit.Why); why != "" {
			lines = append(lines, t.staffSay("ask.article.why", "words", why))
		}
		if hit.Line != "" && hit.Line != hit.Title {
			lines = append(lines, t.staffSay("ask.article.line", "line", hit.Line))
		}
		r.Entries = append(r.Entries, bot.Entry{Text: strings.Join(lines, "\n")})
	}
	if len(stopped) > 0 {
		r.Entries = append(r.Entries, bot.Entry{Text: t.staffSay("ask.article.stopped", "ids", strings.Join(stopped, ", "))})
	}
	return r
}

// matched are the words of a question that an article has, with what stands for them there
// where that is another: "membrecia ≈ membresia".
func matched(why []knowledge.Term) string {
	var out []string
	for _, w := range why {
		word := w.Word
		for _, mark := range []string{"≈", "→"} {
			if other, ok := strings.CutPrefix(w.Matched, mark); ok {
				word += " " + mark + " " + other
			}
		}
		out = append(out, word)
	}
	return strings.Join(out, ", ")
}

// Unanswered is a question that somebody asked and no article answered.
type Unanswered struct {
	Conversation, Text string
	At                 time.Time
}

// gap is a question that people asked, with how many they are.
type gap struct {
	text  string // in the words of who asked last
	who   map[string]bool
	last  time.Time
	order int
}

// gapsOf groups questions that are the same when folded, what most people asked first.
func gapsOf(all []Unanswered) []*gap {
	groups := map[string]*gap{}
	for _, q := range all {
		key := join(knowledge.Words(q.Text))
		g := groups[key]
		if g == nil {
			g = &gap{who: map[string]bool{}, order: len(groups)}
			groups[key] = g
		}
		g.who[q.Conversation] = true
		if g.text == "" || q.At.After(g.last) {
			g.text, g.last = q.Text, q.At
		}
	}
	delete(groups, "")
	var out []*gap
	for _, g := range groups {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b *gap) int {
		return cmp.Or(cmp.Compare(len(b.who), len(a.who)), b.last.Compare(a.last), cmp.Compare(a.order, b.order))
	})
	return out
}

// ReportGaps tells what nobody could answer.
func (k *Clerk) ReportGaps(all []Unanswered, now time.Time) bot.Report {
	t := &turn{Clerk: k, now: now}
	gaps := gapsOf(all)
	r := bot.Report{Text: t.staffSay("ask.gaps.head", "n", strconv.Itoa(len(gaps)))}
	switch {
	case len(gaps) == 0:
		return bot.Report{Text: t.staffSay("ask.gaps.none")}
	case len(gaps) > mostGaps:
		r.Text = t.staffSay("ask.gaps.more", "all", strconv.Itoa(len(gaps)), "n", strconv.Itoa(mostGaps))
	}
	for _, g := range gaps[:min(len(gaps), mostGaps)] {
		text := t.staffSay(counted("ask.gap", len(g.who)), "words", short(g.text, maxValue), "n", strconv.Itoa(len(g.who)), "date", t.staffDate(g.last))
		r.Entries = append(r.Entries, bot.Entry{Text: text})
	}
	return r
}

// ReportStopped tells that an article is no longer quoted, and which rest on the same facts.
func (k *Clerk) ReportStopped(id string, others []string) bot.Report {
	text := k.words.say(staffLang, "ask.stop.done", "id", id)
	if len(others) > 0 {
		text += "\n" + k.words.say(staffLang, "ask.stop.others", "ids", strings.Join(others, ", "))
	}
	return bot.Report{Text: text}
}

// ReportResumed tells that an article is quoted again.
func (k *Clerk) ReportResumed(id string) bot.Report {
	return bot.Report{Text: k.words.say(staffLang, "ask.resume.done", "id", id)}
}

// ReportNoArticle tells that there is no such article, and which are near.
func (k *Clerk) ReportNoArticle(id string, ids []string) bot.Report {
	near := Near(id, ids, mostNear)
	key := "ask.stop.near"
	switch {
	case id == "":
		key = "ask.stop.what"
	case len(near) == 0:
		key = "ask.stop.no"
	}
	return bot.Report{Text: k.words.say(staffLang, key, "id", short(id, maxValue), "ids", strings.Join(near, ", "))}
}

// mostNear is how many ids are offered for one that is not there.
const mostNear = 5

// ReportNotStopped tells that an article is not stopped, and which are.
func (k *Clerk) ReportNotStopped(id string, stopped []string) bot.Report {
	key := "ask.resume.list"
	switch {
	case len(stopped) == 0:
		key = "ask.resume.none"
	case id == "":
		key = "ask.resume.which"
	}
	return bot.Report{Text: k.words.say(staffLang, key, "id", short(id, maxValue), "ids", strings.Join(stopped, ", "))}
}
