package main

import (
	"context"
	"errors"
	"strings"

	"pabellon/bot"
	"pabellon/bot/paper"
	"pabellon/handlers"
)

// papers reads the text of documents with bot/paper, and of photos with a model that sees.
type papers struct {
	eyes bot.Asker // nil sees nothing
}

var _ bot.Papers = papers{}

// errBlind tells a photo that nobody looks at.
var errBlind = errors.New("there is no model that sees")

// largestPhoto is the largest photo that goes to a model, in bytes; phones make smaller ones.
const largestPhoto = 8 << 20

// Lines gives the lines of a document.
func (p papers) Lines(ctx context.Context, mediaType string, content []byte) ([]bot.DocLine, error) {
	if strings.HasPrefix(mediaType, "image/") {
		return p.look(ctx, mediaType, content)
	}
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

// look has a photo copied.
func (p papers) look(ctx context.Context, mediaType string, content []byte) ([]bot.DocLine, error) {
	if p.eyes == nil || len(content) > largestPhoto {
		return nil, errBlind
	}
	answer, err := p.eyes.Ask(ctx, handlers.Seeing(mediaType, content))
	if err != nil {
		return nil, err
	}
	return handlers.Seen(answer), nil
}
