package llmtest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// part is a piece of the content of a message.
type part struct {
	Type     string `json:"type"`
	Text     string `json:"text"`
	Refusal  string `json:"refusal"`
	ImageURL *struct {
		URL string `json:"url"`
	} `json:"image_url"`
}

// read takes a message out of its JSON; i is its place.
func (m message) read(i int) (Message, error) {
	out := Message{Role: m.Role, ToolCallID: m.ToolCallID}
	for _, c := range m.ToolCalls {
		out.ToolCalls = append(out.ToolCalls, ToolCall{c.ID, c.Function.Name, c.Function.Arguments})
	}
	place := fmt.Sprintf("messages[%d].content", i)
	parts, err := m.parts(place)
	if err != nil {
		return out, err
	}
	var texts []string
	for j, p := range parts {
		switch {
		case p.Type == "text":
			texts = append(texts, p.Text)
		case p.Type == "refusal" && m.Role == "assistant":
			texts = append(texts, p.Refusal)
		case p.Type == "image_url" && p.ImageURL != nil && m.Role == "user":
			out.Images++
			out.images = append(out.images, p.ImageURL.URL)
		default:
			return out, no(fmt.Sprintf("%s[%d]", place, j), "invalid_value", "Invalid value: '%s' in '%s[%d]' of a message of role '%s'.", p.Type, place, j, m.Role)
		}
	}
	out.Text = strings.Join(texts, "\n")
	return out, nil
}

// parts are the pieces of the content: a text is one of them, null is none.
func (m message) parts(place string) ([]part, error) {
	var text *string
	if m.Content == nil {
		return nil, nil
	}
	if json.Unmarshal(m.Content, &text) == nil {
		if text == nil {
			return nil, nil
		}
		return []part{{Type: "text", Text: *text}}, nil
	}
	var all []part
	if err := json.Unmarshal(m.Content, &all); err != nil {
		return nil, no(place, "invalid_type", "Invalid type for '%s': expected one of a string or array of objects.", place)
	}
	return all, nil
}

// takeInputs reads what is to be embedded: a text, texts, a list of tokens, or lists of tokens, which count as their JSON.
func (r *Request) takeInputs() error {
	if r.asked.Input == nil {
		return nil
	}
	var one string
	if json.Unmarshal(r.asked.Input, &one) == nil {
		r.Inputs = []string{one}
		return nil
	}
	if json.Unmarshal(r.asked.Input, &r.Inputs) == nil {
		return nil
	}
	r.Inputs = nil
	var tokens []int
	if json.Unmarshal(r.asked.Input, &tokens) == nil {
		r.Inputs = []string{string(r.asked.Input)}
		return nil
	}
	var lists [][]int
	if json.Unmarshal(r.asked.Input, &lists) != nil {
		return no("input", "", "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.")
	}
	for _, list := range lists {
		r.Inputs = append(r.Inputs, string(payload(list)))
	}
	return nil
}
