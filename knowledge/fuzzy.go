package knowledge

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Only words that no article has are looked for an edit away: RETRIEVAL.md, noisy
// XQuAD .747 → .874 and no loss elsewhere.
const (
	slipShortest = 4   // letters that a word needs before one may be wrong
	slipTwo      = 7   // and two
	slipShare    = 0.8 // what a word that is an edit away counts for, of its weight
	soundShare   = 0.9 // and one that sounds the same
	maxSlips     = 4   // words taken for one that nobody knows
)

// letterPairs are the distinct pairs of neighbouring bytes, with the edges.
func letterPairs(w string) [][2]byte {
	out := make([][2]byte, 0, len(w)+1)
	last := byte('_')
	for i := range len(w) + 1 {
		c := byte('_')
		if i < len(w) {
			c = w[i]
		}
		if p := [2]byte{last, c}; !slices.Contains(out, p) {
			out = append(out, p)
		}
		last = c
	}
	return out
}

// meant is a word that may have been meant, and how sure that is.
type meant struct {
	place int32
	share float64
}

// near gives the words of the vocabulary that a typed one may have been meant as,
// the likeliest first: within an edit (two, when it is long), or of the same sound
// in Spanish.
func (x *index) near(word string, s *scratch) []meant {
	n := utf8.RuneCountInString(word)
	if n < slipShortest || len(word) > maxSlipBytes {
		return nil
	}
	limit := 1
	if n >= slipTwo {
		limit = 2
	}
	var out []meant
	for _, place := range x.slipped(word, limit, s) {
		if d := distance(word, x.meant(place), limit+1); d <= limit {
			out = append(out, meant{place, slipShare * (1 - float64(d-1)/float64(n))})
		}
	}
	if x.lang == spanish {
		if at := x.sounds.find(sound(word)); at >= 0 {
			for _, place := range x.soundIn.read(at, nil) {
				out = append(out, meant{place, soundShare})
			}
		}
	}
	slices.SortFunc(out, func(a, b meant) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.place, b.place))
	})
	return out
}

// maxSlipBytes is the longest word that is looked for an edit away: no word of
// Spanish or English is longer than 30 letters outside of chemistry.
const maxSlipBytes = 40

// meant is the word at a place of the vocabulary.
func (x *index) meant(place int32) string { return x.words.at(int(x.vocabulary.at(int(place)))) }

// slipped gives the words that have so many pairs of letters in common with a
// typed one that limit edits could make one of the other: an edit breaks three
// pairs at most.
func (x *index) slipped(word string, limit int, s *scratch) []int32 {
	s.shared = grown(s.shared, x.vocabulary.len())
	pairs := letterPairs(word)
	need := uint8(max(1, len(pairs)-3*limit))
	met, out := s.met[:0], s.near[:0]
	for _, p := range pairs {
		at := x.pairs.find(string(p[:]))
		if at < 0 {
			continue
		}
		s.list = x.pairIn.read(at, s.list)
		for _, place := range s.list {
			if d := int(x.lengths.at(int(place))) - len(word); d > 2*limit || -d > 2*limit {
				continue
			}
			if s.shared[place] == 0 {
				met = append(met, place)
			}
			s.shared[place]++
		}
	}
	for _, place := range met {
		if s.shared[place] >= need {
			out = append(out, place)
		}
		s.shared[place] = 0
	}
	s.met, s.near = met, out
	return out
}
