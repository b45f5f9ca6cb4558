package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/llm/llmtest"
)

// recording is what a model is made to say in testdata/llm: no model said it. Messages stand
// there as they were written, and with placeholders in the prompt.
type recording struct {
	Note      string
	Exchanges []dialogue
}

// dialogue is the answer to one message: commands for what it means, sentences for the
// words of an answer. A fault is one of llmtest's by its name, or "form": the answer is
// given although it breaks the schema that it was asked in.
type dialogue struct {
	Message string
	Answer  json.RawMessage
	Usage   struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
	}
	Fault string
}

// text is what the model says: an answer that is a string is no JSON object.
func (e dialogue) text() string {
	var words string
	if json.Unmarshal(e.Answer, &words) == nil {
		return words
	}
	return string(e.Answer)
}

// words tells an answer in words from one in commands.
func (e dialogue) words() bool { return bytes.Contains(e.Answer, []byte(`"sentences"`)) }

// placeholder stands in a prompt for what is private.
var placeholder = regexp.MustCompile("⟦[^⟧]*⟧")

// meets tells whether a prompt's data holds the message, for the same task.
func (e dialogue) meets(data string) bool {
	var of struct{ Message, Question string }
	if json.Unmarshal([]byte(data), &of) != nil {
		return false
	}
	asked := of.Message
	if e.words() {
		asked = of.Question
	}
	parts := placeholder.Split(asked, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	like := regexp.MustCompile("^" + strings.Join(parts, ".+") + "$")
	return asked != "" && like.MatchString(e.Message)
}

func readRecording(t *testing.T, name string, least int) recording {
	t.Helper()
	data, err := os.ReadFile("testdata/llm/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var r recording
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Note, "by hand") || len(r.Exchanges) < least {
		t.Fatalf("%s: %d exchanges, of at least %d, with the note %q", name, len(r.Exchanges), least, r.Note)
	}
	return r
}

// recorded is a model's server that says what a recording has, and fails where it has a
// fault. It gives the environment in which a command asks it.
func recorded(t *testing.T, r recording) (*llmtest.Server, map[string]string) {
	t.Helper()
	s, err := llmtest.New(llmtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	for _, e := range r.Exchanges {
		s.When(func(q llmtest.Request) bool { return len(q.Messages) > 1 && e.meets(q.Messages[1].Text) },
			llmtest.Reply{Text: e.text(), Usage: &llmtest.Usage{Prompt: e.Usage.Prompt, Completion: e.Usage.Completion}, Loose: e.Fault == "form"})
	}
	front := httptest.NewServer(faulty(t, s, r))
	t.Cleanup(front.Close)
	return s, map[string]string{"LLM_BASE_URL": front.URL + "/v1", "LLM_API_KEY": s.Key(), "LLM_MODEL": "gpt-5-mini", "LOG_LEVEL": "error"}
}

// faulty passes calls on to the server, and plans the fault that a recording has for one
// just before. The lines come one after the other.
func faulty(t *testing.T, s *llmtest.Server, r recording) http.Handler {
	to, err := url.Parse(strings.TrimSuffix(s.URL(), "/v1"))
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		q.Body = io.NopCloser(bytes.NewReader(body))
		var chat struct{ Messages []struct{ Content string } }
		if json.Unmarshal(body, &chat) == nil && len(chat.Messages) > 1 {
			i := slices.IndexFunc(r.Exchanges, func(e dialogue) bool { return e.meets(chat.Messages[1].Content) })
			if i >= 0 && r.Exchanges[i].Fault != "" && r.Exchanges[i].Fault != "form" {
				s.Fail(llmtest.Named(r.Exchanges[i].Fault))
			}
		}
		proxy.ServeHTTP(w, q)
	})
}

// evaluated plays a set with a recording and gives the report.
func evaluated(t *testing.T, set, file, name string, least int) report {
	t.Helper()
	r := readRecording(t, name, least)
	s, env := recorded(t, r)
	code, out, problems := attempt(t, env, "", "eval", set, file, "--json", "--misses", "--at-once", "1")
	if code != exitDone || problems != "" {
		t.Fatalf("exit %d: %s", code, problems)
	}
	var got report
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for _, m := range s.Misfits() {
		t.Errorf("a recorded answer breaks the schema: %s: %s", m.Reply.Text, m.Why)
	}
	for _, e := range r.Exchanges {
		if !slices.ContainsFunc(s.Called("chat/completions"), func(c llmtest.Call) bool { return len(c.Request.Messages) > 1 && e.meets(c.Request.Messages[1].Text) }) {
			t.Logf("the model was not asked about %q", e.Message)
		}
	}
	misses := got.Misses
	got.Misses = nil
	var table strings.Builder
	got.print(&table)
	t.Log("\n" + table.String())
	got.Misses = misses
	return got
}

// of is a score of a report.
func (r report) of(t *testing.T, column, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(r.Columns[column], func(s score) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no score %q of %s", name, column)
	}
	return r.Columns[column][i].Value
}

func TestEvalUnderstandingWithRecordedAdvice(t *testing.T) {
	r := evaluated(t, "understanding", "../../../handlers/testdata/understanding.jsonl", "understanding.json", 90)
	for _, name := range []string{"lines", "F1", "F1 with yes"} {
		if rules, model := r.of(t, byRules, name), r.of(t, byModel, name); model < rules {
			t.Errorf("%s is %.3f with the model's advice, and %.3f without", name, model, rules)
		}
	}
	if rules, model := r.of(t, byRules, "disturbed"), r.of(t, byModel, "disturbed"); model > rules {
		t.Errorf("with the model's advice %.0f values are kept that nobody told, and %.0f without", model, rules)
	}
	if r.Model == nil || r.Model.Calls < 90 || r.Model.Tokens == 0 || len(r.Model.Failed) < 3 {
		t.Errorf("the model's cost: %+v", r.Model)
	}
	for _, m := range r.Misses {
		t.Logf("%+v", m)
	}
}

// refusedFloor is the bar of what no article answers and is not answered. By the rules alone
// these lines do not reach it; the model's advice may cost no more than mayCost.
const (
	refusedFloor = 0.95
	mayCost      = 0.05
)

func TestEvalAnswersWithRecordedWords(t *testing.T) {
	r := evaluated(t, "answers", "../../../knowledge/testdata/answers.jsonl", "answers.json", 60)
	for _, name := range []string{"lines", "answered", "must"} {
		if rules, model := r.of(t, byRules, name), r.of(t, byModel, name); model < rules {
			t.Errorf("%s is %.3f with the model's advice, and %.3f without", name, model, rules)
		}
	}
	if rules, model := r.of(t, byRules, "refused"), r.of(t, byModel, "refused"); model < min(refusedFloor, rules-mayCost) {
		t.Errorf("with the model's advice %.3f of what no article answers is refused, and %.3f without", model, rules)
	}
	if n := r.of(t, byModel, "unsupported"); n > 0 {
		t.Errorf("%.0f figures or names have no support", n)
	}
	if r.of(t, byModel, "worded") == 0 || r.of(t, byModel, "lock") == 0 {
		t.Error("no answer was said in the model's words, or none was refused")
	}
	for _, m := range r.Misses {
		t.Logf("%+v", m)
	}
}
