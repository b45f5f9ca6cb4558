-- +goose Up

-- What an embedding model makes of the texts of the articles, so that each is asked for
-- once. Nothing personal: what people write is never kept here.
CREATE TABLE vectors (
    model   TEXT   NOT NULL,
    hash    TEXT   NOT NULL, -- SHA-256 of the text, in hex
    dims    BIGINT NOT NULL, -- how many numbers; the same for all of a model
    vec     TEXT   NOT NULL, -- float32, little-endian, in base64: the engines have no type for bytes in common
    made_at BIGINT NOT NULL,
    PRIMARY KEY (model, hash)
);

-- How many tokens the language models took on a day.
CREATE TABLE spent (
    day    TEXT   NOT NULL PRIMARY KEY, -- YYYY-MM-DD, by the clock of who spends
    tokens BIGINT NOT NULL
);
