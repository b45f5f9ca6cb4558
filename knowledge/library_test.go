package knowledge

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// file is an article with the least that loads.
func file(id, lang, title, body string) string {
	return "---\nid: " + id + "\nlang: " + lang + "\ntitle: " + title + "\n---\n" + body + "\n"
}

// folder is a file system of texts.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return out
}

// load is Load where no problem is expected.
func load(t *testing.T, files map[string]string) *Library {
	t.Helper()
	l, problems := Load(folder(files))
	for _, p := range problems {
		t.Errorf("problem: %v", p)
	}
	return l
}

func TestLoadReadsEveryArticleAtAnyDepth(t *testing.T) {
	l := load(t, map[string]string{
		"z.md":                file("b", "es", "B", "Be."),
		"es/deep/er/a.MD":     file("a", "es", "A", "A."),
		"en/a.md":             file("a", "en", "A", "A."),
		"README.md":           "about this folder",
		"es/readme.md":        "about this one",
		"es/notes.txt":        "not an article",
		".git/x.md":           "hidden",
		"..2026_11_22/a.md":   file("a", "es", "A", "A."), // how Kubernetes mounts a folder
		"es/.draft.md":        "hidden",
		"en/a.md.bak":         "not an article",
		"anything/es/fr/q.md": file("c", "en", "C", "C."), // the front matter decides
	})
	var got []string
	for _, a := range l.Articles() {
		got = append(got, a.ID+"/"+a.Lang)
	}
	if want := "a/en a/es b/es c/en"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestABrokenFileTakesNoOtherDown(t *testing.T) {
	l, problems := Load(folder(map[string]string{
		"a.md": file("a", "es", "A", "A."), "b.md": "---\nid: [b\n---\n", "c.md": "no front matter",
		"d.md": file("a", "es", "Otra", "Otra."), "e.md": strings.Repeat("x", maxFile+1),
	}))
	if len(l.Articles()) != 1 || l.Articles()[0].File != "a.md" {
		t.Errorf("loaded %v, want a.md alone", l.Articles())
	}
	want := []string{"b.md:2: error: the front matter is not YAML", "c.md:1: error: no front matter",
		`d.md:2: error: the id a in "es" is already in a.md`, "e.md:1: error: the file has 256 KB"}
	for i, p := range problems {
		if i >= len(want) || !strings.HasPrefix(p.String(), want[i]) {
			t.Errorf("problem %d: %v", i, p)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("%d problems, want %d", len(problems), len(want))
	}
}

func TestAnEmptyFolderIsAProblem(t *testing.T) {
	l, problems := Load(folder(nil))
	if len(problems) != 1 || problems[0].Severity != Error || !strings.Contains(problems[0].Text, "add one") {
		t.Errorf("problems %v", problems)
	}
	if r := l.Search("hola", "es", 3); r.Outcome != Unknown || len(r.Hits) > 0 {
		t.Errorf("an empty library found %v", r)
	}
	if _, ok := l.Article("a", "es"); ok || len(l.Articles()) > 0 || len(l.Version()) != 12 {
		t.Error("an empty library holds something")
	}
}

// unreadable is a folder in which reading fails.
type unreadable struct{ fs.FS }

func (u unreadable) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "bad") || strings.HasSuffix(name, "bad.md") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("permission denied")}
	}
	return u.FS.Open(name)
}

func TestWhatCannotBeReadIsTold(t *testing.T) {
	l, problems := Load(unreadable{folder(map[string]string{
		"a.md": file("a", "es", "A", "A."), "bad.md": file("b", "es", "B", "B."), "bad/c.md": file("c", "es", "C", "C."),
	})})
	if len(l.Articles()) != 1 || len(problems) != 2 {
		t.Fatalf("articles %v, problems %v", l.Articles(), problems)
	}
	for _, p := range problems {
		if p.Severity != Error || !strings.Contains(p.Text, "permission") {
			t.Errorf("problem %v", p)
		}
	}
}

func TestArticleFallsBackToTheOtherLanguage(t *testing.T) {
	l := load(t, map[string]string{
		"es/a.md": file("a", "es", "Uno", "A."), "en/a.md": file("a", "en", "One", "A."), "es/b.md": file("b", "es", "Dos", "B."),
	})
	for _, c := range []struct{ id, lang, want string }{{"a", "es", "Uno"}, {"a", "en", "One"}, {"b", "en", "Dos"}, {"b", "es", "Dos"}, {"c", "es", ""}, {"a", "", "Uno"}, {"a", "fr", "Uno"}} {
		a, ok := l.Article(c.id, c.lang)
		if a.Title != c.want || ok != (c.want != "") {
			t.Errorf("Article(%q, %q) is %q, %v; want %q", c.id, c.lang, a.Title, ok, c.want)
		}
	}
}

func TestTheVersionFollowsTheArticles(t *testing.T) {
	files := map[string]string{"a.md": file("a", "es", "A", "A."), "b.md": file("b", "es", "B", "B.")}
	first := load(t, files).Version()
	if again := load(t, files).Version(); again != first || len(first) != 12 {
		t.Errorf("versions of one folder: %q and %q", first, again)
	}
	files["b.md"] = file("b", "es", "B", "Otra cosa.")
	if load(t, files).Version() == first {
		t.Error("another text has the same version")
	}
	delete(files, "b.md")
	if load(t, files).Version() == first {
		t.Error("fewer articles have the same version")
	}
}

func TestALibraryMayBeUsedByManyAtOnce(t *testing.T) {
	l, _ := Load(Embedded())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, q := range []string{"cuanto cuesta", "how much is it", "hola"} {
				l.Search(q, "es", 3)
				l.Article("miedos", "en")
				l.Check(day("2026-11-22"))
			}
		})
	}
	wg.Wait()
}

func TestCallersCannotChangeTheLibrary(t *testing.T) {
	l := load(t, map[string]string{"a.md": file("a", "es", "A", "A.")})
	l.Articles()[0].Title = "changed"
	if a, _ := l.Article("a", "es"); a.Title != "A" || l.Articles()[0].Title != "A" {
		t.Error("a caller changed an article")
	}
}
