package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// Where Slack calls us, behind PUBLIC_URL.
const (
	EventsPath       = "/slack/events"
	InteractionsPath = "/slack/interactions"
	CommandsPath     = "/slack/commands"
)

// What the calls may be, and when Slack is asked to come back.
const (
	maxCall  = 1 << 20 // bytes
	comeBack = 2 * time.Second
)

// ServeHTTP takes one signed call: 200 once everything is on disk, 503 when it cannot be
// kept. What cannot be read is 200 too: it would never be better.
func (s *Slack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.o.AppToken != "" || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	body, ok := s.signed(w, r)
	if !ok {
		return
	}
	c, err := s.read(r, body)
	if err != nil {
		s.log.Error("a call is passed over", "path", r.URL.Path, "error", err)
		return
	}
	if challenge := challengeOf(c); challenge != "" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, challenge)
		return
	}
	done, err := s.take(r.Context(), c)
	switch {
	case errors.Is(err, errPoison):
		s.log.Error("a call is passed over", "kind", c.kind, "error", err)
	case err != nil:
		s.log.Error("a call cannot be kept; Slack is asked to come back", "kind", c.kind, "error", err)
		w.Header().Set("Retry-After", strconv.Itoa(int(comeBack/time.Second)))
		http.Error(w, "not kept; come back", http.StatusServiceUnavailable)
	default:
		acknowledge(w, done)
		if done.after != nil {
			done.after(context.WithoutCancel(r.Context()))
		}
	}
}

// acknowledge answers a call. Slack waits for nothing that is done after it: the answer has
// its end, and the connection, on which the next call would wait, is not used again.
func acknowledge(w http.ResponseWriter, done taken) {
	var body []byte
	if done.answer != nil {
		body, _ = json.Marshal(done.answer) // of the library's own types
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if done.after != nil {
		w.Header().Set("Connection", "close")
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body)
	_ = http.NewResponseController(w).Flush()
}

// signed reads the body once, and tells whether Slack has signed it within the last five
// minutes.
func (s *Slack) signed(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if err != nil {
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	v, err := slack.NewSecretsVerifier(r.Header, s.o.Secret)
	if err == nil {
		_, _ = v.Write(body)
		err = v.Ensure()
	}
	if err != nil {
		http.Error(w, "this is not Slack", http.StatusUnauthorized)
		return nil, false
	}
	return body, true
}

// read tells which call a request is.
func (s *Slack) read(r *http.Request, body []byte) (call, error) {
	r.Body, r.URL.RawQuery = io.NopCloser(bytes.NewReader(body)), "" // only what was signed counts
	switch r.URL.Path {
	case EventsPath:
		return call{eventsCall, body}, nil
	case InteractionsPath:
		if err := r.ParseForm(); err != nil {
			return call{}, err
		}
		return call{interactiveCall, json.RawMessage(r.PostForm.Get("payload"))}, nil
	}
	c, err := slack.SlashCommandParse(r)
	if err != nil {
		return call{}, err
	}
	fields, err := json.Marshal(c) // as the socket brings it
	return call{slashCall, fields}, err
}

// challengeOf is what Slack wants back when the address is set in the app's settings.
func challengeOf(c call) string {
	var e struct{ Type, Challenge string }
	if c.kind != eventsCall || json.Unmarshal(c.body, &e) != nil || e.Type != "url_verification" {
		return ""
	}
	return e.Challenge
}
