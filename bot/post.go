package bot

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// post is what waits to be sent through one channel. Answers go before messages
// that we began ourselves. A delivery is not changed once it is in here.
type post struct {
	mu      sync.Mutex
	changed sync.Cond
	replies []*Delivery
	waits   []*Delivery
	held    map[int64]*Delivery // by lane: waiting or being sent
	busy    map[int64]bool      // lanes of which something is being sent
	second  map[int64]*Delivery // the same lane's, taken anew while an old try still runs
	said    map[string]string   // by message: its receipt, until that is stored
	limit   int                 // sends at once
	pace    *rate.Limiter       // of waits; nil is none
	places  places
	outage  outage
	until   time.Time // the channel asked for silence until then
	holds   bool      // this process has the channel's sender lease
	stopped bool
}

func newPost(limit int, pace *rate.Limiter) *post {
	p := &post{held: map[int64]*Delivery{}, busy: map[int64]bool{}, second: map[int64]*Delivery{}, said: map[string]string{}, limit: limit, pace: pace}
	p.changed.L = &p.mu
	return p
}

// push adds a delivery behind those of its kind. If an old try of its lane still
// runs, whose lease is over, it waits for the end of that: nothing is said twice by
// one process.
func (p *post) push(d *Delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[d.Lane] = d
	if p.busy[d.Lane] {
		p.second[d.Lane] = d
		return
	}
	p.pushLocked(d)
}

func (p *post) pushLocked(d *Delivery) {
	switch {
	case p.places.push(d):
	case d.Message.Wait:
		p.waits = append(p.waits, d)
	default:
		p.replies = append(p.replies, d)
	}
	p.changed.Broadcast()
}

// ready waits until something may be sent; false when the post was stopped.
func (p *post) ready(ctx context.Context) bool {
	for {
		p.mu.Lock()
		for !p.stopped && (len(p.replies)+len(p.waits)+p.places.size == 0 || len(p.busy) >= p.limit || !p.holds) {
			p.changed.Wait()
		}
		silence, stopped := time.Until(p.until), p.stopped
		if silence <= 0 && len(p.replies) == 0 {
			silence = p.pacing()
		}
		p.mu.Unlock()
		if stopped || silence <= 0 {
			return !stopped
		}
		if !p.rest(ctx, min(silence, time.Second)) {
			return false
		}
	}
}

// pacing is how long it takes until something may go that has to keep a pace: that of its
// place, or the channel's for what is to wait.
func (p *post) pacing() time.Duration {
	soonest, ok := p.places.soonest(time.Now())
	switch {
	case len(p.waits) == 0:
		return soonest
	case p.pace == nil:
		return 0
	}
	missing := 1 - p.pace.Tokens()
	wait := time.Duration(max(missing, 0) / float64(p.pace.Limit()) * float64(time.Second))
	if ok {
		return min(wait, soonest)
	}
	return wait
}

// restStep is how soon an answer is seen while others wait.
const restStep = 10 * time.Millisecond

// rest waits for d, or until an answer comes that may go; false when ctx ended.
func (p *post) rest(ctx context.Context, d time.Duration) bool {
	for end := time.Now().Add(d); time.Now().Before(end) && !p.pressing(); {
		if !sleep(ctx, min(time.Until(end), restStep)) {
			return false
		}
	}
	return true
}

// pressing tells whether something waits that nothing holds up: an answer, or what its
// place takes now.
func (p *post) pressing() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	soonest, ok := p.places.soonest(now)
	return !now.Before(p.until) && (len(p.replies) > 0 || ok && soonest == 0)
}

// take gives the next delivery: an answer if there is one. The pace may have nothing to
// be taken.
func (p *post) take() *Delivery {
	p.mu.Lock()
	defer p.mu.Unlock()
	d := p.next()
	if d != nil {
		p.busy[d.Lane] = true
	}
	return d
}

func (p *post) next() *Delivery {
	if p.stopped {
		return nil
	}
	from := &p.replies
	if len(*from) == 0 {
		if d := p.places.take(time.Now()); d != nil {
			return d
		}
		if from = &p.waits; len(*from) == 0 || p.pace != nil && !p.pace.Allow() {
			return nil
		}
	}
	d := (*from)[0]
	(*from)[0], *from = nil, (*from)[1:]
	return d
}

// done lets go of a delivery; next is the same chat's next one, if any.
func (p *post) done(d *Delivery, next *Delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.busy, d.Lane)
	if second, ok := p.second[d.Lane]; ok {
		delete(p.second, d.Lane)
		p.pushLocked(second)
		return
	}
	if h, ok := p.held[d.Lane]; ok && h.Fence == d.Fence {
		delete(p.held, d.Lane)
		if next != nil {
			p.held[d.Lane] = next
			p.pushLocked(next)
		}
	}
	p.changed.Broadcast()
}

// remember keeps the receipt of a message that was said until that is stored. If
// the lease was lost over it and the message comes back, it is only marked.
func (p *post) remember(id, receipt string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.said) >= postRoom {
		clear(p.said)
	}
	p.said[id] = receipt
}

func (p *post) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.said, id)
}

func (p *post) receipt(id string) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	receipt, ok := p.said[id]
	return receipt, ok
}

// silence obeys a channel that asks for it.
func (p *post) silence(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.until) {
		p.until = until
	}
}

// hush obeys a channel that asks for silence where a delivery goes.
func (p *post) hush(d *Delivery, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.places.silence(d, until)
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
	all := slices.AppendSeq(append(append(p.replies, p.waits...), p.places.empty()...), maps.Values(p.second))
	clear(p.second)
	out := make([]Delivery, len(all))
	for i, d := range all {
		delete(p.held, d.Lane)
		out[i] = *d
	}
	p.replies, p.waits = nil, nil
	return out
}

// ending returns what is held under a lease that ends within d.
func (p *post) ending(d time.Duration) []Delivery {
	soon := time.Now().Add(d)
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []Delivery
	for _, d := range p.held {
		if d.Until.Before(soon) {
			out = append(out, *d)
		}
	}
	return out
}

// renewed notes the new ends of leases.
func (p *post) renewed(deliveries []Delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range deliveries {
		d := &deliveries[i]
		if h, ok := p.held[d.Lane]; ok && h.Fence == d.Fence {
			p.held[d.Lane] = d
		}
	}
}

// ours tells whether the lease of d has not run out, as far as this process knows.
func (p *post) ours(d *Delivery) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.held[d.Lane]
	return ok && h.Fence == d.Fence && time.Now().Before(h.Until)
}

// size is how many deliveries are held, waiting or being sent. Those that wait for the
// pace of their place do not count, up to some thousands: nobody waits behind them.
func (p *post) size() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sizeLocked()
}

func (p *post) sizeLocked() int { return len(p.held) - min(p.places.size, placesRoom) }

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
	for ctx.Err() == nil && !p.quietLocked() {
		p.changed.Wait()
	}
	return ctx.Err()
}

func (p *post) isQuiet() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.quietLocked()
}

func (p *post) quietLocked() bool {
	return len(p.held) == 0 || len(p.busy) == 0 && time.Now().Before(p.until)
}
