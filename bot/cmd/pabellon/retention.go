package main

import (
	"context"
	"log/slog"
	"time"

	"pabellon/store"
)

// How often conversations at rest are looked for, and how many are erased at a time.
const (
	sweepEvery = time.Hour
	sweepMost  = 100
)

// sweeper erases the conversations without a candidate in which nothing has happened
// for so long (RETENTION_DAYS). Of all processes of a database one does it.
type sweeper struct {
	store *store.Store
	clock *Clock
	keep  time.Duration
	log   *slog.Logger
}

// run sweeps until ctx ends.
func (s *sweeper) run(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.onDuty(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("cannot erase conversations at rest; the next try is in an hour", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// onDuty sweeps, unless another process did so within the hour.
func (s *sweeper) onDuty(ctx context.Context) error {
	mine, err := s.store.Duty(ctx, "retention", sweepEvery-time.Minute)
	if err != nil || !mine {
		return err
	}
	n, err := s.sweep(ctx)
	if n > 0 {
		s.log.Info("erased conversations at rest, with a receipt each", "count", n)
	}
	return err
}

// sweep erases what has rested for too long by the product's clock: the longest first,
// and only so many.
func (s *sweeper) sweep(ctx context.Context) (erased int, err error) {
	list, err := s.store.Resting(ctx, sweepMost)
	if err != nil {
		return 0, err
	}
	limit := s.clock.Now().Add(-s.keep)
	for i, r := range list {
		if s.clock.Was(r.Since).After(limit) {
			list = list[:i]
			break
		}
	}
	return s.store.EraseResting(ctx, list)
}
