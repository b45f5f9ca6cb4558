package telegram

import (
	"context"
	"net/http"
	"sync"
	"time"

	"pabellon/bot"
)

// verdict says what the courier is to do about a message that did not go out.
func (t *Telegram) verdict(ctx context.Context, d bot.Delivery, chat int64, err error) error {
	no := noted(err)
	switch {
	case no == nil || no.code >= http.StatusInternalServerError:
		return &bot.OutageError{Err: err}
	case no.wait > 0 || no.code == http.StatusTooManyRequests:
		wait := max(no.wait, time.Second)
		return &bot.RetryAfterError{After: wait, All: t.flood.refused(chat, wait)}
	case no.unauthorised():
		t.state.disbelieved()
		return &bot.RetryAfterError{After: longestWait, All: true}
	case no.gone():
		t.lose(ctx, d)
		return &bot.PermanentError{Reason: no.Error(), Usual: true}
	}
	return &bot.PermanentError{Reason: no.Error()}
}

// lose tells the conversation that the person cannot be reached, as a turn of its own.
func (t *Telegram) lose(ctx context.Context, d bot.Delivery) {
	if d.Forget {
		return // somebody who was erased stays erased
	}
	turn := bot.Turn{Channel: Channel, ID: "lost." + d.ID, Conversation: d.Conversation, Actor: bot.Actor{Kind: bot.Owner},
		At: t.backend.Now(), Other: bot.Blocked}
	if err := t.backend.Accept(ctx, turn); err != nil {
		t.log.Error("cannot note that a person is not reached any more", "message", d.ID, "error", err)
	}
}

// flood tells a chat that is written to too fast from a bot that is. Telegram does not
// say which it means; several chats that are refused at once mean the bot.
type flood struct {
	mu    sync.Mutex
	until map[int64]time.Time // by chat: it is not to be written to before
}

// floodChats is how many chats at once.
const floodChats = 3

// refused notes a refusal, and tells whether it means the whole bot.
func (f *flood) refused(chat int64, wait time.Duration) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	if f.until == nil {
		f.until = map[int64]time.Time{}
	}
	for c, until := range f.until {
		if now.After(until) {
			delete(f.until, c)
		}
	}
	f.until[chat] = now.Add(wait)
	return len(f.until) >= floodChats
}

// passed notes that somebody was written to: it is not the whole bot that has to wait.
func (f *flood) passed() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.until)
}
