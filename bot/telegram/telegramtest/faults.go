package telegramtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"pabellon/bot/fakes"
)

// BadGateway is the page that a proxy of Telegram answers with when there is nothing behind it.
const BadGateway = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n" +
	"<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"

// Fault is something that goes wrong by script. With none of Status, Body, RetryAfter, Drop, DropAfter and Truncate the
// call is carried out, after the delay.
type Fault struct {
	Method     string // "" = any; "file" = downloads
	Chat       int64  // 0 = any
	Times      int    // 0 = once, less = for ever
	Status     int    // 0 = 200, or 429 with RetryAfter
	Header     map[string]string
	Body       string // "" = Telegram's words for the status
	RetryAfter int    // seconds; 429 in the header and the body
	Delay      time.Duration
	Drop       bool   // close the connection without carrying the call out
	DropAfter  bool   // carry it out, then close the connection
	Truncate   bool   // carry it out, then answer with half of the JSON
	Then       *Fault // takes its place when it is used up
}

var errDropped = errors.New("dropped by script")

// Fail plans a fault. Faults are tried in the order in which they were planned.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.Plan(f, f.Times)
}

// Heal forgets all faults that are planned.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.Clear()
}

// Down lets every connection be dropped without an answer, those that wait too, or ends that.
func (s *Server) Down(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = yes
	s.wake()
}

func (s *Server) isDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

// fault is the fault that meets a call, nil for none. A 429 is remembered, to see whether the bot waits.
func (s *Server) fault(c *Call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.faults.Next(func(f Fault) bool {
		return (f.Method == "" || f.Method == c.Method) && (f.Chat == 0 || strconv.FormatInt(f.Chat, 10) == c.Params["chat_id"])
	},
		func(f Fault) (*Fault, int) {
			if f.Then == nil {
				return nil, 0
			}
			return f.Then, f.Then.Times
		})
	if f == nil {
		return nil
	}
	if f.RetryAfter > 0 {
		s.flood.until[c.lane()] = time.Now().Add(time.Duration(f.RetryAfter) * time.Second)
	}
	return f
}

// stops is whether the call is not carried out.
func (f *Fault) stops() bool {
	return f != nil && (f.Drop || !f.DropAfter && !f.Truncate && (f.Status != 0 || f.Body != "" || f.RetryAfter != 0))
}

// serveFault answers by script a call that is not carried out.
func (s *Server) serveFault(w http.ResponseWriter, c *Call, f *Fault) {
	if f.Drop {
		s.note(c, 0, errDropped.Error(), true)
		fakes.Drop(w)
		return
	}
	status := f.Status
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		status = cmp.Or(status, http.StatusTooManyRequests)
	}
	body := cmp.Or(f.Body, statusWords(cmp.Or(status, http.StatusOK), f.RetryAfter))
	kind := "application/json"
	if body[0] == '<' {
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind)
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	s.note(c, cmp.Or(status, http.StatusOK), body, true)
	w.WriteHeader(cmp.Or(status, http.StatusOK))
	_, _ = w.Write([]byte(body))
}

// statusWords are what Telegram says with a status.
func statusWords(status, retry int) string {
	if status == http.StatusBadGateway {
		return BadGateway
	}
	text := http.StatusText(status)
	answer := map[string]any{"ok": false, "error_code": status, "description": text}
	if status == http.StatusTooManyRequests {
		retry = max(retry, 1)
		answer["description"] = text + ": retry after " + strconv.Itoa(retry)
		answer["parameters"] = map[string]int{"retry_after": retry}
	}
	raw, err := json.Marshal(answer)
	if err != nil {
		return text
	}
	return string(raw)
}

// spoil drops or cuts the answer to a call that was carried out. It says whether it did.
func (s *Server) spoil(w http.ResponseWriter, c *Call, f *Fault, result any) bool {
	switch {
	case f == nil:
		return false
	case f.DropAfter:
		s.note(c, 0, errDropped.Error(), true)
		fakes.Drop(w)
	case f.Truncate:
		s.note(c, http.StatusOK, "truncated by script", true)
		whole := bytes.TrimSpace(payload(map[string]any{"ok": true, "result": result}))
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(whole[:len(whole)/2])
	default:
		return false
	}
	return true
}
