package bot

import (
	"context"
	"sync"
	"time"
)

// post is what waits to be sent through one channel. Answers go before messages
// that we began ourselves.
type post struct {
	mu      sync.Mutex
	changed sync.Cond
	replies []Delivery
	waits   []Delivery
	held    map[int64]parcel // by lane: waiting or being sent
	sending int
	limit   int       // sends at once
	until   time.Time // the channel asked for silence until then
	holds   bool      // this process has the channel's sender lease
	stopped bool
}

// parcel is a delivery and when its lease was last made longer.
type parcel struct {
	delivery Delivery
	since    time.Time
}

func newPost(limit int) *post {
	p := &post{held: map[int64]parcel{}, limit: limit}
	p.changed.L = &p.mu
	return p
}

// push adds a delivery behind those of its kind.
func (p *post) push(d Delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[d.Lane] = parcel{delivery: d, since: time.Now()}
	if d.Message.Wait {
		p.waits = append(p.waits, d)
	} else {
		p.replies = append(p.replies, d)
	}
	p.changed.Broadcast()
}

// ready waits until something may be sent; false when the post was stopped.
func (p *post) ready(ctx context.Context) bool {
	for {
		p.mu.Lock()
		for !p.stopped && (len(p.replies)+len(p.waits) == 0 || p.sending >= p.limit || !p.holds) {
			p.changed.Wait()
		}
		silence, stopped := time.Until(p.until), p.stopped
		p.mu.Unlock()
		if stopped || silence <= 0 {
			return !stopped
		}
		if !sleep(ctx, min(silence, time.Second)) {
			return false
		}
	}
}

// take gives the next delivery: an answer if there is one.
func (p *post) take() (d Delivery, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	from := &p.replies
	if len(*from) == 0 {
		from = &p.waits
	}
	if len(*from) == 0 || p.stopped {
		return Delivery{}, false
	}
	d, *from = (*from)[0], (*from)[1:]
	p.sending++
	return d, true
}

// done lets go of a delivery; next is the same chat's next one, if any.
func (p *post) done(d Delivery, next *Delivery) {
	p.mu.Lock()
	p.sending--
	if h, ok := p.held[d.Lane]; ok && h.delivery.Fence == d.Fence {
		delete(p.held, d.Lane)
	} else {
		next = nil // the lease was lost
	}
	p.changed.Broadcast()
	p.mu.Unlock()
	if next != nil {
		p.push(*next)
	}
}

// silence obeys a channel that asks for it.
func (p *post) silence(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.until) {
		p.until = until
	}
}

// hold notes whether this process has the sender lease. Without it, what waits is
// not sent but returned, to be given back.
func (p *post) hold(holds bool) []Delivery {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.holds = holds
	p.changed.Broadcast()
	if holds {
		return nil
	}
	return p.emptyLocked()
}

// stop ends the post and returns what still waits.
func (p *post) stop() []Delivery {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	p.changed.Broadcast()
	return p.emptyLocked()
}

func (p *post) emptyLocked() []Delivery {
	out := append(p.replies, p.waits...)
	for _, d := range out {
		delete(p.held, d.Lane)
	}
	p.replies, p.waits = nil, nil
	return out
}

// older returns what has been held, without a renewal, for longer than d, and
// counts it as renewed.
func (p *post) older(d time.Duration) []Delivery {
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Delivery
	for lane, h := range p.held {
		if now.Sub(h.since) > d {
			h.since = now
			p.held[lane] = h
			out = append(out, h.delivery)
		}
	}
	return out
}

// size is how many deliveries are held, waiting or being sent.
func (p *post) size() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.held)
}

// quiet waits until nothing is held, or nothing may be sent for now.
func (p *post) quiet(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.changed.Broadcast()
	})
	defer stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for ctx.Err() == nil && len(p.held) > 0 {
		if p.sending == 0 && time.Now().Before(p.until) {
			return nil
		}
		p.changed.Wait()
	}
	return ctx.Err()
}
