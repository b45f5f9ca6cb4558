package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"pabellon/knowledge"
	"pabellon/store"
)

// stopped lists the articles that are stopped in the database, if there is one: a
// command that needs no database makes none. When it cannot be read, that is told
// and nothing is stopped.
func (p *program) stopped(ctx context.Context, o storeOptions) []store.StoppedArticle {
	path, sqlite := strings.CutPrefix(o.DatabaseURL.Reveal(), "sqlite:")
	if _, err := os.Stat(path); sqlite && err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s, err := p.openStore(ctx, o)
	if err != nil {
		fmt.Fprintln(p.err, "knowledge: which articles are stopped is not known:", err)
		return nil
	}
	list, err := s.StoppedArticles(ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		fmt.Fprintln(p.err, "knowledge: which articles are stopped is not known:", err)
	}
	return list
}

// quoted is the library without what is stopped.
func (p *program) quoted(ctx context.Context, o storeOptions) (*knowledge.Library, error) {
	library, err := p.library()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, a := range p.stopped(ctx, o) {
		ids = append(ids, a.ID)
	}
	return library.Without(ids...), nil
}
