package telegram

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"pabellon/bot"
)

// entity dresses a stretch of a text; offset and length count UTF-16 units.
type entity struct {
	Type   string `json:"type"` // bold, code or text_link
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

// styled is a text with its entities, in order and apart from each other.
type styled struct {
	text     string
	units    int // UTF-16 units of text
	entities []entity
}

// add puts a span at the end.
func (s *styled) add(span bot.Span) {
	text := plain(span.Text)
	if span.URL != "" && !linkable(span.URL) {
		text += " (" + plain(span.URL) + ")"
	}
	n := units(text)
	e := entity{Offset: s.units, Length: n}
	switch {
	case span.URL != "" && linkable(span.URL):
		e.Type, e.URL = "text_link", span.URL
	case span.Bold:
		e.Type = "bold"
	case span.Code:
		e.Type = "code"
	}
	s.text += text
	s.units += n
	if e.Type != "" && strings.TrimSpace(text) != "" {
		s.entities = append(s.entities, e)
	}
}

// write puts a text with marks (bot.Spans) at the end.
func (s *styled) write(marked string) {
	for _, span := range bot.Spans(marked) {
		s.add(span)
	}
}

// line ends what is there with n line ends, if there is anything.
func (s *styled) line(n int) {
	if s.text != "" {
		s.add(bot.Span{Text: strings.Repeat("\n", n)})
	}
}

// trim takes the white space off both ends, as Telegram does, and keeps the entities in
// their places.
func (s styled) trim() styled {
	head := len(s.text) - len(strings.TrimLeftFunc(s.text, unicode.IsSpace))
	tail := len(strings.TrimRightFunc(s.text, unicode.IsSpace))
	if head >= tail {
		return styled{}
	}
	return s.cut(head, tail)
}

// cut is the stretch between two bytes of the text, with what of the entities lies in it.
func (s styled) cut(from, to int) styled {
	out := styled{text: s.text[from:to]}
	begin := units(s.text[:from])
	out.units = units(out.text)
	for _, e := range s.entities {
		start, end := max(e.Offset-begin, 0), min(e.Offset+e.Length-begin, out.units)
		if start < end {
			e.Offset, e.Length = start, end-start
			out.entities = append(out.entities, e)
		}
	}
	return out
}

// units counts the UTF-16 units of a text, which Telegram counts in.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// plain is a text as Telegram keeps it: valid, without what it takes away by itself
// (td/telegram/misc.cpp, clean_input_string): control characters, and marks that turn
// the direction of writing.
func plain(s string) string {
	if !strings.ContainsFunc(s, unkept) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || unkept(r) && unicode.IsSpace(r) && r != '\r':
			return ' '
		case unkept(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func unkept(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r == 0x2028 || r == 0x2029
}

// linkable tells whether Telegram would make a link of an address.
func linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && named(u.Hostname()) &&
		!strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) && len(address) <= 2048
}

// named tells whether a host has a name of at least two parts, such as example.org.
func named(host string) bool {
	parts := strings.Split(host, ".")
	return len(parts) > 1 && !slices.Contains(parts, "")
}
