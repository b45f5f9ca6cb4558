package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pabellon/bot"
)

// client calls the Bot API. It opens nothing before the first call.
type client struct {
	bot  tg.BotAPI // copied for each call, to carry its context
	http *http.Client
	file string // address of a file, with %s for the token and the path
}

// tokenShape is how a token looks (https://core.telegram.org/bots/api#authorizing-your-bot).
// One of another shape would be printed by the library before any call is made.
var tokenShape = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

// quiet silences the library's own log, which prints addresses with the token.
var quiet sync.Once

func newClient(token, api string) (*client, error) {
	if !tokenShape.MatchString(token) {
		return nil, errors.New("telegram: the token must be digits, a colon and letters, as @BotFather gives it")
	}
	quiet.Do(func() { _ = tg.SetLogger(log.New(io.Discard, "", 0)) })
	api = strings.ReplaceAll(api, "%", "%%") // it becomes a format
	c := &client{bot: tg.BotAPI{Token: token}, http: newHTTP(), file: api + "/file/bot%s/%s"}
	c.bot.SetAPIEndpoint(api + "/bot%s/%s")
	return c, nil
}

// newHTTP keeps a connection for each message that may be on its way, and asks one that
// is shared whether it still lives: a network may swallow what it is given. It follows
// no redirect, which would show the token to whoever sends one.
func newHTTP() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = 128, 128
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second}
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// How long calls may take.
const (
	callTime   = 25 * time.Second
	uploadTime = 55 * time.Second // within the courier's patience
)

// call makes one call and decodes its result into into, unless that is nil.
func (c *client) call(ctx context.Context, method string, p tg.Params, into any) error {
	return c.ask(ctx, callTime, method, into, func(b *tg.BotAPI) (*tg.APIResponse, error) { return b.MakeRequest(method, p) })
}

// upload makes one call that carries files.
func (c *client) upload(ctx context.Context, method string, p tg.Params, into any, files ...tg.RequestFile) error {
	return c.ask(ctx, uploadTime, method, into, func(b *tg.BotAPI) (*tg.APIResponse, error) { return b.UploadFiles(method, p, files) })
}

func (c *client) ask(ctx context.Context, limit time.Duration, method string, into any, do func(*tg.BotAPI) (*tg.APIResponse, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	d := &doer{ctx: ctx, http: c.http}
	b := c.bot
	b.Client = d
	response, err := do(&b)
	if err != nil {
		return c.hush(refused(method, d.status, err))
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(response.Result, into); err != nil {
		return c.hush(fmt.Errorf("telegram: read the answer to %s: %w", method, err))
	}
	return nil
}

// How often a file is asked for, and the longest wait between two times.
const (
	openTries = 4
	openWait  = 3 * time.Second
)

// open opens a file that somebody sent, of at most most bytes. A trouble that may pass is
// waited for a little: whoever sent the file would be asked for it again.
func (c *client) open(ctx context.Context, id string, most int64) (io.ReadCloser, error) {
	for try := 1; ; try++ {
		content, err := c.fetch(ctx, id, most)
		no, wait := noted(err), firstPause<<try
		if no != nil {
			wait = max(wait, no.wait)
		}
		final := errors.Is(err, bot.ErrTooLarge) || no != nil && no.wait == 0 && no.code < http.StatusInternalServerError
		if err == nil || final || try == openTries || wait > openWait || !sleep(ctx, wait) {
			return content, err
		}
	}
}

// fetch asks for a file once.
func (c *client) fetch(ctx context.Context, id string, most int64) (io.ReadCloser, error) {
	var f struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	err := c.call(ctx, "getFile", tg.Params{"file_id": id}, &f)
	if no := noted(err); no != nil && no.says("file is too big") || f.Size > most {
		return nil, fmt.Errorf("telegram: open a file: %w", bot.ErrTooLarge)
	}
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf(c.file, c.bot.Token, f.Path), nil)
	if err != nil {
		return nil, errors.New("telegram: open a file: its path makes no address") // the error would hold the token
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.hush(fmt.Errorf("telegram: open a file: %w", redacted(err)))
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, &refusal{method: "open a file", code: response.StatusCode, words: http.StatusText(response.StatusCode)}
	}
	return response.Body, nil
}
