package store

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
)

// atOnce is the most units that share one transaction.
const atOnce = 128

// writer is a goroutine with a connection of its own. Units that wait together are
// run in one transaction and share its fsync. If any of them fails, all are rolled
// back and run again, each in a transaction of its own, so that only the bad one
// fails. A unit must therefore bear to be run again, and wait for nothing outside
// the database.
//
// Where several write, in this process and in others, the units of a transaction
// are run in the order of their conversations, those that touch the turn lane before
// those that touch message lanes only: so two transactions that want the same lanes
// wait for each other in one direction only. A unit that touches the lanes of many
// conversations is alone in its transaction.
type writer struct {
	engine engine
	keys   Keys
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
	key   string // the conversation
	reach reach
	run   func(*conn) error
	err   chan error
}

// reach is which lanes a unit touches.
type reach int

const (
	turnLane reach = iota // the conversation's turns, and perhaps its messages
	sendLane              // its messages only
	manyLanes
)

var units = sync.Pool{New: func() any { return &unit{err: make(chan error, 1)} }}

func newWriter(e engine, db *sqlx.DB, keys Keys, log *slog.Logger) *writer {
	return &writer{engine: e, keys: keys, db: db, log: log, units: make(chan *unit, atOnce), done: make(chan struct{})}
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
	w.conn, err = newConn(w.engine, w.keys, c)
	return err
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

// submit gives the writer a unit; wait waits for its transaction.
func (w *writer) submit(u *unit) *unit {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		u.err <- errClosed
	} else {
		w.units <- u
	}
	return u
}

func (u *unit) wait() error {
	err := <-u.err
	u.run = nil
	units.Put(u)
	return err
}

func unitOf(key string, r reach, run func(*conn) error) *unit {
	u := units.Get().(*unit)
	u.key, u.reach, u.run = key, r, run
	return u
}

func (w *writer) loop() {
	defer close(w.done)
	batch := make([]*unit, 0, atOnce)
	for u := range w.units {
		crowded := len(batch) >= crowd
		batch = w.gather(append(batch[:0], u))
		if crowded && len(batch) < atOnce/2 {
			time.Sleep(rest)
		}
		batch = w.linger(batch)
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

const (
	lingerTries = 4 // how often others are let run before a batch is written
	// After a batch of this many units the next may wait a moment for more: a transaction
	// of twice as many costs half as much each, and nobody is faster without.
	crowd = 8
	rest  = 500 * time.Microsecond
)

// linger lets those run who are about to bring more, when many do: a transaction that is
// shared by more costs each of them less. One that is alone waits for nobody.
func (w *writer) linger(batch []*unit) []*unit {
	for range lingerTries {
		n := len(batch)
		if n < 3 || n == atOnce {
			break
		}
		runtime.Gosched()
		if batch = w.gather(batch); len(batch) == n {
			break
		}
	}
	return batch
}

// flush runs a batch: together if that goes well, else one by one.
func (w *writer) flush(batch []*unit) {
	if w.engine.writers() > 1 {
		slices.SortStableFunc(batch, func(a, b *unit) int {
			return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.reach, b.reach))
		})
		batch = slices.DeleteFunc(batch, func(u *unit) bool {
			alone := u.reach == manyLanes // once it is answered, the unit is somebody else's
			if alone {
				u.err <- w.single(u)
			}
			return alone
		})
	}
	if len(batch) > 1 && w.transact(batch...) == nil {
		for _, u := range batch {
			u.err <- nil
		}
		return
	}
	var down error
	for _, u := range batch {
		err := down // when nothing can be reached there is no use in trying for each
		if err == nil {
			err = w.single(u)
		}
		if w.conn == nil {
			down = err
		}
		u.err <- err
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
	w.conn.within(w.engine.patience())
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
