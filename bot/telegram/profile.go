package telegram

import (
	"context"
	"encoding/json"
	"slices"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// introduce tells Telegram the bot's name, what it is for and its commands: once at the
// start, and only what is not so already, since names may be changed seldom. The list
// without a language is for everybody whose language has none.
func (t *Telegram) introduce(ctx context.Context) {
	failures := 0
	for _, step := range t.profile() {
		for ctx.Err() == nil {
			err := t.put(ctx, step)
			if err == nil {
				break
			}
			failures++
			no := noted(err)
			if no != nil && no.wait == 0 && no.code < 500 {
				t.log.Warn("Telegram does not take a part of the bot's profile", "part", step.set, "error", err)
				break
			}
			if no != nil && no.wait > longestWait {
				t.log.Info("Telegram takes a part of the bot's profile only later; the next start tries again", "part", step.set)
				break
			}
			wait := backoff(failures)
			if no != nil {
				wait = max(wait, no.wait)
			}
			sleep(ctx, wait)
		}
	}
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
