package llmtest

import (
	"maps"
	"net/http"
	"slices"
	"time"
)

// answered is the body of a chat's answer with one choice.
func answered(choice string) string {
	return `{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[` + choice + `]}`
}

// chosen is a choice.
func chosen(reason, message string) string {
	return `{"index":0,"logprobs":null,"finish_reason":"` + reason + `","message":{"role":"assistant",` + message + `}}`
}

// failed is the body of an error.
func failed(message, kind, param, code string) string {
	return string((&refusal{message: message, kind: kind, param: param, code: code}).body())
}

// table are faults by their names: those that were measured or described, and some that were not.
func table() map[string]Fault {
	all := errorsNamed()
	maps.Copy(all, answersNamed())
	maps.Copy(all, spoiledNamed())
	return all
}

// errorsNamed are errors as they were measured or described.
func errorsNamed() map[string]Fault {
	return map[string]Fault{
		"429_rate": {RetryAfter: 2, Header: map[string]string{"x-ratelimit-remaining-requests": "0"}, Body: failed("Rate limit reached for gpt-4o-mini in "+
			"organization org-x on tokens per min (TPM): Limit 200000, Used 199000, Requested 2000. Please try again in 300ms. "+
			"Visit https://platform.openai.com/account/rate-limits to learn more.", "tokens", "", "rate_limit_exceeded")},
		"429_quota": {Status: http.StatusTooManyRequests, Body: failed("You exceeded your current quota, please check your plan and billing details. "+
			"For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
			"insufficient_quota", "", "insufficient_quota")},
		"400_context": {Status: http.StatusBadRequest, Body: failed("This model's maximum context length is 16385 tokens. However, your messages resulted in "+
			"33625 tokens. Please reduce the length of the messages.", "invalid_request_error", "messages", "context_length_exceeded")},
		"401": {Status: http.StatusUnauthorized, Body: string(noKey().body())},
		"500": {Status: http.StatusInternalServerError,
			Body: failed("The server had an error while processing your request. Sorry about that!", "server_error", "", "")},
		"503":          {Status: http.StatusServiceUnavailable, Body: failed("That model is currently overloaded with other requests.", "server_error", "", "")},
		"ollama_style": {Status: http.StatusNotFound, Body: `{"error":"model 'x' not found"}`},
		"gemini_array": {Status: http.StatusBadRequest, Body: `[{"error":{"code":400,"message":"Invalid","status":"INVALID_ARGUMENT"}}]`},
		"502_html":     {Status: http.StatusBadGateway, Body: "<html><head><title>502 Bad Gateway</title></head></html>"},
	}
}

// firstChunk is the beginning of a stream.
const firstChunk = `data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m",` +
	`"choices":[{"index":0,"delta":{"content":"Hola"},"finish_reason":null}]}` + "\n\n"

// answersNamed are answers that look like good ones.
func answersNamed() map[string]Fault {
	sse := map[string]string{"Content-Type": isStream}
	return map[string]Fault{
		"200_empty_choices": {Body: answered("")},
		"200_refusal":       {Body: answered(chosen("stop", `"content":null,"refusal":"I'm sorry, I can't help with that."`))},
		"200_length":        {Body: answered(chosen("length", `"content":"{\"company\":\"Tal","refusal":null`))},
		"200_filter":        {Body: answered(chosen("content_filter", `"content":null,"refusal":null`))},
		"200_bad_tool_args": {Body: answered(chosen("tool_calls", `"content":null,"refusal":null,`+
			`"tool_calls":[{"id":"c1","type":"function","function":{"name":"no_such_tool","arguments":"{\"a\":"}}]`))},
		"200_truncated":  {Body: `{"id":"1","choices":[{"mess`},
		"200_error":      {Body: failed("The server had an error", "server_error", "", "")},
		"sse_cut":        {Header: sse, Body: firstChunk},
		"sse_error":      {Header: sse, Body: `data: {"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}` + "\n\n"},
		"sse_error_late": {Header: sse, Body: firstChunk + `data: { "error": {"message":"overloaded"}}` + "\n\n"},
		"timeout":        {Delay: 2 * time.Minute, Body: "{}"},
	}
}

// spoiledNamed are faults that come on top of what the model says.
func spoiledNamed() map[string]Fault {
	return map[string]Fault{
		"slow":         {Pause: 2 * time.Second},
		"slow_headers": {Delay: 2 * time.Second},
		"drop":         {Drop: true},
		"cut":          {Cut: 60},
		"stall":        {Stall: 60},
		"truncated":    {Truncate: true},
		"wrong_ids":    {WrongIDs: true},
		"no_finish":    {Endless: true},
	}
}

// Named is a fault by its name: those that were measured ("429_rate", "502_html", "sse_cut" and so on) and, beside them,
// slow, slow_headers, drop, cut, stall, truncated, wrong_ids, no_finish, 200_error and sse_error_late. A name that it does
// not know is an error of the server that says so.
func Named(name string) Fault {
	f, ok := table()[name]
	if !ok {
		return Fault{Status: http.StatusNotImplemented, Body: failed("llmtest: no fault is named "+name, "llmtest", "", "")}
	}
	return f
}

// Names are the names of all faults.
func Names() []string { return slices.Sorted(maps.Keys(table())) }
