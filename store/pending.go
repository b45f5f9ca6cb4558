package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pabellon/bot"
)

const (
	// A person's earlier application may be open in a row of its own: the state tells of the newest.
	sqlUndecided = `
SELECT c.id AS id, c.state AS state FROM conversations c
WHERE c.id IN (SELECT a.conversation FROM applications a WHERE a.status IN ('submitted', 'taken', 'asked') ORDER BY a.submitted_at LIMIT ?)`
	sqlTimed = `
SELECT c.id AS id, c.state AS state FROM conversations c
WHERE c.id IN (SELECT t.conversation FROM timers t WHERE t.key = ? ORDER BY t.run_at LIMIT ?)`
	sqlUnanswered = `
SELECT e.lane_id AS lane_id, e.seq AS seq, e.n AS n, e.payload AS payload, l.conversation AS conversation
FROM (SELECT lane_id, seq, n, at, payload FROM events WHERE ` + counted + ` AND kind IN ('unanswered', 'forwarded') AND at >= ?) e
JOIN lanes l ON l.id = e.lane_id ORDER BY e.at DESC, e.lane_id, e.seq, e.n LIMIT ?`
)

// Pending lists the conversations in which somebody waits: with an application that is
// not decided, at most limit of them and the oldest ones; and as many with a timer of
// that key.
func (s *Store) Pending(ctx context.Context, timer string, limit int) ([]bot.Conversation, error) {
	type row struct {
		ID    string `db:"id"`
		State string `db:"state"`
	}
	var open, timed []row
	if err := s.selects(ctx, &open, sqlUndecided, limit); err != nil {
		return nil, fmt.Errorf("list who waits: %w", err)
	}
	if err := s.selects(ctx, &timed, sqlTimed, timer, limit); err != nil {
		return nil, fmt.Errorf("list who waits: %w", err)
	}
	var out []bot.Conversation
	seen := map[string]bool{}
	for _, r := range slices.Concat(open, timed) {
		if seen[r.ID] {
			continue
		}
		seen[r.ID] = true
		c := bot.Conversation{ID: r.ID}
		if err := s.o.Keys.decode(named("conversations.state", r.ID), r.State, &c); err != nil {
			return nil, fmt.Errorf("list who waits: %w", err)
		}
		out = append(out, c)
	}
	return out, nil
}

// Unanswered is a question that no article answered, or that was put to the team.
type Unanswered struct {
	Conversation string
	Event        bot.Event
}

// Unanswered lists them since then, the newest first and at most limit.
func (s *Store) Unanswered(ctx context.Context, since time.Time, limit int) ([]Unanswered, error) {
	var rows []struct {
		Lane         int64  `db:"lane_id"`
		Seq          int64  `db:"seq"`
		N            int64  `db:"n"`
		Payload      string `db:"payload"`
		Conversation string `db:"conversation"`
	}
	if err := s.selects(ctx, &rows, sqlUnanswered, millis(since), limit); err != nil {
		return nil, fmt.Errorf("list what nobody answered: %w", err)
	}
	out := make([]Unanswered, len(rows))
	for i, r := range rows {
		out[i].Conversation = r.Conversation
		if err := s.o.Keys.decode(place("events.payload", r.Lane, r.Seq, r.N), r.Payload, &out[i].Event); err != nil {
			return nil, fmt.Errorf("list what nobody answered: %w", err)
		}
	}
	return out, nil
}
