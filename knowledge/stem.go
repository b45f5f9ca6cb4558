package knowledge

import (
	"strings"

	snowball "github.com/kljensen/snowball/english"
)

// stem takes the ending from a folded word, so that "costos", "costo" and
// "costa" are one. It is light on purpose: what it leaves need not be a word, and
// two words that it wrongly joins cost more than two that it leaves apart.
func stem(word, lang string) string {
	if len(word) < 4 {
		return word
	}
	if lang == english {
		return snowball.Stem(word, true)
	}
	return stemSpanish(word)
}

// stemSpanish drops plurals, then the last vowel with the gender, number or
// person that it carries (Savoy's light stemmer, UniNE 2001), and before that the
// endings of infinitives and of the third person plural.
func stemSpanish(w string) string {
	switch {
	case strings.HasSuffix(w, "ces"):
		w = w[:len(w)-3] + "z"
	case strings.HasSuffix(w, "os"), strings.HasSuffix(w, "as"), strings.HasSuffix(w, "es"):
		w = w[:len(w)-1]
	}
	if n := len(w); n >= 5 && (w[n-1] == 'r' || w[n-1] == 'n') && strings.IndexByte("aei", w[n-2]) >= 0 {
		w = w[:n-1]
	}
	if n := len(w); n >= 4 && strings.IndexByte("aeio", w[n-1]) >= 0 {
		w = w[:n-1]
	}
	return w
}
