package bot

import (
	"context"
	"sync"
	"time"
)

// line is the row of turns that this process holds: first come, first served. It
// knows what waits and what is being worked on, so that leases can be renewed and
// quiet can be told.
type line struct {
	mu      sync.Mutex
	changed sync.Cond // for those who take: each turn wakes one of them
	empty   sync.Cond // for those who wait for quiet
	waiting []Work
	held    map[int64]Work // by lane: waiting or being worked on
	stopped bool           // nothing more is given out
	ended   bool           // nothing more is taken
}

func newLine() *line {
	l := &line{held: map[int64]Work{}}
	l.changed.L, l.empty.L = &l.mu, &l.mu
	return l
}

// push adds turns at the end; false when the line has ended.
func (l *line) push(works []Work) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return false
	}
	for _, w := range works {
		l.held[w.Lane] = w
	}
	l.waiting = append(l.waiting, works...)
	for range works {
		l.changed.Signal()
	}
	return true
}

// take waits for the next turn; false when the line was stopped.
func (l *line) take() (Work, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.waiting) == 0 && !l.stopped {
		l.changed.Wait()
	}
	if l.stopped {
		return Work{}, false
	}
	w := l.waiting[0]
	l.waiting = l.waiting[1:]
	return w, true
}

// finish lets go of w. The lane's next turn goes to the end of the line, unless
// nobody waits: then it is returned and the same worker goes on with it.
func (l *line) finish(w Work, next *Work) *Work {
	l.mu.Lock()
	defer l.mu.Unlock()
	if h, ok := l.held[w.Lane]; !ok || h.Fence != w.Fence {
		return nil // the lease was lost, and perhaps won again for another worker
	}
	if next == nil {
		delete(l.held, w.Lane)
		if len(l.held) == 0 {
			l.empty.Broadcast()
		}
		return nil
	}
	l.held[w.Lane] = *next
	if len(l.waiting) == 0 && !l.stopped {
		return next
	}
	l.waiting = append(l.waiting, *next)
	l.changed.Signal()
	return nil
}

// size is how many turns are held.
func (l *line) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.held)
}

// room is how many more turns may be held, of most; none once it was stopped.
func (l *line) room(most int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stopped {
		return 0
	}
	return max(0, most-len(l.held))
}

// ending returns what is held under a lease that ends within d.
func (l *line) ending(d time.Duration) []Work {
	soon := time.Now().Add(d)
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []Work
	for _, w := range l.held {
		if w.Until.Before(soon) {
			out = append(out, w)
		}
	}
	return out
}

// renewed notes the new ends of leases.
func (l *line) renewed(works []Work) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range works {
		if h, ok := l.held[w.Lane]; ok && h.Fence == w.Fence {
			l.held[w.Lane] = w
		}
	}
}

// ours tells whether the lease of w has not run out, as far as this process knows.
func (l *line) ours(w Work) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	h, ok := l.held[w.Lane]
	return ok && h.Fence == w.Fence && time.Now().Before(h.Until)
}

// stop makes take return false to everybody.
func (l *line) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.changed.Broadcast()
}

// rest ends the line and returns everything that is still held.
func (l *line) rest() []Work {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]Work, 0, len(l.held))
	for _, h := range l.held {
		out = append(out, h)
	}
	l.waiting, l.held, l.ended = nil, map[int64]Work{}, true
	l.changed.Broadcast()
	l.empty.Broadcast()
	return out
}

// quiet waits until nothing is held.
func (l *line) quiet(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.empty.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.held) > 0 && ctx.Err() == nil {
		l.empty.Wait()
	}
	return ctx.Err()
}
