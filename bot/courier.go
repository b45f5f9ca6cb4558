package bot

import (
	"context"
	"time"
)

// poll looks for messages that wait in the outbox.
func (c *Courier) poll(ctx context.Context) {
	poll(ctx, nil, c.Wake, c.claim, func(err error, failures int) {
		c.Log.Error("cannot claim messages", "error", err, "failures", failures)
	})
}

// claim takes what waits in the outbox, as far as there is room.
func (c *Courier) claim(ctx context.Context) (int, error) {
	c.claiming.Lock()
	defer c.claiming.Unlock()
	total := 0
	for {
		n, channels := claimAtOnce, make([]string, 0, len(c.channels))
		for channel, p := range c.posts {
			if room := c.roomOf(p); room > 0 {
				channels, n = append(channels, channel), min(n, room)
			}
		}
		if len(channels) == 0 {
			return total, nil
		}
		deliveries, err := c.Outbox.ClaimDeliveries(ctx, channels, n)
		if err != nil {
			return total, err
		}
		c.Hand(deliveries)
		total += len(deliveries)
		if len(deliveries) < n {
			return total, nil
		}
	}
}

// roomOf is how much more a channel may hold: nothing while it must be silent or
// another process sends for it.
func (c *Courier) roomOf(p *post) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.holds || p.stopped || time.Now().Before(p.until) {
		return 0
	}
	return max(0, postRoom/2-p.sizeLocked())
}

// keep renews the sender leases and those of the messages in hand.
func (c *Courier) keep(ctx context.Context) {
	third := c.Outbox.Lease() / 3
	for sleep(ctx, min(third, c.patience())) {
		c.holdNow(ctx)
		for channel, p := range c.posts {
			held := p.ending(2 * third)
			if len(held) == 0 {
				continue
			}
			kept, err := c.Outbox.RenewDeliveries(ctx, held)
			c.tell(err, "cannot renew leases", channel)
			p.renewed(kept)
		}
	}
}

// standBy is how soon a process takes over from one that has stopped.
const standBy = 2 * time.Second

// patience is how long the sender leases may be left alone: not long while another
// process has one, which may stop.
func (c *Courier) patience() time.Duration {
	for _, p := range c.posts {
		p.mu.Lock()
		holds := p.holds
		p.mu.Unlock()
		if !holds {
			return standBy
		}
	}
	return c.Outbox.Lease()
}

// holdNow takes or renews the sender leases. What waits for a channel whose lease
// is with another process is given back.
func (c *Courier) holdNow(ctx context.Context) {
	got, err := c.Outbox.Hold(ctx, c.channels)
	if err != nil {
		c.tell(err, "cannot renew the sender leases", "")
		return // they last a while; the fence of each message keeps us honest
	}
	mine := map[string]bool{}
	for _, channel := range got {
		mine[channel] = true
	}
	for channel, p := range c.posts {
		if rest := p.hold(mine[channel]); len(rest) > 0 {
			c.tell(c.Outbox.ReleaseDeliveries(ctx, rest), "cannot give back messages", channel)
		}
	}
}
