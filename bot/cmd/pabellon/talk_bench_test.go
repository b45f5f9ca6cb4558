package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// ownerSays is what one owner says, from the greeting to the folio, with two questions on the way.
var ownerSays = []string{"/start", "¿cuánto cuesta la membresía?", "y el envio", "quiero aplicar", "sí, acepto",
	"Café Sol de Coatepec", "CSO120304AB4", "Ana López", "dueña", "ana@cafesol.mx", "¿cuánto tarda la verificación?",
	"228 123 4567", "Veracruz", "alimentos", "café tostado", "nunca", "500 kg al mes", "sí, enviar"}

// BenchmarkTalk has many owners apply at once, through the real clerk and the real
// store, and waits for each reply before the next line: turns/s and CPU a turn, user
// and system, with no-op senders.
func BenchmarkTalk(b *testing.B) {
	library, _ := knowledge.Load(knowledge.Embedded())
	clerk, err := newClerk(programme{org: "X", target: 100, zone: time.UTC}, func() *knowledge.Library { return library })
	if err != nil {
		b.Fatal(err)
	}
	heard := &listener{waits: map[string]chan struct{}{}}
	o, err := openOffice(b.Context(), officePlan{database: database{url: "sqlite:" + filepath.Join(b.TempDir(), "p.db")}, staff: "desk",
		senders: map[string]bot.Sender{"talk": heard, "desk": heard}, log: slog.New(slog.NewTextHandler(io.Discard, nil))}, clerk)
	if err != nil {
		b.Fatal(err)
	}
	o.start(context.Background())
	defer o.close()
	began := cpu()
	b.ResetTimer()
	const owners = 128
	var all sync.WaitGroup
	for owner := range owners {
		all.Go(func() {
			for n := owner; n < b.N; n += owners {
				chat := fmt.Sprintf("%d-%d", owner, n/owners/len(ownerSays))
				heard.say(b, o, chat, fmt.Sprintf("%s-%d", chat, n), ownerSays[n/owners%len(ownerSays)])
			}
		})
	}
	all.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
	b.ReportMetric(float64((cpu()-began).Microseconds())/1000/float64(b.N), "cpu-ms/turn")
}

// listener tells who waits that the first message of the reply has been sent.
type listener struct {
	mu    sync.Mutex
	waits map[string]chan struct{}
}

func (r *listener) Send(_ context.Context, d bot.Delivery) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c, ok := r.waits[d.Message.For]; ok {
		close(c)
		delete(r.waits, d.Message.For)
	}
	return "", nil
}

func (r *listener) say(b *testing.B, o *office, chat, id, text string) {
	done := make(chan struct{})
	r.mu.Lock()
	r.waits[id] = done
	r.mu.Unlock()
	t := bot.Turn{Channel: "talk", ID: id, Conversation: bot.ConversationID("talk", chat), Actor: bot.Actor{Kind: bot.Owner}, At: time.Now(), Text: text}
	if err := o.engine.Accept(b.Context(), t); err != nil {
		b.Error(err)
		return
	}
	<-done
}

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
