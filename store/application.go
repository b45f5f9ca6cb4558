package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
)

// fileApplication writes the row of a submitted application.
func fileApplication(c *conn, conv bot.Conversation, now time.Time) error {
	fields, sources := map[string]string{}, map[string]string{}
	for id, a := range conv.App.Answers {
		fields[id], sources[id] = a.Value, a.From
	}
	var fieldsJSON, sourcesJSON string
	if err := errors.Join(encode(&fieldsJSON, fields), encode(&sourcesJSON, sources)); err != nil {
		return err
	}
	folio := conv.App.Folio
	_, err := c.exec(sqlApplication, folio, conv.ID, channelOf(conv.ID), conv.Lang, string(conv.App.Status),
		millis(conv.App.Submitted), c.keys.digest("rfc", fields["rfc"]), c.keys.digest("phone", fields["phone"]),
		c.keys.digest("email", fields["email"]), c.keys.seal(named("applications.fields", folio), fieldsJSON),
		c.keys.seal(named("applications.sources", folio), sourcesJSON), millis(now))
	return err
}

// channelOf is the channel that a conversation lives in.
func channelOf(conversation string) string {
	channel, _, _ := strings.Cut(conversation, ":")
	return channel
}

// numbered gives a submitted application its number and puts it in the place of
// bot.FolioMark wherever the turn's outcome has it. The counter moves in the same
// transaction, so that a number is never left out.
func numbered(c *conn, f *filing) (*filing, error) {
	if !f.folio {
		return f, nil
	}
	var n int64
	if ok, err := c.row(sqlFolio, nil, &n); err != nil || !ok {
		return nil, errors.Join(err, errors.New("take the next folio"))
	}
	folio := fmt.Sprintf("PAB-%04d", n)
	out := *f
	out.state = strings.ReplaceAll(f.state, bot.FolioMark, folio)
	out.events = slices.Clone(f.events)
	for i := range out.events {
		out.events[i].json = strings.ReplaceAll(out.events[i].json, bot.FolioMark, folio)
	}
	done := *f.done
	done.Conversation, out.done = bot.Conversation{}, &done
	if err := json.Unmarshal([]byte(out.state), &out.done.Conversation); err != nil {
		return nil, fmt.Errorf("decode the conversation: %w", err)
	}
	var err error
	out.parcels, err = f.parcels.replace(bot.FolioMark, folio)
	return &out, err
}
