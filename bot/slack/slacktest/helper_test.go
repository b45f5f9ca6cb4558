package slacktest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot/fakes"
)

// bench is a workspace and the means to call it as the app.
type bench struct {
	*testing.T
	*Server
	api *slack.Client
}

// every scope that the server knows of.
func every(o *Options) {
	o.Scopes = append(UsualScopes(), "channels:read", "channels:history", "groups:read", "groups:history", "reactions:read")
}

// begin starts a workspace without a schema: Ana and Luis, and the channels C1 (public), C2 (private), C3 (archived) and C4
// and C5 (public and private, without the bot).
func begin(t *testing.T, options ...func(*Options)) bench {
	t.Helper()
	var o Options
	for _, change := range options {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.Person(Profile{ID: "U1", Name: "ana", Real: "Ana Ruiz", Email: "ana@example.com", Admin: true})
	s.Person(Profile{ID: "U2", Name: "luis"})
	s.AddChannel(Room{ID: "C1", Name: "altas", Members: []string{"U1", "U2"}})
	s.AddChannel(Room{ID: "C2", Name: "reservado", Private: true, Members: []string{"U1"}})
	s.AddChannel(Room{ID: "C3", Name: "viejo", Archived: true})
	s.AddChannel(Room{ID: "C4", Name: "ajeno", NoBot: true, Members: []string{"U1"}})
	s.AddChannel(Room{ID: "C5", Name: "oculto", NoBot: true, Private: true})
	return bench{T: t, Server: s, api: slack.New(s.BotToken(), slack.OptionAPIURL(s.URL()), slack.OptionAppLevelToken(s.AppToken()))}
}

// strictly starts a workspace with the schema of the methods and every scope.
func strictly(t *testing.T, options ...func(*Options)) bench {
	t.Helper()
	raw := fakes.Contract(t, "slack/methods.json")
	return begin(t, append([]func(*Options){every, func(o *Options) { o.Schema = raw }}, options...)...)
}

// answer is what a call by hand came to.
type answer struct {
	OK       bool
	Error    string
	Needed   string
	Provided string
	Metadata struct{ Messages []string } `json:"response_metadata"`
	status   int
	header   http.Header
	body     string
}

// call posts JSON with the token of the bot.
func (b bench) call(method, body string) answer {
	b.Helper()
	return b.do(http.MethodPost, b.URL()+method, "application/json", body, "Bearer "+b.BotToken())
}

// do sends a request and reads what comes back.
func (b bench) do(method, address, kind, body, token string) answer {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	a := answer{status: res.StatusCode, header: res.Header, body: string(raw)}
	_ = json.Unmarshal(raw, &a)
	return a
}

// is fails the test unless an error of slack-go is one of Slack's words.
func (b bench) is(err error, word string) {
	b.Helper()
	var said slack.SlackErrorResponse
	if !errors.As(err, &said) || said.Err != word {
		b.Errorf("the error is %v, want %s", err, word)
	}
}

// fine fails the test at an error.
func (b bench) fine(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// said posts a text as the bot and returns its ts.
func (b bench) said(channel string, options ...slack.MsgOption) string {
	b.Helper()
	_, ts, err := b.api.PostMessage(channel, options...)
	b.fine(err)
	return ts
}

// text is an option that says a text as it is.
func text(words string) slack.MsgOption { return slack.MsgOptionText(words, false) }

func plainText(words string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, words, false, false)
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}
