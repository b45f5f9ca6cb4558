package telegramtest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The parsers answer as the Bot API server does before it looks for what a client
// would mark by itself (addresses, commands): entities in the server's order, the
// text neither trimmed nor cut. Words of errors are the server's own.

// parseError is what the server says of markup that it can't read. The server puts
// "Bad Request: can't parse entities: " before it.
type parseError string

// Error returns the server's words.
func (e parseError) Error() string { return string(e) }

// failf makes a parseError.
func failf(format string, args ...any) error {
	return parseError(fmt.Sprintf(format, args...))
}

// checkUTF8 refuses a text that no JSON string could have carried.
func checkUTF8(text string) error {
	if !utf8.ValidString(text) {
		return failf("Text must be encoded in UTF-8")
	}
	return nil
}

// input is a text with its markup.
type input string

// at returns the byte at i, or 0 outside the text.
func (in input) at(i int) byte {
	if i < 0 || i >= len(in) {
		return 0
	}
	return in[i]
}

// has tells whether the bytes of s stand at i.
func (in input) has(i int, s string) bool {
	return i >= 0 && i <= len(in)-len(s) && string(in[i:i+len(s)]) == s
}

// plain is the text without markup, while it grows.
type plain struct {
	text  []byte
	units int // of UTF-16
}

// copyFrom adds the character at i of the input and returns the index after it.
func (w *plain) copyFrom(in input, i int) int {
	r, n := utf8.DecodeRuneInString(string(in[i:]))
	w.add(r)
	return i + n
}

// add adds one character.
func (w *plain) add(r rune) {
	w.text = utf8.AppendRune(w.text, r)
	w.units++
	if r > 0xFFFF {
		w.units++
	}
}

// here is the place at the end of the text so far.
func (w *plain) here() place { return place{bytes: len(w.text), units: w.units} }

// since is the text from a place on.
func (w *plain) since(from place) string { return string(w.text[from.bytes:]) }

// atLineStart tells whether the next character begins a line.
func (w *plain) atLineStart() bool {
	n := len(w.text)
	return n == 0 || w.text[n-1] == '\n' || w.text[n-1] == '\r'
}

// entity is an entity of a kind from a place to the end of the text so far.
func (w *plain) entity(kind string, from place) Entity {
	return Entity{Type: kind, Offset: from.units, Length: w.units - from.units}
}

// place is a point of a plain text, in both counts.
type place struct{ bytes, units int }

// entityOrder is the server's order of entities over the same characters.
var entityOrder = []string{
	"blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention",
	"bold", "italic", "underline", "strikethrough", "spoiler", "date_time", "custom_emoji",
}

// sortEntities puts earlier before later, longer before shorter.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(
			cmp.Compare(a.Offset, b.Offset),
			cmp.Compare(b.Length, a.Length),
			cmp.Compare(slices.Index(entityOrder, a.Type), slices.Index(entityOrder, b.Type)),
		)
	})
}

// isSpace tells whether the server takes c as white space in markup.
func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v'
}

// isLetter tells whether c is one of the 52 letters.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isDigit tells whether c is a decimal digit.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// number reads a positive number in its only spelling: no sign, no leading zero.
func number(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n > 0 && strconv.FormatInt(n, 10) == s
}

// isDateFormat tells whether s names a way to show a date and time: r alone, or
// w, d or D, t or T, each once and in this order.
// Source: https://core.telegram.org/bots/api#date-time-entity-formatting
func isDateFormat(s string) bool {
	if s == "r" {
		return true
	}
	for _, letters := range []string{"w", "dD", "tT"} {
		if s != "" && strings.IndexByte(letters, s[0]) >= 0 {
			s = s[1:]
		}
	}
	return s == ""
}

// dateEntity makes e a date_time. The vectors have no words for a bad time; those
// for it are ours.
func dateEntity(e Entity, unix, format string) (Entity, error) {
	t, ok := number(unix)
	if !ok {
		return e, failf("Invalid Unix time specified")
	}
	if !isDateFormat(format) {
		return e, failf("Invalid date format used")
	}
	e.Type, e.UnixTime, e.Format = "date_time", t, format
	return e, nil
}
