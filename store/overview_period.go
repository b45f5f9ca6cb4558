package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pabellon/bot"
)

const (
	sqlDecisions = `
SELECT e.lane_id AS lane_id, e.kind AS kind, e.at AS at, a.submitted_at AS submitted_at
FROM (SELECT lane_id, seq, n, kind, at FROM events WHERE ` + counted + ` AND kind IN ('approved', 'declined') AND at >= ? AND at < ?) e
JOIN lanes l ON l.id = e.lane_id JOIN applications a ON a.conversation = l.conversation AND a.status <> 'withdrawn'
ORDER BY e.lane_id, e.seq, e.n, a.submitted_at`

	sqlQuestions = `
SELECT lane_id, seq, n, at, payload FROM events
WHERE ` + counted + ` AND kind = 'unanswered' AND at >= ? AND at < ? AND (at, lane_id, seq, n) > (?, ?, ?, ?)
ORDER BY at, lane_id, seq, n LIMIT ?`

	// The promises of the people for whom one was kept or broken in the period, so many
	// people at once.
	sqlPledges = `
WITH touched AS MATERIALIZED (
	SELECT DISTINCT lane_id FROM events WHERE ` + counted + ` AND kind IN ('promise_broken', 'promise_kept') AND at >= ? AND at < ? AND lane_id > ?
	ORDER BY lane_id LIMIT ?)
SELECT e.lane_id AS lane_id, e.seq AS seq, e.n AS n, e.at AS at, e.payload AS payload FROM touched t JOIN (
	SELECT lane_id, seq, n, at, payload FROM events
	WHERE ` + counted + ` AND kind IN ('promised', 'promise_broken', 'promise_kept', 'promise_dropped') AND at < ?) e ON e.lane_id = t.lane_id
ORDER BY e.lane_id, e.seq, e.n`
)

// addDecisions counts what came in and what was decided in the period.
func (s *Store) addDecisions(ctx context.Context, o *bot.Overview) error {
	var sent []int
	err := s.selects(ctx, &sent, `SELECT COUNT(DISTINCT conversation) FROM applications WHERE submitted_at >= ? AND submitted_at < ?`, millis(o.Since), millis(o.Until))
	var rows []struct {
		Lane        int64  `db:"lane_id"`
		Kind        string `db:"kind"`
		At          int64  `db:"at"`
		SubmittedAt int64  `db:"submitted_at"`
	}
	err = errors.Join(err, s.selects(ctx, &rows, sqlDecisions, millis(o.Since), millis(o.Until)))
	if err != nil {
		return err
	}
	o.New = sent[0]
	last, took := map[int64]string{}, map[int64]time.Duration{}
	for _, r := range rows {
		last[r.Lane] = r.Kind
		if _, known := took[r.Lane]; !known && r.At >= r.SubmittedAt {
			took[r.Lane] = time.Duration(r.At-r.SubmittedAt) * time.Millisecond
		}
	}
	var times []time.Duration
	for lane, kind := range last {
		if o.Decided++; kind == string(bot.Approved) {
			o.ApprovedIn++
		} else {
			o.DeclinedIn++
		}
		if d, known := took[lane]; known {
			times = append(times, d)
		}
	}
	o.TimeToDecide = bot.Median(times)
	return nil
}

// counting is a row of an event that is read for the figures.
type counting struct {
	Lane    int64  `db:"lane_id"`
	Seq     int64  `db:"seq"`
	N       int64  `db:"n"`
	At      int64  `db:"at"`
	Payload string `db:"payload"`
}

func (r counting) event(keys Keys) (e bot.Event, err error) {
	err = keys.decode(place("events.payload", r.Lane, r.Seq, r.N), r.Payload, &e)
	return e, err
}

func (s *Store) addPledges(ctx context.Context, o *bot.Overview) error {
	since, until := millis(o.Since), millis(o.Until)
	p := bot.Pledges{Since: o.Since, Until: o.Until}
	for lane := int64(-1); ; {
		rows, err := s.events(ctx, sqlPledges, []any{since, until, lane, overviewPage, until}, func(lane int64, e bot.Event) { p.Add(fmt.Sprint(lane), e) })
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			o.Kept, o.Broken = p.Kept, p.Broken
			return nil
		}
		lane = rows[len(rows)-1].Lane
	}
}

// events reads the events of a query.
func (s *Store) events(ctx context.Context, query string, args []any, each func(lane int64, e bot.Event)) ([]counting, error) {
	var rows []counting
	if err := s.selects(ctx, &rows, query, args...); err != nil {
		return nil, err
	}
	for _, r := range rows {
		e, err := r.event(s.o.Keys)
		if err != nil {
			return nil, fmt.Errorf("an event of turn %d: %w", r.Seq, err)
		}
		each(r.Lane, e)
	}
	return rows, nil
}

func (s *Store) addQuestions(ctx context.Context, o *bot.Overview) error {
	since, until := millis(o.Since), millis(o.Until)
	var questions []string
	people := map[int64]bool{}
	for last := (counting{At: -1}); ; {
		rows, err := s.events(ctx, sqlQuestions, []any{since, until, last.At, last.Lane, last.Seq, last.N, overviewPage},
			func(lane int64, e bot.Event) { questions, people[lane] = append(questions, e.Text), true })
		if err != nil {
			return err
		}
		if len(rows) < overviewPage {
			break
		}
		last = rows[len(rows)-1]
	}
	o.Unanswered, o.UnansweredTotal, o.UnansweredPeople = bot.MostOften(questions, bot.MostAsked), len(questions), len(people)
	return nil
}
