package telegram_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

func TestAWebhookThatWasLeftOverIsTakenAwayOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault *telegramtest.Fault
	}{{"at once", nil}, {"although the first try fails", &telegramtest.Fault{Method: "deleteWebhook", Status: 502}}} {
		t.Run(c.name, func(t *testing.T) {
			s, b := fake(t), &backend{}
			old := join(t, s, &backend{}, func(o *telegram.Options) { o.Hook, o.Secret = "https://old.example.com/telegram/webhook", "geheim" })
			old.run()
			old.until("the webhook is set", func() bool { _, ok := old.State(); return ok })
			old.stop()
			if c.fault != nil {
				s.Fail(*c.fault)
			}
			w := join(t, s, b).run()
			ana := s.Person(telegramtest.Profile{ID: 77, Lang: "es"})
			ana.Start("")
			w.turns(1)
			n := 0
			for _, call := range s.Calls() {
				if call.Method == "deleteWebhook" && call.Status == 200 && !call.Scripted {
					n++
				}
			}
			if n != 1 || w.log.count("took away the webhook") != 1 {
				t.Errorf("taken away %d times, want once and told:\n%s", n, w.log)
			}
		})
	}
}

func TestOnlyTheProcessWithTheLeasePolls(t *testing.T) {
	s, b := fake(t), &backend{waits: true}
	w := join(t, s, b).run()
	ana := s.Person(telegramtest.Profile{ID: 77, Lang: "es"})
	ana.Start("")
	w.until("the profile was asked for", func() bool { return called(w, "getMyName") >= 3 })
	time.Sleep(20 * time.Millisecond)
	if n := called(w, "getUpdates"); n > 0 || len(b.all()) > 0 {
		t.Errorf("polled %d times without the lease", n)
	}
	if words, ok := w.State(); ok || !strings.Contains(words, "another process") {
		t.Errorf("state %q %v, want that another process polls", words, ok)
	}
	b.set(func(b *backend) { b.waits = false })
	w.turns(1)
	b.set(func(b *backend) { b.waits = true })
	ana.Write("uno") // the poll under way still gets it
	w.turns(2)
	w.until("polling ends with the lease", func() bool { words, ok := w.State(); return !ok && strings.Contains(words, "another process") })
	if s.Polling() {
		t.Error("it polls on without the lease")
	}
}

func TestStoppingEndsALongPollAtOnce(t *testing.T) {
	w := start(t)
	stopped := make(chan struct{})
	go func() { w.stop(); close(stopped) }()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	select {
	case <-stopped:
	case <-ctx.Done():
		t.Fatal("it did not stop while a poll was under way")
	}
	if w.log.count("level=ERROR") > 0 {
		t.Errorf("stopping is told as a trouble:\n%s", w.log)
	}
	w.stop = func() {}
}

func TestNoneOfManyTurnsAtOnceIsLostOrTwice(t *testing.T) {
	s, b := fake(t), &backend{}
	w := join(t, s, b)
	for i := range 60 {
		p := s.Person(telegramtest.Profile{ID: int64(1000 + i), Lang: "es"})
		p.Start("")
		for n := range 5 {
			p.Write(strconv.Itoa(n))
		}
	}
	s.Fail(telegramtest.Fault{Method: "getUpdates", Drop: true, Then: &telegramtest.Fault{Method: "getUpdates", DropAfter: true}})
	w.run()
	seen := map[string][]bot.Turn{}
	for _, turn := range w.turns(360) {
		seen[turn.Conversation] = append(seen[turn.Conversation], turn)
	}
	for conversation, turns := range seen {
		for i, turn := range turns[1:] {
			if turn.Text != strconv.Itoa(i) {
				t.Errorf("%s: turn %d says %q", conversation, i, turn.Text)
			}
		}
	}
}
