package telegram

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// introduce tells Telegram the bot's name, what it is for and its commands: once at the
// start, and only what is not so already, since names may be changed seldom. The list
// without a language is for everybody whose language has none.
func (t *Telegram) introduce(ctx context.Context) {
	for _, part := range t.profile() {
		for failures := 1; ctx.Err() == nil; failures++ {
			err := t.put(ctx, part)
			if err == nil {
				break
			}
			wait, again := t.later(part, err)
			if !again || !sleep(ctx, max(wait, backoff(failures))) {
				break
			}
		}
	}
}

// later tells whether a part of the profile that did not go through is tried again, and
// how long to wait at least.
func (t *Telegram) later(part trait, err error) (wait time.Duration, again bool) {
	no := noted(err)
	switch {
	case no == nil || no.code >= http.StatusInternalServerError:
		return 0, true
	case no.unauthorised(): // who receives tells of it
		return longestWait, true
	case no.wait > longestWait:
		t.log.Info("Telegram takes a part of the bot's profile only later; the next start tries again", "part", part.set)
		return 0, false
	case no.wait > 0:
		return no.wait, true
	}
	t.log.Warn("Telegram does not take a part of the bot's profile", "part", part.set, "error", err)
	return 0, false
}

// trait is a part of the profile: how it is asked for, and set.
type trait struct {
	get, set string // methods
	name     string // of the parameter, and of the result's field
	lang     string
	value    string
}

// profile lists what the bot tells of itself.
func (t *Telegram) profile() []trait {
	var out []trait
	for _, lang := range []string{"", "es", "en"} {
		w := t.words(lang)
		out = append(out,
			trait{"getMyCommands", "setMyCommands", "commands", lang, commandsJSON(w.Commands)},
			trait{"getMyDescription", "setMyDescription", "description", lang, w.Description},
			trait{"getMyShortDescription", "setMyShortDescription", "short_description", lang, w.About},
			trait{"getMyName", "setMyName", "name", lang, w.Name})
	}
	return slices.DeleteFunc(out, func(s trait) bool { return s.value == "" })
}

// put sets a part of the profile, unless it is so already.
func (t *Telegram) put(ctx context.Context, s trait) error {
	p := tg.Params{}
	p.AddNonEmpty("language_code", s.lang)
	var now json.RawMessage
	if err := t.api.call(ctx, s.get, p, &now); err != nil {
		return err
	}
	if s.same(now) {
		return nil
	}
	p[s.name] = s.value
	return t.api.call(ctx, s.set, p, nil)
}

// same tells whether what Telegram has is what is to be.
func (s trait) same(now json.RawMessage) bool {
	if s.name == "commands" {
		var list []tg.BotCommand
		return json.Unmarshal(now, &list) == nil && commandsOf(list) == s.value
	}
	var fields map[string]string
	return json.Unmarshal(now, &fields) == nil && fields[s.name] == s.value
}

func commandsJSON(commands []Command) string {
	list := make([]tg.BotCommand, len(commands))
	for i, c := range commands {
		list[i] = tg.BotCommand{Command: c.Name, Description: c.Does}
	}
	if len(list) == 0 {
		return ""
	}
	return commandsOf(list)
}

func commandsOf(list []tg.BotCommand) string {
	b, _ := json.Marshal(list)
	return string(b)
}
