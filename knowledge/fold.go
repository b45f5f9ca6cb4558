package knowledge

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts that people would call the same equal: lower case, accents
// off (ñ becomes n), full-width and other shapes of a letter as the plain one.
// Bytes that are not UTF-8 are dropped. Folding twice changes nothing.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	if folded, ok := foldLatin(s); ok {
		return folded
	}
	return foldAny(s)
}

// foldAny is Fold for any text.
func foldAny(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == unicode.ReplacementChar:
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.ToValidUTF8(s, "")))
}

// lastLatin is the last letter of Latin Extended-A: up to there a text folds letter by
// letter, since no mark of it changes its place.
const lastLatin = 0x17F

// latinFolds are the letters from 0x80 to lastLatin, folded.
var latinFolds = sync.OnceValue(func() *[lastLatin - 0x80 + 1]string {
	var out [lastLatin - 0x80 + 1]string
	for i := range out {
		out[i] = foldAny(string(rune(0x80 + i)))
	}
	return &out
})

// foldLatin folds a text of Latin letters; false when it has any other, or is no UTF-8.
func foldLatin(s string) (string, bool) {
	var folds *[lastLatin - 0x80 + 1]string
	var room [usualText]byte
	out := room[:0]
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x80 {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			out = append(out, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n < 2 || r > lastLatin {
			return "", false
		}
		if folds == nil {
			folds = latinFolds()
		}
		out = append(out, folds[r-0x80]...)
		i += n - 1
	}
	return string(out), true
}

// usualText is how long a text is that is folded without asking for more memory, in bytes.
const usualText = 128

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
	folded := Fold(s)
	var room [2 * usualWords]int // where each begins and ends
	at, inside := room[:0], false
	for i := 0; i < len(folded); {
		c, size := rune(folded[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(folded[i:])
		}
		if isOfWord(c) != inside {
			at, inside = append(at, i), !inside
		}
		i += size
	}
	if inside {
		at = append(at, len(folded))
	}
	out := make([]string, len(at)/2)
	for i := range out {
		out[i] = folded[at[2*i]:at[2*i+1]]
	}
	return out
}

// usualWords is how many words are read without asking for more memory.
const usualWords = 32

// isOfWord tells a letter or a digit.
func isOfWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
