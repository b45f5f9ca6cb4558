package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	isRFC, rfcs := oneOf(s.o.Keys.digests("rfc", rfc))
	isPhone, phones := oneOf(s.o.Keys.digests("phone", phone))
	isEmail, emails := oneOf(s.o.Keys.digests("email", email))
	err := s.selects(ctx, &rows, fmt.Sprintf(sqlTwins, isRFC, isRFC, isPhone, isEmail),
		slices.Concat(rfcs, rfcs, phones, emails, []any{conversation, string(bot.WithdrawnStatus), mostTwins})...)
	if err != nil {
		return nil, fmt.Errorf("look for the same business: %w", err)
	}
	var out []bot.Twin
	for _, r := range rows {
		out = append(out, bot.Twin{Folio: r.Folio, Channel: r.Channel, Status: bot.Status(r.Status), Same: r.Same})
	}
	return out, nil
}

// oneOf is the condition that a column is one of these texts, and its parameters.
func oneOf(texts []string) (condition string, args []any) {
	for _, text := range texts {
		args = append(args, text)
	}
	return "IN (CAST(? AS TEXT)" + strings.Repeat(", CAST(? AS TEXT)", len(texts)-1) + ")", args
}

const (
	// Each side of OR has an index of its own. %s are oneOf.
	sqlTwins = `
SELECT folio, channel, status, CASE WHEN rfc <> '' AND rfc %s THEN 'rfc' ELSE 'reach' END AS same
FROM applications
WHERE (rfc %s AND rfc <> '' OR phone %s AND phone <> '' AND email %s AND email <> '')
	AND conversation <> ? AND status <> ?
ORDER BY length(folio), folio LIMIT ?`

	// Sets a timer in the conversation of another application, if it is still there.
	sqlSetTwinTimer = `
INSERT INTO timers (conversation, key, run_at) SELECT conversation, CAST(? AS TEXT), CAST(? AS BIGINT) FROM applications WHERE folio = ?
ON CONFLICT (conversation, key) DO UPDATE SET run_at = excluded.run_at`
)
