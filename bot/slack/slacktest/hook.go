package slacktest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Endpoints are the addresses of an app that is reached by HTTP instead of a socket.
type Endpoints struct {
	Events, Interactions, Commands string
}

// Sending is a request to the app and what it answered.
type Sending struct {
	Kind    string // events_api, interactive, slash_commands, url_verification or forged
	Address string
	Header  http.Header
	Body    []byte
	Status  int // 0 when no answer came
	Answer  []byte
	Type    string // of the answer
	Err     error
	At      time.Time
	noRetry bool
}

// Letter is a request that a test makes itself, with a signature that may be wrong.
type Letter struct {
	Address string
	Type    string // of the body, "" = application/json
	Body    []byte
	Secret  string    // what it is signed with, "" = the right one
	At      time.Time // when it says it was signed, zero = now
	Header  map[string]string
	Kind    string // how it is noted, "" = forged
}

// Deliver makes the server send signed requests from now on, and has the address of the events prove itself. No address
// at all takes it back to sockets.
func (s *Server) Deliver(ctx context.Context, to Endpoints) error {
	s.mu.Lock()
	s.wire.endpoints = &to
	if to == (Endpoints{}) {
		s.wire.endpoints = nil
	}
	s.mu.Unlock()
	if to.Events == "" {
		return nil
	}
	const challenge = "slacktest-3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
	body := payload(map[string]any{"token": "slacktest", "challenge": challenge, "type": "url_verification"})
	got := s.Post(ctx, Letter{Address: to.Events, Body: body, Kind: "url_verification"})
	var said struct{ Challenge string }
	_ = json.Unmarshal(got.Answer, &said)
	switch {
	case got.Err != nil:
		return fmt.Errorf("verify %s: %w", to.Events, got.Err)
	case got.Status != http.StatusOK || said.Challenge != challenge && string(bytes.TrimSpace(got.Answer)) != challenge:
		return fmt.Errorf("verify %s: it answered %d %q, not the challenge", to.Events, got.Status, got.Answer)
	}
	return nil
}

// Sendings are all requests to the app so far.
func (s *Server) Sendings() []Sending {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.wire.sendings)
}

// Sign are the headers of a signed request: https://docs.slack.dev/authentication/verifying-requests-from-slack
func Sign(secret string, body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	h := http.Header{}
	h.Set("X-Slack-Request-Timestamp", stamp)
	h.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return h
}

// Post sends a request that a test makes itself.
func (s *Server) Post(ctx context.Context, l Letter) Sending {
	if l.Secret == "" {
		l.Secret = signingSecret
	}
	if l.At.IsZero() {
		l.At = time.Now()
	}
	if l.Type == "" {
		l.Type = "application/json"
	}
	if l.Kind == "" {
		l.Kind = "forged"
	}
	out := Sending{Kind: l.Kind, Address: l.Address, Body: l.Body, At: time.Now(), Header: Sign(l.Secret, l.Body, l.At)}
	out.Header.Set("Content-Type", l.Type)
	out.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	for name, value := range l.Header {
		out.Header.Set(name, value)
	}
	out.exchange(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wire.sendings = append(s.wire.sendings, out)
	s.wake()
	return out
}

// exchange sends the request and reads the answer. Redirects are not followed.
func (o *Sending) exchange(ctx context.Context) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.Address, bytes.NewReader(o.Body))
	if err != nil {
		o.Err = err
		return
	}
	req.Header = maps.Clone(o.Header)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		o.Err = err
		return
	}
	defer func() { _ = res.Body.Close() }()
	o.Status, o.Type = res.StatusCode, res.Header.Get("Content-Type")
	o.noRetry = res.Header.Get("X-Slack-No-Retry") == "1"
	o.Answer, o.Err = io.ReadAll(res.Body)
}

// runHTTP sends the first try of each event, one after another.
func (s *Server) runHTTP() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case p := <-s.wire.queue:
			s.post(p)
		}
	}
}

// post sends a parcel as a signed request, and once more later when it must.
func (s *Server) post(p *parcel) {
	l := s.letter(p)
	ctx, cancel := context.WithTimeout(s.ctx, s.opts.Ack)
	defer cancel()
	p.sent = time.Now()
	got := s.Post(ctx, l)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() != nil {
		return
	}
	if got.Err == nil && got.Status/100 == 2 {
		answer := got.said(p.kind)
		s.wire.acks = append(s.wire.acks, Ack{Kind: p.kind, Event: p.event, Attempt: p.attempt, Payload: answer, At: time.Now(), After: time.Since(p.sent)})
		s.acknowledged(p, answer)
		return
	}
	if got.noRetry {
		p.attempt = len(s.opts.Retries)
	}
	s.undelivered(p, got.why(), func() { s.goes(func() { s.post(p) }) })
}

// why is Slack's word for what went wrong.
func (o *Sending) why() string {
	switch {
	case errors.Is(o.Err, context.DeadlineExceeded):
		return "http_timeout"
	case o.Err != nil:
		return "connection_failed"
	}
	return "http_error"
}

// said is the answer of the app as JSON, nil for none. A command may be answered with plain text.
func (o *Sending) said(kind string) json.RawMessage {
	text := bytes.TrimSpace(o.Answer)
	switch {
	case len(text) == 0:
		return nil
	case json.Valid(text) && text[0] == '{':
		return text
	case kind == "slash_commands":
		return payload(map[string]any{"text": string(text)})
	}
	return nil
}

// letter is a parcel as a request.
func (s *Server) letter(p *parcel) Letter {
	s.mu.Lock()
	var to Endpoints
	if s.wire.endpoints != nil {
		to = *s.wire.endpoints
	}
	s.mu.Unlock()
	l := Letter{Kind: p.kind, Address: to.Events, Body: payload(p.payload), Header: map[string]string{}}
	if p.attempt > 0 {
		l.Header["X-Slack-Retry-Num"], l.Header["X-Slack-Retry-Reason"] = strconv.Itoa(p.attempt), p.reason
	}
	form := url.Values{}
	switch p.kind {
	case "interactive":
		l.Address = to.Interactions
		form.Set("payload", string(l.Body))
	case "slash_commands":
		l.Address = to.Commands
		fields, _ := p.payload.(map[string]any)
		for name, value := range fields {
			form.Set(name, fmt.Sprint(value))
		}
	default:
		return l
	}
	l.Type, l.Body = "application/x-www-form-urlencoded", []byte(form.Encode())
	return l
}
