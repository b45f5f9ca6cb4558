package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// digits reads what begins with a digit: a number, or a name such as "32-D", a
// telephone, "2.7.1.3".
func (s *scanner) digits() {
	if s.line && s.ordinal() || s.phone() {
		return
	}
	n := s.literal(s.at)
	if n.long {
		s.label(n.end)
		return
	}
	if s.dots(n.end) {
		end := s.run(s.at, func(c byte) bool { return isDigit(c) || c == '.' })
		s.label(s.at + len(strings.TrimRight(s.text[s.at:end], ".")))
		return
	}
	if end := s.suffix(n.end); end > 0 {
		s.label(end)
		return
	}
	s.cut()
	s.emit(numberToken, n.end, n.shape).value = n.value
}

// dots tells whether another group of digits follows after a dot, as in a number
// of sections.
func (s *scanner) dots(i int) bool { return s.peek(i) == '.' && isDigit(s.peek(i+1)) }

// ordinal leaves out the number of an item: "1. ", "2) ".
func (s *scanner) ordinal() bool {
	end := s.run(s.at, isDigit)
	if c := s.peek(end); end-s.at > 3 || c != '.' && c != ')' || s.peek(end+1) != ' ' {
		return false
	}
	n := 0
	for _, c := range []byte(s.text[s.at:end]) {
		n = n*10 + int(c-'0')
	}
	if n != 1 && n != s.item {
		return false
	}
	s.item, s.at = n+1, end+1
	s.next |= gap | fresh
	s.line = false
	return true
}

// suffix is where the name ends that a number at its beginning is part of; 0 when
// what follows is a unit or nothing.
func (s *scanner) suffix(i int) int {
	hyphen := s.peek(i) == '-' || s.peek(i) == '/'
	start := i
	if hyphen {
		start++
	}
	end := s.letterRun(start)
	if end == start {
		return 0
	}
	run := s.text[start:end]
	if hyphen {
		short := len(run) <= 3 && strings.ToUpper(run) == run && !isDigit(s.peek(end))
		if s.text[i] == '/' || !short || currency(Fold(run)) != "" {
			return 0
		}
		return s.run(end, isChunk)
	}
	fold := Fold(run)
	switch {
	case fold == "x" && (isDigit(s.peek(end)) || end == len(s.text) || s.text[end] == ' '):
		return 0
	case end-start == 1 && run == "D", isDigit(s.peek(end)) && fold != "m" && fold != "cm":
		return s.run(end, isChunk)
	case unitOf(fold) != "" || currency(fold) != "" || scaleOf(fold, run) > 1 || isOrdinalEnd(fold):
		return 0
	}
	return s.run(end, isChunk)
}

// isOrdinalEnd tells whether letters may end a number: "3rd", "1er", "1990s", "6pm".
func isOrdinalEnd(fold string) bool {
	switch fold {
	case "st", "nd", "rd", "th", "er", "o", "a", "ro", "do", "to", "va", "vo", "s", "am", "pm", "x":
		return true
	}
	return false
}

// phone reads a telephone: ten to fourteen digits in groups, or after a plus.
func (s *scanner) phone() bool {
	i, plus := s.at, s.text[s.at] == '+'
	if plus {
		i++
	}
	count, groups, end, by := 0, 0, i, byte(0)
	for i < len(s.text) && isDigit(s.text[i]) && count <= 14 {
		j := s.run(i, isDigit)
		if group := s.text[i:j]; !plus && (len(group) > 4 || isYear(group)) {
			return false
		}
		count, groups, end = count+j-i, groups+1, j
		i = j
		if c := s.peek(j); (c == ' ' || c == '-' || c == '.') && (plus || by == 0 || c == by) {
			by, i = c, j+1
		}
	}
	if count > 14 || plus && count < 8 || !plus && (count < 10 || groups < 3 || s.literal(s.at).end >= end) {
		return false
	}
	s.cut()
	key := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s.text[s.at:end])
	s.emit(labelToken, end, 0).fold = key
	return true
}

// isYear tells whether digits can be a calendar year.
func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

// oddNumber reads a digit that is not ASCII: a fraction, or a name of its own.
func (s *scanner) oddNumber(r rune, size int) {
	value := 0.0
	switch r {
	case '½':
		value = 0.5
	case '¼':
		value = 0.25
	case '¾':
		value = 0.75
	case '⅓':
		value = 1.0 / 3
	case '⅔':
		value = 2.0 / 3
	}
	end := s.at + size
	switch n := len(s.out); {
	case value == 0:
		for end < len(s.text) {
			r, size := utf8.DecodeRuneInString(s.text[end:])
			if !unicode.IsNumber(r) || r <= unicode.MaxASCII {
				break
			}
			end += size
		}
		s.label(end)
	case n > 0 && s.next&gap == 0 && s.out[n-1].kind == numberToken && int(s.out[n-1].end) == s.at:
		s.out[n-1].value += value
		s.out[n-1].end, s.at = int32(end), end
		s.out[n-1].shape &^= plain
	default:
		s.cut()
		s.emit(numberToken, end, part).value = value
	}
}
