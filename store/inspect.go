package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// Inspection is what can be told of a database without changing it.
type Inspection struct {
	Missing bool  // there is no database yet; the first start makes it
	Schema  int64 // 0 when there is none yet
	Health  Health
	Senders map[string]time.Time // by channel: until when a process holds it
	Spent   map[string]int64     // by day, YYYY-MM-DD: the tokens of the language model
}

// Inspect looks at the database at url and leaves it as it is: no migration, no lease. An
// error says what is wrong and what to do.
func Inspect(ctx context.Context, url string, o Options) (Inspection, error) {
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		if _, err := os.Stat(strings.TrimPrefix(path, "//")); errors.Is(err, os.ErrNotExist) {
			return Inspection{Missing: true}, nil
		}
	}
	e, err := engineFor(url, time.Second)
	if err != nil {
		return Inspection{}, err
	}
	s := &Store{o: o, engine: e}
	defer e.close()
	in, err := s.inspect(ctx)
	return in, e.explain(err)
}

func (s *Store) inspect(ctx context.Context) (in Inspection, err error) {
	write, reads, err := s.engine.connect(ctx)
	if err != nil {
		return in, err
	}
	s.reads = reads
	version, ok := schemaOf(ctx, write)
	if !ok {
		return in, nil
	}
	in.Schema = version
	if err := fits(version, Schema()); err != nil || version < Schema() {
		return in, err
	}
	if err := s.fit(ctx); err != nil {
		return in, err
	}
	if in.Health, err = s.Health(ctx); err != nil {
		return in, err
	}
	var leases []struct {
		Name  string `db:"name"`
		Until int64  `db:"lease_until"`
	}
	if err := s.selects(ctx, &leases, `SELECT name, lease_until FROM leases WHERE lease_until > ?`, millis(time.Now())); err != nil {
		return in, fmt.Errorf("read who sends: %w", err)
	}
	in.Senders = map[string]time.Time{}
	for _, l := range leases {
		in.Senders[l.Name] = fromMillis(l.Until)
	}
	in.Spent, err = s.spent(ctx)
	return in, err
}
