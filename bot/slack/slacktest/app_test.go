package slacktest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// app is an app on slack-go's Socket Mode. What it does with each event is said by do; nil acknowledges everything.
type app struct {
	bench
	sm *socketmode.Client
	mu sync.Mutex
	do func(ev socketmode.Event)
	in []socketmode.Event
}

func (b bench) listening(options ...socketmode.Option) *app {
	b.Helper()
	a := &app{bench: b, sm: socketmode.New(b.api, options...)}
	ctx, cancel := context.WithCancel(b.Context())
	var done sync.WaitGroup
	done.Go(func() { _ = a.sm.RunContext(ctx) })
	done.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case ev := <-a.sm.Events:
				a.take(ev)
			}
		}
	})
	b.Cleanup(func() { cancel(); done.Wait() })
	a.got(socketmode.EventTypeHello, 1)
	return a
}

func (a *app) take(ev socketmode.Event) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.in = append(a.in, ev)
	switch {
	case a.do != nil:
		a.do(ev)
	case ev.Request != nil && ev.Request.EnvelopeID != "":
		_ = a.sm.Ack(*ev.Request)
	}
}

// on says what the app does from now on.
func (a *app) on(do func(ev socketmode.Event)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.do = do
}

// events are those of one type so far.
func (a *app) events(kind socketmode.EventType) []socketmode.Event {
	a.mu.Lock()
	defer a.mu.Unlock()
	var list []socketmode.Event
	for _, ev := range a.in {
		if ev.Type == kind {
			list = append(list, ev)
		}
	}
	return list
}

// got waits until there were n events of a type, and returns them.
func (a *app) got(kind socketmode.EventType, n int) []socketmode.Event {
	a.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for len(a.events(kind)) < n {
		if time.Now().After(deadline) {
			a.Fatalf("%d events of type %s, want %d", len(a.events(kind)), kind, n)
		}
		time.Sleep(5 * time.Millisecond)
	}
	return a.events(kind)
}

func quick(o *Options) { o.Ack, o.Retries = 150*time.Millisecond, []time.Duration{0, 0, 0} }

func inner[T any](t *testing.T, ev socketmode.Event) T {
	t.Helper()
	outer, ok := ev.Data.(slackevents.EventsAPIEvent)
	if !ok {
		t.Fatalf("it is %T", ev.Data)
	}
	v, ok := outer.InnerEvent.Data.(T)
	if !ok {
		t.Fatalf("inside is %T", outer.InnerEvent.Data)
	}
	return v
}

// callback is the newest interaction that the app got.
func (a *app) callback(n int) slack.InteractionCallback {
	a.Helper()
	cb, ok := a.got(socketmode.EventTypeInteractive, n)[n-1].Data.(slack.InteractionCallback)
	if !ok {
		a.Fatal("it is not an interaction")
	}
	return cb
}
