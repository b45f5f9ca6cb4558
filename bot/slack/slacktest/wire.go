package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// parcel is one thing that is delivered to the app.
type parcel struct {
	kind    string // events_api, interactive or slash_commands
	payload any
	event   string                       // event_id, "" for acts of people
	attempt int                          // how often it was sent before
	reason  string                       // why it is sent again
	poison  bool                         // sent again until it is acknowledged
	answer  func(answer json.RawMessage) // what the acknowledgement does; the lock is held
	failed  func(why string)             // what a person sees when there is none; the lock is held
	sent    time.Time
}

// Ack is an acknowledgement of the app: of an envelope, or a 2xx of a signed request.
type Ack struct {
	Envelope string
	Kind     string // events_api, interactive or slash_commands
	Event    string // event_id
	Attempt  int
	Payload  json.RawMessage
	At       time.Time
	After    time.Duration // since it was sent
	Late     bool          // after the time that Slack waits
	Dropped  bool          // 20 KB or more, which Slack drops without a word
	Unknown  bool          // of an envelope that there never was
}

// wire is how things are delivered to the app.
type wire struct {
	sockets []*socket
	opened  int // sockets so far
	turn    int
	tickets map[string]bool
	open    map[string]*parcel // envelopes that wait for their acknowledgement
	past    map[string]*parcel // envelopes whose time is over
	waiting []*parcel          // events while there is no socket
	under   int                // parcels under way
	acks    []Ack
	lost    []string

	endpoints *Endpoints
	queue     chan *parcel // first tries of events, one after another
	sendings  []Sending
}

func newWire() wire {
	return wire{tickets: map[string]bool{}, open: map[string]*parcel{}, past: map[string]*parcel{}, queue: make(chan *parcel, 10_000)}
}

// Acks are all acknowledgements so far.
func (s *Server) Acks() []Ack {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.wire.acks)
}

// Lost are the event_ids of the events that Slack gave up.
func (s *Server) Lost() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.wire.lost)
}

// Pending is how many things are on their way to the app: events, acts of people and what waits to be sent again.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wire.under
}

// Settled waits until nothing is on its way to the app: all is acknowledged, or given up.
func (s *Server) Settled(ctx context.Context) error {
	err := s.Until(ctx, "everything is acknowledged", func() bool { return s.Pending() == 0 })
	if err != nil {
		return fmt.Errorf("%w; %d things are on their way", err, s.Pending())
	}
	return nil
}

// emit sends something to the app. The lock is held.
func (s *Server) emit(p *parcel) {
	s.wire.under++
	s.wake()
	if s.wire.endpoints == nil {
		s.dispatch(p)
		return
	}
	if p.event != "" {
		s.wire.queue <- p
		return
	}
	s.goes(func() { s.post(p) })
}

// goes runs something beside, unless the server is closed. The lock is held.
func (s *Server) goes(what func()) {
	if s.ctx.Err() == nil {
		s.work.Go(what)
	}
}

// later runs something with the lock held, after a while.
func (s *Server) later(d time.Duration, what func()) {
	time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.ctx.Err() == nil {
			what()
		}
	})
}

// acknowledged ends a parcel. The lock is held.
func (s *Server) acknowledged(p *parcel, answer json.RawMessage) {
	s.wire.under--
	if p.answer != nil {
		p.answer(answer)
	}
	s.wake()
}

// undelivered sends an event again, and tells a person that their act came to nothing. The lock is held.
func (s *Server) undelivered(p *parcel, why string, again func()) {
	switch {
	case p.event == "" && !p.poison:
		s.wire.under--
		if p.failed != nil {
			p.failed(why)
		}
	case !p.poison && p.attempt >= len(s.opts.Retries):
		s.wire.under--
		s.wire.lost = append(s.wire.lost, p.event)
	default:
		pause := time.Duration(0)
		if !p.poison {
			pause = s.opts.Retries[p.attempt]
		}
		p.attempt, p.reason = p.attempt+1, why
		s.later(pause, again)
	}
	s.wake()
}

// eventScopes are what an event needs beside being subscribed to; those that are not here need nothing.
var eventScopes = map[string]string{"message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history",
	"app_mention": "app_mentions:read", "reaction_added": "reactions:read", "reaction_removed": "reactions:read", "file_shared": "files:read"}

// subscribed is whether the app gets an event.
func (s *Server) subscribed(name string) bool {
	need := eventScopes[name]
	return (s.opts.Events == nil || slices.Contains(s.opts.Events, name)) && (need == "" || s.has(need))
}

// event sends an event to the app, if it is subscribed to. The lock is held.
func (s *Server) event(name string, inner map[string]any) string {
	if !s.subscribed(name) {
		return ""
	}
	id := s.nextID("Ev")
	outer := map[string]any{"token": "slacktest", "team_id": teamID, "context_team_id": teamID, "api_app_id": appID, "type": "event_callback",
		"event": inner, "event_id": id, "event_time": time.Now().Unix(), "is_ext_shared_channel": false, "event_context": "4-slacktest-" + id,
		"authorizations": []any{map[string]any{"enterprise_id": nil, "team_id": teamID, "user_id": botUser, "is_bot": true,
			"is_enterprise_install": false}}}
	s.emit(&parcel{kind: "events_api", payload: json.RawMessage(payload(outer)), event: id})
	return id
}

// tell sends a message event, if the bot may see the conversation. The lock is held.
func (s *Server) tell(r *room, e map[string]any) {
	if r.has(botUser) {
		name := map[string]string{"im": "im", "group": "groups", "channel": "channels"}[r.eventKind()]
		s.event("message."+name, e)
	}
}

// Emit sends any event to the app, such as {"type":"app_uninstalled"}, and returns its event_id, "" when the app is not
// subscribed to it.
func (s *Server) Emit(event map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, _ := event["type"].(string)
	return s.event(name, event)
}
