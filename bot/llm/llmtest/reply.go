package llmtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
)

// Reply is what the model says.
type Reply struct {
	Text         string
	Refusal      string // said in place of the text
	FinishReason string // "" = "stop", "tool_calls" or "length", as it comes
	ToolCalls    []ToolCall
	Usage        *Usage // nil = a token for four characters
	Loose        bool   // send it even if it breaks the schema that was asked for
	Times        int    // how often the rule answers, 0 = for ever
}

// Misfit is a scripted answer that a server which keeps the schema could not have given.
type Misfit struct {
	Request Request
	Reply   Reply
	Why     string
}

// rule answers requests that match.
type rule struct {
	match func(Request) bool
	reply Reply
	used  int
}

// When lets the requests that match be answered so; nil matches all of them. Rules are tried in the order in which they
// were given, before [Server.Answer].
func (s *Server) When(match func(Request) bool, reply Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, &rule{match: match, reply: reply})
}

// Answer lets a function say what the model says where no rule does; "" is the answer of a server that has no script.
func (s *Server) Answer(say func(Request) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = say
}

// Forget drops the rules and the functions.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules, s.answer, s.transcripts = nil, nil, nil
}

// Misfits are the scripted answers that were not sent, for they break the schema that was asked for. The client got 422.
func (s *Server) Misfits() []Misfit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.misfits)
}

// reply is what the script says to a request. The functions of the test are called without the lock.
func (s *Server) reply(r Request) Reply {
	s.mu.Lock()
	rules, say := slices.Clone(s.rules), s.answer
	s.mu.Unlock()
	for _, one := range rules {
		if (one.match == nil || one.match(r)) && s.use(one) {
			return one.reply
		}
	}
	if say != nil {
		if text := say(r); text != "" {
			return Reply{Text: text}
		}
	}
	switch r.Format {
	case "json_object":
		return Reply{Text: "{}"}
	case "json_schema":
		text, _ := smallest(r.Schema)
		return Reply{Text: string(text)}
	}
	return Reply{}
}

// use counts a rule, and tells whether it still answered.
func (s *Server) use(one *rule) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if one.reply.Times > 0 && one.used >= one.reply.Times {
		return false
	}
	one.used++
	return true
}

// fit finishes a reply, or tells why no server that keeps the schema could have said it.
func (s *Server) fit(r Request, a Reply) (Reply, error) {
	if a.FinishReason != "length" && a.FinishReason != "content_filter" && !a.Loose {
		if why := misfit(r, a); why != "" {
			s.note(func() { s.misfits = append(s.misfits, Misfit{r, a, why}) })
			wrong := no("", "misfit", "llmtest: no server that keeps the schema could say this: %s", why).with(http.StatusUnprocessableEntity)
			wrong.scriptedBy = true
			return a, wrong.as("llmtest")
		}
	}
	if r.MaxTokens > 0 && tokens(a.Text) > r.MaxTokens {
		a.Text = string([]rune(a.Text)[:4*r.MaxTokens])
		a.FinishReason = cmp.Or(a.FinishReason, "length")
	}
	if len(a.ToolCalls) > 0 {
		a.FinishReason = cmp.Or(a.FinishReason, "tool_calls")
	}
	a.FinishReason = cmp.Or(a.FinishReason, "stop")
	a.ToolCalls = slices.Clone(a.ToolCalls)
	for i := range a.ToolCalls {
		a.ToolCalls[i].ID = cmp.Or(a.ToolCalls[i].ID, s.nextID("call"))
	}
	if a.Usage == nil {
		a.Usage = &Usage{r.tokens(), tokens(a.Text) + tokens(a.Refusal)}
		for _, t := range a.ToolCalls {
			a.Usage.Completion += tokens(t.Name) + tokens(t.Arguments)
		}
	}
	return a, nil
}

// misfit says what of a reply breaks the request's schemas, "" for nothing.
func misfit(r Request, a Reply) string {
	for _, call := range a.ToolCalls {
		i := slices.IndexFunc(r.Tools, func(t Tool) bool { return t.Name == call.Name })
		if i < 0 {
			return "the function " + call.Name + " is not among the tools"
		}
		if !r.Tools[i].Strict {
			continue
		}
		if err := satisfies(call.Arguments, r.Tools[i].Parameters); err != nil {
			return "the arguments of " + call.Name + ": " + err.Error()
		}
	}
	if len(a.ToolCalls) > 0 || a.Refusal != "" {
		return ""
	}
	if r.Format == "json_schema" && r.Strict {
		if err := satisfies(a.Text, r.Schema); err != nil {
			return err.Error()
		}
	}
	var object map[string]any
	if r.Format == "json_object" && json.Unmarshal([]byte(a.Text), &object) != nil {
		return "it is not a JSON object"
	}
	return ""
}
