package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pabellon/bot"
)

// Finish keeps turns together with what they led to, see bot.Inbox.
func (s *Store) Finish(_ context.Context, fresh []bot.Fresh) []bot.Finished {
	out, waits := make([]bot.Finished, len(fresh)), make([]func() error, len(fresh))
	for i := range fresh {
		waits[i] = s.finish(&fresh[i], &out[i])
	}
	for i, wait := range waits {
		if err := wait(); err != nil {
			out[i] = bot.Finished{Err: fmt.Errorf("keep a turn that is done: %w", err)}
		}
	}
	return out
}

// finish gives the writer one turn; what was stored goes to out. The result waits for it.
func (s *Store) finish(fresh *bot.Fresh, out *bot.Finished) (wait func() error) {
	l, err := letterOf(fresh.Turn)
	if err != nil {
		return func() error { return err }
	}
	f, err := filingOf(fresh.Turn.ID, &fresh.Done, s.o.StaffChannel)
	if err != nil {
		return func() error { return err }
	}
	var late error
	u := s.submit(unitOf(fresh.Turn.Conversation, f.reach(), func(c *conn) (err error) {
		late = nil
		if out.Committed, err = s.fileFresh(c, l, f); err == errLate && !f.folio {
			return lost(&late)
		}
		return err
	}))
	return func() error {
		err := s.noted(u.wait())
		if err == nil && late == nil {
			s.filed(f, out.Committed)
		}
		return errors.Join(err, late)
	}
}

// fileFresh writes a turn with everything that it produced. It may run more than once,
// so it leaves f as it is.
func (s *Store) fileFresh(c *conn, l letter, f *filing) (out bot.Committed, err error) {
	if f, err = numbered(c, f); err != nil { // before any lane, as in file
		return out, err
	}
	now, key := time.Now(), turnKey{seq: f.done.Conversation.Version}
	ok, err := c.row(sqlPushDone, []any{millis(now), l.turn.Conversation, key.seq - 1, l.dedupe}, &key.lane)
	if err != nil {
		return out, err
	}
	if !ok {
		return out, errLate
	}
	payload, result := c.keys.seal(place("turns.payload", key.lane, key.seq), l.json), c.keys.seal(place("turns.result", key.lane, key.seq), f.result)
	if _, err := c.exec(sqlKeepDone, key.lane, key.seq, l.dedupe, payload, result, millis(now), millis(now)); err != nil {
		return out, err
	}
	if err := s.fileState(c, f, key, now); err != nil {
		return out, err
	}
	out.Conversation = f.done.Conversation
	out.Deliveries, err = s.sendAll(c, f, key, now, false)
	return out, err
}
