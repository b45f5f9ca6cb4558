package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"pabellon/bot"
)

// Receipt proves that a conversation was erased. Nothing in it is personal.
type Receipt struct {
	ID     string           // such as B-7KQ2MX
	At     time.Time        // real time, not the product's clock
	Counts map[string]int64 // rows by table
}

// Erase deletes everything about a conversation: its state, events, applications
// and timers, what its turns and messages said, done or not. What other processes
// have in hand of it is refused when they want to store it. Only keys that drop
// repeats are left, as hashes, and the receipt. What channels were told, those of
// Options.Scrubs are asked to take back; that waits in the outbox for who sends.
// ErrNotFound says that nothing was known of it.
func (s *Store) Erase(_ context.Context, conversation string) (Receipt, error) {
	var r Receipt
	if err := s.keepKey(); err != nil { // what is taken back is sealed like any message
		return r, fmt.Errorf("erase a conversation: %w", err)
	}
	err := s.write(conversation, turnLane, func(c *conn) error {
		r = newReceipt(time.Now())
		if err := s.erase(c, conversation, &r); err != nil {
			return err
		}
		if r.total() == 0 {
			return ErrNotFound
		}
		return keepReceipt(c, r)
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("erase a conversation: %w", err)
	}
	s.wake.messages(s.engine)
	s.wipe()
	return r, nil
}

// wipe clears the engine's files of what was erased. The erasure stands without it.
func (s *Store) wipe() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.engine.wipe(ctx); err != nil {
		s.o.Log.Warn("what was erased may stand in the database's journal a while longer", "error", err)
	}
}

// fileErasure erases on behalf of a turn. What the outcome says is still sent, and
// deleted after that.
func (s *Store) fileErasure(c *conn, f *filing, key turnKey, now time.Time) (out bot.Committed, err error) {
	r := newReceipt(now)
	if err := s.erase(c, f.done.Conversation.ID, &r); err != nil {
		return out, err
	}
	others := slices.DeleteFunc(slices.Clone(f.done.Outcome.Later), func(l bot.Later) bool { return l.Folio == "" })
	if err := fileTimers(c, "", others); err != nil {
		return out, err
	}
	if err := keepReceipt(c, r); err != nil {
		return out, err
	}
	last := *f
	if last.parcels, err = f.parcels.replace(bot.ReceiptMark, r.ID); err != nil {
		return out, err
	}
	out.Conversation = bot.Conversation{ID: f.done.Conversation.ID}
	out.Deliveries, err = s.sendAll(c, &last, key, now, true)
	return out, err
}

// erasing is every statement of an erasure, in an order in which each still finds
// what it looks for; the lanes were locked before. The lanes go last: with them goes
// every lease, and the chat's name. A turn keeps its place and the hash that drops repeats.
var erasing = []struct{ table, query string }{
	{"events", `DELETE FROM events WHERE lane_id IN (SELECT id FROM lanes WHERE conversation = ? AND kind = 'turn')`},
	{"messages", `DELETE FROM messages WHERE lane_id IN (SELECT id FROM lanes WHERE conversation = ? AND kind = 'send')`},
	{"turns", `UPDATE turns SET status = 'erased', payload = '', raw = '', result = '', last_error = ''
		WHERE lane_id IN (SELECT id FROM lanes WHERE conversation = ? AND kind = 'turn')`},
	{"conversations", `DELETE FROM conversations WHERE id = ?`},
	{"files", sqlDropFiles},
	{"applications", `DELETE FROM applications WHERE conversation = ?`},
	{"waiting", sqlWaitsNot},
	{"timers", `DELETE FROM timers WHERE conversation = ?`},
	{"lanes", `DELETE FROM lanes WHERE conversation = ?`},
}

// sqlAlong are the conversations whose names begin and end in some way.
const sqlAlong = `SELECT DISTINCT conversation FROM lanes WHERE conversation LIKE ? ESCAPE '!' ORDER BY conversation`

// erase erases a conversation, and with it what else is of the same person.
func (s *Store) erase(c *conn, conversation string, r *Receipt) error {
	all := []string{conversation}
	if s.o.Along != nil {
		if before, after := s.o.Along(conversation); after != "" {
			var others []string
			if err := c.rows(&others, sqlAlong, likely.Replace(before)+"%"+likely.Replace(after)); err != nil {
				return fmt.Errorf("look what else is of the same person: %w", err)
			}
			all = append(all, others...)
		}
	}
	for _, one := range all {
		if err := s.eraseOne(c, one, r); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) eraseOne(c *conn, conversation string, r *Receipt) error {
	if _, err := c.exec(`UPDATE lanes SET fence = fence + 1 WHERE conversation = ?`, conversation); err != nil {
		return err
	}
	if err := s.scrub(c, conversation, r.ID); err != nil {
		return fmt.Errorf("ask the channels to take back what they said: %w", err)
	}
	for _, e := range erasing {
		n, err := c.exec(e.query, conversation)
		if err != nil {
			return fmt.Errorf("erase %s: %w", e.table, err)
		}
		r.Counts[e.table] += n
	}
	return nil
}

// newReceipt makes a receipt with a number that cannot be guessed.
func newReceipt(now time.Time) Receipt {
	return Receipt{ID: "B-" + rand.Text()[:6], At: now.UTC().Truncate(time.Millisecond), Counts: map[string]int64{}}
}

func keepReceipt(c *conn, r Receipt) error {
	var counts string
	if err := encode(&counts, r.Counts); err != nil {
		return err
	}
	_, err := c.exec(`INSERT INTO erasures (id, at, counts) VALUES (?, ?, ?)`, r.ID, millis(r.At), counts)
	return err
}

func (r Receipt) total() (n int64) {
	for _, c := range r.Counts {
		n += c
	}
	return n
}
