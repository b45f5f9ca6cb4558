package knowledge

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"
)

// maxFile is the largest file that is read, in bytes: a thousand chat messages,
// so what is larger got here by mistake.
const maxFile = 256 << 10

// Library is a folder of articles, loaded. It never changes and may be used by
// many goroutines at once.
type Library struct {
	pages   []page            // by id, then language
	place   map[[2]string]int // id and language → number of its page
	indexes map[string]*index // by language; both are always there
	broken  []Problem         // what Load found
	limits  Thresholds
	costs   Costs
	gaps    gaps
	stopped []string // ids that may not be quoted
	shapes  *shapes
	names   map[string][]int // id → the places that the article names
	version string
	short   bool // what only Check needs was left out
	recent  *recent
	proved  []atomic.Bool // number of a page → what it says first was found proved
}

// Load reads every article of a folder: all *.md at any depth, but for README.md
// and for what is hidden (a name that begins with a dot). The front matter says
// what a file is, not its place. An article loads when it has an id, a language
// and a title, and no other file had the same id and language before it (in the
// order of paths). Without a body it is found, but its Short is "": do not answer
// from it. What is wrong comes back as problems; the library holds the rest, and is
// never nil.
//
// The articles inside the program, and a folder of the same files, are there at once: they
// were prepared (prepared.go).
func Load(fsys fs.FS) (*Library, []Problem) {
	if stamp := stampOf(fsys); strings.HasPrefix(prepared, stamp) {
		return openPrepared(prepared[len(stamp):]), nil
	}
	return loadWhole(fsys)
}

// loadWhole is Load from the files themselves.
func loadWhole(fsys fs.FS) (*Library, []Problem) {
	l := &Library{place: map[[2]string]int{}}
	for _, file := range l.files(fsys) {
		l.read(fsys, file)
	}
	if len(l.pages) == 0 {
		l.broken = append(l.broken, Problem{".", 1, Error, "no article here; add one as es/my-question.md (see INTERFACE.md §5), or name the right folder"})
	}
	slices.SortFunc(l.pages, func(a, b page) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Lang, b.Lang))
	})
	for i := range l.pages {
		l.place[[2]string{l.pages[i].ID, l.pages[i].Lang}] = i
	}
	l.readAsked(fsys)
	var all strings.Builder
	for _, p := range l.pages {
		fmt.Fprintln(&all, p.ID, p.Lang, p.Version, texts(p.also))
	}
	l.version = version([]byte(all.String()))
	l.indexes = map[string]*index{spanish: newIndex(spanish, l.pages), english: newIndex(english, l.pages)}
	l.learnNames()
	l.settings(fsys)
	l.ready()
	sortProblems(l.broken)
	return l, slices.Clone(l.broken)
}

// ready makes what is remembered between questions, and has all indexes use the same
// working memory.
func (l *Library) ready() {
	l.recent, l.proved = &recent{}, make([]atomic.Bool, len(l.pages))
	for _, x := range l.allIndexes() {
		if x != nil {
			x.spare = l.indexes[spanish].spare
		}
	}
}

// files lists the articles' files, by path. A folder that cannot be read is a
// problem, not an end: the walk goes on.
func (l *Library) files(fsys fs.FS) []string {
	var out []string
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			l.broken = append(l.broken, Problem{name, 1, Error, "cannot be read (" + err.Error() + "); check that it is there and its permissions"})
			return nil
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && isArticle(name):
			out = append(out, name)
		}
		return nil
	})
	return out
}

// isArticle tells an article's file by its name.
func isArticle(name string) bool {
	return strings.EqualFold(path.Ext(name), ".md") && !strings.EqualFold(path.Base(name), "README.md")
}

// read adds the article of one file, or says why it cannot.
func (l *Library) read(fsys fs.FS, file string) {
	r := report{file: file}
	defer func() { l.broken = append(l.broken, r.problems...) }()
	info, err := fs.Stat(fsys, file)
	if err == nil && info.Size() > maxFile {
		r.errorf(1, "the file has %d KB; an article may have %d: split it", info.Size()>>10, maxFile>>10)
		return
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		r.errorf(1, "cannot be read (%v); check its permissions", err)
		return
	}
	p, problems, ok := parse(file, data)
	r.problems = append(r.problems, problems...)
	if !ok {
		return
	}
	if first := l.find(p.ID, p.Lang); first != nil {
		r.errorf(p.line("id"), "the id %s in %q is already in %s; give one of the two another id, or delete it", p.ID, p.Lang, first.File)
		return
	}
	l.place[[2]string{p.ID, p.Lang}] = len(l.pages)
	l.pages = append(l.pages, p)
}

// find is the page of an id in a language; nil when there is none.
func (l *Library) find(id, lang string) *page {
	if i, ok := l.place[[2]string{id, lang}]; ok {
		return &l.pages[i]
	}
	return nil
}

// Articles are all articles, by id and then language.
func (l *Library) Articles() []Article {
	out := make([]Article, len(l.pages))
	for i := range l.pages {
		out[i] = l.pages[i].Article
	}
	return out
}

// Article is the article of an id in a language (Spanish unless lang is "en"),
// or in the other language when it is written only there.
func (l *Library) Article(id, lang string) (Article, bool) {
	if lang != english {
		lang = spanish
	}
	for _, lang := range []string{lang, other(lang)} {
		if p := l.find(id, lang); p != nil && !l.isStopped(id) {
			return p.Article, true
		}
	}
	return Article{}, false
}

// Version is 12 hex digits over the versions of all articles: equal folders have
// equal versions.
func (l *Library) Version() string { return l.version }
