package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token is.
type tokenKind uint8

const (
	wordToken   tokenKind = iota // letters: "Alibaba", "días", "EE. UU."
	numberToken                  // a number in digits: "1,500.50", "½"
	labelToken                   // letters and digits that name a thing: "32-D", "XAXX010101000"
	signToken                    // one sign; "\n" where a block or an item ends
)

// shape is how a token is written.
type shape uint16

const (
	upper  shape = 1 << iota // begins with a capital
	shout                    // all capitals, two or more: "SAT"
	mixed                    // a capital inside: "ProMéxico"
	fresh                    // begins a sentence, an item or a quotation
	gap                      // a space or a mark stands before it
	plain                    // digits only
	dotted                   // "1.500", which may be meant as a thousand and a half
	part                     // a fraction: "1/2", "½"
	tail                     // ".com" after "Alibaba"
	used                     // belongs to a figure or a label
)

// lexeme is a piece of a text, called a token in what follows.
type lexeme struct {
	at, end int32 // in the text
	lo, hi  int32 // in the folded words
	fold    string
	value   float64
	kind    tokenKind
	shape   shape
}

// is tells whether the token has all of these shapes.
func (t lexeme) is(s shape) bool { return t.shape&s == s }

// scanner cuts a text into tokens. Marks, addresses and the numbers of ordered
// lists are left out.
type scanner struct {
	text   string
	at     int
	out    []lexeme
	folded []byte // each word after a space, " |" where words do not belong together
	next   shape  // what the next token has
	line   bool   // only marks and blanks since the line began
	item   int    // the number that the next item of a list has
}

// scan cuts a text into tokens and gives its folded words.
func scan(text string) ([]lexeme, string) {
	s := scanner{text: text, out: make([]lexeme, 0, len(text)/4+8), folded: make([]byte, 0, len(text)+len(text)/8+8), next: fresh, line: true, item: 1}
	for s.at < len(s.text) {
		s.step()
	}
	words := string(append(s.folded, " |"...))
	for i := range s.out {
		if t := &s.out[i]; t.hi > t.lo {
			t.fold = words[t.lo:t.hi]
		}
	}
	return s.out, words
}

// step reads what stands at the present place, at least one byte.
func (s *scanner) step() {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case r == '\n':
		s.newline()
	case r <= ' ', unicode.IsSpace(r), r == utf8.RuneError && size == 1:
		s.at += size
		s.next |= gap
	case '0' <= r && r <= '9':
		s.digits()
	case unicode.IsLetter(r):
		s.letters()
	case r > unicode.MaxASCII && unicode.IsNumber(r):
		s.oddNumber(r, size)
	default:
		s.sign(r, size)
	}
}

// emit adds a token that ends at end.
func (s *scanner) emit(kind tokenKind, end int, shape shape) *lexeme {
	s.out = append(s.out, lexeme{at: int32(s.at), end: int32(end), kind: kind, shape: shape | s.next})
	s.at, s.next, s.line = end, 0, false
	return &s.out[len(s.out)-1]
}

// label adds a name made of letters and digits; its key is in lower case.
func (s *scanner) label(end int) {
	key := Fold(s.text[s.at:end])
	s.cut()
	s.emit(labelToken, end, 0).fold = key
}

// cut keeps the words before apart from the words after.
func (s *scanner) cut() {
	if n := len(s.folded); n > 0 && s.folded[n-1] != '|' {
		s.folded = append(s.folded, " |"...)
	}
}

// newline ends a line. A blank line, and an item of a list or a table, end more:
// nothing belongs to what stood before.
func (s *scanner) newline() {
	s.at++
	rest := strings.TrimLeft(s.text[s.at:], " \t\r>")
	first, _ := utf8.DecodeRuneInString(rest)
	second := byte(0)
	if n := utf8.RuneLen(first); n > 0 && n < len(rest) {
		second = rest[n]
	}
	item := strings.ContainsRune("-*+•·", first) && second == ' ' || '0' <= first && first <= '9' && (second == '.' || second == ')')
	if rest == "" || item || strings.ContainsRune("\n#|", first) {
		s.cut()
		s.out = append(s.out, lexeme{at: int32(s.at - 1), end: int32(s.at), kind: signToken, fold: "\n"})
	}
	s.next |= gap | fresh
	s.line = true
}

// sign reads a sign.
func (s *scanner) sign(r rune, size int) {
	switch {
	case r == '*' && s.times():
		r = '×'
	case strings.ContainsRune("*`_\\#<>[]^", r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		s.mark(r, size)
		return
	case r == '@':
		if end := s.run(s.at+1, isChunk); end > s.at+1 {
			s.label(end)
			return
		}
	case r == '+' && s.phone():
		return
	case r == '&':
		s.word(s.at + 1)
		return
	}
	end := s.at + size
	if r != '-' || s.next&gap != 0 {
		s.cut()
	}
	before := s.next
	if strings.ContainsRune("•-+·", r) && s.line {
		s.at = end
		s.next |= fresh | gap
		return
	}
	s.emit(signToken, end, 0).fold = signName(r)
	s.next |= s.opens(r, end, before)
}

// opens tells whether a sentence or a quotation begins after a sign.
func (s *scanner) opens(r rune, end int, before shape) shape {
	switch r {
	case '.', '!', '?', '…', ':':
		if end == len(s.text) || strings.ContainsRune(" \n\t\r*_)»”\"'`", rune(s.text[end])) || s.text[end] >= utf8.RuneSelf {
			return fresh
		}
	case '«', '“', '‘', '¿', '¡', '|', '•':
		return fresh
	case '"', '\'':
		if before&(gap|fresh) != 0 {
			return fresh
		}
		return before & fresh
	case '(', ')', '”', '»', '’', '~':
		return before & fresh
	}
	return 0
}

// maxAddress is the most bytes of the address of a link.
const maxAddress = 2048

// mark leaves a mark out, and the address of a link with it.
func (s *scanner) mark(r rune, size int) {
	s.at += size
	if r == ']' && strings.HasPrefix(s.text[s.at:], "(") {
		if end := strings.IndexAny(s.text[s.at:min(len(s.text), s.at+maxAddress)], ")\n"); end > 0 {
			s.at += end + 1
		}
	}
	if !unicode.Is(unicode.Cf, r) {
		s.next |= gap
	}
}

// times tells whether an asterisk multiplies: "60 * 40", "60*40".
func (s *scanner) times() bool {
	n := len(s.out)
	if n == 0 || s.out[n-1].kind != numberToken || s.text[s.at-1] == '*' {
		return false
	}
	rest := strings.TrimLeft(s.text[s.at+1:], " ")
	spaced := len(rest) < len(s.text)-s.at-1
	return rest != "" && isDigit(rest[0]) && spaced == (s.next&gap != 0)
}

// run is where the bytes end, from i on, that ok accepts.
func (s *scanner) run(i int, ok func(byte) bool) int {
	for i < len(s.text) && ok(s.text[i]) {
		i++
	}
	return i
}

// peek is the byte at i, or 0 after the end.
func (s *scanner) peek(i int) byte {
	if i < len(s.text) {
		return s.text[i]
	}
	return 0
}
