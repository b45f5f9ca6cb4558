package handlers

import (
	"strings"

	"pabellon/bot"
)

// Profile is what the bot tells of itself where a channel has a place for it, and the
// words that a channel puts around messages, in one language.
type Profile struct {
	Name        string // at most 64 characters
	About       string // at most 120
	Description string // at most 512
	Group       string // to a group that the bot is put into
	Phone       string // beside a button that shares a phone
	Commands    []MenuCommand
	bot.Citing
}

// MenuCommand is a command with what it does.
type MenuCommand struct{ Name, Does string }

// menuCommands are those of the menu, in its order, by language. /privacy is in both:
// Telegram's clients look for it (Bot Developer Terms §4).
var menuCommands = map[string]string{
	"es": "start aplicar estado costos ayuda humano idioma misdatos privacidad privacy borrar cancelar",
	"en": "start apply status costs help human language mydata privacy erase cancel",
}

// menuKeys are the phrases of the commands whose English name is another.
var menuKeys = map[string]string{"apply": "aplicar", "status": "estado", "costs": "costos", "help": "ayuda", "human": "humano",
	"language": "idioma", "mydata": "misdatos", "erase": "borrar", "cancel": "cancelar"}

// Profile is that of a language, "es" or "en".
func (k *Clerk) Profile(lang string) Profile {
	word := func(key string) string { return k.words.say(lang, "profile."+key, "org", k.Org) }
	p := Profile{Name: word("name"), About: word("about"), Description: word("description"), Group: word("group"),
		Phone: word("phone"), Citing: bot.Citing{Source: word("source"), Reviewed: word("reviewed"), Months: strings.Fields(word("months"))}}
	for _, name := range strings.Fields(menuCommands[lang]) {
		key := name
		if other, ok := menuKeys[name]; ok {
			key = other
		}
		p.Commands = append(p.Commands, MenuCommand{name, k.words.say(lang, "command."+key)})
	}
	return p
}
