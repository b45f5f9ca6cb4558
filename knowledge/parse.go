package knowledge

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// page is an article with what only this package needs of it.
type page struct {
	Article
	asked  []asked        // the title and every question
	also   []asked        // more questions that it answers, from asked.yaml
	lines  map[string]int // front matter key → line
	bodyAt int            // the line on which Body begins
	blocks []block        // Body, rendered
}

// asked is one way to ask for an article, and the line it stands on.
type asked struct {
	text string
	line int
}

// line is where a key stands, or the first line when it is missing.
func (p *page) line(key string) int { return max(p.lines[key], 1) }

// parse reads one file. It is loaded (ok) when it has an id, a language and a title;
// whatever else is wrong with it is reported, and left out.
func parse(file string, data []byte) (p page, problems []Problem, ok bool) {
	r := &reader{report: report{file: file}}
	r.page = page{Article: Article{File: file, Version: version(data)}, lines: map[string]int{}}
	if front, body, found := r.separate(data); found {
		r.body(body)
		if r.front(front) {
			ok = r.complete()
		}
	}
	return r.page, r.problems, ok
}

// ReadArticle reads one file as Load does. It is an article (ok) when it has an id, a
// language and a title; what is wrong with it is told with its line.
func ReadArticle(file string, data []byte) (a Article, problems []Problem, ok bool) {
	p, problems, ok := parse(file, data)
	return p.Article, problems, ok
}

// reader turns one file into a page and its problems.
type reader struct {
	report
	page page
}

// separate splits a file in front matter (with its first "---", so that YAML
// counts lines as the file does) and body. Windows line ends and a byte order
// mark are taken away.
func (r *reader) separate(data []byte) (front, body string, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		r.errorf(invalidLine(data), "this line is not UTF-8; save the file as UTF-8")
		return "", "", false
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	lines := strings.Split(text, "\n")
	if strings.TrimRight(lines[0], " \t") != "---" {
		r.errorf(1, "no front matter; begin the file with a line ---, then id, lang and title, then another line ---")
		return "", "", false
	}
	for i, line := range lines[1:] {
		if strings.TrimRight(line, " \t") == "---" {
			r.page.bodyAt = i + 3
			return strings.Join(lines[:i+1], "\n"), strings.Join(lines[i+2:], "\n"), true
		}
	}
	r.errorf(len(lines), "the front matter does not end; put a line --- after it")
	return "", "", false
}

// invalidLine is the line of the first byte that is not UTF-8.
func invalidLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		c, n := utf8.DecodeRune(data)
		if c == utf8.RuneError && n == 1 {
			break
		}
		if c == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}

// body keeps the answer without the blank lines around it, and renders it.
func (r *reader) body(text string) {
	kept := strings.TrimLeft(text, "\n")
	if kept != "" {
		r.page.bodyAt += len(text) - len(kept)
	}
	r.page.Body = strings.TrimRight(kept, " \t\n")
	r.page.blocks = render(r.page.Body)
	r.page.Short, r.page.Rest = split(r.page.blocks)
}

// front reads the front matter; false when it is not YAML.
func (r *reader) front(text string) bool {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		r.errorf(yamlErrorLine(text), "the front matter is not YAML (%s); put a value that holds \": \" or begins with a sign in quotes, and indent with spaces", yamlReason(err))
		return false
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		r.errorf(1, "the front matter has no keys; write id, lang and title, each on a line of its own, such as: lang: es")
		return false
	}
	r.keys(doc.Content[0], articleKeys(), r.set)
	return true
}

// yamlErrorLine is the line that breaks the YAML: the one after the longest
// beginning that can be read. The library's own line is often that of the
// beginning of the list or mapping around it.
func yamlErrorLine(text string) int {
	lines := strings.Split(text, "\n")
	good := 1
	for n := range min(len(lines), 200) { // longer ones are no front matter
		var doc yaml.Node
		if yaml.Unmarshal([]byte(strings.Join(lines[:n+1], "\n")), &doc) == nil {
			good = n + 1
		}
	}
	return min(good+1, len(lines))
}

// yamlReason is the library's message without its name and line.
func yamlReason(err error) string {
	return regexp.MustCompile(`^yaml: (line \d+: )?`).ReplaceAllString(err.Error(), "")
}

// complete reports what an article cannot do without.
func (r *reader) complete() bool {
	a := &r.page.Article
	had := len(r.problems)
	if a.ID == "" {
		r.errorf(r.page.line("id"), "no id; add one in lower case with dashes, such as: id: costo-membresia")
	}
	if a.Lang == "" {
		r.errorf(r.page.line("lang"), "no lang; add lang: es or lang: en")
	} else if a.Lang != spanish && a.Lang != english {
		r.errorf(r.page.line("lang"), "the language %q is not known; write lang: es or lang: en", a.Lang)
	}
	if Fold(a.Title) == "" {
		r.errorf(r.page.line("title"), "no title; add the question that the article answers, such as: title: ¿Cuánto cuesta la membresía?")
	}
	ok := len(r.problems) == had
	if len(r.page.blocks) == 0 {
		r.warnf(r.page.bodyAt, "no body; write the answer below the second line ---, until then this article is found but says nothing")
	}
	return ok
}

// date is a day as front matter writes it.
func date(s string) (time.Time, error) { return time.Parse(time.DateOnly, s) }
