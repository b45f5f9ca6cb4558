package llm_test

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"time"

	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

// BenchmarkAsk is what a call costs beside what the server takes: the whole way through the
// adapter and the library to a server on this machine that answers at once.
func BenchmarkAsk(b *testing.B) {
	fake, m := server(b)
	fake.When(nil, llmtest.Reply{Text: `{"yes":true}`})
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if _, err := m.Ask(context.Background(), prompt()); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkFaults makes 10,000 calls that fail in every way, and counts what stays behind.
func BenchmarkFaults(b *testing.B) {
	faults := []llmtest.Fault{{Status: 500, Body: "<html>"}, {Drop: true}, {Cut: 30}, {Body: `{"choices":[]}`}, {Truncate: true},
		{Status: 429, Body: `{"error":{"code":"insufficient_quota","message":""}}`}, {Status: 401, Body: `{"error":{"message":"no"}}`}, {Delay: 50 * time.Millisecond}}
	for b.Loop() {
		fake, m := server(b)
		before := runtime.NumGoroutine()
		for i := range 10_000 {
			fake.Fail(faults[i%len(faults)])
			p := prompt()
			p.Within = 20 * time.Millisecond
			_, _ = m.Ask(context.Background(), p)
			fake.Heal()
		}
		m.Close()
		for end := time.Now().Add(5 * time.Second); (fake.Open() > 0 || runtime.NumGoroutine() > before) && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond)
		}
		b.ReportMetric(float64(max(0, runtime.NumGoroutine()-before)), "goroutines-left")
		b.ReportMetric(float64(fake.Open()), "connections-left")
		fake.Close()
	}
}

// server is a fake with a model over it that never rests.
func server(b *testing.B) (*llmtest.Server, *llm.Model) {
	b.Helper()
	fake, err := llmtest.New(llmtest.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(fake.Close)
	m := llm.New(llm.Options{Base: fake.URL(), Key: fake.Key(), Chat: "gpt-5-mini", Salt: []byte("s"), Rest: time.Nanosecond})
	b.Cleanup(m.Close)
	return fake, m
}
