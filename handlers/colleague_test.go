package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// What is offered to be asked is understood at once, and in its language.
func TestWhatIsOfferedIsUnderstood(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		words := clerk.Colleague(lang)
		if len(words.Prompts) == 0 || len(words.Prompts) > 4 { // as many as Slack shows (PLATFORMS.md §2.6)
			t.Errorf("%d questions are offered", len(words.Prompts))
		}
		for _, prompt := range words.Prompts {
			cmds, _ := clerk.Understand(bot.Conversation{ID: "slack:U1"}, bot.Turn{Channel: "slack", ID: "1", Actor: bot.Actor{Kind: bot.Owner}, At: noon, Text: prompt, Lang: lang})
			if quiet, ok := cmds[0].(bot.SetLanguage); ok {
				if quiet.Lang != lang {
					t.Errorf("%q is taken for %s", prompt, quiet.Lang)
				}
				cmds = cmds[1:]
			}
			switch cmd := cmds[0].(type) {
			case bot.Ask:
				if cmd.Found.Sure != bot.SureAnswer {
					t.Errorf("%q has no sure answer: %v", prompt, cmd.Found.Sure)
				}
			case bot.Reckon, bot.NewApplication:
			default:
				t.Errorf("%q is understood as %s", prompt, bot.KindOf(cmds[0]))
			}
		}
	}
}

// The library joins a status with commas, and Slack shows at most 75 characters on a button.
func TestTheWordsAroundWhatColleaguesReadFit(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		words := testClerk(t).Colleague(lang)
		if words.Working == "" || strings.Contains(words.Working, ",") {
			t.Errorf("%q", words.Working)
		}
		for _, label := range []string{words.Useful, words.UsefulIs, words.Useless, words.UselessIs, words.Offer} {
			if n := len([]rune(label)); n == 0 || n > 75 || strings.HasPrefix(label, "chat.") {
				t.Errorf("%q has %d characters", label, n)
			}
		}
	}
}
