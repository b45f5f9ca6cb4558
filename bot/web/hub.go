package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// A page that is this many events behind is cut off; it comes back and reads again.
const streamBuffer = 64

// heartbeat keeps proxies from closing a quiet stream.
const heartbeat = 15 * time.Second

type event struct {
	name string
	data []byte
}

// hub gives events to the open streams. It never waits for one of them.
type hub struct {
	mu      sync.Mutex
	max     int
	closed  bool
	seq     int64
	streams map[*stream]bool
}

type stream struct {
	conversation string
	events       chan numbered // closed when the stream is cut off
}

type numbered struct {
	id int64
	event
}

func newHub(most int) *hub { return &hub{max: most, streams: map[*stream]bool{}} }

// open adds a stream; nil when there are too many.
func (h *hub) open(conversation string) *stream {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || len(h.streams) >= h.max {
		return nil
	}
	s := &stream{conversation: conversation, events: make(chan numbered, streamBuffer)}
	h.streams[s] = true
	return s
}

// drop cuts a stream off; again is harmless.
func (h *hub) drop(s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cut(s)
}

func (h *hub) cut(s *stream) {
	if h.streams[s] {
		delete(h.streams, s)
		close(s.events)
	}
}

// send gives e to the streams of a conversation, or to all when it is empty.
func (h *hub) send(conversation string, e event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	for s := range h.streams {
		if conversation != "" && s.conversation != conversation {
			continue
		}
		select {
		case s.events <- numbered{h.seq, e}:
		default:
			h.cut(s)
		}
	}
}

// watched tells whether a page shows the conversation; any page when it is empty.
func (h *hub) watched(conversation string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.streams {
		if conversation == "" || s.conversation == conversation {
			return true
		}
	}
	return false
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for s := range h.streams {
		h.cut(s)
	}
}

// events is the stream of one page: message, card and state. What was missed while it
// was closed is not repeated here: the page reads the room and the desk when it opens.
func (w *Web) events(rw http.ResponseWriter, r *http.Request) {
	conversation, ok := chatOf(r)
	if !ok {
		fail(rw, http.StatusBadRequest, badChat)
		return
	}
	s := w.hub.open(conversation)
	if s == nil {
		rw.Header().Set("Retry-After", "5")
		fail(rw, http.StatusServiceUnavailable, "too many open pages")
		return
	}
	defer w.hub.drop(s)
	rw.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Accel-Buffering", "no")
	out := &eventWriter{rw: rw, control: http.NewResponseController(rw)}
	if out.write("retry: 1500\nevent: state\ndata: %s\n\n", w.stateJSON()) != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			err = out.write(": here\n\n")
		case e, open := <-s.events:
			if !open {
				return
			}
			err = out.write("id: %s\nevent: %s\ndata: %s\n\n", strconv.FormatInt(e.id, 10), e.name, e.data)
		}
		if err != nil {
			return
		}
	}
}

// eventWriter writes to a stream and does not wait long for its reader.
type eventWriter struct {
	rw      http.ResponseWriter
	control *http.ResponseController
}

func (o *eventWriter) write(format string, args ...any) error {
	// A writer that knows no deadlines has none to set.
	_ = o.control.SetWriteDeadline(time.Now().Add(10 * time.Second))
	if _, err := fmt.Fprintf(o.rw, format, args...); err != nil {
		return err
	}
	return o.control.Flush()
}

func (w *Web) stateJSON() []byte {
	b, _ := json.Marshal(map[string]string{"now": stamp(w.backend.Now())})
	return b
}
