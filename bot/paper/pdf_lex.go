package paper

import "strconv"

// What a PDF is made of (ISO 32000-1, 7.3). Numbers are float64, and null is nil.
type (
	name  string // /Name
	text  string // (bytes) or <hex>
	word  string // an operator, or another word that stands alone
	array []any
	dict  map[name]any
	ref   int // the number of an object; its generation tells nothing that we need
)

// stream is a dictionary and the bytes that follow it, packed as they are in the file.
type stream struct {
	dict
	num, gen int // of its object, for its key
	packed   []byte
}

// ended is what the lexer gives after the last token, or when the purse is empty.
type ended struct{}

// Bounds of one object: no document comes near.
const (
	deepest   = 64      // arrays and dictionaries within each other
	mostParts = 1 << 17 // values in one object
)

// lexer reads objects from bytes. The zero parts count anew with each call of object.
type lexer struct {
	b      []byte
	at     int
	refs   bool // "1 0 R" is a reference: in files, not in what is drawn
	parts  int
	purse  *purse
	broken bool // an object was too deep or too large
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// object reads the next object; words that are no object come as they are.
func (l *lexer) object() any {
	l.parts = 0
	return l.value(0)
}

func (l *lexer) value(depth int) any {
	t := l.token()
	switch t {
	case word("["):
		return l.array(depth + 1)
	case word("<<"):
		return l.dict(depth + 1)
	case word("null"):
		return nil
	case word("true"):
		return true
	case word("false"):
		return false
	}
	n, ok := t.(float64)
	if !ok || !l.refs || n < 0 || n > 1e9 || n != float64(int(n)) {
		return t
	}
	back := l.at
	if _, ok := l.token().(float64); ok && l.token() == word("R") {
		return ref(int(n))
	}
	l.at = back
	return t
}

// spent counts what an object holds, and tells when it is too much.
func (l *lexer) spent(depth int) bool {
	l.parts++
	l.broken = l.broken || depth > deepest || l.parts > mostParts || l.refs && !l.purse.keep()
	return l.broken
}

func (l *lexer) array(depth int) any {
	var out array
	for !l.spent(depth) {
		v := l.value(depth)
		if v == word("]") || v == (ended{}) {
			break
		}
		out = append(out, v)
	}
	return out
}

func (l *lexer) dict(depth int) any {
	out := dict{}
	for !l.spent(depth) {
		key := l.token()
		if key == word(">>") || key == (ended{}) {
			break
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		v := l.value(depth)
		if v == word(">>") || v == (ended{}) {
			break
		}
		out[k] = v
	}
	return out
}

// token reads the next token; it always goes on, or gives ended.
func (l *lexer) token() any {
	l.skip()
	if l.at >= len(l.b) || !l.purse.tick() {
		return ended{}
	}
	c := l.b[l.at]
	switch c {
	case '/':
		l.at++
		return l.name()
	case '(':
		l.at++
		return l.text()
	case '<', '>':
		if l.at+1 < len(l.b) && l.b[l.at+1] == c {
			l.at += 2
			return word(l.b[l.at-2 : l.at])
		}
		l.at++
		if c == '<' {
			return l.hex()
		}
		return word(">")
	case '[', ']', '{', '}', ')':
		l.at++
		return word(l.b[l.at-1 : l.at])
	}
	return l.plain()
}

// skip passes over spaces and comments.
func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// run takes what is neither space nor delimiter.
func (l *lexer) run() []byte {
	from := l.at
	for l.at < len(l.b) && !space(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return l.b[from:l.at]
}

// longestWord bounds numbers, names and operators, in bytes.
const longestWord = 256

func (l *lexer) plain() any {
	w := l.run()
	if len(w) > longestWord {
		return word("")
	}
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, err := strconv.ParseFloat(string(w), 64); err == nil && n > -1e15 && n < 1e15 {
			return n
		}
		return 0.0
	}
	return word(w)
}
