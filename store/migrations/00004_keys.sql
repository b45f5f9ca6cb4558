-- +goose Up

-- The names of the keys that may have sealed something here, see seal.go. The keys
-- themselves are nowhere in the database.
CREATE TABLE keys (
    name  TEXT   NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
);
