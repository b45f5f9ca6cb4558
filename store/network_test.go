package store_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"pabellon/store"
)

func TestOtherProcessesAreToldOfWorkAtOnce(t *testing.T) {
	address := postgresURL(t)
	here, there := open(t, address, store.Options{}), open(t, address, store.Options{})
	heard := func(c <-chan struct{}, what string) {
		t.Helper()
		select {
		case <-c:
		case <-time.After(5 * time.Second):
			t.Error("never heard of", what)
		}
	}
	time.Sleep(100 * time.Millisecond) // until it listens
	must(here.Put(t.Context(), 0, turn("a", "1", "x")))(t)
	heard(there.TurnsWait(), "the turn")
	w := must(there.Claim(t.Context(), 1))(t)[0]
	commit(t, there, w, say("y"))
	heard(here.MessagesWait(), "the message")
}

// A restart of the database ends every connection; so does this.
func TestTheWorkGoesOnWhenTheDatabaseDropsEveryConnection(t *testing.T) {
	t.Parallel()
	address := postgresURL(t)
	u := must(url.Parse(address))(t)
	q := u.Query()
	q.Set("application_name", fmt.Sprint("dropped", time.Now().UnixNano()))
	u.RawQuery = q.Encode()
	s := open(t, u.String(), store.Options{Lease: time.Second})
	r := newRig(t, s)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	c := must(pgx.Connect(ctx, address))(t)
	defer c.Close(context.Background())
	answered := make(chan error)
	go func() {
		for n := range 300 {
			x := turn(fmt.Sprint(n%5), fmt.Sprint(n), "x")
			for r.engine.Accept(ctx, x) != nil { // a channel would deliver it again
				time.Sleep(10 * time.Millisecond)
			}
			time.Sleep(2 * time.Millisecond)
		}
		answered <- nil
	}()
	for range 4 {
		time.Sleep(150 * time.Millisecond)
		_, err := c.Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, q.Get("application_name"))
		check(t, err)
	}
	check(t, <-answered)
	for {
		check(t, r.engine.Idle(ctx))
		h := must(s.Health(ctx))(t)
		if h.WaitingTurns+h.WaitingMessages == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	for chat := range 5 {
		if steps := must(s.History(ctx, fmt.Sprint("test:", chat)))(t); len(steps) != 60 || steps[59].Status != "done" || len(steps[59].Messages) != 1 {
			t.Errorf("chat %d has %d steps", chat, len(steps))
		}
	}
}
