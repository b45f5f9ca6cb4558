package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Outcome is what became of a call: a closed set, for metrics and logs.
type Outcome string

// The outcomes.
const (
	OK       Outcome = "ok"
	Resting  Outcome = "resting"  // the server failed too often; it is not asked for a while
	Spent    Outcome = "spent"    // the day's budget is used up
	Late     Outcome = "late"     // the deadline passed
	Canceled Outcome = "canceled" // nobody waits for it any more
	Limited  Outcome = "limited"  // 429: too much at once
	Unpaid   Outcome = "unpaid"   // 429 insufficient_quota: the account has no more credit
	Denied   Outcome = "denied"   // 401, 403: the key
	Absent   Outcome = "absent"   // 404: the model or the address
	Rejected Outcome = "rejected" // 400: the request, such as one that is too long
	Down     Outcome = "down"     // 5xx, 408, 409, no connection
	Cut      Outcome = "cut"      // the answer does not end
	Refused  Outcome = "refused"  // the model will not say it
	Useless  Outcome = "useless"  // an answer that is none: nothing in it, or not the JSON that was asked for
	Failed   Outcome = "failed"   // something on our side
)

// blames tells whether the server is at fault, so that it is to rest after some of these.
func (o Outcome) blames() bool {
	switch o {
	case OK, Canceled, Rejected, Refused, Spent, Resting, Failed:
		return false
	}
	return true
}

// again tells whether the same may work a moment later.
func (o Outcome) again() bool { return o == Down || o == Limited || o == Cut }

// Error is why there is no answer. It holds nothing of what was asked or answered.
type Error struct {
	Outcome Outcome
	Status  int           // of HTTP; 0 when there was none
	After   time.Duration // that the server wants us to wait
	cause   error         // of ours
	lacks   string        // the parameter that it does not know
}

// Error says it without the server's words.
func (e *Error) Error() string {
	out := "ask the model: " + string(e.Outcome)
	if e.Status != 0 {
		out += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	if e.cause != nil {
		out += ": " + e.cause.Error()
	}
	return out
}

// Unwrap is the cause, where it is ours.
func (e *Error) Unwrap() error { return e.cause }

// OutcomeOf tells what an error of this package says.
func OutcomeOf(err error) Outcome { return outcomeOf(err) }

func outcomeOf(err error) Outcome {
	var e *Error
	switch {
	case err == nil:
		return OK
	case errors.As(err, &e):
		return e.Outcome
	case errors.Is(err, context.Canceled):
		return Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return Late
	}
	return Failed
}

// failure is what an error of a call means.
func failure(ctx context.Context, err error) *Error {
	var ours *Error
	var api *openai.APIError
	var request *openai.RequestError // its words are the whole body
	var network net.Error
	var syntax *json.SyntaxError
	var other *json.UnmarshalTypeError
	switch {
	case errors.As(err, &ours):
		return ours
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), context.Canceled):
		return &Error{Outcome: Canceled}
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return &Error{Outcome: Late}
	case errors.As(err, &api):
		return ofStatus(api.HTTPStatusCode, fmt.Sprint(api.Code), api.Message)
	case errors.As(err, &request):
		return ofStatus(request.HTTPStatusCode, "", string(request.Body))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Error{Outcome: Cut}
	case errors.As(err, &network):
		return &Error{Outcome: Down}
	case errors.As(err, &syntax), errors.As(err, &other):
		return &Error{Outcome: Useless}
	}
	return &Error{Outcome: Down}
}

// ofStatus reads a status, and the words of the server only for what they tell about us.
func ofStatus(status int, code, words string) *Error {
	e := &Error{Status: status, Outcome: Down}
	switch {
	case status == http.StatusTooManyRequests && (code == "insufficient_quota" || strings.Contains(words, "insufficient_quota")):
		e.Outcome = Unpaid
	case status == http.StatusTooManyRequests:
		e.Outcome = Limited
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		e.Outcome = Denied
	case status == http.StatusNotFound:
		e.Outcome = Absent
	case status == http.StatusRequestTimeout, status == http.StatusConflict, status >= 500:
	case status >= 400:
		e.Outcome = Rejected
		for _, name := range []string{"response_format", "json_schema", "json_object", "max_completion_tokens", "safety_identifier"} {
			if strings.Contains(words, name) {
				e.lacks = name
				break
			}
		}
	case status < 300: // an error object where an answer should be
		e.Outcome = Useless
	}
	return e
}

// after reads how long a server wants us to wait: seconds, or a date (RFC 9110, 10.2.3).
func after(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 86400 {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
