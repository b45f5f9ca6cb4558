package bot

import (
	"strings"
	"unicode/utf8"
)

// Span is a stretch of text in one dress. URL makes it a link.
type Span struct {
	Text string
	Bold bool
	Code bool
	URL  string
}

// Spans reads the marks of a message text: **bold**, `code` and [label](https://url).
// A backslash takes the meaning of the mark character after it. Marks do not nest;
// one that is not closed is plain text.
func Spans(text string) []Span {
	var out []Span
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			out = append(out, Span{Text: plain.String()})
			plain.Reset()
		}
	}
	for len(text) > 0 {
		if n := strings.IndexAny(text, markFirst); n != 0 {
			if n < 0 {
				n = len(text)
			}
			plain.WriteString(text[:n])
			text = text[n:]
			continue
		}
		if s, n, ok := mark(text); ok {
			flush()
			out = append(out, s)
			text = text[n:]
			continue
		}
		if text[0] == '\\' && len(text) > 1 && strings.IndexByte(markBytes, text[1]) >= 0 {
			text = text[1:]
		}
		_, n := utf8.DecodeRuneInString(text)
		plain.WriteString(text[:n])
		text = text[n:]
	}
	flush()
	return out
}

// markBytes have a meaning in a message text; markFirst are those that something begins with.
const (
	markBytes = "\\*[]()`"
	markFirst = "\\*[`"
)

// mark reads one mark at the start of text and tells how many bytes it took.
func mark(text string) (Span, int, bool) {
	switch {
	case strings.HasPrefix(text, "**"):
		if end := closing(text[2:], "**"); end > 0 {
			return Span{Text: unescape(text[2 : 2+end]), Bold: true}, end + 4, true
		}
	case text[0] == '`':
		if end := closing(text[1:], "`"); end > 0 {
			return Span{Text: unescape(text[1 : 1+end]), Code: true}, end + 2, true
		}
	case text[0] == '[':
		return link(text)
	}
	return Span{}, 0, false
}

func link(text string) (Span, int, bool) {
	label := closing(text[1:], "](")
	if label <= 0 {
		return Span{}, 0, false
	}
	rest := text[1+label+2:]
	url := closing(rest, ")")
	if url <= 0 || !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "http://") {
		return Span{}, 0, false
	}
	return Span{Text: unescape(text[1 : 1+label]), URL: unescape(rest[:url])}, 1 + label + 2 + url + 1, true
}

// closing finds mark in text, skipping escaped characters; -1 when it is not there.
func closing(text, mark string) int {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
		} else if strings.HasPrefix(text[i:], mark) {
			return i
		}
	}
	return -1
}

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(markBytes, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Escape makes a person's words safe inside a message text: no mark in them has a meaning.
func Escape(s string) string {
	if !strings.ContainsAny(s, markBytes) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(markBytes, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Plain is the text without its marks; a link shows its label only.
func Plain(text string) string {
	if !strings.ContainsAny(text, markBytes) {
		return text
	}
	var b strings.Builder
	for _, s := range Spans(text) {
		b.WriteString(s.Text)
	}
	return b.String()
}
