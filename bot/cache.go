package bot

import "sync"

// cache remembers the conversations of the last turns, so that no turn reads again
// what its process just wrote. It is bounded, and only a hint: whoever uses it
// compares versions.
type cache struct {
	mu    sync.Mutex
	limit int
	known map[string]Conversation // by ID
}

func newCache(limit int) *cache { return &cache{limit: limit, known: map[string]Conversation{}} }

func (c *cache) get(id string) (Conversation, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.known[id]
	return v, ok
}

// put remembers v, and forgets any other one when there are too many.
func (c *cache) put(v Conversation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.known[v.ID]; !ok && len(c.known) >= c.limit {
		for other := range c.known {
			delete(c.known, other)
			break
		}
	}
	c.known[v.ID] = v
}

func (c *cache) drop(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, id)
}
