package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func join(words []string) string { return strings.Join(words, " ") }

func contains(s, sub string) bool { return strings.Contains(s, sub) }

// clean makes a person's text safe to read: valid UTF-8, no control or invisible
// characters but line breaks, at most one space between words.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	b.Grow(len(s))
	space, breaks := false, 0
	for _, r := range s {
		switch {
		case r == '\n':
			breaks++
		case unicode.IsSpace(r):
			space = true
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d':
		default:
			if b.Len() > 0 {
				if breaks > 0 {
					b.WriteByte('\n')
				} else if space {
					b.WriteByte(' ')
				}
			}
			space, breaks = false, 0
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isClean tells a line of Latin letters that there is nothing to clean of.
func isClean(s string) bool {
	const softHyphen = '\u00AD'
	last := ' '
	for _, r := range s {
		switch {
		case r == ' ' && last != ' ', r > ' ' && r < unicode.MaxASCII, r > '\u00A0' && r <= unicode.MaxLatin1 && r != softHyphen:
			last = r
		default:
			return false
		}
	}
	return s == "" || last != ' '
}

// short cuts s to at most n characters, at a word if there is one, and marks the cut.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n-1]
	cut := string(r)
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// title gives each word a capital, as names are written: small words stay small,
// company forms are capitals, and a word with capitals of its own stays as it is,
// unless everything was typed in capitals.
func title(s string) string {
	shouted := s == strings.ToUpper(s)
	words := strings.Fields(s)
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case companyForms[strings.ReplaceAll(low, ".", "")] && i > 0:
			words[i] = strings.ToUpper(w)
		case !shouted && w != low:
		case i > 0 && smallWords[low]:
			words[i] = low
		default:
			words[i] = sentence(low)
		}
	}
	return strings.Join(words, " ")
}

var companyForms = map[string]bool{"sa": true, "cv": true, "srl": true, "sapi": true, "sas": true, "rl": true, "sc": true, "spr": true}

var smallWords = map[string]bool{"de": true, "del": true, "la": true, "las": true, "los": true, "y": true, "e": true, "en": true, "el": true, "of": true, "and": true, "the": true, "al": true}

// sentence gives s its first capital and leaves the rest as written.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func lower(s string) string { return strings.ToLower(s) }
