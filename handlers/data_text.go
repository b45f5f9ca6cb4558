package handlers

import (
	"strings"
	"time"

	"pabellon/bot"
)

// textWidth is where the lines of the file end: it is read on phones too.
const textWidth = 76

// page is a text in chapters.
type page struct{ strings.Builder }

// chapter begins a part, with an empty line before it.
func (p *page) chapter(title string) {
	p.WriteString("\n" + strings.ToUpper(title) + "\n")
}

// line writes one line, folded between words, the rest of it further in.
func (p *page) line(indent, text string) {
	for part := range strings.SplitSeq(text, "\n") {
		if part = strings.TrimRight(part, " "); part != "" {
			p.WriteString(foldText(indent, part) + "\n")
		}
	}
}

// foldText breaks a line between words.
func foldText(indent, text string) string {
	var out strings.Builder
	length := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
			out.WriteString(indent)
			length = len(indent)
		case length+1+n > textWidth:
			out.WriteString("\n" + indent + "  ")
			length = len(indent) + 2
		default:
			out.WriteString(" ")
			length++
		}
		out.WriteString(word)
		length += n
	}
	return out.String()
}

// plain is a phrase without marks.
func (t *turn) plain(key string, pairs ...string) string { return bot.Plain(t.say(key, pairs...)) }

// moment is a day and an hour: "25 nov 2026, 10:03".
func (t *turn) moment(at time.Time) string { return t.date(at) + ", " + at.In(t.Zone).Format("15:04") }

// dataText is the content of mis-datos.txt.
func (t *turn) dataText(s dataSheet) string {
	var p page
	p.WriteString(strings.ToUpper(t.plain("file.title")) + "\n")
	p.line("", t.plain("file.head", "when", t.moment(s.MadeAt)))
	p.line("", t.plain("file.lang"))
	t.consentText(&p, s.Consent)
	t.applicationText(&p, s)
	if len(s.Documents) > 0 {
		p.chapter(t.plain("file.documents"))
		for _, d := range s.Documents {
			p.line("  ", d.Name+" ("+t.fileKind(d, t.lang())+")")
			p.line("    ", t.moment(d.At)+" · SHA-256 "+d.Hash)
			p.line("    ", t.readIn(d))
		}
	}
	if order := orderOf(t.c.Estimate); len(t.c.Estimate.Told) > 0 {
		p.chapter(t.plain("b.worth"))
		p.line("  ", t.orderLine(order))
	}
	if len(s.Team) > 0 {
		p.chapter(t.plain("file.team"))
		t.linesText(&p, s.Team)
	}
	p.chapter(t.plain("file.talk"))
	if len(s.Talk) == 0 {
		p.line("  ", "–")
	}
	t.linesText(&p, s.Talk)
	p.WriteString("\n")
	p.line("", t.plain("file.rights"))
	return p.String()
}

// readIn lists what is kept of what a document says; "" when nothing is.
func (t *turn) readIn(d bot.Document) string {
	if d.Seen == nil || len(d.Seen.Values) == 0 {
		return ""
	}
	var values []string
	for _, f := range d.Seen.Values {
		values = append(values, f.Value)
	}
	return t.plain("file.read") + " " + strings.Join(values, " · ")
}

func (t *turn) consentText(p *page, c *dataConsent) {
	p.chapter(t.plain("file.consent"))
	key := "file.consent.none"
	when, version := "", ""
	if c != nil {
		key, when, version = "file.consent.no", t.moment(c.At), c.Version
		if c.Given {
			key = "file.consent.yes"
		} else if !c.Revoked.IsZero() {
			key, when = "file.consent.revoked", t.moment(c.Revoked)
		}
	}
	p.line("  ", t.plain(key, "when", when, "version", version))
	if c != nil && c.Notice != "" {
		p.line("    ", c.Notice)
	}
}

// applicationText is the status and the answers, each with the message that gave it.
func (t *turn) applicationText(p *page, s dataSheet) {
	p.chapter(t.plain("file.application"))
	switch a := s.Application; {
	case a == nil:
		p.line("  ", t.plain("file.application.none"))
	case a.Status == bot.Draft:
		p.line("  ", t.plain("file.application.draft"))
	default:
		p.line("  ", t.plain("data.folio", "folio", a.Folio, "status", t.say("data.status."+string(a.Status))))
		p.line("  ", t.plain("file.sent", "when", t.moment(a.Submitted)))
		if a.Words != "" {
			p.line("  ", t.plain("decision.words", "words", a.Words))
		}
		if a.Summary != "" {
			p.line("  ", t.plain("file.summary", "words", a.Summary))
		}
	}
	for _, a := range s.Answers {
		p.line("  ", a.Label+": "+a.Value)
		from := t.moment(a.At)
		if a.Said != "" {
			from = t.plain("file.said", "when", from, "words", short(a.Said, maxValue))
		}
		if a.Before != "" {
			from += " " + t.plain("file.before", "old", a.Before)
		}
		if a.Warning != "" {
			from += " (" + a.Warning + ")"
		}
		p.line("    ", from)
	}
	if len(s.Pending) > 0 {
		var labels []*Field
		for _, id := range s.Pending {
			if f := t.form.Field(id); f != nil {
				labels = append(labels, f)
			}
		}
		p.line("  ", t.plain(counted("review.pending", len(labels)), "list", t.labels(labels)))
	}
}

// linesText writes what was said, with a day and an hour where they change.
func (t *turn) linesText(p *page, lines []dataLine) {
	last := ""
	for _, l := range lines {
		if when := t.moment(l.At); when != last {
			p.line("  ", when)
			last = when
		}
		first, rest, _ := strings.Cut(l.Text, "\n")
		p.line("    ", t.plain("file.by."+l.By)+": "+first)
		p.line("      ", rest)
	}
}
