package knowledge

import "math"

// A line is a short text that says the same as a question, so both should cover each
// other: what they share is divided by the geometric mean of what each weighs, with a
// prior for very short ones.
const (
	lineWords      = 0.3 // of the score of a line
	lineLetters    = 0.5
	lineNeighbours = 0.2
	linePrior      = 0.5 // in weights of the rarest word
	lineGramPrior  = 4.0
	hasShare       = 0.95 // of a question's weight: from here on a line has all of it but small words
)

// match is the line of an article that is nearest to a question.
type match struct {
	score float64
	text  string
	cover float64 // how much of it the question has, by weight of words
	has   bool    // it has every word of the question, but for small ones
	same  bool    // it has just these
}

// linesByWords works out what each line shares with the question.
func (x *index) linesByWords(q asking, s *scratch) {
	for _, t := range q.terms {
		for _, f := range t.found {
			gain := f.share * min(t.weight, f.weight)
			s.list = x.entryLines.read(int(f.entry), s.list)
			for _, n := range s.list {
				if more := gain - s.last[n]; more > 0 {
					s.lines[n] += more
					s.last[n] = gain
				}
			}
		}
		for _, f := range t.found {
			s.list = x.entryLines.read(int(f.entry), s.list)
			for _, n := range s.list {
				s.last[n] = 0
			}
		}
	}
}

// byWords is how well a line and a question cover each other.
func (x *index) byWords(q asking, n int, s *scratch) float64 {
	prior := linePrior * x.rarest
	return min(1, s.lines[n]/math.Sqrt((q.total+prior)*(x.lineWeight.float(n)+prior)))
}

// roughLine is the best line of an article by its words alone.
func (x *index) roughLine(q asking, article int, s *scratch) float64 {
	best := 0.0
	for n, end := x.lines(article); n < end; n++ {
		if s.lines[n] > 0 {
			best = max(best, x.byWords(q, n, s))
		}
	}
	return best
}

// nearestLine is the line of an article that is nearest to a question by words, by
// letters and by words that stand together; of equals, the first. The nearest by words is
// looked at before the others, so that most of these need not be looked at closely.
func (x *index) nearestLine(q asking, article int, s *scratch) match {
	from, end := x.lines(article)
	first, most := from, 0.0
	for n := from; n < end; n++ {
		if s.lines[n] > 0 {
			if words := x.byWords(q, n, s); words > most {
				first, most = n, words
			}
		}
	}
	var best match
	at := end
	for i := from - 1; i < end; i++ {
		n := i
		if i < from {
			n = first
		} else if i == first {
			continue
		}
		m, ok := x.line(q, n, s, best.score)
		if ok && (m.score > best.score || m.score == best.score && n < at && m.score > 0) {
			best, at = m, n
		}
	}
	return best
}

// line compares a question with one line; false when this is surely less near than least,
// whatever is not looked at yet.
func (x *index) line(q asking, n int, s *scratch, least float64) (m match, ok bool) {
	weight, prior := x.lineWeight.float(n), lineGramPrior*x.rarest
	m.same = q.isWhole() && alike(s.lines[n], q.total) && alike(s.lines[n], weight) // the very words that an admin wrote down
	words, together := 0.0, 0.0
	if s.lines[n] > 0 {
		words, together = x.byWords(q, n, s), lineNeighbours
	}
	scale := math.Sqrt((q.letters + prior) * (x.lineLetters.float(n) + prior))
	if lineWords*words+lineLetters*min(1, q.known/scale)+together+rounding <= least && !m.same {
		return m, false
	}
	letters := min(1, x.lineGrams.sum(n, s.grams)/scale)
	if lineWords*words+lineLetters*letters+together+rounding <= least && !m.same {
		return m, false
	}
	neighbours := 0.0
	if together > 0 {
		s.list = x.lineWords.read(n, s.list)
		neighbours = x.neighbours(q, s.list, s)
	}
	m.score = lineWords*words + lineLetters*letters + lineNeighbours*neighbours
	if m.same {
		m.score = 1
	}
	m.text = x.lineText.at(n)
	m.cover = s.lines[n] / max(weight, x.rarest)
	m.has = s.lines[n] >= hasShare*q.total
	return m, true
}

// isWhole tells that a question says something by itself, so that it can be just a line.
func (q *asking) isWhole() bool {
	return (len(q.terms) > 1 || len(q.terms) == 1 && !q.terms[0].filler) && !q.leans
}

// rounding is more than sums of weights can be off.
const rounding = 1e-9

// alike tells that two sums of the same weights are equal.
func alike(a, b float64) bool { return math.Abs(a-b) < rounding }
