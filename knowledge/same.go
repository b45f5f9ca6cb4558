package knowledge

import "slices"

// Asking is a question reduced to the words that set it apart, to compare it with others.
type Asking struct{ stems []string }

// AskingOf reduces a question in "es" or "en".
func AskingOf(question, lang string) Asking { return Asking{askingStems(question, lang)} }

// Of the words of the longer of two questions, so many are in both when they ask the same;
// with less, "cuánto tarda la aduana" is the same as "cuánto cobra".
const sameShare = 0.8

// Same tells whether two questions in one language ask the same in other words. Those
// with other figures do not ("20 pies", "40 pies"), nor does one that sets nothing apart.
func (a Asking) Same(b Asking) bool {
	longer, other := a.stems, b.stems
	if len(longer) < len(other) {
		longer, other = other, longer
	}
	if len(other) == 0 || !slices.Equal(figuresIn(longer), figuresIn(other)) {
		return false
	}
	both := 0
	for _, w := range longer {
		if slices.ContainsFunc(other, func(o string) bool { return o == w || len(w) > 4 && distance(w, o, 2) < 2 }) {
			both++
		}
	}
	return float64(both) >= sameShare*float64(len(longer))
}

// figuresIn are the words with a figure in them.
func figuresIn(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return !slices.ContainsFunc([]byte(w), func(b byte) bool { return b >= '0' && b <= '9' })
	})
}
