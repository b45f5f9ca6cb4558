package main

import (
	"context"
	"errors"

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
