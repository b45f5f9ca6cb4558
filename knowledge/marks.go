package knowledge

import (
	"strings"
	"unicode/utf8"
)

// Chat marks are the few signs that every channel can show in its own way:
// **bold**, [label](https://url), `code`. A backslash takes the meaning from the
// sign after it. Marks do not nest. Blocks are paragraphs, separated by a blank
// line; an item of a list is a line that begins with "• " or "1. ".

// block is a paragraph, a list or a heading.
type block struct {
	spans   []span
	heading bool
}

// span is a piece of text in one style. An address goes before code, code before bold.
type span struct {
	text string
	bold bool
	code bool
	url  string
}

// with is the same style with another text.
func (s span) with(text string) span {
	s.text = text
	return s
}

// same tells whether two spans are dressed alike.
func (s span) same(t span) bool { return s.with("") == t.with("") }

// tidy leaves one style to each span, joins neighbours of one style and drops
// blank ends.
func tidy(spans []span) []span {
	var out []span
	for _, s := range spans {
		if s.url != "" {
			s.bold, s.code = false, false
		}
		if n := len(out); n > 0 && out[n-1].same(s) {
			out[n-1].text += s.text
		} else if s.text != "" {
			out = append(out, s)
		}
	}
	for len(out) > 0 {
		if out[0].text = strings.TrimLeft(out[0].text, " \t\n"); out[0].text != "" {
			break
		}
		out = out[1:]
	}
	for n := len(out) - 1; n >= 0; n-- {
		if out[n].text = strings.TrimRight(out[n].text, " \t\n"); out[n].text != "" {
			break
		}
		out = out[:n]
	}
	return out
}

// plain is the text without marks.
func (b block) plain() string {
	var sb strings.Builder
	for _, s := range b.spans {
		sb.WriteString(s.text)
	}
	return sb.String()
}

// size is the length of the plain text in runes.
func (b block) size() int { return utf8.RuneCountInString(b.plain()) }

// marks is the text with marks.
func (b block) marks() string {
	var sb strings.Builder
	for _, s := range b.spans {
		s.write(&sb)
	}
	return sb.String()
}

// write puts the signs of the style around the words: spaces stay outside, and
// each line has signs of its own.
func (s span) write(sb *strings.Builder) {
	for i, line := range strings.Split(s.text, "\n") {
		if i > 0 {
			sb.WriteByte('\n')
		}
		words := strings.TrimSpace(line)
		if words == "" {
			sb.WriteString(line)
			continue
		}
		before, after, _ := strings.Cut(line, words)
		sb.WriteString(before)
		sb.WriteString(s.dress(words))
		sb.WriteString(after)
	}
}

// dress gives words their signs. Code that holds a sign of its own stays plain,
// since nothing can be escaped in code.
func (s span) dress(words string) string {
	switch {
	case s.url != "":
		return "[" + escape(words) + "](" + s.url + ")"
	case s.code && !strings.ContainsAny(words, "`\\"):
		return "`" + words + "`"
	case s.bold:
		return "**" + escape(words) + "**"
	}
	return escape(words)
}

// escape takes their meaning from signs in plain text. Parentheses have none
// but after a bracket, so they stay as they are.
func escape(s string) string {
	const signs = "\\*[]`"
	if !strings.ContainsAny(s, signs) {
		return s
	}
	var sb strings.Builder
	for _, r := range s {
		if strings.ContainsRune(signs, r) {
			sb.WriteByte('\\')
		}
		sb.WriteRune(r)
	}
	return sb.String()
}

// join is the text of several blocks with marks.
func join(blocks []block) string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.marks()
	}
	return strings.Join(out, "\n\n")
}
