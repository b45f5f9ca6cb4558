package slack

import (
	"sync"
	"time"
)

// remembered is how much is remembered of each kind. What is more takes the place of all:
// nothing depends on it but comforts.
const remembered = 4096

// memory is what this process has seen and may forget.
type memory struct {
	mu       sync.Mutex
	talks    map[string]talkSeen  // by conversation
	threads  map[string]string    // of a message of ours, by its receipt
	prompted map[string]time.Time // when a person was last offered questions
}

// talkSeen is the newest of a conversation.
type talkSeen struct {
	at     spot
	lang   string    // that the bot spoke last
	status time.Time // when it was last shown that the bot is at work
}

func put[V any](m *map[string]V, key string, v V) {
	if *m == nil || len(*m) >= remembered {
		*m = map[string]V{}
	}
	(*m)[key] = v
}

// root notes where a person is answered next.
func (m *memory) root(conversation string, at spot) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := m.talks[conversation]
	seen.at, seen.status = spot{channel: at.channel, thread: at.thread}, time.Time{}
	put(&m.talks, conversation, seen)
}

// said notes what the bot has said, and where.
func (m *memory) said(conversation, lang string, at spot) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := m.talks[conversation]
	seen.lang, seen.status = lang, time.Time{}
	put(&m.talks, conversation, seen)
	if at.thread != "" {
		put(&m.threads, spot{channel: at.channel, ts: at.ts}.receipt(), at.thread)
	}
}

// thread is that of a message of ours; "" when it is not remembered.
func (m *memory) thread(channel, ts string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.threads[spot{channel: channel, ts: ts}.receipt()]
}

// working tells whether it is time to show in a conversation that the bot is at work: it
// was not shown since the last words, or so long ago.
func (m *memory) working(conversation string, every time.Duration, now time.Time) (talkSeen, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := m.talks[conversation]
	if now.Sub(seen.status) < every {
		return seen, false
	}
	seen.status = now
	put(&m.talks, conversation, seen)
	return seen, true
}

// prompt tells whether to offer questions to a person: once in so long.
func (m *memory) prompt(user string, every time.Duration, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if now.Sub(m.prompted[user]) < every {
		return false
	}
	put(&m.prompted, user, now)
	return true
}
