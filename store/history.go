package store

import (
	"context"
	"fmt"
	"math"
	"time"

	"pabellon/bot"
)

// Step is one turn of a conversation with everything that it led to.
type Step struct {
	Seq       int64
	Turn      bot.Turn
	Commands  bot.Commands // nil when this version cannot read them
	Knowledge string
	Events    []bot.Event
	Messages  []Shown
	Status    string // waiting, done, parked, replayed or erased
	LastError string
	Attempts  int
	DoneAt    time.Time
}

// longestHistory is the most turns that History returns: the newest.
const longestHistory = 1000

// turnRow is a row of turns.
type turnRow struct {
	Lane      int64  `db:"lane_id"`
	Seq       int64  `db:"seq"`
	Status    string `db:"status"`
	Attempts  int    `db:"attempts"`
	LastError string `db:"last_error"`
	Payload   string `db:"payload"`
	Result    string `db:"result"`
	DoneAt    int64  `db:"done_at"`
}

// History is a conversation turn by turn: what was said, how it was understood, and
// what followed. ErrNotFound if nothing is known of it.
func (s *Store) History(ctx context.Context, conversation string) ([]Step, error) {
	return s.HistoryBefore(ctx, conversation, math.MaxInt64)
}

// HistoryBefore is the part of a conversation's history that ends before a turn.
func (s *Store) HistoryBefore(ctx context.Context, conversation string, seq int64) ([]Step, error) {
	var turns []turnRow
	err := s.selects(ctx, &turns, `
SELECT t.lane_id AS lane_id, t.seq AS seq, t.status AS status, t.attempts AS attempts, t.last_error AS last_error,
	t.payload AS payload, t.result AS result, t.done_at AS done_at
FROM turns t JOIN lanes l ON l.id = t.lane_id
WHERE l.conversation = ? AND l.kind = 'turn' AND t.seq < ? ORDER BY t.seq DESC LIMIT ?`, conversation, seq, longestHistory)
	if err != nil {
		return nil, fmt.Errorf("read a conversation: %w", err)
	}
	if len(turns) == 0 {
		return nil, fmt.Errorf("read a conversation: %w", ErrNotFound)
	}
	steps := make([]Step, len(turns))
	first := turns[len(turns)-1].Seq
	for i, t := range turns {
		if steps[len(turns)-1-i], err = t.step(s.o.Keys); err != nil {
			return nil, fmt.Errorf("read a conversation: turn %d: %w", t.Seq, err)
		}
	}
	if err := s.addEvents(ctx, steps, turns[0].Lane, first); err != nil {
		return nil, fmt.Errorf("read a conversation: %w", err)
	}
	if err := s.addMessages(ctx, steps, conversation, first); err != nil {
		return nil, fmt.Errorf("read a conversation: %w", err)
	}
	return steps, nil
}

func (t turnRow) step(keys Keys) (p Step, err error) {
	p = Step{Seq: t.Seq, Status: t.Status, Attempts: t.Attempts, DoneAt: fromMillis(t.DoneAt)}
	if p.LastError, err = keys.open(place("turns.last_error", t.Lane, t.Seq), t.LastError); err != nil {
		return p, err
	}
	var r result
	if keys.decode(place("turns.result", t.Lane, t.Seq), t.Result, &r) == nil {
		p.Commands, p.Knowledge = r.Commands, r.Knowledge
	}
	return p, keys.decode(place("turns.payload", t.Lane, t.Seq), t.Payload, &p.Turn)
}

// at finds the step of a place in the lane; nil when it is not among them.
func at(steps []Step, seq int64) *Step {
	if i := seq - steps[0].Seq; i >= 0 && i < int64(len(steps)) && steps[i].Seq == seq {
		return &steps[i]
	}
	return nil
}

func (s *Store) addEvents(ctx context.Context, steps []Step, lane, first int64) error {
	var rows []struct {
		Seq     int64  `db:"seq"`
		N       int64  `db:"n"`
		Payload string `db:"payload"`
	}
	if err := s.selects(ctx, &rows, `SELECT seq, n, payload FROM events WHERE lane_id = ? AND seq >= ? ORDER BY seq, n`, lane, first); err != nil {
		return err
	}
	for _, r := range rows {
		var e bot.Event
		if err := s.o.Keys.decode(place("events.payload", lane, r.Seq, r.N), r.Payload, &e); err != nil {
			return fmt.Errorf("decode an event of turn %d: %w", r.Seq, err)
		}
		if p := at(steps, r.Seq); p != nil {
			p.Events = append(p.Events, e)
		}
	}
	return nil
}

func (s *Store) addMessages(ctx context.Context, steps []Step, conversation string, first int64) error {
	var rows []shownRow
	if err := s.selects(ctx, &rows, sqlShown+`WHERE l.conversation = ? AND m.turn_seq >= ? ORDER BY m.turn_seq, m.created_at, m.audience, m.lane_id, m.seq`, conversation, first); err != nil {
		return err
	}
	for _, r := range rows {
		m, err := r.shown(s.o.Keys)
		if err != nil {
			return err
		}
		if p := at(steps, r.TurnSeq); p != nil {
			p.Messages = append(p.Messages, m)
		}
	}
	return nil
}
