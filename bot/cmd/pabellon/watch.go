package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"strings"
	"time"

	"pabellon/knowledge"
)

// watchEvery is how often the folder of articles is looked at: a change is live
// within a second. A look works on every mount, where notices of the system do not.
const watchEvery = 500 * time.Millisecond

// watchArticles keeps the library in step with KNOWLEDGE_DIR until ctx ends.
func (s *server) watchArticles(ctx context.Context) {
	dir := s.program.common.KnowledgeDir
	if dir == "" {
		return
	}
	shelf := &shelf{FS: os.DirFS(dir), good: map[string][]byte{}}
	shelf.load()
	before := fingerprint(shelf.FS)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if now := fingerprint(shelf.FS); now != before {
			before = now
			s.reload(shelf)
		}
	}
}

// reload puts the changed articles in the place of the ones that are live.
func (s *server) reload(shelf *shelf) {
	library, problems := shelf.load()
	for _, problem := range problems {
		s.log.Warn("knowledge: " + problem.String())
	}
	if len(library.Articles()) == 0 {
		s.log.Error("knowledge: no article is left in the folder; the ones before stay live")
		return
	}
	if library.Version() == s.library.Load().Version() {
		return
	}
	s.library.Store(library)
	s.log.Info("knowledge is live", "version", library.Version(), "articles", len(library.Articles()))
	if s.page != nil {
		s.page.Changed()
	}
}

// fingerprint changes when a file of the folder does.
func fingerprint(folder fs.FS) uint64 {
	h := fnv.New64a()
	_ = fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			fmt.Fprintln(h, path, err)
			return nil
		}
		if d.IsDir() || !strings.HasSuffix(strings.ToLower(path), ".md") {
			return nil
		}
		if info, err := d.Info(); err == nil {
			fmt.Fprintln(h, path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return h.Sum64()
}

// shelf is a folder of articles that remembers the last good text of each file, so
// that a broken one never takes a good one down.
type shelf struct {
	fs.FS
	good map[string][]byte // by path: as it last loaded
	read map[string][]byte // by path: as it is now
	keep map[string]bool   // paths for which good is given
}

// ReadFile gives what is there, or the last good text of a file that is broken now.
func (s *shelf) ReadFile(path string) ([]byte, error) {
	if s.keep[path] {
		return s.good[path], nil
	}
	b, err := fs.ReadFile(s.FS, path)
	if err == nil {
		s.read[path] = b
	}
	return b, err
}

// load reads the folder, and again with the last good texts when some are broken.
func (s *shelf) load() (*knowledge.Library, []knowledge.Problem) {
	s.read, s.keep = map[string][]byte{}, map[string]bool{}
	library, problems := knowledge.Load(s)
	broken := map[string]bool{}
	for _, problem := range problems {
		if problem.Severity == knowledge.Error {
			broken[problem.File] = true
			_, s.keep[problem.File] = s.good[problem.File]
		}
	}
	for path, text := range s.read {
		if !broken[path] {
			s.good[path] = text
		}
	}
	if len(broken) > 0 {
		library, _ = knowledge.Load(s)
	}
	return library, problems
}
