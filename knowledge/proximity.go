package knowledge

import "math/bits"

const (
	windowSentences = 3   // sentences that are read together
	oneBetween      = 0.5 // what two words count for as neighbours that have one between them
)

// mark notes which words of the texts stand for which of the question.
func (x *index) mark(q asking, s *scratch) {
	for i, t := range q.terms {
		for _, f := range t.found {
			if s.termOf[f.entry] == 0 {
				s.termOf[f.entry] = int32(i + 1)
			}
		}
	}
}

// proximity measures, from 0 to 1, how many neighbours of the question are neighbours
// in a text, and how much of the question its best three sentences have. There are 64
// words in a question at most, so a sentence is a set of bits.
func (x *index) proximity(q asking, text []int32, s *scratch) (neighbours, window float64) {
	side, near := s.meet(text)
	return x.pairShare(q, side, near), x.windowShare(q, s.masks)
}

// meet notes which words of the question each sentence of a text has. Side are the pairs
// that are met side by side; near, those that are only met with one word between.
func (s *scratch) meet(text []int32) (side, near uint64) {
	s.masks = s.masks[:0]
	mask, last, gap := uint64(0), 0, 0
	for _, n := range text {
		if n == sentenceBreak {
			s.masks = append(s.masks, mask)
			mask, last = 0, 0
			continue
		}
		term := int(s.termOf[n])
		if term == 0 {
			gap++
			continue
		}
		mask |= 1 << (term - 1)
		if last > 0 && term == last+1 {
			switch gap {
			case 0:
				side |= 1 << (last - 1)
			case 1:
				near |= 1 << (last - 1)
			}
		}
		last, gap = term, 0
	}
	s.masks = append(s.masks, mask)
	return side, near &^ side
}

// neighbours is proximity without the window.
func (x *index) neighbours(q asking, text []int32, s *scratch) float64 {
	side, near := s.meet(text)
	return x.pairShare(q, side, near)
}

// pairShare is the weight of the pairs that were met, of all pairs of the question.
func (x *index) pairShare(q asking, side, near uint64) float64 {
	if side|near == 0 {
		return 0
	}
	met, all := 0.0, 0.0
	for i := 0; i+1 < len(q.terms); i++ {
		a, b := &q.terms[i], &q.terms[i+1]
		weight := (a.weight + b.weight) / 2
		all += weight
		switch bit := uint64(1) << i; {
		case side&bit != 0:
			met += weight * min(a.share, b.share)
		case near&bit != 0:
			met += weight * oneBetween * min(a.share, b.share)
		}
	}
	if all == 0 {
		return 0
	}
	return met / (all + wordPrior*x.rarest)
}

// windowShare is the weight of the best sentences in a row.
func (x *index) windowShare(q asking, sentences []uint64) float64 {
	best, last := 0.0, uint64(0)
	for i := range sentences {
		mask := uint64(0)
		for _, m := range sentences[i:min(i+windowSentences, len(sentences))] {
			mask |= m
		}
		if mask == last {
			continue
		}
		last = mask
		weight := 0.0
		for ; mask != 0; mask &= mask - 1 {
			t := &q.terms[bits.TrailingZeros64(mask)]
			weight += t.weight * t.share
		}
		best = max(best, weight)
	}
	return best / (q.total + wordPrior*x.rarest)
}
