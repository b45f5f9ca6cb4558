package llmtest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"pabellon/bot/fakes"
)

const model, embedder, hearer = "gpt-4o-mini", "text-embedding-3-small", "whisper-1"

// bench is a server and the library that calls it.
type bench struct {
	*testing.T
	*Server
	api *openai.Client
	net *http.Client
}

// begin starts a server without the schemas.
func begin(t *testing.T, change ...func(*Options)) bench {
	t.Helper()
	var o Options
	for _, one := range change {
		one(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	hc := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(s.Close)
	t.Cleanup(hc.CloseIdleConnections)
	cfg := openai.DefaultConfig(s.Key())
	cfg.BaseURL, cfg.HTTPClient = s.URL(), hc
	return bench{T: t, Server: s, api: openai.NewClientWithConfig(cfg), net: hc}
}

// strictly starts a server with the schemas.
func strictly(t *testing.T, change ...func(*Options)) bench {
	t.Helper()
	raw := fakes.Contract(t, "openai/schemas.json")
	return begin(t, append([]func(*Options){func(o *Options) { o.Schema = raw }}, change...)...)
}

// asks is a chat of one message.
func asks(text string, change ...func(*openai.ChatCompletionRequest)) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: model, Messages: []openai.ChatCompletionMessage{{Role: "user", Content: text}}}
	for _, one := range change {
		one(&r)
	}
	return r
}

// schema asks for an answer of a strict schema.
func schema(name, text string) func(*openai.ChatCompletionRequest) {
	return func(r *openai.ChatCompletionRequest) {
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: name, Strict: true, Schema: json.RawMessage(text)}}
	}
}

func object(r *openai.ChatCompletionRequest) {
	r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
}

// chat asks, and wants one choice.
func (b bench) chat(r openai.ChatCompletionRequest) openai.ChatCompletionChoice {
	b.Helper()
	a, err := b.api.CreateChatCompletion(b.Context(), r)
	if err != nil || len(a.Choices) != 1 {
		b.Fatalf("%v, %d choices", err, len(a.Choices))
	}
	return a.Choices[0]
}

// refused asks, and wants an error with a code and words in its message.
func (b bench) refused(r openai.ChatCompletionRequest, status int, code, words string) {
	b.Helper()
	_, err := b.api.CreateChatCompletion(b.Context(), r)
	b.is(err, status, code, words)
}

// is wants an error of OpenAI, and that it stands among the refusals.
func (b bench) is(err error, status int, code, words string) {
	b.Helper()
	api, ok := errors.AsType[*openai.APIError](err)
	if !ok {
		b.Fatalf("not an error of the API: %v", err)
	}
	got, _ := api.Code.(string)
	if api.HTTPStatusCode != status || got != code || !strings.Contains(api.Message, words) {
		b.Errorf("%d %q %s, want %d %q …%s…", api.HTTPStatusCode, got, api.Message, status, code, words)
	}
	all := b.Refused()
	if i := len(all) - 1; i < 0 || all[i].Error != api.Message || all[i].Status != status {
		b.Errorf("it does not stand among the refusals: %+v", all)
	}
}

// answer is what a request by hand came to.
type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request by hand.
func (b bench) do(method, path, body string, header ...string) answer {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, b.Azure()+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+b.Key())
	for pair := range slices.Chunk(header, 2) {
		r.Header.Set(pair[0], pair[1])
	}
	w, err := b.net.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		b.Fatal(err)
	}
	return answer{w.StatusCode, w.Header, string(raw)}
}

// until waits for something that the server sees a moment later.
func (b bench) until(what string, holds func() bool) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Second)
	defer cancel()
	if err := b.Until(ctx, what, holds); err != nil {
		b.Fatal(err)
	}
}

func (b bench) fine(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
