package store

import (
	"context"
	"fmt"
	"time"

	"pabellon/bot"
)

// ringAtOnce is the most timers that one look finds; the next look finds the rest.
const ringAtOnce = 200

// timer is a turn that a handler wants later.
type timer struct {
	Conversation string `db:"conversation"`
	Key          string `db:"key"`
	RunAt        int64  `db:"run_at"`
}

// turn is what the timer becomes when it is due.
func (t timer) turn(now time.Time) bot.Turn {
	return bot.Turn{
		Channel: "clock", ID: t.Key + "@" + fromMillis(t.RunAt).Format(time.RFC3339), Conversation: t.Conversation,
		Actor: bot.Actor{Kind: bot.Clock}, At: now, Due: t.Key,
	}
}

// Ring puts the turns whose time has come into their lanes, see bot.Inbox. Each
// goes from its timer into its lane in one transaction, so it is never lost and
// never there twice.
func (s *Store) Ring(ctx context.Context, now time.Time, take int) ([]bot.Work, error) {
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	var works []bot.Work
	rung := ringAtOnce
	for rung == ringAtOnce {
		var due []timer
		if err := s.selects(ctx, &due, sqlDue, millis(now), ringAtOnce); err != nil {
			return works, fmt.Errorf("look for turns that are due: %w", err)
		}
		for _, t := range due {
			w, err := s.fire(t, now, len(works) < take)
			if err != nil {
				return works, fmt.Errorf("start a turn that is due: %w", err)
			}
			if w != nil {
				works = append(works, *w)
			}
		}
		if rung = len(due); rung > len(works) {
			s.wake.turns(s.engine)
		}
	}
	return works, nil
}

func (s *Store) fire(t timer, now time.Time, take bool) (work *bot.Work, err error) {
	l, err := letterOf(t.turn(now))
	if err != nil {
		return nil, err
	}
	err = s.write(t.Conversation, turnLane, func(c *conn) error {
		work = nil
		if _, err := c.exec(sqlLock, t.Conversation); err != nil { // first the lane, as everybody does
			return err
		}
		n, err := c.exec(sqlFire, t.Conversation, t.Key, t.RunAt)
		if err != nil || n == 0 { // moved, taken back, or started by another process
			return err
		}
		// The timer is the proof that this turn is new, even when it repeats an old time.
		l.dedupe = dedupe("clock", t.Conversation, fmt.Sprint(l.turn.ID, s.ids.make()))
		work, err = s.push(c, l, time.Now(), take)
		return err
	})
	return work, err
}
