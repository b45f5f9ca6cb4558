package knowledge

import "math"

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
		reaches := x.mostRaw(q, s) >= raw
		x.giveBack(s, q)
		if reaches {
			return true
		}
	}
	return false
}

// mostRaw is the most that an article can score before scores are spread, and more when a
// line has the very words of the question.
func (x *index) mostRaw(q asking, s *scratch) float64 {
	for _, shared := range s.lines {
		if shared > 0 && alike(shared, q.total) {
			return 1
		}
	}
	prior := lineGramPrior * x.rarest
	letters := min(1, q.known/math.Sqrt((q.letters+prior)*prior)) // of a line that is as short as can be
	most := 0.0
	for i := range x.ids {
		whole, line := lettersWeight*s.letters[i], lineLetters*letters
		if s.words[i] > 0 {
			whole += wordsWeight*s.words[i] + neighbourWeight + windowWeight
		}
		if rough := x.roughLine(q, i, s); rough > 0 {
			line += lineWords*rough + lineNeighbours
		}
		most = max(most, wholeShare/wholeWeights*whole+lineShare*line)
	}
	return most
}
