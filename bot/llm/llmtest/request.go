package llmtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Request is what a client asks for: a chat, embeddings or a transcription.
type Request struct {
	Model            string
	Messages         []Message
	Format           string          // of a chat: "", "text", "json_schema" or "json_object"; of a transcription: "json", "text"
	SchemaName       string          // of a json_schema
	Schema           json.RawMessage // as it came
	Strict           bool
	Tools            []Tool
	ToolChoice       json.RawMessage
	Stream           bool
	StreamUsage      bool // stream_options.include_usage
	MaxTokens        int  // max_tokens or max_completion_tokens, 0 = none
	N                int  // answers, at least 1
	User             string
	SafetyIdentifier string
	Raw              json.RawMessage // the body; of a transcription its fields but for the file

	Inputs     []string // texts to embed
	Dimensions int      // 0 = the server's
	Encoding   string   // "", "float" or "base64"

	File     string // name of the file to transcribe
	Content  []byte
	Language string
	Prompt   string

	fields any // Raw as the schemas see it
	asked  arguments
	err    error // why it could not be read
}

// Message is one of a chat.
type Message struct {
	Role       string
	Text       string // parts that are text are joined by line breaks
	Images     int
	ToolCalls  []ToolCall
	ToolCallID string // what a tool answers

	images []string // their addresses
}

// ToolCall is a function that the model wants to be called.
type ToolCall struct {
	ID        string // "" in a [Reply] = one is made
	Name      string
	Arguments string // JSON, if the model is right
}

// Tool is a function that may be called.
type Tool struct {
	Name       string          `json:"name"`
	Parameters json.RawMessage `json:"parameters"`
	Strict     bool            `json:"strict"`
}

// Text is all that the messages say.
func (r Request) Text() string {
	var all []string
	for _, m := range r.Messages {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

// Last is the text of the last message of a role, "" for none.
func (r Request) Last(role string) string {
	for i := len(r.Messages) - 1; i >= 0; i-- {
		if r.Messages[i].Role == role {
			return r.Messages[i].Text
		}
	}
	return ""
}

// Says matches requests with a text in one of their messages, whatever its case.
func Says(text string) func(Request) bool {
	return func(r Request) bool { return strings.Contains(strings.ToLower(r.Text()), strings.ToLower(text)) }
}

// Wants matches requests for answers of a schema by its name.
func Wants(schema string) func(Request) bool {
	return func(r Request) bool { return r.Format == "json_schema" && r.SchemaName == schema }
}

// arguments are those of a chat or of embeddings that the server looks at.
type arguments struct {
	Model               string    `json:"model"`
	Messages            []message `json:"messages"`
	MaxTokens           *int      `json:"max_tokens"`
	MaxCompletionTokens *int      `json:"max_completion_tokens"`
	N                   *int      `json:"n"`
	Stream              bool      `json:"stream"`
	StreamOptions       *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	ResponseFormat *struct {
		Type       string `json:"type"`
		JSONSchema *struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
	Tools []struct {
		Function Tool `json:"function"`
	} `json:"tools"`
	ToolChoice       json.RawMessage `json:"tool_choice"`
	User             string          `json:"user"`
	SafetyIdentifier string          `json:"safety_identifier"`

	Input          json.RawMessage `json:"input"`
	Dimensions     *int            `json:"dimensions"`
	EncodingFormat string          `json:"encoding_format"`
}

// message is one of a chat as it comes.
type message struct {
	Role       string          `json:"role"`
	Content    json.RawMessage `json:"content"`
	ToolCallID string          `json:"tool_call_id"`
	ToolCalls  []struct {
		ID       string `json:"id"`
		Function struct {
			Name      string `json:"name"`
			Arguments string `json:"arguments"`
		} `json:"function"`
	} `json:"tool_calls"`
}

// read takes the request out of the body.
func (c *Call) read(raw []byte) {
	path, azure := c.route()
	c.Request.N = 1
	switch path {
	case "audio/transcriptions":
		c.Request.err = c.Request.readForm(c.Header.Get("Content-Type"), raw)
	case "chat/completions", "embeddings":
		c.Request.err = c.Request.readJSON(raw)
	}
	if azure {
		c.Request.Model = c.deployment()
	}
}

// readJSON takes a chat or embeddings out of a body.
func (r *Request) readJSON(raw []byte) error {
	r.Raw = bytes.Clone(raw)
	fields, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if _, object := fields.(map[string]any); err != nil || !object {
		r.Raw = nil
		return no("", "", "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP "+
			"library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)")
	}
	r.fields = fields
	if err := json.Unmarshal(raw, &r.asked); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return no(wrong.Field, "invalid_type", "Invalid type for '%s': expected %s, but got %s instead.", wrong.Field, wrong.Type.Kind(), wrong.Value)
		}
		return no("", "", "llmtest: %v", err)
	}
	return r.take()
}

// take makes the arguments easy to look at.
func (r *Request) take() error {
	a := r.asked
	r.Model, r.Stream, r.User, r.SafetyIdentifier, r.ToolChoice = a.Model, a.Stream, a.User, a.SafetyIdentifier, a.ToolChoice
	r.StreamUsage = a.StreamOptions != nil && a.StreamOptions.IncludeUsage
	r.MaxTokens = or(a.MaxCompletionTokens, or(a.MaxTokens, 0))
	r.N = max(1, or(a.N, 1))
	r.Dimensions, r.Encoding = or(a.Dimensions, 0), a.EncodingFormat
	if f := a.ResponseFormat; f != nil {
		r.Format = f.Type
		if j := f.JSONSchema; j != nil {
			r.SchemaName, r.Schema, r.Strict = j.Name, j.Schema, j.Strict
		}
	}
	for _, t := range a.Tools {
		r.Tools = append(r.Tools, t.Function)
	}
	for i, m := range a.Messages {
		read, err := m.read(i)
		if err != nil {
			return err
		}
		r.Messages = append(r.Messages, read)
	}
	return r.takeInputs()
}

// or is a number, or another when it was not given.
func or(n *int, otherwise int) int { return *cmp.Or(n, &otherwise) }
