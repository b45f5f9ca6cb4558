package knowledge

import "strings"

// The kinds of a [Claim].
const (
	ClaimFigure = "figure" // a number, a price, a share, a term
	ClaimDate   = "date"   // a day, a month or a year of the calendar
	ClaimName   = "name"   // an organisation, a place, a rule, a code
)

// Claim is something that a text says and no passage does.
type Claim struct {
	Kind string // ClaimFigure, ClaimDate or ClaimName
	Text string // as the text has it
	At   int    // where it begins in the text, in bytes
}

// Unsupported finds the figures, dates and names of a text that none of the
// passages supports, in the order of the text; nil when all stand there. Pass an
// article's title and body in both languages: numbers are compared across languages,
// names are not, but for a few that everybody translates.
//
// A figure needs a figure of the same value, the same unit and, where it has one,
// the same period; words support digits and the other way round, two weeks do not
// support fourteen days. A bare number needs a bare number, a dollar sign alone
// needs one or pesos. A rough figure ("unos 3,000") may also round an exact one of
// the passages, to at most two digits and within 5 %; an exact figure is not
// supported by a rough one, since "unos" was part of what the passage says. A range
// needs the same range; one end of it alone needs a word such as "hasta" or "from".
// A year needs a date in it, a month and year a date in them, a day the same day.
//
// A name needs the same words together, whatever their accents and capitals; an
// acronym of up to four letters its capitals too, and a code or rule each sign.
//
// What it does not see: whether a figure stands beside the right thing (20 firms
// for 20 quotations), "no" and "only", ordinals in words, weekdays, and a little-known
// name of one word where a sentence begins.
func Unsupported(text string, passages []string) []Claim {
	return NewLock(passages...).Unsupported(text)
}

// Lock is a set of passages, read once for many texts. It never changes and may be
// used by many goroutines at once.
type Lock struct {
	figures []Figure
	keys    map[string]bool // codes, rules and short acronyms
	names   map[string]bool // whole names, folded
	words   string          // of all passages, folded
}

// NewLock reads passages.
func NewLock(passages ...string) *Lock {
	l := &Lock{keys: map[string]bool{}, names: map[string]bool{}}
	var words strings.Builder
	for _, p := range passages {
		words.WriteString(l.read(p))
	}
	l.words = words.String()
	return l
}

// read takes in one passage, and gives its words.
func (l *Lock) read(passage string) string {
	r := read(passage)
	l.figures = append(l.figures, r.figures...)
	for _, x := range r.labels {
		l.keep(x.key)
	}
	for i := range r.tokens {
		if t := &r.tokens[i]; t.is(shout) && len(t.fold) <= 4 {
			l.keys[t.fold] = true
		}
	}
	for _, n := range r.runs() {
		l.names[r.phrase(n)] = true
		from := n.from
		for i := n.from; i < n.to; i++ {
			if r.binder(i) || r.loose(i) {
				if i > from {
					l.names[r.phrase(run{from, i})] = true
				}
				from = i + 1
			}
		}
		l.names[r.phrase(run{from, n.to})] = true
	}
	return r.words
}

// Unsupported is as the function of that name.
func (l *Lock) Unsupported(text string) []Claim {
	r := read(text)
	var out []Claim
	for i := range r.figures {
		if f := &r.figures[i]; !l.supports(f) {
			kind := ClaimFigure
			if f.Unit == unitDate {
				kind = ClaimDate
			}
			out = append(out, Claim{kind, f.Text, f.At})
		}
	}
	for _, x := range r.labels {
		if !l.hasKey(x.key) {
			out = append(out, Claim{ClaimName, x.Text, x.At})
		}
	}
	for _, n := range r.runs() {
		out = l.missing(out, r, n)
	}
	sortClaims(out)
	return out
}
