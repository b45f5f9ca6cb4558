package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// send puts one message into its channel and marks what became of it. It returns
// the chat's next message when that may go at once. A message whose lease ran out
// while it waited is left to others: they may have sent it.
func (c *Courier) send(ctx context.Context, p *post, d *Delivery) *Delivery {
	if !p.ours(d) {
		c.Log.Debug("lost a message to another process", "message", d.ID)
		c.tell(c.Outbox.ReleaseDeliveries(context.WithoutCancel(ctx), []Delivery{*d}), "cannot give back messages", d.Channel)
		return nil
	}
	if receipt, ok := p.receipt(d.ID); ok {
		return c.sent(ctx, p, d, receipt)
	}
	still, err := c.still(ctx, d)
	if err == nil && !still {
		return c.drop(ctx, d)
	}
	var receipt string
	if err == nil {
		receipt, err = c.try(ctx, d)
	}
	var wait *RetryAfterError
	var refused *PermanentError
	switch {
	case err == nil:
		return c.sent(ctx, p, d, receipt)
	case errors.As(err, &wait):
		until := time.Now().Add(wait.After)
		if wait.All {
			p.silence(until)
		}
		p.hush(d, until)
		c.again(ctx, d, until, err)
		c.observe(MessageDelayed, d)
		return nil
	case errors.As(err, &refused):
		return c.park(ctx, d, err)
	case ctx.Err() != nil: // we were told to stop: not the message's fault
		c.again(ctx, d, time.Now(), err)
		return nil
	}
	return c.failed(ctx, p, d, err)
}

// try calls the channel's sender, for as long as our patience lasts. A panic in it
// is this message's failure only.
func (c *Courier) try(ctx context.Context, d *Delivery) (receipt string, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.Patience)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("send the message: %w", panicked(r))
		}
	}()
	out := *d
	if out.Message.Files, err = c.attach(ctx, d); err != nil {
		return "", err
	}
	return c.Senders[d.Channel].Send(ctx, out)
}

// attach makes the bytes of what goes with a message, on a copy.
func (c *Courier) attach(ctx context.Context, d *Delivery) ([]Attachment, error) {
	files := slices.Clone(d.Message.Files)
	for i := range files {
		if c.Attach == nil {
			break
		}
		content, err := c.Attach(ctx, d.Conversation, files[i])
		if err != nil { // its name may be a person's
			return nil, fmt.Errorf("make attachment %d of %d: %w", i+1, len(files), err)
		}
		files[i].Content = content
	}
	return files, nil
}

// sent marks the message. It was said: as long as the lease can be kept, only a
// mark in the database can be wrong, so it is tried until it holds.
func (c *Courier) sent(ctx context.Context, p *post, d *Delivery, receipt string) *Delivery {
	p.remember(d.ID, receipt)
	p.outage.passed(d.Lane)
	notBefore := time.Now().Add(c.Pace[d.Channel])
	next := c.mark(ctx, d, func(ctx context.Context) (*Delivery, error) {
		next, err := c.Outbox.Sent(ctx, *d, receipt, notBefore)
		if err == nil {
			p.forget(d.ID)
		}
		return next, err
	})
	c.observe(MessageSent, d)
	return next
}

// still asks whether the message fits at this moment. Not to know is a failure like any.
func (c *Courier) still(ctx context.Context, d *Delivery) (bool, error) {
	if c.Still == nil || d.Message.Only == "" {
		return true, nil
	}
	fits, err := c.Still(ctx, *d)
	if err != nil {
		return false, fmt.Errorf("ask whether the message still fits: %w", err)
	}
	return fits, nil
}

// drop lets a message be that does not fit any more.
func (c *Courier) drop(ctx context.Context, d *Delivery) *Delivery {
	c.Log.Debug("a message was not sent: it does not fit any more", "channel", d.Channel, "message", d.ID)
	next := c.mark(ctx, d, func(ctx context.Context) (*Delivery, error) {
		return c.Outbox.Drop(ctx, *d)
	})
	c.observe(MessageDropped, d)
	return next
}

func (c *Courier) park(ctx context.Context, d *Delivery, reason error) *Delivery {
	level := slog.LevelError
	var refused *PermanentError
	if errors.As(reason, &refused) && refused.Usual {
		level = slog.LevelInfo
	}
	c.Log.Log(ctx, level, "a message was parked", "channel", d.Channel, "message", d.ID, "attempts", d.Attempts, "error", reason)
	next := c.mark(ctx, d, func(ctx context.Context) (*Delivery, error) {
		return c.Outbox.Park(ctx, *d, reason.Error())
	})
	c.observe(MessageParked, d)
	return next
}

func (c *Courier) again(ctx context.Context, d *Delivery, at time.Time, reason error) {
	c.mark(ctx, d, func(ctx context.Context) (*Delivery, error) {
		return nil, c.Outbox.RetryDelivery(ctx, *d, at, reason.Error())
	})
}

// mark stores what became of a message, again and again until the database takes it,
// the lease is lost or the courier stops. Even then it gets a last chance.
func (c *Courier) mark(ctx context.Context, d *Delivery, store func(context.Context) (*Delivery, error)) *Delivery {
	for failures := 1; ; failures++ {
		next, err := store(context.WithoutCancel(ctx))
		if err == nil {
			return next
		}
		if errors.Is(err, ErrLost) {
			c.Log.Debug("lost a message to another process", "message", d.ID)
			return nil
		}
		c.Log.Error("cannot mark a message", "channel", d.Channel, "message", d.ID, "error", err)
		if !sleep(ctx, backoff(failures, 100*time.Millisecond, 5*time.Second)) {
			return nil
		}
	}
}

func (c *Courier) observe(kind ObservedKind, d *Delivery) {
	c.Observe(Observation{Kind: kind, Channel: d.Channel, Took: time.Since(d.Kept), Attempts: d.Attempts, Message: &d.Message})
}
