package telegramtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"pabellon/bot/fakes"
)

// Options say how a [Server] behaves. The zero value is a fast server that does not check names of parameters.
type Options struct {
	Token       string        // "" = a usual one of the right shape
	Bot         string        // username of the bot, "" = "pabellon_bot"
	Schema      []byte        // the Bot API as JSON; nil: names and types of parameters are not checked
	Delay       time.Duration // round trip of each call
	Start       int64         // first update id, 0 = 1000
	Flood       bool          // refuse more than about one message a second in a chat, or 30 in all
	ReadsGroups bool          // the bot's privacy mode is off: it sees all that is written in groups
}

// Server is a Bot API server with one bot. Its methods may be called from many goroutines.
type Server struct {
	opts   Options
	me     User
	ln     net.Listener
	http   *http.Server
	table  map[string]method
	schema *schema
	stop   context.CancelFunc
	ctx    context.Context
	work   sync.WaitGroup

	mu      sync.Mutex
	watch   fakes.Watch // for those who wait for something to happen
	lastMsg int64
	chats   map[int64]*chat
	order   []*message // every message by the order of its id
	files   map[string]*stored
	lastID  int64 // of files, queries and the like
	queries map[string]*query
	profile map[string]string // name, descriptions and commands, by method, language and scope

	queue   queue
	poll    *poller
	lastAsk ask
	hook    hook

	calls     []*Call
	impatient []*Call
	faults    fakes.Script[Fault]
	down      bool
	flood     flood
}

// New starts a server on a free port of 127.0.0.1. The caller closes it.
func New(o Options) (*Server, error) {
	if o.Token == "" {
		o.Token = "123456789:AAtelegramtest_0123456789-abcdefghi"
	}
	if o.Bot == "" {
		o.Bot = "pabellon_bot"
	}
	if o.Start == 0 {
		o.Start = 1000
	}
	sch, err := readSchema(o.Schema)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the fake Telegram: %w", err)
	}
	s := &Server{opts: o, ln: ln, schema: sch, chats: map[int64]*chat{},
		files: map[string]*stored{}, queries: map[string]*query{}, profile: map[string]string{},
		queue: queue{next: o.Start, allowed: usualUpdates()}, flood: newFlood()}
	s.me = User{ID: 123456789, IsBot: true, FirstName: "Pabellón", Username: o.Bot}
	s.table = methods()
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	s.work.Go(func() { _ = s.http.Serve(ln) })
	s.work.Go(s.runHook)
	return s, nil
}

// Close ends every call under way and stops the server. A second call does nothing.
func (s *Server) Close() {
	s.stop()
	_ = s.http.Close()
	s.work.Wait()
}

// URL is the root of the server, without a slash: calls go to URL/bot<token>/<method>.
func (s *Server) URL() string { return "http://" + s.ln.Addr().String() }

// Token is the only token that the server takes.
func (s *Server) Token() string { return s.opts.Token }

// Until waits until the condition holds. It is asked at every change, and may call any method of the server.
func (s *Server) Until(ctx context.Context, what string, holds func() bool) error {
	return s.watch.Until(ctx, s.ctx, what, holds)
}

// wake tells everybody who waits that something changed.
func (s *Server) wake() { s.watch.Wake() }

// serve routes /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.isDown() {
		fakes.Drop(w)
		return
	}
	path, isFile := strings.CutPrefix(r.URL.Path, "/file")
	rest, ok := strings.CutPrefix(path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	name = strings.TrimPrefix(name, "test/")
	switch {
	case !ok || !found || name == "":
		refuse(w, &refusal{status: 404, text: "Not Found"})
	case !strings.Contains(token, ":"):
		refuse(w, &refusal{status: 401, text: "Unauthorized: invalid token specified"})
	case token != s.opts.Token:
		refuse(w, &refusal{status: 401, text: "Unauthorized"})
	case isFile:
		s.serveFile(w, r, name)
	default:
		s.serveCall(w, r, name)
	}
}

// sleep waits, but not longer than the request or the server lives. It tells whether the time has passed.
func (s *Server) sleep(ctx context.Context, d time.Duration) bool { return fakes.Sleep(ctx, s.ctx, d) }
