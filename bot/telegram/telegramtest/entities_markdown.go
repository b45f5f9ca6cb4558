package telegramtest

import "strings"

// reserved are the characters that have a meaning in MarkdownV2 or may get one.
// Source: https://core.telegram.org/bots/api#markdownv2-style
const reserved = "_*[]()~`>#+-=|{}.!"

// delimiters open and close entities. Where two fit, the longer one counts.
var delimiters = []struct{ bytes, kind string }{
	{"```", "pre"},
	{"__", "underline"},
	{"||", "spoiler"},
	{"_", "italic"},
	{"*", "bold"},
	{"~", "strikethrough"},
	{"`", "code"},
}

// markNames are the server's names of entities in its errors.
var markNames = map[string]string{
	"bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
	"spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
	"custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}

// markParser reads from left to right, one mark or character a step.
type markParser struct {
	in   input
	pos  int
	out  plain
	open []mark
	done []Entity
}

// mark is an entity that is open.
type mark struct {
	kind       string
	language   string // of a pre
	expandable bool   // a quotation of which the end was hidden
	at         int    // its place in the input
	from       place
}

// parseMarkdownV2 reads a text in parse mode MarkdownV2.
func parseMarkdownV2(text string) (string, []Entity, error) {
	if err := checkUTF8(text); err != nil {
		return "", nil, err
	}
	p := markParser{in: input(text)}
	for p.pos < len(p.in) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if p.top().kind == "blockquote" {
		p.closeQuote()
	}
	if len(p.open) > 0 {
		return "", nil, p.unclosed()
	}
	sortEntities(p.done)
	return string(p.out.text), p.done, nil
}

// step reads what stands next.
func (p *markParser) step() error {
	c := p.in.at(p.pos)
	if p.escaped() {
		p.pos = p.out.copyFrom(p.in, p.pos+1)
		return nil
	}
	kind := p.top().kind
	verbatim := kind == "code" || kind == "pre"
	switch {
	case verbatim && c != '`':
	case c == '\n' && p.quoting():
		return p.endLine()
	case strings.IndexByte(reserved, c) >= 0:
		if n := p.closing(kind); n > 0 {
			p.pos += n
			return p.close()
		}
		return p.begin(c)
	}
	p.pos = p.out.copyFrom(p.in, p.pos)
	return nil
}

// escaped tells whether a backslash takes the meaning of the character after it.
func (p *markParser) escaped() bool {
	next := p.in.at(p.pos + 1)
	return p.in.at(p.pos) == '\\' && next > 0 && next <= 126
}

// top is the innermost entity that is open, or none.
func (p *markParser) top() mark {
	if len(p.open) == 0 {
		return mark{}
	}
	return p.open[len(p.open)-1]
}

// quoting tells whether a quotation is open.
func (p *markParser) quoting() bool {
	for _, m := range p.open {
		if m.kind == "blockquote" {
			return true
		}
	}
	return false
}

// unclosed is the error for the innermost entity that is open.
func (p *markParser) unclosed() error {
	m := p.top()
	name := markNames[m.kind]
	if m.language != "" {
		name = "PreCode"
	}
	return failf("Can't find end of %s entity at byte offset %d", name, m.at)
}

// closing tells how many bytes at the place close an entity of a kind, 0 if none do.
// A quotation closes with its line.
func (p *markParser) closing(kind string) int {
	switch kind {
	case "text_link", "custom_emoji":
		if p.in.at(p.pos) == ']' {
			return 1
		}
		return 0
	case "code": // only a backtick comes here, and one is enough where three stand
		return 1
	}
	if d, found := p.delimiter(); found == kind {
		return len(d)
	}
	return 0
}

// delimiter is the longest one at the place, and the kind of entity it stands for.
func (p *markParser) delimiter() (bytes, kind string) {
	for _, d := range delimiters {
		if p.in.has(p.pos, d.bytes) {
			return d.bytes, d.kind
		}
	}
	return "", ""
}

// begin opens the entity that a reserved character begins.
func (p *markParser) begin(c byte) error {
	at := p.pos
	m := mark{at: at, from: p.out.here()}
	d, kind := p.delimiter()
	switch {
	case p.atExpandable():
		p.open[len(p.open)-1].expandable = true
		p.pos += len("||")
		return nil
	case kind != "":
		m.kind = kind
		p.pos += len(d)
		if kind == "pre" {
			m.language, p.pos = preStart(p.in, p.pos)
		}
	case c == '[':
		m.kind = "text_link"
		p.pos++
	case p.in.has(at, "!["):
		m.kind = "custom_emoji"
		p.pos += len("![")
	case c == '>' && !p.quoting() && p.out.atLineStart():
		m.kind = "blockquote"
		p.pos++
	default:
		return failf("Character '%c' is reserved and must be escaped with the preceding '\\'", c)
	}
	p.open = append(p.open, m)
	return nil
}

// preStart reads what may follow three backticks: a language up to white space, and
// one line break. It returns where the text of the block begins.
func preStart(in input, i int) (language string, next int) {
	end := i
	for end < len(in) && !isSpace(in[end]) && in[end] != '`' {
		end++
	}
	if end > i && end < len(in) && in[end] != '`' {
		language, i = string(in[i:end]), end
	}
	if c, d := in.at(i), in.at(i+1); c == '\n' || c == '\r' {
		i++
		if c+d == '\n'+'\r' {
			i++
		}
	}
	return language, i
}
