package knowledge

import "strings"

// literal is a number in digits as it was read: Mexican and English (1,500.50),
// with spaces (1 500), with decimal comma (2,95) and with dots where only
// thousands can be meant (1.500.000).
type literal struct {
	value float64
	end   int
	shape shape
	long  bool // too long for a number
}

// maxDigits is the most digits that a number has; what is longer is an account
// or a code, and names a thing.
const maxDigits = 12

// literal reads the number at i.
func (s *scanner) literal(i int) literal {
	first := s.run(i, isDigit)
	end, sep := s.groups(i, first)
	shape := plain
	if end > first {
		shape = 0
	}
	whole := end
	if c := s.peek(end); (c == '.' || c == ',') && !strings.HasSuffix(sep, string(c)) && isDigit(s.peek(end+1)) {
		to := s.run(end+1, isDigit)
		list := c == ',' && (s.peek(to) == ',' && isDigit(s.peek(to+1)) || to-end-1 >= 3 && s.text[i] != '0')
		if !list && !(c == '.' && s.dots(to)) {
			if end, shape = to, 0; c == '.' && to-whole == 4 && whole == first && first-i <= 3 && s.text[i] != '0' {
				shape = dotted
			}
		}
	}
	if shape == plain && s.peek(end) == '/' {
		if n, ok := s.fraction(i, end); ok {
			return n
		}
	}
	value, ok := decimal(s.text[i:end], whole-i)
	return literal{value: value, end: end, shape: shape, long: !ok}
}

// groups is where the thousands end after the digits up to first, and what
// stands between them.
func (s *scanner) groups(i, first int) (end int, sep string) {
	if first-i > 3 || s.text[i] == '0' {
		return first, ""
	}
	end = first
	for n := 0; ; n++ {
		by := s.separator(end)
		from := end + len(by)
		if to := s.run(from, isDigit); by == "" || to-from != 3 || sep != "" && by != sep && !isTick(sep) {
			break
		}
		end, sep = from+3, by
		if by == "." && n == 0 && !s.manyDots(end) {
			return first, "" // 0.096 and 1.500 are decimals until shown otherwise
		}
	}
	return end, sep
}

// manyDots tells whether after a first group with a dot only thousands can be
// meant: another such group, or decimals after a comma, follow.
func (s *scanner) manyDots(i int) bool {
	c := s.peek(i)
	to := s.run(i+1, isDigit)
	return c == '.' && to-i == 4 || c == ',' && (to-i == 2 || to-i == 3)
}

// separator is what stands at i when it can divide thousands.
func (s *scanner) separator(i int) string {
	rest := s.text[i:]
	for _, by := range [...]string{",", ".", " ", "'", "’", "\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(rest, by) {
			return by
		}
	}
	return ""
}

func isTick(sep string) bool { return sep == "'" || sep == "’" }

// fraction reads "1/2": a small number over a larger one, and no date.
func (s *scanner) fraction(i, slash int) (literal, bool) {
	end := s.run(slash+1, isDigit)
	a, ok1 := decimal(s.text[i:slash], slash-i)
	b, ok2 := decimal(s.text[slash+1:end], end-slash-1)
	if !ok1 || !ok2 || end == slash+1 || a >= b || a == 0 || b > 16 || s.peek(end) == '/' {
		return literal{}, false
	}
	return literal{value: a / b, end: end, shape: part}, true
}

// decimal is the value of digits with signs between them; those from byte whole
// on are decimals. It is the float64 nearest to what is written.
func decimal(s string, whole int) (float64, bool) {
	mantissa, power, count := 0.0, 1.0, 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			continue
		}
		mantissa = mantissa*10 + float64(s[i]-'0')
		if count++; i >= whole {
			power *= 10
		}
	}
	return mantissa / power, count <= maxDigits
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
