package bot

import (
	"context"
	"errors"
	"time"
)

// Work is one turn that this process holds under a lease.
type Work struct {
	Lane     int64 // the conversation's lane
	Seq      int64 // place in the lane, from 1, without gaps
	Fence    int64 // grows with each lease; a commit with an old one is refused
	Attempts int   // tries that failed before this one
	Turn     Turn
}

// Done is everything that a turn produced. It is committed whole or not at all.
type Done struct {
	Conversation Conversation // the state after the turn's events; Version already counts this turn
	Commands     Commands
	Knowledge    string // version of the knowledge that was read
	Outcome      Outcome
}

// Committed is what the store adds when it commits.
type Committed struct {
	Conversation Conversation // as stored, with the folio in it
	Next         *Work        // the next turn of the same lane, under the same lease
	Deliveries   []Delivery   // messages that this process may send at once
}

// Delivery is one message that this process holds under a lease.
type Delivery struct {
	Lane         int64
	Seq          int64
	Fence        int64
	Attempts     int
	Conversation string // whose; also says to which channel and chat a Person's message goes
	Channel      string // that sends it
	ID           string // stable and unique: the same for every try
	Message      Message
}

// Inbox keeps turns and gives them out in order, one at a time a conversation.
type Inbox interface {
	// Put keeps turns. When it returns without an error they are on disk and may be
	// acknowledged. Repeats are dropped. The work that this process may start at
	// once is returned; the rest is found by Claim.
	Put(ctx context.Context, turns ...Turn) ([]Work, error)
	// Claim leases up to n turns that nobody works on.
	Claim(ctx context.Context, n int) ([]Work, error)
	// Load reads a conversation; an unknown one is empty, with its ID.
	Load(ctx context.Context, id string) (Conversation, error)
	// Commit stores what a turn produced. ErrLost means that another process has the lane.
	Commit(ctx context.Context, w Work, d Done) (Committed, error)
	// Retry gives the turn back: not before at, with the reason kept.
	Retry(ctx context.Context, w Work, at time.Time, reason string) error
	// Renew makes the leases last longer.
	Renew(ctx context.Context, held []Work) error
	// Ring puts the turns whose time has come (Later, not after now) into their lanes.
	Ring(ctx context.Context, now time.Time) ([]Work, error)
}

// Outbox gives out messages in order, one at a time a chat.
type Outbox interface {
	ClaimDeliveries(ctx context.Context, channels []string, n int) ([]Delivery, error)
	// Sent marks a delivery as done and returns the chat's next one, if it may go now.
	Sent(ctx context.Context, d Delivery, receipt string, notBefore time.Time) (*Delivery, error)
	// RetryDelivery keeps the message, and its chat's order, until at.
	RetryDelivery(ctx context.Context, d Delivery, at time.Time, reason string) error
	// Park sets a message aside for good, with the reason; the chat goes on with the next.
	Park(ctx context.Context, d Delivery, reason string) (*Delivery, error)
	RenewDeliveries(ctx context.Context, held []Delivery) error
}

// Sender puts a message into a channel. The receipt is the channel's own id for it.
type Sender interface {
	Send(ctx context.Context, d Delivery) (receipt string, err error)
}

// ErrLost says that the lease was lost: another process has the work, nothing was stored.
var ErrLost = errors.New("the lease was lost")

// RetryAfterError is a channel's demand to wait. All tells that it means the whole
// channel and not only this chat.
type RetryAfterError struct {
	After time.Duration
	All   bool
}

func (e *RetryAfterError) Error() string { return "asked to wait " + e.After.String() }

// PermanentError is a refusal that no retry will change.
type PermanentError struct{ Reason string }

func (e *PermanentError) Error() string { return "refused for good: " + e.Reason }
