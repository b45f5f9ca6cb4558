package paper

import (
	"encoding/binary"
	"unicode/utf16"
)

// cmap is a table that a PDF brings (9.7.5 and 9.10.3): which bytes make a code, and
// what a code means, or which letter of a font it is.
type cmap struct {
	spaces []codes
	one    map[int]text // UTF-16, big end first
	many   []meanings
	cids   []meanings
}

// codes are those of one length.
type codes struct{ bytes, from, to int }

// meanings are those of codes in a row: the last character counts up from first, or cid does.
type meanings struct {
	from, to, cid int
	first         text
}

// Bounds of a table.
const (
	mostMeanings = 1 << 16
	mostRanges   = 1 << 10 // they are looked through one by one
	spread       = 256     // a range of at most so many is kept one by one
)

func readCMap(b []byte, p *purse) *cmap {
	m := &cmap{one: map[int]text{}}
	l := lexer{b: b, purse: p}
	var args []any
	for {
		v := l.object()
		op, is := v.(word)
		switch {
		case v == (ended{}):
			return m
		case !is:
			if len(args) < mostMeanings {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			m.readSpaces(args)
		case "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				m.add(codeOf(args[0]), args[1])
			}
		case "endbfrange":
			for ; len(args) >= 3; args = args[3:] {
				m.addRange(codeOf(args[0]), codeOf(args[1]), args[2])
			}
		case "endcidrange":
			for ; len(args) >= 3 && len(m.cids) < mostRanges; args = args[3:] {
				m.cids = append(m.cids, meanings{from: codeOf(args[0]), to: codeOf(args[1]), cid: int(number(args, 2))})
			}
		}
		args = args[:0]
	}
}

func (m *cmap) readSpaces(args []any) {
	for ; len(args) >= 2 && len(m.spaces) < 64; args = args[2:] {
		if s, is := args[0].(text); is && len(s) >= 1 && len(s) <= 4 {
			m.spaces = append(m.spaces, codes{len(s), codeOf(args[0]), codeOf(args[1])})
		}
	}
}

// codeOf is the number that at most four bytes make; -1 of anything else.
func codeOf(v any) int {
	s, is := v.(text)
	if !is || len(s) == 0 || len(s) > 4 {
		return -1
	}
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

func (m *cmap) add(code int, v any) {
	if s, is := v.(text); is && code >= 0 && len(m.one) < mostMeanings && len(s) <= 64 {
		m.one[code] = s
	}
}

func (m *cmap) addRange(from, to int, v any) {
	switch v := v.(type) {
	case array:
		for i, one := range v {
			m.add(from+i, one)
		}
	case text:
		if from < 0 || to < from || len(v) < 2 || len(v) > 64 {
			return
		}
		if to-from >= spread {
			if len(m.many) < mostRanges {
				m.many = append(m.many, meanings{from: from, to: to, first: v})
			}
			return
		}
		for i := range to - from + 1 {
			m.add(from+i, v.plus(i))
		}
	}
}

// plus counts the last character up.
func (s text) plus(n int) text {
	b := []byte(s)
	last := b[len(b)-2:]
	binary.BigEndian.PutUint16(last, binary.BigEndian.Uint16(last)+uint16(n))
	return text(b)
}

// find is what a code means.
func (m *cmap) find(code int) (string, bool) {
	if m == nil {
		return "", false
	}
	s, is := m.one[code]
	for i := 0; !is && i < len(m.many); i++ {
		if r := m.many[i]; code >= r.from && code <= r.to {
			s, is = r.first.plus(code-r.from), true
		}
	}
	if !is {
		return "", false
	}
	return s.utf16(), true
}

// utf16 decodes a meaning. Some versions of Ghostscript (10.00 does) write the letters of a ligature with
// their bytes swapped, which makes rare Chinese characters of "fi": no code means two of
// those, so they are swapped back.
func (s text) utf16() string {
	var units, swapped []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		if s[i+1] == 0 && s[i] >= 'a' && s[i] <= 'z' {
			swapped = append(swapped, uint16(s[i]))
		}
	}
	switch {
	case len(s) == 1:
		units = append(units, uint16(s[0]))
	case len(units) > 1 && len(swapped) == len(units):
		units = swapped
	}
	return string(utf16.Decode(units))
}

// code takes the next code off a text, by the lengths that the table knows.
func (m *cmap) code(s text) (code, bytes int) {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
		for _, c := range m.spaces {
			if c.bytes == i+1 && n >= c.from && n <= c.to {
				return n, i + 1
			}
		}
	}
	return int(s[0]), 1
}

// cid is which letter of the font a code is; itself where nothing else is said.
func (m *cmap) cid(code int) int {
	for _, r := range m.cids {
		if code >= r.from && code <= r.to {
			return r.cid + code - r.from
		}
	}
	return code
}
