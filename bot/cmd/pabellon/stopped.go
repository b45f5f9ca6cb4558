package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pabellon/knowledge"
	"pabellon/store"
)

// stopped lists the articles that are stopped in the database, if there is one: a
// command that needs no database makes none. When it cannot be read, that is told
// and known is false.
func (p *program) stopped(ctx context.Context, o storeOptions) (list []store.StoppedArticle, known bool) {
	if p.databaseIsThere(o) != nil {
		return nil, true
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s, err := p.openStore(ctx, o)
	if err != nil {
		fmt.Fprintln(p.err, "knowledge: which articles are stopped is not known:", err)
		return nil, false
	}
	list, err = s.StoppedArticles(ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		fmt.Fprintln(p.err, "knowledge: which articles are stopped is not known:", err)
	}
	return list, err == nil
}

// quoted is the library without what is stopped.
func (p *program) quoted(ctx context.Context, o storeOptions) (*knowledge.Library, error) {
	_ = o.read(p.found) // a wrong setting is told with the others
	library, err := p.library()
	if err != nil {
		return nil, err
	}
	var ids []string
	list, _ := p.stopped(ctx, o)
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	return library.Without(ids...), nil
}
