package slacktest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"pabellon/bot/fakes"
)

// Call is one request of the app and how it was answered.
type Call struct {
	Method   string            // as in the address; "upload", "file" and "response_url" are what is not the Web API
	Args     map[string]string // strings as they are, other JSON values as JSON
	Status   int               // 0 while it is not answered, or when the connection was dropped
	Error    string            // Slack's word, "" for ok
	Messages []string          // response_metadata.messages of a refusal
	Answer   json.RawMessage
	Scripted bool // answered by a [Fault]
	At       time.Time

	token  string
	path   string
	upload []byte
}

// Calls are all calls so far, in the order in which they came.
func (s *Server) Calls() []Call { return s.pick(func(*Call) bool { return true }) }

// Called are the calls of one method.
func (s *Server) Called(method string) []Call {
	return s.pick(func(c *Call) bool { return c.Method == method })
}

// Refused are the calls answered with an error. Faults by script are not among them.
func (s *Server) Refused() []Call {
	return s.pick(func(c *Call) bool { return c.Error != "" && !c.Scripted })
}

// Impatient are the calls that came before the Retry-After of an earlier answer had passed.
func (s *Server) Impatient() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.impatient, func(*Call) bool { return true })
}

func (s *Server) pick(want func(*Call) bool) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.calls, want)
}

// refusal is an answer with ok:false; it is an error inside of the server.
type refusal struct {
	status           int // 0 = 200
	word             string
	messages         []string
	needed, provided string
	retry            int
	redirect         string
}

func (r *refusal) Error() string { return r.word }

// no is a refusal by one of Slack's words.
func no(word string, messages ...string) *refusal { return &refusal{word: word, messages: messages} }

// reply is the body of an answer with ok:true, or text that is no JSON.
type (
	reply map[string]any
	plain []byte
)

// request is a call while it is carried out.
type request struct {
	*Call
	ctx context.Context
}

// method carries out a call. The lock is held.
type method func(s *Server, r *request) (reply, error)

// serveCall reads a call, keeps it, lets faults answer it or carries it out.
func (s *Server) serveCall(w http.ResponseWriter, r *http.Request, name string, do func(*request) (any, error)) {
	c := &Call{Method: name, path: r.URL.Path, At: time.Now()}
	err := c.read(r)
	s.keep(c)
	if err != nil {
		s.answer(w, c, nil, err)
		return
	}
	s.sleep(r.Context(), s.opts.Delay/2)
	f := s.fault(c)
	if f != nil {
		s.sleep(r.Context(), f.Delay)
	}
	if f.stops() {
		s.serveFault(w, c, f)
		return
	}
	result, err := do(&request{Call: c, ctx: r.Context()})
	s.sleep(r.Context(), s.opts.Delay-s.opts.Delay/2)
	if r.Context().Err() == nil && !s.spoil(w, c, f, result, err) {
		s.answer(w, c, result, err)
	}
}

// perform carries out a call of the Web API.
func (s *Server) perform(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do := s.table[r.Method]
	if do == nil {
		return nil, no("unknown_method")
	}
	if err := s.mayCall(r.Call); err != nil {
		return nil, err
	}
	if err := s.schema.check(r.Method, r.Args); err != nil {
		return nil, err
	}
	if err := s.flooded(r.Call); err != nil {
		return nil, err
	}
	defer s.wake()
	answer, err := do(s, r)
	return answer.frozen(), err
}

// frozen is an answer that nothing changes any more: what it is made of belongs to the server. The lock is held.
func (r reply) frozen() reply {
	still := reply{}
	for name, value := range r {
		still[name] = payload(value)
	}
	return still
}

// answer writes what a call came to, and notes it.
func (s *Server) answer(w http.ResponseWriter, c *Call, result any, err error) {
	if err != nil {
		s.refuse(w, c, err)
		return
	}
	if text, ok := result.(plain); ok {
		s.note(c, http.StatusOK, "", nil, nil, false)
		_, _ = w.Write(text)
		return
	}
	body := body(result)
	s.note(c, http.StatusOK, "", nil, body, false)
	write(w, http.StatusOK, body)
}

// body is an answer with ok:true as JSON.
func body(result any) []byte {
	fields := map[string]any{"ok": true}
	if r, ok := result.(reply); ok {
		for name, value := range r {
			fields[name] = value
		}
	}
	return payload(fields)
}

func (s *Server) refuse(w http.ResponseWriter, c *Call, err error) {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		r = no("slacktest: " + err.Error())
	}
	if r.redirect != "" {
		s.note(c, http.StatusFound, r.word, nil, nil, false)
		w.Header().Set("Location", r.redirect)
		w.WriteHeader(http.StatusFound)
		return
	}
	fields := map[string]any{"ok": false, "error": r.word}
	if len(r.messages) > 0 {
		fields["response_metadata"] = map[string]any{"messages": r.messages}
	}
	if r.word == "invalid_blocks" {
		fields["errors"] = r.messages
	}
	if r.needed != "" {
		fields["needed"], fields["provided"] = r.needed, r.provided
	}
	status := http.StatusOK
	if r.status != 0 {
		status = r.status
	}
	if r.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retry))
	}
	body := payload(fields)
	s.note(c, status, r.word, r.messages, body, false)
	write(w, status, body)
}

func write(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// keep records a call as it comes in, and whether it came before it was welcome.
func (s *Server) keep(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, c)
	if c.At.Before(s.flood.until[c.lane()]) {
		s.impatient = append(s.impatient, c)
	}
	s.wake()
}

// note records how a call was answered.
func (s *Server) note(c *Call, status int, word string, messages []string, answer []byte, scripted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Status, c.Error, c.Messages, c.Answer, c.Scripted = status, word, messages, answer, scripted
	s.wake()
}

// payload is any value as JSON.
func payload(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return raw
}
