package telegramtest

import (
	"strings"
	"unicode/utf16"
)

// htmlTags are the tags of parse mode HTML and what each makes of its text.
// Source: https://core.telegram.org/bots/api#html-style
var htmlTags = map[string]string{
	"b": "bold", "strong": "bold",
	"i": "italic", "em": "italic",
	"u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"span": "spoiler", "tg-spoiler": "spoiler",
	"a":        "text_link",
	"tg-emoji": "custom_emoji", "tg-time": "date_time",
	"pre": "pre", "code": "code", "blockquote": "blockquote",
}

// htmlParser reads from left to right, one tag, reference or character a step.
type htmlParser struct {
	in        input
	pos       int
	out       plain
	open      []htmlTag
	done      []Entity
	surrogate bool // a reference stood for half a character
}

// htmlTag is a tag that is open.
type htmlTag struct {
	name  string
	attrs map[string]string
	from  place
}

// parseHTML reads a text in parse mode HTML.
func parseHTML(text string) (string, []Entity, error) {
	if err := checkUTF8(text); err != nil {
		return "", nil, err
	}
	p := htmlParser{in: input(text)}
	for !p.ended() {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, failf("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	if p.surrogate {
		return "", nil, failf("Text contains invalid Unicode characters after decoding HTML entities, " +
			"check for unmatched surrogate code units")
	}
	for i := range p.done {
		if p.done[i].Type == "code" {
			p.done[i].Language = "" // only a pre has one
		}
	}
	sortEntities(p.done)
	return string(p.out.text), p.done, nil
}

// ended tells whether nothing is left to read.
func (p *htmlParser) ended() bool { return p.pos >= len(p.in) }

// step reads what stands next.
func (p *htmlParser) step() error {
	switch {
	case p.in.has(p.pos, "</"):
		return p.endTag()
	case p.in.has(p.pos, "<"):
		return p.startTag()
	}
	if r, ok := p.reference(); ok {
		p.out.add(r)
		return nil
	}
	p.pos = p.out.copyFrom(p.in, p.pos)
	return nil
}

// startTag reads a tag that opens.
func (p *htmlParser) startTag() error {
	begin := p.pos
	p.pos++
	name := strings.ToLower(p.takeWhile(func(c byte) bool { return !isSpace(c) && c != '>' }))
	if p.ended() {
		return failf("Unclosed start tag at byte offset %d", begin)
	}
	if !hasKey(htmlTags, name) {
		return failf("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	attrs, err := p.attributes(name, begin)
	if err != nil {
		return err
	}
	if name == "span" && attrs["class"] != "tg-spoiler" {
		return failf("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, htmlTag{name: name, attrs: attrs, from: p.out.here()})
	return nil
}

// endTag reads a tag that closes; </> closes whatever is open.
func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return failf("Unexpected end tag at byte offset %d", begin)
	}
	p.pos += len("</")
	name := strings.ToLower(p.takeWhile(func(c byte) bool { return !isSpace(c) && c != '>' }))
	p.takeWhile(isSpace)
	if p.in.at(p.pos) != '>' {
		return failf("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return failf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"",
			begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.out.here() == tag.from {
		return nil
	}
	return p.finish(tag)
}

// finish keeps the entity of a tag that was closed around some text.
func (p *htmlParser) finish(tag htmlTag) error {
	e, keep := p.out.entity(htmlTags[tag.name], tag.from), true
	var err error
	switch tag.name {
	case "a":
		link := tag.attrs["href"]
		if link == "" {
			link = p.out.since(tag.from)
		}
		e, keep = linkEntity(e, link)
	case "blockquote":
		if hasKey(tag.attrs, "expandable") {
			e.Type = "expandable_blockquote"
		}
	case "tg-emoji":
		e.CustomEmojiID = tag.attrs["emoji-id"]
		if _, ok := number(e.CustomEmojiID); !ok {
			err = failf("Invalid custom emoji identifier specified")
		}
	case "tg-time":
		e, err = dateEntity(e, tag.attrs["unix"], tag.attrs["format"])
	case "code", "pre":
		if language, ok := strings.CutPrefix(tag.attrs["class"], "language-"); ok && tag.name == "code" {
			e.Language = language
		}
		keep = !p.joinPre(e)
	}
	if keep && err == nil {
		p.done = append(p.done, e)
	}
	return err
}

// joinPre makes one pre with a language of a pre and a code around the same
// characters, whichever is the outer one. It tells false if e is not such an outer one.
func (p *htmlParser) joinPre(e Entity) bool {
	if len(p.done) == 0 {
		return false
	}
	inner := &p.done[len(p.done)-1]
	kinds := e.Type+inner.Type == "precode" || e.Type+inner.Type == "codepre"
	language := e.Language + inner.Language
	if !kinds || language == "" || e.Offset != inner.Offset || e.Length != inner.Length {
		return false
	}
	inner.Type, inner.Language = "pre", language
	return true
}

// takeWhile reads bytes as long as they are wanted.
func (p *htmlParser) takeWhile(wanted func(byte) bool) string {
	begin := p.pos
	for !p.ended() && wanted(p.in[p.pos]) {
		p.pos++
	}
	return string(p.in[begin:p.pos])
}

// reference reads a character reference (&lt; or &#60;), if one stands next that the
// server knows.
func (p *htmlParser) reference() (rune, bool) {
	r, n := decodeReference(p.in, p.pos)
	if n == 0 {
		return 0, false
	}
	p.pos += n
	p.surrogate = p.surrogate || utf16.IsSurrogate(r)
	return r, true
}
