package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"pabellon/bot"
)

// letter is a turn on its way into a lane.
type letter struct {
	turn   bot.Turn
	dedupe string
	json   string
}

func letterOf(t bot.Turn) (letter, error) {
	if err := sayable(t.Conversation); err != nil {
		return letter{}, err
	}
	b, err := json.Marshal(t)
	if err != nil {
		return letter{}, fmt.Errorf("encode the turn: %w", err)
	}
	return letter{turn: t, dedupe: dedupe(t.Channel, t.Conversation, t.ID), json: string(b)}, nil
}

// dedupe is the key that a repeat shares with its original. It is a hash, for it
// outlives the erasure of the person.
func dedupe(channel, conversation, id string) string {
	sum := sha256.Sum256([]byte(channel + "\x00" + conversation + "\x00" + id))
	return hex.EncodeToString(sum[:16])
}

// Put keeps turns, see bot.Inbox.
func (s *Store) Put(ctx context.Context, take int, turns ...bot.Turn) ([]bot.Work, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.alone.claim(ctx, s)
	letters := make([]letter, len(turns))
	for i, t := range turns {
		var err error
		if letters[i], err = letterOf(t); err != nil {
			return nil, fmt.Errorf("keep turn %d of %d: %w", i+1, len(turns), err)
		}
	}
	works, err := s.putAll(letters, take)
	if err != nil {
		return nil, fmt.Errorf("keep %d turns: %w", len(turns), err)
	}
	if len(works) < len(turns) {
		s.wake.turns(s.engine)
	}
	return works, nil
}

// putAll stores letters: those of one writer in one transaction.
func (s *Store) putAll(letters []letter, take int) ([]bot.Work, error) {
	if len(s.writers) == 1 || len(letters) == 1 {
		return s.putSome(letters, take)
	}
	groups := make([][]letter, len(s.writers))
	for _, l := range letters {
		n := s.shard(l.turn.Conversation)
		groups[n] = append(groups[n], l)
	}
	var works []bot.Work
	for _, group := range groups {
		if len(group) == 0 {
			continue
		}
		w, err := s.putSome(group, take-len(works))
		if err != nil {
			return nil, err
		}
		works = append(works, w...)
	}
	return works, nil
}

func (s *Store) putSome(letters []letter, take int) (works []bot.Work, err error) {
	if len(letters) == 0 {
		return nil, nil
	}
	err = s.write(letters[0].turn.Conversation, func(c *conn) error {
		works = works[:0]
		now := time.Now()
		for _, l := range letters {
			w, err := s.push(c, l, now, len(works) < take)
			if err != nil {
				return err
			}
			if w != nil {
				works = append(works, *w)
			}
		}
		return nil
	})
	return works, err
}

// push adds a turn to its lane. It returns the work if the lane was idle and is taken.
func (s *Store) push(c *conn, l letter, now time.Time, take bool) (*bot.Work, error) {
	var lease int64
	if take {
		lease = millis(now.Add(s.o.Lease))
	}
	var lane, last, done, fence int64
	ok, err := c.row(sqlPushTurn, []any{s.ids.make(), l.turn.Conversation, l.turn.Conversation, millis(now), lease, l.dedupe},
		&lane, &last, &done, &fence)
	if err != nil || !ok {
		return nil, err
	}
	if _, err := c.exec(sqlKeepTurn, lane, last, l.dedupe, l.json, millis(now)); err != nil {
		return nil, err
	}
	if !take || last != done+1 {
		return nil, nil
	}
	return &bot.Work{Lane: lane, Seq: last, Fence: fence, Kept: now, Turn: l.turn}, nil
}

// claimed is a lane that was just taken.
type claimed struct {
	ID           int64  `db:"id"`
	Done         int64  `db:"done_seq"`
	Fence        int64  `db:"fence"`
	Conversation string `db:"conversation"`
	Channel      string `db:"channel"`
}

// Claim leases turns that nobody works on, see bot.Inbox.
func (s *Store) Claim(ctx context.Context, n int) ([]bot.Work, error) {
	s.alone.claim(ctx, s)
	if any, err := s.anyReady(ctx, "turn", "", nil); err != nil || !any {
		return nil, err
	}
	var works []bot.Work
	err := s.write("", func(c *conn) error {
		works = works[:0]
		now := time.Now()
		var lanes []claimed
		if err := c.rows(&lanes, fmt.Sprintf(sqlClaim, "", s.engine.skip()),
			"turn", millis(now), millis(now), n, millis(now.Add(s.o.Lease))); err != nil {
			return err
		}
		for _, l := range lanes {
			w, err := turnAt(c, l.ID, l.Done+1, l.Fence)
			if err != nil {
				return err
			}
			works = append(works, *w)
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

// turnAt reads the turn at a place of a lane that this process has taken.
func turnAt(c *conn, lane, seq, fence int64) (*bot.Work, error) {
	w := bot.Work{Lane: lane, Seq: seq, Fence: fence}
	var payload string
	var kept int64
	ok, err := c.row(sqlTurnAt, []any{lane, seq}, &payload, &w.Attempts, &kept)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("turn %d of lane %d is missing", seq, lane)
	}
	w.Kept = fromMillis(kept)
	if err := json.Unmarshal([]byte(payload), &w.Turn); err != nil {
		return nil, fmt.Errorf("decode turn %d of lane %d: %w", seq, lane, err)
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
	if err := json.Unmarshal([]byte(states[0]), &c); err != nil {
		return bot.Conversation{}, fmt.Errorf("decode a conversation: %w", err)
	}
	return c, nil
}

// Retry gives a turn back, see bot.Inbox.
func (s *Store) Retry(_ context.Context, w bot.Work, at time.Time, reason string) error {
	return s.giveBack("retry turn", w.Turn.Conversation, sqlTurnFailed, w.Lane, w.Seq, w.Fence, w.Attempts, at, reason)
}

func (s *Store) giveBack(what, key, failed string, lane, seq, fence int64, attempts int, at time.Time, reason string) error {
	var late error
	err := s.write(key, func(c *conn) error {
		late = nil
		n, err := c.exec(sqlGiveBack, millis(at), lane, fence, seq-1)
		if err != nil {
			return err
		}
		if n == 0 {
			return lost(&late)
		}
		_, err = c.exec(failed, attempts, clean(reason), lane, seq)
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

// Renew makes the leases of held last longer.
func (s *Store) Renew(_ context.Context, held []bot.Work) error {
	return s.leaseTurns(held, func() int64 { return millis(time.Now().Add(s.o.Lease)) })
}

// Release ends the leases of held.
func (s *Store) Release(_ context.Context, held []bot.Work) error {
	err := s.leaseTurns(held, func() int64 { return 0 })
	s.wake.turns(s.engine)
	return err
}

func (s *Store) leaseTurns(held []bot.Work, until func() int64) error {
	lanes := make([]leased, len(held))
	for i, w := range held {
		lanes[i] = leased{key: w.Turn.Conversation, lane: w.Lane, fence: w.Fence}
	}
	return s.lease(lanes, until)
}

// leased is a lane that this process has.
type leased struct {
	key         string
	lane, fence int64
}

// lease sets the end of leases, each writer's in one transaction.
func (s *Store) lease(lanes []leased, until func() int64) error {
	groups := make([][]leased, len(s.writers))
	for _, l := range lanes {
		n := s.shard(l.key)
		groups[n] = append(groups[n], l)
	}
	for _, group := range groups {
		if len(group) == 0 {
			continue
		}
		err := s.write(group[0].key, func(c *conn) error {
			for _, l := range group {
				if _, err := c.exec(sqlLease, until(), l.lane, l.fence); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("set %d leases: %w", len(lanes), err)
		}
	}
	return nil
}
