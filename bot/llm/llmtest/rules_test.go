package llmtest

import (
	"net/http"
	"os"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"

	"pabellon/bot/fakes"
)

// bad are chats that are refused, with a part of the message or of the place.
var bad = map[string]struct{ body, param, says string }{
	"no JSON":            {`{"model":`, "", "could not parse the JSON body"},
	"a list":             {`[]`, "", "could not parse the JSON body"},
	"null":               {`null`, "", "could not parse the JSON body"},
	"no model":           {`{"messages":[{"role":"user","content":"a"}]}`, "", "must provide a model"},
	"no messages":        {`{"model":"gpt-4o-mini"}`, "messages", ""},
	"null messages":      {`{"model":"gpt-4o-mini","messages":null}`, "messages", ""},
	"empty messages":     {`{"model":"gpt-4o-mini","messages":[]}`, "messages", ""},
	"messages of text":   {`{"model":"gpt-4o-mini","messages":"hola"}`, "messages", ""},
	"a message of text":  {`{"model":"gpt-4o-mini","messages":["hola"]}`, "messages", ""},
	"no content":         {`{"model":"gpt-4o-mini","messages":[{"role":"user"}]}`, "messages[0].content", ""},
	"null content":       {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":null}]}`, "messages[0].content", ""},
	"number as content":  {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":7}]}`, "messages[0].content", ""},
	"unknown role":       {`{"model":"gpt-4o-mini","messages":[{"role":"bot","content":"a"}]}`, "messages[0].role", ""},
	"unknown part":       {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":[{"type":"video"}]}]}`, "messages[0].content[0]", ""},
	"image of assistant": {`{"model":"gpt-4o-mini","messages":[{"role":"assistant","content":[{"type":"image_url","image_url":{"url":"https://a"}}]}]}`, "messages[0].content[0]", ""},
	"image of no kind":   {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/tiff;base64,AA=="}}]}]}`, "", "unsupported image"},
	"image of no base64": {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,*"}}]}]}`, "", "base64"},
	"image of nothing":   {`{"model":"gpt-4o-mini","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,"}}]}]}`, "", "base64"},
	"both limits":        {body(`,"max_tokens":5,"max_completion_tokens":5`), "max_tokens", "at the same time"},
	"limit of nothing":   {body(`,"max_completion_tokens":0`), "max_completion_tokens", "below minimum"},
	"limit of text":      {body(`,"max_tokens":"5"`), "max_tokens", ""},
	"limit in pieces":    {body(`,"max_tokens":1.5`), "max_tokens", ""},
	"no answers":         {body(`,"n":0`), "n", ""},
	"too many answers":   {body(`,"n":129`), "n", ""},
	"old limit":          {strings.Replace(body(`,"max_tokens":5`), model, "gpt-5-mini", 1), "max_tokens", "max_completion_tokens"},
	"stream options":     {body(`,"stream_options":{"include_usage":true}`), "stream_options", "stream"},
	"unknown format":     {body(`,"response_format":{"type":"xml"}`), "response_format", ""},
	"no word":            {body(`,"response_format":{"type":"json_object"}`), "messages", "'json'"},
	"no schema":          {body(`,"response_format":{"type":"json_schema"}`), "response_format.json_schema", ""},
	"no name":            {body(`,"response_format":{"type":"json_schema","json_schema":{"schema":{}}}`), "response_format.json_schema.name", ""},
	"a name of spaces":   {body(`,"response_format":{"type":"json_schema","json_schema":{"name":"a b","schema":{}}}`), "response_format.json_schema.name", "pattern"},
	"a long name":        {body(`,"response_format":{"type":"json_schema","json_schema":{"name":"` + strings.Repeat("a", 65) + `"}}`), "response_format.json_schema.name", "64"},
	"strict, no schema":  {body(`,"response_format":{"type":"json_schema","json_schema":{"name":"a","strict":true}}`), "response_format.json_schema.schema", ""},
	"a tool of spaces":   {body(`,"tools":[{"type":"function","function":{"name":"a b"}}]`), "tools[0].function.name", "pattern"},
	"a tool, no name":    {body(`,"tools":[{"type":"function","function":{}}]`), "tools[0].function.name", ""},
	"a loose strict one": {body(`,"tools":[{"type":"function","function":{"name":"a","strict":true,"parameters":{"type":"object"}}}]`), "tools[0].function.parameters", "additionalProperties"},
	"a choice of none":   {body(`,"tool_choice":"auto"`), "tool_choice", "tools"},
}

// body is a chat with more arguments.
func body(more string) string {
	return `{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hola"}]` + more + `}`
}

func TestWhatAChatMayNotBeIsRefused(t *testing.T) {
	b := begin(t)
	full := b
	raw, err := os.ReadFile(fakes.ContractPath(t, "openai/schemas.json"))
	if err == nil {
		full = begin(t, func(o *Options) { o.Schema = raw })
	}
	for name, c := range bad {
		for _, one := range []bench{b, full} {
			a := one.do(http.MethodPost, "/v1/chat/completions", c.body)
			all := one.Refused()
			if a.status != 400 || !strings.Contains(a.body, c.says) || !strings.Contains(a.body, `"param":"`+c.param) && c.param != "" || len(all) == 0 {
				t.Errorf("%s: %d %s, want %q %q", name, a.status, a.body, c.param, c.says)
			}
		}
	}
	if len(b.Refused()) != len(bad) {
		t.Error(len(b.Refused()))
	}
}

func TestSchemasSayMore(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Extra = []string{"chat_template_kwargs"} })
	for _, c := range []struct{ body, param string }{
		{body(`,"temperature":3`), "temperature"},
		{body(`,"safety_identifier":"` + strings.Repeat("a", 65) + `"`), "safety_identifier"},
		{body(`,"respones_format":{"type":"text"}`), "respones_format"},
		{body(`,"reasoning_effort":"much"`), "reasoning_effort"},
		{body(`,"tools":[{"type":"function","function":{"name":"a","parameters":7}}]`), "tools[0].function.parameters"},
		{body(`,"seed":"a"`), "seed"},
		{`{"model":"gpt-4o-mini","messages":[{"role":"tool","content":"{}"}]}`, "messages[0].tool_call_id"},
	} {
		if a := b.do(http.MethodPost, "/v1/chat/completions", c.body); a.status != 400 || !strings.Contains(a.body, `"param":"`+c.param+`"`) {
			t.Errorf("%s: %s", c.param, a.body)
		}
	}
	if a := b.do(http.MethodPost, "/v1/chat/completions", body(`,"chat_template_kwargs":{"enable_thinking":false}`)); a.status != 200 {
		t.Error(a)
	}
	if a := b.do(http.MethodPost, "/v1/embeddings", `{"model":"`+embedder+`","input":"a","inputs":1}`); a.status != 400 {
		t.Error(a)
	}
	if _, err := New(Options{Schema: []byte(`{`)}); err == nil {
		t.Error("a schema that is none is taken")
	}
	if _, err := New(Options{Schema: []byte(`{}`)}); err == nil {
		t.Error("a schema without the requests is taken")
	}
}

func TestALongChatIsRefused(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Context = 100 })
	b.chat(asks(strings.Repeat("ñ", 400)))
	b.refused(asks(strings.Repeat("ñ", 401)), 400, "context_length_exceeded", "maximum context length is 100 tokens. However, your messages resulted in 101")
}

func TestAnOldServerKnowsLess(t *testing.T) {
	b := strictly(t, func(o *Options) { o.NoSchemas, o.OldTokens = true, true })
	b.refused(asks("hola", schema("relleno", fillSchema)), 400, "", "'response_format' of type 'json_schema' is not supported")
	b.chat(asks("en json", object))
	if a := b.do(http.MethodPost, "/v1/chat/completions", body(`,"max_tokens":5`)); a.status != 200 || b.Calls()[2].Request.MaxTokens != 5 {
		t.Error(a)
	}
	b.refused(asks("hola", func(r *openai.ChatCompletionRequest) { r.MaxCompletionTokens = 5 }), 400, "", "Unrecognized request argument supplied: max_completion_tokens")
	older := strictly(t, func(o *Options) { o.NoJSON = true })
	older.refused(asks("en json", object), 400, "", "response_format type is unavailable")
	older.refused(asks("hola", schema("relleno", fillSchema)), 400, "", "response_format type is unavailable")
	older.chat(asks("hola"))
}

func TestTheSchemasAreReadAsTheyCome(t *testing.T) {
	c, err := readContract(fakes.Contract(t, "openai/schemas.json"), nil)
	if err != nil || len(c.of) != len(names) {
		t.Fatal(err)
	}
	for _, name := range []string{"messages", "response_format", "temperature", "user", "safety_identifier", "top_logprobs", "prompt_cache_options"} {
		if !c.known[name] {
			t.Errorf("%s is not known", name)
		}
	}
}
