package slacktest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"pabellon/bot/fakes"
)

// Fault is something that goes wrong by script. With none of Status, Body, RetryAfter, Drop, DropAfter, Truncate and
// NoTS the call is carried out, after the delay.
type Fault struct {
	Method     string // "" = any; "file", "upload" and "response_url" are what is not the Web API
	Channel    string // "" = any
	Times      int    // 0 = once, less = for ever
	Status     int    // 0 = 200, or 429 with RetryAfter
	Header     map[string]string
	Body       string
	RetryAfter int // seconds; 429 with the header
	Delay      time.Duration
	Drop       bool   // close the connection without carrying the call out
	DropAfter  bool   // carry it out, then close the connection
	Truncate   bool   // carry it out, then answer with half of the JSON
	NoTS       bool   // carry it out, then answer with an empty ts
	Then       *Fault // takes its place when it is used up
}

// named are faults that were measured or described, beside those that are only one of Slack's words.
var named = map[string]Fault{
	"429":           {RetryAfter: 2, Body: `{"ok":false,"error":"ratelimited"}`},
	"429_no_header": {Status: 429, Body: `{"ok":false,"error":"ratelimited"}`},
	"invalid_blocks": {Body: `{"ok":false,"error":"invalid_blocks","errors":["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],` +
		`"response_metadata":{"messages":["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]}}`},
	"missing_scope": {Body: `{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read"}`},
	"message_truncated": {Body: `{"ok":true,"channel":"C1","ts":"1.1","warning":"message_truncated",` +
		`"response_metadata":{"warnings":["message_truncated"]}}`},
	"503_html":  {Status: 503, Body: "<html><body>Service Unavailable</body></html>"},
	"truncated": {Body: `{"ok":true,"chan`},
	"no_error":  {Body: `{"ok":false}`}, // slack-go takes it for success
	"nothing":   {Body: `{}`},
}

// Named is a fault by its name: one of those above, or any of Slack's words for an error, such as "is_archived".
func Named(name string) Fault {
	if f, ok := named[name]; ok {
		return f
	}
	return Fault{Body: string(payload(map[string]any{"ok": false, "error": name}))}
}

// On is the fault for one method.
func (f Fault) On(method string) Fault {
	f.Method = method
	return f
}

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

// Down lets every connection be dropped without an answer, or ends that. Sockets are dropped too.
func (s *Server) Down(yes bool) {
	s.mu.Lock()
	s.down = yes
	s.wake()
	s.mu.Unlock()
	if yes {
		s.DropSockets()
	}
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
		return (f.Method == "" || f.Method == c.Method) && (f.Channel == "" || f.Channel == c.Args["channel"] || f.Channel == c.Args["channel_id"])
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
	return f != nil && (f.Drop || !f.DropAfter && !f.Truncate && !f.NoTS && (f.Status != 0 || f.Body != "" || f.RetryAfter != 0))
}

// serveFault answers by script a call that is not carried out.
func (s *Server) serveFault(w http.ResponseWriter, c *Call, f *Fault) {
	if f.Drop {
		s.note(c, 0, "dropped by script", nil, nil, true)
		fakes.Drop(w)
		return
	}
	status := cmp.Or(f.Status, http.StatusOK)
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		status = cmp.Or(f.Status, http.StatusTooManyRequests)
	}
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	body := cmp.Or(f.Body, `{"ok":false,"error":"`+faultWord(status)+`"}`)
	kind := "application/json; charset=utf-8"
	if body[0] == '<' {
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind)
	var said struct{ Error string }
	_ = json.Unmarshal([]byte(body), &said)
	s.note(c, status, said.Error, nil, []byte(body), true)
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

func faultWord(status int) string {
	if status == http.StatusTooManyRequests {
		return "ratelimited"
	}
	return "internal_error"
}

// spoil lets a fault take the answer of a call that was carried out, and tells whether it did.
func (s *Server) spoil(w http.ResponseWriter, c *Call, f *Fault, result any, err error) bool {
	r, ok := result.(reply)
	switch {
	case f == nil || err != nil:
		return false
	case f.DropAfter:
		s.note(c, 0, "dropped by script", nil, body(result), true)
		fakes.Drop(w)
		return true
	case f.Truncate:
		whole := body(result)
		s.note(c, http.StatusOK, "", nil, whole, true)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(bytes.Clone(whole[:len(whole)/2]))
		return true
	case f.NoTS && ok:
		r["ts"], r["message_ts"] = "", ""
		s.note(c, http.StatusOK, "", nil, body(r), true)
		write(w, http.StatusOK, body(r))
		return true
	}
	return false
}
