package handlers

import (
	"fmt"
	"pabellon/bot"
	"testing"
)

func TestZZCues(t *testing.T) {
	clerk := testClerk(t)
	ask := func(asking string) bot.Conversation {
		c := greeted("es")
		c.Asking = asking
		c.App.Answers = map[string]bot.Answer{}
		if asking != "" {
			c.App.Status = bot.Draft
			if asking != bot.AskConsent {
				c.Consent = bot.Consent{Given: true}
			}
		}
		return c
	}
	n := map[string][2]int{}
	try := func(what string, c bot.Conversation, lang string, texts []string, ok func([]bot.Command) bool) {
		c.Lang = lang
		for _, x := range texts {
			cmds := read(clerk, c, x)
			v := n[what]
			v[1]++
			if ok(cmds) {
				v[0]++
			} else {
				var ks []string
				for _, k := range cmds {
					ks = append(ks, bot.KindOf(k)+fmt.Sprintf("%.60v", k))
				}
				t.Logf("%s: %q → %v", what, x, ks)
			}
			n[what] = v
		}
	}
	kind := func(ks ...string) func([]bot.Command) bool {
		return func(cmds []bot.Command) bool {
			for _, c := range cmds {
				for _, k := range ks {
					if bot.KindOf(c) == k {
						return true
					}
				}
			}
			return false
		}
	}
	for _, p := range readOwners(t) {
		try("start", ask(""), p.Lang, p.Start, kind("new_application"))
		try("yes", ask(bot.AskConsent), p.Lang, p.Yes, kind("consent", "yes"))
		try("yes-review", complete(), p.Lang, p.Yes, kind("yes", "submit"))
		try("skip", ask("phone"), p.Lang, p.Skip, kind("skip"))
		try("talk", ask("business"), p.Lang, p.Talk, func(cmds []bot.Command) bool { return !kind("fill")(cmds) })
		try("back", ask("business"), p.Lang, p.Back, func(cmds []bot.Command) bool { return !kind("fill")(cmds) })
	}
	t.Log(n)
}
