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
	shared  []uint8   // number of a word of the vocabulary → the pairs that it shares; zero between words
	order   []int32   // articles worth a closer look
	masks   []uint64  // sentences of the text at hand
}

// scratch borrows a working memory, all zero.
func (x *index) scratch() *scratch {
	s, ok := x.pool.Get().(*scratch)
	if !ok {
		s = &scratch{}
	}
	s.words, s.letters = grown(s.words, len(x.ids)), grown(s.letters, len(x.ids))
	s.lines, s.last = grown(s.lines, len(x.lines)), grown(s.last, max(len(x.ids), len(x.lines)))
	s.grams, s.termOf = grown(s.grams, len(x.letters.lists)), grown(s.termOf, len(x.entries))
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
			s.termOf[f.number] = 0
		}
	}
	s.order = s.order[:0]
	x.pool.Put(s)
}

// grown is a slice of at least n, which is all zero if it was.
func grown[T any](list []T, n int) []T {
	if len(list) < n {
		return make([]T, n)
	}
	return list
}
