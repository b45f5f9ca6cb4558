package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a text, or a legal form such as "S.A. de C.V.".
type token struct {
	start, end int    // in the text, in bytes
	folded     string //
	capital    bool   // begins with a capital, and is not all there is to a sentence's beginning
	first      bool   // begins the text or a sentence
	parted     bool   // punctuation stands before it
	legal      bool
}

// legalForms are the forms of a company as people write them.
var legalForms = newRule(`\b(?:s\.? *a\.? *p\.? *i\.? *(?:de|d) *c\.? *v\b\.?|s\.? *(?:de|d) *r\.? *l\.? *(?:(?:de|d) *c\.? *v\b\.?|(?:de|d) *i\.? *p\b\.?|mi\b)?|s\.? *a\.? *(?:de|d) *c\.? *v\b\.?|s\.? *p\.? *r\.? *(?:de|d) *r\.? *l\b\.?(?: *(?:de|d) *c\.? *v\b\.?)?|s\.? *c\.? *(?:de|d) *r\.? *l\b\.?(?: *(?:de|d) *c\.? *v\b\.?)?|s\.a\.s\.? *(?:de|d) *c\.? *v\b\.?|s\.a\.s\.?|s\.c\.|a\.c\.|sociedad anonima de capital variable|s\.?p\.?r\b\.?|sapi\b|sas\b|llc\b|inc\b\.?|ltd\b\.?|gmbh\b|co\.)`)

// tokens cuts a text into words. Folded has the text's length and is folded with its
// punctuation kept.
func tokens(text, folded string, at []int) []token {
	out := make([]token, 0, strings.Count(folded, " ")+1)
	legal := legalForms.FindAllStringIndex(folded, -1)
	begin, parted, first := -1, true, true
	add := func(start, end int, isLegal bool) {
		r, _ := utf8.DecodeRuneInString(text[at[start]:at[end]])
		out = append(out, token{at[start], at[end], folded[start:end], unicode.IsUpper(r) || unicode.IsDigit(r) && len(out) > 0 && out[len(out)-1].capital, first, parted, isLegal})
		parted, first = false, false
	}
	word := wordBytes(folded)
	for i := 0; i <= len(folded); i++ {
		if begin < 0 && len(legal) > 0 && i == legal[0][0] {
			add(legal[0][0], legal[0][1], true)
			i = legal[0][1] - 1
			legal = legal[1:]
			continue
		}
		inside := i < len(folded) && (word[i] || strings.IndexByte("&'-.", folded[i]) >= 0 && begin >= 0 && i+1 < len(folded) && word[i+1] || folded[i] == '&' ||
			folded[i] == ',' && begin >= 0 && digits(folded[i-1:i]) == 1 && i+1 < len(folded) && digits(folded[i+1:i+2]) == 1)
		switch {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			add(begin, i, false)
			begin = -1
		}
		if !inside && i < len(folded) && strings.IndexByte(" *_", folded[i]) < 0 {
			parted = true
			first = first || strings.IndexByte(".!?\n:\"", folded[i]) >= 0 || folded[i] >= utf8.RuneSelf // ¡ ¿ « “
		}
	}
	return out
}

// wordBytes tells of each byte of a text whether it is one of a letter or a digit.
func wordBytes(text string) []bool {
	out := make([]bool, len(text))
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for n := range utf8.RuneLen(r) {
				out[i+n] = true
			}
		}
	}
	return out
}

// endsAt tells that a match of the rule ends right before a place of the text.
func (r *rule) endsAt(folded string, at []int, place int) bool {
	here := offsetOf(at, place)
	from := max(0, here-longestLead)
	for from > 0 && folded[from-1] != ' ' {
		from--
	}
	if r.ending().has(folded[from:here]) == hasNone {
		return false
	}
	for _, m := range r.FindAllStringIndex(folded[from:here], -1) {
		if m[1] == here-from {
			return true
		}
	}
	return false
}

// longestLead is how far before a name what leads up to it may begin, in bytes.
const longestLead = 70

// offsetOf is the place in folded that stands for a place in the text.
func offsetOf(at []int, place int) int {
	lo, hi := 0, len(at)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if at[mid] < place {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
