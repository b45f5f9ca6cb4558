package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// Courier delivers messages: in order within a chat, many chats side by side, at
// the pace that each channel wants. For a channel it sends only while its process
// holds that channel's sender lease. A message that a channel refuses for good, or
// too often, is parked and its chat goes on. Set the fields before the first call
// and leave them; Run may be called once.
type Courier struct {
	Outbox      Outbox
	Senders     map[string]Sender        // by channel
	Pace        map[string]time.Duration // by channel: the least time before a chat's next message that is to Wait
	Limit       map[string]*rate.Limiter // by channel: messages a second over all chats
	Parallel    int                      // sends at once through a channel; 64 if zero
	MaxAttempts int                      // tries before a message is parked; 10 if zero
	Wake        <-chan struct{}          // rings when messages wait in the outbox; may be nil
	Log         *slog.Logger             // slog.Default if nil
	Observe     func(Observation)        // may be nil

	// Backoff is the wait after the nth failure, from 1; a second doubling to five
	// minutes if nil.
	Backoff func(n int) time.Duration

	once     sync.Once
	posts    map[string]*post // by channel
	channels []string
	poke     chan struct{}
	claiming sync.Mutex
	running  atomic.Bool
	begun    chan struct{} // closed by Run once it knows for which channels it sends
}

// postRoom is how many messages of a channel a process holds.
const postRoom = 1024

func (c *Courier) setUp() {
	c.once.Do(func() {
		if c.Parallel == 0 {
			c.Parallel = 64
		}
		if c.MaxAttempts == 0 {
			c.MaxAttempts = 10
		}
		if c.Log == nil {
			c.Log = slog.Default()
		}
		if c.Observe == nil {
			c.Observe = func(Observation) {}
		}
		if c.Backoff == nil {
			c.Backoff = func(n int) time.Duration { return backoff(n, time.Second, 5*time.Minute) }
		}
		c.poke, c.posts = make(chan struct{}, 1), map[string]*post{}
		c.begun = make(chan struct{})
		for channel := range c.Senders {
			c.posts[channel] = newPost(c.Parallel)
			c.channels = append(c.channels, channel)
		}
	})
}

// Hand gives the courier messages that this process holds. They are sent as soon
// as their channel allows.
func (c *Courier) Hand(deliveries []Delivery) {
	c.setUp()
	for _, d := range deliveries {
		if p, ok := c.posts[d.Channel]; ok {
			p.push(d)
		}
	}
}

// HasRoom tells whether more messages may be handed over; otherwise they are better
// left in the outbox.
func (c *Courier) HasRoom() bool {
	c.setUp()
	for _, p := range c.posts {
		if p.size() >= postRoom {
			return false
		}
	}
	return c.running.Load()
}

// Run delivers until ctx ends. It then begins nothing more, finishes what is being
// sent within four seconds and gives back the rest.
func (c *Courier) Run(ctx context.Context) error {
	c.setUp()
	sending, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	c.holdNow(ctx)
	c.running.Store(true)
	close(c.begun)
	var posts, helpers sync.WaitGroup
	for channel := range c.posts {
		posts.Go(func() { c.dispatch(ctx, sending, channel) })
	}
	helpers.Go(func() { c.poll(ctx) })
	keeping, stopKeeping := context.WithCancel(sending)
	defer stopKeeping()
	helpers.Go(func() { c.keep(keeping) })

	<-ctx.Done()
	c.running.Store(false)
	timer := time.AfterFunc(grace, abort)
	defer timer.Stop()
	var rest []Delivery
	for _, p := range c.posts {
		rest = append(rest, p.stop()...)
	}
	posts.Wait()
	stopKeeping()
	helpers.Wait()
	return c.leave(context.WithoutCancel(ctx), rest)
}

// leave gives back what was not sent, and the sender leases.
func (c *Courier) leave(ctx context.Context, rest []Delivery) error {
	ctx, cancel := context.WithTimeout(ctx, giveBack)
	defer cancel()
	for _, p := range c.posts {
		rest = append(rest, p.stop()...)
	}
	if len(rest) > 0 {
		if err := c.Outbox.ReleaseDeliveries(ctx, rest); err != nil {
			return err
		}
	}
	_, err := c.Outbox.Hold(ctx, nil)
	return err
}

// dispatch sends the messages of one channel, some at once.
func (c *Courier) dispatch(ctx, sending context.Context, channel string) {
	p, limit := c.posts[channel], c.Limit[channel]
	var busy sync.WaitGroup
	defer busy.Wait()
	for p.ready(ctx) {
		if limit != nil && limit.Wait(ctx) != nil {
			return
		}
		if d, ok := p.take(); ok {
			busy.Go(func() { p.done(d, c.send(sending, p, d)) })
		}
	}
}

// poll looks for messages that wait in the outbox. It outlives every trouble of
// the database.
func (c *Courier) poll(ctx context.Context) {
	failures := 0
	for {
		wait := netInterval
		if failures > 0 {
			wait = backoff(failures, netInterval, 5*time.Second)
		}
		select {
		case <-ctx.Done():
			return
		case <-c.poke:
		case <-c.Wake:
		case <-time.After(wait):
		}
		if _, err := c.claim(ctx); err != nil && ctx.Err() == nil {
			failures++
			c.Log.Error("cannot claim messages", "error", err, "failures", failures)
			sleep(ctx, wait)
			continue
		}
		failures = 0
	}
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
	return max(0, postRoom/2-len(p.held))
}

// keep renews the sender leases and those of the messages in hand.
func (c *Courier) keep(ctx context.Context) {
	third := c.Outbox.Lease() / 3
	for sleep(ctx, third) {
		c.holdNow(ctx)
		for channel, p := range c.posts {
			if held := p.older(third / 2); len(held) > 0 {
				c.tell(c.Outbox.RenewDeliveries(ctx, held), "cannot renew leases", channel)
			}
		}
	}
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

func (c *Courier) tell(err error, what, channel string) {
	if err != nil {
		c.Log.Error(what, "channel", channel, "error", err)
	}
}
