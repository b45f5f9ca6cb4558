package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"pabellon/bot"
)

// tries makes the sender fail as told: the nth try of a text gets the nth error.
func (j *job) tries(text string, errs ...error) {
	before := j.courier.Senders["test"]
	var n atomic.Int32
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		if d.Message.Text == text {
			if i := int(n.Add(1)); i <= len(errs) && errs[i-1] != nil {
				return "", errs[i-1]
			}
		}
		return before.Send(ctx, d)
	})
}

func TestARetryAfterIsObeyedForTheChat(t *testing.T) {
	j := newJob()
	j.tries("1", &bot.RetryAfterError{After: 400 * time.Millisecond})
	j.run(t)
	began := time.Now()
	j.accept(t, "a", "1", "2")
	j.accept(t, "b", "other")
	eventually(t, "the other chat", func() bool { return j.heard() == "other" })
	if time.Since(began) > 300*time.Millisecond {
		t.Error("another chat waited too")
	}
	eventually(t, "the rest", func() bool { return j.heard() == "other 1 2" })
	if took := time.Since(began); took < 400*time.Millisecond {
		t.Errorf("sent after %v", took)
	}
	if j.count(bot.MessageDelayed) != 1 || j.count(bot.MessageFailed) != 0 {
		t.Error("a demand to wait was counted as a failure")
	}
}

func TestARetryAfterForAllSilencesTheChannel(t *testing.T) {
	j := newJob()
	j.tries("1", &bot.RetryAfterError{After: 400 * time.Millisecond, All: true})
	j.run(t)
	began := time.Now()
	j.accept(t, "a", "1")
	eventually(t, "the demand", func() bool { return j.count(bot.MessageDelayed) == 1 })
	j.idle(t) // nothing may be sent for now: it is set back for later
	j.accept(t, "b", "other")
	eventually(t, "both", func() bool { return len(j.heard()) == len("1 other") })
	if took := time.Since(began); took < 400*time.Millisecond {
		t.Errorf("sent after %v", took)
	}
}

func TestARefusalForGoodParksAtOnceAndTheChatGoesOn(t *testing.T) {
	j := newJob()
	j.tries("1", &bot.PermanentError{Reason: "blocked"})
	j.run(t)
	j.accept(t, "a", "1", "2")
	eventually(t, "the second", func() bool { return j.heard() == "2" })
	j.idle(t)
	if got := strings.Join(j.memory.fates("test:a"), " "); got != "parked sent" || j.count(bot.MessageParked) != 1 {
		t.Errorf("fates: %s", got)
	}
}

// reminding says what it hears; what begins with "old" fits only as long as it is new.
func (j *job) reminding() {
	j.loop.Handler = func(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
		out := echo(c, commands, now)
		if m := &out.Messages[0]; strings.HasPrefix(m.Text, "old") {
			m.Wait, m.Only = true, "new"
		}
		return out
	}
}

func TestWhatDoesNotFitAnyMoreIsNotSent(t *testing.T) {
	j := newJob()
	j.reminding()
	var asked []string
	j.courier.Still = func(_ context.Context, d bot.Delivery) (bool, error) {
		asked = append(asked, d.Message.Text)
		return d.Message.Text != "old1", nil
	}
	j.run(t)
	j.accept(t, "a", "old1", "2", "old3")
	eventually(t, "the rest", func() bool { return j.heard() == "2 old3" })
	j.idle(t)
	if got := strings.Join(j.memory.fates("test:a"), " "); got != "dropped sent sent" || j.count(bot.MessageDropped) != 1 || strings.Join(asked, " ") != "old1 old3" {
		t.Errorf("fates: %s; asked of %q", got, asked)
	}
}

func TestNotToKnowWhetherAMessageFitsIsAFailureAndNoReasonToSayIt(t *testing.T) {
	j := newJob()
	j.reminding()
	var tries atomic.Int32
	j.courier.Still = func(context.Context, bot.Delivery) (bool, error) {
		return true, map[bool]error{true: errors.New("no database")}[tries.Add(1) < 3]
	}
	j.run(t)
	j.accept(t, "a", "old1", "2")
	eventually(t, "both", func() bool { return j.heard() == "old1 2" })
	if j.count(bot.MessageFailed) != 2 {
		t.Errorf("%d failures", j.count(bot.MessageFailed))
	}
}

func TestAMessageThatFailsTooOftenIsParked(t *testing.T) {
	j := newJob()
	j.courier.MaxAttempts = 3
	trouble := errors.New("no route")
	j.tries("1", trouble, trouble, trouble, trouble)
	j.run(t)
	j.accept(t, "a", "1", "2")
	eventually(t, "the second", func() bool { return j.heard() == "2" })
	if j.count(bot.MessageFailed) != 2 || j.count(bot.MessageParked) != 1 {
		t.Errorf("%d failures", j.count(bot.MessageFailed))
	}
}

func TestAMessageThatFailsIsSentInTheEndAndInOrder(t *testing.T) {
	j := newJob()
	trouble := errors.New("no route")
	j.tries("1", trouble, nil)
	j.run(t)
	j.accept(t, "a", "1", "2", "3")
	eventually(t, "all", func() bool { return j.heard() == "1 2 3" })
}

func TestAPanicOfASenderIsAFailureOfItsMessageOnly(t *testing.T) {
	j := newJob()
	var once atomic.Bool
	before := j.courier.Senders["test"]
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		if d.Message.Text == "1" && !once.Swap(true) {
			panic("oops")
		}
		return before.Send(ctx, d)
	})
	j.run(t)
	j.accept(t, "a", "1")
	eventually(t, "the message", func() bool { return j.heard() == "1" })
}

func TestAnswersGoBeforeWhatWeBegan(t *testing.T) {
	j := newJob()
	j.courier.Limit = map[string]*rate.Limiter{"test": rate.NewLimiter(rate.Every(20*time.Millisecond), 1)}
	j.loop.Handler = func(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
		out := echo(c, commands, now)
		out.Messages[0].Wait = strings.HasPrefix(out.Messages[0].Text, "news")
		return out
	}
	j.run(t)
	j.idle(t)
	for i := range 20 {
		j.accept(t, fmt.Sprint(i), "news")
	}
	began := time.Now()
	j.accept(t, "z", "answer")
	eventually(t, "the answer", func() bool { return strings.Contains(j.heard(), "answer") })
	if before := strings.Count(j.heard(), "news"); before > 10 || time.Since(began) > 250*time.Millisecond {
		t.Errorf("it waited behind %d that we began, for %v", before, time.Since(began))
	}
	j.idle(t)
	if took := time.Since(began); strings.Count(j.heard(), "news") != 20 || took < 350*time.Millisecond {
		t.Errorf("all after %v: the limit was not kept", took)
	}
}

func TestAMessageWhoseLeaseRanOutIsLeftToOthers(t *testing.T) {
	j := newJob()
	j.run(t)
	j.idle(t)
	j.memory.mu.Lock()
	j.memory.say("test:a", bot.Message{To: bot.Person, Text: "stale"})
	d := j.memory.takeMessage(j.memory.lane("to test:a"))
	j.memory.mu.Unlock()
	d.Until = time.Now().Add(-time.Second)
	j.courier.Hand([]bot.Delivery{*d})
	eventually(t, "the message, under a new lease", func() bool { return j.heard() == "stale" })
	if j.memory.released == 0 {
		t.Error("it was sent under a lease that had run out")
	}
}

func TestAProcessWithoutTheSenderLeaseSendsNothing(t *testing.T) {
	j := newJob()
	j.memory.holder = false
	j.run(t)
	j.accept(t, "a", "1")
	j.idle(t)
	time.Sleep(50 * time.Millisecond)
	if j.heard() != "" {
		t.Errorf("said %q", j.heard())
	}
}

func TestAMessageThatWasSaidIsOnlyMarkedWhenItComesBack(t *testing.T) {
	j := newJob()
	j.memory.lease = 50 * time.Millisecond
	hold := make(chan struct{})
	var first atomic.Bool
	j.courier.Outbox = slowMark{memory: j.memory, hold: hold, first: &first}
	j.run(t)
	j.accept(t, "a", "1")
	eventually(t, "the message", func() bool { return j.heard() == "1" })
	time.Sleep(150 * time.Millisecond) // its lease runs out before the mark, and it is claimed again
	close(hold)
	eventually(t, "the mark", func() bool { return strings.Join(j.memory.fates("test:a"), " ") == "sent" })
	if j.heard() != "1" {
		t.Errorf("said %q", j.heard())
	}
}

// slowMark is an outbox whose first mark hangs, without any renewal.
type slowMark struct {
	*memory
	hold  chan struct{}
	first *atomic.Bool
}

func (s slowMark) Sent(ctx context.Context, d bot.Delivery, receipt string, notBefore time.Time) (*bot.Delivery, error) {
	if !s.first.Swap(true) {
		<-s.hold
	}
	return s.memory.Sent(ctx, d, receipt, notBefore)
}

func (s slowMark) RenewDeliveries(context.Context, []bot.Delivery) ([]bot.Delivery, error) {
	return nil, nil
}

func TestStoppingSendsForAMomentAndGivesBackTheRest(t *testing.T) {
	j := newJob()
	j.courier.Parallel = 1
	before := j.courier.Senders["test"]
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		time.Sleep(300 * time.Millisecond)
		return before.Send(ctx, d)
	})
	j.run(t)
	j.idle(t)
	for i := range 8 {
		j.accept(t, fmt.Sprint(i), "x")
	}
	eventually(t, "all handled", func() bool { return j.count(bot.TurnDone) == 8 })
	if err := j.stop(); err != nil {
		t.Fatal(err)
	}
	left, _ := j.memory.ClaimDeliveries(t.Context(), nil, 9)
	if sent := strings.Count(j.heard(), "x"); sent < 3 || sent > 5 || len(left) != 8-sent {
		t.Errorf("%d were sent and %d given back", sent, len(left))
	}
}
