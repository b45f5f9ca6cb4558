package main

import (
	"context"
	"errors"
	"fmt"
)

// rekeyCommand encrypts everything with one key: after a key was set for the first
// time, or another one was put before it.
type rekeyCommand struct{ storeOptions }

func (*rekeyCommand) Example() string {
	return "DATA_KEY=new-key,old-key pabellon rekey"
}

// tellEvery is after how many rows rekey says how far it is.
const tellEvery = 10_000

// Run may be stopped at any time and run again; serve may work meanwhile.
func (c *rekeyCommand) Run(ctx context.Context, p *program) error {
	if !c.DataKey.Set() {
		p.found.add("DATA_KEY", "is not set; it must be the key to encrypt with (openssl rand -base64 32), then the key before it, with a comma between")
	}
	if err := p.databaseIsThere(c.storeOptions); err != nil {
		return err
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	log, told := p.logger(), 0
	rows, err := s.Rekey(ctx, func(rows int) {
		if rows >= told+tellEvery {
			told = rows
			log.Info("encrypting anew", "rows", rows)
		}
	})
	err = errors.Join(err, s.Close())
	fmt.Fprintf(p.out, "rows encrypted anew: %d\n", rows)
	if errors.Is(err, context.Canceled) {
		return errors.New("stopped before the end; what is done stays done, and the same command goes on from there")
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, "everything personal in the database is encrypted with the first key of DATA_KEY; any other may be dropped")
	return nil
}
