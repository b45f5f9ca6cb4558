package knowledge

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// articleKeys are the keys of an article's front matter (INTERFACE.md §5), and two
// for figures that look as if two articles contradicted each other: agrees names
// articles that say the same in another way, differs those that mean another figure.
func articleKeys() []string {
	return []string{"id", "lang", "title", "questions", "topics", "facts", "sources", "reviewed", "review_by", "owner", "agrees", "differs"}
}

// keys gives each key of a mapping to set, but for those that are unknown or
// there twice, which are reported.
func (r *reader) keys(m *yaml.Node, known []string, set func(key string, v *yaml.Node)) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(m.Content); i += 2 {
		k := m.Content[i]
		switch {
		case !slices.Contains(known, k.Value):
			r.errorf(k.Line, "the key %q is not known; %s", k.Value, advice(k.Value, known))
		case seen[k.Value]:
			r.errorf(k.Line, "the key %q is there twice; keep one", k.Value)
		default:
			seen[k.Value] = true
			set(k.Value, m.Content[i+1])
		}
	}
}

// set keeps one value of the front matter.
func (r *reader) set(key string, v *yaml.Node) {
	r.page.lines[key] = v.Line
	a := &r.page.Article
	switch key {
	case "id":
		a.ID = r.text(key, v)
	case "lang":
		a.Lang = r.text(key, v)
	case "title":
		a.Title = r.text(key, v)
		r.page.asked = append([]asked{{a.Title, v.Line}}, r.page.asked...)
	case "questions":
		for _, q := range r.list(key, v) {
			a.Questions = append(a.Questions, q.text)
			r.page.asked = append(r.page.asked, q)
		}
	case "topics":
		a.Topics = texts(r.list(key, v))
	case "facts":
		a.Facts = texts(r.list(key, v))
	case "sources":
		r.sources(v)
	case "reviewed":
		a.Reviewed = r.date(key, v)
	case "review_by":
		a.ReviewBy = r.date(key, v)
	case "owner":
		a.Owner = r.text(key, v)
	case "agrees", "differs":
		for _, id := range r.list(key, v) {
			a.Settled = append(a.Settled, id.text)
		}
	}
}

// text is a value that stands on its own; "" when it is empty or of another shape.
func (r *reader) text(key string, v *yaml.Node) string {
	if v.Kind != yaml.ScalarNode {
		r.errorf(v.Line, "%s must be one text; write it on the same line, such as: %s: …", key, key)
		return ""
	}
	if v.Tag == "!!null" {
		return ""
	}
	return strings.Join(strings.Fields(v.Value), " ")
}

// list is a value with one text a line; a single text is a list of one.
func (r *reader) list(key string, v *yaml.Node) []asked {
	items := []*yaml.Node{v}
	switch v.Kind {
	case yaml.SequenceNode:
		items = v.Content
	case yaml.ScalarNode:
	default:
		r.errorf(v.Line, "%s must be a list; write each item on a line of its own that begins with a dash", key)
		return nil
	}
	var out []asked
	for _, item := range items {
		if s := r.text("an item of "+key, item); s != "" {
			out = append(out, asked{s, item.Line})
		}
	}
	return out
}

func texts(list []asked) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.text)
	}
	return out
}

// sources reads a list of {title, url}.
func (r *reader) sources(v *yaml.Node) {
	if v.Kind == yaml.ScalarNode && v.Tag == "!!null" {
		return
	}
	if v.Kind != yaml.SequenceNode {
		r.errorf(v.Line, `sources must be a list; write: - {title: "publisher, date", url: "https://…"}`)
		return
	}
	for _, item := range v.Content {
		if item.Kind != yaml.MappingNode {
			r.errorf(item.Line, `a source needs a title; write: - {title: "publisher, date", url: "https://…"}`)
			continue
		}
		var s Source
		r.keys(item, []string{"title", "url"}, func(key string, v *yaml.Node) {
			if key == "title" {
				s.Title = r.text(key, v)
			} else {
				s.URL = r.text(key, v)
			}
		})
		r.source(s, item.Line)
	}
}

// source keeps a source that people can read and, when it has an address, open.
func (r *reader) source(s Source, line int) {
	if s.Title == "" {
		r.errorf(line, "this source has no title; add its publisher and date")
		return
	}
	if s.URL != "" && !isWeb(s.URL) {
		r.errorf(line, "the address %q cannot be opened; begin it with https://, or leave url out", s.URL)
		s.URL = ""
	}
	r.page.Sources = append(r.page.Sources, s)
}

// date is a day as YYYY-MM-DD; "" when it is none.
func (r *reader) date(key string, v *yaml.Node) string {
	s := r.text(key, v)
	if s == "" {
		return ""
	}
	if _, err := date(s); err != nil {
		r.errorf(v.Line, "%s: %q is not a date; write it as 2026-11-22", key, s)
		return ""
	}
	return s
}

// isWeb tells whether a link can be opened from a chat.
func isWeb(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}
