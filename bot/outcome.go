package bot

import "time"

// Outcome is everything that a handler decided. It is committed whole or not at all.
type Outcome struct {
	Events   []Event
	Messages []Message
	Later    []Later
	Erase    bool // erase everything about the person, except Messages, which are still sent
}

// Later is a turn that the handler wants to have later. Key is unique in its
// conversation: asking again moves it; a zero At takes it back.
type Later struct {
	Key string    `json:"key"`
	At  time.Time `json:"at"`
	// Folio, when set, says in whose conversation: that of another application, if it
	// is still there.
	Folio string `json:"folio,omitempty"`
}

// Handler decides. It is pure: the same three values give the same outcome.
type Handler func(c Conversation, cmds []Command, now time.Time) Outcome

// FolioMark stands in messages and events for the folio of an application that is
// submitted in this very turn. The store puts the number in when it commits,
// so that folios have no gaps.
const FolioMark = "⟨folio⟩"
