package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/telegram"
	"pabellon/bot/web"
	"pabellon/knowledge"
)

// serveCommand runs every channel that is configured.
type serveCommand struct {
	options
}

func (*serveCommand) Example() string {
	return "pabellon serve\nDATABASE_URL=postgres://pabellon@localhost/pabellon PLAYGROUND=off pabellon serve --http-addr :8080"
}

// How long stopping may take: requests, and everything.
const (
	stopHTTP = time.Second
	stopAll  = 4500 * time.Millisecond
)

// server is serve at work.
type server struct {
	config   config
	program  *program
	log      *slog.Logger
	library  atomic.Pointer[knowledge.Library]
	shelf    *shelf // the folder that library came from; nil for the one inside the program
	office   *office
	page     *web.Web           // nil when the playground is off
	telegram *telegram.Telegram // nil when there is no token
	slack    *slack.Slack       // nil when there is no token
	metrics  *metrics
	health   *health
	http     *http.Server

	receiving sync.WaitGroup // the channels that poll
}

// Run serves until ctx ends.
func (c *serveCommand) Run(ctx context.Context, p *program) error {
	s := &server{config: c.options.read(p.found), program: p, log: p.logger(c.options.secrets()...)}
	library, shelf, err := p.shelved()
	if err != nil {
		return err
	}
	s.library.Store(library)
	s.shelf = shelf
	for _, warning := range s.config.warnings {
		s.log.Warn(warning)
	}
	listener, err := listen(ctx, s.config.httpAddr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if err := s.open(ctx); err != nil {
		return err
	}
	return errors.Join(s.serve(ctx, listener), s.close())
}

// listen takes the address, or says who may have it.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("listen on %s: another program has that port; stop it, or choose another with HTTP_ADDR, such as 127.0.0.1:8081", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("listen on %s: not allowed; choose a port from 1024 on with HTTP_ADDR", addr)
	case err != nil:
		return nil, fmt.Errorf("listen on %s: %w; HTTP_ADDR must be an address of this machine", addr, err)
	}
	return l, nil
}

// open joins the parts and sets the engine to work.
func (s *server) open(ctx context.Context) error {
	clerk, err := newClerk(s.config.programme, s.library.Load)
	if err != nil {
		return err
	}
	s.health = &health{}
	s.metrics = newMetrics(s.health.gauges)
	room := &playground{server: s}
	senders, open, staff := map[string]bot.Sender{}, map[string]opener{}, "" // without a channel, what staff are told is only kept
	if s.config.page {
		staff = web.Channel
		senders[web.Channel] = sendTo(func() bot.Sender { return s.page })
		open[web.Channel] = func(ctx context.Context, f bot.File) (io.ReadCloser, error) { return s.page.OpenFile(ctx, f) }
	}
	if s.config.telegram.token != "" {
		senders[telegram.Channel] = sendTo(func() bot.Sender { return s.telegram })
		open[telegram.Channel] = s.openTelegramFile
	}
	if s.config.slack.bot != "" {
		senders[slack.Channel] = sendTo(func() bot.Sender { return s.slack })
		open[slack.Channel] = func(ctx context.Context, f bot.File) (io.ReadCloser, error) { return s.slack.OpenFile(ctx, f) }
		if s.config.slack.desk != "" {
			staff = slack.Channel
		}
	}
	s.office, err = openOffice(ctx, officePlan{database: s.config.database, staff: staff, tell: staff == slack.Channel, // the page reads it from the store
		senders: senders, open: open, model: s.model(), typing: s.showTyping, observe: s.observe, log: s.log}, clerk)
	if err != nil {
		return err
	}
	s.health.store = s.office.store
	if s.config.telegram.token != "" {
		if err := s.openTelegram(ctx); err != nil {
			return errors.Join(err, s.office.close())
		}
	}
	if s.config.slack.bot != "" {
		if err := s.openSlack(); err != nil {
			return errors.Join(err, s.office.close())
		}
	}
	if s.config.page {
		s.page = web.New(room, s.pageOptions(clerk))
	}
	s.office.start(ctx)
	if staff == "" {
		return nil // nobody would hear
	}
	if err := s.office.openDesk(ctx); err != nil {
		return errors.Join(fmt.Errorf("begin the desk: %w", err), s.office.close())
	}
	return nil
}

// model is how the language model was configured, with the metrics that hear of it.
func (s *server) model() modelPlan {
	p := s.config.model
	p.options.Tell = s.metrics.asked
	return p
}

// sendTo is a sender that is made after the office that it sends for.
type sendTo func() bot.Sender

// Send hands the message on.
func (f sendTo) Send(ctx context.Context, d bot.Delivery) (string, error) { return f().Send(ctx, d) }

// serve answers HTTP until ctx ends.
func (s *server) serve(ctx context.Context, l net.Listener) error {
	s.http = &http.Server{
		Handler:           limited(s.routes()),
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute, // no ReadTimeout, which would end event streams: see limited
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(l) }()
	go (&sweeper{store: s.office.store, clock: s.office.clock, keep: s.config.keep, log: s.log}).run(ctx)
	go newWatcher(s.shelf, &s.library, s.log, s.knowledgeChanged).run(ctx)
	if s.telegram != nil {
		s.receiving.Go(func() { s.telegram.Run(ctx) })
	}
	if s.slack != nil {
		s.receiving.Go(func() { s.slack.Run(ctx) })
	}
	s.ready(l.Addr())
	select {
	case <-ctx.Done():
		s.log.Info("stopping; what is in hand is finished first")
		return nil
	case err := <-failed:
		return fmt.Errorf("serve HTTP: %w", err)
	}
}

// knowledgeChanged has the page show the articles that are live now.
func (s *server) knowledgeChanged() {
	if s.page != nil {
		s.page.Changed()
	}
	giveMemoryBack()
}

// gcPercent is by how much the heap may outgrow what is live before it is collected. Go's
// own 100 costs 6 % more CPU flat out, and takes 10 MB less.
const gcPercent = 200

// collectLess sets that, unless the operator has set GOGC (https://go.dev/doc/gc-guide).
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}

// giveMemoryBack frees what reading the articles and migrating took, which is more than
// what is kept. A pool gives up its buffers at the second collection.
func giveMemoryBack() {
	runtime.GC()
	debug.FreeOSMemory()
	forgetStart()
}

// ready prints the address, the only line on stdout.
func (s *server) ready(addr net.Addr) {
	where := "http://" + reachable(addr.String()) + "/"
	if s.page != nil {
		where += web.Base[1:]
	}
	fmt.Fprintln(s.program.out, "Pabellón está listo:", where)
	collectLess()
	giveMemoryBack()
	s.log.Info("ready; Ctrl-C stops", "address", addr.String(), "version", version, "articles", len(s.library.Load().Articles()))
	if s.page != nil && !local(s.config.httpAddr) {
		s.log.Warn("the playground has no login: whoever reaches this address reads every candidate and acts as staff; "+
			"let only this machine reach it (HTTP_ADDR=127.0.0.1:8080), or set PLAYGROUND=off", "address", addr.String())
	}
	if s.page == nil && s.telegram == nil && s.slack == nil {
		s.log.Warn("no channel is running: PLAYGROUND is off, and neither TELEGRAM_TOKEN nor SLACK_BOT_TOKEN is set")
	}
}

// close stops within five seconds. What is not finished by then is kept, and carried
// out at the next start.
func (s *server) close() error {
	closed := make(chan error, 1)
	go func() { closed <- s.finish() }()
	select {
	case err := <-closed:
		return err
	case <-time.After(stopAll):
		s.log.Warn("not everything could be finished in time; it is kept, and done at the next start")
		return nil
	}
}

// finish stops taking requests, lets the engine finish and closes the store.
func (s *server) finish() error {
	if s.page != nil {
		s.page.Close()
	}
	if s.http != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopHTTP)
		defer cancel()
		if s.http.Shutdown(ctx) != nil {
			_ = s.http.Close() // who did not end in time is cut off
		}
	}
	s.receiving.Wait()
	if err := s.office.close(); err != nil {
		return err
	}
	s.log.Info("stopped")
	return nil
}
