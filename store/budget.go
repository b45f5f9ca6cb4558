package store

import (
	"context"
	"fmt"
	"time"
)

// spentDays is for how many days before the newest what was spent is remembered.
const spentDays = 40

// mostTokens is the most that is added at once. It is far above what any call takes, and
// keeps the sum of a day far below what a column holds.
const mostTokens = 1 << 40

const (
	sqlSpend = `
INSERT INTO spent (day, tokens) VALUES (?, ?)
ON CONFLICT (day) DO UPDATE SET tokens = spent.tokens + excluded.tokens RETURNING tokens`
	sqlForgetSpent = `DELETE FROM spent WHERE day < ?`
	sqlSpent       = `SELECT tokens FROM spent WHERE day = ?`
)

// Spend adds tokens to what was spent on a day, written as 2026-11-23, and gives the
// day's total, in tokens. The sum is right however many processes add at once. Less than
// none gives back what was reserved and not used. It is one statement; the first of a day
// also forgets the days that lie more than 40 days before it. An error tells that nothing
// was added, or, when the database went away in that moment, that nobody knows.
func (s *Store) Spend(_ context.Context, day string, tokens int64) (total int64, err error) {
	last, err := lastRemembered(day)
	if err == nil && (tokens > mostTokens || tokens < -mostTokens) {
		err = fmt.Errorf("%d at once is more than any model takes", tokens)
	}
	if err == nil {
		err = s.write("", manyLanes, func(c *conn) (err error) {
			if _, err = c.row(sqlSpend, []any{day, tokens}, &total); err != nil || total != tokens {
				return err
			}
			_, err = c.exec(sqlForgetSpent, last) // the day has begun
			return err
		})
	}
	if err != nil {
		return 0, fmt.Errorf("add to the tokens of %.12q: %w", day, err)
	}
	return total, nil
}

// Spent is what was spent on a day, written as 2026-11-23, in tokens; 0 for a day without.
func (s *Store) Spent(ctx context.Context, day string) (int64, error) {
	found := []int64{}
	if err := s.selects(ctx, &found, sqlSpent, clean(day)); err != nil {
		return 0, fmt.Errorf("read the tokens of %.12q: %w", day, err)
	}
	return append(found, 0)[0], nil
}

// lastRemembered is the earliest day that is remembered when a day begins.
func lastRemembered(day string) (string, error) {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", fmt.Errorf("a day is written as 2026-11-23")
	}
	return at.AddDate(0, 0, -spentDays).Format(time.DateOnly), nil
}

// spent is what was spent on each day that is remembered, in tokens.
func (s *Store) spent(ctx context.Context) (map[string]int64, error) {
	var rows []struct {
		Day    string `db:"day"`
		Tokens int64  `db:"tokens"`
	}
	if err := s.selects(ctx, &rows, `SELECT day, tokens FROM spent`); err != nil {
		return nil, fmt.Errorf("read what was spent: %w", err)
	}
	out := map[string]int64{}
	for _, r := range rows {
		out[r.Day] = r.Tokens
	}
	return out, nil
}
