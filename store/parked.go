package store

import (
	"context"
	"fmt"
	"time"

	"pabellon/bot"
)

// ParkedItem is a turn or a message that was given up. It can be tried again.
type ParkedItem struct {
	ID           string // for Unpark
	Kind         string // turn or message
	Channel      string
	Conversation string
	Attempts     int
	Reason       string
	At           time.Time // when it was given up
}

// parkedRow is a row of turns or messages with its lane.
type parkedRow struct {
	Lane         int64  `db:"lane_id"`
	Seq          int64  `db:"seq"`
	Channel      string `db:"channel"`
	Conversation string `db:"conversation"`
	Attempts     int    `db:"attempts"`
	LastError    string `db:"last_error"`
	DoneAt       int64  `db:"done_at"`
}

// mostParked is the most that Parked lists of each kind.
const mostParked = 1000

const sqlParked = `
SELECT i.lane_id AS lane_id, i.seq AS seq, l.channel AS channel, l.conversation AS conversation,
	i.attempts AS attempts, i.last_error AS last_error, i.done_at AS done_at
FROM %s i JOIN lanes l ON l.id = i.lane_id WHERE i.status = 'parked' ORDER BY i.done_at, i.lane_id, i.seq LIMIT ?`

// Parked lists the turns and messages that were given up, the oldest first.
func (s *Store) Parked(ctx context.Context) ([]ParkedItem, error) {
	var out []ParkedItem
	for _, kind := range []string{"turn", "message"} {
		var rows []parkedRow
		if err := s.selects(ctx, &rows, fmt.Sprintf(sqlParked, kind+"s"), mostParked); err != nil {
			return nil, fmt.Errorf("list what is parked: %w", err)
		}
		for _, r := range rows {
			p := ParkedItem{ID: deliveryID(r.Lane, r.Seq), Kind: kind, Channel: r.Channel, Conversation: r.Conversation,
				Attempts: r.Attempts, At: fromMillis(r.DoneAt)}
			var err error
			if p.Reason, err = s.o.Keys.open(place(kind+"s.last_error", r.Lane, r.Seq), r.LastError); err != nil {
				p.Reason = "the reason cannot be read: " + err.Error()
			}
			if kind == "turn" {
				p.ID, p.Channel = turnID(r.Lane, r.Seq), channelOf(r.Conversation)
			}
			out = append(out, p)
		}
	}
	return out, nil
}

// ParkedTurn is a turn that was given up, with what its channel gave, as it came.
// ErrNotFound if no turn of that name is parked.
func (s *Store) ParkedTurn(ctx context.Context, id string) (t bot.Turn, raw string, err error) {
	lane, seq, err := parkedPlace("t", id)
	if err != nil {
		return t, "", err
	}
	var rows []struct {
		Payload string `db:"payload"`
		Raw     string `db:"raw"`
	}
	if err := s.selects(ctx, &rows, `SELECT payload, raw FROM turns WHERE lane_id = ? AND seq = ? AND status = 'parked'`, lane, seq); err != nil {
		return t, "", fmt.Errorf("read a parked turn: %w", err)
	}
	if len(rows) == 0 {
		return t, "", fmt.Errorf("read a parked turn: %w", ErrNotFound)
	}
	if raw, err = s.o.Keys.open(place("turns.raw", lane, seq), rows[0].Raw); err == nil {
		err = s.o.Keys.decode(place("turns.payload", lane, seq), rows[0].Payload, &t)
	}
	if err != nil {
		return t, "", fmt.Errorf("read a parked turn: %w", err)
	}
	return t, raw, nil
}

// parkedPlace is the lane and the place that an id names.
func parkedPlace(kind, id string) (lane, seq int64, err error) {
	n, err := fmt.Sscanf(id, kind+"-%x-%d", &lane, &seq)
	if n != 2 || err != nil {
		return 0, 0, fmt.Errorf("%q: %w", clean(id), ErrNotFound)
	}
	return lane, seq, nil
}

// turnID names a turn among those that are parked.
func turnID(lane, seq int64) string { return fmt.Sprintf("t-%x-%d", lane, seq) }

// Unpark tries a parked turn or message again: it goes to the end of its lane. It
// keeps nobody waiting who came in the meantime. ErrNotFound if nothing of that
// name is parked.
func (s *Store) Unpark(_ context.Context, id string) error {
	unpark := unparkTurn
	lane, seq, err := parkedPlace("t", id)
	if err != nil {
		unpark = unparkMessage
		lane, seq, err = parkedPlace("m", id)
	}
	if err != nil {
		return fmt.Errorf("unpark %w", err)
	}
	if err := s.keepKey(); err != nil {
		return fmt.Errorf("unpark %s: %w", id, err)
	}
	if err := s.write("", manyLanes, func(c *conn) error { return unpark(s, c, lane, seq, time.Now()) }); err != nil {
		return fmt.Errorf("unpark %s: %w", id, err)
	}
	s.wake.turns(s.engine)
	s.wake.messages(s.engine)
	return nil
}

// extend makes one more place at the end of a lane, which stays for anybody to claim.
const sqlExtend = `
UPDATE lanes SET last_seq = last_seq + 1, ready_at = CASE WHEN last_seq = done_seq THEN CAST(? AS BIGINT) ELSE ready_at END
WHERE id = ? RETURNING last_seq`

// unparkTurn puts a copy at the end: the old one keeps what the apology led to.
func unparkTurn(s *Store, c *conn, lane, seq int64, now time.Time) error {
	var last int64
	if ok, err := c.row(sqlExtend, []any{millis(now), lane}, &last); err != nil || !ok {
		return orMissing(err)
	}
	var payload, raw string
	ok, err := c.row(`UPDATE turns SET status = 'replayed' WHERE lane_id = ? AND seq = ? AND status = 'parked' RETURNING payload, raw`,
		[]any{lane, seq}, &payload, &raw)
	if err != nil || !ok {
		return orMissing(err)
	}
	if payload, err = c.keys.move("turns.payload", payload, lane, seq, last); err != nil {
		return err
	}
	if raw, err = c.keys.move("turns.raw", raw, lane, seq, last); err != nil {
		return err
	}
	_, err = c.exec(sqlKeepTurn, lane, last, dedupe("replay", "", fmt.Sprint(s.ids.make())), payload, raw, millis(now))
	return err
}

// unparkMessage moves the message to the end.
func unparkMessage(_ *Store, c *conn, lane, seq int64, now time.Time) error {
	var last int64
	if ok, err := c.row(sqlExtend, []any{millis(now), lane}, &last); err != nil || !ok {
		return orMissing(err)
	}
	var payload, reason string
	ok, err := c.row(`
UPDATE messages SET seq = ?, status = 'waiting', attempts = 0, created_at = ?, done_at = 0
WHERE lane_id = ? AND seq = ? AND status = 'parked' RETURNING payload, last_error`,
		[]any{last, millis(now), lane, seq}, &payload, &reason)
	if err != nil || !ok {
		return orMissing(err)
	}
	if payload, err = c.keys.move("messages.payload", payload, lane, seq, last); err != nil {
		return err
	}
	if reason, err = c.keys.move("messages.last_error", reason, lane, seq, last); err != nil {
		return err
	}
	_, err = c.exec(`UPDATE messages SET payload = ?, last_error = ? WHERE lane_id = ? AND seq = ?`, payload, reason, lane, last)
	return err
}

// orMissing is the error of a statement that found no row.
func orMissing(err error) error {
	if err == nil {
		return ErrNotFound
	}
	return err
}
