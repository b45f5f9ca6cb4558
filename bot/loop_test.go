package bot_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// understand is an Understander from a function.
type understand func(context.Context, bot.Conversation, bot.Turn) ([]bot.Command, error)

func (f understand) Understand(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, string, error) {
	commands, err := f(ctx, c, t)
	return commands, "k1", err
}

// hears takes every turn as something overheard.
func hears(_ context.Context, _ bot.Conversation, t bot.Turn) ([]bot.Command, error) {
	return []bot.Command{bot.Overheard{Text: t.Text + t.Due}}, nil
}

// echo says what it heard, and counts.
func echo(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
	text := "perdón"
	if heard, ok := commands[0].(bot.Overheard); ok {
		text = heard.Text
	}
	return bot.Outcome{Events: []bot.Event{{Kind: bot.Reminded, At: now}}, Messages: []bot.Message{{To: bot.Person, Text: text}}}
}

// job is an engine in the making: change its parts, then run it.
type job struct {
	memory  *memory
	loop    *bot.Loop
	courier *bot.Courier
	engine  *bot.Engine
	mu      sync.Mutex
	said    []string
	seen    []bot.Observation
	stop    func() error
}

func newJob() *job {
	j := &job{memory: newMemory()}
	j.loop = &bot.Loop{Inbox: j.memory, Understander: understand(hears), Handler: echo, Workers: 8, Log: quiet, Observe: j.observe,
		Backoff: func(int) time.Duration { return time.Millisecond }}
	j.courier = &bot.Courier{Outbox: j.memory, Senders: map[string]bot.Sender{"test": sender(j.send)}, Log: quiet, Observe: j.observe,
		Backoff: func(int) time.Duration { return time.Millisecond }}
	return j
}

// sender is a bot.Sender from a function.
type sender func(context.Context, bot.Delivery) (string, error)

func (f sender) Send(ctx context.Context, d bot.Delivery) (string, error) { return f(ctx, d) }

func (j *job) send(_ context.Context, d bot.Delivery) (string, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.said = append(j.said, d.Message.Text)
	return "r", nil
}

func (j *job) observe(o bot.Observation) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seen = append(j.seen, o)
}

func (j *job) count(k bot.ObservedKind) (n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, o := range j.seen {
		if o.Kind == k {
			n++
		}
	}
	return n
}

func (j *job) heard() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Join(j.said, " ")
}

func (j *job) run(t *testing.T) *job {
	t.Helper()
	j.engine = bot.Join(j.loop, j.courier)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- j.engine.Run(ctx) }()
	j.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { _ = j.stop() })
	return j
}

func (j *job) accept(t *testing.T, chat string, texts ...string) {
	t.Helper()
	for i, text := range texts {
		u := bot.Turn{Channel: "test", ID: fmt.Sprint(chat, i, text), Conversation: "test:" + chat, Actor: bot.Actor{Kind: bot.Owner}, At: time.Unix(int64(i+1), 0), Text: text}
		if err := j.engine.Accept(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
}

func (j *job) idle(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := j.engine.Idle(ctx); err != nil {
		t.Fatal("never idle:", err)
	}
}

func TestTurnsOfAConversationRunInOrderAndOthersBeside(t *testing.T) {
	j := newJob().run(t)
	j.accept(t, "a", "1", "2", "3", "4")
	j.accept(t, "b", "x")
	j.idle(t)
	if got := strings.ReplaceAll(strings.ReplaceAll(j.heard(), " x", ""), "x ", ""); got != "1 2 3 4" {
		t.Errorf("said %q", j.heard())
	}
	c := j.memory.talks["test:a"]
	if c.Version != 4 || c.Reminded != 4 || !c.LastAt.Equal(time.Unix(4, 0)) || c.ID != "test:a" {
		t.Errorf("%+v", c)
	}
	if d := j.memory.commits[0]; d.Knowledge != "k1" || len(d.Commands) != 1 || d.Outcome.Messages[0].For == "" {
		t.Errorf("%+v", d)
	}
	if j.memory.loads > 2 {
		t.Errorf("%d reads for two conversations: the cache is not used", j.memory.loads)
	}
	if n := j.count(bot.TurnDone); n != 5 || j.count(bot.MessageSent) != 5 {
		t.Errorf("observed %d turns, %d messages", n, j.count(bot.MessageSent))
	}
}

func TestAPanicIsTheFailureOfItsTurnOnly(t *testing.T) {
	j := newJob()
	tries := 0
	j.loop.Handler = func(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
		if h, ok := commands[0].(bot.Overheard); ok && h.Text == "bad" {
			if tries++; tries < 3 {
				panic("a secret that somebody typed")
			}
		}
		return echo(c, commands, now)
	}
	j.run(t)
	j.accept(t, "a", "bad", "good")
	j.accept(t, "b", "fine")
	eventually(t, "all three answered", func() bool { return j.count(bot.MessageSent) == 3 })
	if j.count(bot.TurnFailed) != 2 || !strings.Contains(j.heard(), "bad good") {
		t.Errorf("%d failures, said %q", j.count(bot.TurnFailed), j.heard())
	}
}

func TestATurnThatFailsForGoodIsParkedWithAnApology(t *testing.T) {
	j := newJob()
	j.loop.MaxAttempts = 3
	j.loop.Understander = understand(func(ctx context.Context, c bot.Conversation, u bot.Turn) ([]bot.Command, error) {
		if u.Text == "poison" {
			return nil, errors.New("cannot be read")
		}
		return hears(ctx, c, u)
	})
	j.run(t)
	j.accept(t, "a", "poison", "next")
	eventually(t, "both answered", func() bool { return j.heard() == "perdón next" })
	d := j.memory.commits[0]
	if !strings.Contains(d.Parked, "cannot be read") || bot.KindOf(d.Commands[0]) != "apologise" || j.count(bot.TurnParked) != 1 || j.count(bot.TurnFailed) != 2 {
		t.Errorf("%+v; %d failures", d, j.count(bot.TurnFailed))
	}
}

func TestAnApologyKnowsThatOthersReadIt(t *testing.T) {
	j := newJob()
	j.loop.MaxAttempts = 1
	j.loop.Understander = understand(func(context.Context, bot.Conversation, bot.Turn) ([]bot.Command, error) {
		return nil, errors.New("cannot be read")
	})
	j.run(t)
	if err := j.engine.Accept(t.Context(), bot.Turn{Channel: "test", ID: "1", Conversation: "test:a", Actor: bot.Actor{Kind: bot.Owner}, Public: true}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is parked", func() bool { return j.count(bot.TurnParked) == 1 })
	if cmds := j.memory.commits[0].Commands; len(cmds) != 2 || bot.KindOf(cmds[0]) != "aloud" || bot.KindOf(cmds[1]) != "apologise" {
		t.Errorf("%+v", cmds)
	}
}

func TestEvenABrokenApologyLetsTheConversationGoOn(t *testing.T) {
	j := newJob()
	j.loop.MaxAttempts = 1
	j.loop.Handler = func(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
		if h, ok := commands[0].(bot.Overheard); !ok || h.Text == "bad" {
			_ = 1 / c.Tries // which is 0
		}
		return echo(c, commands, now)
	}
	j.run(t)
	j.accept(t, "a", "bad", "good")
	eventually(t, "the next answered", func() bool { return j.heard() == "good" })
	if c := j.memory.talks["test:a"]; c.Version != 2 || c.Reminded != 1 {
		t.Errorf("%+v", c)
	}
}

func TestLongWorkKeepsItsLease(t *testing.T) {
	j := newJob()
	j.memory.lease = 60 * time.Millisecond
	j.loop.Understander = understand(func(ctx context.Context, c bot.Conversation, u bot.Turn) ([]bot.Command, error) {
		time.Sleep(300 * time.Millisecond)
		return hears(ctx, c, u)
	})
	j.run(t)
	j.accept(t, "a", "slow")
	j.idle(t)
	if len(j.memory.commits) != 1 || j.memory.renewals < 3 || j.heard() != "slow" {
		t.Errorf("%d commits, %d renewals, said %q", len(j.memory.commits), j.memory.renewals, j.heard())
	}
}

func TestWhatIsDueRingsAndIdleWaitsForIt(t *testing.T) {
	j := newJob()
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	j.loop.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	j.loop.Handler = func(c bot.Conversation, commands []bot.Command, at time.Time) bot.Outcome {
		out := echo(c, commands, at)
		if c.Reminded < 3 { // each asks for the next
			out.Later = []bot.Later{{Key: fmt.Sprint("day", c.Reminded+1), At: at.Add(24 * time.Hour)}}
		}
		return out
	}
	j.run(t)
	j.accept(t, "a", "hola")
	j.idle(t)
	if j.heard() != "hola" {
		t.Fatalf("said %q", j.heard())
	}
	mu.Lock()
	now = now.Add(25 * time.Hour)
	mu.Unlock()
	j.idle(t)
	if j.heard() != "hola day1" {
		t.Fatalf("after a day: %q", j.heard())
	}
}

func TestStoppingFinishesWhatIsInHandAndGivesBackTheRest(t *testing.T) {
	j := newJob()
	j.loop.Workers = 1
	begun := make(chan struct{}, 9)
	j.loop.Understander = understand(func(ctx context.Context, c bot.Conversation, u bot.Turn) ([]bot.Command, error) {
		begun <- struct{}{}
		time.Sleep(100 * time.Millisecond)
		return hears(ctx, c, u)
	})
	j.run(t)
	j.idle(t)
	j.accept(t, "a", "1", "2")
	j.accept(t, "b", "1")
	<-begun
	if err := j.stop(); err != nil {
		t.Fatal(err)
	}
	if j.heard() != "1" || len(j.memory.commits) != 1 {
		t.Errorf("said %q after %d commits", j.heard(), len(j.memory.commits))
	}
	left, _ := j.memory.Claim(t.Context(), 9)
	if len(left) != 2 || left[0].Attempts+left[1].Attempts != 0 {
		t.Errorf("left for others: %+v", left)
	}
}

func TestACommitThatFailsIsTriedAgain(t *testing.T) {
	j := newJob()
	j.memory.failing = errors.New("the disk is full")
	j.run(t)
	j.accept(t, "a", "1")
	time.Sleep(100 * time.Millisecond)
	j.memory.mu.Lock()
	j.memory.failing = nil
	j.memory.mu.Unlock()
	eventually(t, "the answer", func() bool { return j.heard() == "1" })
	if j.count(bot.TurnFailed) != 0 {
		t.Error("a hiccup of the database was the turn's fault")
	}
}

func TestMoreThanThereIsRoomForStaysInTheInbox(t *testing.T) {
	j := newJob()
	j.loop.Workers = 1
	j.run(t)
	const n = 600
	for i := range n {
		j.accept(t, fmt.Sprint(i), "x")
	}
	j.idle(t)
	if got := j.count(bot.TurnDone); got != n {
		t.Errorf("%d of %d", got, n)
	}
}
