package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"
)

// trailCommand is what admins did: exports, and articles that were stopped or resumed from Slack.
type trailCommand struct {
	Since string `placeholder:"DATE" help:"Only from that day on: 2026-11-22, or a time such as 2026-11-22T09:00:00-06:00."`
	storeOptions
	programmeOptions
}

func (*trailCommand) Example() string { return "pabellon trail --since 2026-11-01" }

// Run lists it, the oldest first. Nothing in it is ever changed or deleted.
func (c *trailCommand) Run(ctx context.Context, p *program) error {
	about := c.programmeOptions.read(p.found)
	since, err := day(c.Since, about.zone)
	if err != nil {
		p.found.add("--since", "%v", err)
	}
	if err := p.found.err(); err != nil {
		return err
	}
	if err := p.databaseIsThere(c.storeOptions); err != nil {
		return err
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	all, err := s.Trail(ctx, since)
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintln(p.err, "no admin did anything that is written down")
		return nil
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "AT\tWHO\tNAME\tACT\tABOUT\tREASON")
	for _, e := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", e.At.In(about.zone).Format(time.RFC3339), printable(e.By.ID), printable(e.By.Name), e.Act, printable(e.About), printable(e.Reason))
	}
	return table.Flush()
}
