package main

import (
	"context"
	"errors"

	"pabellon/bot"
	"pabellon/bot/paper"
)

// papers reads the text of documents with bot/paper.
type papers struct{}

var _ bot.Papers = papers{}

// Lines gives the lines of a document.
func (papers) Lines(ctx context.Context, mediaType string, content []byte) ([]bot.DocLine, error) {
	lines, err := paper.Read(ctx, mediaType, content)
	switch {
	case errors.Is(err, paper.ErrNoText):
		return nil, bot.ErrNoText
	case errors.Is(err, paper.ErrLocked):
		return nil, bot.ErrLocked
	case err != nil:
		return nil, err
	}
	out := make([]bot.DocLine, len(lines))
	for i, l := range lines {
		out[i] = bot.DocLine(l)
	}
	return out, nil
}
