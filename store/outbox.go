package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
)

// Hold takes or keeps sender leases, see bot.Outbox.
func (s *Store) Hold(ctx context.Context, channels []string) ([]string, error) {
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	channels = slices.Sorted(slices.Values(channels)) // in one order in all processes
	var got []string
	var until time.Time
	err := s.write("", manyLanes, func(c *conn) error {
		got = got[:0]
		now := time.Now()
		until = now.Add(s.o.Lease)
		for _, channel := range channels {
			var fence int64
			ok, err := c.row(sqlHold, []any{channel, s.o.Replica, millis(until), millis(now)}, &fence)
			if err != nil {
				return err
			}
			if ok {
				got = append(got, channel)
			}
		}
		return s.yield(c, channels)
	})
	if err != nil {
		return nil, fmt.Errorf("hold the sender leases: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holds = map[string]time.Time{}
	for _, channel := range got {
		s.holds[channel] = until
	}
	return got, nil
}

// yield gives up the sender leases that this process has and does not want any more.
func (s *Store) yield(c *conn, wanted []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	keep := map[string]bool{}
	for _, channel := range wanted {
		keep[channel] = true
	}
	for channel := range s.holds {
		if keep[channel] {
			continue
		}
		if _, err := c.exec(sqlYield, channel, s.o.Replica); err != nil {
			return err
		}
	}
	return nil
}

// Leads tells whether this process is the one that sends for a channel; the same one
// polls it.
func (s *Store) Leads(channel string) bool { return s.holding(channel, time.Now()) }

// holding tells whether this process sends for a channel.
func (s *Store) holding(channel string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return now.Before(s.holds[channel])
}

// ClaimDeliveries leases messages that nobody sends, see bot.Outbox.
func (s *Store) ClaimDeliveries(ctx context.Context, channels []string, n int) ([]bot.Delivery, error) {
	var mine []any
	for _, channel := range channels {
		if s.holding(channel, time.Now()) {
			mine = append(mine, channel)
		}
	}
	if len(mine) == 0 {
		return nil, nil
	}
	of := "AND channel IN (?" + strings.Repeat(", ?", len(mine)-1) + ")"
	if any, err := s.anyReady(ctx, "send", of, mine); err != nil || !any {
		return nil, err
	}
	var out []bot.Delivery
	err := s.write("", manyLanes, func(c *conn) error {
		out = out[:0]
		now := time.Now()
		args := append([]any{"send", millis(now), millis(now)}, mine...)
		var lanes []claimed
		if err := c.rows(&lanes, fmt.Sprintf(sqlClaim, of, s.engine.skip()), append(args, n, millis(now.Add(s.o.Lease)))...); err != nil {
			return err
		}
		for _, l := range lanes {
			d, _, err := messageAt(c, bot.Delivery{Lane: l.ID, Seq: l.Done + 1, Fence: l.Fence, Until: now.Add(s.o.Lease),
				Conversation: l.Conversation, Channel: l.Channel, Before: l.Receipt})
			if err = s.passOver(err); err != nil {
				return err
			}
			if d != nil {
				out = append(out, *d)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claim messages: %w", err)
	}
	return out, nil
}

// messageAt fills in the message at a place of a lane that this process has, and
// tells whether it is to wait for the pace.
func messageAt(c *conn, d bot.Delivery) (*bot.Delivery, bool, error) {
	var payload string
	var kept, waits, forget int64
	ok, err := c.row(sqlMessageAt, []any{d.Lane, d.Seq}, &payload, &d.Attempts, &kept, &waits, &forget)
	if err != nil {
		return nil, false, err
	}
	d.ID, d.Kept, d.Forget = deliveryID(d.Lane, d.Seq), fromMillis(kept), forget == 1
	if !ok {
		return nil, false, fmt.Errorf("message %s %w: it is missing", d.ID, errUnreadable)
	}
	if err := c.keys.decode(place("messages.payload", d.Lane, d.Seq), payload, &d.Message); err != nil {
		return nil, false, fmt.Errorf("message %s %w: %w", d.ID, errUnreadable, err)
	}
	return &d, waits == 1, replaced(c, &d)
}

// Sent marks a delivery as done, see bot.Outbox.
func (s *Store) Sent(_ context.Context, d bot.Delivery, receipt string, notBefore time.Time) (*bot.Delivery, error) {
	return s.settle("mark message as sent", d, "sent", receipt, "", notBefore)
}

// Park sets a message aside, see bot.Outbox.
func (s *Store) Park(_ context.Context, d bot.Delivery, reason string) (*bot.Delivery, error) {
	return s.settle("park message", d, "parked", "", reason, time.Time{})
}

// Drop sets aside a message that does not fit any more, see bot.Outbox.
func (s *Store) Drop(_ context.Context, d bot.Delivery) (*bot.Delivery, error) {
	return s.settle("drop message", d, "dropped", "", "", time.Time{})
}

func (s *Store) settle(what string, d bot.Delivery, status, receipt, reason string, pace time.Time) (*bot.Delivery, error) {
	var next *bot.Delivery
	var late error
	err := s.write(d.Conversation, sendLane, func(c *conn) (err error) {
		now := time.Now()
		late, next = nil, nil
		var last int64
		ok, err := c.row(sqlDonePaced, []any{d.Seq, millis(now), millis(pace), clean(receipt), d.Seq, millis(now.Add(s.o.Lease)), d.Lane, d.Fence, d.Seq - 1}, &last)
		if err != nil {
			return err
		}
		if !ok {
			if err := s.scrubLate(c, d, receipt); err != nil {
				return err
			}
			return lost(&late)
		}
		if err := s.settled(c, d, status, receipt, reason, now); err != nil {
			return err
		}
		if last > d.Seq {
			next, err = s.nextMessage(c, d, receipt, pace, now)
		}
		return err
	})
	if err == nil {
		err = late
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", what, d.ID, err)
	}
	return next, nil
}

// settled marks the message, or forgets it if it was the last word to somebody who
// was erased. What could not be taken back stays parked, for an operator to try again.
func (s *Store) settled(c *conn, d bot.Delivery, status, receipt, reason string, now time.Time) error {
	if d.Forget && (status != "parked" || d.Message.Scrub == nil) {
		if _, err := c.exec(sqlForget, d.Lane, d.Seq); err != nil {
			return err
		}
		_, err := c.exec(sqlForgetLane, d.Lane)
		return err
	}
	if err := s.tell(c, d, status, now); err != nil {
		return err
	}
	reason = c.keys.seal(place("messages.last_error", d.Lane, d.Seq), clean(reason))
	_, err := c.exec(sqlMessageDone, status, d.Attempts, reason, clean(receipt), millis(now), d.Lane, d.Seq)
	return err
}

// nextMessage is the chat's next one, unless it has to wait for the pace: then the
// lane is given back until that time.
func (s *Store) nextMessage(c *conn, d bot.Delivery, receipt string, pace, now time.Time) (*bot.Delivery, error) {
	next, waits, err := messageAt(c, bot.Delivery{Lane: d.Lane, Seq: d.Seq + 1, Fence: d.Fence, Until: now.Add(s.o.Lease),
		Conversation: d.Conversation, Channel: d.Channel, Before: receipt})
	if err != nil || !waits || !pace.After(now) {
		return next, s.passOver(err)
	}
	_, err = c.exec(sqlGiveBack, millis(pace), d.Lane, d.Fence, d.Seq)
	return nil, err
}

// RetryDelivery keeps a message for another try, see bot.Outbox.
func (s *Store) RetryDelivery(_ context.Context, d bot.Delivery, at time.Time, reason string) error {
	return s.giveBack("retry message", d.Conversation, sendLane, d.Lane, d.Seq, d.Fence, d.Attempts, at, reason)
}

// RenewDeliveries makes the leases of held last longer, see bot.Outbox.
func (s *Store) RenewDeliveries(_ context.Context, held []bot.Delivery) (kept []bot.Delivery, err error) {
	until := time.Now().Add(s.o.Lease)
	lanes, err := s.leaseDeliveries(held, millis(until))
	for i, d := range held {
		if lanes[i].still {
			d.Until = until
			kept = append(kept, d)
		}
	}
	return kept, err
}

// ReleaseDeliveries ends the leases of held.
func (s *Store) ReleaseDeliveries(_ context.Context, held []bot.Delivery) error {
	_, err := s.leaseDeliveries(held, 0)
	s.wake.messages(s.engine)
	return err
}

func (s *Store) leaseDeliveries(held []bot.Delivery, until int64) ([]leased, error) {
	lanes := make([]leased, len(held))
	for i, d := range held {
		lanes[i] = leased{key: d.Conversation, lane: d.Lane, fence: d.Fence}
	}
	return lanes, s.lease(lanes, until)
}
