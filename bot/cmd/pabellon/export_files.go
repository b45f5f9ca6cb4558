package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"pabellon/bot"
	"pabellon/store"
)

// writeDocuments writes the documents of candidates, a folder for each folio, for the
// eyes of this user only. It tells to where, and how many they are.
func writeDocuments(ctx context.Context, tell io.Writer, s *store.Store, dir string, candidates []store.Candidate) error {
	written := 0
	for _, candidate := range candidates {
		c, err := s.Load(ctx, candidate.Conversation)
		if err != nil {
			return err
		}
		for i, d := range c.App.Documents {
			err := writeDocument(ctx, s, filepath.Join(dir, candidate.Folio), nameOf(c.App.Documents[:i], d), c.ID, d.Hash)
			if errors.Is(err, store.ErrNotFound) {
				continue // dropped meanwhile
			}
			if err != nil {
				return err
			}
			written++
		}
	}
	fmt.Fprintf(tell, "%d documents written to %s\n", written, dir)
	return nil
}

// nameOf is the name of a document in its folder, where others may have the same.
func nameOf(before []bot.Document, d bot.Document) string {
	name := bot.CleanName(d.Name, d.Type)
	for _, other := range before {
		if bot.CleanName(other.Name, other.Type) == name {
			return d.Hash[:min(8, len(d.Hash))] + " " + name
		}
	}
	return name
}

func writeDocument(ctx context.Context, s *store.Store, folder, name, conversation, hash string) error {
	content, err := s.File(ctx, conversation, hash)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the folder %s: %w", folder, reason(err))
	}
	return writeFile(filepath.Join(folder, name), func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
