package llmtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// Fault is something that goes wrong by script. With none of Status, Body, RetryAfter and Drop the call is carried out,
// after the delay, and its answer spoiled by the others.
type Fault struct {
	Path       string // what the path ends with, "" = any
	Model      string // "" = any
	Times      int    // 0 = once, less = for ever
	Status     int    // 0 = 200, or 429 with RetryAfter
	Header     map[string]string
	Body       string        // as it is, JSON or not
	RetryAfter int           // seconds; 429 with the header
	Delay      time.Duration // before the headers
	Pause      time.Duration // between the headers and the body
	Drop       bool          // close the connection without an answer

	Cut      int    // close the connection after so many bytes of the answer
	Stall    int    // send so many bytes of the answer, then nothing, until the client leaves
	Truncate bool   // answer with half of the JSON, as if it were all
	WrongIDs bool   // answer with other ids, places in lists and names of functions than there are
	Endless  bool   // in a stream: tell no finish_reason, though it ends
	Then     *Fault // takes its place when it is used up
}

// On is the fault for one path.
func (f Fault) On(path string) Fault {
	f.Path = path
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

// Down lets every connection be dropped without an answer, or ends that.
func (s *Server) Down(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = yes
}

func (s *Server) isDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

// fault is the fault that meets a call, nil for none.
func (s *Server) fault(c *Call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.Next(func(f Fault) bool {
		return strings.HasSuffix(c.Path, f.Path) && (f.Model == "" || f.Model == c.Request.Model)
	},
		func(f Fault) (*Fault, int) {
			if f.Then == nil {
				return nil, 0
			}
			return f.Then, f.Then.Times
		})
}

// stops is whether the call is not carried out.
func (f *Fault) stops() bool {
	return f != nil && (f.Drop || f.Status != 0 || f.Body != "" || f.RetryAfter != 0)
}

// serveFault answers by script a call that is not carried out.
func (s *Server) serveFault(out *sender, f *Fault) {
	s.note(func() { out.c.Scripted = true })
	if f.Drop {
		out.end(&Fault{Drop: true})
		return
	}
	status := f.Status
	if f.RetryAfter > 0 {
		out.w.Header().Set("Retry-After", itoa(f.RetryAfter))
		status = cmp.Or(status, http.StatusTooManyRequests)
		s.note(func() { s.until[out.c.lane()] = time.Now().Add(time.Duration(f.RetryAfter) * time.Second) })
	}
	status = cmp.Or(status, http.StatusOK)
	for name, value := range f.Header {
		out.w.Header().Set(name, value)
	}
	body := []byte(cmp.Or(f.Body, string(no("", "", "llmtest: it goes wrong by script").with(status).as("server_error").body())))
	kind := isJSON
	if body[0] == '<' {
		kind = isHTML
	}
	message, code := failure(body)
	s.note(func() { out.c.Error, out.c.Code = cmp.Or(message, errorOf(status)), code })
	out.limit = max(f.Cut, f.Stall)
	size := len(body)
	if out.limit > 0 {
		size = -1
	}
	out.head(status, kind, size)
	if f.Pause > 0 && !out.pause(f) {
		return
	}
	if out.write(body) != nil {
		out.end(f)
	}
}

// errorOf is the word of a status that is an error.
func errorOf(status int) string {
	if status < http.StatusBadRequest {
		return ""
	}
	return http.StatusText(status)
}

// spoil is a result as a fault leaves it.
func (f *Fault) spoil(res *result) *result {
	out := *res
	if f.WrongIDs && res.kind == isJSON {
		var all any
		if json.Unmarshal(res.body, &all) == nil {
			out.body = payload(mixUp(all))
		}
	}
	if f.Truncate {
		out.body = out.body[:len(out.body)/2]
		out.frames = out.frames[:len(out.frames)/2]
	}
	if f.Endless {
		out.frames = nil
		for _, frame := range res.frames {
			if !strings.Contains(string(frame), `"finish_reason":"`) {
				out.frames = append(out.frames, frame)
			}
		}
	}
	return &out
}

// mixUp is an answer with wrong ids.
func mixUp(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			switch _, isText := value.(string); {
			case name == "id":
				v[name] = ""
			case name == "index":
				v[name] = 7001
			case name == "model", name == "name" && isText:
				v[name] = "no_such_" + name
			default:
				v[name] = mixUp(value)
			}
		}
	case []any:
		for i := range v {
			v[i] = mixUp(v[i])
		}
	}
	return v
}
