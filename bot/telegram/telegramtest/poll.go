package telegramtest

import (
	"math"
	"time"
)

// The words of Telegram for two who ask for the same updates.
const (
	endedByPoll = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
	endedByHook = "Conflict: terminated by setWebhook request"
	hookIsSet   = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

// poller is a getUpdates that waits.
type poller struct {
	ended chan struct{}
	why   string
}

// ask is the last getUpdates, to notice a bot that asks for the same again and again.
type ask struct {
	offset int64
	at     time.Time
}

// end answers the waiting getUpdates, if there is one, with a conflict. The lock is held.
func (s *Server) end(why string) {
	if s.poll != nil {
		s.poll.why = why
		close(s.poll.ended)
		s.poll = nil
	}
}

// getUpdates gives the updates from the offset on, and waits for one when there is none. The lock is not held.
func getUpdates(s *Server, r *request) (any, error) {
	s.mu.Lock()
	if s.hook.url != "" {
		s.mu.Unlock()
		return nil, &refusal{status: 409, text: hookIsSet}
	}
	if err := s.queue.allow(r.Call); err != nil {
		s.mu.Unlock()
		return nil, err
	}
	s.end(endedByPoll)
	me := &poller{ended: make(chan struct{})}
	s.poll = me
	s.wake()
	offset := r.number("offset", 0, math.MinInt32, math.MaxInt32)
	limit, timeout := s.hurried(offset, r.number("limit", 100, 1, 100), r.number("timeout", 0, 0, 50))
	s.queue.confirm(offset)
	s.mu.Unlock()
	return s.await(r, me, offset, limit, timeout)
}

// hurried keeps a bot from asking the same offset in a tight loop, as Telegram does: within 3 seconds the call waits,
// within half a second it gets one update only. The lock is held.
func (s *Server) hurried(offset, limit int64, seconds int64) (int64, time.Duration) {
	since := time.Since(s.lastAsk.at)
	if offset == s.lastAsk.offset && since < 3*time.Second {
		seconds = max(seconds, 3)
		if since < time.Second/2 {
			limit = 1
		}
	}
	s.lastAsk = ask{offset: offset, at: time.Now()}
	return limit, time.Duration(seconds) * time.Second
}

// await waits until there is an update, the time is over, another poller or a webhook comes, or the bot hangs up.
func (s *Server) await(r *request, me *poller, offset, limit int64, timeout time.Duration) (any, error) {
	over := time.NewTimer(timeout)
	defer over.Stop()
	for {
		s.mu.Lock()
		if me.why != "" {
			s.mu.Unlock()
			return nil, &refusal{status: 409, text: me.why}
		}
		if s.down {
			s.leave(me)
			s.mu.Unlock()
			return nil, errDropped
		}
		if offset > 0 {
			s.queue.confirm(offset)
		}
		found, changed := s.queue.head(limit), s.watch.Next()
		if len(found) > 0 || timeout == 0 {
			s.leave(me)
			s.mu.Unlock()
			return found, nil
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-me.ended:
		case <-over.C:
			timeout = 0
		case <-r.ctx.Done():
			timeout = 0
		case <-s.ctx.Done():
			timeout = 0
		}
	}
}

// leave takes the poller off its place. The lock is held.
func (s *Server) leave(me *poller) {
	if s.poll == me {
		s.poll = nil
		s.wake()
	}
}

// Polling is whether a getUpdates waits for updates now.
func (s *Server) Polling() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poll != nil
}
