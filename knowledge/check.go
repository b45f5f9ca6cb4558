package knowledge

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Check is the lint of the whole folder: what Load found, and what would make an
// answer poor, old or hard to find. Only the day of today counts. The problems
// are in the order of files and lines.
func (l *Library) Check(today time.Time) []Problem {
	if l.short {
		whole, _ := loadWhole(articles)
		return whole.Check(today)
	}
	out := slices.Clone(l.broken)
	for i := range l.pages {
		p := &l.pages[i]
		r := &report{file: p.File}
		p.checkHead(r)
		p.checkDates(r, today.Format(time.DateOnly))
		p.checkLength(r)
		l.checkLinks(p, r)
		l.checkTranslation(p, r)
		l.checkSameFigures(p, r)
		l.checkSettled(p, r)
		p.checkPlace(r)
		out = append(out, r.problems...)
	}
	out = append(out, l.silentLanguage()...)
	out = append(out, l.sameQuestions()...)
	out = append(out, l.nearQuestions()...)
	out = append(out, l.checkExamples()...)
	out = append(out, l.contradictions()...)
	sortProblems(out)
	return out
}

// longestID is how long an id may be: a button carries it with a few signs, in 64
// bytes at most (Telegram's limit for callback_data).
const longestID = 50

// checkHead looks for what is missing in the front matter.
func (p *page) checkHead(r *report) {
	if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(p.ID) {
		r.warnf(p.line("id"), "the id %q is hard to link; use lower-case letters, digits and dashes, such as costo-membresia", p.ID)
	}
	if len(p.ID) > longestID {
		r.errorf(p.line("id"), "the id has %d characters, and a button can carry %d; shorten it", len(p.ID), longestID)
	}
	if len(p.Questions) == 0 {
		r.warnf(p.line("questions"), "no questions; add three or more as people type them: nothing helps more to find an answer")
	}
	if _, said := p.lines["facts"]; len(p.Facts) == 0 && !said {
		r.warnf(p.line("facts"), "no facts; add the ids of those in the dossier that it rests on, such as facts: [F-COST-01]; or facts: [] for what is our own, such as how this service works")
	}
	if len(p.Sources) == 0 {
		r.warnf(p.line("sources"), `no sources; add where it comes from: - {title: "publisher, date", url: "https://…"}`)
	}
}

// checkPlace looks for an article that stands in the folder of the other language.
func (p *page) checkPlace(r *report) {
	folder, _, ok := strings.Cut(p.File, "/")
	if ok && folder == other(p.Lang) {
		r.warnf(p.line("lang"), "is in %q but stands in the folder %s/; move it to %s/, or correct lang", p.Lang, folder, p.Lang)
	}
}

// checkDates looks for answers that nobody has read for long. Days as YYYY-MM-DD
// sort as texts.
func (p *page) checkDates(r *report, today string) {
	switch {
	case p.Reviewed == "":
		r.warnf(p.line("reviewed"), "no date of review; read the article and add: reviewed: %s", today)
	case p.Reviewed > today:
		r.warnf(p.line("reviewed"), "reviewed on %s, which is still to come; write the day on which it was read", p.Reviewed)
	}
	switch {
	case p.ReviewBy == "":
		r.warnf(p.line("review_by"), "no date for the next review; add review_by, at most half a year after reviewed")
	case p.ReviewBy < p.Reviewed:
		r.warnf(p.line("review_by"), "to be reviewed by %s, before it was last reviewed (%s); write a later day", p.ReviewBy, p.Reviewed)
	case p.ReviewBy < today:
		r.warnf(p.line("review_by"), "was to be reviewed by %s; read it again, then set reviewed and a new review_by", p.ReviewBy)
	}
}

// checkLength looks for an opening that is cut where it was not written to be.
func (p *page) checkLength(r *report) {
	for _, b := range p.blocks {
		if b.heading {
			continue
		}
		if n := b.size(); n > ShortLimit {
			r.warnf(p.bodyAt, "the first paragraph has %d characters, a chat shows %d at first; say it in one or two sentences and put the rest in a paragraph below", n, ShortLimit)
		}
		return
	}
}

// checkLinks looks for links to articles that are not there.
func (l *Library) checkLinks(p *page, r *report) {
	link := regexp.MustCompile(`\]\(<?([^)>\s]+\.md)(#[^)\s]*)?[)>\s]`)
	for i, line := range strings.Split(p.Body, "\n") {
		for _, m := range link.FindAllStringSubmatch(line, -1) {
			id := strings.TrimSuffix(path.Base(m[1]), ".md")
			if _, ok := l.Article(id, p.Lang); ok || isWeb(m[1]) {
				continue
			}
			r.warnf(p.bodyAt+i, "links to %s, but no article has that id; %s", m[1], l.adviceForID(id))
		}
	}
}

// adviceForID says what to do about a link that leads nowhere.
func (l *Library) adviceForID(id string) string {
	var ids []string
	for i := range l.pages {
		ids = append(ids, l.pages[i].ID)
	}
	if n := nearest(id, ids); n != "" {
		return "did you mean " + n + ".md?"
	}
	return "write that article, or take its name out"
}

// checkTranslation looks for the same article in the other language.
func (l *Library) checkTranslation(p *page, r *report) {
	if l.find(p.ID, other(p.Lang)) == nil {
		r.warnf(p.line("lang"), "there is no %q version; add %s/%s.md with the same id", other(p.Lang), other(p.Lang), p.ID)
	}
}

// sameQuestions looks for a question that two articles of a language claim: only
// one of them can answer it.
func (l *Library) sameQuestions() []Problem {
	type claim struct {
		id, file string
	}
	first := map[string]claim{}
	var out []Problem
	for i := range l.pages {
		p := &l.pages[i]
		r := &report{file: p.File}
		for _, a := range p.asked {
			key := p.Lang + " " + strings.Join(Words(a.text), " ")
			c, taken := first[key]
			if !taken {
				first[key] = claim{p.ID, p.File}
			} else if c.id != p.ID {
				r.errorf(a.line, "%q is also asked in %s, so that neither is the answer; keep it where the answer is", a.text, c.file)
			}
		}
		out = append(out, r.problems...)
	}
	return out
}

// silentLanguage tells a language that has no article at all.
func (l *Library) silentLanguage() []Problem {
	var out []Problem
	for _, lang := range []string{spanish, english} {
		if len(l.pages) > 0 && !slices.ContainsFunc(l.pages, func(p page) bool { return p.Lang == lang }) {
			out = append(out, Problem{".", 1, Warning, "there is no article in \"" + lang + "\"; who asks in that language is answered from the other one"})
		}
	}
	return out
}
