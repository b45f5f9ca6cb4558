package llm_test

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

// TestEachFaultIsAnErrorThatSaysNoMore goes through what servers really answer.
func TestEachFaultIsAnErrorThatSaysNoMore(t *testing.T) {
	if schema(t) == nil {
		t.Skip("the faults are in ../shared/contracts, which is not here")
	}
	for _, name := range llmtest.Names() {
		if strings.HasPrefix(name, "sse") || name == "slow" || name == "slow_headers" || name == "stall" {
			continue // of streams, or of a deadline: below
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, nil)
			f := llmtest.Named(name)
			f.Times = -1
			b.fake.Fail(f)
			p := prompt()
			p.Within = 3 * time.Second
			answer, err := b.model.Ask(t.Context(), p)
			got := outcome(t, err)
			if err == nil && answer == "" {
				t.Error("an answer of nothing")
			}
			t.Logf("%s: %s, %d tries", name, got, b.last().Tries)
			if n := len(b.fake.Impatient()); n > 0 {
				t.Errorf("%d calls came too soon", n)
			}
		})
	}
}

func TestATryIsRepeatedWhereThatIsOfUse(t *testing.T) {
	for name, c := range map[string]struct {
		fault llmtest.Fault
		want  llm.Outcome
		tries int
	}{
		"an outage":          {llmtest.Fault{Status: 503, Body: "<html>down</html>"}, llm.OK, 2},
		"no connection":      {llmtest.Fault{Drop: true}, llm.OK, 2},
		"too many":           {llmtest.Fault{RetryAfter: 1}, llm.OK, 2},
		"too many for long":  {llmtest.Fault{RetryAfter: 60}, llm.Limited, 1},
		"a wrong key":        {llmtest.Fault{Status: 401, Body: `{"error":{"message":"no","code":"invalid_api_key"}}`}, llm.Denied, 1},
		"no credit":          {llmtest.Fault{Status: 429, Body: `{"error":{"message":"no","code":"insufficient_quota"}}`}, llm.Unpaid, 1},
		"too long":           {llmtest.Fault{Status: 400, Body: `{"error":{"message":"no","code":"context_length_exceeded"}}`}, llm.Rejected, 1},
		"no such model":      {llmtest.Fault{Status: 404, Body: `{"error":{"message":"no","code":"model_not_found"}}`}, llm.Absent, 1},
		"an answer cut":      {llmtest.Fault{Cut: 20}, llm.OK, 2},
		"an error with 200":  {llmtest.Fault{Body: `{"error":{"message":"no"}}`}, llm.Useless, 1},
		"no choices":         {llmtest.Fault{Body: `{"choices":[]}`}, llm.Useless, 1},
		"a page with 200":    {llmtest.Fault{Body: `<html>`}, llm.Useless, 1},
		"a strange redirect": {llmtest.Fault{Status: http.StatusTeapot, Body: `{}`}, llm.Rejected, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, nil)
			b.fake.Fail(c.fault)
			_, err := b.model.Ask(t.Context(), prompt())
			if got := outcome(t, err); got != c.want || b.last().Tries != c.tries {
				t.Errorf("%s after %d tries, want %s after %d", got, b.last().Tries, c.want, c.tries)
			}
			if n := len(b.fake.Impatient()); n > 0 {
				t.Errorf("%d calls came too soon", n)
			}
		})
	}
}

func TestTheDeadlineHoldsForAllTries(t *testing.T) {
	b := open(t, nil)
	b.fake.Fail(llmtest.Fault{Delay: time.Minute, Times: -1})
	p := prompt()
	p.Within = 150 * time.Millisecond
	began := time.Now()
	_, err := b.model.Ask(t.Context(), p)
	if took := time.Since(began); outcome(t, err) != llm.Late || took > 5*time.Second {
		t.Errorf("%v after %v", err, took)
	}
}

func TestNobodyWaitsAnyMoreIsNoFailure(t *testing.T) {
	b := open(t, nil)
	b.fake.Fail(llmtest.Fault{Delay: time.Minute, Times: -1})
	for range 10 { // more than trip the breaker
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := b.model.Ask(ctx, prompt()); outcome(t, err) != llm.Canceled {
			t.Fatal(err)
		}
	}
	b.fake.Heal()
	if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
		t.Error(err)
	}
}

// After five failures the server is left alone for a while, then tried once; the other
// endpoints go on.
func TestAServerThatFailsIsLeftAlone(t *testing.T) {
	b := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Rest = 300 * time.Millisecond })
	b.fake.Fail(llmtest.Fault{Path: "chat/completions", Status: 401, Body: `{"error":{"message":"no"}}`, Times: -1})
	for range 5 {
		_, _ = b.model.Ask(t.Context(), prompt())
	}
	sent := len(b.fake.Called("chat/completions"))
	for range 20 {
		if _, err := b.model.Ask(t.Context(), prompt()); outcome(t, err) != llm.Resting {
			t.Fatal(err)
		}
	}
	if n := len(b.fake.Called("chat/completions")); n != sent || b.last().Tries != 0 {
		t.Errorf("%d calls more", n-sent)
	}
	if _, err := b.model.Embed(t.Context(), []string{"x"}, time.Second); err != nil {
		t.Errorf("the other endpoint rests too: %v", err)
	}
	b.fake.Heal()
	time.Sleep(350 * time.Millisecond)
	if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
		t.Errorf("it is not asked again: %v", err)
	}
}

// What is wrong with one request does not silence the server for the others.
func TestALongMessageDoesNotTripTheBreaker(t *testing.T) {
	b := open(t, nil)
	b.fake.Fail(llmtest.Fault{Status: 400, Body: `{"error":{"message":"long","code":"context_length_exceeded"}}`, Times: 20})
	for range 20 {
		_, _ = b.model.Ask(t.Context(), prompt())
	}
	if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
		t.Error(err)
	}
}

func TestTheDaysBudgetHolds(t *testing.T) {
	wallet := &purse{left: 100}
	b := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Purse = wallet })
	b.fake.When(nil, llmtest.Reply{Text: `{"yes":true}`, Usage: &llmtest.Usage{Prompt: 50, Completion: 10}})
	for range 2 {
		if _, err := b.model.Ask(t.Context(), prompt()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.model.Ask(t.Context(), prompt()); outcome(t, err) != llm.Spent || wallet.left != -20 {
		t.Errorf("%v with %d left", err, wallet.left)
	}
	if n := len(b.fake.Calls()); n != 2 {
		t.Errorf("%d calls", n)
	}
	wallet.err = context.DeadlineExceeded
	if _, err := b.model.Ask(t.Context(), prompt()); err == nil {
		t.Error("asked without knowing what is left")
	}
}

func TestFewAreAskedAtOnce(t *testing.T) {
	b := open(t, func(o *llm.Options, f *llmtest.Options) { o.AtOnce, f.Delay = 2, 50*time.Millisecond })
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { _, _ = b.model.Ask(t.Context(), prompt()) })
	}
	all.Wait()
	if n := b.fake.Open(); n > 2 {
		t.Errorf("%d connections", n)
	}
}

// TestNothingIsLeftAfterManyFaults: no goroutine and no connection stays behind.
func TestNothingIsLeftAfterManyFaults(t *testing.T) {
	b := open(t, func(o *llm.Options, _ *llmtest.Options) { o.Rest = time.Nanosecond })
	faults := []llmtest.Fault{{Status: 500, Body: "<html>"}, {Drop: true}, {Cut: 30}, {Body: `{"choices":[]}`}, {Status: 429, Body: `{"error":{"code":"insufficient_quota","message":""}}`}, {Truncate: true}}
	before := runtime.NumGoroutine()
	for i := range 300 {
		b.fake.Fail(faults[i%len(faults)])
		p := prompt()
		p.Within = 400 * time.Millisecond
		_, _ = b.model.Ask(t.Context(), p)
		b.fake.Heal()
	}
	b.model.Close()
	if err := b.fake.Until(t.Context(), "all connections are closed", func() bool { return b.fake.Open() == 0 }); err != nil {
		t.Error(err)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before+5 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before+5 {
		t.Errorf("%d goroutines, %d before", n, before)
	}
}
