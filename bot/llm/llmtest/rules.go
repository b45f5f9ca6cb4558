package llmtest

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// nameOf is what schemas and functions may be called.
var nameOf = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

// tokens is how many tokens a text is: one for four characters.
func tokens(text string) int { return (utf8.RuneCountInString(text) + 3) / 4 }

// tokens is how many tokens a request is.
func (r Request) tokens() int {
	if len(r.Messages) == 0 {
		n := 0
		for _, text := range r.Inputs {
			n += tokens(text)
		}
		return n
	}
	n := tokens(r.Text()) + tokens(string(r.Schema))
	for _, t := range r.Tools {
		n += tokens(t.Name) + tokens(string(t.Parameters))
	}
	return n
}

// mayChat refuses a chat that its schema allows and OpenAI does not.
func (s *Server) mayChat(r Request) error {
	for _, look := range []func(Request) error{checkEmpty, s.checkLimit, s.checkFormat, checkTools, checkOrder, checkImages, s.checkContext} {
		if err := look(r); err != nil {
			return err
		}
	}
	return nil
}

func checkEmpty(r Request) error {
	if r.asked.Messages == nil {
		return no("messages", "missing_required_parameter", "Missing required parameter: 'messages'.")
	}
	if len(r.Messages) == 0 {
		return no("messages", "empty_array", "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.")
	}
	for i, m := range r.Messages {
		at := fmt.Sprintf("messages[%d]", i)
		if !slices.Contains([]string{"developer", "system", "user", "assistant", "tool", "function"}, m.Role) {
			return no(at+".role", "invalid_value", "Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.", m.Role)
		}
		content := string(r.asked.Messages[i].Content)
		if (content == "" || content == "null") && (m.Role != "assistant" || len(m.ToolCalls) == 0) {
			return no(at+".content", "invalid_type", "Invalid value for 'content': expected a string, got null.")
		}
	}
	return nil
}

// checkLimit looks at the limits of the answer.
func (s *Server) checkLimit(r Request) error {
	a := r.asked
	switch {
	case s.opts.OldTokens && a.MaxCompletionTokens != nil:
		return no("", "", "Unrecognized request argument supplied: max_completion_tokens")
	case a.MaxTokens != nil && a.MaxCompletionTokens != nil:
		return no("max_tokens", "invalid_parameter_combination", "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
	case !s.opts.OldTokens && a.MaxTokens != nil && thinks(r.Model):
		return no("max_tokens", "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
	case a.StreamOptions != nil && !a.Stream:
		return no("stream_options", "", "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
	}
	for name, n := range map[string]*int{"max_tokens": a.MaxTokens, "max_completion_tokens": a.MaxCompletionTokens, "n": a.N} {
		if n != nil && *n < 1 {
			return no(name, "integer_below_min_value", "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %d instead.", name, *n)
		}
	}
	if r.N > 128 {
		return no("n", "integer_above_max_value", "Invalid 'n': integer above maximum value. Expected a value <= 128, but got %d instead.", r.N)
	}
	return nil
}

// thinks is whether a model is one of those that reason, by its name.
func thinks(model string) bool {
	return slices.ContainsFunc([]string{"o1", "o3", "o4", "gpt-5"}, func(p string) bool { return strings.HasPrefix(model, p) })
}

// checkOrder wants an answer for each call of a tool, right behind it, and no other.
func checkOrder(r Request) error {
	open := map[string]bool{}
	for i, m := range r.Messages {
		if m.Role == "tool" {
			if !open[m.ToolCallID] {
				return no(fmt.Sprintf("messages[%d].role", i), "", "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.")
			}
			delete(open, m.ToolCallID)
			continue
		}
		if err := unanswered(open, i); err != nil {
			return err
		}
		for _, c := range m.ToolCalls {
			open[c.ID] = true
		}
	}
	return unanswered(open, len(r.Messages))
}

func unanswered(open map[string]bool, i int) error {
	for id := range open {
		return no(fmt.Sprintf("messages[%d].role", i), "", "An assistant message with 'tool_calls' must be followed by tool messages "+
			"responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: %s", id)
	}
	return nil
}

// checkImages wants pictures to be addresses, or PNG, JPEG, GIF or WebP within one.
func checkImages(r Request) error {
	for _, m := range r.Messages {
		for _, address := range m.images {
			if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
				continue
			}
			head, data, ok := strings.Cut(address, ";base64,")
			if !ok || !slices.Contains([]string{"data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"}, head) {
				return no("", "invalid_image_format", "You uploaded an unsupported image. "+
					"Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].")
			}
			if _, err := base64.StdEncoding.DecodeString(data); err != nil || data == "" {
				return no("", "invalid_base64", "Invalid base64 image_url.")
			}
		}
	}
	return nil
}

func (s *Server) checkContext(r Request) error {
	if n := r.tokens(); n > s.opts.Context {
		return no("messages", "context_length_exceeded", "This model's maximum context length is %d tokens. "+
			"However, your messages resulted in %d tokens. Please reduce the length of the messages.", s.opts.Context, n)
	}
	return nil
}
