package bot_test

import (
	"context"
	"testing"
	"time"

	"pabellon/bot"
)

// What is accepted while a process stops is for others to carry out, at once.
func TestATurnAcceptedAfterTheEndIsLeftFree(t *testing.T) {
	j := newJob().run(t)
	j.idle(t)
	if err := j.stop(); err != nil {
		t.Fatal(err)
	}
	j.accept(t, "a", "1")
	if left, _ := j.memory.Claim(t.Context(), 9); len(left) != 1 {
		t.Errorf("left for others: %+v", left)
	}
}

// slowInbox takes its time to keep a turn.
type slowInbox struct {
	*memory
	kept, going chan struct{}
}

func (s slowInbox) Put(ctx context.Context, take int, turns ...bot.Turn) ([]bot.Work, error) {
	works, err := s.memory.Put(ctx, take, turns...)
	close(s.kept)
	<-s.going
	return works, err
}

func TestATurnKeptWhileTheLoopEndsIsGivenBack(t *testing.T) {
	j := newJob()
	slow := slowInbox{j.memory, make(chan struct{}), make(chan struct{})}
	j.loop.Inbox = slow
	j.run(t)
	j.idle(t)
	accepted := make(chan struct{})
	go func() {
		j.accept(t, "a", "1")
		close(accepted)
	}()
	<-slow.kept
	if err := j.stop(); err != nil {
		t.Fatal(err)
	}
	close(slow.going)
	<-accepted
	if left, _ := j.memory.Claim(t.Context(), 9); len(left) != 1 {
		t.Errorf("left for others: %+v", left)
	}
}

// A sender that hangs keeps neither its chat nor its channel for ever.
func TestASenderThatHangsIsCalledOff(t *testing.T) {
	j := newJob()
	j.courier.Patience, j.courier.Parallel = 50*time.Millisecond, 1
	hung := false
	before := j.courier.Senders["test"]
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		if d.Message.Text == "1" && !hung {
			hung = true
			<-ctx.Done()
			return "", ctx.Err()
		}
		return before.Send(ctx, d)
	})
	j.run(t)
	j.accept(t, "a", "1")
	eventually(t, "the second try", func() bool { return j.heard() == "1" })
	if j.count(bot.MessageFailed) != 1 {
		t.Errorf("%d failures", j.count(bot.MessageFailed))
	}
}
