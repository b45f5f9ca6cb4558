-- +goose Up

-- What a channel gave, as it came, while the turn waits or is parked.
ALTER TABLE turns ADD COLUMN raw TEXT NOT NULL DEFAULT '';

-- What the channel calls the last message of a chat that went out.
ALTER TABLE lanes ADD COLUMN receipt TEXT NOT NULL DEFAULT '';

-- What the program made for itself and keeps, such as the secret of a webhook.
CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
