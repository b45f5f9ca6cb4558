package llm_test

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

func TestAnAnswerIsTheObjectThatTheSchemaAsksFor(t *testing.T) {
	b := open(t, nil)
	b.fake.When(llmtest.Wants("understand"), llmtest.Reply{Text: `{"yes":true}`})
	answer, err := b.model.Ask(t.Context(), prompt())
	if err != nil || answer != `{"yes":true}` {
		t.Fatalf("%q, %v", answer, err)
	}
	r := b.fake.Called("chat/completions")[0].Request
	if r.Format != "json_schema" || !r.Strict || r.MaxTokens == 0 || r.Model != "gpt-5-mini" || r.Last("user") != prompt().Data || r.Last("system") != prompt().Rules {
		t.Errorf("asked %+v", r)
	}
	if strings.Contains(string(r.Raw), "telegram:77") || len(r.SafetyIdentifier) != 32 {
		t.Errorf("the server knows the person as %q", r.SafetyIdentifier)
	}
	if c := b.last(); c.Outcome != llm.OK || c.Tries != 1 || c.Tokens == 0 || c.Task != "understand" || c.Kind != "chat" {
		t.Errorf("told %+v", c)
	}
	b.clean()
}

func TestPeopleAreToldApartByASaltedHash(t *testing.T) {
	seen := map[string]bool{}
	for _, salt := range []string{"one", "two"} {
		b := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Salt = []byte(salt) })
		for _, person := range []string{"telegram:77", "telegram:78", "telegram:77"} {
			p := prompt()
			p.Person = person
			_, _ = b.model.Ask(t.Context(), p)
		}
		calls := b.fake.Called("chat/completions")
		if calls[0].Request.SafetyIdentifier != calls[2].Request.SafetyIdentifier {
			t.Error("the same person is another one")
		}
		for _, c := range calls[:2] {
			seen[c.Request.SafetyIdentifier] = true
		}
	}
	if len(seen) != 4 {
		t.Errorf("%d of 4 are told apart", len(seen))
	}
}

func TestWordsComeWithoutASchema(t *testing.T) {
	b := open(t, nil)
	b.fake.Answer(func(llmtest.Request) string { return "  Dos líneas,\ny la segunda.  " })
	answer, err := b.model.Ask(t.Context(), bot.Prompt{Task: bot.Summing, Rules: "Sum up.", Data: "{}", Within: time.Second})
	if err != nil || answer != "Dos líneas,\ny la segunda." {
		t.Errorf("%q, %v", answer, err)
	}
	b.clean()
}

// Servers that know less are asked for less, and what was learnt is remembered.
func TestAnOlderServerIsAskedAnotherWay(t *testing.T) {
	for name, server := range map[string]llmtest.Options{
		"no schemas": {NoSchemas: true}, "no JSON at all": {NoSchemas: true, NoJSON: true}, "max_tokens": {OldTokens: true}, "all of it": {NoSchemas: true, NoJSON: true, OldTokens: true},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, func(o *llm.Options, f *llmtest.Options) {
				o.Chat = "llama3.1:8b"
				f.NoSchemas, f.NoJSON, f.OldTokens, f.Models = server.NoSchemas, server.NoJSON, server.OldTokens, []string{"llama3.1:8b"}
			})
			b.fake.When(nil, llmtest.Reply{Text: "Sure! ```json\n{\"yes\": true}\n```", Loose: true})
			for range 3 {
				if answer, err := b.model.Ask(t.Context(), prompt()); err != nil || answer != `{"yes": true}` {
					t.Fatalf("%q, %v", answer, err)
				}
			}
			refused := len(b.fake.Refused())
			if _, err := b.model.Ask(t.Context(), prompt()); err != nil || len(b.fake.Refused()) != refused {
				t.Errorf("it asks what was refused once more: %v", err)
			}
		})
	}
}

func TestAServerThatDoesNotHeedTheSchemaIsAskedOnceMore(t *testing.T) {
	b := open(t, nil)
	b.fake.When(llmtest.Says("That is not the JSON object"), llmtest.Reply{Text: `{"yes":false}`})
	b.fake.When(nil, llmtest.Reply{Text: `Claro que sí.`, Loose: true, Times: 1})
	answer, err := b.model.Ask(t.Context(), prompt())
	if err != nil || answer != `{"yes":false}` {
		t.Fatalf("%q, %v", answer, err)
	}
	calls := b.fake.Called("chat/completions")
	if len(calls) != 2 || calls[1].Request.Format != "json_object" || !strings.Contains(calls[1].Request.Text(), "Claro que sí.") {
		t.Errorf("%d calls", len(calls))
	}
}

// A server that does not know how people are told apart is asked without.
func TestAServerWithoutSafetyIdentifiersIsAskedWithout(t *testing.T) {
	for _, status := range []int{400, 422} {
		b := open(t, nil)
		b.fake.Fail(llmtest.Fault{Status: status, Body: `{"detail":[{"loc":["body","safety_identifier"],"msg":"Extra inputs are not permitted"}]}`})
		for range 2 {
			if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
				t.Fatal(err)
			}
		}
		calls := b.fake.Called("chat/completions")
		if len(calls) != 3 || calls[0].Request.SafetyIdentifier == "" || calls[2].Request.SafetyIdentifier != "" {
			t.Errorf("%d: %d calls", status, len(calls))
		}
	}
}

// One slip is no reason to do without schemas; three in a row are.
func TestSchemasAreGivenUpAfterThreeSlips(t *testing.T) {
	for slips, want := range map[int]string{1: "json_schema", 2: "json_schema", 3: "json_object"} {
		b := open(t, nil)
		b.fake.When(llmtest.Says("That is not the JSON object"), llmtest.Reply{Text: `{"yes":false}`})
		b.fake.When(nil, llmtest.Reply{Text: `Claro que sí.`, Loose: true, Times: slips})
		b.fake.Answer(func(llmtest.Request) string { return `{"yes":true}` })
		for range slips + 1 {
			if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
				t.Fatal(err)
			}
		}
		calls := b.fake.Called("chat/completions")
		if got := calls[len(calls)-1].Request.Format; got != want {
			t.Errorf("after %d slips it is asked by %s, want %s", slips, got, want)
		}
	}
}

func TestWhatIsNoAnswerIsAnError(t *testing.T) {
	for name, c := range map[string]struct {
		reply llmtest.Reply
		want  llm.Outcome
	}{
		"words":             {llmtest.Reply{Text: "no JSON", Loose: true}, llm.Useless},
		"half an object":    {llmtest.Reply{Text: `{"yes":`, Loose: true}, llm.Useless},
		"another object":    {llmtest.Reply{Text: `{"no":true}`, Loose: true}, llm.Useless},
		"nothing":           {llmtest.Reply{Text: "", Loose: true}, llm.Useless},
		"a refusal":         {llmtest.Reply{Refusal: "I cannot."}, llm.Refused},
		"cut by its length": {llmtest.Reply{Text: `{"yes":true}`, FinishReason: "length"}, llm.Useless},
		"filtered":          {llmtest.Reply{Text: `{"yes":true}`, FinishReason: "content_filter"}, llm.Refused},
		"endless":           {llmtest.Reply{Text: `{"yes":true,"` + strings.Repeat("x", 9000) + `":1}`, Loose: true}, llm.Useless},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, nil)
			b.fake.When(nil, c.reply)
			answer, err := b.model.Ask(t.Context(), prompt())
			if got := outcome(t, err); got != c.want || answer != "" {
				t.Errorf("%s %q, want %s", got, answer, c.want)
			}
			if n := len(b.fake.Called("chat/completions")); n > 2 {
				t.Errorf("asked %d times", n)
			}
			if strings.Contains(b.log.String(), "ana@") {
				t.Error("the log has what a person wrote")
			}
		})
	}
}

func TestThoughtsAreNotTheAnswer(t *testing.T) {
	b := open(t, func(_ *llm.Options, f *llmtest.Options) { f.NoSchemas = true })
	b.fake.When(nil, llmtest.Reply{Text: `<think>{"yes":false} or not?</think>{"yes":true}`, Loose: true})
	if answer, err := b.model.Ask(t.Context(), prompt()); err != nil || answer != `{"yes":true}` {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestAPictureIsLookedAtByTheModelThatCan(t *testing.T) {
	b := open(t, func(o *llm.Options, f *llmtest.Options) { o.Vision, f.Models = "eyes", []string{"gpt-5-mini", "eyes"} })
	p := prompt()
	p.Task, p.Images = bot.Seeing, []bot.Image{{Type: "image/png", Content: []byte("\x89PNG")}}
	_, err := b.model.Ask(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	r := b.fake.Called("chat/completions")[0].Request
	if r.Model != "eyes" || r.Messages[1].Images != 1 {
		t.Errorf("asked %+v", r)
	}
	b.clean()
	blind := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Vision = "" })
	if _, err := blind.model.Ask(t.Context(), p); outcome(t, err) != llm.Absent || len(blind.fake.Calls()) != 0 {
		t.Errorf("without such a model: %v", err)
	}
}

func TestAzureIsAskedItsWay(t *testing.T) {
	b := open(t, nil)
	m := llm.New(llm.Options{Base: b.fake.Azure(), Key: b.fake.Key(), AzureVersion: "2024-10-21", Chat: "gpt-5-mini", Embedding: "text-embedding-3-small", Salt: []byte("s")})
	defer m.Close()
	if _, err := m.Ask(t.Context(), prompt()); err != nil {
		t.Error(err)
	}
	if _, err := m.Embed(t.Context(), []string{"a"}, time.Second); err != nil {
		t.Error(err)
	}
	if path := b.fake.Calls()[0].Path; !strings.Contains(path, "/deployments/gpt-5-mini/") {
		t.Error(path)
	}
	b.clean()
}

// What goes wrong shows in logs only when somebody wants it, and is said there.
func TestPromptsAreLoggedOnlyOnDemand(t *testing.T) {
	for _, reveal := range []bool{false, true} {
		b := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Reveal = reveal })
		_, _ = b.model.Ask(t.Context(), prompt())
		if strings.Contains(b.log.String(), "ana@") != reveal {
			t.Errorf("with %v the log is %s", reveal, b.log)
		}
	}
}
