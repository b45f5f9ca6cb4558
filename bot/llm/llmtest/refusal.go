package llmtest

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// refusal is an answer that is an error; it is an error inside of the server too.
type refusal struct {
	status     int
	kind       string // type
	message    string
	param      string // "" = null
	code       string // "" = null
	azure      bool   // Azure's gateway says only code and message
	scriptedBy bool   // the script of the test is at fault, not the client
}

func (r *refusal) Error() string { return r.message }

// body is the refusal as the client gets it.
func (r *refusal) body() []byte {
	if r.azure {
		return payload(map[string]any{"error": map[string]any{"code": r.code, "message": r.message}})
	}
	return payload(map[string]any{"error": map[string]any{
		"message": r.message, "type": r.kind, "param": orNull(r.param), "code": orNull(r.code)}})
}

// orNull is a text, or null for none.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// no refuses an argument of a request.
func no(param, code, format string, args ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, kind: "invalid_request_error", message: fmt.Sprintf(format, args...), param: param, code: code}
}

// with is the refusal with another status.
func (r *refusal) with(status int) *refusal {
	r.status = status
	return r
}

// as is the refusal with another type.
func (r *refusal) as(kind string) *refusal {
	r.kind = kind
	return r
}

// noKey refuses a key; which one it was is not said, so that no test finds it in a log by accident.
func noKey() *refusal {
	return no("", "invalid_api_key", "Incorrect API key provided: sk-xxxx. "+
		"You can find your API key at https://platform.openai.com/account/api-keys.").with(http.StatusUnauthorized)
}

func noModel(model string) *refusal {
	return no("", "model_not_found", "The model `%s` does not exist or you do not have access to it.", model).with(http.StatusNotFound)
}

func noPath(method, path string) *refusal {
	return no("", "", "Invalid URL (%s %s)", method, path).with(http.StatusNotFound)
}

func noMethod(method, path string) *refusal {
	return no("", "method_not_supported", "Not allowed to %s on %s.", method, path).with(http.StatusMethodNotAllowed)
}

// azureNo are the words of Azure's gateway (recalled, unverified).
func azureNo(status int, code, message string) *refusal {
	return &refusal{status: status, code: code, message: message, azure: true}
}

// payload is any value as JSON.
func payload(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return raw
}
