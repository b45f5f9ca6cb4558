-- +goose Up

-- Articles that an admin has stopped: no process quotes them.
CREATE TABLE stopped (
    article TEXT   NOT NULL PRIMARY KEY,
    reason  TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
