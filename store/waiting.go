package store

import (
	"context"
	"fmt"
	"slices"

	"pabellon/bot"
)

// Waits is what people wait for that the desk shows together for several of them.
type Waits string

// The two sorts.
const (
	ForAnswer Waits = "question" // questions that were put to the team
	Late      Waits = "late"     // whatever was promised for a time that has passed
)

// mostWaiting is how many people a look finds.
const mostWaiting = 500

const (
	sqlWhoWaits   = `SELECT conversation FROM waiting WHERE what = ? ORDER BY conversation LIMIT ?`
	sqlWaits      = `INSERT INTO waiting (what, conversation) VALUES (?, ?) ON CONFLICT (what, conversation) DO NOTHING`
	sqlWaitsNot   = `DELETE FROM waiting WHERE conversation = ?`
	sqlNewestCard = `
SELECT m.receipt FROM messages m JOIN lanes l ON l.id = m.lane_id
WHERE l.conversation = ? AND l.kind = 'send' AND m.audience = 'staff' AND m.replaces = ? AND m.status = 'sent'
ORDER BY m.seq DESC LIMIT 1`
)

// Waiting is the conversations of people who wait, at most 500.
func (s *Store) Waiting(ctx context.Context, what Waits) ([]string, error) {
	var found []string
	if err := s.selects(ctx, &found, sqlWhoWaits, string(what), mostWaiting); err != nil {
		return nil, fmt.Errorf("look who waits: %w", err)
	}
	return found, nil
}

// CardReceipt is what the channel calls the newest card of a conversation in a place (its
// Replaces); "" when there is none.
func (s *Store) CardReceipt(ctx context.Context, conversation, place string) (string, error) {
	var found []string
	if err := s.selects(ctx, &found, sqlNewestCard, conversation, place); err != nil {
		return "", fmt.Errorf("look where a card stands: %w", err)
	}
	return append(found, "")[0], nil
}

// aboutWaiting tells whether an event may change who waits for what.
func aboutWaiting(k bot.EventKind) bool {
	switch k {
	case bot.Forwarded, bot.Promised, bot.PromiseBroken, bot.PromiseKept, bot.PromiseDropped, bot.StaffTold, bot.LateSeen:
		return true
	}
	return false
}

// fileWaiting writes who waits, when that may be others now.
func fileWaiting(c *conn, now bot.Conversation) error {
	if _, err := c.exec(sqlWaitsNot, now.ID); err != nil {
		return err
	}
	var waits []Waits
	if _, ok := now.Owed(bot.ForQuestion); ok && len(now.Put) > 0 {
		waits = append(waits, ForAnswer)
	}
	if slices.ContainsFunc(now.Promises, func(p bot.Promise) bool { return p.Broken > 0 }) {
		waits = append(waits, Late)
	}
	for _, what := range waits {
		if _, err := c.exec(sqlWaits, string(what), now.ID); err != nil {
			return err
		}
	}
	return nil
}

// The cards that stand together in one message.
const (
	sqlTogether = `FROM messages m JOIN lanes l ON l.id = m.lane_id
WHERE m.audience = 'staff' AND m.receipt <> '' AND m.receipt = ? AND m.status = 'sent' AND (m.replaces LIKE ? OR m.replaces LIKE ?)`
	sqlShares  = `SELECT l.conversation AS conversation, m.replaces AS replaces ` + sqlTogether + ` ORDER BY m.created_at DESC LIMIT 1`
	sqlSharing = `SELECT DISTINCT l.conversation ` + sqlTogether
)

// Sharing is the conversations whose cards stand, or have stood, in a message that shows
// several of them together.
func (s *Store) Sharing(ctx context.Context, receipt string) ([]string, error) {
	var found []string
	if err := s.selects(ctx, &found, sqlSharing, receipt, bot.GapPlace+"%", bot.OverduePlace+"%"); err != nil {
		return nil, fmt.Errorf("look who is shown in a message: %w", err)
	}
	return found, nil
}

// Shares finds one of those whose card stands in a message that shows several of them
// together, and the card's place; ErrNotFound when nobody's does.
func (s *Store) Shares(ctx context.Context, receipt string) (conversation, place string, err error) {
	var rows []struct {
		Conversation string `db:"conversation"`
		Replaces     string `db:"replaces"`
	}
	err = s.selects(ctx, &rows, sqlShares, receipt, bot.GapPlace+"%", bot.OverduePlace+"%")
	if err == nil && len(rows) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return "", "", fmt.Errorf("look who shares a message: %w", err)
	}
	return rows[0].Conversation, rows[0].Replaces, nil
}
