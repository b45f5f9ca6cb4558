package bot_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"pabellon/bot"
)

func TestTheBytesOfAnAttachmentAreMadeWhenItIsSent(t *testing.T) {
	j := newJob()
	j.loop.Handler = func(bot.Conversation, []bot.Command, time.Time) bot.Outcome {
		return bot.Outcome{Messages: []bot.Message{{To: bot.Person, Text: "1", Files: []bot.Attachment{{Name: "a.txt"}}}}}
	}
	var tries atomic.Int32
	j.courier.Attach = func(_ context.Context, conversation string, a bot.Attachment) ([]byte, error) {
		if tries.Add(1) == 1 {
			return nil, errors.New("the database is away")
		}
		return []byte(conversation + " " + a.Name), nil
	}
	var sent atomic.Pointer[bot.Message]
	j.courier.Senders["test"] = sender(func(_ context.Context, d bot.Delivery) (string, error) {
		sent.Store(&d.Message)
		return "r", nil
	})
	j.run(t)
	j.accept(t, "a", "hola")
	eventually(t, "the message", func() bool { return sent.Load() != nil })
	if f := sent.Load().Files; len(f) != 1 || string(f[0].Content) != "test:a a.txt" || j.count(bot.MessageFailed) != 1 {
		t.Errorf("%+v after %d failures", f, j.count(bot.MessageFailed))
	}
}
