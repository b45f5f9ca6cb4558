-- +goose Up

-- What admins did, for ever: no statement changes or deletes a row of it but to seal it
-- under another key.
CREATE TABLE trail (
    id     BIGINT NOT NULL PRIMARY KEY, -- grows with time
    at     BIGINT NOT NULL,
    actor  TEXT   NOT NULL, -- a staff member's id in their channel
    name   TEXT   NOT NULL,
    act    TEXT   NOT NULL, -- export, stop or resume
    about  TEXT   NOT NULL, -- a format, or an article
    reason TEXT   NOT NULL
);
