package telegram

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"pabellon/bot"
)

// Channel is the name of this channel in turns and deliveries.
const Channel = "telegram"

// Backend is what the channel needs from the program; the command joins it.
type Backend interface {
	// Accept keeps turns. When it returns nil they are on disk, and only then are they
	// acknowledged. Repeats are no error.
	Accept(ctx context.Context, turns ...bot.Turn) error
	// Leads tells whether this process is the one that polls: it sends for the channel.
	Leads() bool
	// Now is the product's clock.
	Now() time.Time
}

// Options set the channel up.
type Options struct {
	Token  string // from @BotFather
	API    string // base of the Bot API and its files; "" is https://api.telegram.org
	Hook   string // where Telegram reaches us, for a webhook; "" polls
	Secret string // that Telegram shows with each call of the webhook
	Words  Words
	Log    *slog.Logger // slog.Default() if nil
}

// Words is what the channel itself says, by language, "es" and "en".
type Words map[string]Phrases

// Phrases are the words of one language.
type Phrases struct {
	Name        string    // of the bot, at most 64 characters
	About       string    // in its profile, at most 120
	Description string    // in an empty chat, at most 512
	Commands    []Command // of its menu
	Group       string    // to a group, before it is left
	Phone       string    // in the empty field below the button that shares a phone
	bot.Citing
}

// Command is one of the menu.
type Command struct {
	Name string // 1 to 32 of a-z, 0-9 and _
	Does string // at most 256 characters
}

// Telegram is the channel. It is a bot.Sender, and Run receives.
type Telegram struct {
	backend Backend
	o       Options
	log     *slog.Logger
	api     *client
	errands *errands
	chats   chats
	state   state
	flood   flood

	leaving sync.Mutex // of groups, one after the other

	mu     sync.Mutex
	partly map[string][]string // by message: the receipts of its parts that went out
}

// usualAPI is Telegram's own server (https://core.telegram.org/bots/api#making-requests).
const usualAPI = "https://api.telegram.org"

// New makes the channel. It calls nobody: Telegram may be down when the program starts.
func New(b Backend, o Options) (*Telegram, error) {
	if o.API == "" {
		o.API = usualAPI
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	api, err := newClient(o.Token, strings.TrimRight(o.API, "/"))
	if err != nil {
		return nil, err
	}
	t := &Telegram{backend: b, o: o, log: o.Log, api: api, partly: map[string][]string{}}
	t.errands = newErrands(o.Log)
	t.chats.init()
	t.state.set("starting")
	return t, nil
}

// Run receives until ctx ends.
func (t *Telegram) Run(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	received := make(chan struct{})
	defer close(received)
	running.Go(func() { t.errands.run(ctx, received) })
	running.Go(func() { t.introduce(ctx) })
	if t.o.Hook != "" {
		t.hook(ctx)
	} else {
		t.poll(ctx)
	}
}

// State tells in a few words how receiving goes, for /readyz: "polling", "webhook",
// "another process polls", or what is wrong. Ok is false when nothing can be received.
func (t *Telegram) State() (words string, ok bool) { return t.state.get() }

// OpenFile opens a file that somebody sent.
func (t *Telegram) OpenFile(ctx context.Context, f bot.File) (io.ReadCloser, error) {
	return t.api.open(ctx, f.Path, bot.MaxFile)
}

// accept keeps what was received and then runs its errands.
func (t *Telegram) accept(ctx context.Context, all []received) error {
	var turns []bot.Turn
	for _, r := range all {
		if r.turn != nil {
			turns = append(turns, *r.turn)
		}
	}
	if len(turns) > 0 {
		if err := t.backend.Accept(ctx, turns...); err != nil {
			return err
		}
	}
	for _, r := range all {
		if r.newest != 0 {
			t.chats.saw(r.turn.Conversation, r.newest)
		}
		t.run(r)
	}
	return nil
}
