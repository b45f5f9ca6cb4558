package store

import (
	"context"
	"fmt"

	"pabellon/bot"
)

// What staff were told under a receipt, the newest last: a card that was changed in its
// place has the receipt of the first.
const sqlCarded = `
SELECT m.lane_id AS lane_id, m.seq AS seq, m.payload AS payload, l.conversation AS conversation
FROM messages m JOIN lanes l ON l.id = m.lane_id
WHERE m.audience = 'staff' AND m.receipt <> '' AND m.receipt %s AND m.status = 'sent' ORDER BY m.seq DESC LIMIT 1`

// The two ways in which a receipt is looked for: as it is, by an index, and with the files
// behind it that went with the message.
var (
	sqlCardedAs   = fmt.Sprintf(sqlCarded, "= ?")
	sqlCardedWith = fmt.Sprintf(sqlCarded, "LIKE ? ESCAPE '!'")
)

// Carded is the conversation whose card, of a candidate or a hand-off, its channel knows by
// a receipt. ErrNotFound if there is none, or it is another message.
func (s *Store) Carded(ctx context.Context, receipt string) (conversation string, err error) {
	var rows []struct {
		Lane         int64  `db:"lane_id"`
		Seq          int64  `db:"seq"`
		Payload      string `db:"payload"`
		Conversation string `db:"conversation"`
	}
	err = s.selects(ctx, &rows, sqlCardedAs, receipt)
	if err == nil && len(rows) == 0 {
		err = s.selects(ctx, &rows, sqlCardedWith, likely.Replace(receipt)+" %")
	}
	if err != nil {
		return "", fmt.Errorf("find a card: %w", err)
	}
	var m bot.Message
	if len(rows) > 0 {
		if err := s.o.Keys.decode(place("messages.payload", rows[0].Lane, rows[0].Seq), rows[0].Payload, &m); err != nil {
			return "", fmt.Errorf("find a card: %w", err)
		}
	}
	if m.Card != bot.CandidateCard && m.Card != bot.HandoffCard {
		return "", fmt.Errorf("find a card: %w", ErrNotFound)
	}
	return rows[0].Conversation, nil
}
