package knowledge

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts that people would call the same equal: lower case, accents
// off (ñ becomes n), full-width and other shapes of a letter as the plain one.
// Bytes that are not UTF-8 are dropped. Folding twice changes nothing.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == unicode.ReplacementChar:
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.ToValidUTF8(s, "")))
}

// isPlain tells whether there is nothing to fold.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// Words are the folded words of a text, in order: runs of letters and digits.
// "¿Cuánto pesa 1,5 kg?" gives cuanto, pesa, 1, 5, kg.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
