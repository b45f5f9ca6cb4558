-- +goose Up

-- The bytes of the files that people gave. What each is called and what it is stands in
-- the state of its conversation. SQLite keeps bytes as they are in a column of any type.
CREATE TABLE files (
    conversation TEXT   NOT NULL,
    hash         TEXT   NOT NULL, -- SHA-256 of the bytes, in hex
    size         BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    content      BYTEA  NOT NULL,
    PRIMARY KEY (conversation, hash)
);
