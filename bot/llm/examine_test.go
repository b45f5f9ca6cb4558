package llm_test

import (
	"strings"
	"testing"

	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

func TestAnExaminationTellsWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		server llmtest.Options
		fault  llmtest.Fault
		change func(*llm.Options)
		level  string
		words  string
	}{
		"all is well":  {words: "gpt-5-mini answers by JSON Schema", level: "ok"},
		"old server":   {server: llmtest.Options{NoSchemas: true}, words: "in JSON, without schemas", level: "ok"},
		"older server": {server: llmtest.Options{NoSchemas: true, NoJSON: true}, words: "LLM_MODEL gpt-5-mini: ask the model: useless", level: "fail"},
		"wrong key":    {change: func(o *llm.Options) { o.Key = "sk-wrong" }, words: "denied (HTTP 401)", level: "fail"},
		"wrong model":  {change: func(o *llm.Options) { o.Chat = "gpt-9" }, words: "absent (HTTP 404)", level: "fail"},
		"no server":    {change: func(o *llm.Options) { o.Base = "http://127.0.0.1:9/v1" }, words: "down", level: "fail"},
		"no credit":    {fault: llmtest.Fault{Status: 429, Body: `{"error":{"message":"x","code":"insufficient_quota"}}`, Times: -1}, words: "unpaid", level: "fail"},
		"deaf":         {change: func(o *llm.Options) { o.Hearing = "whisper-9" }, words: "is none of the server's models", level: "fail"},
		"no vectors":   {change: func(o *llm.Options) { o.Embedding = "none" }, words: "EMBEDDING_MODEL none: ", level: "fail"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := llmtest.New(c.server)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if name == "old server" {
				f.Answer(func(llmtest.Request) string { return `{"even":true}` })
			}
			if c.fault.Status != 0 {
				f.Fail(c.fault)
			}
			o := llm.Options{Base: f.URL(), Key: f.Key(), Chat: "gpt-5-mini", Embedding: "text-embedding-3-small", Hearing: "whisper-1", Salt: []byte("s")}
			if c.change != nil {
				c.change(&o)
			}
			found := false
			for _, x := range llm.Examine(t.Context(), o) {
				if strings.Contains(x.Words, c.words) && x.Level == c.level {
					found = x.Level == "ok" || x.Do != ""
				}
				if strings.Contains(x.Words+x.Do, f.Key()) {
					t.Errorf("the key is told: %+v", x)
				}
			}
			if !found {
				t.Errorf("not told: %q; %+v", c.words, llm.Examine(t.Context(), o))
			}
		})
	}
}
