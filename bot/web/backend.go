package web

import (
	"context"
	"errors"
	"time"

	"pabellon/bot"
)

// Backend is what the page needs from the program; the command joins it.
// It hands out the nouns as they are kept; how they look is decided here.
type Backend interface {
	// Accept keeps a turn. When it returns nil the turn is on disk, and only then
	// does the page hear 202. A repeat is no error.
	Accept(ctx context.Context, t bot.Turn) error
	// Resolve finds the conversation of a folio; ErrUnknown when there is none.
	Resolve(ctx context.Context, application string) (conversation string, err error)
	// Room reads one conversation and its history. One that nobody knows is empty.
	Room(ctx context.Context, conversation string) (Room, error)
	// Desk reads what staff were told, oldest first, superseded messages included.
	Desk(ctx context.Context) ([]Post, error)
	// DataFile makes a file, bot.DataFileText or bot.DataFileJSON, with everything that
	// is kept about the person of a conversation.
	DataFile(ctx context.Context, conversation, name string) ([]byte, error)
	// Document reads a document that an owner gave; ErrUnknown when there is none.
	Document(ctx context.Context, conversation, hash string) (bot.Document, []byte, error)
	// Articles reads the knowledge as it is live, in any order.
	Articles(ctx context.Context) ([]Article, error)
	// Programme tells where the programme stands.
	Programme(ctx context.Context) (Programme, error)
	// Now is the playground's clock.
	Now() time.Time
	// Advance moves the clock on; what is due by then is carried out, now or soon.
	Advance(ctx context.Context, d time.Duration) error
	// Erase forgets a conversation and what the desk shows of it.
	Erase(ctx context.Context, conversation string) error
}

// ErrUnknown says that there is no such folio, or no such document.
var ErrUnknown = errors.New("not known")

// Room is a conversation with its history.
type Room struct {
	Conversation bot.Conversation // the state now; its zero value before the first turn
	Records      []Record         // oldest first; the last 200 or so are enough
}

// Record is one turn and all that came of it.
type Record struct {
	Turn      bot.Turn
	Waiting   bool          // kept, but not carried out yet: the rest is empty
	Commands  bot.Commands  // what was understood
	Knowledge string        // version of the knowledge that was read
	Model     string        // the language model that took part; "" is none
	Took      time.Duration // from kept to committed; 0 is not known
	Events    []bot.Event
	Messages  []Said // to the owner and to staff, in order
}

// Said is a message and what became of it.
type Said struct {
	ID      string // the same as Delivery.ID
	At      time.Time
	Message bot.Message
	Sent    bool   // it reached its channel
	Failed  string // set aside for good: the reason
}

// Post is a message to staff.
type Post struct {
	Conversation string // whose it is
	Said
}

// Article is a piece of knowledge in all its languages.
type Article struct {
	ID       string
	Titles   map[string]string // by language
	Sources  int
	Reviewed string // YYYY-MM-DD or ""
	ReviewBy string // YYYY-MM-DD or ""
	Stopped  bool   // an admin took it out of use
}

// Programme is where the programme stands.
type Programme struct {
	Organisation string // ORG_NAME
	Target       int    // 100
	Before       int    // approved before the bot began
	AsOf         string // YYYY-MM of Before, or ""
	Here         int    // approved in this database
	InReview     int    // sent and not decided
}
