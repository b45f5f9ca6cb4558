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
	changed sync.Cond
	waiting []Work
	held    map[int64]lease // by lane: waiting or being worked on
	stopped bool
}

// lease is a turn and when its lease was last made longer.
type lease struct {
	work  Work
	since time.Time
}

func newLine() *line {
	l := &line{held: map[int64]lease{}}
	l.changed.L = &l.mu
	return l
}

// push adds turns at the end.
func (l *line) push(works ...Work) {
	if len(works) == 0 {
		return
	}
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range works {
		l.held[w.Lane] = lease{work: w, since: now}
	}
	l.waiting = append(l.waiting, works...)
	l.changed.Broadcast()
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
	if h, ok := l.held[w.Lane]; !ok || h.work.Fence != w.Fence {
		return nil // the lease was lost, and perhaps won again for another worker
	}
	if next == nil {
		delete(l.held, w.Lane)
		if len(l.held) == 0 {
			l.changed.Broadcast()
		}
		return nil
	}
	l.held[w.Lane] = lease{work: *next, since: time.Now()}
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

// older returns what has been held, without a renewal, for longer than d, and
// counts it as renewed.
func (l *line) older(d time.Duration) []Work {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []Work
	for lane, h := range l.held {
		if now.Sub(h.since) > d {
			h.since = now
			l.held[lane] = h
			out = append(out, h.work)
		}
	}
	return out
}

// stop makes take return false to everybody.
func (l *line) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.changed.Broadcast()
}

// rest empties the line and returns everything that is still held.
func (l *line) rest() []Work {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]Work, 0, len(l.held))
	for _, h := range l.held {
		out = append(out, h.work)
	}
	l.waiting, l.held = nil, map[int64]lease{}
	l.changed.Broadcast()
	return out
}

// quiet waits until nothing is held.
func (l *line) quiet(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.changed.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.held) > 0 && ctx.Err() == nil {
		l.changed.Wait()
	}
	return ctx.Err()
}
