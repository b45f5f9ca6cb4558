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
	Senders     map[string]Sender                // by channel
	Pace        map[string]time.Duration         // by channel: the least time before a chat's next message that is to Wait
	Limit       map[string]*rate.Limiter         // by channel: messages a second that are to Wait, over all chats; answers go at once
	Place       map[string]func(*Delivery) Place // by channel: whose pace a message keeps, answer or not; may be nil
	Parallel    int                              // sends at once through a channel; 64 if zero
	MaxAttempts int                              // tries before a message is parked; 10 if zero
	Patience    time.Duration                    // with a sender; then the try has failed; a minute if zero
	Wake        <-chan struct{}                  // rings when messages wait in the outbox; may be nil
	Log         *slog.Logger                     // slog.Default if nil
	Observe     func(Observation)                // may be nil

	// Still tells, at the moment of sending, whether a message with an Only is still to be
	// said: between deciding and sending a person may have begun to speak, or the owner
	// may have come back or been erased. Only what we began ourselves has an Only; answers
	// always go, and the order of a chat is that in which things were decided. Nil says
	// everything.
	Still func(ctx context.Context, d Delivery) (bool, error)
	// Attach makes the bytes of a message's attachment; nil leaves them out.
	Attach func(ctx context.Context, conversation string, a Attachment) ([]byte, error)

	// Backoff is the wait after the nth failure, from 1; a second doubling to five
	// minutes if nil.
	Backoff func(n int) time.Duration

	once     sync.Once
	posts    map[string]*post // by channel
	channels []string
	claiming sync.Mutex
	running  atomic.Bool
	begun    chan struct{} // closed by Run once it knows for which channels it sends
}

const (
	postRoom  = 1024 // messages of a channel that a process holds
	drainTime = time.Second
)

func (c *Courier) setUp() {
	c.once.Do(func() {
		if c.Parallel == 0 {
			c.Parallel = 64
		}
		if c.MaxAttempts == 0 {
			c.MaxAttempts = 10
		}
		if c.Patience == 0 {
			c.Patience = time.Minute
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
		c.posts = map[string]*post{}
		c.begun = make(chan struct{})
		for channel := range c.Senders {
			c.posts[channel] = newPost(c.Parallel, c.Limit[channel])
			c.posts[channel].places.of = c.Place[channel]
			c.channels = append(c.channels, channel)
		}
	})
}

// Hand gives the courier messages that this process holds. They are sent as soon
// as their channel allows.
func (c *Courier) Hand(deliveries []Delivery) {
	c.setUp()
	for i := range deliveries {
		if p, ok := c.posts[deliveries[i].Channel]; ok {
			p.push(&deliveries[i])
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

// Run delivers until ctx ends. It then takes nothing more, has a second to send what
// it holds, finishes what is being sent within four seconds and gives back the rest.
func (c *Courier) Run(ctx context.Context) error {
	c.setUp()
	sending, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	c.holdNow(ctx)
	c.running.Store(true)
	close(c.begun)
	var posts, helpers sync.WaitGroup
	dispatching, stopDispatching := context.WithCancel(sending)
	defer stopDispatching()
	for channel := range c.posts {
		posts.Go(func() { c.dispatch(dispatching, sending, channel) })
	}
	helpers.Go(func() { c.poll(ctx) })
	keeping, stopKeeping := context.WithCancel(sending)
	defer stopKeeping()
	helpers.Go(func() { c.keep(keeping) })

	<-ctx.Done()
	c.running.Store(false)
	timer := time.AfterFunc(grace, abort)
	defer timer.Stop()
	c.drain(sending)
	stopDispatching()
	var rest []Delivery
	for _, p := range c.posts {
		rest = append(rest, p.stop()...)
	}
	posts.Wait()
	stopKeeping()
	helpers.Wait()
	return c.leave(context.WithoutCancel(ctx), rest)
}

// drain gives the messages in hand a moment to go out.
func (c *Courier) drain(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, drainTime)
	defer cancel()
	for _, p := range c.posts {
		_ = p.quiet(ctx)
	}
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
	p := c.posts[channel]
	var busy sync.WaitGroup
	defer busy.Wait()
	for p.ready(ctx) {
		if d := p.take(); d != nil {
			busy.Go(func() { p.done(d, c.send(sending, p, d)) })
		}
	}
}

func (c *Courier) tell(err error, what, channel string) {
	if err != nil {
		c.Log.Error(what, "channel", channel, "error", err)
	}
}
