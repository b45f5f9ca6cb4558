package main

import (
	"context"
	"errors"
	"slices"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/handlers"
	"pabellon/store"
)

// Carded is the conversation whose card stands at a receipt.
func (b *bench) Carded(ctx context.Context, receipt string) (string, error) {
	conversation, err := b.office.store.Carded(ctx, receipt)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return conversation, err
}

// Wrote is what staff wrote to the owner, as long as it may be changed.
func (b *bench) Wrote(ctx context.Context, conversation string, n int) (string, error) {
	c, err := b.office.store.Load(ctx, conversation)
	if err != nil {
		return "", err
	}
	if w, ok := c.WroteAt(n); ok && w.Open() {
		return w.Text, nil
	}
	return "", nil
}

// Document is the bytes of a file.
func (b *bench) Document(ctx context.Context, conversation, hash string) ([]byte, error) {
	return b.office.store.File(ctx, conversation, hash)
}

// Suggest is a text that staff may begin from, written by the model and bound to what is
// known; "" when nothing holds.
func (b *bench) Suggest(ctx context.Context, conversation, action string) (string, error) {
	model, clerk := b.office.advice(), b.office.clerk
	if model == nil {
		return "", nil
	}
	c, err := b.office.store.Load(ctx, conversation)
	if err != nil {
		return "", err
	}
	said := ""
	if len(c.Put) == 0 { // else that is what they wait for
		if said, err = b.said(ctx, conversation); err != nil {
			return "", err
		}
	}
	prompt, ok := clerk.Suggestion(c, action, said)
	if !ok {
		return "", nil
	}
	answer, err := model.Ask(ctx, prompt)
	if err != nil {
		return "", err
	}
	text, _ := clerk.Suggested(c, action, said, answer)
	return text, nil
}

// said is what the owner of a conversation wrote last to a person; "" when staff have
// written since.
func (b *bench) said(ctx context.Context, conversation string) (string, error) {
	steps, err := b.office.store.History(ctx, conversation)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	for _, step := range slices.Backward(steps) {
		for _, e := range step.Events {
			switch e.Kind {
			case bot.Said:
				if step.Turn.File == nil { // else it is the name of a file
					return e.Text, nil
				}
			case bot.Replied, bot.InfoAsked:
				return "", nil
			}
		}
	}
	return "", nil
}

// suggesting adds the words by which staff have a reply suggested.
func suggesting(w slack.Words, d handlers.Desk) slack.Words {
	w.Suggest = slack.SuggestWords{Button: d.Suggest, Thinking: d.Thinking, None: d.NoSuggestion}
	return w
}
