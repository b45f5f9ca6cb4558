package knowledge

import (
	"slices"
	"strings"
)

// nearQuestions looks for a question that is nearly one of another article: who asks
// it gets either.
func (l *Library) nearQuestions() []Problem {
	var out []Problem
	type asking struct {
		page *page
		a    asked
		key  string
	}
	for _, lang := range []string{spanish, english} {
		seen := map[string]asking{}
		for i := range l.pages {
			p := &l.pages[i]
			if p.Lang != lang {
				continue
			}
			r := report{file: p.File}
			for _, a := range p.asked {
				stems := askingStems(a.text, lang)
				key := strings.Join(stems, " ")
				before, was := seen[key]
				switch {
				case len(stems) < 2 || was && before.page == p:
				case was && !sameText(before.a.text, a.text):
					r.warnf(a.line, "%q is nearly %q in %s:%d; keep it where the answer is, or say what sets it apart", a.text, before.a.text, before.page.File, before.a.line)
				case !was:
					seen[key] = asking{p, a, key}
				}
			}
			out = append(out, r.problems...)
		}
	}
	return out
}

// askingStems are the words that set a question apart, sorted: also "no", what is
// asked for, and codes.
func askingStems(text, lang string) []string {
	var out []string
	for _, w := range Words(text) {
		if isFiller(w, lang) && !slices.Contains([]string{"no", "sin", "por", "para", "not", "for"}, w) {
			continue
		}
		if s := stem(w, lang); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// sameText tells whether two questions have the same words: that is told elsewhere.
func sameText(a, b string) bool { return slices.Equal(Words(a), Words(b)) }
