package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// HookPath is where Telegram calls us, behind PUBLIC_URL.
const HookPath = "/telegram/webhook"

// What the webhook takes, and asks for.
const (
	maxUpdate   = 1 << 20 // bytes of one update
	hookCalls   = 40      // at once; Telegram's usual (setWebhook, max_connections)
	secretTitle = "X-Telegram-Bot-Api-Secret-Token"
	comeBack    = 2 * time.Second // when the database is down
)

// hook sets the webhook, and then only waits: updates come to ServeHTTP. Each process
// sets it at its start, to the same address and secret.
func (t *Telegram) hook(ctx context.Context) {
	said := ""
	for failures := 1; ; failures++ {
		err := t.setWebhook(ctx)
		if err == nil {
			t.state.ok("webhook")
			t.log.Info("Telegram calls the webhook", "path", HookPath)
			<-ctx.Done()
			return
		}
		words, wait := troubleOf(err)
		if no := noted(err); no != nil && no.code == http.StatusBadRequest {
			words, wait = "Telegram does not take the address; PUBLIC_URL must be https and reachable from the internet, on port 443, 80, 88 or 8443", longestWait
		}
		if said != words && ctx.Err() == nil {
			said = words
			level := slog.LevelError
			if no := noted(err); no != nil && no.code == http.StatusTooManyRequests {
				level = slog.LevelInfo // who starts twice within a second
			}
			t.log.Log(ctx, level, "cannot set the webhook: "+words+"; trying on", "error", err)
		}
		t.state.set(words)
		if !sleep(ctx, max(wait, backoff(failures))) {
			return
		}
	}
}

// setWebhook tells Telegram where to call. The library's own config has no secret.
func (t *Telegram) setWebhook(ctx context.Context) error {
	return t.api.call(ctx, "setWebhook", tg.Params{"url": t.o.Hook, "secret_token": t.o.Secret,
		"max_connections": strconv.Itoa(hookCalls), "allowed_updates": allowedJSON()}, nil)
}

// ServeHTTP takes one update: 200 once it is on disk, 503 when it cannot be kept, so
// that Telegram calls again. What cannot be read is 200 too: it would never be better.
func (t *Telegram) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.o.Hook == "" {
		http.NotFound(w, r)
		return
	}
	if !t.calls(r) {
		http.Error(w, "this is not Telegram", http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	var large *http.MaxBytesError
	if err != nil && !errors.As(err, &large) {
		http.Error(w, "the update did not arrive whole", http.StatusBadRequest)
		return
	}
	id, update, err := read(body, t.backend.Now())
	if err != nil {
		t.log.Error("an update is passed over", "update", id, "error", err)
		return
	}
	if err := t.accept(r.Context(), []received{update}); err != nil {
		t.log.Error("an update cannot be kept; Telegram is asked to come back", "update", id, "error", err)
		w.Header().Set("Retry-After", strconv.Itoa(int(comeBack/time.Second)))
		http.Error(w, "not kept; come back", http.StatusServiceUnavailable)
	}
}

// calls tells whether a request has the secret. Hashes are compared: they are of one
// length, and the time that it takes tells nothing.
func (t *Telegram) calls(r *http.Request) bool {
	got, want := sha256.Sum256([]byte(r.Header.Get(secretTitle))), sha256.Sum256([]byte(t.o.Secret))
	return t.o.Secret != "" && subtle.ConstantTimeCompare(got[:], want[:]) == 1
}
