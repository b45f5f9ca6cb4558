package slacktest

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"pabellon/bot/fakes"
)

// Options say how a [Server] behaves. The zero value is a fast server that does not check names of arguments.
type Options struct {
	Schema  []byte          // methods by name with their arguments, as JSON; nil: names are not checked
	Scopes  []string        // what the bot may do; nil = those of [UsualScopes]
	Events  []string        // what the app subscribed to; nil = all that its scopes allow
	Delay   time.Duration   // round trip of each call
	Flood   bool            // refuse more than about one chat.postMessage a second in a channel, and what tier 3 refuses
	Ping    time.Duration   // between two PING frames, 0 = 2 s, less = none
	Ack     time.Duration   // how long an acknowledgement is awaited, 0 = 3 s
	Retries []time.Duration // pauses before an event is sent again, nil = at once, 1 min, 5 min
	Trigger time.Duration   // how long a trigger_id lives, 0 = 3 s
	Editing time.Duration   // how long a message may be edited, 0 = for ever
	Page    int             // the most that a page of a list holds, 0 = 1000
	Settle  time.Duration   // how long a file is looked through before blocks may show it, 0 = not at all

	Enterprise string // the grid that the workspace is of, "" = none
}

// The tokens and the secret of the one app that is installed.
const (
	botToken      = "xoxb-slacktest-bot"
	appToken      = "xapp-slacktest-app"
	signingSecret = "slacktest-signing-secret"
)

// Who the app and the workspace are.
const (
	teamID, teamDomain = "T0SLACKTEST", "promexico-prueba"
	appID, botID       = "A0SLACKTEST", "B0SLACKTEST"
	botUser, botName   = "U0BOT", "alta_de_proveedores"
)

// Server is a workspace with one app installed. Its methods may be called from many goroutines.
type Server struct {
	opts   Options
	ln     net.Listener
	http   *http.Server
	table  map[string]method
	schema schema
	stop   context.CancelFunc
	ctx    context.Context
	work   sync.WaitGroup

	mu       sync.Mutex
	watch    fakes.Watch // for those who wait for something to happen
	lastTS   int64       // microseconds
	lastID   int64
	people   []*Profile
	rooms    []*room
	groups   []*Group
	files    []*stored
	screens  map[string]*screen // by who looks at it
	views    map[string]*view
	triggers map[string]*trigger
	replies  map[string]*replyURL
	statuses map[string]Status
	prompts  map[string][]Prompt

	wire  wire // how things are delivered to the app
	calls []*Call
	pings []Ping

	faults    fakes.Script[Fault]
	down      bool
	flood     flood
	impatient []*Call
}

// New starts a server on a free port of 127.0.0.1. The caller closes it.
func New(o Options) (*Server, error) {
	sch, err := readSchema(o.Schema)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the fake Slack: %w", err)
	}
	o.Ack, o.Trigger = cmp.Or(o.Ack, 3*time.Second), cmp.Or(o.Trigger, 3*time.Second)
	o.Ping, o.Page = cmp.Or(o.Ping, 2*time.Second), cmp.Or(o.Page, 1000)
	if o.Scopes == nil {
		o.Scopes = UsualScopes()
	}
	if o.Retries == nil {
		o.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	s := &Server{opts: o, ln: ln, schema: sch, table: methods(), wire: newWire(), flood: newFlood(),
		screens: map[string]*screen{}, views: map[string]*view{}, triggers: map[string]*trigger{}, replies: map[string]*replyURL{},
		statuses: map[string]Status{}, prompts: map[string][]Prompt{}, lastTS: time.Now().UnixMicro()}
	s.people = []*Profile{{ID: botUser, Name: botName, Real: "Alta de proveedores", Bot: true}}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	s.work.Go(func() { _ = s.http.Serve(ln) })
	s.work.Go(s.runHTTP)
	return s, nil
}

// Close ends every call under way and stops the server. A second call does nothing.
func (s *Server) Close() {
	s.mu.Lock()
	s.stop() // under the lock, so that nothing begins after it
	s.mu.Unlock()
	s.DropSockets()
	_ = s.http.Close()
	s.work.Wait()
}

// URL is the root of the Web API, with the slash at its end that slack-go needs.
func (s *Server) URL() string { return s.root() + "/api/" }

func (s *Server) root() string { return "http://" + s.ln.Addr().String() }

// BotToken is the token of the bot, for the Web API.
func (s *Server) BotToken() string { return botToken }

// AppToken is the token of the app, for Socket Mode.
func (s *Server) AppToken() string { return appToken }

// SigningSecret is what requests to the app are signed with.
func (s *Server) SigningSecret() string { return signingSecret }

// Bot is the user id of the bot.
func (s *Server) Bot() string { return botUser }

// Until waits until the condition holds. It is asked at every change, and may call any method of the server.
func (s *Server) Until(ctx context.Context, what string, holds func() bool) error {
	return s.watch.Until(ctx, s.ctx, what, holds)
}

// wake tells everybody who waits that something changed.
func (s *Server) wake() { s.watch.Wake() }

// serve routes calls, uploads, downloads, answers to a response_url, and sockets.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.isDown() {
		fakes.Drop(w)
		return
	}
	switch path := r.URL.Path; {
	case strings.HasPrefix(path, "/api/"):
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.opts.Scopes, ","))
		s.serveCall(w, r, strings.TrimPrefix(path, "/api/"), s.perform)
	case strings.HasPrefix(path, "/upload/"):
		s.serveCall(w, r, "upload", s.takeUpload)
	case strings.HasPrefix(path, "/files-pri/"):
		s.serveCall(w, r, "file", s.giveFile)
	case strings.HasPrefix(path, "/response/"):
		s.serveCall(w, r, "response_url", s.takeReply)
	case path == "/link":
		s.serveSocket(w, r)
	case path == "/signin":
		_, _ = w.Write([]byte("<!DOCTYPE html><html><title>Sign in | Slack</title></html>"))
	default:
		http.NotFound(w, r)
	}
}

// sleep waits, but not longer than the request or the server lives. It tells whether the time has passed.
func (s *Server) sleep(ctx context.Context, d time.Duration) bool { return fakes.Sleep(ctx, s.ctx, d) }
