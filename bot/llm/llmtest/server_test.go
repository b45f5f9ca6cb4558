package llmtest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"pabellon/bot/fakes"
)

func TestTheKeyIsCompared(t *testing.T) {
	b := begin(t)
	for _, key := range []string{"", "sk-other"} {
		cfg := openai.DefaultConfig(key)
		cfg.BaseURL, cfg.HTTPClient = b.URL(), b.net
		_, err := openai.NewClientWithConfig(cfg).CreateChatCompletion(t.Context(), asks("hola"))
		b.is(err, 401, "invalid_api_key", "Incorrect API key provided")
	}
	if a := b.do(http.MethodGet, "/v1/models", "", "Authorization", "Basic "+b.Key()); a.status != 401 {
		t.Error(a)
	}
	local := begin(t, func(o *Options) { o.NoKey = true })
	if a := local.do(http.MethodGet, "/v1/models", "", "Authorization", ""); a.status != 200 {
		t.Error(a)
	}
}

func TestModelsAreListed(t *testing.T) {
	b := begin(t, func(o *Options) { o.Models = []string{"qwen3", "openai/gpt-5"} })
	all, err := b.api.ListModels(t.Context())
	if err != nil || len(all.Models) != 2 || all.Models[1].ID != "openai/gpt-5" {
		t.Errorf("%+v %v", all, err)
	}
	one, err := b.api.GetModel(t.Context(), "openai/gpt-5")
	if err != nil || one.ID != "openai/gpt-5" {
		t.Errorf("%+v %v", one, err)
	}
	_, err = b.api.GetModel(t.Context(), "gpt-5")
	b.is(err, 404, "model_not_found", "`gpt-5` does not exist")
	b.refused(asks("hola"), 404, "model_not_found", "`gpt-4o-mini` does not exist")
}

func TestOtherPathsAndMethodsAreRefused(t *testing.T) {
	b := begin(t)
	for _, c := range []struct {
		method, path string
		status       int
		says         string
	}{
		{http.MethodGet, "/v1/chat/completions", 405, "Not allowed to GET"},
		{http.MethodPost, "/v1/models", 405, "Not allowed to POST"},
		{http.MethodPost, "/v1/completions", 404, "Invalid URL (POST /v1/completions)"},
		{http.MethodPost, "/v1/responses", 404, "Invalid URL"},
		{http.MethodGet, "/", 404, "Invalid URL"},
		{http.MethodPost, "/chat/completions", 404, "Invalid URL"},
	} {
		if a := b.do(c.method, c.path, "{}"); a.status != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%+v: %+v", c, a)
		}
	}
}

func TestAzureIsServedByItsOwnPathsAndKey(t *testing.T) {
	b := strictly(t)
	azure := func(key, version string) *openai.Client {
		cfg := openai.DefaultAzureConfig(key, b.Azure())
		cfg.APIVersion, cfg.HTTPClient = version, b.net
		cfg.AzureModelMapperFunc = func(model string) string { return model }
		return openai.NewClientWithConfig(cfg)
	}
	good := azure(b.Key(), "2024-10-21")
	b.When(nil, Reply{Text: "buenas"})
	if a, err := good.CreateChatCompletion(t.Context(), asks("hola")); err != nil || a.Choices[0].Message.Content != "buenas" {
		t.Fatal(err)
	}
	if a, err := good.CreateEmbeddings(t.Context(), openai.EmbeddingRequestStrings{Input: []string{"a"}, Model: embedder}); err != nil || len(a.Data) != 1 {
		t.Fatal(err)
	}
	if _, err := good.CreateTranscription(t.Context(), sound("voz.ogg", []byte("x"))); err != nil {
		t.Fatal(err)
	}
	if len(b.Called("chat/completions")) != 1 || b.Called("chat/completions")[0].Request.Model != model {
		t.Errorf("%+v", b.Calls())
	}
	_, err := azure("otra", "2024-10-21").CreateChatCompletion(t.Context(), asks("hola"))
	b.is(err, 401, "401", "invalid subscription key")
	_, err = good.CreateChatCompletion(t.Context(), asks("hola", func(r *openai.ChatCompletionRequest) { r.Model = "otro" }))
	b.is(err, 404, "DeploymentNotFound", "does not exist")
	path := "/openai/deployments/" + model + "/chat/completions"
	if a := b.do(http.MethodPost, path, body(""), "api-key", b.Key()); a.status != 404 {
		t.Errorf("without a version: %+v", a)
	}
	if a := b.do(http.MethodPost, path+"?api-version=2024-10-21", body("")); a.status != 401 {
		t.Errorf("with OpenAI's key: %+v", a)
	}
	if a := b.do(http.MethodPost, path+"?api-version=2024-10-21", `{"messages":[]}`, "api-key", b.Key()); a.status != 400 {
		t.Errorf("%+v", a)
	}
}

func TestAfterClosingNobodyWaits(t *testing.T) {
	b := begin(t)
	b.Fail(Named("timeout"))
	ended := make(chan error, 1)
	go func() {
		_, err := b.api.CreateChatCompletion(context.Background(), asks("hola"))
		ended <- err
	}()
	b.until("the call is there", func() bool { return len(b.Calls()) == 1 })
	b.Close()
	b.Close()
	if err := <-ended; err == nil {
		t.Error("it was answered")
	}
	if err := b.Until(t.Context(), "never", func() bool { return false }); !errors.Is(err, fakes.ErrClosed) {
		t.Error(err)
	}
	if b.Calls()[0].Left {
		t.Error("the server closed, the client did not leave")
	}
}

func TestAnswersAreShapedAsTheSchemasSay(t *testing.T) {
	raw := fakes.Contract(t, "openai/schemas.json")
	b := strictly(t)
	b.When(Says("aduana"), Reply{ToolCalls: []ToolCall{{Name: "buscar", Arguments: `{"q":"a"}`}}})
	b.When(Says("malo"), Reply{Refusal: "No."})
	b.When(nil, Reply{Text: "buenas tardes"})
	shaped := func(name, body string) {
		t.Helper()
		s, err := compile(raw, "/components/schemas/"+name)
		b.fine(err)
		if err := s.Validate(decoded(t, body)); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
	b.chat(asks("hola"))
	b.chat(asks("malo"))
	b.chat(asks("aduana", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} }))
	for _, c := range b.Calls() {
		shaped("CreateChatCompletionResponse", string(c.Answer))
	}
	_, err := b.listen(t.Context(), asks("aduana", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} }))
	b.fine(err)
	for frame := range strings.SplitSeq(string(b.Calls()[3].Answer), "\n\n") {
		if data := strings.TrimPrefix(frame, "data: "); strings.HasPrefix(data, "{") {
			shaped("CreateChatCompletionStreamResponse", data)
		}
	}
	b.vectors(openai.EmbeddingRequestStrings{Input: []string{"a"}})
	shaped("CreateEmbeddingResponse", string(b.Calls()[4].Answer))
	_, err = b.api.CreateTranscription(t.Context(), sound("voz.ogg", []byte("x")))
	b.fine(err)
	shaped("CreateTranscriptionResponseJson", string(b.Calls()[5].Answer))
	for _, bad := range []string{"", body(`,"n":0`), body(`,"temperature":9`)} {
		shaped("ErrorResponse", b.do(http.MethodPost, "/v1/chat/completions", bad).body)
	}
}

func TestManyMayAskAndLookAtOnce(t *testing.T) {
	b := begin(t)
	b.When(Says("hola"), Reply{Text: "una vez", Times: 20})
	b.Answer(func(r Request) string { return r.Last("user") })
	b.Transcripts(func(string, []byte) string { return "x" })
	b.Fail(Fault{Times: 10, Delay: time.Millisecond})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				if _, err := b.api.CreateChatCompletion(t.Context(), asks("hola")); err != nil {
					t.Error(err)
				}
				if _, err := b.listen(t.Context(), asks("hola", told)); err != nil {
					t.Error(err)
				}
				b.When(nil, Reply{Text: "después"})
				_, _, _, _, _ = b.Calls(), b.Refused(), b.Impatient(), b.Usage(), b.Open()
				_ = b.Misfits()
			}
		})
	}
	all.Wait()
	first := 0
	for _, c := range b.Calls() {
		if strings.Contains(string(c.Answer), `"content":"una `) {
			first++
		}
	}
	if len(b.Calls()) != 80 || first != 20 {
		t.Errorf("%d calls, %d of them by the first rule", len(b.Calls()), first)
	}
}
