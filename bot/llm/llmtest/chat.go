package llmtest

import "maps"

// chat answers a chat.
func (s *Server) chat(c *Call) (*result, error) {
	r := c.Request
	if err := s.mayChat(r); err != nil {
		return nil, err
	}
	a, err := s.fit(r, s.reply(r))
	if err != nil {
		return nil, err
	}
	base := map[string]any{"id": s.nextID("chatcmpl"), "created": created, "model": r.Model}
	if r.Stream {
		return stream(r, a, base), nil
	}
	choices := []any{}
	for i := range r.N {
		choices = append(choices, map[string]any{"index": i, "logprobs": nil, "finish_reason": a.FinishReason, "message": a.message()})
	}
	base["object"], base["choices"], base["usage"] = "chat.completion", choices, a.Usage.chat()
	return &result{kind: isJSON, body: payload(base), usage: *a.Usage}, nil
}

// message is a reply as the message of an answer.
func (a Reply) message() map[string]any {
	m := map[string]any{"role": "assistant", "content": a.Text, "refusal": orNull(a.Refusal)}
	if a.Refusal != "" || len(a.ToolCalls) > 0 {
		m["content"] = orNull(a.Text)
	}
	calls := []any{}
	for _, t := range a.ToolCalls {
		calls = append(calls, map[string]any{"id": t.ID, "type": "function", "function": map[string]any{"name": t.Name, "arguments": t.Arguments}})
	}
	if len(calls) > 0 {
		m["tool_calls"] = calls
	}
	return m
}

// chat is the usage in the answer of a chat.
func (u Usage) chat() map[string]any {
	return map[string]any{"prompt_tokens": u.Prompt, "completion_tokens": u.Completion, "total_tokens": u.Total()}
}

// stream is a reply in frames: the role, pieces of the text, the reason why it ends, the usage if it was asked for, [DONE].
func stream(r Request, a Reply, base map[string]any) *result {
	res := &result{kind: isStream}
	frame := func(choices []any, usage any) {
		chunk := maps.Clone(base)
		chunk["object"], chunk["choices"] = "chat.completion.chunk", choices
		if r.StreamUsage {
			chunk["usage"] = usage
		}
		res.frames = append(res.frames, []byte("data: "+string(payload(chunk))+"\n\n"))
	}
	for i := range r.N {
		choice := func(delta map[string]any, reason any) {
			frame([]any{map[string]any{"index": i, "delta": delta, "logprobs": nil, "finish_reason": reason}}, nil)
		}
		choice(map[string]any{"role": "assistant", "content": "", "refusal": nil}, nil)
		for _, delta := range a.deltas() {
			choice(delta, nil)
		}
		choice(map[string]any{}, a.FinishReason)
	}
	if r.StreamUsage {
		frame([]any{}, a.Usage.chat())
		res.usage = *a.Usage
	}
	res.frames = append(res.frames, []byte("data: [DONE]\n\n"))
	return res
}

// deltas are the pieces of a reply. The arguments of a call come apart from its name, and in pieces too.
func (a Reply) deltas() []map[string]any {
	var out []map[string]any
	for _, piece := range pieces(a.Refusal) {
		out = append(out, map[string]any{"refusal": piece})
	}
	for _, piece := range pieces(a.Text) {
		out = append(out, map[string]any{"content": piece})
	}
	for i, t := range a.ToolCalls {
		out = append(out, map[string]any{"tool_calls": []any{map[string]any{"index": i, "id": t.ID, "type": "function",
			"function": map[string]any{"name": t.Name, "arguments": ""}}}})
		for _, piece := range pieces(t.Arguments) {
			out = append(out, map[string]any{"tool_calls": []any{map[string]any{"index": i, "function": map[string]any{"arguments": piece}}}})
		}
	}
	return out
}

// pieces cuts a text as a model writes it: a word or a part of one at a time, four characters as a token.
func pieces(text string) []string {
	var out []string
	for runes := []rune(text); len(runes) > 0; {
		n := min(4, len(runes))
		out = append(out, string(runes[:n]))
		runes = runes[n:]
	}
	return out
}
