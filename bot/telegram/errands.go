package telegram

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// errands are calls that nobody waits for and that nothing is lost with: the answer to
// the press of a button, a word to a group. They are carried out beside everything else.
type errands struct {
	log   *slog.Logger
	queue chan func(context.Context) error
}

// What of errands is held, how many are at work, and how often each is tried.
const (
	errandRoom    = 1024
	errandWorkers = 16
	errandTries   = 4
	errandEnd     = time.Second // those in hand when the program stops may take so long
)

func newErrands(log *slog.Logger) *errands {
	return &errands{log: log, queue: make(chan func(context.Context) error, errandRoom)}
}

// add gives one to whoever is free. When there are too many it is let go: a button then
// stops waiting by itself.
func (e *errands) add(do func(context.Context) error) {
	select {
	case e.queue <- do:
	default:
		e.log.Warn("too many small calls to Telegram at once; one was let go")
	}
}

// run carries them out until no more can come, and ends with those in hand: a button that
// was pressed just before does not wait for nothing.
func (e *errands) run(ctx context.Context, received <-chan struct{}) {
	end, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	context.AfterFunc(ctx, func() { time.AfterFunc(errandEnd, cancel) })
	var workers sync.WaitGroup
	for range errandWorkers {
		workers.Go(func() {
			for {
				select {
				case do := <-e.queue:
					e.carryOut(end, do)
				case <-received:
					e.rest(end)
					return
				}
			}
		})
	}
	workers.Wait()
}

// rest carries out what is left.
func (e *errands) rest(ctx context.Context) {
	for {
		select {
		case do := <-e.queue:
			e.carryOut(ctx, do)
		default:
			return
		}
	}
}

// carryOut tries an errand a few times. What Telegram refuses is not tried again.
func (e *errands) carryOut(ctx context.Context, do func(context.Context) error) {
	for try := 1; ; try++ {
		err := do(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		wait := time.Duration(try) * time.Second / 2
		if no := noted(err); no != nil {
			if no.wait == 0 && no.code < 500 {
				e.log.Debug("a small call was refused", "error", err)
				return
			}
			wait = max(wait, no.wait)
		}
		if try == errandTries || !sleep(ctx, wait) {
			e.log.Warn("a small call did not go through", "error", err)
			return
		}
	}
}

// run has the errands of an update carried out.
func (t *Telegram) run(r received) {
	if r.query != "" {
		t.errands.add(func(ctx context.Context) error {
			return t.api.call(ctx, "answerCallbackQuery", tg.Params{"callback_query_id": r.query}, nil)
		})
	}
	if r.leave != 0 {
		t.errands.add(func(ctx context.Context) error { return t.leave(ctx, r.leave, r.lang) })
	}
}

// leave says a word to a group and leaves it: applications are a matter between two. It
// is done for one group after the other, so that the word comes before the leaving.
func (t *Telegram) leave(ctx context.Context, chat int64, lang string) error {
	t.leaving.Lock()
	defer t.leaving.Unlock()
	if t.chats.isLeft(chat) {
		return nil
	}
	id := strconv.FormatInt(chat, 10)
	if lang != "" {
		err := t.api.call(ctx, "sendMessage", tg.Params{"chat_id": id, "text": t.o.Words[lang].Group}, nil)
		if noted(err) == nil && err != nil {
			return err
		}
	}
	err := t.api.call(ctx, "leaveChat", tg.Params{"chat_id": id}, nil)
	if err == nil || noted(err) != nil {
		t.chats.leave(chat)
	}
	return err
}

// Typing shows for five seconds that an answer is on its way.
func (t *Telegram) Typing(ctx context.Context, conversation string) {
	chat, err := chatOf(conversation)
	if err != nil {
		return
	}
	err = t.api.call(ctx, "sendChatAction", tg.Params{"chat_id": strconv.FormatInt(chat, 10), "action": tg.ChatTyping}, nil)
	if err != nil {
		t.log.Debug("cannot show that we are typing", "error", err)
	}
}

// sleep waits for d; false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
