package main

import (
	"sync"
	"sync/atomic"
	"time"
)

// Clock is the time as the product knows it: the real one, moved by a distance.
// In serve only the playground moves it; in chat --json the clock line does. Leases
// and retries run on real time. The zero value is the real time.
type Clock struct {
	ahead atomic.Int64

	mu    sync.Mutex
	moves []move // oldest first
}

// move is one change of the clock.
type move struct {
	at    time.Time     // real
	ahead time.Duration // from then on
}

// maxMoves bounds what Was remembers.
const maxMoves = 4096

// Now is the time.
func (c *Clock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) { c.Set(c.Now().Add(d)) }

// Set makes it t now; it runs on from there.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	m := move{at: now, ahead: t.Sub(now)}
	c.ahead.Store(int64(m.ahead))
	if len(c.moves) == maxMoves {
		c.moves = c.moves[1:]
	}
	c.moves = append(c.moves, m)
}

// Was is what this clock showed at a real time, which is how the store notes when a
// message was made.
func (c *Clock) Was(real time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.moves) - 1; i >= 0; i-- {
		if !real.Before(c.moves[i].at) {
			return real.Add(c.moves[i].ahead)
		}
	}
	return real
}
