package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
	"pabellon/store"
)

// hesitant is a channel that is asked to wait with each reminder, once.
type hesitant struct {
	mu      sync.Mutex
	said    []string
	refused chan struct{} // closed when it was asked to wait
}

func (h *hesitant) Send(_ context.Context, d bot.Delivery) (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if d.Message.Only != "" && d.Attempts == 0 {
		select {
		case <-h.refused:
		default:
			close(h.refused)
			return "", &bot.RetryAfterError{After: time.Second}
		}
	}
	if d.Message.To == bot.Person {
		h.said = append(h.said, bot.Plain(d.Message.Text))
	}
	return d.ID, nil
}

func (h *hesitant) heard() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Join(h.said, "\n")
}

// A reminder is decided; before the channel takes it, the owner asks for a person.
func TestAReminderThatWasDecidedBeforeAPersonCameIsNotSent(t *testing.T) {
	library, _ := knowledge.Load(knowledge.Embedded())
	clerk, err := newClerk(programme{org: "ProMéxico", target: 100, zone: time.UTC}, func() *knowledge.Library { return library })
	if err != nil {
		t.Fatal(err)
	}
	channel := &hesitant{refused: make(chan struct{})}
	o, err := openOffice(t.Context(), officePlan{database: database{url: "sqlite:" + filepath.Join(t.TempDir(), "p.db")}, staff: "desk",
		senders: map[string]bot.Sender{"talk": channel, "desk": channel}, log: slog.New(slog.NewTextHandler(io.Discard, nil))}, clerk)
	if err != nil {
		t.Fatal(err)
	}
	o.start(context.Background())
	defer func() { _ = o.close() }()
	o.clock.Set(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))
	say := func(text string) {
		t.Helper()
		turn := bot.Turn{Channel: "talk", ID: fmt.Sprintf("m-%s", text), Conversation: "talk:a", Actor: bot.Actor{Kind: bot.Owner, ID: "a"}, At: o.clock.Now(), Text: text}
		if err := o.engine.Accept(t.Context(), turn); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{"quiero aplicar", "sí, acepto", "Café Sol"} {
		say(text)
	}
	if err := o.engine.Idle(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(25 * time.Hour)
	select {
	case <-channel.refused:
	case <-time.After(30 * time.Second):
		t.Fatal("nobody was reminded")
	}
	say("quiero hablar con una persona")
	for began := time.Now(); !strings.Contains(channel.heard(), "me quedo callado"); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatal("nobody was handed over")
		}
	}
	if heard := channel.heard(); strings.Contains(heard, "sigue guardada") {
		t.Errorf("the owner hears:\n%s", heard)
	}
	steps, err := o.store.History(t.Context(), "talk:a")
	dropped := slices.ContainsFunc(steps, func(s store.Step) bool { return len(s.Messages) == 1 && s.Messages[0].Status == "dropped" })
	if err != nil || !dropped {
		t.Errorf("no message was dropped: %v", err)
	}
}
