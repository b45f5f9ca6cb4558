package store

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// conn is the writer's connection with its prepared statements, which are kept for
// ever: preparing costs more than running. It is used without a context, because one
// that can end costs a goroutine a statement.
type conn struct {
	engine engine
	keys   Keys
	c      *sqlx.Conn
	stmts  map[string]*sqlx.Stmt
	wire   net.Conn // to a database elsewhere; nil for a file
}

// within ends the connection if the database has not answered by then: a network that
// swallows what it is given would hold everything up for a quarter of an hour.
func (c *conn) within(d time.Duration) {
	if c.wire != nil {
		_ = c.wire.SetDeadline(time.Now().Add(d)) // an error shows at the next word
	}
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

// values reads all rows as they come: numbers are int64, texts are string.
func (c *conn) values(query string, args ...any) (out [][]any, err error) {
	s, err := c.stmt(query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryxContext(context.Background(), args...)
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
