package knowledge

import (
	"math"
	"slices"
	"strings"
)

// claim is a sentence of an article that gives figures.
type claim struct {
	page    *page
	line    int
	text    string
	stems   []string // its content words
	figures []Figure
}

// Two sentences say figures of the same thing when they share this much of the
// content words of the shorter one, and at least so many; sentences of articles that
// rest on a common fact need less. Measured on the articles inside the program: at
// these values every planted contradiction of check_figures_test.go is found, and the
// true articles need a handful of "differs".
const (
	sameWords     = 0.7
	sameWordsFact = 0.55
	fewestWords   = 3
	commonWord    = 200 // a word in more sentences than this tells nothing
)

// claims are the sentences of an article that give a figure with a unit.
func (p *page) claims() []claim {
	var out []claim
	for i, line := range strings.Split(p.Body, "\n") {
		for _, sentence := range sentences(line) {
			c := claim{page: p, line: p.bodyAt + i, text: sentence}
			united := false
			for _, f := range Figures(sentence) {
				if f.Unit == "date" && math.Mod(f.Value, 100) == 0 {
					continue // a year or a month: many hold at once
				}
				united = united || f.Unit != ""
				c.figures = append(c.figures, f)
			}
			if united {
				c.stems = contentStems(sentence, p.Lang)
				out = append(out, c)
			}
		}
	}
	return out
}

// sentences divides a line after each sentence.
func sentences(line string) []string {
	runes := []rune(line)
	var out []string
	from := 0
	for i := 1; i < len(runes); i++ {
		if runes[i] == ' ' && (ends(runes, i) || runes[i-1] == ';') {
			out = append(out, string(runes[from:i]))
			from = i + 1
		}
	}
	return append(out, string(runes[from:]))
}

// contentStems are the words of a text that say what it is about, without figures.
func contentStems(text, lang string) []string {
	var out []string
	for _, w := range Words(text) {
		if isFiller(w, lang) || strings.ContainsAny(w, "0123456789") || len(w) < 3 {
			continue
		}
		if s := stem(w, lang); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// contradictions looks for two articles of a language whose sentences say the same
// with other figures.
func (l *Library) contradictions() []Problem {
	var out []Problem
	for _, lang := range []string{spanish, english} {
		var all []claim
		for i := range l.pages {
			if l.pages[i].Lang == lang {
				all = append(all, l.pages[i].claims()...)
			}
		}
		out = append(out, contradicting(all)...)
	}
	return out
}

// contradicting compares each sentence with those before it that share words.
func contradicting(all []claim) []Problem {
	var out []Problem
	with := map[string][]int{} // stem → sentences
	told := map[string]bool{}  // each pair of articles once
	for n, c := range all {
		shared := map[int]int{}
		for _, s := range c.stems {
			if len(with[s]) <= commonWord {
				for _, m := range with[s] {
					shared[m]++
				}
			}
			with[s] = append(with[s], n)
		}
		for m := range n {
			before := all[m]
			key := before.page.ID + " " + c.page.ID
			if shared[m] < fewestWords || told[key] || !sameSubject(before, c, shared[m]) {
				continue
			}
			if a, b, ok := clash(before, c); ok {
				told[key] = true
				r := report{file: c.page.File}
				r.warnf(c.line, "says %s, but %s:%d says %s of the same; correct one, or write differs: [%s] when both are meant (agrees: [%s] when it is the same)",
					b.Text, before.page.File, before.line, a.Text, before.page.ID, before.page.ID)
				out = append(out, r.problems...)
			}
		}
	}
	return out
}

// sameSubject tells whether two sentences of different articles speak of the same.
func sameSubject(a, b claim, shared int) bool {
	if a.page.ID == b.page.ID || slices.Contains(a.page.Settled, b.page.ID) || slices.Contains(b.page.Settled, a.page.ID) {
		return false
	}
	need := sameWords
	for _, f := range a.page.Facts {
		if slices.Contains(b.page.Facts, f) {
			need = sameWordsFact
		}
	}
	return float64(shared) >= need*float64(min(len(a.stems), len(b.stems)))
}

// clash finds figures of one unit of which the two sentences share none.
func clash(a, b claim) (x, y Figure, found bool) {
	for _, f := range a.figures {
		if f.Unit == "" {
			continue
		}
		others, same := 0, false
		for _, g := range b.figures {
			if g.Unit == f.Unit {
				others++
				y = g
				same = same || agree(f, g)
			}
		}
		if others > 0 && !same && !sharesOne(a, b, f.Unit) {
			return f, y, true
		}
	}
	return x, y, false
}

// sharesOne tells whether two sentences have a figure of a unit in common: then they
// tell a longer story, of which each gives its part.
func sharesOne(a, b claim, unit string) bool {
	for _, f := range a.figures {
		for _, g := range b.figures {
			if (f.Unit == unit || f.Unit == "") && (g.Unit == unit || g.Unit == "") && agree(f, g) {
				return true
			}
		}
	}
	return false
}

// agree tells whether two figures of a unit are the same, or one rounds the other.
func agree(a, b Figure) bool {
	if a.Value == b.Value {
		return true
	}
	return (a.Approx || b.Approx) && math.Abs(a.Value-b.Value) <= 0.05*math.Max(math.Abs(a.Value), math.Abs(b.Value))
}

// checkSameFigures compares the figures of an article in its two languages.
func (l *Library) checkSameFigures(p *page, r *report) {
	twin := l.find(p.ID, other(p.Lang))
	if twin == nil {
		return
	}
	theirs := Figures(twin.Body)
	for _, f := range Figures(p.Body) {
		if f.Value <= fewInWords && !strings.ContainsAny(f.Text, "0123456789") {
			continue // "las dos cosas" need not be "two things"
		}
		same := func(g Figure) bool {
			return g.Value == f.Value && (g.Unit == f.Unit || g.Unit == "" || f.Unit == "")
		}
		if !slices.ContainsFunc(theirs, same) {
			line := p.bodyAt + strings.Count(p.Body[:f.At], "\n")
			r.warnf(line, "says %q, and %s does not; the two languages must say the same", strings.TrimSpace(f.Text), twin.File)
		}
	}
}

// fewInWords is up to where a number in words may be a manner of speaking.
const fewInWords = 12

// checkSettled looks for "agrees" and "differs" that name no article.
func (l *Library) checkSettled(p *page, r *report) {
	for _, id := range p.Settled {
		if _, ok := l.Article(id, p.Lang); !ok {
			r.warnf(max(p.line("differs"), p.line("agrees")), "names %s, but no article has that id; %s", id, l.adviceForID(id))
		}
	}
}
