package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// atOnce is the most units that share one transaction.
const atOnce = 128

// writer is a goroutine with a connection of its own. Units that wait together are
// run in one transaction and share its fsync. If any of them fails, all are rolled
// back and run again, each in a transaction of its own, so that only the bad one
// fails. A unit must therefore bear to be run again, and wait for nothing outside
// the database.
type writer struct {
	engine engine
	db     *sqlx.DB
	log    *slog.Logger
	units  chan *unit
	done   chan struct{}
	conn   *conn
	mu     sync.RWMutex
	closed bool
}

// unit is one piece of writing and who waits for it.
type unit struct {
	key string
	run func(*conn) error
	err chan error
}

var units = sync.Pool{New: func() any { return &unit{err: make(chan error, 1)} }}

func newWriter(e engine, db *sqlx.DB, log *slog.Logger) *writer {
	return &writer{engine: e, db: db, log: log, units: make(chan *unit, atOnce), done: make(chan struct{})}
}

// start connects and begins to write.
func (w *writer) start(ctx context.Context) error {
	if err := w.connect(ctx); err != nil {
		return err
	}
	go w.loop()
	return nil
}

func (w *writer) connect(ctx context.Context) error {
	c, err := w.db.Connx(ctx)
	if err != nil {
		return err
	}
	w.conn = &conn{engine: w.engine, c: c, stmts: map[string]*sqlx.Stmt{}}
	return nil
}

// stop ends the writer after the units that it has.
func (w *writer) stop() {
	w.mu.Lock()
	already := w.closed
	w.closed = true
	w.mu.Unlock()
	if already || w.conn == nil {
		return
	}
	close(w.units)
	<-w.done
}

// do runs a unit and waits for its transaction.
func (w *writer) do(key string, run func(*conn) error) error {
	u := units.Get().(*unit)
	u.key, u.run = key, run
	w.mu.RLock()
	if w.closed {
		w.mu.RUnlock()
		return errClosed
	}
	w.units <- u
	w.mu.RUnlock()
	err := <-u.err
	u.run = nil
	units.Put(u)
	return err
}

func (w *writer) loop() {
	defer close(w.done)
	batch := make([]*unit, 0, atOnce)
	for u := range w.units {
		batch = w.gather(append(batch[:0], u))
		w.flush(batch)
		clear(batch)
	}
	if w.conn != nil {
		w.conn.close()
	}
}

// gather adds the units that already wait; it waits for none.
func (w *writer) gather(batch []*unit) []*unit {
	for len(batch) < atOnce {
		select {
		case u, ok := <-w.units:
			if !ok {
				return batch
			}
			batch = append(batch, u)
		default:
			return batch
		}
	}
	return batch
}

func (w *writer) flush(batch []*unit) {
	if len(batch) > 1 && w.transact(batch...) == nil {
		for _, u := range batch {
			u.err <- nil
		}
		return
	}
	var down error
	for _, u := range batch {
		if down == nil {
			err := w.single(u)
			if w.conn == nil {
				down = err
			}
			u.err <- err
			continue
		}
		u.err <- down // no use in trying for each
	}
}

// single runs one unit in its own transaction, again if the trouble was passing.
func (w *writer) single(u *unit) (err error) {
	for wait := 10 * time.Millisecond; ; wait *= 4 {
		err = w.transact(u)
		if err == nil || w.conn != nil && !w.engine.passing(err) || wait > time.Second {
			return err
		}
		time.Sleep(wait)
	}
}

// transact runs units in one transaction, all or none.
func (w *writer) transact(batch ...*unit) error {
	if w.conn == nil {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		err := w.connect(ctx)
		cancel()
		if err != nil {
			return fmt.Errorf("connect to the database: %w", err)
		}
	}
	err := w.run(batch)
	if err == nil {
		return nil
	}
	// SQLite may have rolled back by itself; a connection that cannot is done for.
	if _, bad := w.conn.exec("ROLLBACK"); bad != nil && w.engine.writers() > 1 {
		w.conn.close()
		w.conn = nil
	}
	return err
}

func (w *writer) run(batch []*unit) error {
	if _, err := w.conn.exec(w.engine.begin()); err != nil {
		return err
	}
	for _, u := range batch {
		if err := u.run(w.conn); err != nil {
			return err
		}
	}
	_, err := w.conn.exec("COMMIT")
	return err
}

// conn is the writer's connection with its prepared statements, which are kept for
// ever: preparing costs more than running. It is used without a context, because one
// that can end costs a goroutine a statement.
type conn struct {
	engine engine
	c      *sqlx.Conn
	stmts  map[string]*sqlx.Stmt
}

func (c *conn) stmt(query string) (*sqlx.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.c.PreparexContext(context.Background(), c.engine.bind(query))
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

// exec runs a statement and tells how many rows it changed.
func (c *conn) exec(query string, args ...any) (int64, error) {
	s, err := c.stmt(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row reads one row into dest; false when there is none.
func (c *conn) row(query string, args []any, dest ...any) (bool, error) {
	s, err := c.stmt(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(context.Background(), args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// rows reads all rows into dest, a pointer to a slice of structs.
func (c *conn) rows(dest any, query string, args ...any) error {
	s, err := c.stmt(query)
	if err != nil {
		return err
	}
	return s.SelectContext(context.Background(), dest, args...)
}

func (c *conn) close() {
	for _, s := range c.stmts {
		_ = s.Close()
	}
	_ = c.c.Close()
}

// lost is the answer to a unit that came too late. It has changed nothing, so the
// others in its transaction need not be run again.
func lost(why *error) error {
	*why = bot.ErrLost
	return nil
}
