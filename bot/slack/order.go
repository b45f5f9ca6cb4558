package slack

import "sync"

// order runs what has the same key one after the other, as it came, and the rest beside it.
type order struct {
	mu   sync.Mutex
	last map[string]chan struct{} // closed when the last of a key is done
	all  sync.WaitGroup
}

// do runs f once all that came before it under the key are done.
func (o *order) do(key string, f func()) {
	done := make(chan struct{})
	o.mu.Lock()
	if o.last == nil {
		o.last = map[string]chan struct{}{}
	}
	before := o.last[key]
	o.last[key] = done
	o.mu.Unlock()
	o.all.Go(func() {
		defer o.leave(key, done)
		if before != nil {
			<-before
		}
		f()
	})
}

func (o *order) leave(key string, done chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(done)
	if o.last[key] == done {
		delete(o.last, key)
	}
}

// wait waits for all.
func (o *order) wait() { o.all.Wait() }
