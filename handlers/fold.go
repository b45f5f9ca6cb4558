package handlers

import (
	"strings"
	"unicode/utf8"

	"pabellon/knowledge"
)

// foldKeeping folds a text character by character, so that places in it can be found again.
func foldKeeping(text string) (string, []int) {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int, 0, len(text)+1)
	for i, c := range text {
		if c > ' ' && c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			at = append(at, i)
			b.WriteByte(byte(c))
			continue
		}
		f := strings.TrimSpace(knowledge.Fold(string(c)))
		if f == "" || utf8.RuneCountInString(f) > 1 {
			f = " "
			if c == '\n' {
				f = "\n"
			}
		}
		for range len(f) {
			at = append(at, i)
		}
		b.WriteString(f)
	}
	return undot(b.String()), append(at, len(text))
}

// undot takes the dot from abbreviations and the comma from figures, so that no sentence
// ends there. Lengths stay.
func undot(folded string) string {
	folded = thousands.ReplaceAllStringFunc(folded, func(s string) string { return strings.Replace(s, ",", ".", 1) })
	return abbreviation.ReplaceAllStringFunc(folded, func(s string) string { return strings.ReplaceAll(s, ".", " ") })
}

// thousands is a comma within a figure, which ends no value: 6,000.
var thousands = newRule(`\d,\d{3}\b`)

var abbreviation = newRule(`\b(?:lic|ing|sr|sra|srta|don|dr|dra|arq|prof|mtra|mtro|cp|c\.p|s\.a|c\.v|s\.c|r\.l|sa|av|gral|[a-z])\.(?:\s|$)`)
