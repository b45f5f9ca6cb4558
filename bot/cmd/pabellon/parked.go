package main

import (
	"context"
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
	Replay parkedReplay `cmd:"" help:"Put one back at the end of its line."`
}

func (*parkedCommand) Example() string {
	return "pabellon parked list\npabellon parked replay m-18f2-7"
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
