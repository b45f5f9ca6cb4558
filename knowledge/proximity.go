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
			if s.termOf[f.number] == 0 {
				s.termOf[f.number] = int32(i + 1)
			}
		}
	}
}

// proximity measures, from 0 to 1, how many neighbours of the question are neighbours
// in a text, and how much of the question its best three sentences have. There are 64
// words in a question at most, so a sentence is a set of bits.
func (x *index) proximity(q asking, text []int32, s *scratch) (neighbours, window float64) {
	var side, near uint64 // pairs of words met side by side, and with one word between
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
	return x.pairShare(q, side, near&^side), x.windowShare(q, s.masks)
}

// pairShare is the weight of the pairs that were met, of all pairs of the question.
func (x *index) pairShare(q asking, side, near uint64) float64 {
	met, all := 0.0, 0.0
	for i := 0; i+1 < len(q.terms); i++ {
		a, b := &q.terms[i], &q.terms[i+1]
		weight := (a.weight + b.weight) / 2
		all += weight
		switch bit := uint64(1) << i; {
		case side&bit != 0:
			met += weight * min(a.surest(), b.surest())
		case near&bit != 0:
			met += weight * oneBetween * min(a.surest(), b.surest())
		}
	}
	if all == 0 {
		return 0
	}
	return met / (all + wordPrior*x.rarest)
}

// windowShare is the weight of the best sentences in a row.
func (x *index) windowShare(q asking, sentences []uint64) float64 {
	best := 0.0
	for i := range sentences {
		mask := uint64(0)
		for _, m := range sentences[i:min(i+windowSentences, len(sentences))] {
			mask |= m
		}
		weight := 0.0
		for ; mask != 0; mask &= mask - 1 {
			t := &q.terms[bits.TrailingZeros64(mask)]
			weight += t.weight * t.surest()
		}
		best = max(best, weight)
	}
	return best / (q.total + wordPrior*x.rarest)
}
