package store

import (
	"context"
	"fmt"
	"time"
)

// Resting is a conversation in which nothing happens.
type Resting struct {
	Conversation string
	Since        time.Time // real time, of its last turn
}

// Who is a candidate: the application was sent and not withdrawn.
const sqlCandidate = `EXISTS (SELECT 1 FROM applications a WHERE a.conversation = c.id AND a.status <> 'withdrawn')`

const (
	sqlResting = `
SELECT c.id AS id, c.updated_at AS updated_at FROM conversations c WHERE c.id NOT LIKE 'desk:%' AND NOT ` + sqlCandidate + `
ORDER BY c.updated_at, c.id LIMIT ?`
	sqlStillResting = `
SELECT 1 FROM conversations c WHERE c.id = ? AND c.updated_at = ? AND NOT ` + sqlCandidate + `
AND NOT EXISTS (SELECT 1 FROM lanes l WHERE l.kind = 'turn' AND l.key = c.id AND l.last_seq > l.done_seq)`
)

// Resting lists the conversations without a candidate in which nothing has happened
// for the longest time, at most limit. It reads them all: ask seldom.
func (s *Store) Resting(ctx context.Context, limit int) ([]Resting, error) {
	var rows []struct {
		ID        string `db:"id"`
		UpdatedAt int64  `db:"updated_at"`
	}
	if err := s.selects(ctx, &rows, sqlResting, limit); err != nil {
		return nil, fmt.Errorf("list the conversations at rest: %w", err)
	}
	out := make([]Resting, len(rows))
	for i, r := range rows {
		out[i] = Resting{r.ID, fromMillis(r.UpdatedAt)}
	}
	return out, nil
}

// EraseResting erases conversations, each with a receipt, and tells how many. One in
// which something happened since it was listed is left.
func (s *Store) EraseResting(ctx context.Context, list []Resting) (erased int, err error) {
	defer func() {
		if erased > 0 {
			s.wake.messages(s.engine)
			s.wipe()
		}
	}()
	if err := s.keepKey(); err != nil {
		return 0, fmt.Errorf("erase a conversation at rest: %w", err)
	}
	for _, r := range list {
		if ctx.Err() != nil {
			return erased, ctx.Err()
		}
		var gone bool
		err := s.write(r.Conversation, turnLane, func(c *conn) (err error) {
			gone, err = s.eraseResting(c, r)
			return err
		})
		if err != nil {
			return erased, fmt.Errorf("erase a conversation at rest: %w", err)
		}
		if gone {
			erased++
		}
	}
	return erased, nil
}

func (s *Store) eraseResting(c *conn, r Resting) (bool, error) {
	if _, err := c.exec(sqlLock, r.Conversation); err != nil { // first the lane, as everybody does
		return false, err
	}
	var one int
	if ok, err := c.row(sqlStillResting, []any{r.Conversation, millis(r.Since)}, &one); err != nil || !ok {
		return false, err
	}
	receipt := newReceipt(time.Now())
	if err := s.erase(c, r.Conversation, &receipt); err != nil {
		return false, err
	}
	return true, keepReceipt(c, receipt)
}

// Duty tells whether this process is to do something that only one does, and reserves
// it for a time: until then no other process is told yes.
func (s *Store) Duty(ctx context.Context, name string, during time.Duration) (mine bool, err error) {
	s.alone.claim(ctx, s)
	now := time.Now()
	err = s.write("", manyLanes, func(c *conn) (err error) {
		var fence int64
		mine, err = c.row(sqlHold, []any{"duty " + name, s.o.Replica, millis(now.Add(during)), millis(now)}, &fence)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("take the duty %s: %w", name, err)
	}
	return mine, nil
}
