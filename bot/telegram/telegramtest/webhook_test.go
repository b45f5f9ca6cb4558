package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// hookTarget is a bot's webhook that answers as it is told.
type hookTarget struct {
	mu     sync.Mutex
	texts  []string
	secret []string
	now    int
	most   int
	reply  func(n int, text string, w http.ResponseWriter)
}

func (h *hookTarget) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var u struct{ Message struct{ Text string } }
	err := json.NewDecoder(r.Body).Decode(&u)
	h.mu.Lock()
	if err != nil {
		u.Message.Text = err.Error()
	}
	h.texts = append(h.texts, u.Message.Text)
	h.secret = append(h.secret, r.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	n := len(h.texts)
	h.now++
	h.most = max(h.most, h.now)
	h.mu.Unlock()
	if h.reply != nil {
		h.reply(n, u.Message.Text, w)
	}
	h.mu.Lock()
	h.now--
	h.mu.Unlock()
}

func (h *hookTarget) seen() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.texts)
}

func (h *hookTarget) at(b bench) string {
	srv := httptest.NewServer(h)
	b.Cleanup(srv.Close)
	return srv.URL + "/hook"
}

func (b bench) drained() {
	b.Helper()
	if err := b.Until(soon(b.T), "nothing is pending", func() bool { return b.Pending() == 0 }); err != nil {
		b.Fatal(err)
	}
}

func TestAWebhookGetsUpdatesInOrderWithTheSecretUntilItTakesThem(t *testing.T) {
	b := begin(t)
	ana := b.Person(Profile{ID: 77})
	h := &hookTarget{reply: func(n int, _ string, w http.ResponseWriter) {
		if n < 4 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}}
	for i := range 3 {
		ana.Write(fmt.Sprint(i))
	}
	a := b.well(b.call("setWebhook", "url", h.at(b), "secret_token", "s3cret_-", "max_connections", "3"), nil)
	if !strings.Contains(a.body, `"description":"Webhook was set"`) {
		t.Errorf("answered %s", a.body)
	}
	b.drained()
	if want := []string{"0", "0", "0", "0", "1", "2"}; !slices.Equal(h.seen(), want) {
		t.Errorf("posted %v, want %v", h.seen(), want)
	}
	if slices.ContainsFunc(h.secret, func(s string) bool { return s != "s3cret_-" }) {
		t.Errorf("secrets %q", h.secret)
	}
	var info struct {
		URL     string
		Message string `json:"last_error_message"`
		Max     int    `json:"max_connections"`
		Pending int    `json:"pending_update_count"`
	}
	b.well(b.call("getWebhookInfo"), &info)
	if info.Message != "Wrong response from the webhook: 503 Service Unavailable" || info.Max != 3 || info.Pending != 0 || info.URL == "" {
		t.Errorf("told %+v", info)
	}
}

func TestAChatThatFailsDoesNotHoldUpAnother(t *testing.T) {
	b := begin(t)
	ana, eva := b.Person(Profile{ID: 77}), b.Person(Profile{ID: 78})
	h := &hookTarget{reply: func(_ int, text string, w http.ResponseWriter) {
		if text == "no" {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}}
	b.well(b.call("setWebhook", "url", h.at(b)), nil)
	ana.Write("no")
	ana.Write("espera")
	eva.Write("sí")
	if err := b.Until(soon(t), "one is taken", func() bool { return b.Pending() == 2 }); err != nil {
		t.Fatal(err)
	}
	time.Sleep(3 * firstPause)
	got := h.seen()
	slices.Sort(got)
	if want := []string{"no", "sí"}; !slices.Equal(got, want) {
		t.Errorf("posted %v, want %v: Retry-After is honoured", got, want)
	}
}

func TestNoMoreConnectionsThanAllowed(t *testing.T) {
	b := begin(t)
	h := &hookTarget{reply: func(int, string, http.ResponseWriter) { time.Sleep(20 * time.Millisecond) }}
	b.well(b.call("setWebhook", "url", h.at(b), "max_connections", "2"), nil)
	for i := range 8 {
		b.Person(Profile{ID: int64(100 + i)}).Write("hola")
	}
	b.drained()
	if h.most != 2 {
		t.Errorf("%d at once", h.most)
	}
}

func TestAMethodInTheAnswerOfAWebhookIsCarriedOut(t *testing.T) {
	b := begin(t)
	ana := b.Person(Profile{ID: 77})
	h := &hookTarget{reply: func(_ int, _ string, w http.ResponseWriter) {
		_, _ = fmt.Fprint(w, `{"method":"sendMessage","chat_id":77,"text":"por aquí"}`)
	}}
	b.well(b.call("setWebhook", "url", h.at(b)), nil)
	ana.Write("hola")
	heard, err := ana.Heard(soon(t), 1)
	if err != nil || heard[0].Text != "por aquí" {
		t.Errorf("heard %v, %v", heard, err)
	}
	b.drained()
	if c := b.Calls(); !c[len(c)-1].Webhook {
		t.Errorf("the call is %+v", c[len(c)-1])
	}
}

func TestAWebhookThatCanNotBeIsRefused(t *testing.T) {
	cases := []struct{ name, url, secret, words string }{
		{"without TLS", "http://example.com/hook", "", "bad webhook: An HTTPS URL must be provided for webhook"},
		{"at an odd port", "https://example.com:9000/hook", "", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"},
		{"with a secret of other letters", "https://example.com/hook", "año", "secret token contains unallowed characters"},
		{"with a secret too long", "https://example.com/hook", strings.Repeat("a", 257), "secret token is too long"},
		{"at nothing", "hook", "", "bad webhook: invalid URL"},
	}
	b := begin(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			bench{T: t, Server: b.Server}.refused(b.call("setWebhook", "url", c.url, "secret_token", c.secret), 400, "Bad Request: "+c.words)
		})
	}
	b.well(b.call("setWebhook", "url", "http://localhost:1/"), nil)
	a := b.refused(b.call("setWebhook", "url", "http://localhost:1/"), 429, "Too Many Requests: retry after 1")
	if a.Parameters.Retry != 1 || a.header.Get("Retry-After") != "1" {
		t.Errorf("retry after %d, %q", a.Parameters.Retry, a.header.Get("Retry-After"))
	}
}

func TestPendingUpdatesAreDroppedOnDemand(t *testing.T) {
	b := begin(t)
	b.ana()
	b.well(b.call("deleteWebhook", "drop_pending_updates", "true"), nil)
	if b.Pending() != 0 {
		t.Errorf("%d are pending", b.Pending())
	}
	b.well(b.call("setWebhook", "url", "http://127.0.0.1:1/", "allowed_updates", `["message"]`), nil)
	if a := b.well(b.call("getWebhookInfo"), nil); !strings.Contains(a.body, `"allowed_updates":["message"]`) {
		t.Errorf("told %s", a.body)
	}
}

func TestWhatAWebhookMayNotAnswerIsNoted(t *testing.T) {
	for body, words := range map[string]string{
		`{"method":"getUpdates"}`:                            "Bad Request: telegramtest: getUpdates in the answer of a webhook",
		`{"method":"sendMessage","chat_id":77,"text":""}`:    "Bad Request: message text is empty",
		`{"method":"sendPigeon","chat_id":77,"text":"hola"}`: "Not Found: method not found",
	} {
		b := begin(t)
		h := &hookTarget{reply: func(_ int, _ string, w http.ResponseWriter) { _, _ = fmt.Fprint(w, body) }}
		b.well(b.call("setWebhook", "url", h.at(b)), nil)
		b.ana()
		b.drained()
		if got := b.Refused(); len(got) != 1 || got[0].Description != words {
			t.Errorf("%s: noted %+v", body, got)
		}
	}
}
