package slack_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// byHTTP is a desk that Slack reaches by signed HTTP.
func byHTTP(t *testing.T, change ...func(*slack.Options, *slacktest.Options)) *desk {
	t.Helper()
	d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Secret = "x" })
	o := slack.Options{BotToken: d.fake.BotToken(), Secret: d.fake.SigningSecret(), API: d.fake.URL(), Desk: deskID, Words: words}
	for _, f := range change {
		f(&o, nil)
	}
	var err error
	if d.slack, err = slack.New(d.backend, o); err != nil {
		t.Fatal(err)
	}
	here := httptest.NewServer(d.slack)
	t.Cleanup(here.Close)
	must(t, d.fake.Deliver(t.Context(), slacktest.Endpoints{Events: here.URL + slack.EventsPath, Interactions: here.URL + slack.InteractionsPath, Commands: here.URL + slack.CommandsPath}))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { d.slack.Run(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	return d
}

func TestWhatSomebodyWritesToTheBotIsTheirTurn(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			ts, err := d.ana.Direct("¿cuánto cuesta la membresía? <a> & b")
			must(t, err)
			d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
			got := d.backend.all()[0]
			if got.Conversation != "slack:U0ANA" || got.Text != "¿cuánto cuesta la membresía? <a> & b" || got.Actor != (bot.Actor{Kind: bot.Owner, ID: "U0ANA"}) {
				t.Errorf("%+v", got)
			}
			must(t, d.ana.Edit(d.ana.DM(), ts, "¿cuánto cuesta?"))
			d.until("the correction is kept", func() bool { return len(d.backend.all()) == 2 })
			if again := d.backend.all()[1]; again.Edit != got.ID || again.Text != "¿cuánto cuesta?" || again.ID == got.ID {
				t.Errorf("%+v", again)
			}
			m := bot.Message{To: bot.Person, Text: "Hola 👋", For: got.ID, Buttons: []bot.Button{{Label: "Aplicar", Payload: "1:apply"}}}
			_, err = d.slack.Send(t.Context(), bot.Delivery{ID: "m-2", Conversation: "slack:U0ANA", Message: m})
			must(t, err)
			thread := d.fake.Channel(d.ana.DM()).Thread(ts)
			if len(thread) != 2 || thread[1].Words() != "Hola 👋\nAplicar" && thread[1].Text != "Hola 👋" {
				t.Fatalf("%+v", thread)
			}
			must(t, d.ana.Click(d.ana.DM(), thread[1].TS, "Aplicar"))
			d.until("the button is kept", func() bool { return len(d.backend.all()) == 3 })
			if pressed := d.backend.all()[2]; pressed.Button != "1:apply" || pressed.Conversation != "slack:U0ANA" || pressed.Actor.Kind != bot.Owner ||
				pressed.About == nil || !strings.HasSuffix(pressed.About.Receipt, thread[1].TS) {
				t.Errorf("%+v", pressed)
			}
			d.clean()
		})
	}
}

func TestAFileThatSomebodySendsIsOpened(t *testing.T) {
	d := open(t, nil).run()
	_, _, err := d.ana.Upload(d.ana.DM(), "", "constancia.pdf", []byte("%PDF-1.7 hola"), "mi constancia")
	must(t, err)
	d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
	got := d.backend.all()[0]
	if got.File == nil || got.File.Name != "constancia.pdf" || got.File.Size != 13 || got.Text != "mi constancia" {
		t.Fatalf("%+v", got)
	}
	content, err := d.slack.OpenFile(t.Context(), *got.File)
	must(t, err)
	if b, err := io.ReadAll(content); string(b) != "%PDF-1.7 hola" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := d.slack.OpenFile(t.Context(), bot.File{Path: got.File.Path, Size: bot.MaxFile + 1}); !errors.Is(err, bot.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	d.clean()
}

func TestTheThreadOfACardIsInternal(t *testing.T) {
	d := open(t, nil).run()
	ts := d.posted()
	_, err := d.laura.Reply(deskID, ts, "esta señora siempre llega tarde")
	must(t, err)
	_, err = d.laura.Write(deskID, "¿quién la toma?")
	must(t, err)
	_, err = d.ana.Direct("hola")
	must(t, err)
	d.until("what was written to the bot is kept", func() bool { return len(d.backend.all()) >= 1 })
	if all := d.backend.all(); len(all) != 1 || all[0].Text != "hola" {
		t.Errorf("%+v", all)
	}
}

func TestAnEventThatCouldNotBeKeptComesAgainAndIsKeptOnce(t *testing.T) {
	d := open(t, func(_ *slack.Options, f *slacktest.Options) {
		f.Ack, f.Retries = 100*time.Millisecond, []time.Duration{0, 0, 0}
	}).run()
	d.backend.mu.Lock()
	d.backend.fails = 2
	d.backend.mu.Unlock()
	_, err := d.ana.Direct("hola")
	must(t, err)
	d.until("it is kept at last", func() bool { return len(d.backend.all()) == 1 })
	must(t, d.fake.Settled(t.Context()))
	if n := len(d.backend.all()); n != 1 {
		t.Errorf("kept %d times", n)
	}
}

func TestWhatOnePersonWritesStaysInOrder(t *testing.T) {
	d := open(t, nil).run()
	for i := range 40 {
		_, err := d.ana.Direct(fmt.Sprint(i))
		must(t, err)
	}
	d.until("all is kept", func() bool { return len(d.backend.all()) == 40 })
	for i, turn := range d.backend.all() {
		if turn.Text != fmt.Sprint(i) {
			t.Fatalf("at place %d stands %q", i, turn.Text)
		}
	}
}

func TestTheSocketGoesOnAfterTrouble(t *testing.T) {
	d := open(t, nil).run()
	d.fake.Poison(`{"type":"events_api","envelope_id":"poison-1","payload":{"type":"event_callback","event":{"type":"message","channel_type":"im","blocks":7}}}`)
	d.fake.DropSockets()
	d.until("the socket is opened anew", func() bool { return d.fake.Opened() >= 2 && d.fake.Sockets() >= 1 })
	_, err := d.ana.Direct("hola")
	must(t, err)
	d.until("it is heard", func() bool { return len(d.backend.all()) == 1 })
	must(t, d.fake.Settled(t.Context()))
}

func TestACallThatSlackHasNotSignedIsRefused(t *testing.T) {
	d := byHTTP(t)
	body := []byte(`{"type":"event_callback","event":{"type":"message","channel_type":"im","user":"U0ANA","ts":"1.1","channel":"D1","text":"hola"}}`)
	for name, h := range map[string]http.Header{
		"another secret": slacktest.Sign("guess", body, time.Now()),
		"an hour old":    slacktest.Sign(d.fake.SigningSecret(), body, time.Now().Add(-time.Hour)),
		"none":           {},
		"another body":   slacktest.Sign(d.fake.SigningSecret(), []byte("{}"), time.Now()),
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, slack.EventsPath, strings.NewReader(string(body)))
		for k := range h {
			r.Header.Set(k, h.Get(k))
		}
		if d.slack.ServeHTTP(w, r); w.Code != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
}

func TestADatabaseThatIsDownAsksSlackToComeBack(t *testing.T) {
	d := byHTTP(t)
	d.backend.fails = 1
	body := []byte(`{"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel_type":"im","user":"U0ANA","ts":"1.1","channel":"D1","text":"hola"}}`)
	for _, want := range []int{http.StatusServiceUnavailable, http.StatusOK} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, slack.EventsPath, strings.NewReader(string(body)))
		for k, v := range slacktest.Sign(d.fake.SigningSecret(), body, time.Now()) {
			r.Header[k] = v
		}
		if d.slack.ServeHTTP(w, r); w.Code != want {
			t.Errorf("%d, not %d", w.Code, want)
		}
	}
	if n := len(d.backend.all()); n != 1 {
		t.Errorf("%d turns", n)
	}
}

func TestASlackThatIsNotThereDoesNotStopTheStart(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	addr := l.Addr().String()
	must(t, l.Close())
	s, err := slack.New(&backend{}, slack.Options{BotToken: "xoxb-1", AppToken: "xapp-1", API: "http://" + addr + "/api/"})
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	s.Run(ctx)
	if words, ok := s.State(); ok {
		t.Errorf("%q", words)
	}
}
