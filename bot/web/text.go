package web

import (
	"strings"
	"unicode"

	"pabellon/bot"
)

// paraJSON is a paragraph of a message; Kind is "" for a plain one, "item" or "step"
// for a line of a list.
type paraJSON struct {
	Kind  string     `json:"kind,omitempty"`
	Spans []spanJSON `json:"spans"`
}

type spanJSON struct {
	Text string `json:"text"`
	Bold bool   `json:"bold,omitempty"`
	Code bool   `json:"code,omitempty"`
	URL  string `json:"url,omitempty"`
}

// paragraphs reads the marks of a message text and splits it at its line ends.
func paragraphs(text string) []paraJSON {
	out := []paraJSON{}
	var line []spanJSON
	flush := func() {
		if p, ok := paragraph(line); ok {
			out = append(out, p)
		}
		line = nil
	}
	for _, s := range bot.Spans(text) {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				flush()
			}
			if part != "" {
				line = append(line, spanJSON{Text: part, Bold: s.Bold, Code: s.Code, URL: s.URL})
			}
		}
	}
	flush()
	return out
}

// paragraph makes a line a paragraph, or an item when it begins like one.
func paragraph(line []spanJSON) (paraJSON, bool) {
	if len(line) == 0 || len(line) == 1 && strings.TrimSpace(line[0].Text) == "" {
		return paraJSON{}, false
	}
	p := paraJSON{Spans: line}
	if first := line[0]; !first.Bold && !first.Code && first.URL == "" {
		p.Kind, line[0].Text = listItem(first.Text)
		if line[0].Text == "" {
			p.Spans = line[1:]
		}
	}
	return p, len(p.Spans) > 0
}

func listItem(s string) (kind, rest string) {
	s = strings.TrimLeft(s, " \t")
	for _, bullet := range []string{"• ", "- ", "· "} {
		if rest, ok := strings.CutPrefix(s, bullet); ok {
			return "item", rest
		}
	}
	if number, rest, ok := strings.Cut(s, ". "); ok && len(number) <= 2 && number != "" &&
		strings.IndexFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }) < 0 {
		return "step", rest
	}
	return "", s
}

// clip shortens s to about n characters, for places that show a glimpse.
func clip(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= n {
		return string(r)
	}
	return strings.TrimRight(string(r[:n]), " ,;:") + "…"
}
