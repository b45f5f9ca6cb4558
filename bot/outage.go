package bot

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	patientFor = 24 * time.Hour   // how old a message gets before an outage counts against it too
	outageRest = 30 * time.Second // the longest wait between two tries in an outage
)

// failed has a message tried again later, or parks it after too many tries. A try during
// an outage of the channel does not count.
func (c *Courier) failed(ctx context.Context, p *post, d *Delivery, err error) *Delivery {
	var out *OutageError
	if errors.As(err, &out) {
		tries, othersWent := p.outage.failed(d.Lane)
		if !othersWent && time.Since(d.Kept) < patientFor {
			c.retry(ctx, d, min(c.Backoff(tries), outageRest), err)
			return nil
		}
	}
	again := *d
	again.Attempts++
	if again.Attempts >= c.MaxAttempts {
		p.outage.forget(d.Lane)
		return c.park(ctx, &again, err)
	}
	c.retry(ctx, &again, c.Backoff(again.Attempts), err)
	return nil
}

// retry has a message tried again after a while.
func (c *Courier) retry(ctx context.Context, d *Delivery, wait time.Duration, err error) {
	c.Log.Warn("a message was not sent", "channel", d.Channel, "message", d.ID, "attempts", d.Attempts, "error", err)
	c.again(ctx, d, time.Now().Add(wait), err)
	c.observe(MessageFailed, d)
}

// outage tells a channel that is out from a message that it cannot bear: while the
// channel is out, nothing goes through it.
type outage struct {
	mu      sync.Mutex
	sent    time.Time         // when something went out last
	failing map[int64]failing // by lane
}

// failing is a message that did not go out, when last and how often.
type failing struct {
	at    time.Time
	tries int
}

// failed notes a failure. It tells how many there were in a row, and whether others went
// out since the last one.
func (o *outage) failed(lane int64) (tries int, othersWent bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failing == nil {
		o.failing = map[int64]failing{}
	}
	f := o.failing[lane]
	othersWent = f.tries > 0 && o.sent.After(f.at)
	f = failing{at: time.Now(), tries: f.tries + 1}
	o.failing[lane] = f
	return f.tries, othersWent
}

// passed notes that a message went out.
func (o *outage) passed(lane int64) {
	o.forget(lane)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = time.Now()
}

// forget lets go of a message that is not tried any more.
func (o *outage) forget(lane int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.failing, lane)
}
