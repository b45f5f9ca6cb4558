package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/store"
)

// opener opens what the file of a turn points at.
type opener func(ctx context.Context, f bot.File) (io.ReadCloser, error)

// drawer is where people's files are: each channel opens its own, the store keeps them.
type drawer struct {
	store *store.Store
	open  map[string]opener // by channel
}

var _ bot.Files = drawer{}

// Open opens the file of a turn.
func (d drawer) Open(ctx context.Context, t bot.Turn) (io.ReadCloser, error) {
	open, ok := d.open[t.Channel]
	if !ok || t.File.Path == "" {
		return nil, errors.New("open a file: the channel does not say where it is")
	}
	return open(ctx, *t.File)
}

// Keep keeps the bytes of a document.
func (d drawer) Keep(ctx context.Context, c bot.Conversation, doc bot.Document, content []byte) error {
	return d.store.KeepFile(ctx, c, doc, content)
}

// openPath opens a file of this machine, for channels whose owner sits at it. Devices,
// pipes and folders are not read.
func openPath(_ context.Context, file bot.File) (io.ReadCloser, error) {
	info, err := os.Stat(file.Path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no file")
	}
	if err != nil {
		return nil, fmt.Errorf("open a file that was sent: %w", reason(err))
	}
	return os.Open(file.Path)
}

// attach makes a file with everything that is kept about a person, see bot.Courier.
func (o *office) attach(ctx context.Context, conversation string, a bot.Attachment) ([]byte, error) {
	if a.Hash != "" {
		content, err := o.store.File(ctx, conversation, a.Hash)
		if errors.Is(err, store.ErrNotFound) {
			return nil, &bot.PermanentError{Reason: "the file is not kept any more", Usual: true}
		}
		return content, err
	}
	c, err := o.store.Load(ctx, conversation)
	if err != nil {
		return nil, err
	}
	data := handlers.Data{Conversation: c}
	for before := int64(math.MaxInt64); ; {
		steps, err := o.store.HistoryBefore(ctx, conversation, before)
		if errors.Is(err, store.ErrNotFound) {
			break
		}
		if err != nil {
			return nil, err
		}
		data.Talk = slices.Insert(data.Talk, 0, talked(steps)...)
		before = steps[0].Seq
	}
	return o.clerk.DataFile(a.Name, data, o.clock.Now())
}

// talked is a part of a conversation as the clerk writes it down.
func talked(steps []store.Step) []handlers.Talked {
	var out []handlers.Talked
	for _, s := range steps {
		t := handlers.Talked{Turn: s.Turn, Events: s.Events}
		for _, m := range s.Messages {
			t.Messages = append(t.Messages, m.Message)
		}
		out = append(out, t)
	}
	return out
}
