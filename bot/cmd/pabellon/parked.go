package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"pabellon/store"
)

// parkedCommand is what was given up: turns that failed for good, and messages that
// a channel refused.
type parkedCommand struct {
	List   parkedList   `cmd:"" default:"withargs" help:"List what was set aside, the oldest first."`
	Show   parkedShow   `cmd:"" help:"Show a turn that was set aside, and what its channel gave."`
	Replay parkedReplay `cmd:"" help:"Put one back at the end of its line."`
}

func (*parkedCommand) Example() string {
	return "pabellon parked list\npabellon parked show t-18f2-7\npabellon parked replay m-18f2-7"
}

type parkedList struct{ storeOptions }

func (*parkedList) Example() string { return "pabellon parked list" }

// Run lists them.
func (c *parkedList) Run(ctx context.Context, p *program) error {
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	items, err := s.Parked(ctx)
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if len(items) == 0 {
		fmt.Fprintln(p.err, "nothing is parked")
		return nil
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tKIND\tCONVERSATION\tCHANNEL\tTRIES\tSINCE\tREASON")
	for _, i := range items {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", i.ID, i.Kind, i.Conversation, i.Channel, i.Attempts, i.At.Format(time.RFC3339), printable(i.Reason))
	}
	return table.Flush()
}

// parkedShow is for who has to find out why a turn failed. It shows what a person wrote.
type parkedShow struct {
	ID string `arg:"" help:"Of a turn, as parked list shows it."`
	storeOptions
}

func (*parkedShow) Example() string { return "pabellon parked show t-18f2-7" }

// Run prints the turn as it was understood, and below it what came in.
func (c *parkedShow) Run(ctx context.Context, p *program) error {
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	turn, raw, err := s.ParkedTurn(ctx, c.ID)
	if err = errors.Join(err, s.Close()); errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("no turn with the id %q is parked; pabellon parked list shows what is", c.ID)
	}
	if err != nil {
		return err
	}
	shown, err := json.MarshalIndent(turn, "", "  ")
	if err != nil {
		return fmt.Errorf("show a turn: %w", err)
	}
	fmt.Fprintln(p.out, printable(string(shown)))
	if raw != "" {
		fmt.Fprintln(p.out, printable(raw))
	}
	return nil
}

type parkedReplay struct {
	ID string `arg:"" help:"As parked list shows it."`
	storeOptions
}

func (*parkedReplay) Example() string { return "pabellon parked replay m-18f2-7" }

// Run puts one back; the running program, or the next, carries it out.
func (c *parkedReplay) Run(ctx context.Context, p *program) error {
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	err = errors.Join(s.Unpark(ctx, c.ID), s.Close())
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("nothing with the id %q is parked; pabellon parked list shows what is", c.ID)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s waits again at the end of its line\n", c.ID)
	return nil
}
