package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// Channel is the name of this channel in turns and deliveries.
const Channel = "slack"

// Backend is what the channel needs from the program; the command joins it.
type Backend interface {
	// Accept keeps turns. When it returns nil they are on disk, and only then are they
	// acknowledged. Repeats are no error.
	Accept(ctx context.Context, turns ...bot.Turn) error
	// Candidate is the card of a conversation as it is now, for staff. Its Lang is the
	// owner's.
	Candidate(ctx context.Context, conversation string) (bot.Message, error)
	// Group is what a conversation waits for together with those that belong with it; place
	// is the Replaces of its card, or only its beginning (bot.GapPlace, bot.OverduePlace), and
	// then it is not said where the cards stand. When the conversation waits no more it is
	// who is shown with its card still; nobody is on it when all is answered.
	Group(ctx context.Context, conversation, place string) (Group, error)
	// Shares is one of those whose card stands in a message that shows several of them;
	// empty when nobody's does.
	Shares(ctx context.Context, receipt string) (Standing, error)
	// Overview is how the programme stands now, and what happened in the last seven days.
	// It is asked every few seconds at most.
	Overview(ctx context.Context) (bot.Overview, error)
	// Carded is the conversation whose card for staff stands at a receipt; "" when none does.
	Carded(ctx context.Context, receipt string) (conversation string, err error)
	// Wrote is what staff wrote to the owner of a conversation, by its number; "" when it
	// cannot be changed any more.
	Wrote(ctx context.Context, conversation string, n int) (string, error)
	// Suggest is a text that staff may begin from when they write to the owner of a
	// conversation by an act; "" when there is none now. It is asked only where
	// Words.Suggest has words.
	Suggest(ctx context.Context, conversation, action string) (string, error)
	// Document is the bytes of a file of a conversation.
	Document(ctx context.Context, conversation, hash string) ([]byte, error)
	// Now is the product's clock.
	Now() time.Time
	Inquiries
}

// Options set the channel up.
type Options struct {
	BotToken string // xoxb-…
	AppToken string // xapp-…, for Socket Mode; "" takes signed HTTP
	Secret   string // that Slack signs HTTP with
	API      string // base of the methods; "" is Slack's own
	Desk     string // id of the channel for staff; "" is none
	Roles    Roles
	Words    Words
	Log      *slog.Logger // slog.Default() if nil
	Client   *http.Client // for Examine, to look at our own address; http.DefaultClient if nil
}

// Slack is the channel. It is a bot.Sender, and Run receives.
type Slack struct {
	backend Backend
	o       Options
	log     *slog.Logger
	api     *slack.Client
	people  people
	state   state
	groups  groups
	homes   homes
	charts  charts
	memory  memory
	lacking lacking
	answers chan struct{} // a place for each inquiry that is answered now
	patient time.Duration // see suggestTime
}

// callTime is how long one call may take.
const callTime = 20 * time.Second

// New makes the channel. It calls nobody: Slack may be down when the program starts.
func New(b Backend, o Options) (*Slack, error) {
	if o.AppToken == "" && o.Secret == "" {
		return nil, errors.New("slack: neither an app token for Socket Mode nor a signing secret for HTTP")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &Slack{backend: b, o: o, log: o.Log, api: newClient(o), answers: make(chan struct{}, mostAnswers), patient: suggestTime}
	s.people.init(s.api, o.Desk, o.Roles)
	s.homes.init()
	s.state.set("starting", false)
	return s, nil
}

// newClient makes the library's client, with a patience that it has not by itself.
func newClient(o Options, more ...slack.Option) *slack.Client {
	settings := []slack.Option{slack.OptionHTTPClient(&http.Client{Timeout: callTime}), slack.OptionAppLevelToken(o.AppToken)}
	if o.API != "" {
		settings = append(settings, slack.OptionAPIURL(o.API))
	}
	return slack.New(o.BotToken, append(settings, more...)...)
}

// Run receives until ctx ends. By HTTP there is nothing to do: calls come to the handlers.
func (s *Slack) Run(ctx context.Context) {
	var homes sync.WaitGroup
	homes.Go(func() { s.keepHomes(ctx) })
	defer homes.Wait()
	if s.o.AppToken != "" {
		s.socket(ctx)
		return
	}
	s.state.set("http", true)
	<-ctx.Done()
}

// State tells in a few words how receiving goes, for /readyz. Ok is false when nothing can
// be received.
func (s *Slack) State() (words string, ok bool) { return s.state.get() }

// state is how receiving goes.
type state struct {
	mu    sync.Mutex
	words string
	ok    bool
}

func (s *state) set(words string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.words, s.ok = words, ok
}

func (s *state) get() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.words, s.ok
}
