package fakes

import "time"

// Bucket has room for a burst, and gets back so much a second. Its zero value is empty: all
// of the burst is free.
type Bucket struct {
	used float64
	at   time.Time
}

// Wait is how long to wait until there is room for one more; 0 takes the room.
func (b *Bucket) Wait(burst, pace float64, now time.Time) time.Duration {
	b.used = max(0, b.used-now.Sub(b.at).Seconds()*pace)
	b.at = now
	if b.used+1 <= burst {
		b.used++
		return 0
	}
	return time.Duration((b.used + 1 - burst) / pace * float64(time.Second))
}
