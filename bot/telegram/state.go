package telegram

import (
	"sync"
	"time"
)

// state is how receiving goes.
type state struct {
	mu      sync.Mutex
	words   string
	fine    bool
	unknown bool // Telegram did not know the token when something was sent last
}

// disbelieved notes that Telegram did not take the token when something was sent.
func (s *state) disbelieved() { s.token(true) }

// believed notes that it did.
func (s *state) believed() { s.token(false) }

func (s *state) token(unknown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unknown = unknown
}

// set notes that nothing is received, and why.
func (s *state) set(words string) { s.put(words, false) }

// ok notes that all is well.
func (s *state) ok(words string) { s.put(words, true) }

func (s *state) put(words string, fine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.words, s.fine = words, fine
}

func (s *state) get() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.unknown {
		return "Telegram does not know the token", false
	}
	return s.words, s.fine
}

// chats remembers a little of the chats that were heard lately.
type chats struct {
	mu     sync.Mutex
	newest map[string]int64    // by conversation: the newest message of the person
	left   map[int64]time.Time // groups and channels, and when they were left
}

// rememberedChats bounds what is remembered; beyond it all is forgotten.
const rememberedChats = 8192

func (c *chats) init() { c.newest, c.left = map[string]int64{}, map[int64]time.Time{} }

// saw notes a message of a person.
func (c *chats) saw(conversation string, message int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.newest) >= rememberedChats {
		clear(c.newest)
	}
	c.newest[conversation] = max(c.newest[conversation], message)
}

// older tells whether the person has written since a message.
func (c *chats) older(conversation string, message int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.newest[conversation] > message
}

// leftNow is how long a group counts as left: it is told of twice that a bot was added.
const leftNow = 10 * time.Second

// isLeft tells whether a group was left just now.
func (c *chats) isLeft(group int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Since(c.left[group]) < leftNow
}

// leave notes that a group was left.
func (c *chats) leave(group int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.left) >= rememberedChats {
		clear(c.left)
	}
	c.left[group] = time.Now()
}
