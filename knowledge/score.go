package knowledge

import (
	"cmp"
	"math"
	"slices"
)

// A question is compared in four ways, each from 0 to 1: with the whole article by
// words, by words that stand together (proximity.go) and by letters; and with each
// line on its own (lines.go). Each way divides by what the question could have reached
// at most, and a prior is added to that most: a question must weigh something before
// anything is sure, or "sí" and "y eso" would match fully. Priors are in weights of
// the rarest word; halving or doubling them moves the public sets by a point at most.
const (
	wordPrior   = 1.0
	letterPrior = 10.0 // the groups of one word of usual length
)

// The parts of the score. On the public sets they are flat around these values:
// proximity .5 and windows .2 of the words, as RETRIEVAL.md has them.
const (
	wholeShare      = 0.7
	lineShare       = 0.3
	wordsWeight     = 1.0
	lettersWeight   = 1.0
	neighbourWeight = 0.5
	windowWeight    = 0.2
	wholeWeights    = wordsWeight + lettersWeight + neighbourWeight + windowWeight
)

// stretch spreads the scores over 0 to 1: s becomes 1 − (1−s)^stretch. A title that is
// asked with a greeting around it reaches about half of the most that it could, since
// no article says just that; this makes .8 of it. The order stays as it is.
const stretch = 2.5

// sameLine is how far a question that has the very words of a line is lifted to 1.
const sameLine = 0.9

// depth is how many articles are looked at closely, and found at most. On the public
// sets 20 put the same article first as looking at all of them.
const depth = 32

// glance is how many are looked at where only the best counts: of a clause, or of the gaps.
const glance = 8

// candidate is an article that was looked at closely.
type candidate struct {
	article int
	score   float64
	parts   []Part
	line    string  // the nearest one
	cover   float64 // how much of it the question has
	has     bool    // it has every word of the question, but for small ones
	clause  string  // the part of the message that is nearest, when it is nearer than the whole
	meaning float64 // what of the score vectors added
}

// search scores the articles that share a word or letters with a question. A topic
// (about.go) lifts what belongs to it.
func (x *index) search(q asking, s *scratch, depth int, lift func(article int) float64) []candidate {
	x.compare(q, s)
	promising := x.promising(q, s, depth, lift)
	out := make([]candidate, 0, len(promising))
	for _, article := range promising {
		out = append(out, x.closely(q, int(article), s, lift(int(article))))
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(x.ids[a.article], x.ids[b.article]))
	})
	return out
}

// compare works out what each article and each line shares with a question.
func (x *index) compare(q asking, s *scratch) {
	x.wholeByWords(q, s.words, s)
	x.wholeByLetters(q, s)
	x.linesByWords(q, s)
}

// ask reads a question that leans on nothing, and searches for it.
func (x *index) ask(query, from string) (asking, []candidate) {
	s := x.scratch()
	q := x.read(query, from, s)
	x.mark(q, s)
	found := x.search(q, s, glance, evenly)
	x.giveBack(s, q)
	return q, found
}

// promising are the articles worth a closer look.
func (x *index) promising(q asking, s *scratch, depth int, lift func(article int) float64) []int32 {
	base := s.last[:len(x.ids)]
	for i := range base {
		whole := wordsWeight*s.words[i] + lettersWeight*s.letters[i]
		if whole > 0 {
			base[i] = (wholeShare/wholeWeights*whole + lineShare*x.roughLine(q, i, s)) * lift(i)
			s.order = kept(s.order, int32(i), base, depth)
		}
	}
	clear(base)
	return s.order
}

// kept puts an article behind those that have as much or more, and lets go of the last
// when they are more than n.
func kept(order []int32, article int32, base []float64, n int) []int32 {
	if len(order) < n {
		order = append(order, article)
	} else if base[order[n-1]] >= base[article] {
		return order
	}
	i := len(order) - 1
	for ; i > 0 && base[order[i-1]] < base[article]; i-- {
		order[i] = order[i-1]
	}
	order[i] = article
	return order
}

// closely works out the score of an article, and of what it is made.
func (x *index) closely(q asking, article int, s *scratch, lift float64) candidate {
	s.list = x.articleText.read(article, s.list)
	neighbours, window := x.proximity(q, s.list, s)
	line := x.nearestLine(q, article, s)
	c := candidate{article: article, line: line.text, cover: line.cover, has: line.has, parts: make([]Part, 0, usualParts)}
	add := func(name string, score float64) {
		if score = min(score, 1-c.score); score > 0 {
			c.score += score
			c.parts = append(c.parts, Part{name, score})
		}
	}
	const unit = wholeShare / wholeWeights
	add("article", unit*wordsWeight*s.words[article])
	add("together", unit*(neighbourWeight*neighbours+windowWeight*window))
	add("letters", unit*lettersWeight*s.letters[article])
	add("line", lineShare*line.score)
	c.stretch()
	if line.same {
		add("same line", sameLine*(1-c.score))
	}
	if lift > 1 {
		add("topic", 1-c.score-math.Pow(1-c.score, 1+(lift-1)*x.covered(q, article)))
	}
	return c
}

// usualParts is how many parts a score has at most, but for a clause.
const usualParts = 6

// stretch spreads a score, and its parts with it.
func (c *candidate) stretch() {
	if c.score == 0 {
		return
	}
	spread := 1 - math.Pow(1-c.score, stretch)
	for i := range c.parts {
		c.parts[i].Score *= spread / c.score
	}
	c.score = spread
}

// wholeByWords is BM25 for each article, divided by what the question would reach in a
// text that has each of its words once and says nothing else. The scratch is zero
// before and after.
func (x *index) wholeByWords(q asking, scores []float64, s *scratch) {
	most := (q.total + wordPrior*x.rarest) / (1 + bm25K1*(1-bm25B))
	for _, t := range q.terms {
		for _, f := range t.found {
			weight := f.share * min(t.weight, f.weight) / most
			for i, a := range s.posts(x.entryArticles, x.entryCounts, int(f.entry)) {
				count := float64(s.counts[i])
				gain := weight * count / (count + x.norms[a])
				if more := gain - s.last[a]; more > 0 {
					scores[a] = min(1, scores[a]+more)
					s.last[a] = gain
				}
			}
		}
		for _, f := range t.found {
			s.list = x.entryArticles.read(int(f.entry), s.list)
			for _, a := range s.list {
				s.last[a] = 0
			}
		}
	}
}

// wholeByLetters is the same by letter groups.
func (x *index) wholeByLetters(q asking, s *scratch) {
	most := (q.letters + letterPrior*x.rarest) / (1 + gramK1*(1-gramB))
	for _, g := range q.grams {
		weight := s.grams[g] / most
		for i, a := range s.posts(x.gramArticles, x.gramCounts, int(g)) {
			count := float64(s.counts[i])
			s.letters[a] += weight * count / (count + x.letterNorms[a])
		}
	}
	for i := range s.letters {
		s.letters[i] = min(1, s.letters[i])
	}
}
