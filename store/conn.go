package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// conn is the writer's connection with its prepared statements, which are kept for
// ever: preparing costs more than running. It is used without a context, because one
// that can end costs a goroutine a statement.
//
// What is run for every turn goes to the driver itself: what database/sql does around
// each call, for those who share connections, is a twentieth of the CPU flat out. This
// connection is nobody else's until it is closed.
type conn struct {
	engine engine
	keys   Keys
	c      *sqlx.Conn
	direct driver.ConnPrepareContext
	stmts  map[string]driver.Stmt
	args   []driver.NamedValue // of the call under way
	cells  []driver.Value      // of the row under way
	wire   net.Conn            // to a database elsewhere; nil for a file
}

func newConn(e engine, keys Keys, c *sqlx.Conn) (*conn, error) {
	out := &conn{engine: e, keys: keys, c: c, stmts: map[string]driver.Stmt{}}
	err := c.Raw(func(raw any) error {
		if p, ok := raw.(*stdlib.Conn); ok {
			out.wire = p.Conn().PgConn().Conn()
		}
		var ok bool
		if out.direct, ok = raw.(driver.ConnPrepareContext); !ok {
			return fmt.Errorf("the driver %T prepares nothing", raw)
		}
		return nil
	})
	if err != nil {
		out.close()
		return nil, err
	}
	return out, nil
}

// within ends the connection if the database has not answered by then: a network that
// swallows what it is given would hold everything up for a quarter of an hour.
func (c *conn) within(d time.Duration) {
	if c.wire != nil {
		_ = c.wire.SetDeadline(time.Now().Add(d)) // an error shows at the next word
	}
}

func (c *conn) stmt(query string) (driver.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.direct.PrepareContext(context.Background(), c.engine.bind(query))
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

// bound are the parameters of a call, as drivers take them: numbers are int64.
func (c *conn) bound(args []any) []driver.NamedValue {
	c.args = c.args[:0]
	for i, a := range args {
		if n, ok := a.(int); ok {
			a = int64(n)
		}
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return c.args
}

// exec runs a statement and tells how many rows it changed. Parameters are int, int64 or
// string.
func (c *conn) exec(query string, args ...any) (int64, error) {
	s, err := c.stmt(query)
	if err != nil {
		return 0, err
	}
	r, err := s.(driver.StmtExecContext).ExecContext(context.Background(), c.bound(args))
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row reads one row into dest, pointers to int, int64 or string; false when there is none.
func (c *conn) row(query string, args []any, dest ...any) (found bool, err error) {
	s, err := c.stmt(query)
	if err != nil {
		return false, err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(context.Background(), c.bound(args))
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	c.cells = slices.Grow(c.cells[:0], len(dest))[:len(dest)]
	switch err := rows.Next(c.cells); {
	case errors.Is(err, io.EOF):
		return false, nil
	case err != nil:
		return false, err
	}
	for i, to := range dest {
		if err := assign(to, c.cells[i]); err != nil {
			return false, fmt.Errorf("read column %d: %w", i+1, err)
		}
	}
	return true, nil
}

func assign(to any, value driver.Value) error {
	switch to := to.(type) {
	case *int64:
		switch n := value.(type) {
		case int64:
			*to = n
			return nil
		case string: // PostgreSQL's sum of a BIGINT is a NUMERIC
			parsed, err := strconv.ParseInt(n, 10, 64)
			*to = parsed
			return err
		}
	case *int:
		if n, ok := value.(int64); ok {
			*to = int(n)
			return nil
		}
	case *string:
		if text, ok := value.(string); ok {
			*to = text
			return nil
		}
	}
	return fmt.Errorf("a %T into a %T", value, to)
}

// rows reads all rows into dest, a pointer to a slice of structs.
func (c *conn) rows(dest any, query string, args ...any) error {
	return c.c.SelectContext(context.Background(), dest, c.engine.bind(query), args...)
}

// values reads all rows as they come: numbers are int64, texts are string.
func (c *conn) values(query string, args ...any) (out [][]any, err error) {
	rows, err := c.c.QueryxContext(context.Background(), c.engine.bind(query), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.SliceScan()
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
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
