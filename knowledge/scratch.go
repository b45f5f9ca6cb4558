package knowledge

// scratch is the working memory of one search. It is used again, since most of what a
// search would ask for is as long as the number of articles.
type scratch struct {
	words   []float64 // number of an article → its score by words
	letters []float64 // number of an article → its score by letters
	lines   []float64 // number of a line → the weight that it shares
	last    []float64 // what the word at hand gave so far; zero between words
	grams   []float64 // number of a letter group → its weight in the question
	termOf  []int32   // number of an entry → 1 + the place of its word in the question
	order   []int32   // articles worth a closer look
	near    []int32   // words of the vocabulary that may have been meant
	meant   []meant   // … the likeliest first
	masks   []uint64  // sentences of the text at hand
	list    []int32   // the list at hand, read
	counts  []int32   // how often each of the list at hand, when it has that
}

// scratch borrows a working memory, all zero.
func (x *index) scratch() *scratch {
	var s *scratch
	select {
	case s = <-x.spare:
	default:
		s = &scratch{}
	}
	s.words, s.letters = grown(s.words, len(x.ids)), grown(s.letters, len(x.ids))
	s.lines, s.last = grown(s.lines, x.lineText.len()), grown(s.last, max(len(x.ids), x.lineText.len()))
	s.grams, s.termOf = grown(s.grams, x.grams.len()), grown(s.termOf, x.entries.len())
	return s
}

// giveBack returns it, as clean as it came.
func (x *index) giveBack(s *scratch, q asking) {
	clear(s.words)
	clear(s.letters)
	clear(s.lines)
	for _, g := range q.grams {
		s.grams[g] = 0
	}
	for _, t := range q.terms {
		for _, f := range t.found {
			s.termOf[f.entry] = 0
		}
	}
	s.order = s.order[:0]
	select {
	case x.spare <- s:
	default: // there are enough
	}
}

// spares is how many are kept for later: two searches at once are as many as a small
// server makes. A sync.Pool forgets them at each collection.
const spares = 2

// posts reads a list of articles, and how often each has what the list is of.
func (s *scratch) posts(articles lists, counts row, n int) []int32 {
	from, to := articles.bounds(n)
	s.list, s.counts = articles.all.read(from, to, s.list), counts.read(from, to, s.counts)
	return s.list
}

// grown is a slice of at least n, which is all zero if it was.
func grown[T any](list []T, n int) []T {
	if len(list) < n {
		return make([]T, n)
	}
	return list
}
