package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"pabellon/bot/slack"
	"pabellon/bot/telegram"
	"pabellon/bot/web"
	"pabellon/store"
)

// routes is everything that is served.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /{$}", s.root)
	if s.page != nil {
		mux.Handle(web.Base, s.page)
	}
	if s.telegram != nil {
		mux.Handle("POST "+telegram.HookPath, s.telegram)
	}
	if s.slack != nil {
		for _, path := range []string{slack.EventsPath, slack.InteractionsPath, slack.CommandsPath} {
			mux.Handle("POST "+path, s.slack)
		}
	}
	return mux
}

// maxBodyTime is how long a request may take to arrive.
const maxBodyTime = 20 * time.Second

// limited bounds how long a request's body may take to arrive. Answers may stay open.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil && r.ContentLength != 0 {
			// A writer that knows no deadlines has none to set.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(maxBodyTime))
		}
		next.ServeHTTP(w, r)
	})
}

// root leads to the page, or says what this is.
func (s *server) root(w http.ResponseWriter, r *http.Request) {
	if s.page != nil {
		http.Redirect(w, r, web.Base, http.StatusFound)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "Pabellón. The playground is off (PLAYGROUND). There is /healthz, /readyz and /metrics.")
}

// maxWaiting is the age of the oldest waiting turn from which we are not well:
// people wait for an answer, not for a minute.
const maxWaiting = time.Minute

// readiness is the body of /readyz.
type readiness struct {
	Ready    bool              `json:"ready"`
	Database string            `json:"database"`
	Inbox    inboxState        `json:"inbox"`
	Channels map[string]string `json:"channels"`
	Problems []string          `json:"problems,omitempty"`
}

type inboxState struct {
	Waiting       int     `json:"waiting"`
	OldestSeconds float64 `json:"oldest_seconds"`
}

// readyz tells whether work can be given to this process.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	body := readiness{Ready: true, Database: "ok", Channels: map[string]string{web.Channel: "off"}}
	if s.page != nil {
		body.Channels[web.Channel] = "on"
	}
	s.channelsReady(&body)
	g := s.health.read(r.Context())
	body.Inbox = inboxState{Waiting: g.turns, OldestSeconds: g.oldest.Seconds()}
	switch {
	case !g.ok:
		body.Database = "not answering"
		body.Problems = append(body.Problems, "the database does not answer")
	case g.refusing:
		body.Database = "keeping nothing"
		body.Problems = append(body.Problems, "the database answers, but keeps nothing: the log tells why (a full disk, a lock, missing rights)")
	}
	if g.oldest > maxWaiting {
		body.Problems = append(body.Problems, fmt.Sprintf("the oldest turn has waited for %d s", int(g.oldest.Seconds())))
	}
	status := http.StatusOK
	if len(body.Problems) > 0 {
		body.Ready, status = false, http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may be gone
}

// channelsReady tells how the channels do. One that cannot receive is a problem to be
// told, but no reason to take the process away: others would fare no better.
func (s *server) channelsReady(body *readiness) {
	body.Channels[telegram.Channel] = "off"
	if s.telegram != nil {
		body.Channels[telegram.Channel], _ = s.telegram.State()
	}
	body.Channels[slack.Channel] = "off"
	if s.slack != nil {
		body.Channels[slack.Channel], _ = s.slack.State()
	}
}

// health asks the store how it is, at most once in a while.
type health struct {
	store *store.Store

	mu   sync.Mutex
	at   time.Time
	last gauges
}

// How old an answer may be, and how long one may take.
const (
	healthFresh = time.Second
	healthLimit = 2 * time.Second
)

// gauges is what the metrics ask for.
func (h *health) gauges() gauges { return h.read(context.Background()) }

// read is the newest answer, or a fresh one.
func (h *health) read(ctx context.Context) gauges {
	h.mu.Lock()
	defer h.mu.Unlock()
	if time.Since(h.at) < healthFresh {
		return h.last
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), healthLimit)
	defer cancel()
	h.last = ask(ctx, h.store)
	h.at = time.Now()
	return h.last
}

// ask is one question to the store.
func ask(ctx context.Context, s *store.Store) gauges {
	h, err := s.Health(ctx)
	if err != nil {
		return gauges{}
	}
	return gauges{ok: true, refusing: h.Refusing, turns: h.WaitingTurns, messages: h.WaitingMessages, parked: h.Parked, oldest: h.OldestTurn,
		conversations: h.Conversations, inReview: h.InReview, approved: h.Approved}
}
