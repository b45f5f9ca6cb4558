package knowledge

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

const goodFile = `---
id: costo-membresia          # a comment
lang: es
title: "¿Cuánto cuesta?"
questions:
  - precio de Gold Supplier
  - "¿es caro?"
topics: [costos]
facts: [F-COST-01, F-COST-02]
sources:
  - {title: "Business Times, 25 ago 2018", url: "https://example.com/a"}
  - title: Una guía sin dirección
reviewed: 2026-11-22
review_by: 2027-05-22
owner: "U0ADMIN"
---

En 2018, 1,500 dólares.

Después, los detalles.
`

func goodArticle(version string) Article {
	return Article{
		ID: "costo-membresia", Lang: "es", Title: "¿Cuánto cuesta?",
		Questions: []string{"precio de Gold Supplier", "¿es caro?"},
		Topics:    []string{"costos"}, Facts: []string{"F-COST-01", "F-COST-02"},
		Sources:  []Source{{"Business Times, 25 ago 2018", "https://example.com/a"}, {"Una guía sin dirección", ""}},
		Reviewed: "2026-11-22", ReviewBy: "2027-05-22", Owner: "U0ADMIN",
		Body:  "En 2018, 1,500 dólares.\n\nDespués, los detalles.",
		Short: "En 2018, 1,500 dólares.\n\nDespués, los detalles.",
		File:  "es/a.md", Version: version,
	}
}

func TestParseKeepsEveryKey(t *testing.T) {
	p, problems, ok := parse("es/a.md", []byte(goodFile))
	if !ok || len(problems) > 0 {
		t.Fatalf("ok %v, problems %v", ok, problems)
	}
	if want := goodArticle(version([]byte(goodFile))); !reflect.DeepEqual(p.Article, want) {
		t.Errorf("got\n%+v, want\n%+v", p.Article, want)
	}
	if p.line("title") != 4 || p.line("reviewed") != 13 || p.line("absent") != 1 || p.bodyAt != 18 {
		t.Errorf("lines %v, body at %d", p.lines, p.bodyAt)
	}
	if want := []asked{{"¿Cuánto cuesta?", 4}, {"precio de Gold Supplier", 6}, {"¿es caro?", 7}}; !reflect.DeepEqual(p.asked, want) {
		t.Errorf("asked %v, want %v", p.asked, want)
	}
}

func TestWindowsFilesLoadLikeOthers(t *testing.T) {
	file := "\ufeff" + strings.ReplaceAll(goodFile, "\n", "\r\n")
	p, problems, ok := parse("es/a.md", []byte(file))
	if !ok || len(problems) > 0 {
		t.Fatalf("ok %v, problems %v", ok, problems)
	}
	if want := goodArticle(version([]byte(file))); !reflect.DeepEqual(p.Article, want) {
		t.Errorf("got\n%+v, want\n%+v", p.Article, want)
	}
}

func TestVersionIsOfTheFile(t *testing.T) {
	p, _, _ := parse("es/a.md", []byte(goodFile))
	q, _, _ := parse("es/a.md", []byte(goodFile+" "))
	if len(p.Version) != 12 || p.Version == q.Version {
		t.Errorf("versions %q and %q: want two of 12 digits", p.Version, q.Version)
	}
}

// minimal is an article with one line of front matter put in the place of §.
func minimal(line string) string {
	return strings.Replace("---\nid: a\nlang: es\ntitle: A\n§\n---\nBody.\n", "§", line, 1)
}

func TestMistakesAreToldWithTheirLine(t *testing.T) {
	for name, c := range map[string]struct {
		file  string
		want  string // "line: beginning of the text", and what the text must advise
		tells string
		loads bool
	}{
		"no front matter":     {"Just text.\n", "1: no front matter", "begin the file with a line ---", false},
		"empty file":          {"", "1: no front matter", "---", false},
		"front matter open":   {"---\nid: a\n", "3: the front matter does not end", "put a line ---", false},
		"no keys":             {"---\n---\nBody.", "1: the front matter has no keys", "id, lang and title", false},
		"a list":              {"---\n- id\n---\nBody.", "1: the front matter has no keys", "id, lang and title", false},
		"no id":               {"---\nlang: es\ntitle: A\n---\nBody.", "1: no id", "id: costo-membresia", false},
		"empty id":            {"---\nlang: es\nid:\ntitle: A\n---\nBody.", "3: no id", "id: costo-membresia", false},
		"no lang":             {"---\nid: a\ntitle: A\n---\nBody.", "1: no lang", "lang: es", false},
		"unknown lang":        {"---\nid: a\nlang: fr\ntitle: A\n---\nBody.", `3: the language "fr" is not known`, "lang: es or lang: en", false},
		"no title":            {"---\nid: a\nlang: es\n---\nBody.", "1: no title", "add the question", false},
		"no body":             {"---\nid: a\nlang: es\ntitle: A\n---\n\n", "6: warning: no body", "write the answer", true},
		"only a comment":      {"---\nid: a\nlang: es\ntitle: A\n---\n<!-- soon -->\n", "6: warning: no body", "write the answer", true},
		"colon in a value":    {minimal("topics: a: b"), "5: the front matter is not YAML", "in quotes", false},
		"bad indentation":     {minimal("questions:\n  - a\n - b"), "7: the front matter is not YAML", "indent with spaces", false},
		"tab":                 {minimal("questions:\n\t- a"), "6: the front matter is not YAML", "indent with spaces", false},
		"open bracket":        {minimal("topics: [a, b"), "5: the front matter is not YAML", "in quotes", false},
		"open quote":          {minimal(`owner: "U0`), "5: the front matter is not YAML", "in quotes", false},
		"no colon":            {minimal("owner U0"), "5: the front matter is not YAML", "in quotes", false},
		"unknown anchor":      {minimal("owner: *x"), "5: the front matter is not YAML", "in quotes", false},
		"not UTF-8":           {minimal("owner: a\xff"), "5: this line is not UTF-8", "save the file as UTF-8", false},
		"unknown key":         {minimal("qestions: [a]"), `5: the key "qestions" is not known`, "did you mean questions?", true},
		"strange key":         {minimal("colour: red"), `5: the key "colour" is not known`, "use one of id, lang", true},
		"key twice":           {minimal("lang: en"), `5: the key "lang" is there twice`, "keep one", true},
		"bad date":            {minimal("reviewed: 22/11/2026"), `5: reviewed: "22/11/2026" is not a date`, "2026-11-22", true},
		"impossible date":     {minimal("review_by: 2027-02-30"), `5: review_by: "2027-02-30" is not a date`, "2026-11-22", true},
		"title as a list":     {minimal("owner: [a]"), "5: owner must be one text", "on the same line", true},
		"questions as a map":  {minimal("questions: {a: b}"), "5: questions must be a list", "begins with a dash", true},
		"question as a map":   {minimal("questions:\n  - ok\n  - why: not"), "7: an item of questions must be one text", "", true},
		"sources as text":     {minimal("sources: https://example.com"), "5: sources must be a list", "title:", true},
		"source as text":      {minimal("sources:\n  - https://example.com"), "6: a source needs a title", "title:", true},
		"source without name": {minimal("sources:\n  - url: https://example.com"), "6: this source has no title", "publisher", true},
		"source with a typo":  {minimal("sources:\n  - {titel: A}"), `6: the key "titel" is not known`, "did you mean title?", true},
		"source not a link":   {minimal(`sources: [{title: A, url: "javascript:alert(1)"}]`), "5: the address", "https://", true},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems, ok := parse("es/a.md", []byte(c.file))
			if ok != c.loads {
				t.Errorf("loaded %v, want %v", ok, c.loads)
			}
			if len(problems) == 0 {
				t.Fatal("no problem found")
			}
			got := problems[0].String()
			want := "es/a.md:" + c.want
			if !strings.Contains(want, ": warning: ") {
				want = strings.Replace(want, ": ", ": error: ", 1)
			}
			if !strings.HasPrefix(got, want) || !strings.Contains(got, c.tells) {
				t.Errorf("got  %s\nwant %s … %s", got, want, c.tells)
			}
		})
	}
}

func TestEveryMissingKeyIsToldAtOnce(t *testing.T) {
	_, problems, _ := parse("a.md", []byte("---\nowner: U0\n---\n"))
	if len(problems) != 4 {
		t.Errorf("got %v, want id, lang, title and body", problems)
	}
}

func TestAWrongValueIsLeftOutAndTheRestKept(t *testing.T) {
	p, problems, ok := parse("a.md", []byte(minimal("reviewed: soon\nquestions: one is enough\nsources: [{title: A, url: ftp://x}]")))
	if !ok || len(problems) != 2 {
		t.Fatalf("ok %v, problems %v", ok, problems)
	}
	if p.Reviewed != "" || len(p.Questions) != 1 || p.Sources[0] != (Source{Title: "A"}) {
		t.Errorf("got %+v", p.Article)
	}
}

func TestFrontMatterMayBeWrittenInManyWays(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		want Article
	}{
		"folded title":     {"owner: >\n  two\n  lines", Article{Owner: "two lines"}},
		"quoted":           {"owner: 'it''s me'", Article{Owner: "it's me"}},
		"number":           {"owner: 007", Article{Owner: "007"}},
		"date in quotes":   {`reviewed: "2026-11-22"`, Article{Reviewed: "2026-11-22"}},
		"nothing":          {"owner: ~\nreviewed:\nsources:\ntopics:", Article{}},
		"comments":         {"# a comment\nowner: U0 # another", Article{Owner: "U0"}},
		"list with blanks": {"topics:\n\n  - a\n\n  -\n  - b", Article{Topics: []string{"a", "b"}}},
		"one for a list":   {"topics: costos", Article{Topics: []string{"costos"}}},
		"long source":      {"sources:\n  - title: A\n    url: http://x.mx", Article{Sources: []Source{{"A", "http://x.mx"}}}},
		"signs":            {"topics: ['a: b', \"¿c?\", \"1,500 # no\"]", Article{Topics: []string{"a: b", "¿c?", "1,500 # no"}}},
	} {
		t.Run(name, func(t *testing.T) {
			p, problems, ok := parse("a.md", []byte(minimal(c.line)))
			if !ok || len(problems) > 0 {
				t.Fatalf("ok %v, problems %v", ok, problems)
			}
			got := Article{Owner: p.Owner, Reviewed: p.Reviewed, Topics: p.Topics, Sources: p.Sources}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestTheBodyIsAllThatComesAfter(t *testing.T) {
	for name, c := range map[string]struct {
		body, want string
		at         int
	}{
		"at once":          {"Body.", "Body.", 6},
		"after blanks":     {"\n\n\nBody.\n\n", "Body.", 9},
		"with a ruler":     {"One.\n\n---\n\nTwo.", "One.\n\n---\n\nTwo.", 6},
		"indented":         {"\n    code", "    code", 7},
		"like front":       {"id: b\n---\nx", "id: b\n---\nx", 6},
		"Windows and Unix": {"One.\r\nTwo.\nThree.", "One.\nTwo.\nThree.", 6},
	} {
		t.Run(name, func(t *testing.T) {
			p, _, ok := parse("a.md", []byte("---\nid: a\nlang: es\ntitle: A\n--- \n"+c.body))
			if !ok || p.Body != c.want || p.bodyAt != c.at {
				t.Errorf("got %q at %d, want %q at %d", p.Body, p.bodyAt, c.want, c.at)
			}
		})
	}
}

// FuzzParseArticle: whatever the file, parsing ends, says where it hurts, and
// what loads keeps its promises.
func FuzzParseArticle(f *testing.F) {
	for _, s := range []string{goodFile, minimal("questions: [a]"), minimal("owner: &a [*a]"), minimal("? [x]\n: y"),
		minimal("topics: !!binary x"), "---\r\nid: a\r\n---", "\ufeff---\n---\n", "---\nid: a\nlang: es\ntitle: A\n---\n> - **x*\n  1) `y\n\n[a]: <b>\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems, ok := parse("a.md", data)
		for _, problem := range problems {
			if problem.Line < 1 || problem.Line > strings.Count(string(data), "\n")+2 || problem.Text == "" {
				t.Errorf("problem without a place: %v", problem)
			}
		}
		if !ok {
			if len(problems) == 0 {
				t.Error("did not load, and does not say why")
			}
			return
		}
		if p.ID == "" || p.Title == "" || p.Short == "" || len(p.Version) != 12 {
			t.Errorf("loaded without what it needs: %+v", p.Article)
		}
		if !utf8.ValidString(p.Short + p.Rest) {
			t.Errorf("marks are not UTF-8: %q %q", p.Short, p.Rest)
		}
		if n := utf8.RuneCountInString(unmark(p.Short)); n > ShortLimit {
			t.Errorf("Short has %d runes: %q", n, p.Short)
		}
	})
}

func TestAnArticleIsReadAloneAsInAFolder(t *testing.T) {
	a, problems, ok := ReadArticle("es/x.md", []byte("---\nid: x\nlang: es\ntitle: ¿Qué es?\n---\nEsto.\n"))
	if !ok || len(problems) != 0 || a.ID != "x" || a.Lang != "es" || a.Title != "¿Qué es?" || a.Body != "Esto." {
		t.Errorf("%+v, %v, %v", a, problems, ok)
	}
	if _, problems, ok := ReadArticle("es/x.md", []byte("---\nid: x\nlang: es\ntitel: y\n---\nEsto.\n")); ok || len(problems) == 0 || problems[0].Line != 4 {
		t.Errorf("of one without a title: %v, %v", problems, ok)
	}
}
