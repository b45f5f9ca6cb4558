package telegram

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pabellon/bot"
)

// script answers calls without a network, so that time may be made up: the polls one after
// the other, everything else with true. After the last one it holds each poll as long as
// it was asked to, and answers that there is nothing.
type script struct {
	mu    sync.Mutex
	polls []string // "status body"; "" breaks the connection, "hang" never answers
	at    []time.Time
	other []string // methods
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	_ = r.ParseForm()
	method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	if method != "getUpdates" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.other = append(s.other, method)
		return answer(200, `{"ok":true,"result":{}}`), nil
	}
	s.mu.Lock()
	s.at = append(s.at, time.Now())
	if len(s.polls) > 0 {
		next := s.polls[0]
		s.polls = s.polls[1:]
		s.mu.Unlock()
		if next == "hang" {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		if next == "" {
			return nil, io.ErrUnexpectedEOF
		}
		status, body, _ := strings.Cut(next, " ")
		code := map[string]int{"200": 200, "401": 401, "404": 404, "409": 409, "429": 429}[status]
		return answer(code, body), nil
	}
	s.mu.Unlock()
	wait := 50 * time.Second
	if r.PostForm.Get("timeout") != "50" {
		wait = 0
	}
	select {
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-time.After(wait):
		return answer(200, `{"ok":true,"result":[]}`), nil
	}
}

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
}

// keeper is a backend that always leads, and keeps nothing.
type keeper struct{ err error }

func (k keeper) Accept(context.Context, ...bot.Turn) error { return k.err }
func (keeper) Leads() bool                                 { return true }
func (keeper) Now() time.Time                              { return time.Now() }

// scripted is a Telegram over a script, and its log.
func scripted(t *testing.T, s *script) (*Telegram, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	tel, err := New(keeper{}, Options{Token: "1:secret", Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	tel.api.http = &http.Client{Transport: s}
	return tel, log
}

const (
	conflict  = `409 {"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}`
	hooked    = `409 {"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}`
	setHook   = `409 {"ok":false,"error_code":409,"description":"Conflict: terminated by setWebhook request"}`
	unknown   = `401 {"ok":false,"error_code":401,"description":"Unauthorized"}`
	malformed = `404 {"ok":false,"error_code":404,"description":"Not Found"}`
	flooded   = `429 {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 90","parameters":{"retry_after":90}}`
	nothing   = `200 {"ok":true,"result":[]}`
)

func TestATroubleIsToldOnceWaitedForAndItsEndIsTold(t *testing.T) {
	cases := []struct {
		name, poll, says string
		wait             time.Duration // at least, between two polls
	}{
		{"another program polls", conflict, "another program polls", 5 * time.Second},
		{"a webhook that comes back", setHook, "somebody sets a webhook", 30 * time.Second},
		{"a token that is revoked", unknown, "TELEGRAM_TOKEN", 30 * time.Second},
		{"a token that never was", malformed, "TELEGRAM_TOKEN", 30 * time.Second},
		{"a long flood", flooded, "1m30s", 90 * time.Second},
		{"no network", "", "cannot be reached", 150 * time.Millisecond},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{polls: []string{c.poll, c.poll, c.poll, nothing}}
				tel, log := scripted(t, s)
				ctx, cancel := context.WithCancel(t.Context())
				done := make(chan struct{})
				go func() { tel.poll(ctx); close(done) }()
				time.Sleep(50 * time.Millisecond)
				if words, ok := tel.State(); ok || !strings.Contains(words, c.says) {
					t.Errorf("state %q %v, want %q", words, ok, c.says)
				}
				time.Sleep(10 * time.Minute)
				words, ok := tel.State()
				cancel()
				<-done
				if !ok || words != "polling" {
					t.Errorf("state %q %v after the trouble", words, ok)
				}
				if strings.Count(log.String(), "level=ERROR") != 1 || !strings.Contains(log.String(), c.says) || strings.Count(log.String(), "polled again") != 1 {
					t.Errorf("want %q told once, and its end once:\n%s", c.says, log)
				}
				for i := range 3 {
					if waited := s.at[i+1].Sub(s.at[i]); waited < c.wait || waited > 2*c.wait+time.Minute {
						t.Errorf("waited %s after failure %d, want %s or a little more", waited, i+1, c.wait)
					}
				}
			})
		})
	}
}

func TestAQuietBotIsReadyWithinASecond(t *testing.T) {
	for name, polls := range map[string][]string{"at the start": nil, "after a trouble": {"", ""}, "after a leftover webhook": {hooked}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tel, log := scripted(t, &script{polls: polls})
				ctx, cancel := context.WithCancel(t.Context())
				done := make(chan struct{})
				go func() { tel.poll(ctx); close(done) }()
				time.Sleep(5 * time.Second)
				words, ok := tel.State()
				cancel()
				<-done
				if !ok || words != "polling" {
					t.Errorf("state %q %v while nobody writes, want that it polls\n%s", words, ok, log)
				}
			})
		})
	}
}

func TestStoppingInATroubleIsNotItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tel, log := scripted(t, &script{polls: []string{"", "hang"}})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		tel.poll(ctx)
		if strings.Contains(log.String(), "polled again") {
			t.Errorf("stopped, and told that all is well:\n%s", log)
		}
	})
}

func TestAnIdleBotAsksOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{}
		tel, _ := scripted(t, s)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		tel.poll(ctx)
		if n := len(s.at); n > 75 {
			t.Errorf("%d polls in an idle hour, want about 72", n)
		}
	})
}
