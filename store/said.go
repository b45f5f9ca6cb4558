package store

import (
	"context"
	"fmt"
	"strings"

	"pabellon/bot"
)

// What was said in a conversation under one of the ids of a receipt, the newest if a
// channel ever gave an id twice.
const sqlSaid = `
SELECT m.lane_id AS lane_id, m.seq AS seq, m.payload AS payload
FROM messages m JOIN lanes l ON l.id = m.lane_id
WHERE l.conversation = ? AND l.kind = 'send' AND m.audience = 'person' AND m.status = 'sent'
	AND ' ' || m.receipt || ' ' LIKE ? ESCAPE '!' ORDER BY m.seq DESC LIMIT 1`

// likely makes a text mean itself in a LIKE.
var likely = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// Said is the message to the person of a conversation that its channel knows by a
// receipt, or by one of the ids in it. ErrNotFound if there is none.
func (s *Store) Said(ctx context.Context, conversation, receipt string) (bot.Message, error) {
	var rows []struct {
		Lane    int64  `db:"lane_id"`
		Seq     int64  `db:"seq"`
		Payload string `db:"payload"`
	}
	if err := s.selects(ctx, &rows, sqlSaid, conversation, "% "+likely.Replace(receipt)+" %"); err != nil {
		return bot.Message{}, fmt.Errorf("find what was said: %w", err)
	}
	if len(rows) == 0 {
		return bot.Message{}, fmt.Errorf("find what was said: %w", ErrNotFound)
	}
	var m bot.Message
	if err := s.o.Keys.decode(place("messages.payload", rows[0].Lane, rows[0].Seq), rows[0].Payload, &m); err != nil {
		return bot.Message{}, fmt.Errorf("find what was said: %w", err)
	}
	return m, nil
}
