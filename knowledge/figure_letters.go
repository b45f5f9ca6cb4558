package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters reads what begins with a letter: a word, or a name such as "GS1",
// "NOM-006-SCFI-2012", "A&V", an address.
func (s *scanner) letters() {
	if s.address() || s.acronym() {
		return
	}
	end := s.letterRun(s.at)
	run := s.text[s.at:end]
	if digits := s.run(end, isDigit); digits > end && s.letterRun(digits) == digits && unitOf(s.text[s.at:digits]) != "" {
		end = digits // m3
	}
	switch next := s.peek(end); {
	case isDigit(next) && s.before(run, end):
	case isDigit(next):
		s.label(s.codeEnd(s.run(end, isChunk)))
		return
	case next == '-' && s.code():
		return
	case next == '$' && len(run) <= 3:
		s.cut()
		s.emit(signToken, end+1, 0).fold = prefixDollar(Fold(run))
		return
	case next == '@' && end+1 < len(s.text) && isChunk(s.text[end+1]):
		s.label(len(strings.TrimRight(s.text[:s.run(end+1, func(c byte) bool { return isChunk(c) || c == '.' })], ".-")))
		return
	case next == '&' || next == '/' || next == '+':
		if to := s.letterRun(end + 1); to > end+1 && to-end-1 <= 2 && len(run) <= 2 && isUpper(run) && isUpper(s.text[end+1:to]) {
			end = to
		}
	}
	s.word(end)
	s.domain()
}

// before tells whether letters before a digit are not part of a name: "USD1,500",
// "60x40", "Nov2017".
func (s *scanner) before(run string, end int) bool {
	fold := Fold(run)
	if n := len(s.out); fold == "x" && n > 0 && s.out[n-1].kind == numberToken && s.next&gap == 0 {
		return true
	}
	digits := s.run(end, isDigit)
	return (currency(fold) != "" || monthOf(fold) > 0) && s.letterRun(digits) == digits
}

// word adds the word that ends at end. The possessive 's is left out.
func (s *scanner) word(end int) {
	s.folded = append(s.folded, ' ')
	lo := len(s.folded)
	shape := s.foldWord(s.text[s.at:end])
	if n := len(s.folded); s.text[s.at] == 'x' && n == lo+1 && len(s.out) > 0 && s.out[len(s.out)-1].kind == numberToken && isDigit(s.peek(end)) {
		s.folded = s.folded[:lo-1]
		s.emit(signToken, end, 0).fold = "×"
		return
	}
	t := s.emit(wordToken, end, shape)
	t.lo, t.hi = int32(lo), int32(len(s.folded))
	for _, tick := range [...]string{"'s", "’s"} {
		if after := end + len(tick); strings.HasPrefix(s.text[end:], tick) && s.letterRun(after) == after {
			s.at = after
		}
	}
}

// foldWord adds a word in folded letters and tells its shape.
func (s *scanner) foldWord(word string) shape {
	lo, capitals, small, first := len(s.folded), 0, 0, false
	for i, r := range word {
		up := unicode.IsUpper(r)
		if i == 0 {
			first = up
		}
		switch {
		case up:
			capitals++
		case unicode.IsLower(r):
			small++
		}
		if r = base(r); r >= utf8.RuneSelf {
			s.folded = append(s.folded[:lo], strings.ReplaceAll(Fold(word), "'", "")...)
			break
		}
		if r != '\'' {
			s.folded = append(s.folded, byte(r))
		}
	}
	if n := len(s.folded); small == 1 && capitals >= 2 && s.folded[n-1] == 's' && strings.HasSuffix(word, "s") {
		s.folded, small = s.folded[:n-1], 0 // RFCs
	}
	var out shape
	if first {
		out |= upper
	}
	switch {
	case capitals >= 2 && small == 0:
		out |= shout
	case small > 0 && (capitals >= 2 || capitals == 1 && !first):
		out |= mixed
	}
	return out
}

// base is the plain small letter of a letter that Spanish or a neighbour has; other
// runes come back as they are.
func base(r rune) rune {
	switch r {
	case 'á', 'à', 'ä', 'â', 'ã', 'Á', 'À', 'Ä', 'Â', 'Ã':
		return 'a'
	case 'é', 'è', 'ë', 'ê', 'É', 'È', 'Ë', 'Ê':
		return 'e'
	case 'í', 'ì', 'ï', 'î', 'Í', 'Ì', 'Ï', 'Î':
		return 'i'
	case 'ó', 'ò', 'ö', 'ô', 'õ', 'Ó', 'Ò', 'Ö', 'Ô', 'Õ':
		return 'o'
	case 'ú', 'ù', 'ü', 'û', 'Ú', 'Ù', 'Ü', 'Û':
		return 'u'
	case 'ñ', 'Ñ':
		return 'n'
	case 'ç', 'Ç':
		return 'c'
	case '²':
		return '2'
	case '³':
		return '3'
	case '’':
		return '\''
	}
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// letterRun is where the letters end that begin at i, with accents that stand
// alone, apostrophes inside, and the 3 of "m³".
func (s *scanner) letterRun(i int) int {
	start := i
	for i < len(s.text) {
		c := s.text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		inside := i > start && (unicode.Is(unicode.Mn, r) || r == '²' || r == '³' || s.apostrophe(r, i+size))
		if !inside && (c < utf8.RuneSelf || !unicode.IsLetter(r)) {
			break
		}
		i += size
	}
	return i
}

// apostrophe tells whether r binds a word to what follows at i: "don't", but not
// the possessive of "Alibaba's".
func (s *scanner) apostrophe(r rune, i int) bool {
	if r != '\'' && r != '’' || i >= len(s.text) {
		return false
	}
	next, size := utf8.DecodeRuneInString(s.text[i:])
	if !unicode.IsLetter(next) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(s.text[i+size:])
	return next != 's' || unicode.IsLetter(after)
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }
