package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// TestMain lets the crash test start this binary again as a process to kill.
func TestMain(m *testing.M) {
	if url := os.Getenv("PABELLON_CRASH_URL"); url != "" {
		if err := crashChild(url); err != nil {
			fmt.Fprintln(os.Stderr, "child:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// crashChild is a bot that reads turns as "chat number" from its input and tells on
// its output what it has kept ("kept chat number"), said ("sent …") and lost.
func crashChild(url string) error {
	lease, err := time.ParseDuration(os.Getenv("PABELLON_CRASH_LEASE"))
	if err != nil {
		return err
	}
	out := &teller{}
	keys, err := store.ReadKeys(os.Getenv("PABELLON_CRASH_KEY"))
	if err != nil {
		return err
	}
	s, err := store.Open(context.Background(), url, store.Options{Lease: lease, StaffChannel: "desk", Log: slog.New(out), Keys: keys})
	if err != nil {
		return err
	}
	sender := senderFunc(out.send)
	loop := &bot.Loop{Inbox: s, Understander: crashUnderstander{}, Handler: crashHandler, Wake: s.TurnsWait(), Log: slog.New(out),
		AtOnce:  func(bot.Turn) bool { return rand.N(2) == 0 },
		Workers: 16, MaxAttempts: 1000, Backoff: func(int) time.Duration { return 5 * time.Millisecond }}
	courier := &bot.Courier{Outbox: s, Senders: map[string]bot.Sender{"test": sender, "desk": sender}, Wake: s.MessagesWait(), Log: slog.New(out),
		Backoff: func(int) time.Duration { return 5 * time.Millisecond }, MaxAttempts: 1000}
	engine := bot.Join(loop, courier)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { err = engine.Run(ctx) })
	acceptErr := acceptAll(ctx, engine, out)
	stop()
	running.Wait()
	return errors.Join(acceptErr, err, s.Close())
}

// acceptAll keeps turns in the order of the input, those that wait together at once.
func acceptAll(ctx context.Context, engine *bot.Engine, out *teller) error {
	lines := make(chan string, 64)
	go func() {
		defer close(lines)
		in := bufio.NewScanner(os.Stdin)
		for in.Scan() {
			lines <- in.Text()
		}
	}()
	for line := range lines {
		batch := []string{line}
		for len(lines) > 0 {
			batch = append(batch, <-lines)
		}
		var turns []bot.Turn
		for _, l := range batch {
			chat, n, _ := strings.Cut(l, " ")
			turns = append(turns, turn(chat, n, n))
		}
		for engine.Accept(ctx, turns...) != nil {
			time.Sleep(20 * time.Millisecond) // a channel would deliver them again
		}
		for _, l := range batch {
			out.tell("kept " + l)
		}
	}
	return nil
}

// teller writes whole lines, at once, so that a kill loses none that were written.
// As a log it tells of work that another process has taken.
type teller struct{ mu sync.Mutex }

func (o *teller) tell(line string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, _ = os.Stdout.WriteString(line + "\n")
}

func (o *teller) send(_ context.Context, d bot.Delivery) (string, error) {
	if rand.N(50) == 0 {
		return "", errors.New("the network hiccups")
	}
	o.tell(fmt.Sprintf("sent %s %s %s %s", d.ID, d.Conversation, d.Message.For, d.Message.Text))
	time.Sleep(rand.N(3 * time.Millisecond))
	return "r-" + d.ID, nil
}

func (o *teller) Enabled(context.Context, slog.Level) bool { return true }
func (o *teller) WithAttrs([]slog.Attr) slog.Handler       { return o }
func (o *teller) WithGroup(string) slog.Handler            { return o }
func (o *teller) Handle(_ context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "lost a turn") {
		o.tell("lost")
	} else if r.Level >= slog.LevelError && r.Message != "a turn failed" {
		fmt.Fprintln(os.Stderr, r.Message)
		r.Attrs(func(a slog.Attr) bool { fmt.Fprintln(os.Stderr, "  ", a); return true })
	}
	return nil
}

// crashUnderstander takes its time, now and then too much of it, and fails at times.
type crashUnderstander struct{}

func (crashUnderstander) Understand(_ context.Context, _ bot.Conversation, t bot.Turn) ([]bot.Command, string, error) {
	switch rand.N(60) {
	case 0:
		return nil, "", errors.New("the model hiccups")
	case 1:
		time.Sleep(60 * time.Millisecond)
	case 2:
		time.Sleep(5 * time.Millisecond)
	}
	return []bot.Command{bot.Overheard{Text: t.Text + t.Due}}, "k", nil
}

// Every so many turns of a conversation a timer is set and an application submitted.
const (
	timerEvery  = 7
	submitEvery = 10
)

// crashHandler counts the conversation's turns in its state, so that one that was
// lost or done twice shows for ever after.
func crashHandler(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
	text := commands[0].(bot.Overheard).Text
	out := bot.Outcome{Events: []bot.Event{{Kind: bot.Reminded, At: now, Text: text}}}
	out.Messages = []bot.Message{{To: bot.Person, Text: fmt.Sprintf("%d:%s", c.Reminded+1, text)}}
	var n int
	if _, err := fmt.Sscan(text, &n); err != nil {
		return out // a timer's turn
	}
	if n%timerEvery == 0 {
		out.Later = []bot.Later{{Key: fmt.Sprint("tick-", n), At: now.Add(50 * time.Millisecond)}}
	}
	if n%submitEvery == submitEvery-1 {
		out.Events = append(out.Events, bot.Event{Kind: bot.Submitted, Value: bot.FolioMark, At: now})
		out.Messages = append(out.Messages, bot.Message{To: bot.ForStaff, Text: bot.FolioMark})
	}
	return out
}
