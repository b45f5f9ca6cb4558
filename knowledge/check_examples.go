package knowledge

import (
	"slices"
	"strings"
)

// askedAt is where a question stands, and the article that answers it: "" for none.
type askedAt struct {
	asked
	id, file string
}

// checkExamples looks for questions of AskedFile and GapsFile that say the same as
// another one: what has two answers gets neither.
func (l *Library) checkExamples() []Problem {
	more, none := report{file: AskedFile}, report{file: GapsFile}
	for _, lang := range []string{spanish, english} {
		first := map[string]askedAt{}
		each := func(id, file string, list []asked, tell func(a asked, c askedAt)) {
			for _, a := range list {
				key := strings.Join(askingStems(a.text, lang), " ")
				if c, taken := first[key]; !taken {
					first[key] = askedAt{a, id, file}
				} else if key != "" && tell != nil {
					tell(a, c)
				}
			}
		}
		for i := range l.pages {
			if p := &l.pages[i]; p.Lang == lang {
				each(p.ID, p.File, p.asked, nil)
			}
		}
		for i := range l.pages {
			if p := &l.pages[i]; p.Lang == lang {
				each(p.ID, AskedFile, p.also, func(a asked, c askedAt) {
					if c.id == p.ID {
						more.warnf(a.line, "%q stands in %s:%d too; one is enough", a.text, c.file, c.line)
					} else if sameForSearch(a.text, c.text, lang) {
						more.errorf(a.line, "%q is also asked in %s:%d, of %s; keep it where the answer is", a.text, c.file, c.line, c.id)
					}
				})
			}
		}
		each("", GapsFile, l.gaps.lines[lang], func(a asked, c askedAt) {
			if c.id == "" {
				none.warnf(a.line, "%q stands in line %d too; one is enough", a.text, c.line)
			} else {
				none.errorf(a.line, "%q is asked in %s:%d, and %s answers it; take it out here", a.text, c.file, c.line, c.id)
			}
		})
	}
	out := append(more.problems, none.problems...)
	sortProblems(out)
	return out
}

// sameForSearch tells whether two questions have the same words, small ones too, but for
// their endings and order: "ya mandé mi solicitud" is not "¿mando más de una solicitud?".
func sameForSearch(a, b, lang string) bool {
	stems := func(text string) []string {
		var out []string
		for _, w := range wordsOfLine(text, lang) {
			out = append(out, stem(w, lang))
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(stems(a), stems(b))
}
