-- +goose Up

-- A lane is a queue in order: one for each conversation's turns (kind 'turn') and
-- one for each chat's messages (kind 'send'). Places run from 1 without gaps;
-- everything up to done_seq is finished. Times are milliseconds since 1970.
CREATE TABLE lanes (
    id           BIGINT NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    conversation TEXT   NOT NULL,
    channel      TEXT   NOT NULL, -- that sends, for kind 'send'
    last_seq     BIGINT NOT NULL, -- place of the newest item
    done_seq     BIGINT NOT NULL,
    ready_at     BIGINT NOT NULL, -- not before
    pace_until   BIGINT NOT NULL, -- not before, for messages that wait
    lease_until  BIGINT NOT NULL, -- somebody has it until then
    fence        BIGINT NOT NULL, -- grows with each lease
    UNIQUE (kind, key)
);
CREATE INDEX lanes_conversation ON lanes (conversation);
CREATE INDEX lanes_ready ON lanes (kind, ready_at) WHERE last_seq > done_seq;

-- What people, staff and the clock did. The key that drops repeats is a hash, so
-- that it may outlive an erasure.
CREATE TABLE turns (
    lane_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    dedupe     TEXT   NOT NULL,
    status     TEXT   NOT NULL, -- waiting, done, parked, replayed, erased
    attempts   BIGINT NOT NULL,
    last_error TEXT   NOT NULL,
    payload    TEXT   NOT NULL, -- the turn
    result     TEXT   NOT NULL, -- its commands and the version of the knowledge
    created_at BIGINT NOT NULL,
    done_at    BIGINT NOT NULL,
    PRIMARY KEY (lane_id, seq)
);
CREATE UNIQUE INDEX turns_dedupe ON turns (dedupe);
CREATE INDEX turns_parked ON turns (done_at) WHERE status = 'parked';

-- What is said, to people and to staff.
CREATE TABLE messages (
    lane_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    turn_lane  BIGINT NOT NULL, -- the turn that it answers
    turn_seq   BIGINT NOT NULL,
    audience   TEXT   NOT NULL,
    waits      BIGINT NOT NULL, -- 1: paced
    replaces   TEXT   NOT NULL,
    forget     BIGINT NOT NULL, -- 1: delete it once it is sent
    status     TEXT   NOT NULL, -- waiting, sent, parked
    attempts   BIGINT NOT NULL,
    last_error TEXT   NOT NULL,
    receipt    TEXT   NOT NULL,
    payload    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    done_at    BIGINT NOT NULL,
    PRIMARY KEY (lane_id, seq)
);
CREATE INDEX messages_staff ON messages (created_at) WHERE audience = 'staff';
CREATE INDEX messages_parked ON messages (done_at) WHERE status = 'parked';

-- The state of each conversation after its last turn: the fold of its events.
CREATE TABLE conversations (
    id         TEXT   NOT NULL PRIMARY KEY,
    version    BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The facts.
CREATE TABLE events (
    lane_id BIGINT NOT NULL,
    seq     BIGINT NOT NULL, -- of the turn
    n       BIGINT NOT NULL,
    kind    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    payload TEXT   NOT NULL,
    PRIMARY KEY (lane_id, seq, n)
);

-- The applications that were submitted.
CREATE TABLE applications (
    folio        TEXT   NOT NULL PRIMARY KEY,
    conversation TEXT   NOT NULL,
    channel      TEXT   NOT NULL,
    lang         TEXT   NOT NULL,
    status       TEXT   NOT NULL,
    submitted_at BIGINT NOT NULL,
    rfc          TEXT   NOT NULL,
    phone        TEXT   NOT NULL,
    email        TEXT   NOT NULL,
    fields       TEXT   NOT NULL,
    sources      TEXT   NOT NULL, -- field to the turn that gave it
    updated_at   BIGINT NOT NULL
);
CREATE INDEX applications_conversation ON applications (conversation);
CREATE INDEX applications_status ON applications (status);
CREATE INDEX applications_rfc ON applications (rfc) WHERE rfc <> '';
CREATE INDEX applications_phone ON applications (phone) WHERE phone <> '';
CREATE INDEX applications_email ON applications (email) WHERE email <> '';

-- Turns that a handler wants later.
CREATE TABLE timers (
    conversation TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    run_at       BIGINT NOT NULL,
    PRIMARY KEY (conversation, key)
);
CREATE INDEX timers_due ON timers (run_at);

-- Who sends for a channel.
CREATE TABLE leases (
    name        TEXT   NOT NULL PRIMARY KEY,
    owner       TEXT   NOT NULL,
    fence       BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);

CREATE TABLE counters (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('folio', 0);

-- Proof that somebody was erased; nothing in it is personal.
CREATE TABLE erasures (
    id     TEXT   NOT NULL PRIMARY KEY,
    at     BIGINT NOT NULL,
    counts TEXT   NOT NULL
);
