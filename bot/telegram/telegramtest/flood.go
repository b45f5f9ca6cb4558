package telegramtest

import (
	"fmt"
	"math"
	"time"

	"pabellon/bot/fakes"
)

// Telegram does not tell its limits. These are the ones that its FAQ speaks of, with a few messages of burst.
const (
	chatBurst, chatPace = 5.0, 1.0
	allBurst, allPace   = 30.0, 30.0
)

// flood counts what the bot says, and until when it is to be silent: by lane, which is a chat or a method.
type flood struct {
	until map[string]time.Time
	chats map[string]*fakes.Bucket
	all   fakes.Bucket
}

func newFlood() flood {
	return flood{until: map[string]time.Time{}, chats: map[string]*fakes.Bucket{}}
}

// flooded refuses a message that is one too many, and any in a chat that is to be silent. The lock is held.
func (s *Server) flooded(c *Call) error {
	if !s.opts.Flood || !c.writes() {
		return nil
	}
	now, lane := time.Now(), c.lane()
	if left := s.flood.until[lane].Sub(now); left > 0 {
		return tooMany(left)
	}
	own := s.flood.chats[lane]
	if own == nil {
		own = &fakes.Bucket{}
		s.flood.chats[lane] = own
	}
	wait := own.Wait(chatBurst, chatPace, now)
	if wait == 0 {
		wait = s.flood.all.Wait(allBurst, allPace, now)
	}
	if wait == 0 {
		return nil
	}
	r := tooMany(wait)
	s.flood.until[lane] = now.Add(time.Duration(r.retry) * time.Second)
	return r
}

func tooMany(wait time.Duration) *refusal {
	n := int(math.Ceil(wait.Seconds()))
	return &refusal{status: 429, text: fmt.Sprintf("Too Many Requests: retry after %d", n), retry: n}
}

// Impatient are the calls that came before the retry_after of an earlier answer had passed.
func (s *Server) Impatient() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.impatient, func(*Call) bool { return true })
}
