package llm

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	openai "github.com/sashabaranov/go-openai"

	"pabellon/bot"
)

// format is how well a server answers in JSON.
type format int32

const (
	bySchema format = iota // as a schema says
	anyJSON                // some JSON; the schema stands in the words
	inWords                // no more than asked to
)

// What a reasoning model may think beside its answer, in tokens; how long an answer may be
// at most, in characters for each token that was allowed; and when schemas are given up.
const (
	thinking  = 2000
	perToken  = 8
	usualSize = 500 // tokens, of a prompt that does not say
	mostSlips = 3   // answers in a row that are not what their schema asks for
)

// Ask has a prompt answered: JSON as its schema says, or words. The answer is whole, and no
// longer than was allowed; nothing else is known of it. An error is an [Error].
func (m *Model) Ask(ctx context.Context, p bot.Prompt) (string, error) {
	if len(p.Images) == 0 && m.o.Chat == "" || len(p.Images) > 0 && m.o.Vision == "" {
		return "", &Error{Outcome: Absent}
	}
	var answer, repair string // an answer that is none, to be mended once
	err := m.call(ctx, chatting, string(p.Task), p.Within, func(ctx context.Context) (int64, error) {
		var all int64
		for {
			how := format(m.skill.Load())
			if repair != "" && how == bySchema {
				how = anyJSON
			}
			res, err := m.client.CreateChatCompletion(ctx, m.request(p, how, repair))
			all += int64(res.Usage.TotalTokens)
			if err != nil {
				e := failure(ctx, err)
				e.After = after(res.Header(), time.Now())
				if m.learn(e, how, p.Schema != nil) {
					continue
				}
				return all, e
			}
			if res.Usage.TotalTokens == 0 {
				all += estimate(p, res)
			}
			answer, err = whole(res, p)
			if outcomeOf(err) == Useless && answer != "" && repair == "" {
				if m.slips.Add(1) >= mostSlips {
					m.skill.CompareAndSwap(int32(bySchema), int32(anyJSON)) // it does not heed schemas
				}
				repair = answer
				continue
			}
			if err == nil && how == bySchema && p.Schema != nil {
				m.slips.Store(0)
			}
			return all, err
		}
	})
	if m.o.Reveal {
		m.o.Log.Info("the model was asked", "task", string(p.Task), "rules", p.Rules, "data", p.Data, "answer", answer, "error", err)
	}
	if err != nil {
		return "", err
	}
	return answer, nil
}

// request is what goes over the wire. What people wrote is the user's message, and our
// rules are the system's.
func (m *Model) request(p bot.Prompt, how format, repair string) openai.ChatCompletionRequest {
	model := m.o.Chat
	rules, data := p.Rules, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: p.Data}
	if len(p.Images) > 0 {
		model, data = m.o.Vision, looking(p)
	}
	r := openai.ChatCompletionRequest{Model: model, Temperature: m.o.Temperature, ReasoningEffort: m.o.Effort}
	if !m.noAlias.Load() {
		r.SafetyIdentifier = m.alias(p.Person)
	}
	if p.Schema != nil {
		switch how {
		case bySchema:
			r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
				JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: string(p.Task), Strict: true, Schema: p.Schema}}
		case anyJSON:
			r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
			fallthrough
		case inWords:
			rules += "\n\nAnswer with one JSON object and nothing else. It must satisfy this JSON Schema:\n" + string(p.Schema)
		}
	}
	r.Messages = []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: rules}, data}
	if repair != "" {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant, Content: repair},
			openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: "That is not the JSON object that the schema asks for. Answer again, with that object alone."})
	}
	limit := p.Longest
	if limit == 0 {
		limit = usualSize
	}
	if m.o.Effort != "none" && m.o.Effort != "minimal" {
		limit += thinking
	}
	if m.oldWord.Load() {
		//lint:ignore SA1019 older servers know no other
		r.MaxTokens = limit
	} else {
		r.MaxCompletionTokens = limit
	}
	return r
}

// looking is a message with pictures. The library refuses one with words beside them.
func looking(p bot.Prompt) openai.ChatCompletionMessage {
	parts := []openai.ChatMessagePart{{Type: openai.ChatMessagePartTypeText, Text: p.Data}}
	for _, i := range p.Images {
		parts = append(parts, openai.ChatMessagePart{Type: openai.ChatMessagePartTypeImageURL, ImageURL: &openai.ChatMessageImageURL{
			URL: "data:" + i.Type + ";base64," + base64.StdEncoding.EncodeToString(i.Content), Detail: openai.ImageURLDetailHigh}})
	}
	return openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, MultiContent: parts}
}

// learn notes what a server said that it lacks, and tells whether to ask another way.
func (m *Model) learn(e *Error, how format, asJSON bool) bool {
	switch {
	case e.lacks == "max_completion_tokens":
		return m.oldWord.CompareAndSwap(false, true)
	case e.lacks == "safety_identifier":
		return m.noAlias.CompareAndSwap(false, true)
	case asJSON && how < inWords && (e.lacks == "response_format" || e.lacks == "json_schema" || e.lacks == "json_object"):
		m.skill.CompareAndSwap(int32(how), int32(how+1))
		m.o.Log.Info("the model's server does not take this form of answer; another is used", "status", e.Status)
		return true
	}
	return false
}

// whole is the text of an answer, if it is one.
func whole(res openai.ChatCompletionResponse, p bot.Prompt) (string, error) {
	if len(res.Choices) == 0 {
		return "", &Error{Outcome: Useless}
	}
	c := res.Choices[0]
	text := strings.TrimSpace(c.Message.Content)
	longest := p.Longest
	if longest == 0 {
		longest = usualSize
	}
	switch {
	case c.Message.Refusal != "" || c.FinishReason == openai.FinishReasonContentFilter:
		return "", &Error{Outcome: Refused}
	case c.FinishReason == openai.FinishReasonLength, utf8.RuneCountInString(text) > longest*perToken:
		return "", &Error{Outcome: Useless} // longer than anybody wants it
	case text == "" || !utf8.ValidString(text):
		return "", &Error{Outcome: Useless}
	case p.Schema == nil:
		return text, nil
	}
	object, ok := onlyObject(text)
	if !ok || !hasKeys(object, p.Schema) {
		return text, &Error{Outcome: Useless}
	}
	return object, nil
}

// hasKeys tells whether an object has what its schema requires of it. Who asked reads the
// rest.
func hasKeys(object string, schema json.RawMessage) bool {
	var wants struct{ Required []string }
	var has map[string]json.RawMessage
	if json.Unmarshal(schema, &wants) != nil || json.Unmarshal([]byte(object), &has) != nil {
		return false
	}
	for _, key := range wants.Required {
		if _, ok := has[key]; !ok {
			return false
		}
	}
	return true
}

// onlyObject is the JSON object in a text: old servers put it between backticks, and
// models that think aloud behind what they thought.
func onlyObject(text string) (string, bool) {
	if _, said, thought := strings.Cut(text, "</think>"); thought {
		text = said
	}
	from, to := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')
	if from < 0 || to < from {
		return "", false
	}
	object := text[from : to+1]
	return object, json.Valid([]byte(object))
}

// estimate is what a call cost when the server does not say, in tokens of four characters.
func estimate(p bot.Prompt, res openai.ChatCompletionResponse) int64 {
	n := len(p.Rules) + len(p.Data) + len(p.Schema)
	for _, c := range res.Choices {
		n += len(c.Message.Content)
	}
	return int64(n/4 + 1)
}
