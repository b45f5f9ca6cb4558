package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// rekeyBatch is how many rows are sealed anew in one transaction: others who write
	// wait no longer than that takes.
	rekeyBatch = 100
	// rekeyPasses is how often everything is gone through at most: rows that others had
	// in hand, or wrote meanwhile, are found by the next pass.
	rekeyPasses = 5
)

// ErrNoKeys says that there is no key to seal with.
var ErrNoKeys = errors.New("no key is set")

// Rekey seals everything with the first key that is not, and counts the rows; tell, if
// it is not nil, hears how many they are so far. It may be stopped at any time and
// begun again, and other processes may work meanwhile if they know that key.
func (s *Store) Rekey(ctx context.Context, tell func(rows int)) (rows int, err error) {
	if tell == nil {
		tell = func(int) {}
	}
	if len(s.o.Keys) == 0 {
		return 0, fmt.Errorf("encrypt anew: %w", ErrNoKeys)
	}
	if err = s.mayRekey(ctx); err == nil {
		err = s.keepKey()
	}
	var broken error
	for pass, left := 0, true; err == nil && left; pass++ {
		if pass == rekeyPasses {
			return rows, errors.Join(broken, errRekeyLeft)
		}
		var n int
		n, broken, err = s.rekeyAll(ctx, func(n int) { tell(rows + n) })
		if rows += n; err == nil {
			left, err = s.anyStale(ctx)
		}
		if left && n == 0 && broken != nil {
			return rows, broken
		}
	}
	if err != nil {
		return rows, fmt.Errorf("encrypt anew: %w", err)
	}
	s.wipe()
	return rows, nil
}

var errRekeyLeft = errors.New("encrypt anew: there are always some left that another program has in hand, or writes under another key: " +
	"see that every program that runs has this DATA_KEY, then run this again")

// mayRekey refuses to seal with a key that a running program may not have.
func (s *Store) mayRekey(ctx context.Context) error {
	var names []string
	if err := s.selects(ctx, &names, sqlKeyNames); err != nil || slices.Contains(names, s.o.Keys[0].name) {
		return err
	}
	for range markTries / 2 { // a server may hold the mark of who has just ended a moment longer
		if lone, err := s.engine.lone(ctx); err != nil || lone {
			return err
		}
		pause(ctx, markPause)
	}
	return errors.New("a program is running with this database that does not have the first key of DATA_KEY: " +
		"restart it with this DATA_KEY first, then run this again")
}

func (s *Store) anyStale(ctx context.Context) (bool, error) {
	mark := s.o.Keys[0].mark()
	for _, t := range sealedTables {
		var found []int64
		marks := slices.Repeat([]any{mark}, len(t.columns))
		if err := s.selects(ctx, &found, `SELECT 1 FROM `+t.name+` WHERE `+t.stale(mark)+` LIMIT 1`, marks...); err != nil || len(found) > 0 {
			return len(found) > 0, err
		}
	}
	return false, nil
}

// rekeyAll goes through every table once. Rows that cannot be opened stay as they
// are; broken tells of them.
func (s *Store) rekeyAll(ctx context.Context, tell func(rows int)) (rows int, broken, err error) {
	for _, t := range sealedTables {
		r := rekeying{store: s, table: t, mark: s.o.Keys[0].mark()}
		for more := true; more; {
			if err := ctx.Err(); err != nil {
				return rows + r.rows, broken, err
			}
			began := time.Now()
			if more, err = r.batch(); err != nil {
				return rows + r.rows, broken, err
			}
			tell(rows + r.rows)
			pause(ctx, time.Since(began)) // the database belongs to others for half of the time
		}
		rows, broken = rows+r.rows, errors.Join(broken, r.broken)
	}
	return rows, broken, nil
}

// rekeying is the way through one table, in the order of its key.
type rekeying struct {
	store  *Store
	table  sealedTable
	mark   string
	after  []any // key of the last row that was seen
	rows   int
	broken error // the first row that could not be opened
}

// batch seals the next rows anew; false when there are no more. Rows that another
// process has in hand are left to the next pass: so no transaction waits for one
// that waits for it.
func (r *rekeying) batch() (more bool, err error) {
	var seen, changed int
	var after []any
	err = r.store.write("", manyLanes, func(c *conn) error {
		seen, changed, after = 0, 0, r.after
		rows, err := c.values(r.query(c.engine.skip()), slices.Concat(r.after, slices.Repeat([]any{r.mark}, len(r.table.columns)))...)
		if err != nil {
			return err
		}
		for _, row := range rows {
			seen, after = seen+1, row[:len(r.table.key)]
			values, err := r.table.anew(c.keys, row)
			if err != nil {
				if r.broken == nil {
					r.broken = fmt.Errorf("%s %v cannot be opened and stays as it is: %w", r.table.name, after, err)
				}
				continue
			}
			if _, err := c.exec(r.table.update(), slices.Concat(values, after)...); err != nil {
				return err
			}
			changed++
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	r.after, r.rows = after, r.rows+changed
	return seen == r.table.atOnce(), nil
}

// atOnce is how many rows of the table are sealed in one transaction.
func (t sealedTable) atOnce() int { return cmp.Or(t.batch, rekeyBatch) }

// query reads the next rows that are not sealed with the first key: key, then columns.
func (r *rekeying) query(skip string) string {
	t, from := r.table, ""
	key := strings.Join(t.key, ", ")
	if r.after != nil {
		from = "(" + key + ") > (?" + strings.Repeat(", ?", len(t.key)-1) + ") AND "
	}
	return fmt.Sprintf(`SELECT %s, %s FROM %s WHERE %s%s ORDER BY %s LIMIT %d %s`,
		key, strings.Join(t.columns, ", "), t.name, from, t.stale(r.mark), key, t.atOnce(), skip)
}

// update writes the columns, then the digests, of one row.
func (t sealedTable) update() string {
	return "UPDATE " + t.name + " SET " + strings.Join(slices.Concat(t.columns, t.digests), " = ?, ") + " = ? WHERE " +
		strings.Join(t.key, " = ? AND ") + " = ?"
}

// anew seals the columns of a row with the first key, and makes its digests.
func (t sealedTable) anew(keys Keys, row []any) (values []any, err error) {
	id := make([]string, len(t.key))
	for i := range id {
		id[i] = fmt.Sprint(row[i])
	}
	var first string
	for i, column := range t.columns {
		where := named(t.name+"."+column, id...)
		text, ok := row[len(t.key)+i].(string)
		if !ok {
			return nil, fmt.Errorf("%s holds no text", column)
		}
		plain, err := keys.open(where, text)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first = plain
		}
		values = append(values, keys.seal(where, plain))
	}
	if len(t.digests) == 0 {
		return values, nil
	}
	var fields map[string]string
	if err := json.Unmarshal([]byte(first), &fields); err != nil {
		return nil, errors.New("it is not in the shape that this program knows")
	}
	for _, kind := range t.digests {
		values = append(values, keys.digest(kind, fields[kind]))
	}
	return values, nil
}
