package slacktest

import (
	"encoding/json"
	"time"
)

// Sockets is how many connections the app has now.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.wire.sockets)
}

// Opened is how many connections the app has had so far.
func (s *Server) Opened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wire.opened
}

// DropSockets cuts all connections without a word.
func (s *Server) DropSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.wire.sockets {
		_ = k.conn.Close()
		k.leave = true
	}
}

// Deaf lets the sockets that there are look alive and deliver nothing, or ends that. New ones are well.
func (s *Server) Deaf(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.wire.sockets {
		k.deaf = yes
	}
}

// Disconnect tells all sockets to go: "refresh_requested" and "link_disabled" are followed by the end of the connection,
// "warning" comes some seconds before it.
func (s *Server) Disconnect(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.wire.sockets {
		s.sendOff(k, reason)
	}
}

// sendOff tells one socket to go. The lock is held.
func (s *Server) sendOff(k *socket, reason string) {
	k.send(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": host}})
	if reason == "warning" {
		return
	}
	k.leave = true
	s.later(100*time.Millisecond, func() {
		select {
		case k.out <- nil:
		default:
			_ = k.conn.Close()
		}
	})
}

// poison is an event that slack-go v0.35.0 cannot read: an element whose type is a number.
const poison = `{"type":"event_callback","event_id":"EvPOISON","event":{"type":"message","blocks":[{"type":"input","element":{"type":42}}]}}`

// Poison sends an event whose payload the app's library cannot read, "" for one that slack-go cannot. It comes again
// until it is acknowledged, each time in another envelope.
func (s *Server) Poison(payload string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if payload == "" {
		payload = poison
	}
	s.emit(&parcel{kind: "events_api", payload: json.RawMessage(payload), poison: true})
}
