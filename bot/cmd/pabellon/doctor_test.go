package main

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// examined runs doctor over a Telegram and gives its exit code and what it says.
func examined(t *testing.T, server *telegramtest.Server, env map[string]string) (int, string) {
	t.Helper()
	settings := map[string]string{"DATABASE_URL": "sqlite:" + t.TempDir() + "/p.db", "HTTP_ADDR": "127.0.0.1:0",
		"TELEGRAM_TOKEN": server.Token(), "TELEGRAM_API_URL": server.URL()}
	for name, value := range env {
		settings[name] = value
	}
	var out, errs strings.Builder
	code := run(t.Context(), []string{"doctor"}, func(name string) (string, bool) { v, ok := settings[name]; return v, ok }, strings.NewReader(""), &out, &errs)
	said := out.String() + errs.String()
	if strings.Contains(said, server.Token()) {
		t.Error("the token is shown:", said)
	}
	return code, said
}

func telegramServer(t *testing.T) *telegramtest.Server {
	t.Helper()
	server, err := telegramtest.New(telegramtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// asElsewhere calls a method as another program would.
func asElsewhere(t *testing.T, server *telegramtest.Server, method string, params url.Values) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL()+"/bot"+server.Token()+"/"+method, strings.NewReader(params.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", method, body)
	}
}

func TestDoctorTellsHowTelegramIsAndWhatToDo(t *testing.T) {
	hook := url.Values{"url": {"http://127.0.0.1:9/telegram/webhook"}, "allowed_updates": {`["message"]`}}
	for name, c := range map[string]struct {
		before func(*telegramtest.Server)
		env    map[string]string
		code   int
		says   []string
	}{
		"a new bot": {func(*telegramtest.Server) {}, nil, exitDone,
			[]string{"ok    telegram   the token is that of @pabellon_bot", "no webhook is set, as it should be", "menu of commands is not set", "nobody polls"}},
		"a token that was revoked": {func(*telegramtest.Server) {}, map[string]string{"TELEGRAM_TOKEN": "1:somebodyelse"}, exitFailed,
			[]string{"fail  telegram   Telegram does not know the token", "→ copy it again from @BotFather"}},
		"Telegram is down": {func(s *telegramtest.Server) { s.Down(true) }, nil, exitFailed, []string{"Telegram cannot be reached", "TELEGRAM_API_URL"}},
		"a webhook was left over": {func(s *telegramtest.Server) { asElsewhere(t, s, "setWebhook", hook) }, nil, exitDone,
			[]string{"warn  telegram   a webhook is set, to 127.0.0.1:9", "takes it away when it starts"}},
		"a webhook goes elsewhere": {func(s *telegramtest.Server) { asElsewhere(t, s, "setWebhook", hook) },
			map[string]string{"PUBLIC_URL": "https://bot.example.org"}, exitFailed, []string{"goes to 127.0.0.1:9, not to PUBLIC_URL"}},
		"the webhook does not answer": {func(s *telegramtest.Server) {
			asElsewhere(t, s, "setWebhook", hook)
			s.Person(telegramtest.Profile{ID: 7}).Start("")
			if err := s.Until(t.Context(), "an error of the webhook", func() bool {
				_, said := examined(t, s, map[string]string{"PUBLIC_URL": "http://127.0.0.1:9"})
				return strings.Contains(said, "last error")
			}); err != nil {
				t.Fatal(err)
			}
		}, map[string]string{"PUBLIC_URL": "http://127.0.0.1:9"}, exitFailed,
			[]string{"PUBLIC_URL is not https", "the webhook's last error", "must be reachable from the internet", "does not send edited_message"}},
	} {
		t.Run(name, func(t *testing.T) {
			server := telegramServer(t)
			c.before(server)
			code, said := examined(t, server, c.env)
			for _, words := range c.says {
				if !strings.Contains(said, words) {
					t.Errorf("it does not say %q", words)
				}
			}
			if code != c.code || t.Failed() {
				t.Errorf("exit %d, it says\n%s", code, said)
			}
		})
	}
}

func TestDoctorHearsWhoElsePolls(t *testing.T) {
	server := telegramServer(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		for ctx.Err() == nil {
			request, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL()+"/bot"+server.Token()+"/getUpdates?timeout=1", nil)
			if response, err := http.DefaultTransport.RoundTrip(request); err == nil {
				response.Body.Close()
			}
		}
	}()
	if code, said := examined(t, server, nil); code != exitFailed || !strings.Contains(said, "somebody else polls with this token") {
		t.Errorf("exit %d, it says\n%s", code, said)
	}
}

func TestDoctorKnowsThatItsOwnProgramPolls(t *testing.T) {
	server := telegramServer(t)
	dir := t.TempDir()
	env := []string{"TELEGRAM_TOKEN=" + server.Token(), "TELEGRAM_API_URL=" + server.URL(), "DATABASE_URL=sqlite:" + dir + "/p.db"}
	serving(t, dir, env...)
	ana := server.Person(telegramtest.Profile{ID: 7, First: "Ana"})
	ana.Start("")
	if _, err := ana.Heard(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the profile is set", func() bool {
		code, said := examined(t, server, map[string]string{"DATABASE_URL": "sqlite:" + dir + "/p.db"})
		return code == exitDone && strings.Contains(said, "a pabellon of this database polls") && strings.Contains(said, "the commands are set in Spanish")
	})
	if refused := server.Refused(); len(refused) > 0 {
		t.Errorf("refused: %+v", refused)
	}
}
