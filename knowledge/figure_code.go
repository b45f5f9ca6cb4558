package knowledge

import (
	"strings"
	"unicode/utf8"
)

// address leaves out an address of the web.
func (s *scanner) address() bool {
	c := s.text[s.at] | 0x20
	if c != 'h' && c != 'w' {
		return false
	}
	rest := s.text[s.at:min(len(s.text), s.at+8)]
	if rest = strings.ToLower(rest); !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return false
	}
	n := strings.IndexAny(s.text[s.at:], " \t\r\n)>\"»]|")
	if n < 0 {
		n = len(s.text) - s.at
	}
	s.at += n
	s.next |= gap
	s.line = false
	return true
}

// acronym reads capitals with dots as one word: "EE. UU.", "U.S.", "S.A.".
func (s *scanner) acronym() bool {
	i, letters, dots := s.at, 0, 0
	for i < len(s.text) {
		j := i
		for j < len(s.text) && j-i < 2 && 'A' <= s.text[j] && s.text[j] <= 'Z' {
			j++
		}
		if j == i || s.peek(j) != '.' {
			break
		}
		letters, dots = letters+j-i, dots+1
		if i = j + 1; dots == 1 && j-s.at == 2 && strings.HasPrefix(s.text[i:], " UU.") {
			i++
		}
	}
	if dots < 2 {
		return false
	}
	s.folded = append(s.folded, ' ')
	lo := len(s.folded)
	for _, c := range []byte(s.text[s.at:i]) {
		if 'A' <= c && c <= 'Z' {
			s.folded = append(s.folded, c|0x20)
		}
	}
	t := s.emit(wordToken, i, upper|shout)
	t.lo, t.hi = int32(lo), int32(len(s.folded))
	return true
}

// maxCode is the most bytes that are looked at to tell a code.
const maxCode = 64

// code reads a name such as "NOM-066-FITO": capitals and digits, joined by
// hyphens, that begin with a letter and have a digit.
func (s *scanner) code() bool {
	i, digit := s.at, false
	for {
		j := i
		if j > s.at+maxCode {
			return false
		}
		for j < len(s.text) && (isDigit(s.text[j]) || 'A' <= s.text[j] && s.text[j] <= 'Z') {
			digit = digit || isDigit(s.text[j])
			j++
		}
		if j == i || s.letterRun(j) > j {
			return false
		}
		if s.peek(j) != '-' || !isChunk(s.peek(j+1)) || s.peek(j+1) == '-' {
			i = j
			break
		}
		i = j + 1
	}
	head, _, _ := strings.Cut(s.text[s.at:i], "-")
	if fold := Fold(head); !digit || currency(fold) != "" || monthOf(fold) > 0 {
		return false
	}
	s.label(s.codeEnd(i))
	return true
}

// codeEnd takes in the numbers that follow after dots, as in "v2.0", and leaves
// out a hyphen at the end.
func (s *scanner) codeEnd(i int) int {
	for s.dots(i) {
		i = s.run(i+1, isDigit)
	}
	for i > s.at+1 && (s.text[i-1] == '-' || s.text[i-1] == '_') {
		i--
	}
	return i
}

// domain reads the ".com" of "Alibaba.com" as a word that belongs to the one before.
func (s *scanner) domain() {
	for s.peek(s.at) == '.' {
		end := s.letterRun(s.at + 1)
		if end == s.at+1 || isDigit(s.peek(end)) || !isDomain(s.text[s.at+1:end]) {
			return
		}
		s.folded = append(s.folded, ' ')
		lo := len(s.folded)
		s.folded = append(s.folded, s.text[s.at:end]...)
		t := s.emit(wordToken, end, tail)
		t.lo, t.hi = int32(lo), int32(len(s.folded))
	}
}

// isDomain tells whether an address may end so.
func isDomain(s string) bool {
	switch s {
	case "com", "mx", "org", "net", "gob", "edu", "io", "co", "cn", "us", "uk", "eu", "info", "biz", "gov", "ai", "app", "club":
		return true
	}
	return false
}

// prefixDollar names the dollar sign by the letters before it: "US$", "MX$".
func prefixDollar(fold string) string {
	switch fold {
	case "us", "usd", "u":
		return "USD"
	case "mx", "mxn", "mex":
		return "MXN"
	case "ca", "cad", "c":
		return "CAD"
	}
	return "$"
}

// isChunk tells whether a byte can stand inside a code, a handle or an address.
func isChunk(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_' || c >= utf8.RuneSelf
}
