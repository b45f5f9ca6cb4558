package llm_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/fakes"
	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

// bench is a model over a fake server.
type bench struct {
	*testing.T
	fake  *llmtest.Server
	model *llm.Model
	log   *bytes.Buffer

	mu   sync.Mutex
	told []llm.Call
}

// open makes one; change may set either side up otherwise.
func open(t *testing.T, change func(*llm.Options, *llmtest.Options)) *bench {
	t.Helper()
	b := &bench{T: t, log: &bytes.Buffer{}}
	o := llm.Options{Chat: "gpt-5-mini", Embedding: "text-embedding-3-small", Hearing: "whisper-1", Vision: "gpt-5-mini", Salt: []byte("salt"), Tell: b.tell,
		Log: slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	f := llmtest.Options{Schema: schema(t)}
	if change != nil {
		change(&o, &f)
	}
	var err error
	if b.fake, err = llmtest.New(f); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.fake.Close)
	if o.Key == "" && !f.NoKey {
		o.Key = b.fake.Key()
	}
	if o.Base == "" {
		o.Base = b.fake.URL()
	}
	b.model = llm.New(o)
	t.Cleanup(b.model.Close)
	return b
}

// schema is what the protocol's requests look like; without ../shared they are not compared.
func schema(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(fakes.ContractPath(t, "openai/schemas.json"))
	if err != nil && os.Getenv("PABELLON_REQUIRE") != "" {
		t.Fatal(err)
	}
	return b
}

func (b *bench) tell(c llm.Call) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.told = append(b.told, c)
}

// last is what was told of the last call.
func (b *bench) last() llm.Call {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.told) == 0 {
		b.Fatal("nothing was told")
	}
	return b.told[len(b.told)-1]
}

// clean fails when the server refused anything, or was asked too soon.
func (b *bench) clean() {
	b.Helper()
	for _, c := range b.fake.Refused() {
		b.Errorf("%s was refused: %s", c.Path, c.Error)
	}
	for _, m := range b.fake.Misfits() {
		b.Errorf("the script is wrong: %s", m.Why)
	}
	if n := len(b.fake.Impatient()); n > 0 {
		b.Errorf("%d calls came too soon", n)
	}
}

// yesNo is a small schema.
var yesNo = json.RawMessage(`{"type":"object","additionalProperties":false,"required":["yes"],"properties":{"yes":{"type":"boolean"}}}`)

// private is what stands in no log and no error.
const private = "mi correo es ana@cafesol.example"

// prompt is one that wants JSON.
func prompt() bot.Prompt {
	return bot.Prompt{Task: bot.Understanding, Rules: "Say yes or no, in JSON.", Data: `{"message":"` + private + `"}`, Schema: yesNo, Longest: 50, Within: 5 * time.Second, Person: "telegram:77"}
}

// outcome is what became of a call, by its error.
func outcome(t *testing.T, err error) llm.Outcome {
	t.Helper()
	if err == nil {
		return llm.OK
	}
	var e *llm.Error
	if !errors.As(err, &e) {
		t.Fatalf("%T: %v", err, err)
	}
	if strings.Contains(err.Error(), "ana@") || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("the error tells too much: %v", err)
	}
	return e.Outcome
}

// purse is a budget in memory.
type purse struct {
	mu   sync.Mutex
	left int64
	err  error
}

func (p *purse) Left(context.Context) (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.left, p.err
}

func (p *purse) Spend(_ context.Context, n int64) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left -= n
	return p.err
}
