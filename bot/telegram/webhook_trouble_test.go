package telegram_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

func TestTelegramComesBackWhenTheDatabaseIs(t *testing.T) {
	h := hook(t)
	h.run()
	h.set()
	ana := h.server.Person(telegramtest.Profile{ID: 77, Lang: "es"})
	h.backend.set(func(b *backend) { b.fails = 1 })
	got := h.post(http.MethodPost, secret, update("hola"))
	if seconds, err := strconv.Atoi(got.Header.Get("Retry-After")); got.StatusCode != http.StatusServiceUnavailable || err != nil || seconds < 1 || seconds > 60 {
		t.Errorf("%s with Retry-After %q, want 503 and some seconds", got.Status, got.Header.Get("Retry-After"))
	}
	h.backend.set(func(b *backend) { b.fails = 1 })
	ana.Start("")
	ana.Write("uno")
	ana.Write("dos")
	var texts []string
	for _, turn := range h.turns(3) {
		texts = append(texts, turn.Text)
	}
	if !slices.Equal(texts, []string{"/start", "uno", "dos"}) {
		t.Errorf("kept %q, want all in order", texts)
	}
}

func TestAWebhookThatIsNotTakenIsToldOnce(t *testing.T) {
	cases := []struct {
		name, says string
		hook       string
		fault      *telegramtest.Fault
		heals      bool
	}{
		{"an address that Telegram does not take", "PUBLIC_URL", "http://bot.example.com/telegram/webhook", nil, false},
		{"a port that Telegram does not take", "PUBLIC_URL", "https://bot.example.com:3000/telegram/webhook", nil, false},
		{"no address at all", "PUBLIC_URL", "://", nil, false},
		{"a flood", "asks to wait for 1s", "", &telegramtest.Fault{RetryAfter: 1}, true},
		{"a server without an answer", "cannot be reached", "", &telegramtest.Fault{Status: 502, Times: 2}, true},
		{"a token that is not known", "TELEGRAM_TOKEN", "", &telegramtest.Fault{Status: 401, Times: -1}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := hook(t, func(o *telegram.Options) {
				if c.hook != "" {
					o.Hook = c.hook
				}
			})
			if c.fault != nil {
				c.fault.Method = "setWebhook"
				h.server.Fail(*c.fault)
			}
			h.may = func(c telegramtest.Call) bool { return c.Method == "setWebhook" }
			h.run()
			h.until("it is told", func() bool { return h.log.count("cannot set the webhook") > 0 })
			h.until("the state tells it", func() bool { words, ok := h.State(); return strings.Contains(words, c.says) && !ok || c.heals && ok })
			if c.heals {
				h.set()
			}
			if h.log.count("cannot set the webhook") != 1 || h.log.count(c.says) == 0 {
				t.Errorf("want %q once:\n%s", c.says, h.log)
			}
			if n := len(h.server.Impatient()); n > 0 {
				t.Errorf("asked %d times too early", n)
			}
		})
	}
}
