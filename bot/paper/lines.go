package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// book collects the lines of a document, up to its limits.
type book struct {
	lines []Line
	size  int  // bytes of text
	seen  bool // a letter or a figure has come
}

// full tells whether nothing more is taken.
func (b *book) full() bool { return len(b.lines) >= MaxLines || b.size >= MaxText }

// add takes a line; one that is too long goes on in the next.
func (b *book) add(page int, text string) {
	rest := clean(text)
	for rest != "" && !b.full() {
		var head string
		head, rest = cut(rest, MaxLine)
		if b.size+len(head) > MaxText {
			b.size = MaxText
			return
		}
		b.size += len(head)
		b.seen = b.seen || strings.IndexFunc(head, meant) >= 0
		b.lines = append(b.lines, Line{Page: page, Number: len(b.lines) + 1, Text: head})
	}
}

// result is what Read gives.
func (b *book) result() ([]Line, error) {
	if !b.seen {
		return nil, ErrNoText
	}
	return b.lines, nil
}

// meant tells whether a character says something.
func meant(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// cut takes at most so many characters off the front, up to a space if there is one in
// the second half.
func cut(s string, most int) (head, rest string) {
	end := 0
	for i := 0; i < most && end < len(s); i++ {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	if end == len(s) {
		return s, ""
	}
	if space := strings.LastIndexByte(s[:end+1], ' '); space > end/2 {
		end = space
	}
	return strings.TrimSpace(s[:end]), strings.TrimSpace(s[end:])
}

// join puts cells into one line. Empty ones are left out.
func join(cells []string) string {
	var out strings.Builder
	label := false
	for _, cell := range cells {
		if cell = clean(cell); cell == "" {
			continue
		}
		switch {
		case out.Len() == 0:
		case label && !labelled(cell):
			out.WriteByte(' ')
		default:
			out.WriteString(Gap)
		}
		out.WriteString(cell)
		label = strings.HasSuffix(cell, ":")
	}
	return out.String()
}

// labelled tells whether a cell has a label of its own, so that it is not the value of the
// one before: "Y Calle: DURANGO", but neither "9:30" nor "https://…".
func labelled(cell string) bool {
	name, value, is := strings.Cut(cell, ":")
	last, _ := utf8.DecodeLastRuneInString(name)
	return is && !unicode.IsDigit(last) && !strings.HasPrefix(value, "//")
}

// ligatures are letters that typesetters draw as one (Unicode, Alphabetic Presentation Forms).
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// clean composes letters, takes ligatures apart, drops what cannot be seen, and makes
// one space of each run of them.
func clean(s string) string {
	var out strings.Builder
	space := false
	for _, r := range norm.NFC.String(ligatures.Replace(strings.ToValidUTF8(s, ""))) {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
			space = true
			continue
		case unseen(r):
			continue
		}
		if space && out.Len() > 0 {
			out.WriteByte(' ')
		}
		space = false
		out.WriteRune(r)
	}
	return out.String()
}

// unseen tells whether a character has no shape of its own: control characters, those
// that only format (soft hyphens, zero widths, directions, tags), private ones,
// variation selectors, and letters that are drawn as nothing.
func unseen(r rune) bool {
	switch {
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector):
		return true
	}
	switch r {
	case unicode.ReplacementChar, '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3164', '\uffa0':
		return true
	}
	return false
}
