package store

import (
	"context"
	"errors"
	"sync"
	"time"
)

// alone frees what a dead process held, without waiting for its leases to run out.
// Each process that works has a mark that dies with it (a lock that the system or
// the database takes away). A process that begins to work and finds no other mark
// knows that every lease in the database belongs to the dead.
type alone struct {
	mu    sync.Mutex
	asked bool
	drop  func() error
}

// claim is called before the first work is taken. It never stands in the way: what
// it cannot free is free when the leases run out.
func (a *alone) claim(ctx context.Context, s *Store) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.asked {
		return
	}
	a.asked = true
	drop, lone, err := s.engine.alone(ctx, func() error { return s.write("", manyLanes, s.freeAll) })
	a.drop = drop
	switch {
	case err != nil:
		s.o.Log.Warn("what a dead process held is free only when its leases run out", "error", s.engine.explain(err))
	case !lone && s.engine.writers() == 1:
		s.o.Log.Warn("another pabellon works with this SQLite database, which is for one: " +
			"each may carry out the other's turns; end one of them, or use PostgreSQL (DATABASE_URL)")
	}
}

// How long a mark is asked for: another process that frees what the dead held keeps
// everybody's away meanwhile.
const (
	markTries = 100
	markPause = 50 * time.Millisecond
)

// insist puts up a mark that may have to wait.
func insist(ctx context.Context, mark func() (bool, error)) error {
	for range markTries {
		if ok, err := mark(); ok || err != nil {
			return err
		}
		pause(ctx, markPause)
	}
	return errors.New("another process keeps the mark of this one away")
}

func (s *Store) freeAll(c *conn) error {
	if _, err := c.exec(sqlFreeLanes); err != nil {
		return err
	}
	if _, err := c.exec(sqlFreeLeases); err != nil {
		return err
	}
	return s.dropKeys(c)
}

// leave takes the mark away.
func (a *alone) leave() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.drop != nil {
		_ = a.drop()
		a.drop = nil
	}
}
