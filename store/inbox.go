package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pabellon/bot"
)

// claimed is a lane that was just taken.
type claimed struct {
	ID           int64  `db:"id"`
	Done         int64  `db:"done_seq"`
	Fence        int64  `db:"fence"`
	Conversation string `db:"conversation"`
	Channel      string `db:"channel"`
	Receipt      string `db:"receipt"` // of the last message that went out
}

// Claim leases turns that nobody works on, see bot.Inbox.
func (s *Store) Claim(ctx context.Context, n int) ([]bot.Work, error) {
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	if any, err := s.anyReady(ctx, "turn", "", nil); err != nil || !any {
		return nil, err
	}
	var works []bot.Work
	err := s.write("", manyLanes, func(c *conn) error {
		works = works[:0]
		now := time.Now()
		var lanes []claimed
		if err := c.rows(&lanes, fmt.Sprintf(sqlClaim, "", s.engine.skip()),
			"turn", millis(now), millis(now), n, millis(now.Add(s.o.Lease))); err != nil {
			return err
		}
		for _, l := range lanes {
			w, err := turnAt(c, l.ID, l.Done+1, l.Fence, now.Add(s.o.Lease))
			if err = s.passOver(err); err != nil {
				return err
			}
			if w != nil {
				works = append(works, *w)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claim turns: %w", err)
	}
	return works, nil
}

// anyReady looks for lanes that could be claimed, without writing.
func (s *Store) anyReady(ctx context.Context, kind, more string, args []any) (bool, error) {
	now := millis(time.Now())
	var found []int64
	err := s.selects(ctx, &found, fmt.Sprintf(sqlAnyReady, more), append([]any{kind, now, now}, args...)...)
	if err != nil {
		return false, fmt.Errorf("look for work: %w", err)
	}
	return len(found) > 0, nil
}

// errUnreadable says that an item is there no more, or not in a shape that this
// program knows.
var errUnreadable = errors.New("cannot be read")

// passOver lets an item that cannot be read hold up nobody but its own lane, which
// stays taken until its lease runs out and is then tried again.
func (s *Store) passOver(err error) error {
	if !errors.Is(err, errUnreadable) {
		return err
	}
	s.o.Log.Error("a lane waits: its next item cannot be read", "error", err)
	return nil
}

// turnAt reads the turn at a place of a lane that this process has taken.
func turnAt(c *conn, lane, seq, fence int64, until time.Time) (*bot.Work, error) {
	w := bot.Work{Lane: lane, Seq: seq, Fence: fence, Until: until}
	var payload string
	var kept int64
	ok, err := c.row(sqlTurnAt, []any{lane, seq}, &payload, &w.Attempts, &kept)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("turn %d of lane %d %w: it is missing", seq, lane, errUnreadable)
	}
	w.Kept = fromMillis(kept)
	if err := c.keys.decode(place("turns.payload", lane, seq), payload, &w.Turn); err != nil {
		return nil, fmt.Errorf("turn %d of lane %d %w: %w", seq, lane, errUnreadable, err)
	}
	return &w, nil
}

// Load reads a conversation, see bot.Inbox.
func (s *Store) Load(ctx context.Context, id string) (bot.Conversation, error) {
	var states []string
	if err := s.selects(ctx, &states, `SELECT state FROM conversations WHERE id = ?`, id); err != nil {
		return bot.Conversation{}, fmt.Errorf("load a conversation: %w", err)
	}
	c := bot.Conversation{ID: id}
	if len(states) == 0 {
		return c, nil
	}
	if err := s.o.Keys.decode(named("conversations.state", id), states[0], &c); err != nil {
		return bot.Conversation{}, fmt.Errorf("decode a conversation: %w", err)
	}
	return c, nil
}

// Retry gives a turn back, see bot.Inbox.
func (s *Store) Retry(_ context.Context, w bot.Work, at time.Time, reason string) error {
	return s.giveBack("retry turn", w.Turn.Conversation, turnLane, w.Lane, w.Seq, w.Fence, w.Attempts, at, reason)
}

func (s *Store) giveBack(what, key string, r reach, lane, seq, fence int64, attempts int, at time.Time, reason string) error {
	var late error
	err := s.write(key, r, func(c *conn) error {
		late = nil
		n, err := c.exec(sqlGiveBack, millis(at), lane, fence, seq-1)
		if err != nil {
			return err
		}
		if n == 0 {
			return lost(&late)
		}
		failed, column := sqlTurnFailed, "turns.last_error"
		if r == sendLane {
			failed, column = sqlMessageFailed, "messages.last_error"
		}
		_, err = c.exec(failed, attempts, c.keys.seal(place(column, lane, seq), clean(reason)), lane, seq)
		return err
	})
	if err == nil {
		err = late
	}
	if err != nil {
		return fmt.Errorf("%s %d of lane %d: %w", what, seq, lane, err)
	}
	return nil
}

// Renew makes the leases of held last longer, see bot.Inbox.
func (s *Store) Renew(_ context.Context, held []bot.Work) (kept []bot.Work, err error) {
	until := time.Now().Add(s.o.Lease)
	lanes, err := s.leaseTurns(held, millis(until))
	for i, w := range held {
		if lanes[i].still {
			w.Until = until
			kept = append(kept, w)
		}
	}
	return kept, err
}

// Release ends the leases of held.
func (s *Store) Release(_ context.Context, held []bot.Work) error {
	_, err := s.leaseTurns(held, 0)
	s.wake.turns(s.engine)
	return err
}

func (s *Store) leaseTurns(held []bot.Work, until int64) ([]leased, error) {
	lanes := make([]leased, len(held))
	for i, w := range held {
		lanes[i] = leased{key: w.Turn.Conversation, lane: w.Lane, fence: w.Fence}
	}
	return lanes, s.lease(lanes, until)
}
