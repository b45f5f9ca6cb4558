package store

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Notices are sent at most this often, and never inside a transaction: PostgreSQL
// lets transactions with a notice commit one at a time only.
const noticeInterval = 10 * time.Millisecond

// The letters of a notice.
const (
	noticeTurns    = 1
	noticeMessages = 2
)

// listen begins to hear and to send notices; both go on through every trouble.
func (e *postgres) listen(s *Store) {
	ctx, stop := context.WithCancel(context.Background())
	e.stop, e.tell, e.name = stop, make(chan struct{}, 1), s.o.Replica
	e.tasks.Go(func() {
		for ctx.Err() == nil {
			e.hear(ctx, s)
			pause(ctx, time.Second)
		}
	})
	e.tasks.Go(func() {
		for ctx.Err() == nil {
			e.speak(ctx)
			pause(ctx, noticeInterval)
		}
	})
}

// hear rings the loops of this process when another one leaves work.
func (e *postgres) hear(ctx context.Context, s *Store) {
	c, err := pgx.ConnectConfig(ctx, e.config.Copy())
	if err != nil {
		return
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(ctx, "LISTEN "+pgChannel); err != nil {
		return
	}
	if e.marked.Load() && mark(ctx, c) != nil {
		return
	}
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			return
		}
		what, from, _ := strings.Cut(n.Payload, " ")
		if from == e.name {
			continue
		}
		if strings.Contains(what, "t") {
			ring(s.wake.turnsWait)
		}
		if strings.Contains(what, "m") {
			ring(s.wake.messagesWait)
		}
	}
}

// notify leaves word for the other processes.
func (e *postgres) notify(turns, messages bool) {
	if turns {
		e.left.Or(noticeTurns)
	}
	if messages {
		e.left.Or(noticeMessages)
	}
	ring(e.tell)
}

// speak sends what was left since the last time.
func (e *postgres) speak(ctx context.Context) {
	select {
	case <-ctx.Done():
		return
	case <-e.tell:
	}
	what := ""
	left := e.left.Swap(0)
	if left&noticeTurns != 0 {
		what += "t"
	}
	if left&noticeMessages != 0 {
		what += "m"
	}
	if what != "" {
		_, _ = e.db.ExecContext(ctx, "SELECT pg_notify($1, $2)", pgChannel, what+" "+e.name)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
