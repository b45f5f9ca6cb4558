package knowledge

import (
	"cmp"
	"math/bits"
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

// meant is a word that may have been meant, and how sure that is.
type meant struct {
	place int32
	share float64
}

// near gives the words of the vocabulary that a typed one may have been meant as,
// the likeliest first: within an edit (two, when it is long), or of the same sound
// in Spanish. They are in the scratch.
func (x *index) near(word string, s *scratch) []meant {
	n := utf8.RuneCountInString(word)
	if n < slipShortest || len(word) > maxSlipBytes {
		return nil
	}
	limit := 1
	if n >= slipTwo {
		limit = 2
	}
	out := s.meant[:0]
	for _, place := range x.slipped(word, n, limit, s) {
		if d := distance(word, x.meant(place), limit+1); d <= limit {
			out = append(out, meant{place, slipShare * (1 - float64(d-1)/float64(n))})
		}
	}
	if x.lang == spanish {
		if at := x.sounds.find(sound(word)); at >= 0 {
			s.list = x.soundIn.read(at, s.list)
			for _, place := range s.list {
				out = append(out, meant{place, soundShare})
			}
		}
	}
	slices.SortFunc(out, func(a, b meant) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.place, b.place))
	})
	s.meant = out
	return out
}

// maxSlipBytes is the longest word that is looked for an edit away: no word of
// Spanish or English is longer than 30 letters outside of chemistry.
const maxSlipBytes = 40

// meant is the word at a place of the vocabulary.
func (x *index) meant(place int32) string { return x.words.at(int(x.vocabulary.at(int(place)))) }

// slipped gives the words of the vocabulary that limit edits could make of a typed one, by
// how long they are and which letters they have.
func (x *index) slipped(word string, n, limit int, s *scratch) []int32 {
	out, like := s.near[:0], outlineOf(word)
	from, to := x.outlines.between(n-limit, n+limit)
	for i, outline := range x.outlines.of[from:to] {
		if bits.OnesCount64(outline^like) <= 2*limit {
			out = append(out, x.outlines.places[from+i])
		}
	}
	s.near = out
	return out
}

// outlines are those of a vocabulary, the shorter words first.
type outlines struct {
	of     []uint64
	places []int32 // of the words, in the vocabulary
	ends   []int   // number of letters → where words of so many end
}

// outlineOf tells which letters a word has once, which twice, and which figures. What an
// edit drops is one bit at most, and so is what it adds.
func outlineOf(word string) (out uint64) {
	const twice = 26
	for i := range len(word) {
		switch c := word[i]; {
		case 'a' <= c && c <= 'z':
			if bit := uint64(1) << (c - 'a'); out&bit == 0 {
				out |= bit
			} else {
				out |= bit << twice
			}
		case '0' <= c && c <= '9':
			out |= 1 << (2*twice + c - '0')
		}
	}
	return out
}

// newOutlines reads a vocabulary.
func newOutlines(words int, at func(place int32) string) (o outlines) {
	o.of, o.places = make([]uint64, words), make([]int32, words)
	sizes := make([]uint8, words)
	for i := range words {
		sizes[i] = uint8(min(utf8.RuneCountInString(at(int32(i))), maxSlipBytes))
	}
	o.ends = make([]int, maxSlipBytes+1)
	for _, n := range sizes {
		o.ends[n]++
	}
	for n := 1; n < len(o.ends); n++ {
		o.ends[n] += o.ends[n-1]
	}
	next := append([]int{0}, o.ends...)
	for i, n := range sizes {
		o.of[next[n]], o.places[next[n]] = outlineOf(at(int32(i))), int32(i)
		next[n]++
	}
	return o
}

// between are the words of so many letters: from the first on, up to the last and not with it.
func (o *outlines) between(fewest, most int) (from, to int) {
	return o.ends[max(fewest-1, 0)], o.ends[min(most, maxSlipBytes)]
}
