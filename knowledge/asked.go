package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Beside the articles stand two lists of questions as people asked them: those that an
// article answers, and those that sound so and that none answers.
const (
	// AskedFile has more questions for each article, by language and id. They are found
	// like those of its front matter, of which ten are as many as somebody likes to read.
	AskedFile = "asked.yaml"
	// GapsFile has questions that no article answers, by language.
	GapsFile = "gaps.yaml"
)

// readAsked gives each article its questions of AskedFile. A folder without one has none.
func (l *Library) readAsked(fsys fs.FS) {
	r := report{file: AskedFile}
	var file map[string]map[string][]yaml.Node
	if r.readExamples(fsys, &file, "write es: and en:, under each the ids of articles, and under each id a list of questions") {
		for lang, ids := range file {
			for id, nodes := range ids {
				lines := r.questions(lang, nodes)
				if p := l.find(id, lang); p != nil {
					p.also = lines
				} else if len(lines) > 0 {
					r.warnf(lines[0].line, "no article in %q has the id %s; %s", lang, id, l.adviceForID(id))
				}
			}
		}
	}
	sortProblems(r.problems)
	l.broken = append(l.broken, r.problems...)
}

// readGaps reads the questions of GapsFile. A folder without one has none.
func readGaps(fsys fs.FS) (gaps, []Problem) {
	r := report{file: GapsFile}
	g := gaps{lines: map[string][]asked{}, indexes: map[string]*index{}}
	var file map[string][]yaml.Node
	if r.readExamples(fsys, &file, "write es: and en:, and under each a list of questions") {
		for lang, nodes := range file {
			if lines := r.questions(lang, nodes); len(lines) > 0 {
				g.lines[lang], g.indexes[lang] = lines, newIndex(lang, examples(lang, lines))
			}
		}
	}
	sortProblems(r.problems)
	return g, r.problems
}

// readExamples reads a list, and tells whether there is one that can be used.
func (r *report) readExamples(fsys fs.FS, list any, advice string) bool {
	data, err := fs.ReadFile(fsys, r.file)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if err == nil {
		err = yaml.Unmarshal(data, list)
	}
	if err != nil {
		r.errorf(1, "cannot be used (%s); %s", oneLine(yamlReason(err)), advice)
	}
	return err == nil
}

// questions are the lines of a list, without what is not a question.
func (r *report) questions(lang string, nodes []yaml.Node) []asked {
	if len(nodes) > 0 && !slices.Contains([]string{spanish, english}, lang) {
		r.errorf(nodes[0].Line, "the language %q is not known; write es: or en:", lang)
		return nil
	}
	var out []asked
	for _, node := range nodes {
		if text := strings.Join(strings.Fields(node.Value), " "); node.Kind == yaml.ScalarNode && len(Words(text)) > 0 {
			out = append(out, asked{text, node.Line})
		} else {
			r.errorf(node.Line, "this is not a question; write one, in quotes if it has a colon")
		}
	}
	return out
}

// examples are lines as pages of an index, each its own.
func examples(lang string, lines []asked) []page {
	out := make([]page, len(lines))
	for i, a := range lines {
		out[i] = page{Article: Article{ID: fmt.Sprint(i), Lang: lang}, asked: []asked{a}}
	}
	return out
}
