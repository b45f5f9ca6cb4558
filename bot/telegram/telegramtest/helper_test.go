package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"testing"
	"time"

	"pabellon/bot/fakes"
)

// answer is what a call came to.
type answer struct {
	OK          bool
	Result      json.RawMessage
	Description string
	Code        int `json:"error_code"`
	Parameters  struct {
		Retry   int   `json:"retry_after"`
		Migrate int64 `json:"migrate_to_chat_id"`
	}
	status int
	header http.Header
	body   string
	err    error // of the connection
}

// bench is a server and the means to call it as a bot.
type bench struct {
	*testing.T
	*Server
}

// begin starts a server without a schema.
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
	return bench{T: t, Server: s}
}

// strictly starts a server with the schema of the Bot API.
func strictly(t *testing.T) bench {
	t.Helper()
	raw := fakes.Contract(t, "telegram/bot_api_10.1.json")
	return begin(t, func(o *Options) { o.Schema = raw })
}

// do sends a request and reads what comes back.
func (b bench) do(method, address, kind string, body io.Reader) answer {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		b.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	a := answer{status: res.StatusCode, header: res.Header, body: string(raw), err: err}
	if json.Unmarshal(raw, &a) != nil {
		a.OK = false
	}
	return a
}

func (b bench) address(name string) string { return b.URL() + "/bot" + b.Token() + "/" + name }

// call posts a form of pairs of names and values.
func (b bench) call(name string, pairs ...string) answer {
	b.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, b.address(name), "application/x-www-form-urlencoded", bytes.NewBufferString(form.Encode()))
}

// json posts a JSON body.
func (b bench) json(name, body string) answer {
	b.Helper()
	return b.do(http.MethodPost, b.address(name), "application/json", bytes.NewBufferString(body))
}

// upload posts a multipart form with one file in it.
func (b bench) upload(name, part, file string, content []byte, pairs ...string) answer {
	b.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			b.Fatal(err)
		}
	}
	f, err := w.CreateFormFile(part, file)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := f.Write(content); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return b.do(http.MethodPost, b.address(name), w.FormDataContentType(), &body)
}

// well is a call that must be taken; its result goes into the value, if there is one.
func (b bench) well(a answer, into any) answer {
	b.Helper()
	if !a.OK {
		b.Fatalf("refused: %d %q %v %s", a.status, a.Description, a.err, a.body)
	}
	if into != nil {
		if err := json.Unmarshal(a.Result, into); err != nil {
			b.Fatalf("result %s: %v", a.Result, err)
		}
	}
	return a
}

// refused is a call that must be refused with these words.
func (b bench) refused(a answer, status int, words string) answer {
	b.Helper()
	if a.OK || a.status != status || a.Code != status || a.Description != words {
		b.Errorf("answered %d %q, want %d %q", a.status, a.Description, status, words)
	}
	return a
}

// ana is a person who has started the bot.
func (b bench) ana() *Person {
	p := b.Person(Profile{ID: 77, First: "Ana", Last: "Ruiz", Username: "anaruiz", Lang: "es-MX"})
	p.Start("")
	return p
}

// updates asks for what there is from the offset on.
func (b bench) updates(pairs ...string) []map[string]any {
	b.Helper()
	var list []map[string]any
	b.well(b.call("getUpdates", pairs...), &list)
	return list
}

// said is the id of a message that the bot sends.
func (b bench) said(pairs ...string) int64 {
	b.Helper()
	var m struct {
		ID int64 `json:"message_id"`
	}
	b.well(b.call("sendMessage", pairs...), &m)
	return m.ID
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}
