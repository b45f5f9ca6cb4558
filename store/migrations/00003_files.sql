-- +goose Up

-- The bytes of the files that people gave. What each is called and what it is stands in
-- the state of its conversation.
CREATE TABLE files (
    conversation TEXT   NOT NULL,
    hash         TEXT   NOT NULL, -- SHA-256 of the bytes, in hex
    size         BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    content      TEXT   NOT NULL, -- in base64: the engines have no type for bytes in common
    PRIMARY KEY (conversation, hash)
);
