package slacktest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// maxSockets is how many connections an app may have: slackapi/node-slack-sdk#1654. An answer of 20 KB or more is
// dropped by Slack without a word (slack-go, socketmode.SendCtx).
const (
	maxSockets = 10
	maxAnswer  = 20 * 1024
)

// socket is a connection of the app. What is to be written waits in out.
type socket struct {
	conn  *websocket.Conn
	out   chan []byte
	gone  chan struct{}
	deaf  bool // looks alive and delivers nothing
	leave bool // was told to go, and gets no more
}

// connectionsOpen gives the address of a socket, which is good for one connection.
func connectionsOpen(s *Server, _ *request) (reply, error) {
	ticket := strings.ToLower(s.nextID("ticket"))
	s.wire.tickets[ticket] = true
	return reply{"url": "ws" + strings.TrimPrefix(s.root(), "http") + "/link?ticket=" + ticket + "&app_id=" + appID}, nil
}

// serveSocket is a connection from its beginning to its end.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	known := s.wire.tickets[ticket]
	delete(s.wire.tickets, ticket)
	s.mu.Unlock()
	if !known {
		http.Error(w, "slacktest: ask apps.connections.open for an address; each is good for one connection", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	k := &socket{conn: conn, out: make(chan []byte, 4096), gone: make(chan struct{})}
	if !s.connected(k) {
		_ = conn.Close()
		return
	}
	s.listen(k)
	s.disconnected(k)
}

// connected says hello on a new socket and sends what waited for one.
func (s *Server) connected(k *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() != nil {
		return false
	}
	s.wire.opened++
	s.wire.sockets = append(s.wire.sockets, k)
	s.work.Go(func() { s.writeOut(k) })
	if len(s.wire.sockets) > maxSockets {
		s.sendOff(k, "too_many_websockets")
		return true
	}
	k.send(map[string]any{"type": "hello", "num_connections": len(s.wire.sockets), "connection_info": map[string]any{"app_id": appID},
		"debug_info": map[string]any{"host": host, "build_number": 10, "approximate_connection_time": 18060}})
	waiting := s.wire.waiting
	s.wire.waiting = nil
	for _, p := range waiting {
		s.dispatch(p)
	}
	s.wake()
	return true
}

const host = "applink-slacktest"

// send queues a message. One that has no room is lost, as on a socket that nobody reads.
func (k *socket) send(message map[string]any) {
	select {
	case k.out <- payload(message):
	default:
	}
}

// writeOut writes what is queued, and a PING from time to time.
func (s *Server) writeOut(k *socket) {
	defer func() { _ = k.conn.Close() }()
	pings := make(<-chan time.Time)
	if s.opts.Ping > 0 {
		t := time.NewTicker(s.opts.Ping)
		defer t.Stop()
		pings = t.C
		_ = k.conn.WriteControl(websocket.PingMessage, []byte("hello"), time.Now().Add(time.Second))
	}
	for {
		select {
		case <-k.gone:
			return
		case <-s.ctx.Done():
			return
		case <-pings:
			if k.conn.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(time.Second)) != nil {
				return
			}
		case message := <-k.out:
			if message == nil || k.conn.WriteMessage(websocket.TextMessage, message) != nil {
				return
			}
		}
	}
}

// listen reads acknowledgements until the connection ends.
func (s *Server) listen(k *socket) {
	for {
		_, raw, err := k.conn.ReadMessage()
		if err != nil {
			return
		}
		s.heard(raw)
	}
}

func (s *Server) disconnected(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(k.gone)
	_ = k.conn.Close()
	s.wire.sockets = slices.DeleteFunc(s.wire.sockets, func(other *socket) bool { return other == k })
	s.wake()
}

// dispatch sends a parcel in an envelope of its own. Events wait for a socket; people do not. The lock is held.
func (s *Server) dispatch(p *parcel) {
	live := slices.DeleteFunc(slices.Clone(s.wire.sockets), func(k *socket) bool { return k.leave })
	if len(live) == 0 {
		if p.event == "" && !p.poison {
			s.undelivered(p, "dispatch_failed", nil)
			return
		}
		s.wire.waiting = append(s.wire.waiting, p)
		return
	}
	s.wire.turn++
	k := live[s.wire.turn%len(live)]
	envelope := strings.ToLower(s.nextID("envelope-"))
	s.wire.open[envelope] = p
	p.sent = time.Now()
	message := map[string]any{"type": p.kind, "envelope_id": envelope, "payload": p.payload, "accepts_response_payload": p.kind != "events_api"}
	if p.kind == "events_api" {
		message["retry_attempt"], message["retry_reason"] = p.attempt, p.reason
	}
	if !k.deaf {
		k.send(message)
	}
	s.later(s.opts.Ack, func() { s.overdue(envelope, p) })
}

// overdue ends the wait for an acknowledgement. The lock is held.
func (s *Server) overdue(envelope string, p *parcel) {
	if s.wire.open[envelope] != p {
		return
	}
	delete(s.wire.open, envelope)
	s.wire.past[envelope] = p
	why := "timeout"
	if p.event == "" {
		why = "operation_timeout"
	}
	s.undelivered(p, why, func() { s.dispatch(p) })
}

// heard takes an acknowledgement.
func (s *Server) heard(raw []byte) {
	var said struct {
		Envelope string `json:"envelope_id"`
		Payload  json.RawMessage
	}
	if json.Unmarshal(raw, &said) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p, open := s.wire.open[said.Envelope]
	past := s.wire.past[said.Envelope]
	a := Ack{Envelope: said.Envelope, Payload: said.Payload, At: time.Now(), Dropped: len(raw) >= maxAnswer, Late: past != nil,
		Unknown: !open && past == nil}
	if about := p; open || past != nil {
		if !open {
			about = past
		}
		a.Kind, a.Event, a.Attempt, a.After = about.kind, about.event, about.attempt, a.At.Sub(about.sent)
	}
	s.wire.acks = append(s.wire.acks, a)
	if open && !a.Dropped {
		delete(s.wire.open, said.Envelope)
		s.acknowledged(p, said.Payload)
	}
	s.wake()
}
