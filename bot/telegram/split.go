package telegram

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxUnits is the longest text of a message, in UTF-16 units (sendMessage, text).
const maxUnits = 4096

// split cuts a text into parts of at most limit units: between paragraphs, lines,
// sentences or words, and never inside a mark, unless one of those is longer than a part.
func (s styled) split(limit int) []styled {
	var out []styled
	for s = s.trim(); s.units > limit; s = s.trim() {
		at := s.cutAt(limit)
		if part := s.cut(0, at).trim(); part.text != "" {
			out = append(out, part)
		}
		s = s.cut(at, len(s.text))
	}
	if s.text != "" || len(out) == 0 {
		out = append(out, s)
	}
	return out
}

// cutAt is the byte at which the first part ends.
func (s styled) cutAt(limit int) int {
	end := byteAt(s.text, limit)
	if at := s.between(end, s.inside); at > 0 {
		return at
	}
	if at := s.beforeEntity(end); at > 0 {
		return at
	}
	if s.inside(end) { // of a mark that is longer than a part
		if at := s.between(end, func(int) bool { return false }); at > 0 {
			return at
		}
	}
	return beforeMark(s.text, end)
}

// between is the last place before end where a paragraph, a line, a sentence or a word
// ends, unless it is out of bounds; 0 when there is none that leaves a part of some length.
func (s styled) between(end int, out func(at int) bool) int {
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		for at := end; at > 0; {
			i := strings.LastIndex(s.text[:at], mark)
			if i < end/4 {
				break // rather a finer cut than a short part
			}
			if !out(i + len(mark)) {
				return i + len(mark)
			}
			at = i
		}
	}
	return 0
}

// inside tells whether a byte of the text lies within an entity.
func (s styled) inside(at int) bool {
	n := units(s.text[:at])
	for _, e := range s.entities {
		if e.Offset < n && n < e.Offset+e.Length {
			return true
		}
	}
	return false
}

// beforeEntity is where the entity begins that a byte lies in; 0 when it is in none, or
// that is the beginning of everything.
func (s styled) beforeEntity(at int) int {
	n := units(s.text[:at])
	for _, e := range s.entities {
		if e.Offset < n && n < e.Offset+e.Length {
			return byteAt(s.text, e.Offset)
		}
	}
	return 0
}

// byteAt is the byte at which n units end, or begin to be more.
func byteAt(text string, n int) int {
	for i, r := range text {
		if n -= utf16.RuneLen(r); n < 0 {
			return i
		}
	}
	return len(text)
}

// longestCluster is how many characters may belong together: a family is seven.
const longestCluster = 16

// beforeMark moves a cut to before what belongs together: a letter and the accents on
// it, an emoji of several characters.
func beforeMark(text string, at int) int {
	cut := at
	if flag, size := utf8.DecodeRuneInString(text[at:]); inFlag(flag) && oddFlags(text[:at]) {
		cut -= size
	}
	for range longestCluster {
		next, _ := utf8.DecodeRuneInString(text[cut:])
		before, size := utf8.DecodeLastRuneInString(text[:cut])
		if size == 0 || cut == len(text) || !joins(next) && before != zeroWidthJoiner {
			break
		}
		cut -= size
	}
	if cut == 0 {
		return at
	}
	return cut
}

// inFlag tells one of the two letters that a flag is made of.
func inFlag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// oddFlags tells whether a text ends within a flag: with an odd number of its letters.
func oddFlags(text string) bool {
	odd := false
	for r, size := utf8.DecodeLastRuneInString(text); inFlag(r); r, size = utf8.DecodeLastRuneInString(text) {
		odd = !odd
		text = text[:len(text)-size]
	}
	return odd
}

const zeroWidthJoiner = '\u200D'

// joins tells a character that belongs to the one before it.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Variation_Selector) || r == zeroWidthJoiner || r >= 0x1F3FB && r <= 0x1F3FF
}
