package llmtest

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"pabellon/bot/fakes"
)

// Call is one request of the client and how it was answered.
type Call struct {
	Method   string
	Path     string // without the query
	Header   http.Header
	Request  Request // as far as it could be read
	Status   int     // 0 while it is not answered, or when the connection was dropped
	Error    string  // the message of a refusal, "" for none
	Code     string  // its code
	Answer   []byte  // as far as it was sent
	Scripted bool    // answered by a [Fault], or a [Misfit]
	Left     bool    // the client went away before the answer was whole
	At       time.Time

	query string
}

// lane is what a Retry-After holds for.
func (c *Call) lane() string { return c.Path + " " + c.Request.Model }

// Usage is tokens.
type Usage struct{ Prompt, Completion int }

// Total is all of them.
func (u Usage) Total() int { return u.Prompt + u.Completion }

// Calls are all calls so far, in the order in which they came.
func (s *Server) Calls() []Call { return s.pick(func(*Call) bool { return true }) }

// Called are the calls whose path ends so: "chat/completions", "embeddings", "audio/transcriptions", "models".
func (s *Server) Called(path string) []Call {
	return s.pick(func(c *Call) bool { return strings.HasSuffix(c.Path, path) })
}

// Refused are the calls answered with an error. What goes wrong by script is not among them.
func (s *Server) Refused() []Call {
	return s.pick(func(c *Call) bool { return c.Error != "" && !c.Scripted })
}

// Impatient are the calls that came before the Retry-After of an earlier answer had passed, for the same path and model.
func (s *Server) Impatient() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.impatient, func(*Call) bool { return true })
}

// Usage is how many tokens the answers told of, all together. A stream that was not asked for its usage tells none.
func (s *Server) Usage() Usage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told
}

func (s *Server) pick(want func(*Call) bool) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.calls, want)
}

// keep records a call as it comes in, and whether it came before it was welcome.
func (s *Server) keep(c *Call) {
	s.mu.Lock()
	s.calls = append(s.calls, c)
	if c.At.Before(s.until[c.lane()]) {
		s.impatient = append(s.impatient, c)
	}
	s.mu.Unlock()
	s.watch.Wake()
}

// note changes what is recorded of a call.
func (s *Server) note(change func()) {
	s.mu.Lock()
	change()
	s.mu.Unlock()
	s.watch.Wake()
}

// spend counts tokens that an answer tells of.
func (s *Server) spend(u Usage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told.Prompt += u.Prompt
	s.told.Completion += u.Completion
}

// nextID is an identifier that no answer had.
func (s *Server) nextID(kind string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	return kind + "-" + itoa(s.lastID)
}

// failure is what an answer says went wrong.
func failure(body []byte) (message, code string) {
	var said struct {
		Error struct {
			Message string
			Code    any
		}
	}
	if json.Unmarshal(body, &said) != nil {
		return "", ""
	}
	code, _ = said.Error.Code.(string)
	return said.Error.Message, code
}
