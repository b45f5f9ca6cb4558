package bot

import (
	"context"
	"math/rand/v2"
	"time"
)

// netInterval is how often a loop looks for work that nobody told it of.
const netInterval = 250 * time.Millisecond

// poll looks for work when either channel rings, and now and then anyway, until ctx
// ends. It outlives every trouble of the database: it tells of it and looks less often.
func poll(ctx context.Context, poke, wake <-chan struct{}, look func(context.Context) (int, error), tell func(err error, failures int)) {
	failures := 0
	for {
		wait := netInterval
		if failures > 0 {
			wait = backoff(failures, netInterval, 5*time.Second)
		}
		select {
		case <-ctx.Done():
			return
		case <-poke:
		case <-wake:
		case <-time.After(wait):
		}
		if _, err := look(ctx); err != nil && ctx.Err() == nil {
			failures++
			tell(err, failures)
			sleep(ctx, wait)
			continue
		}
		failures = 0
	}
}

// backoff doubles first with each failure, up to limit, give or take a quarter.
func backoff(n int, first, limit time.Duration) time.Duration {
	d := first << min(max(n-1, 0), 20)
	if d > limit || d <= 0 {
		d = limit
	}
	return d*3/4 + rand.N(d/2+1)
}

// sleep waits for d; false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
