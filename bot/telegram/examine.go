package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Finding is something that an examination found. Level is "ok", "warn" or "fail"; Do
// says what to do about it.
type Finding struct{ Level, Words, Do string }

func fine(format string, args ...any) Finding {
	return Finding{Level: "ok", Words: fmt.Sprintf(format, args...)}
}

// Examine looks at the bot from outside, and changes nothing: the token, the webhook, the
// commands, and who else polls. Ours tells that a process of this database polls now.
func Examine(ctx context.Context, o Options, ours bool) []Finding {
	if o.API == "" {
		o.API = usualAPI
	}
	api, err := newClient(o.Token, strings.TrimRight(o.API, "/"))
	if err != nil {
		return []Finding{{"fail", err.Error(), "set TELEGRAM_TOKEN to the token that @BotFather shows"}}
	}
	e := &examination{api: api, o: o}
	if !e.identity(ctx) {
		return e.found
	}
	hooked := e.webhook(ctx)
	e.commands(ctx)
	if o.Hook == "" && !hooked {
		e.pollers(ctx, ours)
	}
	return e.found
}

type examination struct {
	api   *client
	o     Options
	found []Finding
}

func (e *examination) add(f Finding) { e.found = append(e.found, f) }

// identity asks who the bot is; false when Telegram does not say.
func (e *examination) identity(ctx context.Context) bool {
	var me struct {
		ID       int64  `json:"id"`
		Username string `json:"username"`
		Groups   bool   `json:"can_join_groups"`
	}
	err := e.api.call(ctx, "getMe", nil, &me)
	no := noted(err)
	switch {
	case no != nil && no.unauthorised():
		e.add(Finding{"fail", "Telegram does not know the token", "copy it again from @BotFather (/mybots, API Token); one that was revoked is of no use any more"})
	case err != nil:
		e.add(Finding{"fail", "Telegram cannot be reached: " + err.Error(), "see that this machine reaches TELEGRAM_API_URL, through its proxy if it has one (HTTPS_PROXY)"})
	default:
		e.add(fine("the token is that of @%s (https://t.me/%s)", me.Username, me.Username))
		if me.Groups {
			e.add(Finding{"warn", "the bot can be put into groups, which it leaves at once", "switch that off in @BotFather: /setjoingroups, Disable"})
		}
	}
	return err == nil
}

// webhookInfo is the state of the webhook as Telegram has it.
type webhookInfo struct {
	URL       string   `json:"url"`
	Pending   int      `json:"pending_update_count"`
	ErrorDate int64    `json:"last_error_date"`
	Error     string   `json:"last_error_message"`
	Allowed   []string `json:"allowed_updates"`
}

// recentError is how old an error of the webhook may be and still be told.
const recentError = time.Hour

// webhook compares the webhook with the settings; true when one is set.
func (e *examination) webhook(ctx context.Context) bool {
	var w webhookInfo
	if err := e.api.call(ctx, "getWebhookInfo", nil, &w); err != nil {
		e.add(Finding{"warn", "the state of the webhook cannot be read: " + err.Error(), "try again"})
		return false
	}
	switch {
	case e.o.Hook == "" && w.URL == "":
		e.add(fine("no webhook is set, as it should be for polling; %d updates wait", w.Pending))
	case e.o.Hook == "":
		e.add(Finding{"warn", "a webhook is set, to " + hostOf(w.URL) + ", but PUBLIC_URL is not", "pabellon serve takes it away when it starts; if another program has set it, give each its own bot"})
	case w.URL == "":
		e.add(Finding{"warn", "no webhook is set yet", "pabellon serve sets it when it starts; its log says why if it cannot"})
	case w.URL != e.o.Hook:
		e.add(Finding{"fail", "the webhook goes to " + hostOf(w.URL) + ", not to PUBLIC_URL", "restart pabellon serve; if another program has set it, give each its own bot"})
	default:
		e.add(fine("the webhook is set; %d updates wait", w.Pending))
	}
	if at := time.Unix(w.ErrorDate, 0); w.URL != "" && w.Error != "" && time.Since(at) < recentError {
		e.add(Finding{"fail", fmt.Sprintf("the webhook's last error, %s ago: %s", time.Since(at).Round(time.Second), w.Error), remedy(w.Error)})
	}
	missing := slices.DeleteFunc(slices.Clone(allowed), func(kind string) bool { return slices.Contains(w.Allowed, kind) })
	if w.URL != "" && len(w.Allowed) > 0 && len(missing) > 0 {
		e.add(Finding{"warn", "Telegram does not send " + strings.Join(missing, ", "), "restart pabellon serve, which asks for them"})
	}
	return w.URL != ""
}

// remedy is what to do about an error that Telegram met at the webhook.
func remedy(words string) string {
	words = strings.ToLower(words)
	switch {
	case strings.Contains(words, "403"):
		return "Telegram shows another secret than the one that is kept: restart pabellon serve"
	case strings.Contains(words, "503"):
		return "the database took nothing at that time: see pabellon's log and /readyz"
	case strings.Contains(words, "404"):
		return "the proxy before pabellon must pass on " + HookPath
	case strings.Contains(words, "ssl"), strings.Contains(words, "certificate"):
		return "PUBLIC_URL needs a valid certificate with its whole chain"
	case strings.Contains(words, "timed out"), strings.Contains(words, "refused"), strings.Contains(words, "unreachable"):
		return "PUBLIC_URL must be reachable from the internet, on port 443, 80, 88 or 8443, and lead to HTTP_ADDR"
	}
	return "see that PUBLIC_URL leads to this program, at " + HookPath
}

// hostOf is the host of an address: its path may hold somebody's secret.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "another address"
	}
	return u.Host
}

// commands tells whether the menu is there, with the privacy notice in it.
func (e *examination) commands(ctx context.Context) {
	for _, lang := range []string{"", "es", "en"} {
		p := tg.Params{}
		p.AddNonEmpty("language_code", lang)
		var list json.RawMessage
		if err := e.api.call(ctx, "getMyCommands", p, &list); err != nil {
			e.add(Finding{"warn", "the commands cannot be read: " + err.Error(), "try again"})
			return
		}
		if !strings.Contains(string(list), `"privacy"`) {
			e.add(Finding{"warn", "the menu of commands is not set for every language, or lacks /privacy", "pabellon serve sets it when it starts; its log says why if it cannot"})
			return
		}
	}
	e.add(fine("the commands are set in Spanish, in English and for everybody else"))
}

// listening is how long others are listened for.
const listening = 3 * time.Second

// pollers listens for somebody else who polls: who begins to poll ends the call of
// anybody before them. Nothing is acknowledged by it, and the kinds of updates stay.
func (e *examination) pollers(ctx context.Context, ours bool) {
	if ours {
		e.add(fine("a pabellon of this database polls"))
		return
	}
	p := tg.Params{"timeout": fmt.Sprint(int(listening / time.Second)), "limit": "1"}
	err := e.api.call(ctx, "getUpdates", p, nil)
	switch no := noted(err); {
	case no != nil && no.code == http.StatusConflict:
		e.add(Finding{"fail", "somebody else polls with this token", "find the other program and stop it, or revoke the token in @BotFather and use the new one here"})
	case err != nil:
		e.add(Finding{"warn", "it could not be told who else polls: " + err.Error(), "try again"})
	default:
		e.add(fine("nobody polls"))
	}
}
