//go:build unix

package store_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"pabellon/store"
)

// starter is a process that has just found itself alone and frees what the dead held.
type starter interface {
	// take is false when another process has its mark up.
	take(t *testing.T) bool
	letGo(t *testing.T)
}

func starterAt(t *testing.T, address string) starter {
	t.Helper()
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		return &fileStarter{must(os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600))(t)}
	}
	c := must(pgx.Connect(t.Context(), address))(t)
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return &sessionStarter{c}
}

type fileStarter struct{ f *os.File }

func (s *fileStarter) take(*testing.T) bool {
	return syscall.Flock(int(s.f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
func (s *fileStarter) letGo(t *testing.T) { check(t, syscall.Flock(int(s.f.Fd()), syscall.LOCK_UN)) }

type sessionStarter struct{ c *pgx.Conn }

// aliveLock is the number of the store's lock (pgAliveLock).
const aliveLock = 0x70616232

func (s *sessionStarter) take(t *testing.T) (lone bool) {
	t.Helper()
	check(t, s.c.QueryRow(t.Context(), "SELECT pg_try_advisory_lock($1, hashtext(current_schema()))", aliveLock).Scan(&lone))
	return lone
}

func (s *sessionStarter) letGo(t *testing.T) {
	t.Helper()
	must(s.c.Exec(t.Context(), "SELECT pg_advisory_unlock($1, hashtext(current_schema()))", aliveLock))(t)
}

// Who begins while another process frees what the dead held is seen by the next:
// otherwise that one would take the work in hand for a dead process's.
func TestWhoBeginsBesideAStarterHasAMark(t *testing.T) {
	eachEngine(t, func(t *testing.T, address string) {
		s := open(t, address, store.Options{})
		other := starterAt(t, address)
		if !other.take(t) {
			t.Fatal("a store that has not worked yet has a mark")
		}
		go func() {
			time.Sleep(150 * time.Millisecond)
			other.letGo(t)
		}()
		must(s.Put(t.Context(), 1, turn("a", "1", "x")))(t)
		time.Sleep(250 * time.Millisecond)
		if other.take(t) {
			t.Error("a process that works cannot be seen")
		}
	})
}

func TestASecondProcessOnSQLiteIsTold(t *testing.T) {
	t.Parallel()
	url := sqliteURL(t)
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	must(open(t, url, store.Options{Log: log}).Claim(t.Context(), 1))(t)
	if said.Len() > 0 {
		t.Errorf("alone, it is told %s", &said)
	}
	must(open(t, url, store.Options{Log: log}).Claim(t.Context(), 1))(t)
	if !strings.Contains(said.String(), "another pabellon") {
		t.Errorf("beside another, it is told %q", &said)
	}
}
