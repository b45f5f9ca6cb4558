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

// vocabulary finds words of an index that were meant.
type vocabulary struct {
	words  []string // in order
	places []int32  // place of a word → number of its entry
	pairs  map[[2]byte][]int32
	sounds map[string][]int32
}

func newVocabulary(words map[string]int32, entryOf []int32) *vocabulary {
	v := &vocabulary{pairs: map[[2]byte][]int32{}, sounds: map[string][]int32{}}
	for w := range words {
		if n := utf8.RuneCountInString(w); n >= slipShortest-1 {
			v.words = append(v.words, w)
		}
	}
	slices.Sort(v.words)
	for i, w := range v.words {
		v.places = append(v.places, entryOf[words[w]])
		for _, p := range letterPairs(w) {
			v.pairs[p] = append(v.pairs[p], int32(i))
		}
		if s := sound(w); s != "" {
			v.sounds[s] = append(v.sounds[s], int32(i))
		}
	}
	return v
}

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
// for a Spanish one.
func (v *vocabulary) near(word string, bySound bool, s *scratch) []meant {
	n := utf8.RuneCountInString(word)
	if n < slipShortest || len(word) > maxSlipBytes {
		return nil
	}
	limit := 1
	if n >= slipTwo {
		limit = 2
	}
	var out []meant
	for _, place := range v.sharing(word, limit, s) {
		if d := distance(word, v.words[place], limit+1); d <= limit {
			out = append(out, meant{place, slipShare * (1 - float64(d-1)/float64(n))})
		}
	}
	if bySound {
		for _, place := range v.sounds[sound(word)] {
			out = append(out, meant{place, soundShare})
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

// sharing gives the words that have so many pairs of letters in common with a
// typed one that limit edits could make one of the other: an edit breaks three
// pairs at most.
func (v *vocabulary) sharing(word string, limit int, s *scratch) []int32 {
	s.shared = grown(s.shared, len(v.words))
	pairs := letterPairs(word)
	need := uint8(max(1, len(pairs)-3*limit))
	var met, out []int32
	for _, p := range pairs {
		for _, place := range v.pairs[p] {
			if d := len(v.words[place]) - len(word); d > 2*limit || -d > 2*limit {
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
	return out
}
