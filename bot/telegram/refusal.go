package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// refusal is a "no" of Telegram.
type refusal struct {
	method string
	code   int    // as in HTTP
	words  string // Telegram's own
	wait   time.Duration
	moved  int64 // the chat's new id, when it became a supergroup
}

func (r *refusal) Error() string {
	return fmt.Sprintf("telegram: %s: %d %s", r.method, r.code, r.words)
}

// refused makes an error of the library ours. Status is that of the answer: the library
// forgets it for uploads.
func refused(method string, status int, err error) error {
	var no *tg.Error
	if !errors.As(err, &no) {
		return fmt.Errorf("telegram: %s: %w", method, err)
	}
	code := no.Code
	if code == 0 {
		code = status
	}
	return &refusal{method: method, code: code, words: no.Message, wait: time.Duration(no.RetryAfter) * time.Second, moved: no.MigrateToChatID}
}

// noted is the refusal in an error; nil when it is of another kind, such as a broken
// connection.
func noted(err error) *refusal {
	var r *refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// gone tells that the person cannot be reached: they blocked the bot, or their account
// is no more. Telegram says so in several ways (contracts/faults.json).
func (r *refusal) gone() bool {
	return r.code == http.StatusForbidden || r.says("USER_IS_BLOCKED") || r.says("chat not found") || r.says("USER_DEACTIVATED")
}

// unauthorised tells that the token is not, or no more, that of a bot. A path without a
// known token is 404 "Not Found".
func (r *refusal) unauthorised() bool {
	return r.code == http.StatusUnauthorized || r.code == http.StatusNotFound && r.words == "Not Found"
}

// unchanged tells that an edit had nothing to change, which is as good.
func (r *refusal) unchanged() bool { return r.says("message is not modified") }

func (r *refusal) says(words string) bool { return strings.Contains(r.words, words) }
