package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

// postgres is a database that several processes share.
type postgres struct {
	url    string
	lease  time.Duration
	config *pgx.ConnConfig
	db     *sqlx.DB
	stop   context.CancelFunc
	tasks  sync.WaitGroup
	left   atomic.Int32 // what to tell other processes: 1 turns, 2 messages
	tell   chan struct{}
	name   string
	marked atomic.Bool // this process works: it has put up its mark, see alone
}

const (
	pgWriters = 4
	// The locks of a process that is stopped in the middle of a transaction are gone
	// after this, and before those who wait for them lose their leases.
	pgIdleLimit = 5 * time.Second
	pgIdleLeast = time.Second // a busy machine pauses that long between two statements
	// A transaction that takes longer has lost its network: a lock that it waits for is
	// gone sooner, see above.
	pgPatience      = 15 * time.Second
	pgLeastPatience = 2 * time.Second
	pgChannel       = "pabellon"
	// Session locks: one migrator at a time, and each process's mark.
	pgMigrateLock = 0x70616231
	pgAliveLock   = 0x70616232
)

func (e *postgres) connect(ctx context.Context) (write, reads *sqlx.DB, err error) {
	if e.config, err = pgx.ParseConfig(e.url); err != nil {
		return nil, nil, errors.New("the address of the database cannot be read: it should look like postgres://user:password@host:5432/database")
	}
	e.config.RuntimeParams["idle_in_transaction_session_timeout"] = strconv.FormatInt(max(pgIdleLeast, min(pgIdleLimit, e.lease/4)).Milliseconds(), 10)
	if e.config.ConnectTimeout == 0 {
		e.config.ConnectTimeout = 5 * time.Second
	}
	e.db = sqlx.NewDb(stdlib.OpenDB(*e.config), "pgx")
	e.db.SetMaxOpenConns(pgWriters + readers + 2)
	e.db.SetMaxIdleConns(pgWriters + readers)
	return e.db, e.db, e.db.PingContext(ctx)
}

func (e *postgres) close() error {
	if e.stop != nil {
		e.stop()
		e.tasks.Wait()
	}
	if e.db == nil {
		return nil
	}
	return e.db.Close()
}

func (e *postgres) writers() int             { return pgWriters }
func (e *postgres) begin() string            { return "BEGIN" }
func (e *postgres) patience() time.Duration  { return max(pgLeastPatience, min(pgPatience, e.lease/2)) }
func (e *postgres) bind(query string) string { return sqlx.Rebind(sqlx.DOLLAR, query) }
func (e *postgres) skip() string             { return "FOR UPDATE SKIP LOCKED" }

// passing: lost a race with another process, or the connection.
func (e *postgres) passing(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code {
		case "40001", "40P01", "23505", "25P03", "55P03":
			return true
		}
		return strings.HasPrefix(pg.Code, "57P") || strings.HasPrefix(pg.Code, "08")
	}
	return errors.Is(err, driver.ErrBadConn)
}

func (e *postgres) exclusively(ctx context.Context, f func() error) error {
	c, err := e.db.Connx(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "SELECT pg_advisory_lock($1, hashtext(current_schema()))", pgMigrateLock); err != nil {
		return err
	}
	defer c.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1, hashtext(current_schema()))", pgMigrateLock)
	return f()
}

// lone asks for the lock that nobody gets while another has one.
func (e *postgres) lone(ctx context.Context) (lone bool, err error) {
	c, err := pgx.ConnectConfig(ctx, e.config.Copy())
	if err != nil {
		return false, err
	}
	err = c.QueryRow(ctx, "SELECT pg_try_advisory_lock($1, hashtext(current_schema()))", pgAliveLock).Scan(&lone)
	return lone, errors.Join(err, c.Close(context.WithoutCancel(ctx)))
}

// alone marks this process by a lock that a session holds. The session that hears
// notices takes it too, whenever it connects anew.
func (e *postgres) alone(ctx context.Context, free func() error) (func() error, bool, error) {
	c, err := pgx.ConnectConfig(ctx, e.config.Copy())
	if err != nil {
		return nil, false, err
	}
	drop := func() error { return c.Close(context.Background()) }
	var lone bool
	err = c.QueryRow(ctx, "SELECT pg_try_advisory_lock($1, hashtext(current_schema()))", pgAliveLock).Scan(&lone)
	if err != nil {
		return drop, false, err
	}
	if lone {
		err = free()
	}
	e.marked.Store(true)
	shared := mark(ctx, c)
	if lone {
		_, unlocked := c.Exec(ctx, "SELECT pg_advisory_unlock($1, hashtext(current_schema()))", pgAliveLock)
		err = errors.Join(err, unlocked)
	}
	return drop, lone, errors.Join(err, shared)
}

func mark(ctx context.Context, c *pgx.Conn) error {
	return insist(ctx, func() (ok bool, err error) {
		err = c.QueryRow(ctx, "SELECT pg_try_advisory_lock_shared($1, hashtext(current_schema()))", pgAliveLock).Scan(&ok)
		return ok, err
	})
}

func (e *postgres) explain(err error) error {
	if err == nil || e.config == nil {
		return err
	}
	where := fmt.Sprintf("PostgreSQL at %s:%d", e.config.Host, e.config.Port)
	var pg *pgconn.PgError
	var refused *pgconn.ConnectError
	switch {
	case errors.As(err, &pg) && (pg.Code == "28P01" || pg.Code == "28000"):
		return fmt.Errorf("%s refused the user or the password: correct them in DATABASE_URL", where)
	case errors.As(err, &pg) && pg.Code == "3D000":
		return fmt.Errorf("%s has no database of that name: make it with createdb, or correct DATABASE_URL", where)
	case errors.As(err, &pg) && (pg.Code == "42501" || pg.Code == "25006"):
		return fmt.Errorf("%s does not let this user write: grant the rights, or name the main server in DATABASE_URL (%w)", where, err)
	case errors.As(err, &pg) && pg.Code == "53100":
		return fmt.Errorf("the disk of %s is full: free some space; what could not be stored was not acknowledged (%w)", where, err)
	case errors.As(err, &refused) && errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nothing answers as %s: start it, or correct DATABASE_URL", where)
	case errors.As(err, &refused):
		return errors.New("cannot connect to " + where + ": " + e.scrub(err.Error()))
	}
	return err
}

// scrub takes the password out of a text, should a library have put it in.
func (e *postgres) scrub(text string) string {
	if p := e.config.Password; p != "" {
		text = strings.ReplaceAll(text, p, "…")
	}
	return text
}

// wipe leaves it to the server: its vacuum clears what was deleted.
func (e *postgres) wipe(context.Context) error { return nil }
