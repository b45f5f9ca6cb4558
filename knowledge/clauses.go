package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// People tell their story before they ask: "tengo un taller de velas en Tlaxcala y un
// cliente me pidió 400, ¿el flete lo pago yo?". So each clause of a long message is
// asked on its own too, and what an article gains by its best one is added in part. On
// long messages (testdata/stories.jsonl and another such set) shares of .4 to .7 answer
// about the same, and from .5 on the order of the articles suffers.
const (
	clauseShare   = 0.4
	longMessage   = 10 // words from which a message is taken apart
	shortClause   = 3  // words that a clause has at least
	mostClauses   = 8
	clausesEnd    = ".!?;:\n¿¡"
	clausesResume = ","
)

// clauses are the parts of a long message, each up to the end of its sentence; none for
// a short one. A dot or comma within a figure or an address parts nothing.
func clauses(message string) []string {
	message = message[:min(len(message), maxQueryBytes)]
	whole := len(Words(message))
	if whole < longMessage {
		return nil
	}
	var out []string
	for _, sentence := range partedAt(message, clausesEnd) {
		parts := partedAt(sentence, clausesResume)
		for i := 0; i < len(parts) && len(out) < mostClauses; i++ {
			clause := strings.TrimSpace(strings.Join(parts[i:], ","))
			if n := len(Words(clause)); n >= shortClause && n < whole {
				out = append(out, clause)
			}
		}
	}
	return out
}

// partedAt splits a text at signs that end a word or begin one.
func partedAt(text, signs string) []string {
	var out []string
	r, start := []rune(text), 0
	for i, c := range r {
		opens := c == '¿' || c == '¡'
		ends := i+1 == len(r) || unicode.IsSpace(r[i+1]) || strings.ContainsRune(clausesEnd, r[i+1])
		if strings.ContainsRune(signs, c) && (opens || ends || c == '\n') {
			out, start = append(out, string(r[start:i])), i+1
		}
	}
	return append(out, string(r[start:]))
}

// liftByClauses adds to each article what the best clause is nearer to it than the
// whole message, in part. Known is the most that the articles know of a clause that says
// something: the names and places of a story are strange to them, and what is asked in
// the end is not.
func (x *index) liftByClauses(found []candidate, parts []string, from string) (known float64) {
	nearest := map[int]candidate{}
	for _, part := range parts {
		q, list := x.ask(part, from)
		for _, c := range list {
			if c.score > nearest[c.article].score {
				c.clause = part
				nearest[c.article] = c
			}
		}
		if share, content := q.knows(from); content > 1 {
			known = max(known, share)
		}
	}
	for i := range found {
		c := &found[i]
		by := nearest[c.article]
		if gain := clauseShare * (by.score - c.score); gain > 0 {
			c.score += gain
			c.line, c.cover, c.has, c.clause = by.line, by.cover, false, by.clause
			c.parts = append(c.parts, Part{"clause", gain})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return known
}
