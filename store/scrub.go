package store

import (
	"slices"
	"time"

	"pabellon/bot"
)

// scrubAtOnce is how many messages one delivery takes back: few, so that little is done
// again after a crash. A channel's pace may count on it (bot/slack/pace.go).
const scrubAtOnce = 5

const (
	// What the channels call everything that was said in a conversation, the newest first.
	sqlReceipts = `
SELECT l.channel AS channel, m.receipt AS receipt FROM messages m JOIN lanes l ON l.id = m.lane_id
WHERE l.conversation = ? AND l.kind = 'send' AND m.receipt <> ''
ORDER BY m.created_at DESC, m.lane_id DESC, m.seq DESC`
	sqlLaneIsThere = `SELECT 1 FROM lanes WHERE id = ?`
)

// scrub asks the channels that can to take back what they said in a conversation that is
// erased in the same transaction. It comes before its messages go. What it keeps names
// places in channels and the erasure, and goes once it is done.
func (s *Store) scrub(c *conn, conversation, erasure string) error {
	if len(s.o.Scrubs) == 0 {
		return nil
	}
	var rows []struct {
		Channel string `db:"channel"`
		Receipt string `db:"receipt"`
	}
	if err := c.rows(&rows, sqlReceipts, conversation); err != nil {
		return err
	}
	receipts, seen := map[string][]string{}, map[string]bool{}
	for _, r := range rows {
		if name := r.Channel + " " + r.Receipt; !seen[name] && slices.Contains(s.o.Scrubs, r.Channel) {
			seen[name] = true // a card that was changed in its place has many rows
			receipts[r.Channel] = append(receipts[r.Channel], r.Receipt)
		}
	}
	for _, channel := range s.o.Scrubs {
		if err := s.keepScrub(c, channel, erasure, erasure, receipts[channel]); err != nil {
			return err
		}
	}
	return nil
}

// keepScrub puts receipts into the outbox, in a lane of their own: nobody waits for it.
func (s *Store) keepScrub(c *conn, channel, name, erasure string, receipts []string) error {
	g := group{key: channel + "/scrub/" + name, channel: channel}
	for some := range slices.Chunk(receipts, scrubAtOnce) {
		m, text := bot.Message{Scrub: some, Erasure: erasure}, ""
		if err := encode(&text, &m); err != nil {
			return err
		}
		g.messages, g.json = append(g.messages, m), append(g.json, text)
	}
	if len(g.messages) == 0 {
		return nil
	}
	now, n := time.Now(), int64(len(g.messages))
	var lane, last, done, fence, ready int64
	var before string
	if _, err := c.row(sqlPushFirstMessages, []any{s.ids.make(), g.key, "", channel, n, millis(now), 0, 0, 0},
		&lane, &last, &done, &fence, &ready, &before); err != nil {
		return err
	}
	return keepMessages(c, turnKey{}, g, lane, last-n+1, now, "waiting", true)
}

// scrubLate takes back a message that was on its way when its person was erased: it went
// out, and its lane is gone.
func (s *Store) scrubLate(c *conn, d bot.Delivery, receipt string) error {
	if receipt == "" || d.Forget || !slices.Contains(s.o.Scrubs, d.Channel) {
		return nil
	}
	var one int
	if there, err := c.row(sqlLaneIsThere, []any{d.Lane}, &one); err != nil || there {
		return err
	}
	return s.keepScrub(c, d.Channel, d.ID, "", []string{receipt})
}
