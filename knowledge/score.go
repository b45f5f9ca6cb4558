package knowledge

import (
	"cmp"
	"math"
	"slices"
)

// A question is compared in two ways, each from 0 to 1: with each line on its
// own, and with the whole article. More ways can stand beside these
// (RETRIEVAL.md): letters instead of words, words that stand together, words
// that are an edit away.
//
// Each way divides by what the question could have reached at most, and a prior
// is added to that most: a question must weigh something before anything is
// sure, or "sí" and "y eso" would match fully. Priors are in weights of the
// rarest word; halving or doubling them moves the public sets by about a point.
const (
	wholePrior = 1.0
	linePrior  = 0.25
)

// wholeArticles is BM25 for each article, divided by what the question would
// reach in a text that has each of its words once and says nothing else.
func (x *index) wholeArticles(terms []term, total float64) []float64 {
	scores := make([]float64, len(x.ids))
	const once = 1 / (1 + bm25K1*(1-bm25B)) // what a word adds there
	most := (total + wholePrior*x.rarest) * once
	for _, t := range terms {
		if t.entry == nil {
			continue
		}
		for _, p := range t.entry.articles {
			scores[p.article] += t.weight / most * p.count / (p.count + x.norms[p.article])
		}
	}
	for i := range scores {
		scores[i] = min(1, scores[i])
	}
	return scores
}

// match is the line of an article that is nearest to a question.
type match struct {
	score float64
	text  string
}

// singleLines compares the question with each title and example question on its
// own, and keeps the best of each article: the weight of the words they share,
// against the geometric mean of both weights. A line with the same words is sure,
// however little they weigh.
func (x *index) singleLines(terms []term, total float64) []match {
	shared := make([]float64, len(x.lines))
	for _, t := range terms {
		if t.entry == nil {
			continue
		}
		for _, n := range t.entry.lines {
			shared[n] += t.weight
		}
	}
	prior := linePrior * x.rarest
	best := make([]match, len(x.ids))
	for n, line := range x.lines {
		score := min(1, shared[n]/math.Sqrt((total+prior)*(line.weight+prior)))
		if len(terms) > 1 && alike(shared[n], total) && alike(shared[n], line.weight) {
			score = 1 // the very words that an admin wrote down
		}
		if score > best[line.article].score {
			best[line.article] = match{score, line.text}
		}
	}
	return best
}

// alike tells that two sums of the same weights are equal.
func alike(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// why lists the words of the question that an article has.
func why(terms []term, article int, total float64) []Term {
	var out []Term
	for _, t := range terms {
		if t.entry != nil && t.entry.has(article) {
			out = append(out, Term{t.word, t.weight / total})
		}
	}
	slices.SortStableFunc(out, func(a, b Term) int { return cmp.Compare(b.Weight, a.Weight) })
	return out[:min(len(out), maxWhy)]
}

// has tells whether an article has the word.
func (e *entry) has(article int) bool {
	_, ok := slices.BinarySearchFunc(e.articles, article, func(p posting, n int) int { return cmp.Compare(p.article, n) })
	return ok
}
