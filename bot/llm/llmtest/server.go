package llmtest

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"pabellon/bot/fakes"
)

// Options say how a [Server] behaves. The zero value is a fast server like OpenAI's that does not know the schemas.
type Options struct {
	Schema     []byte        // JSON Schemas of the requests below components.schemas; nil: only the rules beside them hold
	Key        string        // "" = "sk-llmtest"
	NoKey      bool          // ask for no key, as a server on one's own machine
	Models     []string      // nil = those of [UsualModels]
	Extra      []string      // arguments of a chat that this server knows beside those of the schema
	Context    int           // tokens that a chat may have, 0 = 128000
	Dimensions int           // of an embedding when the request does not say, 0 = 256
	Delay      time.Duration // before each answer
	Pace       time.Duration // between two pieces of a stream

	NoSchemas bool // an older server: refuse json_schema
	NoJSON    bool // refuse json_object too
	OldTokens bool // know only max_tokens
}

// UsualModels are the models of a server that was not told others.
func UsualModels() []string {
	return []string{"gpt-4o-mini", "gpt-5-mini", "text-embedding-3-small", "whisper-1", "gpt-4o-mini-transcribe"}
}

// Server is a language model server. Its methods may be called from many goroutines.
type Server struct {
	opts   Options
	ln     net.Listener
	http   *http.Server
	schema *contract
	stop   context.CancelFunc
	ctx    context.Context
	work   sync.WaitGroup
	watch  fakes.Watch // for those who wait for something to happen

	mu          sync.Mutex
	calls       []*Call
	impatient   []*Call
	until       map[string]time.Time // when a lane is welcome again
	lastID      int
	open        map[net.Conn]bool
	told        Usage
	rules       []*rule
	answer      func(Request) string
	transcripts func(name string, content []byte) string
	misfits     []Misfit
	faults      fakes.Script[Fault]
	down        bool
}

// New starts a server on a free port of 127.0.0.1. The caller closes it.
func New(o Options) (*Server, error) {
	sch, err := readContract(o.Schema, o.Extra)
	if err != nil {
		return nil, fmt.Errorf("read the schemas: %w", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the fake language model: %w", err)
	}
	o.Key = cmp.Or(o.Key, "sk-llmtest")
	o.Context, o.Dimensions = cmp.Or(o.Context, 128000), cmp.Or(o.Dimensions, 256)
	if o.Models == nil {
		o.Models = UsualModels()
	}
	s := &Server{opts: o, ln: ln, schema: sch, until: map[string]time.Time{}, open: map[net.Conn]bool{}}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second, ConnState: s.count}
	s.work.Go(func() { _ = s.http.Serve(ln) })
	return s, nil
}

// Close ends every call under way and stops the server. A second call does nothing.
func (s *Server) Close() {
	s.stop()
	_ = s.http.Close()
	s.work.Wait()
}

// URL is the root of the API with its version, as a client's base address.
func (s *Server) URL() string { return s.Azure() + "/v1" }

// Azure is the address that stands for an Azure resource: deployments are named like the models.
func (s *Server) Azure() string { return "http://" + s.ln.Addr().String() }

// Key is the one key that is let in.
func (s *Server) Key() string { return s.opts.Key }

// Until waits until the condition holds. It is asked at every change, and may call any method of the server.
func (s *Server) Until(ctx context.Context, what string, holds func() bool) error {
	return s.watch.Until(ctx, s.ctx, what, holds)
}

// Open is how many connections are open now, at work or not.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

// count follows the connections.
func (s *Server) count(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	if state == http.StateClosed || state == http.StateHijacked { // what is hijacked is dropped at once
		delete(s.open, c)
	} else {
		s.open[c] = true
	}
	s.mu.Unlock()
	s.watch.Wake()
}

// knows is whether there is such a model.
func (s *Server) knows(model string) bool { return slices.Contains(s.opts.Models, model) }

// sleep waits, but not longer than the request or the server lives. It tells whether the time has passed.
func (s *Server) sleep(ctx context.Context, d time.Duration) bool { return fakes.Sleep(ctx, s.ctx, d) }
