package knowledge

import (
	"strings"
	"testing"
	"time"
)

// day is a date as the articles write it.
func day(s string) time.Time {
	d, _ := date(s)
	return d
}

// full is an article with which nothing is wrong, and its translation.
func full() map[string]string {
	es := `---
id: a-b
lang: es
title: ¿Qué?
questions: [qué es]
facts: [F-1]
sources: [{title: Diario}]
reviewed: 2026-11-22
review_by: 2027-05-22
---
Esto.
`
	en := strings.NewReplacer("lang: es", "lang: en", "¿Qué?", "What?", "qué es", "what is", "Esto", "This").Replace(es)
	return map[string]string{"es/a-b.md": es, "en/a-b.md": en}
}

func TestAGoodFolderHasNoProblem(t *testing.T) {
	l := load(t, full())
	for _, today := range []string{"2026-11-22", "2027-05-22"} {
		if got := l.Check(day(today)); len(got) > 0 {
			t.Errorf("on %s: %v", today, got)
		}
	}
}

func TestCheckTellsWhatIsWrongAndWhatToDo(t *testing.T) {
	long := strings.Repeat("palabra ", 80)
	for name, c := range map[string]struct{ old, new, want, tells string }{
		"no questions":         {"questions: [qué es]\n", "", "1: warning: no questions", "add three"},
		"empty questions":      {"[qué es]", "[]", "5: warning: no questions", "add three"},
		"no facts":             {"facts: [F-1]\n", "", "1: warning: no facts", "add the ids"},
		"no sources":           {"sources: [{title: Diario}]\n", "", "1: warning: no sources", "add where"},
		"no review":            {"reviewed: 2026-11-22\n", "", "1: warning: no date of review", "reviewed: 2026-12-01"},
		"no next review":       {"review_by: 2027-05-22\n", "", "1: warning: no date for the next review", "add review_by"},
		"review passed":        {"review_by: 2027-05-22", "review_by: 2026-11-30", "9: warning: was to be reviewed by 2026-11-30", "read it again"},
		"review before review": {"review_by: 2027-05-22", "review_by: 2026-11-21", "9: warning: to be reviewed by 2026-11-21, before", "later day"},
		"review in the future": {"reviewed: 2026-11-22", "reviewed: 2026-12-02", "8: warning: reviewed on 2026-12-02", "write the day"},
		"strange id":           {"id: a-b", "id: A_b", `2: warning: the id "A_b" is hard`, "lower-case"},
		"long opening":         {"Esto.", "\n" + long + "fin.", "12: warning: the first paragraph has 644 characters", "in a paragraph below"},
		"dead link":            {"Esto.", "Esto.\n\nMira [b](es/a-c.md#x) ahí.", "13: warning: links to es/a-c.md", "did you mean a-b.md?"},
		"dead link far away":   {"Esto.", "[b](<zzz.md>)", "11: warning: links to zzz.md", "write that article"},
		"load problem":         {"facts: [F-1]", "facts: [F-1]\nfact: x", `7: error: the key "fact"`, "did you mean facts?"},
		"bad date":             {"reviewed: 2026-11-22", "reviewed: hoy", `8: error: reviewed: "hoy"`, "2026-11-22"},
	} {
		t.Run(name, func(t *testing.T) {
			files := full()
			files["es/a-b.md"] = strings.Replace(files["es/a-b.md"], c.old, c.new, 1)
			l, _ := Load(folder(files))
			var all []string
			for _, p := range l.Check(day("2026-12-01")) {
				all = append(all, p.String())
			}
			for _, got := range all {
				if strings.HasPrefix(got, "es/a-b.md:"+c.want) && strings.Contains(got, c.tells) {
					return
				}
			}
			t.Errorf("got\n%s\nwant es/a-b.md:%s … %s", strings.Join(all, "\n"), c.want, c.tells)
		})
	}
}

func TestLiveLinksAreLeftAlone(t *testing.T) {
	files := full()
	files["es/a-b.md"] += "\n[a](a-b.md) [b](../en/a-b.md#top) [c](https://x.mx/readme.md) a-z.md (otro.md)\n"
	if got := load(t, files).Check(day("2026-12-01")); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

func TestAMissingTranslationIsTold(t *testing.T) {
	files := full()
	delete(files, "en/a-b.md")
	got := load(t, files).Check(day("2026-12-01"))
	if len(got) != 2 || !strings.HasPrefix(got[0].String(), `.:1: warning: there is no article in "en"`) ||
		!strings.HasPrefix(got[1].String(), `es/a-b.md:3: warning: there is no "en" version; add en/a-b.md`) {
		t.Errorf("got %v", got)
	}
}

func TestAQuestionInTwoArticlesIsTold(t *testing.T) {
	files := full()
	for name, text := range full() {
		text = strings.NewReplacer("id: a-b", "id: c", "¿Qué?", "¿Cómo?", "What?", "How?", "qué es", "QUE   es", "what is", "else").Replace(text)
		files[strings.Replace(name, "a-b", "c", 1)] = text
	}
	got := load(t, files).Check(day("2026-12-01"))
	if len(got) != 1 || !strings.HasPrefix(got[0].String(), `es/c.md:5: error: "QUE es" is also asked in es/a-b.md, so that neither is the answer`) {
		t.Errorf("got %v", got)
	}
}

func TestProblemsComeInTheOrderOfFilesAndLines(t *testing.T) {
	files := map[string]string{"b.md": "x", "a.md": file("A", "es", "A", "A."), "c.md": minimal("x: 1\ny: 2")}
	l, _ := Load(folder(files))
	got := l.Check(day("2026-12-01"))
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if a.File > b.File || a.File == b.File && a.Line > b.Line {
			t.Errorf("%v comes before %v", a, b)
		}
	}
	if len(got) < 8 {
		t.Errorf("only %d problems: %v", len(got), got)
	}
}

func TestEveryProblemSaysWhatToDo(t *testing.T) {
	l, _ := Load(folder(map[string]string{"b.md": "x", "a.md": file("A", "es", "A", "A."), "c.md": minimal("x: 1\nreviewed: y")}))
	for _, p := range l.Check(day("2026-12-01")) {
		if !strings.ContainsAny(p.Text, ";?") {
			t.Errorf("%v: what is one to do?", p)
		}
	}
}
