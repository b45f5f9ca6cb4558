package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pabellon/store"
)

// eraseCommand erases one person.
type eraseCommand struct {
	Conversation string `required:"" placeholder:"ID" help:"Whose: <channel>:<chat>, as export and replay show it."`
	storeOptions
}

func (*eraseCommand) Example() string { return "pabellon erase --conversation telegram:123456789" }

// Run erases and prints the receipt, in which nothing is personal.
func (c *eraseCommand) Run(ctx context.Context, p *program) error {
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	receipt, err := s.Erase(ctx, c.Conversation)
	err = errors.Join(err, s.Close())
	if errors.Is(err, store.ErrNotFound) {
		return unknownConversation(c.Conversation)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "receipt  %s\nerased   %s\n", receipt.ID, receipt.At.Format(time.RFC3339))
	for _, table := range slices.Sorted(maps.Keys(receipt.Counts)) {
		fmt.Fprintf(p.out, "%-14s %d\n", table, receipt.Counts[table])
	}
	return nil
}

func unknownConversation(id string) error {
	return fmt.Errorf("nothing is known of the conversation %q; pabellon export --format json shows those of the candidates, as <channel>:<chat>", id)
}
