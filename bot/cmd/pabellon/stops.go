package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"pabellon/knowledge"
	"pabellon/store"
)

// stopsFor is how long the list of stopped articles is trusted: an article that is
// stopped is quoted no longer than that, in any process.
const stopsFor = 100 * time.Millisecond

// stopsWithin is how long the database may take to give the list.
const stopsWithin = time.Second

// stops knows which articles an admin has stopped. Its zero value with a store is
// ready to use.
type stops struct {
	store *store.Store
	log   *slog.Logger

	mu     sync.Mutex
	read   time.Time
	ids    []string
	failed bool // the last reading; told once
}

// now gives the stopped articles. When the database does not answer, those of before.
func (s *stops) now() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Since(s.read) < stopsFor {
		return s.ids
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopsWithin)
	defer cancel()
	list, err := s.store.StoppedArticles(ctx)
	s.read = time.Now()
	if err != nil {
		if !s.failed {
			s.log.Warn("the list of stopped articles cannot be read; the one before stays", "error", err)
		}
		s.failed = true
		return s.ids
	}
	s.failed = false
	s.ids = make([]string, len(list))
	for i, a := range list {
		s.ids[i] = a.ID
	}
	return s.ids
}

// quoting is a library without what is stopped at the moment of asking.
func (s *stops) quoting(library func() *knowledge.Library) func() *knowledge.Library {
	return func() *knowledge.Library { return library().Without(s.now()...) }
}
