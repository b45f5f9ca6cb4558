package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// sealedTable is a table with columns that are sealed. Each of them has a place that
// is named by the table, the column and the row's primary key, in this order.
type sealedTable struct {
	name    string
	key     []string
	columns []string
	digests []string // columns of digests; the values are among those of the first column
	batch   int      // rows sealed in one transaction, where they may be large; 0: rekeyBatch
}

// sealedTables is everything that is personal. What is not sealed is what work is
// found by: ids, times, numbers, statuses, languages, and kinds of events.
var sealedTables = []sealedTable{
	{name: "turns", key: []string{"lane_id", "seq"}, columns: []string{"payload", "raw", "result", "last_error"}},
	{name: "messages", key: []string{"lane_id", "seq"}, columns: []string{"payload", "last_error"}},
	{name: "events", key: []string{"lane_id", "seq", "n"}, columns: []string{"payload"}},
	{name: "conversations", key: []string{"id"}, columns: []string{"state"}},
	{name: "applications", key: []string{"folio"}, columns: []string{"fields", "sources"}, digests: []string{"rfc", "phone", "email"}},
	{name: "files", key: []string{"conversation", "hash"}, columns: []string{"content"}, batch: 1},
	{name: "settings", key: []string{"name"}, columns: []string{"value"}},
	{name: "trail", key: []string{"id"}, columns: []string{"name", "reason"}},
}

const (
	sqlKeyNames = `SELECT name FROM keys ORDER BY since, name`
	sqlKeepKey  = `INSERT INTO keys (name, since) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`
	sqlDropKey  = `DELETE FROM keys WHERE name = ?`
)

// fit refuses to work with a database of which something cannot be read: it was
// sealed with a key that this process does not have.
func (s *Store) fit(ctx context.Context) error {
	var names []string
	if err := s.selects(ctx, &names, sqlKeyNames); err != nil {
		return fmt.Errorf("read which keys the database is encrypted with: %w", err)
	}
	for _, name := range names {
		if s.o.Keys.named(name) != nil {
			continue
		}
		if some, err := s.sealedBy(ctx, (&key{name: name}).mark()); err != nil || some {
			return s.missing(name, err)
		}
	}
	return nil
}

// missing says which key the database wants and what to do.
func (s *Store) missing(name string, err error) error {
	if err != nil {
		return fmt.Errorf("look for what is encrypted: %w", err)
	}
	if len(s.o.Keys) == 0 {
		return fmt.Errorf("the database is encrypted and DATA_KEY is not set: "+
			"set DATA_KEY, or DATA_KEY_FILE, to the key with the name %s", name)
	}
	return fmt.Errorf("something in the database is encrypted with the key named %s, and DATA_KEY has only %s: "+
		"put that key after those, with a comma between; when pabellon rekey is done it may be dropped", name, s.o.Keys.names())
}

// sealedBy tells whether there is a value that begins with that mark.
func (s *Store) sealedBy(ctx context.Context, mark string) (bool, error) {
	for _, t := range sealedTables {
		for _, column := range t.columns {
			var found []int64
			query := `SELECT 1 FROM ` + t.name + ` WHERE substr(` + column + `, 1, ` + fmt.Sprint(len(mark)) + `) = ? LIMIT 1`
			if err := s.selects(ctx, &found, query, mark); err != nil || len(found) > 0 {
				return len(found) > 0, err
			}
		}
	}
	return false, nil
}

// begin is called before the first work is taken: it frees what the dead held, and
// writes down that from here on there may be values under the first key.
func (s *Store) begin(ctx context.Context) error {
	s.alone.claim(ctx, s)
	return s.keepKey()
}

func (s *Store) keepKey() error {
	if len(s.o.Keys) == 0 || s.kept.Load() {
		return nil
	}
	err := s.write("", manyLanes, func(c *conn) error {
		_, err := c.exec(sqlKeepKey, s.o.Keys[0].name, millis(time.Now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("note the key: %w", err)
	}
	s.kept.Store(true)
	return nil
}

// dropKeys forgets the keys that this process does not have: when it was opened
// nothing was sealed with them. Only for a process that knows itself to be alone.
func (s *Store) dropKeys(c *conn) error {
	var names []string
	if err := c.rows(&names, sqlKeyNames); err != nil {
		return err
	}
	for _, name := range names {
		if s.o.Keys.named(name) != nil {
			continue
		}
		if _, err := c.exec(sqlDropKey, name); err != nil {
			return err
		}
	}
	return nil
}

// stale is the condition that a row has a value that the first key has not sealed;
// it takes a parameter for each column.
func (t sealedTable) stale(mark string) string {
	of := make([]string, len(t.columns))
	for i, column := range t.columns {
		of[i] = fmt.Sprintf("%s <> '' AND substr(%s, 1, %d) <> ?", column, column, len(mark))
	}
	return "(" + strings.Join(of, " OR ") + ")"
}
