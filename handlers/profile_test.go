package handlers

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

// The limits are those of setMyName, setMyShortDescription, setMyDescription and
// setMyCommands (Bot API 10.1).
func TestTheProfileFitsWhereTelegramShowsIt(t *testing.T) {
	clerk := testClerk(t)
	name := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	for _, lang := range []string{"es", "en"} {
		p := clerk.Profile(lang)
		for what, text := range map[string]struct {
			words string
			most  int
		}{"name": {p.Name, 64}, "about": {p.About, 120}, "description": {p.Description, 512}, "group": {p.Group, 4096},
			"phone": {p.Phone, 64}, "source": {p.Source, 20}, "reviewed": {p.Reviewed, 20}} {
			if n := utf8.RuneCountInString(text.words); n == 0 || n > text.most || strings.Contains(text.words, "{") {
				t.Errorf("%s %s: %d characters of %d: %q", lang, what, n, text.most, text.words)
			}
		}
		if len(p.Months) != 12 || len(p.Commands) < 11 {
			t.Errorf("%s: %d months, %d commands", lang, len(p.Months), len(p.Commands))
		}
		if !slices.ContainsFunc(p.Commands, func(c MenuCommand) bool { return c.Name == "privacy" }) {
			t.Errorf("%s: /privacy is not in the menu", lang)
		}
		for _, c := range p.Commands {
			cmds, _ := clerk.Understand(greeted(lang), bot.Turn{Text: "/" + c.Name, Actor: bot.Actor{Kind: bot.Owner}})
			_, help := cmds[0].(bot.Help)
			if !name.MatchString(c.Name) || c.Does == "" || utf8.RuneCountInString(c.Does) > 256 || help && c.Name != "help" && c.Name != "ayuda" {
				t.Errorf("%s: /%s %q is understood as %v", lang, c.Name, c.Does, cmds)
			}
		}
	}
}
