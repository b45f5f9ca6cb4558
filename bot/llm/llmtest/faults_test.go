package llmtest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	openai "github.com/sashabaranov/go-openai"

	"pabellon/bot/fakes"
)

// decoded is JSON as a value.
func decoded(t *testing.T, raw string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return v
}

func TestEveryFaultThatWasMeasuredIsHereByName(t *testing.T) {
	var all struct {
		OpenAI map[string]struct {
			Status  int
			Headers map[string]string
			Body    json.RawMessage
			Raw     string
			Delay   int `json:"delay_ms"`
		}
	}
	if err := json.Unmarshal(fakes.Contract(t, "faults.json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.OpenAI) < 15 {
		t.Fatalf("only %d faults", len(all.OpenAI))
	}
	b := begin(t)
	for name, want := range all.OpenAI {
		f := Named(name)
		if f.Delay != time.Duration(want.Delay)*time.Millisecond {
			t.Errorf("%s: a delay of %v", name, f.Delay)
		}
		f.Delay = 0
		b.Fail(f)
		a := b.do(http.MethodPost, "/v1/chat/completions", body(""))
		if a.status != want.Status || want.Raw != "" && a.body != want.Raw || want.Raw == "" && !reflect.DeepEqual(decoded(t, a.body), decoded(t, string(want.Body))) {
			t.Errorf("%s: %d %s, measured %d %s%s", name, a.status, a.body, want.Status, want.Body, want.Raw)
		}
		for header, value := range want.Headers {
			if a.header.Get(header) != value {
				t.Errorf("%s: %s is %q, measured %q", name, header, a.header.Get(header), value)
			}
		}
	}
	if got := b.Refused(); len(got) != 0 {
		t.Errorf("what goes wrong by script is nobody's mistake: %+v", got)
	}
}

func TestWhoDoesNotWaitIsSeen(t *testing.T) {
	b := begin(t)
	b.Fail(Fault{Path: "chat/completions", RetryAfter: 60})
	a, err := b.api.CreateChatCompletion(t.Context(), asks("hola"))
	if api, ok := errors.AsType[*openai.APIError](err); !ok || api.HTTPStatusCode != 429 || a.Header().Get("Retry-After") != "60" {
		t.Fatalf("%v %v", err, a.Header())
	}
	b.vectors(openai.EmbeddingRequestStrings{Input: []string{"a"}})
	b.chat(asks("hola", func(r *openai.ChatCompletionRequest) { r.Model = "gpt-5-mini" }))
	if got := b.Impatient(); len(got) != 0 {
		t.Errorf("another path or model need not wait: %+v", got)
	}
	b.chat(asks("hola"))
	if got := b.Impatient(); len(got) != 1 || got[0].Request.Model != model || !b.Calls()[0].Scripted {
		t.Errorf("%+v", got)
	}
}

func TestFaultsReachTheLibrary(t *testing.T) {
	b := begin(t)
	ask := func() (openai.ChatCompletionResponse, error) {
		return b.api.CreateChatCompletion(t.Context(), asks("hola"))
	}
	for _, name := range []string{"502_html", "ollama_style"} {
		b.Fail(Named(name))
		if _, err := ask(); !isKind[*openai.RequestError](err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"200_error", "200_empty_choices"} {
		b.Fail(Named(name))
		if a, err := ask(); err != nil || len(a.Choices) != 0 {
			t.Errorf("%s: %+v %v", name, a, err)
		}
	}
	for _, name := range []string{"200_truncated", "truncated", "drop", "cut"} {
		b.Fail(Named(name))
		if a, err := ask(); err == nil || isKind[*openai.APIError](err) {
			t.Errorf("%s: %+v %v", name, a, err)
		}
	}
	b.Fail(Named("200_refusal"))
	if a, err := ask(); err != nil || a.Choices[0].Message.Refusal == "" {
		t.Errorf("%+v %v", a, err)
	}
	b.Fail(Named("200_length"))
	if a, err := ask(); err != nil || a.Choices[0].FinishReason != openai.FinishReasonLength {
		t.Errorf("%+v %v", a, err)
	}
	b.Fail(Named("there is none"))
	if _, err := ask(); err == nil || !strings.Contains(err.Error(), "llmtest: no fault is named there is none") {
		t.Error(err)
	}
	b.Fail(Fault{Status: 418})
	if _, err := ask(); err == nil || !strings.Contains(err.Error(), "goes wrong by script") || len(b.Refused()) != 0 {
		t.Error(err)
	}
}

func TestFaultsHaveNames(t *testing.T) {
	unknown := Named("there is none")
	for _, name := range Names() {
		if f := Named(name); f.Status == unknown.Status || reflect.DeepEqual(f, Fault{}) {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if len(Names()) < 25 {
		t.Error(Names())
	}
}

func isKind[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func TestWrongIDsAreReallyWrong(t *testing.T) {
	b := begin(t)
	b.When(nil, Reply{ToolCalls: []ToolCall{{Name: "buscar", Arguments: `{"q":"a"}`}}})
	b.Fail(Named("wrong_ids"))
	got := b.chat(asks("hola", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} }))
	if c := got.Message.ToolCalls[0]; got.Index == 0 || c.ID != "" || c.Function.Name != "no_such_name" || c.Function.Arguments != `{"q":"a"}` {
		t.Errorf("%+v", got)
	}
	b.Fail(Named("wrong_ids"))
	if v := b.vectors(openai.EmbeddingRequestStrings{Input: []string{"a"}}); v[0].Index == 0 || len(v[0].Embedding) != 256 {
		t.Error(v[0].Index)
	}
}

func TestASlowServerIsSlowBeforeTheHeadersOrBehindThem(t *testing.T) {
	b := begin(t, func(o *Options) { o.Delay = time.Millisecond })
	for i, name := range []string{"slow_headers", "slow"} {
		b.Fail(Named(name))
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		_, err := b.api.CreateChatCompletion(ctx, asks("hola"))
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
		b.until("it is seen that the client left", func() bool { return b.Calls()[i].Left })
	}
	if c := b.Calls(); c[0].Status != 0 || c[1].Status != 200 || len(c[1].Answer) != 0 {
		t.Errorf("%+v", c)
	}
	b.Fail(Fault{Delay: 10 * time.Millisecond, Pause: 10 * time.Millisecond})
	if b.chat(asks("hola")); b.Calls()[2].Left {
		t.Error("it did not leave")
	}
	b.Fail(Fault{Status: 503, Pause: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := b.api.CreateChatCompletion(ctx, asks("hola")); err == nil {
		t.Error("it was answered")
	}
}

func TestFaultsAreTriedInOrderForPathsAndModels(t *testing.T) {
	b := begin(t)
	b.Fail(Named("500").On("embeddings"))
	b.Fail(Fault{Model: "gpt-5-mini", Status: 503, Times: -1})
	b.Fail(Fault{Status: 500, Times: 2, Then: &Fault{Status: 502}})
	var got []int
	for range 4 {
		a := b.do(http.MethodPost, "/v1/chat/completions", body(""))
		got = append(got, a.status)
	}
	if !reflect.DeepEqual(got, []int{500, 500, 502, 200}) {
		t.Error(got)
	}
	b.Heal()
	b.chat(asks("hola", func(r *openai.ChatCompletionRequest) { r.Model = "gpt-5-mini" }))
}

func TestADownedServerAnswersNobody(t *testing.T) {
	b := begin(t)
	b.Down(true)
	if _, err := b.api.ListModels(t.Context()); err == nil {
		t.Error("it answers")
	}
	b.Down(false)
	_, err := b.api.ListModels(t.Context())
	b.fine(err)
}

func TestOpenConnectionsAreCounted(t *testing.T) {
	b := begin(t)
	if b.Open() != 0 {
		t.Error(b.Open())
	}
	b.chat(asks("hola"))
	if b.Open() != 1 {
		t.Errorf("%d are open", b.Open())
	}
	b.net.CloseIdleConnections()
	b.until("nothing is open", func() bool { return b.Open() == 0 })
	b.Fail(Named("drop"))
	_, err := b.api.CreateChatCompletion(t.Context(), asks("hola"))
	if err == nil {
		t.Error("it was answered")
	}
	b.until("nothing is open", func() bool { return b.Open() == 0 })
}
