package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"pabellon/bot/llm"
	"pabellon/bot/slack"
	"pabellon/bot/telegram"
	"pabellon/knowledge"
	"pabellon/store"
)

// doctorCommand tells what is wrong, and what to do about it.
type doctorCommand struct{ options }

func (*doctorCommand) Example() string {
	return "pabellon doctor\nTELEGRAM_TOKEN_FILE=token pabellon doctor"
}

// doctor is one examination.
type doctor struct {
	*program
	failed bool
}

// Run examines everything that is configured; exit 1 when something fails. It changes
// nothing: it may be run beside the program that serves.
func (c *doctorCommand) Run(ctx context.Context, p *program) error {
	d := &doctor{program: p}
	config := c.options.read(p.found)
	for _, wrong := range p.found.list {
		d.fail("settings", wrong, "")
	}
	if len(p.found.list) > 0 {
		return errFound
	}
	d.ok("settings", "every value has the right shape")
	for _, warning := range config.warnings {
		d.warn("settings", warning, "")
	}
	in := d.database(ctx, config)
	d.knowledge()
	d.http(ctx, config.httpAddr)
	d.telegram(ctx, config, in.Senders)
	d.slack(ctx, config)
	d.model(ctx, config, in.Spent)
	if d.failed {
		return errFound
	}
	return nil
}

func (d *doctor) ok(about, words string) { d.tell("ok", about, words, "") }

func (d *doctor) warn(about, words, do string) { d.tell("warn", about, words, do) }

func (d *doctor) fail(about, words, do string) { d.tell("fail", about, words, do) }

// tell prints a finding, and what to do about it below.
func (d *doctor) tell(level, about, words, do string) {
	d.failed = d.failed || level == "fail"
	fmt.Fprintf(d.out, "%-4s  %-9s  %s\n", level, about, words)
	if do != "" {
		fmt.Fprintf(d.out, "%17s→ %s\n", "", do)
	}
}

// database looks at the database, and tells what stands in it.
func (d *doctor) database(ctx context.Context, c config) store.Inspection {
	in, err := store.Inspect(ctx, c.database.url, store.Options{Keys: c.database.keys, Log: d.logger()})
	h := in.Health
	switch {
	case err != nil:
		d.fail("database", err.Error(), "")
		return store.Inspection{}
	case in.Missing, in.Schema == 0:
		d.ok("database", "there is none yet; pabellon serve makes it")
		return store.Inspection{}
	case in.Schema < store.Schema():
		d.warn("database", fmt.Sprintf("it has schema %d and this program brings it to %d", in.Schema, store.Schema()), "back it up, stop the old program, start this one")
		return store.Inspection{}
	}
	d.ok("database", fmt.Sprintf("schema %d, %d conversations, %d turns and %d messages wait", in.Schema, h.Conversations, h.WaitingTurns, h.WaitingMessages))
	if h.OldestTurn > maxWaiting {
		d.fail("database", fmt.Sprintf("the oldest turn has waited for %s", h.OldestTurn.Round(time.Second)), "see that pabellon serve runs, and what its log says")
	}
	if h.Parked > 0 {
		d.warn("database", fmt.Sprintf("%d turns or messages were given up", h.Parked), "pabellon parked list shows them and why; pabellon parked replay ID tries one again")
	}
	return in
}

// knowledge looks at the articles.
func (d *doctor) knowledge() {
	library, problems := knowledge.Load(d.articles())
	for _, p := range problems {
		if p.Severity == knowledge.Error {
			d.fail("knowledge", p.String(), "pabellon knowledge check shows everything")
			return
		}
	}
	n := len(library.Articles())
	if n == 0 {
		d.fail("knowledge", "there is no article to answer from", "set KNOWLEDGE_DIR to a folder of articles, or to nothing for those inside")
		return
	}
	d.ok("knowledge", fmt.Sprintf("%d articles from %s", n, d.folder()))
}

// http tells whether the program answers where it listens, or could.
func (d *doctor) http(ctx context.Context, addr string) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	where := reachable(addr)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+where+"/healthz", nil)
	if err == nil {
		var response *http.Response
		if response, err = (&http.Client{Transport: &http.Transport{Proxy: nil}}).Do(request); err == nil {
			response.Body.Close()
			d.ok("http", "a program answers at "+where)
			return
		}
	}
	if l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr); err == nil {
		l.Close()
		d.ok("http", where+" is free; pabellon serve is not running here")
		return
	}
	d.fail("http", "nothing answers at "+where+", and it cannot be listened on", "choose another port with HTTP_ADDR, such as 127.0.0.1:8081")
}

// telegram looks at the bot.
func (d *doctor) telegram(ctx context.Context, c config, senders map[string]time.Time) {
	if c.telegram.token == "" {
		d.ok("telegram", "off; TELEGRAM_TOKEN turns it on")
		return
	}
	if c.telegram.hook != "" && !strings.HasPrefix(c.telegram.hook, "https://") {
		d.warn("telegram", "PUBLIC_URL is not https, and Telegram calls no other", "put a proxy with a certificate before pabellon")
	}
	_, ours := senders[telegram.Channel]
	for _, f := range telegram.Examine(ctx, telegram.Options{Token: c.telegram.token, API: c.telegram.api, Hook: c.telegram.hook}, ours) {
		d.tell(f.Level, "telegram", f.Words, f.Do)
	}
}

// slack looks at the app.
func (d *doctor) slack(ctx context.Context, c config) {
	if c.slack.bot == "" {
		d.ok("slack", "off; SLACK_BOT_TOKEN turns it on")
		return
	}
	for _, f := range slack.Examine(ctx, c.slack.options(), c.slack.public) {
		d.tell(f.Level, "slack", f.Words, f.Do)
	}
}

// model looks at the language model.
func (d *doctor) model(ctx context.Context, c config, spent map[string]int64) {
	if !c.model.on() {
		d.ok("model", "off, and everything works without; LLM_BASE_URL and LLM_MODEL, or OPENAI_API_KEY, turn it on")
		return
	}
	for _, f := range llm.Examine(ctx, c.model.options) {
		d.tell(f.Level, "model", f.Words, f.Do)
	}
	today := time.Now().In(c.model.zone).Format(time.DateOnly)
	words := fmt.Sprintf("%d of %d tokens of today are used", spent[today], c.model.daily)
	if spent[today] >= c.model.daily {
		d.warn("model", words+", so it is asked no more until tomorrow", "raise LLM_DAILY_TOKENS if that is too soon")
		return
	}
	d.ok("model", words)
}
