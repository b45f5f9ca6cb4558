package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pabellon/bot"
)

// counted are the events that have an index by kind and time (migration 00007). The words
// are those of the index; an IN would cost SQLite a table of its own for each event written.
const counted = `(kind = 'greeted' OR kind = 'consented' OR kind = 'taken' OR kind = 'info_asked' OR kind = 'approved' OR kind = 'declined' OR kind = 'unanswered' OR kind = 'forwarded' OR kind = 'promised' OR kind = 'promise_broken' OR kind = 'promise_kept' OR kind = 'promise_dropped')`

const (
	// Each reads rows of a name and a number, see numbers.
	sqlReached = `
SELECT kind AS name, COUNT(DISTINCT lane_id) AS n FROM events WHERE ` + counted + ` AND kind IN ('greeted', 'consented') GROUP BY kind
UNION ALL
SELECT e.kind AS name, COUNT(DISTINCT e.lane_id) AS n
FROM (SELECT kind, lane_id FROM events WHERE ` + counted + ` AND kind = 'info_asked') e
JOIN lanes l ON l.id = e.lane_id JOIN applications a ON a.conversation = l.conversation WHERE a.status <> 'withdrawn' GROUP BY e.kind
UNION ALL SELECT 'sent' AS name, COUNT(DISTINCT conversation) AS n FROM applications
UNION ALL SELECT status AS name, COUNT(*) AS n FROM applications GROUP BY status`

	sqlOpen = `
SELECT a.folio AS folio, a.conversation AS id, a.submitted_at AS submitted_at, c.state AS state,
	(SELECT COALESCE(MAX(e.at), 0) FROM lanes l JOIN events e ON e.lane_id = l.id WHERE l.kind = 'turn' AND l.key = a.conversation AND e.kind = 'taken') AS taken_at
FROM applications a JOIN conversations c ON c.id = a.conversation
WHERE a.status IN ('submitted', 'taken', 'asked') AND (a.submitted_at, a.folio) > (?, ?)
ORDER BY a.submitted_at, a.folio LIMIT ?`

	sqlStates = `SELECT id, state FROM conversations WHERE id > ? ORDER BY id LIMIT ?`
)

// overviewPage is how many rows are read at once: what they hold is opened in between.
const overviewPage = 500

// Overview tells how the programme stands at until, and what happened from since until
// then, by the product's clock. Those approved before the bot began, and the target, are
// not known here. It reads every conversation: with 10,000 of them that takes a good
// tenth of a second, so ask no more than every few seconds.
func (s *Store) Overview(ctx context.Context, since, until time.Time) (bot.Overview, error) {
	o := bot.Overview{Since: since, Until: until}
	for _, part := range []func(context.Context, *bot.Overview) error{s.addStages, s.addOpen, s.addLosing, s.addDecisions, s.addPledges, s.addQuestions} {
		if err := part(ctx, &o); err != nil {
			return bot.Overview{}, fmt.Errorf("count for the overview: %w", err)
		}
	}
	return o, nil
}

func (s *Store) addStages(ctx context.Context, o *bot.Overview) error {
	n, err := s.numbers(ctx, sqlReached)
	if err != nil {
		return err
	}
	decided := n["approved"] + n["declined"]
	count := map[string]int64{bot.StageGreeted: n["greeted"], bot.StageConsented: n["consented"], bot.StageSubmitted: n["sent"],
		bot.StageTaken: n["taken"] + n["asked"] + decided, bot.StageAsked: n["info_asked"],
		bot.StageApproved: n["approved"], bot.StageDeclined: n["declined"]}
	for _, name := range bot.AllStages() {
		o.Stages = append(o.Stages, bot.Stage{Name: name, Count: int(count[name])})
	}
	o.Approved = int(n["approved"])
	return nil
}

// addOpen lists the candidates that are not decided: those that somebody has, and those
// that wait.
func (s *Store) addOpen(ctx context.Context, o *bot.Overview) error {
	for at, folio := int64(-1), ""; ; {
		var rows []struct {
			Folio       string `db:"folio"`
			ID          string `db:"id"`
			SubmittedAt int64  `db:"submitted_at"`
			TakenAt     int64  `db:"taken_at"`
			State       string `db:"state"`
		}
		if err := s.selects(ctx, &rows, sqlOpen, at, folio, overviewPage); err != nil {
			return err
		}
		for _, r := range rows {
			at, folio = r.SubmittedAt, r.Folio
			var c bot.Conversation
			if err := s.o.Keys.decode(named("conversations.state", r.ID), r.State, &c); err != nil {
				return fmt.Errorf("%s: %w", r.Folio, err)
			}
			if c.App.Folio == r.Folio {
				addBrief(o, r.ID, c, fromMillis(r.SubmittedAt), fromMillis(r.TakenAt))
			}
		}
		if len(rows) < overviewPage {
			return nil
		}
	}
}

func addBrief(o *bot.Overview, id string, c bot.Conversation, sent, taken time.Time) {
	b := bot.Brief{Conversation: id, Folio: c.App.Folio, Status: c.App.Status, Holder: c.Holder, Since: sent,
		Business: c.App.Answers["business"].Value, State: c.App.Answers["state"].Value}
	if c.Holder.ID != "" {
		if taken.After(sent) {
			b.Since = taken
		}
		o.Held = append(o.Held, b)
		return
	}
	if o.WaitingTotal++; len(o.Waiting) < bot.MostWaiting {
		o.Waiting = append(o.Waiting, b)
	}
}

// addLosing looks where unfinished applications rest. Only a state with an open question
// is read as a whole.
func (s *Store) addLosing(ctx context.Context, o *bot.Overview) error {
	lost := map[string]int{}
	for id := ""; ; {
		var rows []struct {
			ID    string `db:"id"`
			State string `db:"state"`
		}
		if err := s.selects(ctx, &rows, sqlStates, id, overviewPage); err != nil {
			return err
		}
		for _, r := range rows {
			id = r.ID
			at := named("conversations.state", r.ID)
			state, err := s.o.Keys.open(at, r.State)
			if err != nil {
				return err
			}
			if !strings.Contains(state, `"asking":"`) {
				continue
			}
			var c bot.Conversation
			if err := s.o.Keys.decode(at, state, &c); err != nil {
				return err
			}
			if field := c.LostAt(o.Until); field != "" {
				lost[field]++
			}
		}
		if len(rows) < overviewPage {
			o.Losing = bot.Losses(lost)
			return nil
		}
	}
}
