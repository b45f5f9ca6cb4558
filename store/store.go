// Package store keeps everything that must outlive the process: turns, what they
// led to, and the messages that are still to be sent. It is all of our SQL.
//
// Its one mechanism is the ordered lane: a queue for each conversation's turns and
// one for each chat's messages. Whoever takes the next item of a lane takes the lane
// under a lease, and the lease carries a fence, a number that grows. What the item
// led to is stored in one transaction that names the fence; if somebody else has
// taken the lane in the meantime, nothing is stored. So a crash repeats a step and
// never loses one.
//
// Everything is written by few goroutines, each with its own connection, which join
// the work of many callers into one transaction (see writer). The same SQL runs on
// SQLite, for one process, and on PostgreSQL, for several.
//
// With Keys everything that people told and were told is sealed before it is written.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// Options of a store. The zero value is good.
type Options struct {
	Lease        time.Duration // how long a process may be silent before others take its work; 30 s if zero
	Replica      string        // unique name of this process; a random one if empty
	StaffChannel string        // channel that sends messages for staff; if empty they are only kept, for the desk
	Log          *slog.Logger  // slog.Default if nil
	Keys         Keys          // seal what is personal; without them it is kept as it is
	Scrubs       []string      // channels that can take back what they said, see bot.Message.Scrub
	Tell         bool          // the desk is told what became of messages with a Tell
	// Along tells which other conversations are of the same person, and are erased with one:
	// those whose names begin and end so. Nil, and "" for the end, are none.
	Along func(conversation string) (before, after string)
}

// Store is an open database. It is the bot.Inbox and the bot.Outbox.
type Store struct {
	o       Options
	engine  engine
	reads   *sqlx.DB
	writers []*writer
	seed    maphash.Seed
	ids     ids
	schema  int64
	wake    wake
	wiper   wiper
	alone   alone

	mu    sync.Mutex
	holds map[string]time.Time // channels for which this process sends, and until when
	known sync.Map             // text of a query to its prepared *sqlx.Stmt, for reads

	kept     atomic.Bool // the name of the first key is written down
	closed   atomic.Bool
	refusing atomic.Bool // the last write failed
}

var (
	_ bot.Inbox  = (*Store)(nil)
	_ bot.Outbox = (*Store)(nil)
)

// ErrNotFound says that there is nothing of that name.
var ErrNotFound = errors.New("not found")

// Open opens the database at url and brings its schema up to date. The url is
// sqlite:PATH, whose folder is made if need be, or postgres://…
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	if o.Lease == 0 {
		o.Lease = 30 * time.Second
	}
	if o.Replica == "" {
		o.Replica = rand.Text()[:12]
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	e, err := engineFor(url, o.Lease)
	if err != nil {
		return nil, err
	}
	s := &Store{o: o, engine: e, seed: maphash.MakeSeed(), holds: map[string]time.Time{}}
	s.wake.init()
	if err := s.open(ctx); err != nil {
		s.Close()
		return nil, e.explain(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	write, reads, err := s.engine.connect(ctx)
	if err != nil {
		return err
	}
	s.reads = reads
	for range s.engine.writers() {
		s.writers = append(s.writers, newWriter(s.engine, write, s.o.Keys, s.o.Log))
	}
	if s.schema, err = migrate(ctx, s.engine, write); err != nil {
		return err
	}
	if err := s.fit(ctx); err != nil {
		return err
	}
	for _, w := range s.writers {
		if err := w.start(ctx); err != nil {
			return err
		}
	}
	s.engine.listen(s)
	return nil
}

// engineFor picks the engine by the beginning of the url.
func engineFor(url string, lease time.Duration) (engine, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == "sqlite" && strings.TrimPrefix(rest, "//") != "":
		return &sqlite{path: strings.TrimPrefix(rest, "//")}, nil
	case scheme == "postgres" || scheme == "postgresql":
		return &postgres{url: url, lease: lease}, nil
	}
	return nil, errors.New("open the database: the address must begin with sqlite: or postgres://, such as sqlite:data/pabellon.db")
}

// Close ends the writers, after the work that they have, and the connections.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	for _, w := range s.writers {
		w.stop()
	}
	s.wiper.stop()
	s.alone.leave()
	return s.engine.close()
}

// Schema is the version of the database's schema.
func (s *Store) Schema() int64 { return s.schema }

// Lease is how long a lease lasts that nobody renews.
func (s *Store) Lease() time.Duration { return s.o.Lease }

// write runs one unit in the writer that its conversation belongs to: all units of
// a conversation go through the same one, in order.
func (s *Store) write(conversation string, r reach, run func(*conn) error) error {
	return s.noted(s.submit(unitOf(conversation, r, run)).wait())
}

// noted remembers for the health whether writing goes well, and explains why not.
func (s *Store) noted(err error) error {
	refused := err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, bot.ErrLost)
	if s.refusing.Load() != refused {
		s.refusing.Store(refused)
	}
	return s.engine.explain(err)
}

func (s *Store) submit(u *unit) *unit {
	if s.closed.Load() {
		u.err <- errClosed
		return u
	}
	return s.writers[s.shard(u.key)].submit(u)
}

// shard tells which writer a conversation belongs to.
func (s *Store) shard(key string) int {
	if len(s.writers) == 1 {
		return 0
	}
	return int(maphash.String(s.seed, key) % uint64(len(s.writers)))
}

var errClosed = errors.New("the store is closed")

// ids makes numbers that are unique and grow with time: milliseconds, then 22 bits
// that begin anywhere. Two processes may make the same in one millisecond once in
// four million times; the insert is then refused and tried again.
type ids struct{ next atomic.Uint64 }

func (g *ids) make() int64 {
	n := g.next.Add(1)
	if n == 1 {
		var b [4]byte
		_, _ = rand.Read(b[:])
		n = g.next.Add(uint64(b[0])<<14 | uint64(b[1])<<7 | uint64(b[2]))
	}
	return time.Now().UnixMilli()<<22 | int64(n&(1<<22-1))
}

// millis is how times are kept; no time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// clean makes text safe for a plain column: PostgreSQL refuses NUL and broken UTF-8.
// What a person said never goes through here; it is kept as JSON, which holds both.
func clean(text string) string {
	const longest = 500
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", "�"), "�")
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "")
	}
	return text
}

// sayable refuses names that could not be found again in both engines.
func sayable(name string) error {
	if clean(name) != name {
		return fmt.Errorf("the conversation's name is too long or not plain text")
	}
	return nil
}
