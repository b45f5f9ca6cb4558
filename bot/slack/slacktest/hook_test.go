package slacktest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// site is an app that is reached by HTTP and proves every signature with slack-go.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	got  []string // the path and what slack-go made of the body
	num  []string // X-Slack-Retry-Num
	say  func(w http.ResponseWriter, path, what string)
	fail int // so many events are answered with 500 first
}

func (b bench) site() *site {
	h := &site{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		v, err := slack.NewSecretsVerifier(r.Header, b.SigningSecret())
		if err == nil {
			_, _ = v.Write(body)
			err = v.Ensure()
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		h.take(w, r, body)
	}))
	b.Cleanup(h.Close)
	return h
}

func (h *site) take(w http.ResponseWriter, r *http.Request, body []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	what := ""
	switch r.URL.Path {
	case "/commands":
		c, err := slack.SlashCommandParse(r)
		what = fmt.Sprint(c.Command, " ", c.Text, " ", c.UserID, err)
	case "/interactions":
		c, err := slack.InteractionCallbackParse(r)
		what = fmt.Sprint(c.Type, " ", c.User.ID, err)
	default:
		e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
		if c, ok := e.Data.(*slackevents.EventsAPIURLVerificationEvent); ok && e.Type == slackevents.URLVerification {
			_, _ = io.WriteString(w, c.Challenge)
			return
		}
		what = fmt.Sprint(e.InnerEvent.Type, err)
		if h.fail > 0 {
			h.fail--
			w.WriteHeader(http.StatusInternalServerError)
		}
	}
	h.got = append(h.got, r.URL.Path+" "+what)
	h.num = append(h.num, r.Header.Get("X-Slack-Retry-Num")+r.Header.Get("X-Slack-Retry-Reason"))
	if h.say != nil {
		h.say(w, r.URL.Path, what)
	}
}

func (h *site) seen() (got, num string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Join(h.got, "|"), strings.Join(h.num, "|")
}

func (h *site) endpoints() Endpoints {
	return Endpoints{Events: h.URL + "/events", Interactions: h.URL + "/interactions", Commands: h.URL + "/commands"}
}

func TestSignedRequestsCarryEventsCommandsAndClicks(t *testing.T) {
	b := strictly(t)
	h := b.site()
	h.say = func(w http.ResponseWriter, path, what string) {
		if path == "/commands" {
			_, _ = io.WriteString(w, "claro")
		}
	}
	b.fine(b.Deliver(soon(t), h.endpoints()))
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := ana.Direct("hola")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	b.fine(ana.Slash("/promexico", "buscar café & té", "C1"))
	b.fine(b.Settled(soon(t)))
	ts := b.said("C1", text("tarjeta"), card())
	b.fine(b.Settled(soon(t)))
	b.fine(ana.Click("C1", ts, "ok"))
	b.fine(b.Settled(soon(t)))
	got, _ := h.seen()
	want := "/events message<nil>|/commands /promexico buscar café &amp; té U1<nil>|/events message<nil>|/interactions block_actions U1<nil>"
	if got != want {
		t.Errorf("it got %s\nwant %s", got, want)
	}
	if list := b.Ephemeral("U1"); len(list) != 1 || list[0].Text != "claro" {
		t.Errorf("she reads %+v", list)
	}
	if n := len(b.Acks()); n != 4 {
		t.Errorf("%d acknowledgements", n)
	}
}

func TestAFailingAnswerIsTriedAgain(t *testing.T) {
	b := strictly(t, quick)
	h := b.site()
	b.fine(b.Deliver(soon(t), h.endpoints()))
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	h.mu.Lock()
	h.fail = 2
	h.mu.Unlock()
	_, err := ana.Direct("hola")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	if _, num := h.seen(); num != "|1http_error|2http_error" {
		t.Errorf("the tries were %s", num)
	}
	h.mu.Lock()
	h.say = func(http.ResponseWriter, string, string) { time.Sleep(300 * time.Millisecond) }
	h.mu.Unlock()
	_, err = ana.Direct("despacio")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	if _, num := h.seen(); !strings.Contains(num, "1http_timeout") || len(b.Lost()) != 1 {
		t.Errorf("the tries were %s, lost %q", num, b.Lost())
	}
}

func TestAFailingAnswerIsNotTriedAgainWhenTheAppSaysNo(t *testing.T) {
	b := strictly(t, quick)
	h := b.site()
	b.fine(b.Deliver(soon(t), h.endpoints()))
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	h.mu.Lock()
	h.say = func(w http.ResponseWriter, _, _ string) {
		w.Header().Set("X-Slack-No-Retry", "1")
		w.WriteHeader(http.StatusBadGateway)
	}
	h.mu.Unlock()
	_, err := ana.Direct("nunca más")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	if _, num := h.seen(); num != "" || len(b.Lost()) != 1 {
		t.Errorf("the tries were %q, lost %q", num, b.Lost())
	}
	b.fine(ana.Slash("/promexico", "", "C1"))
	b.fine(b.Settled(soon(t)))
	if got := b.Errors("U1"); len(got) != 1 || !strings.Contains(got[0], "http_error") {
		t.Errorf("she reads %q", got)
	}
	h.Close()
	b.fine(ana.Slash("/promexico", "", "C1"))
	b.fine(b.Settled(soon(t)))
	if got := b.Errors("U1"); len(got) != 2 || !strings.Contains(got[1], "connection_failed") {
		t.Errorf("she reads %q", got)
	}
}

func TestAForgedRequestIsSentWhenATestWantsIt(t *testing.T) {
	b := strictly(t)
	h := b.site()
	body := []byte(`{"type":"event_callback","event_id":"Ev1","event":{"type":"app_uninstalled"}}`)
	for name, c := range map[string]struct {
		letter Letter
		status int
	}{
		"right":        {Letter{}, 200},
		"wrong secret": {Letter{Secret: "otro"}, 401},
		"old":          {Letter{At: time.Now().Add(-6 * time.Minute)}, 401},
		"no signature": {Letter{Header: map[string]string{"X-Slack-Signature": ""}}, 401},
		"retry":        {Letter{Header: map[string]string{"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}}, 200},
	} {
		c.letter.Address, c.letter.Body = h.URL+"/events", body
		if got := b.Post(soon(t), c.letter); got.Status != c.status || got.Err != nil {
			t.Errorf("%s: %d %s %v", name, got.Status, got.Answer, got.Err)
		}
	}
	if list := b.Sendings(); len(list) != 5 || list[0].Kind != "forged" {
		t.Errorf("noted are %+v", list)
	}
}

func TestAnAddressThatDoesNotProveItselfIsRefused(t *testing.T) {
	b := strictly(t)
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hola") }))
	defer h.Close()
	if err := b.Deliver(soon(t), Endpoints{Events: h.URL}); err == nil || !strings.Contains(err.Error(), "not the challenge") {
		t.Errorf("%v", err)
	}
}
