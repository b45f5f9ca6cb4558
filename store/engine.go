package store

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"
)

// engine is what differs between SQLite and PostgreSQL.
type engine interface {
	// connect opens the handles: one for writers and migrations, one for reads.
	connect(ctx context.Context) (write, reads *sqlx.DB, err error)
	close() error
	// writers is how many goroutines write.
	writers() int
	// begin is the statement that begins a unit of writing.
	begin() string
	// patience is how long a transaction or a read may take; 0 is for ever.
	patience() time.Duration
	// bind puts the engine's own parameters in the place of ?.
	bind(query string) string
	// skip ends a SELECT that passes over what others hold.
	skip() string
	// explain says what happened and what to do.
	explain(err error) error
	// passing tells that the same unit may go well the next time.
	passing(err error) bool
	// exclusively runs f while no other process runs its own: a migration, or the
	// opening of a new file.
	exclusively(ctx context.Context, f func() error) error
	// listen rings s when other processes leave work; notify rings theirs.
	listen(s *Store)
	notify(turns, messages bool)
	// wipe makes what was deleted unreadable in the engine's files too, as far as it can.
	wipe(ctx context.Context) error
	// lone tells whether no process has put up its mark.
	lone(ctx context.Context) (bool, error)
	// alone puts up this process's mark, and calls free first if there is no other.
	alone(ctx context.Context, free func() error) (drop func() error, lone bool, err error)
}
