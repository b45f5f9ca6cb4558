package knowledge

import (
	"bufio"
	"bytes"
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The floors of the question set.
const (
	hitFloor     = 0.85 // right article first, of the questions that have one
	answerFloor  = 0.80 // and above AnswerAt
	refusalFloor = 0.85 // no answer, of the messages that must not get one
)

// question is a line of testdata/questions.jsonl: what somebody types, and the
// article that answers it, or "" when none does.
type question struct {
	Lang, Q, ID string
}

func questions(t testing.TB) []question {
	t.Helper()
	data, err := os.ReadFile("testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []question
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		out = append(out, q)
	}
	return out
}

func TestQuestionSet(t *testing.T) {
	l := embedded(t)
	var known, hits, answers, unknown, refused float64
	for _, q := range questions(t) {
		r := l.Search(q.Q, q.Lang, 3)
		top := Hit{}
		if len(r.Hits) > 0 {
			top = r.Hits[0]
		}
		if q.ID == "" {
			unknown++
			if r.Outcome != Answer {
				refused++
				continue
			}
		} else {
			known++
			if top.ID == q.ID {
				hits++
				if r.Outcome == Answer {
					answers++
					continue
				}
			}
		}
		t.Logf("%s: %q (%s), want %q, got %s %.2f by %q", r.Outcome, q.Q, q.Lang, q.ID, top.ID, top.Score, top.Line)
	}
	t.Logf("hit@1 %.3f, answered rightly %.3f of %.0f; refused %.3f of %.0f", hits/known, answers/known, known, refused/unknown, unknown)
	for _, c := range []struct {
		name       string
		got, floor float64
	}{{"hit@1", hits / known, hitFloor}, {"right answers", answers / known, answerFloor}, {"refusals", refused / unknown, refusalFloor}} {
		if c.got < c.floor {
			t.Errorf("%s %.3f is below %.2f; run with -v to see the misses", c.name, c.got, c.floor)
		}
	}
}

func TestTheQuestionSetAsksForArticlesThatExist(t *testing.T) {
	l := embedded(t)
	asked := map[string]int{}
	for _, q := range questions(t) {
		if _, ok := l.Article(q.ID, q.Lang); !ok && q.ID != "" {
			t.Errorf("%q wants %q, which is no article", q.Q, q.ID)
		}
		asked[q.ID]++
	}
	for _, a := range l.Articles() {
		if asked[a.ID] < 3 {
			t.Errorf("%s is asked for %d times; add questions for it", a.ID, asked[a.ID])
		}
	}
}

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
	if n := len(l.Articles()); n < 24 {
		t.Errorf("%d articles, want 12 in each language", n)
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
