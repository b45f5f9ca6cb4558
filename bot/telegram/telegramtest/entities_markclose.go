package telegramtest

import "strings"

// close ends the innermost entity, whose closing bytes were read, and keeps it if
// there is text in it.
func (p *markParser) close() error {
	m := p.top()
	e, keep := p.out.entity(m.kind, m.from), true
	e.Language = m.language
	var err error
	switch m.kind {
	case "text_link":
		link := p.out.since(m.from)
		if p.in.at(p.pos) == '(' {
			link, err = p.url()
		}
		e, keep = linkEntity(e, link)
	case "custom_emoji":
		e, err = p.picture(e)
	}
	if err != nil {
		return err
	}
	p.open = p.open[:len(p.open)-1]
	if keep && e.Length > 0 {
		p.done = append(p.done, e)
	}
	return nil
}

// picture reads the link of ![…](…): a custom emoji or a date and time.
func (p *markParser) picture(e Entity) (Entity, error) {
	if p.in.at(p.pos) != '(' {
		return e, failf("The entity must contain a tg://emoji or tg://time URL")
	}
	link, err := p.url()
	if err != nil {
		return e, err
	}
	if values, ok := ownLink(link, "emoji"); ok {
		if _, ok := number(values["id"]); ok {
			e.CustomEmojiID = values["id"]
			return e, nil
		}
	}
	if values, ok := ownLink(link, "time"); ok {
		if _, ok := number(values["unix"]); ok {
			return dateEntity(e, values["unix"], values["format"])
		}
	}
	return e, failf("Invalid tg://emoji or tg://time URL specified")
}

// url reads an address in brackets. A backslash keeps a bracket from ending it.
func (p *markParser) url() (string, error) {
	p.pos++
	begin := p.pos
	var url strings.Builder
	for p.pos < len(p.in) {
		if p.escaped() {
			p.pos++
		} else if p.in[p.pos] == ')' {
			p.pos++
			return url.String(), nil
		}
		url.WriteByte(p.in[p.pos])
		p.pos++
	}
	return "", failf("Can't find end of a URL at byte offset %d", begin)
}

// endLine reads the end of a line in a quotation. The quotation goes on if the next
// line begins with >, and so may the entities in it; else all of them must be closed.
func (p *markParser) endLine() error {
	p.pos = p.out.copyFrom(p.in, p.pos)
	if p.in.at(p.pos) == '>' {
		p.pos++
		return nil
	}
	if p.top().kind != "blockquote" {
		return p.unclosed()
	}
	p.closeQuote()
	return nil
}

// closeQuote ends the quotation, which is the innermost entity. Its last line break
// is a part of it.
func (p *markParser) closeQuote() {
	m := p.top()
	e := p.out.entity("blockquote", m.from)
	if m.expandable {
		e.Type = "expandable_blockquote"
	}
	p.open = p.open[:len(p.open)-1]
	if e.Length > 0 {
		p.done = append(p.done, e)
	}
}

// atExpandable tells whether the two bars that hide the end of a quotation stand
// here: at the end of its last line, with no entity open in it.
func (p *markParser) atExpandable() bool {
	if p.top().kind != "blockquote" || !p.in.has(p.pos, "||") {
		return false
	}
	rest := strings.TrimPrefix(string(p.in[p.pos+len("||"):]), "\r")
	if rest == "" {
		return p.pos+len("||") == len(p.in)
	}
	return rest[0] == '\n' && !strings.HasPrefix(rest, "\n>")
}
