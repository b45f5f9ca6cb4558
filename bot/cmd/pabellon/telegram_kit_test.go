package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"pabellon/bot/fakes"
	"pabellon/bot/telegram/telegramtest"
)

// exchange is a Telegram of our own, and the real program that serves it.
type exchange struct {
	*testing.T
	net   *telegramtest.Server
	ctx   context.Context
	dir   string
	port  string
	hook  bool     // a webhook; else it is polled
	front string   // where the webhook is reached; "" is the program itself
	env   []string // beside what starts it
	p     *process // that runs now
	ended []string // what earlier ones wrote
	acts  int      // of staff
}

// eachWay runs a test once with polling and once with a webhook.
func eachWay(t *testing.T, f func(t *testing.T, hook bool)) {
	t.Helper()
	t.Run("polling", func(t *testing.T) { t.Parallel(); f(t, false) })
	t.Run("webhook", func(t *testing.T) { t.Parallel(); f(t, true) })
}

// dial starts a Telegram that knows the Bot API, and the program beside it.
func dial(t *testing.T, hook bool, env ...string) *exchange {
	t.Helper()
	e := connect(t, botAPI(t), env...)
	e.hook = hook
	e.start()
	return e
}

// connect starts a Telegram, and no program yet.
func connect(t *testing.T, schema []byte, env ...string) *exchange {
	t.Helper()
	s, err := telegramtest.New(telegramtest.Options{Schema: schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return &exchange{T: t, net: s, ctx: ctx, dir: t.TempDir(), port: port, env: env}
}

// botAPI is the Bot API as JSON, with which each call is compared. Where it lies is no
// part of the checkout.
func botAPI(t testing.TB) []byte {
	t.Helper()
	return fakes.Contract(t, "telegram/bot_api_10.1.json")
}

// address is where the program answers.
func (e *exchange) address() string { return "http://127.0.0.1:" + e.port }

// start starts the program, which the last one's end must have come before.
func (e *exchange) start() {
	e.Helper()
	e.launch()
	e.p.address(e)
}

// launch starts it and does not wait until it is ready.
func (e *exchange) launch() {
	e.Helper()
	env := []string{"HTTP_ADDR=127.0.0.1:" + e.port, "LOG_LEVEL=info", "PLAYGROUND=on",
		"TELEGRAM_TOKEN=" + e.net.Token(), "TELEGRAM_API_URL=" + e.net.URL()}
	if e.hook {
		env = append(env, "PUBLIC_URL="+cmp.Or(e.front, e.address()))
	}
	e.p = begin(e, e.dir, append(env, e.env...), "serve")
}

// stop ends the program as an operator does.
func (e *exchange) stop() {
	e.Helper()
	if err := e.p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		e.Fatal(err)
	}
	if code := e.gone(); code != 0 {
		e.Fatalf("it ends with %d; stderr:\n%s", code, e.p.stderr)
	}
}

// gone waits for the end and keeps what was written.
func (e *exchange) gone() int {
	e.Helper()
	var out strings.Builder
	for line := range e.p.lines {
		out.WriteString(line + "\n")
	}
	code := e.p.wait(e)
	e.ended = append(e.ended, e.p.stderr.String()+out.String())
	return code
}

// until waits for something that the Telegram can see.
func (e *exchange) until(what string, holds func() bool) {
	e.Helper()
	if err := e.net.Until(e.ctx, what, holds); err != nil {
		e.Fatalf("%v; stderr:\n%s", err, e.p.stderr)
	}
}

// staff does something in Laura's name in a conversation.
func (e *exchange) staff(conversation, action, text string) {
	e.Helper()
	e.acts++
	body := fmt.Sprintf(`{"staff":"laura","conversation":%q,"id":"s%d","action":%q,"text":%q}`, conversation, e.acts, action, text)
	if code, answer := post(e.T, e.address()+"/playground/api/staff", body); code != http.StatusAccepted {
		e.Fatalf("%s: %d %s", action, code, answer)
	}
}

// days moves the clock.
func (e *exchange) days(n int) {
	e.Helper()
	for range n {
		if code, answer := post(e.T, e.address()+"/playground/api/clock", `{"days":1}`); code != http.StatusOK {
			e.Fatalf("clock: %d %s", code, answer)
		}
	}
}

// desk waits until staff see words.
func (e *exchange) desk(words string) string {
	e.Helper()
	return e.page("desk", words)
}

// page waits until something that the page reads has words in it.
func (e *exchange) page(path, words string) string {
	e.Helper()
	var body string
	found := false
	defer func() {
		if !found {
			e.Logf("%s shows %s", path, body)
		}
	}()
	eventually(e, path+" shows "+words, func() bool {
		_, body = get(e, e.address()+"/playground/api/"+path)
		found = strings.Contains(body, words)
		return found
	})
	return body
}
