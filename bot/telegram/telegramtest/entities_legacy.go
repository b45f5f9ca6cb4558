package telegramtest

import "strings"

// legacyMarks are the marks of parse mode Markdown and what each makes of its text.
// Source: https://core.telegram.org/bots/api#markdown-style
var legacyMarks = map[byte]string{'_': "italic", '*': "bold", '`': "code", '[': "text_link"}

// parseMarkdown reads a text in the old parse mode Markdown: entities do not nest,
// and a backslash counts only outside them.
func parseMarkdown(text string) (string, []Entity, error) {
	if err := checkUTF8(text); err != nil {
		return "", nil, err
	}
	in, out, done := input(text), plain{}, []Entity(nil)
	for i := 0; i < len(in); {
		kind, isMark := legacyMarks[in[i]]
		switch {
		case in[i] == '\\' && legacyMarks[in.at(i+1)] != "":
			i = out.copyFrom(in, i+1)
		case !isMark:
			i = out.copyFrom(in, i)
		default:
			e, next, err := legacyEntity(in, i, kind, &out)
			if err != nil {
				return "", nil, err
			}
			if e.Length > 0 {
				done = append(done, e)
			}
			i = next
		}
	}
	return string(out.text), done, nil
}

// legacyEntity reads the entity of a kind that begins at i, adds its text to out,
// and returns the index after it. An entity without length is none.
func legacyEntity(in input, i int, kind string, out *plain) (Entity, int, error) {
	begin, end, language := i, string(in[i]), ""
	i++
	switch {
	case kind == "text_link":
		end = "]"
	case in.has(begin, "```"):
		kind, end = "pre", "```"
		language, i = preStart(in, begin+len(end))
	}
	n := strings.Index(string(in[i:]), end)
	if n < 0 {
		return Entity{}, 0, failf("Can't find end of the entity starting at byte offset %d", begin)
	}
	from := out.here()
	for stop := i + n; i < stop; {
		i = out.copyFrom(in, i)
	}
	i += len(end)
	e := out.entity(kind, from)
	e.Language = language
	if kind != "text_link" {
		return e, i, nil
	}
	link := out.since(from)
	if in.at(i) == '(' {
		link, _, _ = strings.Cut(string(in[i+1:]), ")")
		i = min(i+len("()")+len(link), len(in))
	}
	e, ok := linkEntity(e, link)
	if !ok {
		e.Length = 0
	}
	return e, i, nil
}
