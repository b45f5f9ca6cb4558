package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/fakes"
	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

// backend keeps turns as the store does: a repeat is dropped.
type backend struct {
	mu    sync.Mutex
	turns []bot.Turn   // each once, in the order in which they came
	tries [][]bot.Turn // every call, those that failed too
	fails int          // how many more calls fail
	waits bool         // another process leads
}

// noon is the product's clock.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

var errDisk = errors.New("the disk is full")

func (b *backend) Accept(_ context.Context, turns ...bot.Turn) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tries = append(b.tries, slices.Clone(turns))
	if b.fails > 0 {
		b.fails--
		return errDisk
	}
	for _, t := range turns {
		if !slices.ContainsFunc(b.turns, func(o bot.Turn) bool { return o.ID == t.ID && o.Channel == t.Channel }) {
			b.turns = append(b.turns, t)
		}
	}
	return nil
}

func (b *backend) Leads() bool    { b.mu.Lock(); defer b.mu.Unlock(); return !b.waits }
func (b *backend) Now() time.Time { return noon }

// set changes what the backend does.
func (b *backend) set(change func(*backend)) { b.mu.Lock(); defer b.mu.Unlock(); change(b) }

// all are the turns that were kept.
func (b *backend) all() []bot.Turn { b.mu.Lock(); defer b.mu.Unlock(); return slices.Clone(b.turns) }

// calls are the turns of each call.
func (b *backend) calls() [][]bot.Turn {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.tries)
}

// journal is a log to read in.
type journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.Write(p)
}
func (j *journal) String() string { j.mu.Lock(); defer j.mu.Unlock(); return j.all.String() }

// count is how often the log says something.
func (j *journal) count(words string) int { return strings.Count(j.String(), words) }

// world is a Telegram of ours over a fake one.
type world struct {
	testing.TB
	*telegram.Telegram
	server  *telegramtest.Server
	backend *backend
	log     *journal
	stop    func()                       // returns when Run has
	may     func(telegramtest.Call) bool // refusals that the test is about
	sent    int
}

// phrases are what the channel says by itself in these tests.
func phrases() telegram.Words {
	months := strings.Fields("ene feb mar abr may jun jul ago sep oct nov dic")
	english := strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
	return telegram.Words{
		"es": {Name: "Pabellón", About: "Apoyo a exportadores", Description: "Te ayudo con tu solicitud.",
			Commands: []telegram.Command{{Name: "inicio", Does: "Empezar"}, {Name: "privacy", Does: "Privacidad"}},
			Group:    "Solo atiendo en privado.", Phone: "Toca el botón", Citing: bot.Citing{Source: "Fuente", Reviewed: "revisado", Months: months}},
		"en": {Name: "Pavilion", About: "Help for exporters", Description: "I help you to apply.",
			Commands: []telegram.Command{{Name: "inicio", Does: "Begin"}, {Name: "privacy", Does: "Privacy"}},
			Group:    "I only talk in private.", Phone: "Press the button", Citing: bot.Citing{Source: "Source", Reviewed: "reviewed", Months: english}},
	}
}

// fake starts a fake Telegram that knows the Bot API, where its schema is at hand.
func fake(t testing.TB) *telegramtest.Server {
	t.Helper()
	schema, err := os.ReadFile(fakes.ContractPath(t, "telegram/bot_api_10.1.json"))
	if err != nil {
		if os.Getenv("PABELLON_REQUIRE") == "1" {
			t.Fatalf("required: %v", err)
		}
		t.Logf("parameters are not compared with the Bot API: %v", err)
	}
	s, err := telegramtest.New(telegramtest.Options{Schema: schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// join makes a Telegram over a fake one, and does not run it.
func join(t *testing.T, s *telegramtest.Server, b *backend, options ...func(*telegram.Options)) *world {
	t.Helper()
	w := &world{TB: t, server: s, backend: b, log: &journal{}, stop: func() {}, may: func(telegramtest.Call) bool { return false }}
	o := telegram.Options{Token: s.Token(), API: s.URL(), Words: phrases(),
		Log: debug(w.log)}
	for _, change := range options {
		change(&o)
	}
	var err error
	if w.Telegram, err = telegram.New(b, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.end)
	return w
}

// run lets it receive until the test ends, or stop is called.
func (w *world) run() *world {
	ctx, cancel := context.WithCancel(context.Background()) // the test's own ends before its cleanups
	done := make(chan struct{})
	go func() { defer close(done); w.Run(ctx) }()
	w.stop = func() { cancel(); <-done }
	return w
}

// start runs a Telegram over a fake one.
func start(t *testing.T, options ...func(*telegram.Options)) *world {
	t.Helper()
	w := join(t, fake(t), &backend{}, options...).run()
	w.until("it polls", w.server.Polling)
	return w
}

// end looks whether Telegram had to refuse anything, or a button still spins.
func (w *world) end() {
	if !w.Failed() {
		w.until("every press is answered", func() bool { return len(w.server.Unanswered()) == 0 })
	}
	w.stop()
	for _, c := range w.server.Refused() {
		if !w.may(c) {
			w.Errorf("Telegram refused %s: %d %s; it had %.400s", c.Method, c.Status, c.Description, fmt.Sprint(c.Params))
		}
	}
	if w.Failed() {
		w.Logf("log:\n%s", w.log)
	}
}

// until waits until something holds.
func (w *world) until(what string, holds func() bool) {
	w.Helper()
	for end := time.Now().Add(15 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			w.Fatalf("waited until %s, in vain; log:\n%s", what, w.log)
		}
	}
}

// turns waits until n turns were kept, and gives all.
func (w *world) turns(n int) []bot.Turn {
	w.Helper()
	w.until(fmt.Sprint(n, " turns are kept"), func() bool { return len(w.backend.all()) >= n })
	return w.backend.all()
}

// upTo waits until the last turn that was kept says these words, and gives all.
func (w *world) upTo(words string) []bot.Turn {
	w.Helper()
	w.until("the turn "+words+" is kept", func() bool {
		all := w.backend.all()
		return len(all) > 0 && all[len(all)-1].Text == words
	})
	return w.backend.all()
}
