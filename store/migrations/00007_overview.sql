-- +goose Up

-- The events that the figures of the team are counted from, see overview.go. Its WHERE
-- is the condition of those queries, word for word: so SQLite knows that it fits.
CREATE INDEX events_counted ON events (kind, lane_id, at)
WHERE (kind = 'greeted' OR kind = 'consented' OR kind = 'taken' OR kind = 'info_asked' OR kind = 'approved' OR kind = 'declined' OR kind = 'unanswered' OR kind = 'forwarded' OR kind = 'promised' OR kind = 'promise_broken' OR kind = 'promise_kept' OR kind = 'promise_dropped');
