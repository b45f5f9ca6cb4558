package bot

import (
	"context"
	"errors"
	"time"
)

// Work is one turn that this process holds under a lease.
type Work struct {
	Lane     int64 // the conversation's lane
	Seq      int64 // place in the lane, from 1, without gaps; also the Version that its commit makes
	Fence    int64 // grows with each lease; a commit with an old one is refused
	Attempts int   // tries that failed before this one
	Kept     time.Time
	Until    time.Time // the lease ends then
	Turn     Turn
}

// Done is everything that a turn produced. It is committed whole or not at all.
type Done struct {
	Conversation Conversation // the state after the turn's events; Version already counts this turn
	Commands     Commands
	Knowledge    string // version of the knowledge that was read
	Outcome      Outcome
	Parked       string // why the turn was given up and Outcome only apologises; "" when it went well
	Hand         bool   // this process has room to send the messages at once
}

// Committed is what the store adds when it commits.
type Committed struct {
	Conversation Conversation // as stored, with the folio in it
	Next         *Work        // the next turn of the same lane, under the same lease
	Deliveries   []Delivery   // messages that this process may send at once
}

// Fresh is a turn that is not kept yet and what it led to.
type Fresh struct {
	Turn Turn
	Done Done // its Conversation.Version is the place that the turn is to have in its lane
}

// Finished is what became of a Fresh.
type Finished struct {
	Committed
	Err error
}

// Delivery is one message that this process holds under a lease.
type Delivery struct {
	Lane         int64
	Seq          int64
	Fence        int64
	Attempts     int
	Kept         time.Time
	Until        time.Time // the lease ends then
	Conversation string    // whose; also says to which channel and chat a Person's message goes
	Channel      string    // that sends it
	ID           string    // stable and unique: the same for every try
	Replaced     string    // the receipt of the message that this one replaces (Message.Replaces), if one was sent
	Under        string    // the receipt of the card that this belongs under (Message.Under), if one was sent
	Before       string    // the receipt of the message before it in the same chat, if one was sent
	Forget       bool      // the last word to somebody who was erased: it is deleted once it is sent
	Message      Message
}

// Inbox keeps turns and gives them out in order, one at a time a conversation.
type Inbox interface {
	// Put keeps turns. When it returns without an error they are on disk and may be
	// acknowledged. Repeats are dropped. Up to take turns are returned under a lease,
	// to be started at once; the rest is found by Claim. With an error some may have
	// been kept nevertheless: the same turns may be put again.
	Put(ctx context.Context, take int, turns ...Turn) ([]Work, error)
	// Finish keeps turns of several conversations together with what they led to, each
	// in one step. ErrLost means that nothing of it was stored, and that the turn is to
	// be Put: its conversation has gone on or is new, something waits there, or the turn
	// is a repeat. What erases is not for Finish.
	Finish(ctx context.Context, fresh []Fresh) []Finished
	// Claim leases up to n turns that nobody works on.
	Claim(ctx context.Context, n int) ([]Work, error)
	// Load reads a conversation; an unknown one is empty, with its ID.
	Load(ctx context.Context, id string) (Conversation, error)
	// Commit stores what a turn produced. ErrLost means that another process has the lane.
	Commit(ctx context.Context, w Work, d Done) (Committed, error)
	// Retry gives the turn back: not before at, with the reason and w.Attempts kept.
	Retry(ctx context.Context, w Work, at time.Time, reason string) error
	// Renew makes the leases last longer and returns those that still were ours, with
	// their new Until.
	Renew(ctx context.Context, held []Work) ([]Work, error)
	// Release ends the leases, for anybody to claim.
	Release(ctx context.Context, held []Work) error
	// Ring puts the turns whose time has come (Later, not after now) into their lanes
	// and returns, like Put, those to be started at once.
	Ring(ctx context.Context, now time.Time, take int) ([]Work, error)
	// Lease is how long a lease lasts that nobody renews.
	Lease() time.Duration
}

// Outbox gives out messages in order, one at a time a chat.
type Outbox interface {
	// Hold takes or keeps the sender leases of these channels, gives up all others,
	// and returns those that this process has. Only its holder sends for a channel.
	Hold(ctx context.Context, channels []string) ([]string, error)
	// ClaimDeliveries leases up to n messages of these channels that nobody sends.
	ClaimDeliveries(ctx context.Context, channels []string, n int) ([]Delivery, error)
	// Sent marks a delivery as done and returns the chat's next one, if it may go now.
	// The chat's next message that is to Wait is not given out before notBefore.
	Sent(ctx context.Context, d Delivery, receipt string, notBefore time.Time) (*Delivery, error)
	// RetryDelivery keeps the message, and its chat's order, until at, with d.Attempts.
	RetryDelivery(ctx context.Context, d Delivery, at time.Time, reason string) error
	// Park sets a message aside for good, with the reason; the chat goes on with the next.
	Park(ctx context.Context, d Delivery, reason string) (*Delivery, error)
	// Drop sets a message aside that does not fit any more; the chat goes on with the next.
	Drop(ctx context.Context, d Delivery) (*Delivery, error)
	// RenewDeliveries makes the leases last longer and returns those that still were
	// ours, with their new Until.
	RenewDeliveries(ctx context.Context, held []Delivery) ([]Delivery, error)
	// ReleaseDeliveries ends the leases, for anybody to claim.
	ReleaseDeliveries(ctx context.Context, held []Delivery) error
	// Lease is how long a lease lasts that nobody renews.
	Lease() time.Duration
}

// Sender puts a message into a channel. The receipt is the channel's own id for it.
type Sender interface {
	Send(ctx context.Context, d Delivery) (receipt string, err error)
}

// ReceiptMark stands in the messages of an outcome that erases for the number of
// the erasure's receipt. The store puts it in when it commits.
const ReceiptMark = "⟨recibo⟩"

// ErrLost says that the lease was lost: another process has the work, nothing was stored.
var ErrLost = errors.New("the lease was lost")

// RetryAfterError is a channel's demand to wait. All tells that it means the whole
// channel and not only this chat, or the place that it goes to (see Place).
type RetryAfterError struct {
	After time.Duration
	All   bool
}

func (e *RetryAfterError) Error() string { return "asked to wait " + e.After.String() }

// OutageError says that the channel could not be reached, or had a failure of its own.
// That is nobody's fault: no message is given up over it while nothing else goes out.
type OutageError struct{ Err error }

func (e *OutageError) Error() string { return e.Err.Error() }

// Unwrap gives what happened.
func (e *OutageError) Unwrap() error { return e.Err }

// PermanentError is a refusal that no retry will change. Usual tells one that is nobody's
// mistake, such as that of a person who does not want to hear from us.
type PermanentError struct {
	Reason string
	Usual  bool
}

func (e *PermanentError) Error() string { return "refused for good: " + e.Reason }
