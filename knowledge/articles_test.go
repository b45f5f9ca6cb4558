package knowledge

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestTheEmbeddedArticlesAreWholeInBothLanguages(t *testing.T) {
	l := embedded(t)
	today := ""
	for _, a := range l.Articles() {
		today = max(today, a.Reviewed)
		if b, _ := l.Article(a.ID, other(a.Lang)); b.Lang == a.Lang {
			t.Errorf("%s has no translation", a.File)
		}
		if want := a.Lang + "/" + a.ID + ".md"; a.File != want {
			t.Errorf("%s should be %s", a.File, want)
		}
		if n := utf8.RuneCountInString(unmark(a.Short)); n > ShortLimit || n < 40 {
			t.Errorf("%s says %d runes at first", a.File, n)
		}
	}
	// As of the last review: tests do not fail because time passes; the check does.
	for _, p := range l.Check(day(today)) {
		t.Error(p)
	}
}

func TestWhatIsSaidCarriesNoMarkdown(t *testing.T) {
	for _, a := range embedded(t).Articles() {
		for _, text := range []string{a.Short, a.Rest} {
			for _, s := range readMarks(text) {
				if s.url != "" && !isWeb(s.url) || strings.Contains(s.text, "**") || strings.Contains(s.text, "](") {
					t.Errorf("%s says %q", a.File, s.text)
				}
			}
			for _, line := range strings.Split(text, "\n") {
				if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ">") || strings.TrimSpace(line) != line {
					t.Errorf("%s says the line %q", a.File, line)
				}
			}
		}
	}
}

// The room is pure: what reads the world comes in as an fs.FS (HOUSE.md §2).
func TestThePackageTouchesNoWorld(t *testing.T) {
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			for _, no := range []string{"os", "net", "database/sql", "log", "pabellon"} {
				if path == no || strings.HasPrefix(path, no+"/") {
					t.Errorf("%s imports %s", name, path)
				}
			}
		}
	}
}

func TestTheArticlesAreOneQuestionEachInBothLanguages(t *testing.T) {
	l := embedded(t)
	ids := map[string]int{}
	for _, a := range l.Articles() {
		ids[a.ID]++
		if n := len(a.Questions); n < 4 || n > 10 {
			t.Errorf("%s has %d example questions, want 4 to 10", a.File, n)
		}
		if a.Short == "" || len([]rune(a.Body)) > 1300 {
			t.Errorf("%s has %d characters", a.File, len([]rune(a.Body)))
		}
		if _, err := time.Parse(time.DateOnly, a.Reviewed); err != nil {
			t.Errorf("%s: %v", a.File, err)
		}
	}
	if len(ids) < 60 || len(ids) > 120 {
		t.Errorf("%d articles, want 60 to 120", len(ids))
	}
	for id, n := range ids {
		if n != 2 {
			t.Errorf("%s is there in %d languages", id, n)
		}
	}
}
