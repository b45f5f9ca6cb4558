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
			for _, n := range f.lines {
				if more := gain - s.last[n]; more > 0 {
					s.lines[n] += more
					s.last[n] = gain
				}
			}
		}
		for _, f := range t.found {
			for _, n := range f.lines {
				s.last[n] = 0
			}
		}
	}
}

// byWords is how well a line and a question cover each other.
func (x *index) byWords(q asking, n int32, s *scratch) float64 {
	prior := linePrior * x.rarest
	return min(1, s.lines[n]/math.Sqrt((q.total+prior)*(x.lines[n].weight+prior)))
}

// roughLine is the best line of an article by its words alone.
func (x *index) roughLine(q asking, article int, s *scratch) float64 {
	best := 0.0
	for _, n := range x.lineOf[article] {
		if s.lines[n] > 0 {
			best = max(best, x.byWords(q, n, s))
		}
	}
	return best
}

// nearestLine is the line of an article that is nearest to a question by words, by
// letters and by words that stand together.
func (x *index) nearestLine(q asking, article int, s *scratch) match {
	var best match
	prior := lineGramPrior * x.rarest
	for _, n := range x.lineOf[article] {
		line := &x.lines[n]
		shared := 0.0
		for _, g := range line.grams {
			shared += s.grams[g]
		}
		letters := min(1, shared/math.Sqrt((q.letters+prior)*(line.letters+prior)))
		neighbours, _ := x.proximity(q, line.words, s)
		m := match{
			score: lineWords*x.byWords(q, n, s) + lineLetters*letters + lineNeighbours*neighbours,
			text:  line.text,
			cover: s.lines[n] / max(line.weight, x.rarest),
			has:   s.lines[n] >= hasShare*q.total,
		}
		if (len(q.terms) > 1 || len(q.terms) == 1 && !q.terms[0].filler) && !q.leans && alike(s.lines[n], q.total) && alike(s.lines[n], line.weight) {
			m.score, m.same = 1, true // the very words that an admin wrote down
		}
		if m.score > best.score {
			best = m
		}
	}
	return best
}

// alike tells that two sums of the same weights are equal.
func alike(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
