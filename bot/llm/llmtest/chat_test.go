package llmtest

import (
	"net/http"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"
)

const fillSchema = `{"type":"object","additionalProperties":false,"required":["company","rfc","kind","tags","n","at"],"properties":{
	"company":{"type":"string"},"rfc":{"type":["string","null"]},"kind":{"type":"string","enum":["ask","fill"]},
	"tags":{"type":"array","items":{"type":"string"}},"n":{"type":"integer","minimum":3},
	"at":{"anyOf":[{"$ref":"#/$defs/place"},{"type":"null"}]}},
	"$defs":{"place":{"type":"object","additionalProperties":false,"required":["x"],"properties":{"x":{"type":"number"}}}}}`

func TestRulesAnswerInOrderThenTheFunctionThenNothing(t *testing.T) {
	b := strictly(t)
	b.When(Says("ENVÍO"), Reply{Text: "primero", Times: 1})
	b.When(Says("envío"), Reply{Text: "segundo"})
	for _, want := range []string{"primero", "segundo", "segundo"} {
		if got := b.chat(asks("¿Y el envío?")); got.Message.Content != want || got.FinishReason != openai.FinishReasonStop {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	if got := b.chat(asks("hola")).Message.Content; got != "" {
		t.Error(got)
	}
	b.Answer(func(r Request) string { return "dijo " + r.Last("user") })
	if got := b.chat(asks("hola")).Message.Content; got != "dijo hola" {
		t.Error(got)
	}
	b.Forget()
	if got := b.chat(asks("envío")).Message.Content; got != "" {
		t.Error(got)
	}
	b.When(nil, Reply{Text: "siempre"})
	if got := b.chat(asks("hola")).Message.Content; got != "siempre" {
		t.Error(got)
	}
}

func TestARequestIsSeenWhole(t *testing.T) {
	b := strictly(t)
	b.chat(asks("¿cuánto?", schema("relleno", fillSchema), func(r *openai.ChatCompletionRequest) {
		r.MaxCompletionTokens, r.User, r.SafetyIdentifier = 500, "u", "hash"
		r.Messages = append([]openai.ChatCompletionMessage{{Role: "system", Content: "Sé breve."}}, r.Messages...)
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: "user", MultiContent: []openai.ChatMessagePart{
			{Type: openai.ChatMessagePartTypeText, Text: "mira"},
			{Type: openai.ChatMessagePartTypeImageURL, ImageURL: &openai.ChatMessageImageURL{URL: "data:image/png;base64,AA=="}}}})
	}))
	c := b.Called("chat/completions")
	if len(c) != 1 || len(b.Calls()) != 1 {
		t.Fatal(c)
	}
	r := c[0].Request
	if r.Model != model || len(r.Messages) != 3 || r.Messages[0].Role != "system" || r.Messages[2].Images != 1 || r.Messages[2].Text != "mira" ||
		r.Last("user") != "mira" || r.Last("tool") != "" || r.Text() != "Sé breve.\n¿cuánto?\nmira" {
		t.Errorf("%+v", r.Messages)
	}
	if r.SchemaName != "relleno" || !r.Strict || r.Format != "json_schema" || !Wants("relleno")(r) || Wants("otro")(r) ||
		!strings.Contains(string(r.Schema), `"company"`) || !strings.Contains(string(r.Raw), `"relleno"`) {
		t.Errorf("%+v", r)
	}
	if r.MaxTokens != 500 || r.User != "u" || r.SafetyIdentifier != "hash" || r.Stream || r.N != 1 {
		t.Errorf("%+v", r)
	}
	if c[0].Status != http.StatusOK || c[0].At.IsZero() || c[0].Left || c[0].Scripted || !strings.Contains(string(c[0].Answer), "chatcmpl-") {
		t.Errorf("%+v", c[0])
	}
}

func TestWithoutAScriptTheSmallestValueIsSaid(t *testing.T) {
	b := strictly(t)
	got := b.chat(asks("hola", schema("relleno", fillSchema))).Message.Content
	if want := `{"at":null,"company":"","kind":"ask","n":3,"rfc":null,"tags":[]}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := b.chat(asks("en JSON", object)).Message.Content; got != "{}" {
		t.Error(got)
	}
}

func TestWhatAStrictServerCouldNotSayIsAMistakeOfTheTest(t *testing.T) {
	b := strictly(t)
	ask := asks("hola", schema("relleno", fillSchema))
	b.When(Says("hola"), Reply{Text: `{"company":7}`, Times: 1})
	_, err := b.api.CreateChatCompletion(t.Context(), ask)
	if err == nil || !strings.Contains(err.Error(), "422") || len(b.Misfits()) != 1 || b.Misfits()[0].Why == "" {
		t.Fatalf("%v %+v", err, b.Misfits())
	}
	if len(b.Refused()) != 0 || !b.Calls()[0].Scripted {
		t.Errorf("the client is not at fault: %+v", b.Refused())
	}
	for _, reply := range []Reply{{Text: `{"company":7}`, Loose: true}, {Text: `{"comp`, FinishReason: "length"}, {Refusal: "No puedo."}} {
		b.Forget()
		b.When(nil, reply)
		if got := b.chat(ask).Message; got.Content != reply.Text || got.Refusal != reply.Refusal {
			t.Errorf("%+v", got)
		}
	}
	b.Forget()
	b.When(nil, Reply{Text: "x", FinishReason: "stop"})
	if _, err := b.api.CreateChatCompletion(t.Context(), ask); err == nil || len(b.Misfits()) != 2 {
		t.Errorf("%v %+v", err, b.Misfits())
	}
	b.Forget()
	b.Answer(func(Request) string { return "no es JSON" })
	if _, err := b.api.CreateChatCompletion(t.Context(), asks("en json", object)); err == nil || len(b.Misfits()) != 3 {
		t.Errorf("%v %+v", err, b.Misfits())
	}
	pattern := `{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":{"type":"string","pattern":"^x+$"}}}`
	b.Forget()
	if _, err := b.api.CreateChatCompletion(t.Context(), asks("hola", schema("p", pattern))); err == nil || len(b.Misfits()) != 4 {
		t.Errorf("a pattern was guessed: %v", err)
	}
}

func TestAnAnswerIsCutAtItsLimit(t *testing.T) {
	b := strictly(t)
	b.When(nil, Reply{Text: "una respuesta larga"})
	for _, c := range []struct {
		limit  int
		text   string
		reason openai.FinishReason
	}{{2, "una resp", openai.FinishReasonLength}, {4, "una respuesta la", openai.FinishReasonLength}, {5, "una respuesta larga", openai.FinishReasonStop}} {
		got := b.chat(asks("hola", func(r *openai.ChatCompletionRequest) { r.MaxCompletionTokens = c.limit }))
		if got.Message.Content != c.text || got.FinishReason != c.reason {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
}

// tool is a strict function.
func tool(name string) openai.Tool {
	return openai.Tool{Type: openai.ToolTypeFunction, Function: &openai.FunctionDefinition{Name: name, Strict: true,
		Parameters: map[string]any{"type": "object", "additionalProperties": false, "required": []string{"q"},
			"properties": map[string]any{"q": map[string]any{"type": "string"}}}}}
}

func TestToolsAreCalledAndAnswered(t *testing.T) {
	b := strictly(t)
	b.When(func(r Request) bool { return r.Last("tool") == "" }, Reply{ToolCalls: []ToolCall{{Name: "buscar", Arguments: `{"q":"aduana"}`}}})
	b.When(nil, Reply{Text: "listo"})
	ask := asks("¿aduana?", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} })
	first := b.chat(ask)
	calls := first.Message.ToolCalls
	if first.FinishReason != openai.FinishReasonToolCalls || len(calls) != 1 || calls[0].ID == "" || calls[0].Function.Arguments != `{"q":"aduana"}` {
		t.Fatalf("%+v", first)
	}
	ask.Messages = append(ask.Messages, first.Message, openai.ChatCompletionMessage{Role: "tool", ToolCallID: calls[0].ID, Content: "{}"})
	if got := b.chat(ask).Message.Content; got != "listo" {
		t.Error(got)
	}
	if r := b.Calls()[1].Request; r.Tools[0].Name != "buscar" || r.Messages[1].ToolCalls[0].Name != "buscar" || r.Messages[2].ToolCallID != calls[0].ID {
		t.Errorf("%+v", r)
	}
	ask.Messages[2].Content = "" // the library leaves it out
	b.refused(ask, 400, "missing_required_parameter", "messages[2].content")
	ask.Messages = ask.Messages[:2]
	b.refused(ask, 400, "", "must be followed by tool messages")
	ask.Messages = append(ask.Messages, openai.ChatCompletionMessage{Role: "tool", ToolCallID: "otra", Content: "{}"})
	b.refused(ask, 400, "", "must be a response")
}

func TestAToolThatIsNotThereIsAMisfit(t *testing.T) {
	b := strictly(t)
	for i, call := range []ToolCall{{Name: "borrar", Arguments: "{}"}, {Name: "buscar", Arguments: `{"q":7}`}} {
		b.Forget()
		b.When(nil, Reply{ToolCalls: []ToolCall{call}})
		ask := asks("hola", func(r *openai.ChatCompletionRequest) { r.Tools = []openai.Tool{tool("buscar")} })
		if _, err := b.api.CreateChatCompletion(t.Context(), ask); err == nil || len(b.Misfits()) != i+1 {
			t.Errorf("%v %+v", err, b.Misfits())
		}
	}
}

func TestSeveralAnswersAndTheirUsage(t *testing.T) {
	b := strictly(t)
	b.When(Says("hola"), Reply{Text: "buenas"})
	a, err := b.api.CreateChatCompletion(t.Context(), asks("hola, hola", func(r *openai.ChatCompletionRequest) { r.N = 3 }))
	if err != nil || len(a.Choices) != 3 || a.Choices[2].Index != 2 || a.Usage.PromptTokens != 3 || a.Usage.CompletionTokens != 2 || a.Usage.TotalTokens != 5 {
		t.Fatalf("%+v %v", a, err)
	}
	b.When(nil, Reply{Text: "x", Usage: &Usage{Prompt: 100, Completion: 10}})
	if a, err := b.api.CreateChatCompletion(t.Context(), asks("adiós")); err != nil || a.Usage.TotalTokens != 110 {
		t.Fatalf("%+v %v", a, err)
	}
	if got := b.Usage(); got != (Usage{103, 12}) || got.Total() != 115 {
		t.Errorf("%+v", got)
	}
}
