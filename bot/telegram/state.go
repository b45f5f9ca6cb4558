package telegram

import "sync"

// state is how receiving goes.
type state struct {
	mu    sync.Mutex
	words string
	fine  bool
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
	return s.words, s.fine
}

// chats remembers a little of the chats that were heard lately.
type chats struct {
	mu     sync.Mutex
	newest map[string]int64 // by conversation: the newest message of the person
	bidden map[int64]bool   // groups that had their word
}

// rememberedChats bounds what is remembered; beyond it all is forgotten.
const rememberedChats = 8192

func (c *chats) init() { c.newest, c.bidden = map[string]int64{}, map[int64]bool{} }

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

// farewell tells whether a group is still to hear a word, and takes it as said.
func (c *chats) farewell(group int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.bidden) >= rememberedChats {
		clear(c.bidden)
	}
	first := !c.bidden[group]
	c.bidden[group] = true
	return first
}
