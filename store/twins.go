package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// mostTwins is how many other applications of one business are shown.
const mostTwins = 10

// Twins lists the applications of other conversations that have the same RFC, or else
// both the same phone and e-mail, by folio. Those that were withdrawn do not count, and
// what was erased is not there. An empty value is like nothing.
func (s *Store) Twins(ctx context.Context, conversation, rfc, phone, email string) ([]bot.Twin, error) {
	var rows []struct {
		Folio   string `db:"folio"`
		Channel string `db:"channel"`
		Status  string `db:"status"`
		Same    string `db:"same"`
	}
	rfcs := s.o.Keys.digests("rfc", rfc)
	query, args, err := sqlx.In(sqlTwins, rfcs, rfcs, s.o.Keys.digests("phone", phone), s.o.Keys.digests("email", email),
		conversation, string(bot.WithdrawnStatus), mostTwins)
	if err == nil {
		err = s.selects(ctx, &rows, query, args...)
	}
	if err != nil {
		return nil, fmt.Errorf("look for the same business: %w", err)
	}
	var out []bot.Twin
	for _, r := range rows {
		out = append(out, bot.Twin{Folio: r.Folio, Channel: r.Channel, Status: bot.Status(r.Status), Same: r.Same})
	}
	return out, nil
}

const (
	// Each side of OR has an index of its own.
	sqlTwins = `
SELECT folio, channel, status, CASE WHEN rfc <> '' AND rfc IN (?) THEN 'rfc' ELSE 'reach' END AS same
FROM applications
WHERE (rfc IN (?) AND rfc <> '' OR phone IN (?) AND phone <> '' AND email IN (?) AND email <> '')
	AND conversation <> ? AND status <> ?
ORDER BY length(folio), folio LIMIT ?`

	// Sets a timer in the conversation of another application, if it is still there.
	sqlSetTwinTimer = `
INSERT INTO timers (conversation, key, run_at) SELECT conversation, CAST(? AS TEXT), CAST(? AS BIGINT) FROM applications WHERE folio = ?
ON CONFLICT (conversation, key) DO UPDATE SET run_at = excluded.run_at`
)
