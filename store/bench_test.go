package store_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

var benchChats = flag.Int("bench.chats", 128, "conversations side by side in the benchmarks")

// asks understands everything as a question that one article answers.
func asks(_ bot.Conversation, t bot.Turn) ([]bot.Command, string) {
	return []bot.Command{bot.Ask{Question: t.Text, Found: bot.Found{Sure: bot.SureAnswer, Passages: []bot.Passage{
		{Article: "verificacion", Lang: "es", Title: "Cuánto tarda la verificación", Version: "2026-11-22", Text: paragraph, Score: 0.91},
		{Article: "costo-membresia", Lang: "es", Title: "Cuánto cuesta", Version: "2026-11-22", Score: 0.40},
	}}}}, "k1"
}

// answers says what was found.
func answers(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
	a := commands[0].(bot.Ask)
	return bot.Outcome{
		Events: []bot.Event{{Kind: bot.Answered, At: now, Note: a.Found.Passages[0].Article, Version: a.Found.Passages[0].Version, Text: a.Question}},
		Messages: []bot.Message{{To: bot.Person, Text: a.Found.Passages[0].Text,
			Sources: []bot.Source{{ID: "verificacion", Title: "Alibaba", URL: "https://example.com/v", Reviewed: "2026-11-22"}}}},
	}
}

// rig is an engine whose messages go nowhere, and who waits for them.
type rig struct {
	engine *bot.Engine
	mu     sync.Mutex
	waits  map[string]chan struct{} // by turn
	took   []time.Duration
}

func newRig(t testing.TB, s *store.Store) *rig {
	r := &rig{waits: map[string]chan struct{}{}}
	loop := &bot.Loop{Inbox: s, Understander: bot.Rules(asks), Handler: answers, Wake: s.TurnsWait(), Log: quiet}
	courier := &bot.Courier{Outbox: s, Senders: map[string]bot.Sender{"test": senderFunc(
		func(context.Context, bot.Delivery) (string, error) { return "1", nil })}, Wake: s.MessagesWait(), Log: quiet}
	courier.Observe = func(o bot.Observation) {
		if o.Kind != bot.MessageSent {
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if c, ok := r.waits[o.Message.For]; ok {
			close(c)
			delete(r.waits, o.Message.For)
		}
	}
	r.engine = bot.Join(loop, courier)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = r.engine.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	check(t, r.engine.Idle(ctx))
	return r
}

// ask sends one turn and waits until its answer was sent and marked.
func (r *rig) ask(ctx context.Context, t bot.Turn) error {
	began := time.Now()
	sent := make(chan struct{})
	r.mu.Lock()
	r.waits[t.ID] = sent
	r.mu.Unlock()
	if err := r.engine.Accept(ctx, t); err != nil {
		return err
	}
	<-sent
	r.mu.Lock()
	r.took = append(r.took, time.Since(began))
	r.mu.Unlock()
	return nil
}

func (r *rig) percentile(p float64) float64 {
	slices.Sort(r.took)
	return float64(r.took[int(float64(len(r.took)-1)*p)].Microseconds()) / 1000
}

// cpu is what this process has used, user and system.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func eachEngineBench(b *testing.B, f func(b *testing.B, url string)) {
	b.Run("sqlite", func(b *testing.B) { f(b, sqliteURL(b)) })
	b.Run("postgres", func(b *testing.B) { f(b, postgresURL(b)) })
}

// BenchmarkTurns is a turn from end to end, flat out: kept, understood, handled,
// committed, its answer sent and marked.
func BenchmarkTurns(b *testing.B) {
	eachEngineBench(b, func(b *testing.B, url string) { flatOut(b, open(b, url, store.Options{}), *benchChats) })
}

// BenchmarkTurnsSealed is the same with everything personal sealed.
func BenchmarkTurnsSealed(b *testing.B) {
	eachEngineBench(b, func(b *testing.B, url string) {
		flatOut(b, open(b, withKey(url, dataKey("a")), store.Options{}), *benchChats)
	})
}

// flatOut runs b.N turns of so many chats, as many at once as benchChats says.
// nolint
func flatOut(b *testing.B, s *store.Store, chats int) {
	r := newRig(b, s)
	turns := make(chan int)
	var callers sync.WaitGroup
	b.ResetTimer()
	before, began := cpu(), time.Now()
	for range *benchChats {
		callers.Go(func() {
			for n := range turns {
				if err := r.ask(b.Context(), turn(fmt.Sprint("c", n*7919%chats), fmt.Sprint("n", time.Now().UnixNano(), " ", n), "¿cuánto tarda la verificación?")); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for n := range b.N {
		turns <- n
	}
	close(turns)
	callers.Wait()
	took := time.Since(began)
	b.ReportMetric(float64(b.N)/took.Seconds(), "turns/s")
	b.ReportMetric((cpu()-before).Seconds()*1000/float64(b.N), "cpu-ms/turn")
	b.ReportMetric(r.percentile(0.5), "p50-ms")
	b.ReportMetric(r.percentile(0.99), "p99-ms")
}

// BenchmarkLatency offers fifty turns a second.
func BenchmarkLatency(b *testing.B) {
	eachEngineBench(b, func(b *testing.B, url string) {
		r := newRig(b, open(b, url, store.Options{}))
		var chats sync.WaitGroup
		tick := time.NewTicker(time.Second / 50)
		defer tick.Stop()
		b.ResetTimer()
		before := cpu()
		for n := range b.N {
			<-tick.C
			chats.Go(func() {
				if err := r.ask(b.Context(), turn(fmt.Sprint(n%64), fmt.Sprint(n), "¿cuánto tarda?")); err != nil {
					b.Error(err)
				}
			})
		}
		chats.Wait()
		b.ReportMetric((cpu()-before).Seconds()*1000/float64(b.N), "cpu-ms/turn")
		b.ReportMetric(r.percentile(0.5), "p50-ms")
		b.ReportMetric(r.percentile(0.99), "p99-ms")
	})
}

// BenchmarkIdle tells what a second of waiting costs.
func BenchmarkIdle(b *testing.B) {
	eachEngineBench(b, func(b *testing.B, url string) {
		newRig(b, open(b, url, store.Options{}))
		before := cpu()
		b.ResetTimer()
		for range b.N {
			time.Sleep(time.Second)
		}
		b.ReportMetric((cpu()-before).Seconds()*1000/float64(b.N), "cpu-ms/s")
	})
}
