package telegramtest

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// attributes reads the attributes of a tag that begins at begin, and its bracket.
// The last of a name counts; one without a value has an empty one.
func (p *htmlParser) attributes(tag string, begin int) (map[string]string, error) {
	attrs := map[string]string{}
	unclosed := failf("Unclosed start tag \"%s\" at byte offset %d", tag, begin)
	for {
		p.takeWhile(isSpace)
		if p.ended() {
			return nil, unclosed
		}
		if p.in.at(p.pos) == '>' {
			p.pos++
			return attrs, nil
		}
		name := strings.ToLower(p.takeWhile(isAttributeName))
		if name == "" {
			return nil, failf("Empty attribute name in the tag \"%s\" at byte offset %d", tag, begin)
		}
		attrs[name] = ""
		p.takeWhile(isSpace)
		if p.in.at(p.pos) != '=' {
			continue
		}
		p.pos++
		p.takeWhile(isSpace)
		if p.ended() {
			return nil, unclosed
		}
		value, err := p.value()
		if err != nil {
			return nil, err
		}
		if p.ended() {
			return nil, failf("Unclosed start tag at byte offset %d", begin)
		}
		attrs[name] = value
	}
}

// isAttributeName tells whether c can stand in an attribute's name.
func isAttributeName(c byte) bool {
	return !isSpace(c) && strings.IndexByte(`=>/"'`, c) < 0
}

// value reads an attribute's value: quoted, or a bare name, which has no case.
func (p *htmlParser) value() (string, error) {
	if quote := p.in.at(p.pos); quote == '"' || quote == '\'' {
		p.pos++
		return p.quoted(quote), nil
	}
	begin := p.pos
	name := p.takeWhile(func(c byte) bool { return isLetter(c) || isDigit(c) || c == '.' || c == '-' })
	if next := p.in.at(p.pos); !p.ended() && !isSpace(next) && next != '>' {
		return "", failf("Unexpected end of name token at byte offset %d", begin)
	}
	return strings.ToLower(name), nil
}

// quoted reads up to and with the closing quote, or to the end if there is none.
func (p *htmlParser) quoted(quote byte) string {
	var value []byte
	for !p.ended() {
		if p.in[p.pos] == quote {
			p.pos++
			break
		}
		if r, ok := p.reference(); ok {
			value = utf8.AppendRune(value, r)
			continue
		}
		value = append(value, p.in[p.pos])
		p.pos++
	}
	return string(value)
}

// namedReferences are the names that the server knows; others stay as they are.
// Source: https://core.telegram.org/bots/api#html-style
var namedReferences = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}

// decodeReference reads the character reference at i and tells how many bytes it
// takes, 0 if there is none. The semicolon may be missing.
func decodeReference(in input, i int) (rune, int) {
	if in.at(i) != '&' {
		return 0, 0
	}
	end := i + 1
	var r rune
	if in.at(end) == '#' {
		r, end = decodeNumber(in, end+1)
	} else {
		for isLetter(in.at(end)) {
			end++
		}
		r = namedReferences[string(in[i+1:end])]
	}
	if r == 0 {
		return 0, 0
	}
	if in.at(end) == ';' {
		end++
	}
	return r, end - i
}

// maxReference is how many digits, with the x, a numbered reference may have.
const maxReference = 7

// decodeNumber reads a decimal number at i, or a hexadecimal one after an x. It
// gives 0 for what stands for no character.
func decodeNumber(in input, i int) (rune, int) {
	begin, base, end := i, 10, i
	if in.at(i) == 'x' {
		base, begin, end = 16, i+1, i+1
	}
	for isDigit(in.at(end)) || base == 16 && isLetter(in.at(end)) && in.at(end)|0x20 <= 'f' {
		end++
	}
	n, err := strconv.ParseUint(string(in[begin:end]), base, 32)
	if err != nil || end-i > maxReference || n >= utf8.MaxRune {
		return 0, end
	}
	return rune(n), end
}
