package web

import (
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
)

// Base is the path under which the playground lives.
const Base = "/playground/"

// Options set the page up. The zero value works.
type Options struct {
	// Hosts are the names under which the page may be asked for, with or without a
	// port; others are refused, so that a foreign site cannot reach a loopback address
	// by a name of its own (DNS rebinding). Empty means any.
	Hosts []string
	// Staff are those in whose name the desk may act; the first is chosen at first.
	Staff []bot.Actor
	// Fields are the questions of the form in their order: what progress counts, and
	// the words for each field.
	Fields []Field
	// Threshold is the score above which a passage is an answer; 0 hides it.
	Threshold float64
	// Zone is the IANA time zone in which times are shown.
	Zone string
	// MaxStreams limits the open event streams; 0 means 200.
	MaxStreams int
	// Logger takes what goes wrong; nil means slog.Default().
	Logger *slog.Logger
}

// Field is a question of the form.
type Field struct {
	ID string `json:"id"`
	ES string `json:"es"`
	EN string `json:"en"`
}

// Web is the playground. It is an http.Handler for everything under Base and a
// bot.Sender for the channel "web".
type Web struct {
	backend Backend
	options Options
	log     *slog.Logger
	hub     *hub
	uploads uploads
	handler http.Handler
}

// Channel is the name of this channel in turns and deliveries.
const Channel = "web"

// New makes the playground over a backend.
func New(b Backend, o Options) *Web {
	if o.MaxStreams == 0 {
		o.MaxStreams = 200
	}
	if o.Zone == "" {
		o.Zone = "America/Mexico_City"
	}
	if len(o.Staff) == 0 {
		o.Staff = []bot.Actor{{ID: "laura", Name: "Laura Mora"}, {ID: "diego", Name: "Diego Vela"}}
	}
	w := &Web{backend: b, options: o, log: o.Logger, hub: newHub(o.MaxStreams)}
	if w.log == nil {
		w.log = slog.Default()
	}
	w.handler = w.guard(http.NewCrossOriginProtection().Handler(w.routes()))
	return w
}

// ServeHTTP serves the page, its files, its API and its events.
func (w *Web) ServeHTTP(rw http.ResponseWriter, r *http.Request) { w.handler.ServeHTTP(rw, r) }

// Close ends the open event streams, so that a server can shut down.
func (w *Web) Close() { w.hub.close() }

// Changed tells the open pages that something beside messages has changed: the clock,
// the knowledge, the programme. They read again what they show.
func (w *Web) Changed() { w.hub.send("", event{name: "state", data: w.stateJSON()}) }

func (w *Web) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Base+"{file...}", w.asset)
	mux.HandleFunc("GET "+Base+"events", w.events)
	mux.HandleFunc("GET "+Base+"api/start", w.getStart)
	mux.HandleFunc("GET "+Base+"api/room", w.getRoom)
	mux.HandleFunc("GET "+Base+"api/desk", w.getDesk)
	mux.HandleFunc("GET "+Base+"api/thread", w.getThread)
	mux.HandleFunc("GET "+Base+"api/behind", w.getBehind)
	mux.HandleFunc("GET "+Base+"api/articles", w.getArticles)
	mux.HandleFunc("GET "+Base+"api/programme", w.getProgramme)
	mux.HandleFunc("GET "+Base+"api/data", w.getData)
	mux.HandleFunc("GET "+Base+"api/document", w.getDocument)
	mux.HandleFunc("POST "+Base+"api/upload", w.postUpload)
	mux.HandleFunc("POST "+Base+"api/turns", w.postTurn)
	mux.HandleFunc("POST "+Base+"api/staff", w.postStaff)
	mux.HandleFunc("POST "+Base+"api/clock", w.postClock)
	mux.HandleFunc("POST "+Base+"api/reset", w.postReset)
	return mux
}

// guard refuses foreign hosts and sets the headers that every answer has.
func (w *Web) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if !w.knownHost(r.Host) {
			fail(rw, http.StatusMisdirectedRequest, "this address does not serve that host")
			return
		}
		next.ServeHTTP(rw, r)
	})
}

func (w *Web) knownHost(host string) bool {
	if len(w.options.Hosts) == 0 {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	return slices.ContainsFunc(w.options.Hosts, func(known string) bool {
		return strings.EqualFold(known, host) || strings.EqualFold(strings.Trim(known, "[]"), name)
	})
}

// stamp is how times travel to the page: empty when there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}
