package store

// Every statement that moves work along. One text serves both engines: ? stands for
// a parameter, times are milliseconds, and a parameter whose type PostgreSQL could
// not tell is cast. A lane is idle when last_seq = done_seq.
const (
	// Adds one turn to its conversation's lane, unless it is a repeat: then no row
	// comes back. An idle lane is taken in the same step (a lease of 0 takes nothing).
	sqlPushTurn = `
UPDATE lanes SET last_seq = last_seq + 1,
	ready_at = CASE WHEN last_seq = done_seq THEN CAST(? AS BIGINT) ELSE ready_at END,
	lease_until = CASE WHEN last_seq = done_seq THEN CAST(? AS BIGINT) ELSE lease_until END,
	fence = CASE WHEN last_seq = done_seq THEN fence + 1 ELSE fence END
WHERE kind = 'turn' AND key = ? AND NOT EXISTS (SELECT 1 FROM turns WHERE dedupe = ?)
RETURNING id, last_seq, done_seq, fence`

	// The same where there may be no lane yet.
	sqlPushFirstTurn = `
INSERT INTO lanes (id, kind, key, conversation, channel, last_seq, done_seq, ready_at, pace_until, lease_until, fence)
SELECT CAST(? AS BIGINT), 'turn', CAST(? AS TEXT), CAST(? AS TEXT), '', 1, 0, CAST(? AS BIGINT), 0, CAST(? AS BIGINT), 1
WHERE NOT EXISTS (SELECT 1 FROM turns WHERE dedupe = ?)
ON CONFLICT (kind, key) DO UPDATE SET
	last_seq = lanes.last_seq + 1,
	ready_at = CASE WHEN lanes.last_seq = lanes.done_seq THEN excluded.ready_at ELSE lanes.ready_at END,
	lease_until = CASE WHEN lanes.last_seq = lanes.done_seq THEN excluded.lease_until ELSE lanes.lease_until END,
	fence = CASE WHEN lanes.last_seq = lanes.done_seq THEN lanes.fence + 1 ELSE lanes.fence END
RETURNING id, last_seq, done_seq, fence`

	// Adds one turn that is done to an idle lane, if that is its next place and it is no repeat.
	sqlPushDone = `
UPDATE lanes SET last_seq = last_seq + 1, done_seq = done_seq + 1, fence = fence + 1, ready_at = ?
WHERE kind = 'turn' AND key = ? AND last_seq = done_seq AND last_seq = ? AND NOT EXISTS (SELECT 1 FROM turns WHERE dedupe = ?)
RETURNING id`

	sqlKeepDone = `
INSERT INTO turns (lane_id, seq, dedupe, status, attempts, last_error, payload, raw, result, created_at, done_at)
VALUES (?, ?, ?, 'done', 0, '', ?, '', ?, ?, ?)`

	sqlKeepTurn = `
INSERT INTO turns (lane_id, seq, dedupe, status, attempts, last_error, payload, raw, result, created_at, done_at)
VALUES (?, ?, ?, 'waiting', 0, '', ?, ?, '', ?, 0)`

	// Adds n messages to a chat's lane. An idle lane is taken in the same step,
	// unless its pace forbids: messages that are not paced give a far future there.
	sqlPushMessages = `
UPDATE lanes SET last_seq = last_seq + ?,
	ready_at = CASE WHEN last_seq <> done_seq THEN ready_at
		WHEN pace_until > CAST(? AS BIGINT) THEN pace_until ELSE CAST(? AS BIGINT) END,
	lease_until = CASE WHEN last_seq = done_seq AND pace_until <= CAST(? AS BIGINT) THEN CAST(? AS BIGINT) ELSE lease_until END,
	fence = CASE WHEN last_seq = done_seq THEN fence + 1 ELSE fence END
WHERE kind = 'send' AND key = ?
RETURNING id, last_seq, done_seq, fence, ready_at, receipt`

	// The same where there may be no lane yet.
	sqlPushFirstMessages = `
INSERT INTO lanes (id, kind, key, conversation, channel, last_seq, done_seq, ready_at, pace_until, lease_until, fence)
VALUES (?, 'send', ?, ?, ?, ?, 0, ?, 0, ?, 1)
ON CONFLICT (kind, key) DO UPDATE SET
	last_seq = lanes.last_seq + excluded.last_seq,
	ready_at = CASE WHEN lanes.last_seq <> lanes.done_seq THEN lanes.ready_at
		WHEN lanes.pace_until > CAST(? AS BIGINT) THEN lanes.pace_until ELSE excluded.ready_at END,
	lease_until = CASE WHEN lanes.last_seq = lanes.done_seq AND lanes.pace_until <= CAST(? AS BIGINT)
		THEN excluded.lease_until ELSE lanes.lease_until END,
	fence = CASE WHEN lanes.last_seq = lanes.done_seq THEN lanes.fence + 1 ELSE lanes.fence END
RETURNING id, last_seq, done_seq, fence, ready_at, receipt`

	// Adds n messages to a lane that nobody sends: they are only to be read at the desk.
	sqlShelveMessages = `
INSERT INTO lanes (id, kind, key, conversation, channel, last_seq, done_seq, ready_at, pace_until, lease_until, fence)
VALUES (?, 'send', ?, ?, '', ?, ?, 0, 0, 0, 1)
ON CONFLICT (kind, key) DO UPDATE SET
	last_seq = lanes.last_seq + excluded.last_seq, done_seq = lanes.done_seq + excluded.last_seq
RETURNING id, last_seq`

	sqlKeepMessage = `
INSERT INTO messages (lane_id, seq, turn_lane, turn_seq, audience, waits, replaces, forget,
	status, attempts, last_error, receipt, payload, created_at, done_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', ?, ?, ?)`

	// Takes lanes that are ready and that nobody has. %s is the place for more
	// conditions and for the engine's way to pass over what others hold.
	sqlClaim = `
WITH ready AS (
	SELECT id FROM lanes
	WHERE kind = ? AND last_seq > done_seq AND ready_at <= ? AND lease_until <= ? %s
	ORDER BY ready_at LIMIT ? %s)
UPDATE lanes SET fence = fence + 1, lease_until = ? FROM ready WHERE lanes.id = ready.id
RETURNING lanes.id AS id, lanes.done_seq AS done_seq, lanes.fence AS fence, lanes.conversation AS conversation,
	lanes.channel AS channel, lanes.receipt AS receipt`

	// Tells whether sqlClaim would find anything, without writing.
	sqlAnyReady = `
SELECT 1 FROM lanes WHERE kind = ? AND last_seq > done_seq AND ready_at <= ? AND lease_until <= ? %s LIMIT 1`

	// Finishes an item, if the fence still stands. The lease goes on when there is more.
	sqlDone = `
UPDATE lanes SET done_seq = ?, ready_at = ?, lease_until = CASE WHEN last_seq > ? THEN CAST(? AS BIGINT) ELSE 0 END
WHERE id = ? AND fence = ? AND done_seq = ? RETURNING last_seq`

	sqlDonePaced = `
UPDATE lanes SET done_seq = ?, ready_at = ?, pace_until = ?, receipt = ?, lease_until = CASE WHEN last_seq > ? THEN CAST(? AS BIGINT) ELSE 0 END
WHERE id = ? AND fence = ? AND done_seq = ? RETURNING last_seq`

	// Gives a lane back, not before a time.
	sqlGiveBack = `UPDATE lanes SET ready_at = ?, lease_until = 0 WHERE id = ? AND fence = ? AND done_seq = ?`

	sqlLease = `UPDATE lanes SET lease_until = ? WHERE id = ? AND fence = ?`

	sqlTurnAt = `SELECT payload, attempts, created_at FROM turns WHERE lane_id = ? AND seq = ?`

	// Ends a turn. What the channel gave stays with one that is parked.
	sqlTurnDone = `
UPDATE turns SET status = ?, attempts = ?, last_error = ?, result = ?, done_at = ?, raw = CASE WHEN ? = 1 THEN raw ELSE '' END
WHERE lane_id = ? AND seq = ?`

	sqlTurnFailed = `UPDATE turns SET attempts = ?, last_error = ? WHERE lane_id = ? AND seq = ?`

	// Stores the state after a turn, if it follows the state that is there.
	sqlState = `UPDATE conversations SET version = ?, state = ?, updated_at = ? WHERE id = ? AND version = ?`

	// The same where there may be no state yet.
	sqlFirstState = `
INSERT INTO conversations (id, version, state, updated_at) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, updated_at = excluded.updated_at
WHERE conversations.version = excluded.version - 1`

	// One row an event; the rows after the first are appended.
	sqlEvents    = `INSERT INTO events (lane_id, seq, n, kind, at, payload) VALUES (?, ?, ?, ?, ?, ?)`
	sqlEventsRow = `, (?, ?, ?, ?, ?, ?)`

	sqlFolio = `UPDATE counters SET value = value + 1 WHERE name = 'folio' RETURNING value`

	sqlApplication = `
INSERT INTO applications (folio, conversation, channel, lang, status, submitted_at, rfc, phone, email, fields, sources, updated_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (folio) DO UPDATE SET lang = excluded.lang, status = excluded.status,
	submitted_at = excluded.submitted_at, rfc = excluded.rfc, phone = excluded.phone,
	email = excluded.email, fields = excluded.fields, sources = excluded.sources, updated_at = excluded.updated_at`

	sqlSetTimer = `
INSERT INTO timers (conversation, key, run_at) VALUES (?, ?, ?)
ON CONFLICT (conversation, key) DO UPDATE SET run_at = excluded.run_at`
	sqlDropTimer = `DELETE FROM timers WHERE conversation = ? AND key = ?`
	sqlDue       = `SELECT conversation, key, run_at FROM timers WHERE run_at <= ? ORDER BY run_at, conversation, key LIMIT ?`
	sqlLock      = `UPDATE lanes SET fence = fence WHERE kind = 'turn' AND key = ?`
	sqlFire      = `DELETE FROM timers WHERE conversation = ? AND key = ? AND run_at = ?`

	sqlMessageAt = `
SELECT payload, attempts, created_at, waits, forget FROM messages WHERE lane_id = ? AND seq = ?`
	// What the newest message is called in its channel that a message replaces.
	sqlReplaced = `
SELECT receipt FROM messages WHERE lane_id = ? AND replaces = ? AND status = 'sent' AND seq < ? ORDER BY seq DESC LIMIT 1`

	sqlMessageDone = `
UPDATE messages SET status = ?, attempts = ?, last_error = ?, receipt = ?, done_at = ? WHERE lane_id = ? AND seq = ?`
	sqlMessageFailed = `UPDATE messages SET attempts = ?, last_error = ? WHERE lane_id = ? AND seq = ?`

	// A message of somebody who was erased goes once it is sent, and its lane with it.
	sqlForget     = `DELETE FROM messages WHERE lane_id = ? AND seq = ? AND forget = 1`
	sqlForgetLane = `
DELETE FROM lanes WHERE id = ? AND last_seq = done_seq AND NOT EXISTS (SELECT 1 FROM messages WHERE lane_id = lanes.id)`

	// Takes or keeps the right to send for a channel: no row when another has it.
	sqlHold = `
INSERT INTO leases (name, owner, fence, lease_until) VALUES (?, ?, 1, ?)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until,
	fence = CASE WHEN leases.owner = excluded.owner THEN leases.fence ELSE leases.fence + 1 END
WHERE leases.owner = excluded.owner OR leases.lease_until <= ?
RETURNING fence`
	sqlYield = `DELETE FROM leases WHERE name = ? AND owner = ?`

	// Whatever the dead held is free. Only for a process that knows itself to be alone.
	sqlFreeLanes  = `UPDATE lanes SET lease_until = 0, fence = fence + 1 WHERE last_seq > done_seq AND lease_until > 0`
	sqlFreeLeases = `DELETE FROM leases`
)
