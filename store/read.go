package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
)

// Candidate is one application that was submitted.
type Candidate struct {
	Folio        string
	Status       string
	Channel      string
	Conversation string
	Lang         string
	SubmittedAt  time.Time
	Fields       map[string]string // field to answer
	From         map[string]string // field to the turn that gave it
}

// selects reads rows through the pool of readers.
func (s *Store) selects(ctx context.Context, dest any, query string, args ...any) error {
	if s.closed.Load() {
		return errClosed
	}
	if limit := s.engine.patience(); limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	known, ok := s.known.Load(query)
	if !ok {
		stmt, err := s.reads.PreparexContext(ctx, s.engine.bind(query))
		if err != nil {
			return s.engine.explain(err)
		}
		var twice bool
		if known, twice = s.known.LoadOrStore(query, stmt); twice {
			_ = stmt.Close()
		}
	}
	return s.engine.explain(known.(*sqlx.Stmt).SelectContext(ctx, dest, args...))
}

// ByFolio finds the conversation of an application; ErrNotFound if there is none.
func (s *Store) ByFolio(ctx context.Context, folio string) (conversation string, err error) {
	var found []string
	if err := s.selects(ctx, &found, `SELECT conversation FROM applications WHERE folio = ?`, folio); err != nil {
		return "", fmt.Errorf("look for a folio: %w", err)
	}
	if len(found) == 0 {
		return "", fmt.Errorf("look for a folio: %w", ErrNotFound)
	}
	return found[0], nil
}

// candidateRow is a row of applications.
type candidateRow struct {
	Folio        string `db:"folio"`
	Status       string `db:"status"`
	Channel      string `db:"channel"`
	Conversation string `db:"conversation"`
	Lang         string `db:"lang"`
	SubmittedAt  int64  `db:"submitted_at"`
	Fields       string `db:"fields"`
	Sources      string `db:"sources"`
}

// Candidates lists the applications submitted at or after since, by folio. It reads
// them page by page.
func (s *Store) Candidates(ctx context.Context, since time.Time) ([]Candidate, error) {
	const page = 500
	var out []Candidate
	for length, folio := int64(0), ""; ; {
		var rows []candidateRow
		// A folio of more digits comes after all of fewer: PAB-10000 after PAB-9999.
		err := s.selects(ctx, &rows, `
SELECT folio, status, channel, conversation, lang, submitted_at, fields, sources FROM applications
WHERE submitted_at >= ? AND (length(folio) > CAST(? AS BIGINT) OR length(folio) = CAST(? AS BIGINT) AND folio > ?)
ORDER BY length(folio), folio LIMIT ?`, millis(since), length, length, folio, page)
		if err != nil {
			return nil, fmt.Errorf("list the candidates: %w", err)
		}
		for _, r := range rows {
			c := Candidate{Folio: r.Folio, Status: r.Status, Channel: r.Channel, Conversation: r.Conversation, Lang: r.Lang, SubmittedAt: fromMillis(r.SubmittedAt)}
			err := errors.Join(s.o.Keys.decode(named("applications.fields", r.Folio), r.Fields, &c.Fields),
				s.o.Keys.decode(named("applications.sources", r.Folio), r.Sources, &c.From))
			if err != nil {
				return nil, fmt.Errorf("list the candidates: %s: %w", r.Folio, err)
			}
			out = append(out, c)
			length, folio = int64(len(r.Folio)), r.Folio
		}
		if len(rows) < page {
			return out, nil
		}
	}
}

// Shown is a message and what became of it.
type Shown struct {
	ID           string
	Channel      string // that sends it; empty if it is only kept for the desk
	Conversation string
	For          string // the turn that it answers
	Message      bot.Message
	Status       string // waiting, sent, parked or dropped
	LastError    string
	Receipt      string // what it is called in its channel
	At           time.Time
}

// shownRow is a row of messages with its lane.
type shownRow struct {
	Lane         int64  `db:"lane_id"`
	Seq          int64  `db:"seq"`
	TurnSeq      int64  `db:"turn_seq"`
	Channel      string `db:"channel"`
	Conversation string `db:"conversation"`
	Status       string `db:"status"`
	LastError    string `db:"last_error"`
	Receipt      string `db:"receipt"`
	Payload      string `db:"payload"`
	CreatedAt    int64  `db:"created_at"`
}

const sqlShown = `
SELECT m.lane_id AS lane_id, m.seq AS seq, m.turn_seq AS turn_seq, l.channel AS channel, l.conversation AS conversation,
	m.status AS status, m.last_error AS last_error, m.receipt AS receipt, m.payload AS payload, m.created_at AS created_at
FROM messages m JOIN lanes l ON l.id = m.lane_id `

func (r shownRow) shown(keys Keys) (Shown, error) {
	m := Shown{ID: deliveryID(r.Lane, r.Seq), Channel: r.Channel, Conversation: r.Conversation,
		Status: r.Status, Receipt: r.Receipt, At: fromMillis(r.CreatedAt)}
	var err error
	if m.LastError, err = keys.open(place("messages.last_error", r.Lane, r.Seq), r.LastError); err != nil {
		return m, fmt.Errorf("read why message %s failed: %w", m.ID, err)
	}
	if err = keys.decode(place("messages.payload", r.Lane, r.Seq), r.Payload, &m.Message); err != nil {
		return m, fmt.Errorf("decode message %s: %w", m.ID, err)
	}
	m.For = m.Message.For
	return m, nil
}

// Desk is the newest messages for staff, at most limit, the oldest of them first.
func (s *Store) Desk(ctx context.Context, limit int) ([]Shown, error) {
	var rows []shownRow
	err := s.selects(ctx, &rows, sqlShown+`WHERE m.audience = 'staff' ORDER BY m.created_at DESC, m.lane_id DESC, m.seq DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("read the desk: %w", err)
	}
	out := make([]Shown, len(rows))
	for i, r := range rows {
		if out[len(rows)-1-i], err = r.shown(s.o.Keys); err != nil {
			return nil, fmt.Errorf("read the desk: %w", err)
		}
	}
	return out, nil
}
