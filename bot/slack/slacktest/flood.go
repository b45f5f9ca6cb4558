package slacktest

import (
	"math"
	"net/http"
	"time"

	"pabellon/bot/fakes"
)

// About one chat.postMessage a second goes into a channel, with short bursts: https://docs.slack.dev/apis/web-api/rate-limits.
// How long a burst may be is not told; three is ours.
const postBurst, postPace = 3.0, 1.0

// flood counts what the bot posts, and until when it is to be silent, by lane.
type flood struct {
	until map[string]time.Time
	used  map[string]*fakes.Bucket
}

func newFlood() flood { return flood{until: map[string]time.Time{}, used: map[string]*fakes.Bucket{}} }

// flooded refuses a message that is one too many, and any in a channel that is to be silent. The lock is held.
func (s *Server) flooded(c *Call) error {
	if !s.opts.Flood || c.Method != "chat.postMessage" {
		return nil
	}
	now, lane := time.Now(), c.lane()
	if left := s.flood.until[lane].Sub(now); left > 0 {
		return tooMany(left)
	}
	own := s.flood.used[lane]
	if own == nil {
		own = &fakes.Bucket{}
		s.flood.used[lane] = own
	}
	wait := own.Wait(postBurst, postPace, now)
	if wait == 0 {
		return nil
	}
	r := tooMany(wait)
	s.flood.until[lane] = now.Add(time.Duration(r.retry) * time.Second)
	return r
}

func tooMany(wait time.Duration) *refusal {
	return &refusal{status: http.StatusTooManyRequests, word: "ratelimited", retry: int(math.Ceil(wait.Seconds()))}
}
