package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

// sharedRoom is a place for everybody whose chat does not begin with "own".
func sharedRoom(every time.Duration, burst int) map[string]func(*bot.Delivery) bot.Place {
	return map[string]func(*bot.Delivery) bot.Place{"test": func(d *bot.Delivery) bot.Place {
		if strings.Contains(d.Conversation, "own") {
			return bot.Place{}
		}
		return bot.Place{Name: "room", Every: every, Burst: burst}
	}}
}

// times notes when each text is sent.
func (j *job) times() func(text string) time.Duration {
	before, began := j.courier.Senders["test"], time.Now()
	var mu sync.Mutex
	at := map[string]time.Duration{}
	j.courier.Senders["test"] = sender(func(ctx context.Context, d bot.Delivery) (string, error) {
		mu.Lock()
		at[d.Message.Text] = time.Since(began)
		mu.Unlock()
		return before.Send(ctx, d)
	})
	return func(text string) time.Duration { mu.Lock(); defer mu.Unlock(); return at[text] }
}

func TestManyChatsShareThePaceOfThePlaceTheyGoTo(t *testing.T) {
	j := newJob()
	j.courier.Place = sharedRoom(60*time.Millisecond, 2)
	j.courier.Parallel = 2
	at := j.times()
	j.run(t)
	const many = 12
	for i := range many {
		j.accept(t, fmt.Sprint("chat", i), fmt.Sprint("first", i), fmt.Sprint("second", i))
	}
	for i := range 5 {
		began := time.Now()
		j.accept(t, fmt.Sprint("own", i), fmt.Sprint("answer", i))
		eventually(t, "an answer", func() bool { return strings.Contains(j.heard(), fmt.Sprint("answer", i)) })
		if took := time.Since(began); took > 500*time.Millisecond {
			t.Errorf("an answer waited %v behind the others", took)
		}
	}
	eventually(t, "all", func() bool { return len(strings.Fields(j.heard())) == 2*many+5 })
	var last time.Duration
	for i := range many {
		last = max(last, at(fmt.Sprint("second", i)))
		if at(fmt.Sprint("second", i)) < at(fmt.Sprint("first", i)) {
			t.Errorf("chat %d is out of order", i)
		}
	}
	if least := (2*many - 2) * 60 * time.Millisecond; last < least-5*time.Millisecond {
		t.Errorf("the last went after %v, not %v", last, least)
	}
	if n := j.count(bot.MessageDelayed); n != 0 {
		t.Errorf("%d were set back", n)
	}
}

func TestARetryAfterIsObeyedByAllWhoGoToThatPlace(t *testing.T) {
	j := newJob()
	j.courier.Place = sharedRoom(time.Millisecond, 5)
	j.tries("1", &bot.RetryAfterError{After: 400 * time.Millisecond})
	at := j.times()
	j.run(t)
	j.accept(t, "a", "1")
	eventually(t, "the demand", func() bool { return j.count(bot.MessageDelayed) == 1 })
	asked := at("1")
	for i := range 4 {
		j.accept(t, fmt.Sprint("chat", i), fmt.Sprint("other", i))
	}
	j.accept(t, "own", "answer")
	eventually(t, "the answer", func() bool { return j.heard() == "answer" })
	eventually(t, "all", func() bool { return len(strings.Fields(j.heard())) == 6 })
	for _, text := range []string{"other0", "other3", "1"} {
		if waited := at(text) - asked; waited < 400*time.Millisecond {
			t.Errorf("%s went %v after the demand", text, waited)
		}
	}
	if at("answer")-asked > 300*time.Millisecond {
		t.Errorf("another place waited too: %v", at("answer")-asked)
	}
}

func TestWhatWaitsForAPlaceIsGivenBackAtTheEnd(t *testing.T) {
	j := newJob()
	j.courier.Place = sharedRoom(time.Hour, 1)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	j.engine = bot.Join(j.loop, j.courier)
	running.Go(func() { _ = j.engine.Run(ctx) })
	for i := range 5 {
		j.accept(t, fmt.Sprint("chat", i), fmt.Sprint("text", i))
	}
	eventually(t, "one", func() bool { return len(strings.Fields(j.heard())) == 1 })
	stop()
	running.Wait()
	if n := len(strings.Fields(j.heard())); n != 1 || j.memory.released == 0 {
		t.Errorf("%d went out, %d were given back", n, j.memory.released)
	}
}
