package main

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pabellon/knowledge"
)

// shelf is a folder of knowledge that remembers the last good text of each file, so
// that a broken one never takes a good one down.
type shelf struct {
	dir  string
	now  *tree           // as it was last read
	good map[string]good // by path

	problems []knowledge.Problem // of the last load
}

// good is what a file last had to say.
type good struct {
	leaf     *leaf
	id, lang string // of its article
	clean    bool   // without an error; else it is the best there was
}

// newShelf is a shelf for a folder that was not read yet.
func newShelf(dir string) *shelf {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return &shelf{dir: dir, now: newTree(), good: map[string]good{}}
}

// look reads what changed in the folder, and tells whether anything did. visit, when
// there is one, is told of each folder before it is read.
func (s *shelf) look(visit func(dir string)) bool {
	before := s.now
	s.now = readTree(s.dir, before, visit)
	return !s.now.equal(before)
}

// lost says why nothing can be loaded from the folder; "" when something may.
func (s *shelf) lost() string {
	if err := s.now.folders["."]; err != nil {
		return fmt.Sprintf("the folder cannot be read (%v)", err)
	}
	for name := range s.now.leaves {
		if isArticle(name) {
			return ""
		}
	}
	return "the folder has no article any more"
}

func isArticle(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// load makes a library of what was last read, with the last good texts in the place
// of those that are broken. live tells whether it differs from the one before.
func (s *shelf) load() (library *knowledge.Library, problems []knowledge.Problem, live bool) {
	library, problems = knowledge.Load(s.now)
	articles := map[string]knowledge.Article{}
	for _, a := range library.Articles() {
		articles[a.File] = a
	}
	problems = s.halfWritten(problems, articles)
	s.problems = problems
	broken := map[string]bool{}
	for _, p := range problems {
		broken[p.File] = broken[p.File] || p.Severity == knowledge.Error
	}
	instead := s.instead(articles, broken)
	if len(instead) > 0 {
		library, _ = knowledge.Load(s.now.with(instead))
	}
	if len(library.Articles()) == 0 {
		return library, problems, false
	}
	before := maps.Clone(s.good)
	s.remember(articles, broken, instead)
	return library, problems, !maps.Equal(before, s.good)
}

// halfWritten makes errors of what is wrong with an article that says nothing any
// more: a file that is being written has its head before its answer.
func (s *shelf) halfWritten(problems []knowledge.Problem, articles map[string]knowledge.Article) []knowledge.Problem {
	out := slices.Clone(problems)
	for i, p := range out {
		a, loaded := articles[p.File]
		if _, had := s.good[p.File]; loaded && had && a.Short == "" {
			out[i].Severity = knowledge.Error
		}
	}
	return out
}

// keeps tells whether the last good text of a broken file is in use.
func (s *shelf) keeps(name string) bool {
	last, ok := s.good[name]
	return ok && last.clean
}

// instead is which last good texts take the place of what is there now.
func (s *shelf) instead(articles map[string]knowledge.Article, broken map[string]bool) map[string]*leaf {
	out := map[string]*leaf{}
	for name, is := range broken {
		last, ok := s.good[name]
		now := s.now.leaves[name]
		switch {
		case !is || !ok || now == nil:
		case now.same(last.leaf):
			if other := thief(articles, name, last); other != "" {
				out[other] = s.good[other].leaf
			}
		case last.clean || !inUse(articles, name):
			out[name] = last.leaf
		}
	}
	for name, last := range s.good {
		if s.now.leaves[name] == nil && s.unreadable(name) {
			out[name] = last.leaf
		}
	}
	return out
}

// thief is the file that took the id of a good article that did not change: a copy
// that was not given an id of its own yet.
func thief(articles map[string]knowledge.Article, name string, of good) string {
	for file, a := range articles {
		if file != name && a.ID == of.id && a.Lang == of.lang {
			return file
		}
	}
	return ""
}

// inUse tells whether something of a file is used although it has an error: of the
// settings, what can be.
func inUse(articles map[string]knowledge.Article, name string) bool {
	_, loaded := articles[name]
	return loaded || !isArticle(name)
}

// unreadable tells whether a file is in a folder that cannot be read: nobody knows
// whether it is still there.
func (s *shelf) unreadable(name string) bool {
	for dir := parent(name); ; dir = parent(dir) {
		if s.now.folders[dir] != nil {
			return true
		}
		if dir == "." {
			return false
		}
	}
}

// remember keeps what is good now, and forgets the files that are gone.
func (s *shelf) remember(articles map[string]knowledge.Article, broken map[string]bool, instead map[string]*leaf) {
	for name := range s.good {
		if _, kept := instead[name]; !kept && s.now.leaves[name] == nil {
			delete(s.good, name)
		}
	}
	for name, l := range s.now.leaves {
		if _, other := instead[name]; other || broken[name] && (s.good[name].clean || !inUse(articles, name)) {
			continue
		}
		s.good[name] = good{leaf: l, id: articles[name].ID, lang: articles[name].Lang, clean: !broken[name]}
	}
}
