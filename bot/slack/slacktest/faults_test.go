package slacktest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot/fakes"
)

func TestEveryFaultThatWasMeasuredIsHereByName(t *testing.T) {
	var all struct {
		Slack map[string]struct {
			Status  int
			Headers map[string]string
			Body    json.RawMessage
			Raw     string
		}
	}
	if err := json.Unmarshal(fakes.Contract(t, "faults.json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Slack) < 15 {
		t.Fatalf("only %d faults", len(all.Slack))
	}
	b := begin(t)
	for name, want := range all.Slack {
		b.Fail(Named(name).On("chat.postMessage"))
		a := b.call("chat.postMessage", `{"channel":"C1","text":"hola"}`)
		body := want.Raw
		if body == "" {
			body = same(t, want.Body)
			a.body = same(t, []byte(a.body))
		}
		if a.status != want.Status || a.header.Get("Retry-After") != want.Headers["Retry-After"] || a.body != body {
			t.Errorf("%s: %d %s, measured %d %s", name, a.status, a.body, want.Status, body)
		}
	}
	if got := b.Refused(); len(got) != 0 {
		t.Errorf("what goes wrong by script is nobody's mistake: %+v", got)
	}
}

// same is JSON in one spelling.
func same(t *testing.T, raw []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return string(payload(v))
}

func TestFaultsReachTheLibrary(t *testing.T) {
	b := begin(t)
	post := func() (string, error) {
		_, ts, err := b.api.PostMessage("C1", text("hola"))
		return ts, err
	}
	b.Fail(Fault{Method: "chat.postMessage", RetryAfter: 7})
	var limited *slack.RateLimitedError
	if _, err := post(); !errors.As(err, &limited) || limited.RetryAfter != 7*time.Second {
		t.Errorf("429: %v", err)
	}
	if _, err := post(); err != nil || len(b.Impatient()) != 1 {
		t.Errorf("it came too early and nobody saw it: %v %+v", err, b.Impatient())
	}
	b.Fail(Named("503_html"))
	var status slack.StatusCodeError
	if _, err := post(); !errors.As(err, &status) || status.Code != 503 {
		t.Errorf("503: %v", err)
	}
	b.Fail(Named("no_error"))
	if ts, err := post(); err != nil || ts != "" {
		t.Errorf("slack-go takes ok:false without a word for success: %q %v", ts, err)
	}
	b.Fail(Named("is_archived").On("chat.postMessage"))
	_, err := post()
	b.is(err, "is_archived")
}

func TestACallMayBeCarriedOutAndItsAnswerLost(t *testing.T) {
	b := begin(t)
	post := func() (string, error) {
		_, ts, err := b.api.PostMessage("C1", text("hola"))
		return ts, err
	}
	b.Fail(Named("fatal_error"))
	b.Heal()
	before := len(b.Channel("C1").Messages())
	b.Fail(Fault{Drop: true, Channel: "C1", Then: &Fault{DropAfter: true, Then: &Fault{Truncate: true, Then: &Fault{NoTS: true}}}})
	for range 3 {
		if ts, err := post(); err == nil {
			t.Errorf("no error, ts %q", ts)
		}
	}
	if ts, err := post(); err != nil || ts != "" {
		t.Errorf("ts is %q, %v", ts, err)
	}
	if n := len(b.Channel("C1").Messages()) - before; n != 3 {
		t.Errorf("%d were said all the same, want 3", n)
	}
}

func TestADownedServerAnswersNobody(t *testing.T) {
	b := begin(t)
	b.Down(true)
	if _, err := b.api.AuthTest(); err == nil {
		t.Error("it answers")
	}
	b.Down(false)
	_, err := b.api.AuthTest()
	b.fine(err)
}

func TestAFloodIsHeldBack(t *testing.T) {
	b := begin(t, func(o *Options) { o.Flood = true })
	var limited *slack.RateLimitedError
	for i := range 4 {
		_, _, err := b.api.PostMessage("C1", text("hola"))
		if i < 3 {
			b.fine(err)
		} else if !errors.As(err, &limited) || limited.RetryAfter != time.Second {
			t.Errorf("the fourth: %v", err)
		}
	}
	_, _, err := b.api.PostMessage("C2", text("hola"))
	b.fine(err)
	_, _, err = b.api.PostMessage("C1", text("hola"))
	if !errors.As(err, &limited) || len(b.Impatient()) != 1 || !strings.Contains(string(b.Refused()[0].Answer), "ratelimited") {
		t.Errorf("too early: %v %+v", err, b.Impatient())
	}
}

func TestAMethodBearsSoMuchInAMinute(t *testing.T) {
	b := begin(t, func(o *Options) { o.Flood = true })
	_, ts, err := b.api.PostMessage("C1", text("hola"))
	b.fine(err)
	var limited *slack.RateLimitedError
	for i := range 51 {
		_, _, _, err := b.api.UpdateMessage("C1", ts, text("hola otra vez"))
		if i < 50 {
			b.fine(err)
		} else if !errors.As(err, &limited) || limited.RetryAfter < 55*time.Second || limited.RetryAfter > time.Minute {
			t.Errorf("the fifty-first: %v", err)
		}
	}
	_, _, err = b.api.DeleteMessage("C1", ts) // another method
	b.fine(err)
}
