package bot

import "time"

// Observation is something that the loops did, for metrics. Nothing in it is meant
// for a log: Turn and Outcome hold what people said.
type Observation struct {
	Kind     ObservedKind
	Channel  string
	Took     time.Duration // from kept to now
	Attempts int           // tries that failed before this one

	Turn     *Turn    // for turns
	Commands Commands // for turns that are done
	Outcome  *Outcome // for turns that are done
	Message  *Message // for messages
}

// ObservedKind is the closed set of what is observed.
type ObservedKind string

// What the loops report.
const (
	TurnDone       ObservedKind = "turn_done"
	TurnFailed     ObservedKind = "turn_failed" // it is tried again
	TurnParked     ObservedKind = "turn_parked" // it was given up with an apology
	MessageSent    ObservedKind = "message_sent"
	MessageDelayed ObservedKind = "message_delayed" // the channel asked to wait
	MessageFailed  ObservedKind = "message_failed"  // it is tried again
	MessageParked  ObservedKind = "message_parked"
	MessageDropped ObservedKind = "message_dropped" // it did not fit any more, see Courier.Still
)
