package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// How the loop polls. The server holds a call for at most 50 s.
const (
	pollTime    = 50 * time.Second
	pollLimit   = pollTime + 10*time.Second
	pollAtOnce  = 100
	leadLook    = 20 * time.Millisecond // while another process, or none yet, polls
	firstPause  = 200 * time.Millisecond
	longestWait = 30 * time.Second
)

// poll asks for updates until ctx ends. The next offset acknowledges, so it is asked for
// only after the updates before it are on disk.
func (t *Telegram) poll(ctx context.Context) {
	p := &poller{Telegram: t}
	for ctx.Err() == nil {
		if !t.backend.Leads() {
			t.state.set("another process polls, or none yet")
			p.offset, p.well = 0, false
			sleep(ctx, leadLook)
			continue
		}
		switch err := p.once(ctx); {
		case err == nil:
			p.fine()
		case ctx.Err() == nil && t.backend.Leads(): // else another process of ours took over
			sleep(ctx, p.trouble(ctx, err))
		}
	}
}

// poller is the loop's memory.
type poller struct {
	*Telegram
	offset   int64
	well     bool   // the last poll was answered
	failures int    // in a row
	said     string // the trouble that was logged last
	unhooked bool   // a webhook that was left over was taken away
}

// once asks for updates and keeps them.
func (p *poller) once(ctx context.Context) error {
	wait := pollTime
	if !p.well {
		wait = 0 // the first answer comes at once, and tells how it goes
	}
	params := tg.Params{"timeout": strconv.Itoa(int(wait / time.Second)), "limit": strconv.Itoa(pollAtOnce), "allowed_updates": allowedJSON()}
	params.AddNonZero64("offset", p.offset)
	var raws []json.RawMessage
	err := p.api.ask(ctx, pollLimit, "getUpdates", &raws, func(b *tg.BotAPI) (*tg.APIResponse, error) { return b.MakeRequest("getUpdates", params) })
	if err != nil {
		return err
	}
	if len(raws) == 0 {
		// Everything before the offset is acknowledged. After an idle week numbers begin
		// anew, perhaps below it.
		p.offset = 0
		return nil
	}
	return p.keep(ctx, raws)
}

// keep puts updates on disk and moves the offset behind them.
func (p *poller) keep(ctx context.Context, raws []json.RawMessage) error {
	var all []received
	last := int64(-1) // not of the offset: numbers may have begun anew, lower
	for _, raw := range raws {
		id, r, err := read(raw, p.backend.Now())
		if err != nil {
			p.log.Error("an update is passed over", "update", id, "error", err)
		}
		last = max(last, id)
		all = append(all, r)
	}
	if err := p.accept(ctx, all); err != nil {
		return &keepError{err}
	}
	if last >= 0 {
		p.offset = last + 1
	}
	return nil
}

// keepError says that updates could not be put on disk. They are asked for again.
type keepError struct{ err error }

func (e *keepError) Error() string { return "keep updates: " + e.err.Error() }
func (e *keepError) Unwrap() error { return e.err }

// fine notes that polling goes well.
func (p *poller) fine() {
	switch {
	case p.said != "":
		p.log.Info("Telegram is polled again")
	case !p.well:
		p.log.Info("Telegram is polled")
	}
	p.well, p.failures, p.said = true, 0, ""
	p.state.ok("polling")
}

// trouble tells once what is wrong, and how long to wait.
func (p *poller) trouble(ctx context.Context, err error) time.Duration {
	p.failures++
	p.well = false
	words, wait := troubleOf(err)
	if no := noted(err); no != nil && no.code == http.StatusConflict && no.says("webhook is active") && !p.unhooked {
		if err = p.api.call(ctx, "deleteWebhook", nil, nil); err == nil {
			p.unhooked = true
			p.log.Info("took away the webhook that an earlier start had set; from now on Telegram is polled")
			return 0
		}
		words, wait = troubleOf(err)
	}
	if p.said != words {
		p.said = words
		p.log.Error("cannot poll Telegram: "+words+"; trying on", "error", err)
	}
	p.state.set(words)
	return max(wait, backoff(p.failures))
}

// troubleOf says in words what an error means for receiving, and how long to wait at least.
func troubleOf(err error) (words string, wait time.Duration) {
	var kept *keepError
	no := noted(err)
	switch {
	case errors.As(err, &kept):
		return "what people send cannot be kept", 0
	case no == nil:
		return "Telegram cannot be reached", 0
	case no.unauthorised():
		return "Telegram does not know the token; TELEGRAM_TOKEN must be the one that @BotFather shows", longestWait
	case no.code == http.StatusConflict && no.says("ebhook"): // "while webhook is active", "by setWebhook request"
		return "somebody sets a webhook for this bot; only one program may receive for a token", longestWait
	case no.code == http.StatusConflict:
		return "another program polls with the same token; stop one of them, or share one database", 5 * time.Second
	case no.wait > 0:
		return fmt.Sprintf("Telegram asks to wait for %s", no.wait), no.wait
	}
	return "Telegram refuses", time.Second
}

// backoff doubles with each failure, up to half a minute, give or take a quarter.
func backoff(failures int) time.Duration {
	d := min(firstPause<<min(failures-1, 10), longestWait)
	return d*3/4 + rand.N(d/2+1)
}

func allowedJSON() string {
	b, _ := json.Marshal(allowed)
	return string(b)
}
