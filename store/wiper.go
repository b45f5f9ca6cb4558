package store

import (
	"sync"
	"time"
)

// wipeRest is the least time between two wipings: each holds up all writing for a moment.
const wipeRest = 3 * time.Second

// wiper clears the engine's files beside everything else, one time for all that was
// erased meanwhile.
type wiper struct {
	mu      sync.Mutex
	wanted  bool
	working bool
	stopped bool
	done    sync.WaitGroup
	rest    chan struct{} // closed by stop
}

// soon has wipe called once what was erased until now is on disk, and returns at once.
func (w *wiper) soon(wipe func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.rest == nil {
		w.rest = make(chan struct{})
	}
	if w.wanted = true; w.working || w.stopped {
		return
	}
	w.working = true
	w.done.Go(func() { w.work(wipe) })
}

// work wipes for as long as it is wanted.
func (w *wiper) work(wipe func()) {
	for w.next() {
		wipe()
		select {
		case <-w.rest:
		case <-time.After(wipeRest):
		}
	}
}

// next takes the wish to wipe; false, and the work is over, when there is none.
func (w *wiper) next() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	again := w.wanted
	w.wanted, w.working = false, again
	return again
}

// stop waits for what is wanted to be wiped; nothing more is begun.
func (w *wiper) stop() {
	w.mu.Lock()
	if w.rest != nil && !w.stopped {
		close(w.rest)
	}
	w.stopped = true
	w.mu.Unlock()
	w.done.Wait()
}
