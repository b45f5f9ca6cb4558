package knowledge

import "unicode/utf8"

// Alike tells how surely one word was typed for another, from 0 (it was not) to 1 (it is
// the same), by the measure with which questions are read: the same sound in Spanish, or
// within an edit, two when the word is long. Both are folded.
func Alike(typed, word string) float64 {
	if typed == word {
		return 1
	}
	n := utf8.RuneCountInString(typed)
	if n < slipShortest || len(typed) > maxSlipBytes || len(word) > maxSlipBytes {
		return 0
	}
	if s := sound(typed); s != "" && s == sound(word) {
		return soundShare
	}
	limit := 1
	if n >= slipTwo {
		limit = 2
	}
	if d := distance(typed, word, limit+1); d <= limit {
		return slipShare * (1 - float64(d-1)/float64(n))
	}
	return 0
}
