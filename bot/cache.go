package bot

import "sync"

// cache remembers the conversations of the last turns, so that no turn reads again
// what its process just wrote. It is bounded, and only a hint: whoever uses it
// compares versions.
type cache struct {
	mu    sync.Mutex
	limit int
	known map[int64]Conversation // by lane
}

func newCache(limit int) *cache { return &cache{limit: limit, known: map[int64]Conversation{}} }

func (c *cache) get(lane int64) (Conversation, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.known[lane]
	return v, ok
}

// put remembers v, and forgets any other one when there are too many.
func (c *cache) put(lane int64, v Conversation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.known[lane]; !ok && len(c.known) >= c.limit {
		for other := range c.known {
			delete(c.known, other)
			break
		}
	}
	c.known[lane] = v
}

func (c *cache) drop(lane int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, lane)
}
