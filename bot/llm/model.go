package llm

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Options say which server is asked for what.
type Options struct {
	Base         string // with the version, such as http://127.0.0.1:11434/v1; "" is OpenAI
	Key          string // "" sends none
	AzureVersion string // of the API, such as 2024-10-21: Base is an Azure resource, https://NAME.openai.azure.com

	Chat, Embedding, Hearing, Vision string // the models' names; "" is without

	Effort      string  // how much it reasons before it answers: none, minimal, low, medium, high; "" leaves it to the model
	Temperature float32 // 0 leaves it to the model
	OldLimit    bool    // the server knows max_tokens, and not max_completion_tokens
	Dimensions  int     // of vectors; 0 leaves it to the model

	AtOnce int           // calls at a time; 0 is usualAtOnce
	Salt   []byte        // of the hashes by which the server can tell people apart
	Purse  Purse         // what may be spent; nil is without end
	Tell   func(Call)    // is told of each call; may be nil
	Log    *slog.Logger  // never of what is asked and answered, but for Reveal
	Reveal bool          // prompts and answers are logged, with what people wrote
	Rest   time.Duration // that a server gets after it failed often; 0 is usualRest
}

// Purse is what may be spent in a day.
type Purse interface {
	// Left is how many tokens may still be used. Below 1 nothing is asked.
	Left(ctx context.Context) (int64, error)
	// Spend notes that tokens were used.
	Spend(ctx context.Context, tokens int64) error
}

// The usual limits.
const (
	usualAtOnce = 8
	usualRest   = 30 * time.Second
	openAI      = "https://api.openai.com/v1"

	dialTime   = 5 * time.Second
	headerTime = 60 * time.Second // a voice note is heard to its end before the first byte comes
	mostAnswer = 8 << 20          // bytes of an answer; vectors of 2,048 texts are the largest
)

// Model is a server and the models on it. It is safe for concurrent use.
type Model struct {
	o         Options
	client    *openai.Client
	transport *http.Transport
	gates     map[kind]*gate
	places    chan struct{}
	skill     atomic.Int32 // of answering in JSON, as far as it is known: see format
	slips     atomic.Int32 // in a row, see mostSlips
	noAlias   atomic.Bool  // it knows no safety_identifier
	broke     atomic.Bool  // nothing is left of the day's budget, and that was told
	oldWord   atomic.Bool  // it knows max_tokens only
}

// New makes one. It asks nothing yet.
func New(o Options) *Model {
	o.AtOnce, o.Rest = cmp.Or(o.AtOnce, usualAtOnce), cmp.Or(o.Rest, usualRest)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	way := transport(o.AtOnce)
	m := &Model{o: o, client: openai.NewClientWithConfig(o.config(way)), transport: way, places: make(chan struct{}, o.AtOnce), gates: map[kind]*gate{}}
	for _, k := range []kind{chatting, embedding, hearing} {
		m.gates[k] = newGate(k, o)
	}
	m.oldWord.Store(o.OldLimit)
	return m
}

// transport has the limits that the library lacks.
func transport(atOnce int) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: dialTime}).DialContext,
		TLSHandshakeTimeout:   dialTime,
		ResponseHeaderTimeout: headerTime,
		MaxIdleConnsPerHost:   atOnce,
		IdleConnTimeout:       90 * time.Second,
		ForceAttemptHTTP2:     true,
	}
}

func (o Options) config(way *http.Transport) openai.ClientConfig {
	c := openai.DefaultConfig(o.Key)
	if o.AzureVersion != "" {
		c = openai.DefaultAzureConfig(o.Key, o.Base)
		c.APIVersion = o.AzureVersion
		c.AzureModelMapperFunc = func(model string) string { return model }
	} else {
		c.BaseURL = cmp.Or(o.Base, openAI)
	}
	c.HTTPClient = doer{&http.Client{Transport: way}}
	return c
}

// doer sends requests. Its errors do not name the address, which may hold a password, and
// its answers end.
type doer struct{ client *http.Client }

func (d doer) Do(r *http.Request) (*http.Response, error) {
	res, err := d.client.Do(r)
	var in *url.Error
	if errors.As(err, &in) {
		err = &url.Error{Op: in.Op, URL: "(model)", Err: in.Err}
	}
	if res != nil && res.Body != nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, mostAnswer), res.Body}
	}
	return res, err
}

// Close ends the connections that rest. The model must not be used after it.
func (m *Model) Close() { m.transport.CloseIdleConnections() }

// alias is how the server knows somebody: a salted hash, so that it can tell people apart
// and nobody can tell who they are.
func (m *Model) alias(person string) string {
	if person == "" {
		return ""
	}
	mac := hmac.New(sha256.New, m.o.Salt)
	mac.Write([]byte(person))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
