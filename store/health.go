package store

import (
	"context"
	"fmt"
	"time"
)

// Health is how the work stands. It is cheap to ask.
type Health struct {
	Schema          int64
	Refusing        bool // the last thing that was to be kept was not: a full disk, a lock, no database
	WaitingTurns    int
	WaitingMessages int
	Parked          int           // turns and messages that were given up
	OldestTurn      time.Duration // how long the oldest has waited
	OldestMessage   time.Duration
	Conversations   int
	Applications    int // all that were submitted
	Approved        int
	InReview        int // submitted, taken or asked
}

// Each reads rows of the same shape: a name, a number.
const (
	sqlWaiting = `
SELECT l.kind AS name, SUM(l.last_seq - l.done_seq) AS n FROM lanes l WHERE l.last_seq > l.done_seq GROUP BY l.kind`
	sqlOldest = `
SELECT 'turn' AS name, COALESCE(MIN(t.created_at), 0) AS n FROM lanes l JOIN turns t ON t.lane_id = l.id AND t.seq = l.done_seq + 1
WHERE l.kind = 'turn' AND l.last_seq > l.done_seq
UNION ALL
SELECT 'send' AS name, COALESCE(MIN(m.created_at), 0) AS n FROM lanes l JOIN messages m ON m.lane_id = l.id AND m.seq = l.done_seq + 1
WHERE l.kind = 'send' AND l.last_seq > l.done_seq`
	sqlCounts = `
SELECT 'parked' AS name, COUNT(*) AS n FROM turns WHERE status = 'parked'
UNION ALL SELECT 'parked' AS name, COUNT(*) AS n FROM messages WHERE status = 'parked'
UNION ALL SELECT 'conversations' AS name, COUNT(*) AS n FROM conversations
UNION ALL SELECT status AS name, COUNT(*) AS n FROM applications GROUP BY status`
)

// Health tells how the work stands.
func (s *Store) Health(ctx context.Context) (Health, error) {
	h := Health{Schema: s.schema, Refusing: s.refusing.Load()}
	now := time.Now()
	waiting, err := s.numbers(ctx, sqlWaiting)
	if err != nil {
		return h, fmt.Errorf("read the health: %w", err)
	}
	oldest, err := s.numbers(ctx, sqlOldest)
	if err != nil {
		return h, fmt.Errorf("read the health: %w", err)
	}
	counts, err := s.numbers(ctx, sqlCounts)
	if err != nil {
		return h, fmt.Errorf("read the health: %w", err)
	}
	h.WaitingTurns, h.WaitingMessages = int(waiting["turn"]), int(waiting["send"])
	h.OldestTurn, h.OldestMessage = age(now, oldest["turn"]), age(now, oldest["send"])
	h.Parked, h.Conversations = int(counts["parked"]), int(counts["conversations"])
	h.Approved = int(counts["approved"])
	h.InReview = int(counts["submitted"] + counts["taken"] + counts["asked"])
	h.Applications = h.Approved + h.InReview + int(counts["declined"]+counts["withdrawn"])
	return h, nil
}

func (s *Store) numbers(ctx context.Context, query string) (map[string]int64, error) {
	var rows []struct {
		Name string `db:"name"`
		N    int64  `db:"n"`
	}
	if err := s.selects(ctx, &rows, query); err != nil {
		return nil, err
	}
	out := map[string]int64{}
	for _, r := range rows {
		out[r.Name] += r.N
	}
	return out, nil
}

func age(now time.Time, since int64) time.Duration {
	if since == 0 {
		return 0
	}
	return max(0, now.Sub(fromMillis(since)))
}
