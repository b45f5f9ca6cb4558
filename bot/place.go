package bot

import (
	"slices"
	"time"

	"golang.org/x/time/rate"
)

// Place is where a delivery goes and whose pace it keeps, whatever chat it is of: a room
// in which staff read of everybody takes about a message a second. The zero value keeps none.
type Place struct {
	Name  string
	Every time.Duration // one message, on the average
	Burst int           // so many at once after a rest
}

// How many places are remembered, and how many messages of a channel may wait for theirs
// beside those that it holds.
const (
	placesKnown = 1024
	placesRoom  = 4 * postRoom
)

// places are what waits for the pace of the place that it goes to. No sender waits with it.
type places struct {
	of      func(*Delivery) Place // nil when the channel has none
	known   map[string]*place
	waiting map[*place]bool // where something waits
	size    int             // how much
}

// place is a queue with a pace.
type place struct {
	pace  *rate.Limiter
	queue []*Delivery // answers before what we began ourselves
	until time.Time   // the channel asked for silence here until then
}

// find is the place of a delivery; nil when it keeps no pace.
func (p *places) find(d *Delivery) *place {
	if p.of == nil {
		return nil
	}
	at := p.of(d)
	if at.Name == "" {
		return nil
	}
	one := p.known[at.Name]
	if one == nil {
		p.tidy()
		one = &place{pace: rate.NewLimiter(rate.Every(at.Every), max(at.Burst, 1))}
		if p.known == nil {
			p.known, p.waiting = map[string]*place{}, map[*place]bool{}
		}
		p.known[at.Name] = one
	}
	return one
}

// tidy forgets the places that have had their rest, when there are many.
func (p *places) tidy() {
	if len(p.known) < placesKnown {
		return
	}
	now := time.Now()
	for name, one := range p.known {
		if len(one.queue) == 0 && !one.until.After(now) && one.pace.TokensAt(now) >= float64(one.pace.Burst()) {
			delete(p.known, name)
		}
	}
}

// push queues a delivery at its place; false when it has none.
func (p *places) push(d *Delivery) bool {
	at := p.find(d)
	if at == nil {
		return false
	}
	i := len(at.queue)
	if !d.Message.Wait {
		if first := slices.IndexFunc(at.queue, func(o *Delivery) bool { return o.Message.Wait }); first >= 0 {
			i = first
		}
	}
	at.queue = slices.Insert(at.queue, i, d)
	p.waiting[at] = true
	p.size++
	return true
}

// soonest is how long it takes until something may be taken; false when nothing waits.
func (p *places) soonest(now time.Time) (wait time.Duration, ok bool) {
	for at := range p.waiting {
		if w := at.wait(now); !ok || w < wait {
			wait, ok = w, true
		}
	}
	return max(wait, 0), ok
}

func (p *place) wait(now time.Time) time.Duration {
	missing := 1 - p.pace.TokensAt(now)
	wait := time.Duration(missing / float64(p.pace.Limit()) * float64(time.Second))
	return max(wait, p.until.Sub(now))
}

// take gives what may go now, nil for nothing.
func (p *places) take(now time.Time) *Delivery {
	for at := range p.waiting {
		if at.until.After(now) || !at.pace.AllowN(now, 1) {
			continue
		}
		d := at.queue[0]
		at.queue[0], at.queue = nil, at.queue[1:]
		if len(at.queue) == 0 {
			at.queue = nil
			delete(p.waiting, at)
		}
		p.size--
		return d
	}
	return nil
}

// silence obeys a channel that asks for it in one place.
func (p *places) silence(d *Delivery, until time.Time) {
	if at := p.find(d); at != nil && until.After(at.until) {
		at.until = until
	}
}

// empty gives all that waits.
func (p *places) empty() (out []*Delivery) {
	for at := range p.waiting {
		out = append(out, at.queue...)
		at.queue = nil
	}
	clear(p.waiting)
	p.size = 0
	return out
}
