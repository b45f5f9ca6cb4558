package paper

// name reads what follows a slash; #41 is A.
func (l *lexer) name() name {
	w := l.run()
	if len(w) > longestWord {
		w = w[:longestWord]
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) && digit(w[i+1]) >= 0 && digit(w[i+2]) >= 0 {
			out = append(out, byte(digit(w[i+1])<<4|digit(w[i+2])))
			i += 2
			continue
		}
		out = append(out, w[i])
	}
	return name(out)
}

// digit is the value of a hexadecimal digit, -1 of another character.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// hex reads what follows a single <.
func (l *lexer) hex() text {
	var out []byte
	half, have := 0, false
	for ; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		if c == '>' {
			l.at++
			break
		}
		switch d := digit(c); {
		case d < 0:
		case have:
			out, have = append(out, byte(half<<4|d)), false
		default:
			half, have = d, true
		}
	}
	if have {
		out = append(out, byte(half<<4))
	}
	return text(out)
}

// text reads what follows a parenthesis, up to its fellow.
func (l *lexer) text() text {
	var out []byte
	for depth := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r': // an end of line is one character, however it is written
			if l.at < len(l.b) && l.b[l.at] == '\n' {
				l.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what follows a backslash (7.3.4.2, table 3).
func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.at < len(l.b) && l.b[l.at] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; i++ {
		n = n<<3 | int(l.b[l.at]-'0')
		l.at++
	}
	return append(out, byte(n))
}
