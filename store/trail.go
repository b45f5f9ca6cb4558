package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pabellon/bot"
)

// TrailEntry is something that an admin did.
type TrailEntry struct {
	At     time.Time
	By     bot.Actor // the id and the name are kept
	Act    string    // "export", "stop" or "resume"
	About  string    // what it was done to: a format, an article
	Reason string    // in the admin's words; may be empty
}

const (
	sqlAddTrail = `INSERT INTO trail (id, at, actor, name, act, about, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`
	sqlTrail    = `SELECT id, at, actor, name, act, about, reason FROM trail WHERE at >= ? ORDER BY id`
)

// AddTrail writes down what an admin is about to do. It is called before the act: what
// cannot be written down is not done.
func (s *Store) AddTrail(ctx context.Context, e TrailEntry) error {
	if err := s.begin(ctx); err != nil {
		return err
	}
	id := s.ids.make()
	err := s.write("", manyLanes, func(c *conn) error {
		_, err := c.exec(sqlAddTrail, id, millis(e.At), clean(e.By.ID), c.keys.seal(place("trail.name", id), clean(e.By.Name)),
			clean(e.Act), clean(e.About), c.keys.seal(place("trail.reason", id), clean(e.Reason)))
		return err
	})
	if err != nil {
		return fmt.Errorf("write down what an admin does: %w", err)
	}
	return nil
}

// Trail is what admins did since then, in order.
func (s *Store) Trail(ctx context.Context, since time.Time) ([]TrailEntry, error) {
	var rows []struct {
		ID     int64  `db:"id"`
		At     int64  `db:"at"`
		Actor  string `db:"actor"`
		Name   string `db:"name"`
		Act    string `db:"act"`
		About  string `db:"about"`
		Reason string `db:"reason"`
	}
	if err := s.selects(ctx, &rows, sqlTrail, millis(since)); err != nil {
		return nil, fmt.Errorf("read what admins did: %w", err)
	}
	out := make([]TrailEntry, len(rows))
	for i, r := range rows {
		name, err := s.o.Keys.open(place("trail.name", r.ID), r.Name)
		reason, err2 := s.o.Keys.open(place("trail.reason", r.ID), r.Reason)
		if err := errors.Join(err, err2); err != nil {
			return nil, fmt.Errorf("read what admins did: %w", err)
		}
		out[i] = TrailEntry{At: fromMillis(r.At), By: bot.Actor{Kind: bot.Staff, ID: r.Actor, Name: name}, Act: r.Act, About: r.About, Reason: reason}
	}
	return out, nil
}
