package bot_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"pabellon/bot"
)

var noRoute = &bot.OutageError{Err: errors.New("no route")}

func TestAnOutageOfTheChannelParksNothing(t *testing.T) {
	j := newJob()
	j.courier.MaxAttempts = 3
	before := j.courier.Senders["test"]
	var tries atomic.Int32
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		if tries.Add(1) < 30 {
			return "", noRoute
		}
		return before.Send(ctx, d)
	})
	j.run(t)
	j.accept(t, "a", "1", "2")
	j.accept(t, "b", "1")
	eventually(t, "everything", func() bool { return len(j.heard()) == len("1 2 1") })
	if j.count(bot.MessageParked) != 0 || j.count(bot.MessageFailed) != 29 {
		t.Errorf("%d parked, %d failures", j.count(bot.MessageParked), j.count(bot.MessageFailed))
	}
}

func TestAMessageThatTheChannelCannotBearIsParkedWhileOthersGoOut(t *testing.T) {
	j := newJob()
	j.courier.MaxAttempts = 3
	before := j.courier.Senders["test"]
	var tries, others atomic.Int32
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		if d.Message.Text == "poison" {
			tries.Add(1)
			return "", noRoute
		}
		return before.Send(ctx, d)
	})
	j.run(t)
	j.accept(t, "a", "poison", "after")
	eventually(t, "the next of that chat", func() bool {
		j.accept(t, "b"+string(rune('a'+others.Add(1)%20)), "fine")
		return j.count(bot.MessageParked) == 1
	})
	j.idle(t)
	if tries.Load() < 4 { // the first failure is not counted: nobody knows yet whose fault it is
		t.Errorf("parked after %d tries", tries.Load())
	}
}
