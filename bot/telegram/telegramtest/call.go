package telegramtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"pabellon/bot/fakes"
)

// Call is one request of the bot and how it was answered.
type Call struct {
	Method      string            // as Telegram spells it; "file" for a download
	Params      map[string]string // raw values of the form, the query or the JSON body
	Files       map[string]Upload
	Status      int // 0 while it is not answered, or when the connection was dropped
	Description string
	Scripted    bool // answered by a [Fault]
	Webhook     bool // came in the answer to a webhook
	At          time.Time
}

// Upload is a file that came with a call.
type Upload struct {
	Name    string
	Content []byte
}

// Calls are all calls so far, in the order in which they came.
func (s *Server) Calls() []Call { return s.pick(func(*Call) bool { return true }) }

// Refused are the calls answered with ok:false. Faults by script and conflicts of pollers are not among them; what is
// sent to one who blocked the bot is.
func (s *Server) Refused() []Call {
	return s.pick(func(c *Call) bool { return c.Status >= 400 && c.Status != 409 && !c.Scripted })
}

func (s *Server) pick(want func(*Call) bool) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fakes.Copies(s.calls, want)
}

// refusal is an answer with ok:false; it is an error inside of the server.
type refusal struct {
	status  int
	text    string
	retry   int
	migrate int64
}

func (r *refusal) Error() string { return r.text }

// bad is a refusal with status 400.
func bad(format string, a ...any) *refusal {
	return &refusal{status: 400, text: "Bad Request: " + fmt.Sprintf(format, a...)}
}

// mistake is a refusal that only this server gives: Telegram would let it pass.
func mistake(format string, a ...any) *refusal {
	return bad("telegramtest: "+format, a...)
}

// refuse writes a refusal as Telegram does, with the header Retry-After.
func refuse(w http.ResponseWriter, r *refusal) {
	answer := map[string]any{"ok": false, "error_code": r.status, "description": r.text}
	if r.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retry))
		answer["parameters"] = map[string]any{"retry_after": r.retry}
	}
	if r.migrate != 0 {
		answer["parameters"] = map[string]any{"migrate_to_chat_id": r.migrate}
	}
	write(w, r.status, answer)
}

func write(w http.ResponseWriter, status int, answer map[string]any) {
	body, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// request is a call while it is carried out.
type request struct {
	*Call
	ctx context.Context
}

// method carries out a call. The lock is held, but for getUpdates.
type method func(s *Server, r *request) (any, error)

// serveCall reads a call, keeps it, lets faults answer it or carries it out.
func (s *Server) serveCall(w http.ResponseWriter, r *http.Request, name string) {
	params, files, err := readParams(r)
	c := &Call{Method: s.spelled(name), Params: params, Files: files, At: time.Now()}
	s.keep(c)
	if err != nil {
		s.answer(w, c, nil, bad("%s", err))
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
	result, err := s.perform(&request{Call: c, ctx: r.Context()})
	s.sleep(r.Context(), s.opts.Delay-s.opts.Delay/2)
	if r.Context().Err() == nil && !s.spoil(w, c, f, result) {
		s.answer(w, c, result, err)
	}
}

// perform carries out a call that no fault stopped.
func (s *Server) perform(r *request) (any, error) {
	do := s.table[strings.ToLower(r.Method)]
	if do == nil {
		return nil, &refusal{status: 404, text: "Not Found: method not found"}
	}
	if err := s.schema.check(r.Method, r.Params, r.Files); err != nil {
		return nil, err
	}
	if strings.EqualFold(r.Method, "getUpdates") {
		return do(s, r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.flooded(r.Call); err != nil {
		return nil, err
	}
	defer s.wake()
	return do(s, r)
}

// answer writes what a call came to, and notes it.
func (s *Server) answer(w http.ResponseWriter, c *Call, result any, err error) {
	if errors.Is(err, errDropped) {
		s.note(c, 0, err.Error(), true)
		fakes.Drop(w)
		return
	}
	if err == nil {
		s.note(c, http.StatusOK, "", false)
		answer := map[string]any{"ok": true, "result": result}
		if d, ok := result.(described); ok {
			answer["result"], answer["description"] = d.result, d.text
		}
		write(w, http.StatusOK, answer)
		return
	}
	r := asRefusal(err)
	s.note(c, r.status, r.text, false)
	refuse(w, r)
}

func asRefusal(err error) *refusal {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r
	}
	return &refusal{status: 500, text: "Internal Server Error: telegramtest: " + err.Error()}
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
func (s *Server) note(c *Call, status int, text string, scripted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Status, c.Description, c.Scripted = status, text, scripted
	s.wake()
}

// spelled is the name of a method as Telegram's documents spell it, where it is known.
func (s *Server) spelled(name string) string {
	for _, known := range names {
		if strings.EqualFold(known, name) {
			return known
		}
	}
	return name
}
