package telegram_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

const secret = "Fe_09-abcdefghijklmnop"

// hooked is a Telegram that is called, behind a real server.
type hooked struct {
	*world
	url string
}

// hook starts one. The fake Telegram calls it once it has set its webhook.
func hook(t *testing.T, options ...func(*telegram.Options)) hooked {
	t.Helper()
	var handler atomic.Pointer[telegram.Telegram]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.Load().ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	url := server.URL + telegram.HookPath
	all := append([]func(*telegram.Options){func(o *telegram.Options) { o.Hook, o.Secret = url, secret }}, options...)
	w := join(t, fake(t), &backend{}, all...)
	handler.Store(w.Telegram)
	return hooked{world: w, url: url}
}

// set waits until the webhook is set.
func (h hooked) set() hooked {
	h.Helper()
	h.until("the webhook is set", func() bool { words, ok := h.State(); return ok && words == "webhook" })
	return h
}

// post calls the webhook as somebody might.
func (h hooked) post(method, secret, body string) *http.Response {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), method, h.url, strings.NewReader(body))
	if err != nil {
		h.Fatal(err)
	}
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer
}

// update is one with a text of the person 77.
func update(text string) string {
	b, _ := json.Marshal(map[string]any{"update_id": 5, "message": map[string]any{"message_id": 9, "date": 1, "text": text,
		"chat": map[string]any{"id": 77, "type": "private"}, "from": map[string]any{"id": 77}}})
	return string(b)
}

func TestTheWebhookIsSetWithItsSecret(t *testing.T) {
	h := hook(t)
	h.run()
	h.set()
	for _, c := range h.server.Calls() {
		if c.Method == "getUpdates" {
			t.Error("it polls, although there is a webhook")
		}
		if c.Method != "setWebhook" {
			continue
		}
		if c.Params["url"] != h.url || c.Params["secret_token"] != secret || !strings.Contains(c.Params["allowed_updates"], `"message_reaction"`) {
			t.Errorf("setWebhook %v", c.Params)
		}
		if n, err := strconv.Atoi(c.Params["max_connections"]); err != nil || n < 1 || n > 100 {
			t.Errorf("max_connections %q", c.Params["max_connections"])
		}
		if c.Params["drop_pending_updates"] != "" {
			t.Error("what people wrote while we were away is thrown away")
		}
	}
	if n := called(h.world, "setWebhook"); n != 1 {
		t.Errorf("set %d times, want once", n)
	}
}

func TestWhatTelegramPostsBecomesTurnsInOrder(t *testing.T) {
	h := hook(t)
	h.run()
	h.set()
	people := make([]*telegramtest.Person, 5)
	for i := range people {
		people[i] = h.server.Person(telegramtest.Profile{ID: int64(77 + i), Lang: "es"})
		people[i].Start("")
	}
	for n := range 20 {
		for _, p := range people {
			p.Write(strconv.Itoa(n))
		}
	}
	said := map[string][]string{}
	for _, turn := range h.turns(105) {
		said[turn.Conversation] = append(said[turn.Conversation], turn.Text)
	}
	for conversation, texts := range said {
		for i, text := range texts[1:] {
			if text != strconv.Itoa(i) {
				t.Fatalf("%s: %q", conversation, texts)
			}
		}
	}
	people[0].PressData(1, "v1:x")
	h.turns(106)
	h.until("all is taken", func() bool { return h.server.Pending() == 0 })
}

func TestOnlyTelegramIsHeard(t *testing.T) {
	h := hook(t)
	for name, shown := range map[string]string{"none": "", "another": "geheim", "longer": secret + "x", "shorter": secret[:5], "other case": strings.ToUpper(secret)} {
		if got := h.post(http.MethodPost, shown, update("soy yo")); got.StatusCode != http.StatusForbidden {
			t.Errorf("with %s secret: %s, want 403", name, got.Status)
		}
	}
	if n := len(h.backend.calls()); n > 0 {
		t.Errorf("%d calls were kept", n)
	}
	if got := h.post(http.MethodPost, secret, update("soy yo")); got.StatusCode != http.StatusOK || len(h.backend.all()) != 1 {
		t.Errorf("with the secret: %s and %d turns", got.Status, len(h.backend.all()))
	}
	if strings.Contains(h.log.String(), secret) {
		t.Error("the log has the secret")
	}
}

func TestWithoutASecretNobodyIsHeard(t *testing.T) {
	h := hook(t, func(o *telegram.Options) { o.Secret = "" })
	for _, shown := range []string{"", "x"} {
		if got := h.post(http.MethodPost, shown, update("hola")); got.StatusCode != http.StatusForbidden {
			t.Errorf("secret %q: %s, want 403", shown, got.Status)
		}
	}
}

func TestWhoeverPollsHasNoWebhook(t *testing.T) {
	h := hook(t, func(o *telegram.Options) { o.Hook = "" })
	if got := h.post(http.MethodPost, secret, update("hola")); got.StatusCode != http.StatusNotFound || len(h.backend.calls()) > 0 {
		t.Errorf("answered %s, want 404 and nothing kept", got.Status)
	}
}

func TestWhatIsNoUpdateIsTakenAndPassedOver(t *testing.T) {
	h := hook(t)
	bodies := map[string]string{
		"not JSON": "XAXX", "nothing": "", "a list": "[]", "a number": "5", "half": update("XAXX")[:30], "deep": strings.Repeat("[", 100000),
		"of another shape": `{"update_id":8,"message":{"message_id":"XAXX"}}`, "of the future": `{"update_id":9,"hologram":{}}`, "empty": "{}",
		"a megabyte too much": `{"update_id":10,"message":{"text":"` + strings.Repeat("XAXX", 1<<19) + `"}}`,
	}
	for name, body := range bodies {
		if got := h.post(http.MethodPost, secret, body); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, want 200, for it would never be better", name, got.Status)
		}
	}
	if len(h.backend.calls()) > 0 {
		t.Errorf("kept %+v", h.backend.calls())
	}
	if h.log.count("passed over") < 7 || h.log.count("update=8") != 1 || strings.Contains(h.log.String(), "XAXX") {
		t.Errorf("want them told of, without what is in them:\n%s", h.log)
	}
}

func TestABrowserThatLooksGetsNothing(t *testing.T) {
	h := hook(t)
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete} {
		if got := h.post(method, "", ""); got.StatusCode/100 != 4 {
			t.Errorf("%s: %s, want to be refused", method, got.Status)
		}
	}
	if len(h.backend.calls()) > 0 {
		t.Error("something was kept")
	}
}
