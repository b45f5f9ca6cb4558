package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

func openFile(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "x.db"), Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func count(t *testing.T, s *Store, table string) (n int) {
	t.Helper()
	if err := s.reads.Get(&n, "SELECT COUNT(*) FROM "+table); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOnlyTheBadUnitOfABatchFails(t *testing.T) {
	s := openFile(t)
	bad := errors.New("bad")
	hold := make(chan struct{})
	go s.write("", manyLanes, func(*conn) error { <-hold; return nil }) // so that the others gather behind it
	time.Sleep(20 * time.Millisecond)
	const n = 50
	errs := make([]error, n)
	runs := make([]int, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			errs[i] = s.write("", manyLanes, func(c *conn) error {
				runs[i]++
				if _, err := c.exec(`INSERT INTO counters (name, value) VALUES (?, 1)`, fmt.Sprint(i)); err != nil {
					return err
				}
				if i == 17 {
					return bad
				}
				if i == 23 { // a statement that the database refuses
					_, err := c.exec(`INSERT INTO counters (name, value) VALUES ('folio', 1)`)
					return err
				}
				return nil
			})
		})
	}
	time.Sleep(50 * time.Millisecond)
	close(hold)
	all.Wait()
	for i, err := range errs {
		if (i == 17) != errors.Is(err, bad) || (i == 17 || i == 23) != (err != nil) {
			t.Errorf("unit %d: %v", i, err)
		}
	}
	if got := count(t, s, "counters"); got != n-2+1 {
		t.Errorf("%d rows", got)
	}
	again := 0
	for _, r := range runs {
		if r > 1 {
			again++
		}
	}
	if again == 0 {
		t.Error("nothing was run again: the units did not share a transaction")
	}
}

func TestAFullDiskIsSaidAndNothingIsAcknowledged(t *testing.T) {
	s := openFile(t)
	put := func(id, text string) error {
		_, err := s.Put(t.Context(), 1, bot.Turn{Channel: "test", ID: id, Conversation: "test:a", Text: text})
		return err
	}
	if err := put("before", "x"); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		if err := s.writers[0].limit(pages); err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // as many pages as there are: SQLite takes no fewer
	failed := 0
	for i := range 20 {
		if err := put(fmt.Sprint("full", i), strings.Repeat("x", 20000)); err != nil {
			failed++
			if !strings.Contains(err.Error(), "is full: free some space") {
				t.Fatal(err)
			}
		}
	}
	if failed == 0 || count(t, s, "turns") != 21-failed {
		t.Fatalf("%d failed, %d are kept", failed, count(t, s, "turns"))
	}
	if h, err := s.Health(t.Context()); err != nil || !h.Refusing {
		t.Errorf("the health does not tell of it: %+v %v", h, err)
	}
	limit(1 << 30)
	if err := put("full19", "x"); err != nil {
		t.Fatal("after there was space again:", err)
	}
	if h, err := s.Health(t.Context()); err != nil || h.Refusing {
		t.Errorf("the health tells of what is over: %+v %v", h, err)
	}
	if count(t, s, "turns") != 22-failed {
		t.Error("what was refused is there, or what was kept is not")
	}
}

// limit makes the file as good as full.
func (w *writer) limit(pages int) error {
	return w.submit(unitOf("", manyLanes, func(c *conn) error {
		_, err := c.c.ExecContext(context.Background(), fmt.Sprintf("PRAGMA max_page_count = %d", pages))
		return err
	})).wait()
}

func TestNumbersMadeHereAreUniqueAndGrow(t *testing.T) {
	var g ids
	seen := map[int64]bool{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5000 {
				n := g.make()
				mu.Lock()
				if seen[n] || n <= 0 {
					t.Error("twice or not positive:", n)
				}
				seen[n] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	first := g.make()
	time.Sleep(2 * time.Millisecond)
	if g.make() <= first {
		t.Error("they do not grow with time")
	}
}

func TestCleanMakesTextFitForPlainColumns(t *testing.T) {
	for in, want := range map[string]string{
		"ñandú":                        "ñandú",
		"a\x00b":                       "a�b",
		"a\xffb":                       "a�b",
		strings.Repeat("ñ", 400):       strings.Repeat("ñ", 250),
		"x" + strings.Repeat("ñ", 400): "x" + strings.Repeat("ñ", 249),
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
