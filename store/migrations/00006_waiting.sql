-- +goose Up

-- Who waits for something that the desk shows together for several people: 'question' for
-- an answer of the team, 'late' for what is overdue. What it is stands in the state of the
-- conversation.
CREATE TABLE waiting (
    what         TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (what, conversation)
);
CREATE INDEX waiting_conversation ON waiting (conversation);
