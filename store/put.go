package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
)

// letter is a turn on its way into a lane.
type letter struct {
	turn   bot.Turn
	dedupe string
	json   string
	raw    string // as the channel gave it
}

func letterOf(t bot.Turn) (letter, error) {
	if err := sayable(t.Conversation); err != nil {
		return letter{}, err
	}
	l := letter{turn: t, dedupe: dedupe(t.Channel, t.Conversation, t.ID), raw: strings.ToValidUTF8(string(t.Raw), "\uFFFD")}
	if err := encode(&l.json, &l.turn); err != nil {
		return letter{}, fmt.Errorf("encode the turn: %w", err)
	}
	return l, nil
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
	if err := s.begin(ctx); err != nil || len(turns) == 0 {
		return nil, err
	}
	letters := make([]letter, len(turns))
	for i, t := range turns {
		var err error
		if letters[i], err = letterOf(t); err != nil {
			return nil, fmt.Errorf("keep turn %d of %d: %w", i+1, len(turns), err)
		}
	}
	works, err := s.putAll(letters, take)
	if err != nil {
		return works, fmt.Errorf("keep %d turns: %w", len(turns), err)
	}
	if len(works) < len(turns) {
		s.wake.turns(s.engine)
	}
	return works, nil
}

// putAll stores letters: all in one unit, or, where several write, those of each
// conversation in one.
func (s *Store) putAll(letters []letter, take int) (works []bot.Work, err error) {
	groups := [][]letter{letters}
	if len(s.writers) > 1 {
		slices.SortStableFunc(letters, func(a, b letter) int { return strings.Compare(a.turn.Conversation, b.turn.Conversation) })
		groups = slices.Collect(chunks(letters))
	}
	taken, all := make([][]bot.Work, len(groups)), make([]*unit, len(groups))
	for i, group := range groups {
		all[i] = s.submit(unitOf(group[0].turn.Conversation, turnLane, func(c *conn) (err error) {
			taken[i], err = s.pushAll(c, group, take-i)
			return err
		}))
	}
	for i, u := range all {
		err = errors.Join(err, u.wait())
		works = append(works, taken[i]...)
	}
	return works, s.noted(err)
}

// chunks cuts sorted letters into those of each conversation.
func chunks(letters []letter) iter.Seq[[]letter] {
	return func(yield func([]letter) bool) {
		for from := 0; from < len(letters); {
			to := from + 1
			for to < len(letters) && letters[to].turn.Conversation == letters[from].turn.Conversation {
				to++
			}
			if !yield(letters[from:to]) {
				return
			}
			from = to
		}
	}
}

// pushAll adds turns to their lanes and takes up to take of them.
func (s *Store) pushAll(c *conn, letters []letter, take int) (works []bot.Work, err error) {
	now := time.Now()
	for _, l := range letters {
		w, err := s.push(c, l, now, len(works) < take)
		if err != nil {
			return nil, err
		}
		if w != nil {
			works = append(works, *w)
		}
	}
	return works, nil
}

// push adds a turn to its lane. It returns the work if the lane was idle and is taken.
func (s *Store) push(c *conn, l letter, now time.Time, take bool) (*bot.Work, error) {
	var lease int64
	if take {
		lease = millis(now.Add(s.o.Lease))
	}
	var lane, last, done, fence int64
	ok, err := c.row(sqlPushTurn, []any{millis(now), lease, l.turn.Conversation, l.dedupe}, &lane, &last, &done, &fence)
	if err == nil && !ok {
		ok, err = c.row(sqlPushFirstTurn, []any{s.ids.make(), l.turn.Conversation, l.turn.Conversation, millis(now), lease, l.dedupe},
			&lane, &last, &done, &fence)
	}
	if err != nil || !ok {
		return nil, err
	}
	payload, raw := c.keys.seal(place("turns.payload", lane, last), l.json), c.keys.seal(place("turns.raw", lane, last), l.raw)
	if _, err := c.exec(sqlKeepTurn, lane, last, l.dedupe, payload, raw, millis(now)); err != nil {
		return nil, err
	}
	if !take || last != done+1 {
		return nil, nil
	}
	return &bot.Work{Lane: lane, Seq: last, Fence: fence, Kept: now, Until: now.Add(s.o.Lease), Turn: l.turn}, nil
}
