package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jmoiron/sqlx"
	lite "modernc.org/sqlite"
)

// sqlite is a database in one file. One goroutine writes to it; readers have their
// own connections and never wait for it.
type sqlite struct {
	path         string
	write, reads *sqlx.DB
}

// The journal is synced at every commit: what was acknowledged survives a power cut.
// A transaction that is to write takes the lock at once, so that none fails half-way.
// The journal is moved into the database every 4,000 pages (16 MB): on a database of
// 10,000 conversations that makes 3,400 turns a second, against 2,100 with SQLite's
// own 1,000 pages. What is deleted is overwritten with zeros (secure_delete).
const (
	sqliteWrite = "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=wal_autocheckpoint(4000)&_pragma=secure_delete(1)&_txlock=immediate"
	sqliteRead  = "_pragma=busy_timeout(5000)&_pragma=query_only(1)"
	readers     = 4
	sqliteBegin = "BEGIN IMMEDIATE"
)

func (e *sqlite) connect(ctx context.Context) (write, reads *sqlx.DB, err error) {
	if err := os.MkdirAll(filepath.Dir(e.path), 0o700); err != nil {
		return nil, nil, fmt.Errorf("make the folder of the database: %w; give this user the right to write there, or set DATABASE_URL to another place", err)
	}
	// The file holds personal data: nobody but this user may read it, nor its journal,
	// which SQLite makes with the same rights. A file that is there is not touched:
	// closing it would take away every lock that this process has on it.
	if f, err := os.OpenFile(e.path, os.O_CREATE|os.O_EXCL|os.O_RDONLY, 0o600); err == nil {
		f.Close()
	}
	if e.write, err = sqlx.Open("sqlite", e.dsn(sqliteWrite)); err != nil {
		return nil, nil, err
	}
	e.write.SetMaxOpenConns(1)
	if e.reads, err = sqlx.Open("sqlite", e.dsn(sqliteRead)); err != nil {
		return nil, nil, err
	}
	e.reads.SetMaxOpenConns(readers)
	e.reads.SetMaxIdleConns(readers)
	if err := e.exclusively(ctx, func() error { return e.write.PingContext(ctx) }); err != nil {
		return nil, nil, err
	}
	// A first write tells at once whether the file and its folder may be written.
	if _, err := e.write.ExecContext(ctx, "BEGIN IMMEDIATE; ROLLBACK"); err != nil {
		return nil, nil, err
	}
	return e.write, e.reads, nil
}

func (e *sqlite) dsn(options string) string {
	return "file:" + (&url.URL{Path: e.path}).EscapedPath() + "?" + options
}

func (e *sqlite) close() error {
	var errs []error
	for _, db := range []*sqlx.DB{e.reads, e.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

func (e *sqlite) writers() int             { return 1 }
func (e *sqlite) begin() string            { return sqliteBegin }
func (e *sqlite) patience() time.Duration  { return 0 } // a file answers
func (e *sqlite) bind(query string) string { return query }
func (e *sqlite) skip() string             { return "" }
func (e *sqlite) passing(error) bool       { return false }
func (e *sqlite) listen(*Store)            {}
func (e *sqlite) notify(_, _ bool)         {}

// exclusively locks the folder meanwhile, for SQLite does not wait where two turn the
// same new file's journal on or migrate it. Where a folder cannot be locked, and after
// some seconds, it goes on without.
func (e *sqlite) exclusively(ctx context.Context, f func() error) error {
	if folder, err := os.Open(filepath.Dir(e.path)); err == nil {
		defer folder.Close() // and with it the lock
		_ = insist(ctx, func() (bool, error) {
			err := lockFile(folder, true)
			return err == nil || errors.Is(err, errors.ErrUnsupported), nil
		})
	}
	return f()
}

// wipe moves the journal into the database and empties it: older versions of pages
// that were overwritten stand there until then. It waits for others as long as the
// database does, and not for ever.
func (e *sqlite) wipe(ctx context.Context) error {
	db, err := sqlx.Open("sqlite", e.dsn(sqliteWrite))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// lone asks for the lock that nobody gets while another has one.
func (e *sqlite) lone(context.Context) (bool, error) {
	f, err := os.OpenFile(e.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false, err
	}
	err = lockFile(f, true)
	return err == nil || errors.Is(err, errors.ErrUnsupported), f.Close()
}

// alone marks this process by a lock on a file beside the database.
func (e *sqlite) alone(ctx context.Context, free func() error) (func() error, bool, error) {
	f, err := os.OpenFile(e.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, false, err
	}
	locked := lockFile(f, true)
	lone := locked == nil || errors.Is(locked, errors.ErrUnsupported) // then nobody can be seen
	if locked == nil {
		err = free()
	}
	return f.Close, lone, errors.Join(err, insist(ctx, func() (bool, error) { return lockFile(f, false) == nil, nil }))
}

// The primary result codes of SQLite that a person can do something about.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

func (e *sqlite) explain(err error) error {
	var l *lite.Error
	if !errors.As(err, &l) {
		return err
	}
	what := ""
	switch l.Code() & 0xff {
	case codeBusy:
		what = "the database %s is locked by another program: end that program, or wait until it has finished"
	case codeReadOnly:
		what = "the database %s may not be written: give this user the right to write the file and its folder, or set DATABASE_URL to another place"
	case codeIO:
		what = "the disk does not read or write the database %s: look at the disk, and restore a backup if it is damaged"
	case codeCorrupt, codeNotADB:
		what = "the file %s is damaged or not a database: restore a backup, or move the file away to begin anew"
	case codeFull:
		what = "the disk with the database %s is full: free some space; what could not be stored was not acknowledged"
	case codeCantOpen:
		what = "the database %s cannot be opened: see that its folder exists and that this user may write there"
	default:
		return err
	}
	return fmt.Errorf(what+" (%w)", e.path, err)
}
