package fakes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrClosed says that a fake was closed meanwhile.
var ErrClosed = errors.New("the server is closed")

// Watch tells those who wait that something has changed. Its zero value is ready.
type Watch struct {
	mu   sync.Mutex
	next chan struct{} // closed at the next change; nil while nobody waits
}

// Next is closed at the next change.
func (w *Watch) Next() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.next == nil {
		w.next = make(chan struct{})
	}
	return w.next
}

// Wake tells everybody who waits.
func (w *Watch) Wake() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.next != nil {
		close(w.next)
	}
	w.next = nil
}

// Until waits until the condition holds, which is asked at every change; alive ends with
// the fake.
func (w *Watch) Until(ctx, alive context.Context, what string, holds func() bool) error {
	for {
		changed := w.Next()
		if holds() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait until %s: %w", what, ctx.Err())
		case <-alive.Done():
			return fmt.Errorf("wait until %s: %w", what, ErrClosed)
		}
	}
}

// Sleep waits, but not longer than the request or the fake lives. It tells whether the time
// has passed.
func Sleep(ctx, alive context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil && alive.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
	case <-alive.Done():
	}
	return false
}
