package knowledge

import (
	"math"
	"slices"
)

// Reaches tells whether [Library.Nearest] is at least so much. Most of what people answer
// is far from it, which is seen before any article is looked at closely.
func (l *Library) Reaches(query, lang string, least float64) bool {
	if lang != english {
		lang = spanish
	}
	known := l.recent.find(rankKey{query, "", lang}) != nil
	return (known || l.mayReach(query, lang, least)) && l.Nearest(query, lang) >= least
}

// mayReach is false when no article can reach a score, by the most that its words, its
// letters and its lines can give.
func (l *Library) mayReach(query, lang string, least float64) bool {
	from := tongue(query, lang)
	if len(Words(query)) >= longMessage { // a clause may add to it
		least = (least - clauseShare) / (1 - clauseShare)
	}
	raw := 1 - math.Pow(1-least, 1/stretch) - rounding
	for _, x := range []*index{l.indexes[from], l.indexes[other(from)]} {
		s := x.scratch()
		q := x.read(query, from, s)
		x.compare(q, s)
		reaches := x.reaches(q, s, raw)
		x.giveBack(s, q)
		if reaches {
			return true
		}
	}
	return false
}

// reaches tells whether an article can have a score before scores are spread, or a line
// has the very words of the question.
func (x *index) reaches(q asking, s *scratch, raw float64) bool {
	if q.allSure() { // else a line shares less than the question weighs
		for _, shared := range s.lines {
			if shared > 0 && alike(shared, q.total) {
				return true
			}
		}
	}
	prior := lineGramPrior * x.rarest
	letters := lineLetters * min(1, q.known/math.Sqrt((q.letters+prior)*prior)) // of a line that is as short as can be
	for i := range x.ids {
		whole, line := lettersWeight*s.letters[i], letters+lineWords+lineNeighbours
		if s.words[i] > 0 {
			whole += wordsWeight*s.words[i] + neighbourWeight + windowWeight
		}
		if whole = wholeShare / wholeWeights * whole; whole+lineShare*line < raw {
			continue // whatever its lines are
		}
		line = letters
		if rough := x.roughLine(q, i, s); rough > 0 {
			line += lineWords*rough + lineNeighbours
		}
		if whole+lineShare*line >= raw {
			return true
		}
	}
	return false
}

// allSure tells that some article has each word itself.
func (q *asking) allSure() bool {
	return !slices.ContainsFunc(q.terms, func(t term) bool { return !t.sure() })
}
