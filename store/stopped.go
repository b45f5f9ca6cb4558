package store

import (
	"context"
	"fmt"
	"time"
)

// StoppedArticle is an article that is not quoted until it is resumed.
type StoppedArticle struct {
	ID     string
	Reason string // in the admin's words; may be empty
	At     time.Time
}

const (
	sqlStop = `
INSERT INTO stopped (article, reason, at) VALUES (?, ?, ?)
ON CONFLICT (article) DO UPDATE SET at = excluded.at,
	reason = CASE WHEN excluded.reason = '' THEN stopped.reason ELSE excluded.reason END`
	sqlResume  = `DELETE FROM stopped WHERE article = ?`
	sqlStopped = `SELECT article, reason, at FROM stopped ORDER BY article`
)

// StopArticle stops an article for every process of this database. An article that
// is already stopped gets the new reason, if there is one.
func (s *Store) StopArticle(_ context.Context, id, reason string) error {
	err := s.write("", manyLanes, func(c *conn) error {
		_, err := c.exec(sqlStop, clean(id), clean(reason), millis(time.Now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("stop article %s: %w", id, err)
	}
	return nil
}

// ResumeArticle lets an article be quoted again. ErrNotFound tells that it was not
// stopped.
func (s *Store) ResumeArticle(_ context.Context, id string) error {
	var changed int64
	err := s.write("", manyLanes, func(c *conn) (err error) {
		changed, err = c.exec(sqlResume, clean(id))
		return err
	})
	if err == nil && changed == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("resume article %s: %w", id, err)
	}
	return nil
}

// StoppedArticles lists what is stopped, by id. It is cheap to ask often.
func (s *Store) StoppedArticles(ctx context.Context) ([]StoppedArticle, error) {
	var rows []struct {
		Article string `db:"article"`
		Reason  string `db:"reason"`
		At      int64  `db:"at"`
	}
	if err := s.selects(ctx, &rows, sqlStopped); err != nil {
		return nil, fmt.Errorf("list the stopped articles: %w", err)
	}
	out := make([]StoppedArticle, len(rows))
	for i, r := range rows {
		out[i] = StoppedArticle{r.Article, r.Reason, fromMillis(r.At)}
	}
	return out, nil
}
