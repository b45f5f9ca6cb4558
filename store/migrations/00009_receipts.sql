-- +goose Up

-- What staff were told is found by where it stands in its channel.
CREATE INDEX messages_receipt ON messages (receipt) WHERE audience = 'staff' AND receipt <> '';
