package slacktest

import (
	"math"
	"net/http"
	"slices"
	"time"

	"pabellon/bot/fakes"
)

// About one chat.postMessage a second goes into a channel, with short bursts: https://docs.slack.dev/apis/web-api/rate-limits.
// How long a burst may be is not told; three is ours.
const postBurst, postPace = 3.0, 1.0

// minute is how many calls of a method a workspace bears in a minute: "50+" of tier 3 (the pages of the methods). Here
// no more is borne in any sixty seconds.
var minute = map[string]int{"chat.update": 50, "chat.delete": 50, "files.delete": 50}

// flood counts what the bot does, and until when it is to be silent, by lane.
type flood struct {
	until map[string]time.Time
	used  map[string]*fakes.Bucket
	calls map[string][]time.Time // by method, of the last minute
}

func newFlood() flood {
	return flood{until: map[string]time.Time{}, used: map[string]*fakes.Bucket{}, calls: map[string][]time.Time{}}
}

// flooded refuses a call that is one too many, and any that comes while there is to be silence. The lock is held.
func (s *Server) flooded(c *Call) error {
	if !s.opts.Flood || c.Method != "chat.postMessage" && minute[c.Method] == 0 {
		return nil
	}
	now, lane := time.Now(), c.lane()
	if left := s.flood.until[lane].Sub(now); left > 0 {
		return tooMany(left)
	}
	if most := minute[c.Method]; most > 0 {
		return s.often(c.Method, lane, most, now)
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

// often refuses a call of a method that was made so often in the last minute. The lock is held.
func (s *Server) often(method, lane string, most int, now time.Time) error {
	recent := slices.DeleteFunc(s.flood.calls[method], func(at time.Time) bool { return now.Sub(at) >= time.Minute })
	s.flood.calls[method] = recent
	if len(recent) < most {
		s.flood.calls[method] = append(recent, now)
		return nil
	}
	r := tooMany(time.Minute - now.Sub(recent[0]))
	s.flood.until[lane] = now.Add(time.Duration(r.retry) * time.Second)
	return r
}

func tooMany(wait time.Duration) *refusal {
	return &refusal{status: http.StatusTooManyRequests, word: "ratelimited", retry: int(math.Ceil(wait.Seconds()))}
}
