package slack_test

import (
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
)

func TestEachDeliveryKeepsThePaceOfWhereItGoes(t *testing.T) {
	staff := bot.Message{To: bot.ForStaff}
	for name, c := range map[string]struct {
		d    bot.Delivery
		want string
	}{
		"a card":                         {bot.Delivery{Conversation: "telegram:77", Message: staff}, "desk"},
		"another person's card":          {bot.Delivery{Conversation: "slack:U0ANA", Message: staff}, "desk"},
		"a card in the place of another": {bot.Delivery{Conversation: "telegram:77", Replaced: "C1 171.5", Message: staff}, "chat.update"},
		"an answer":                      {bot.Delivery{Conversation: "slack:U0ANA", Message: bot.Message{To: bot.Person}}, "slack:U0ANA"},
		"what is taken back":             {bot.Delivery{Message: bot.Message{Scrub: []string{"C1 171.5"}}}, "chat.delete"},
	} {
		if got := slack.Place(&c.d); got.Name != c.want || got.Burst < 1 {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
	}
}

// Tier 3 promises fifty calls in a minute, and one delivery takes back up to five messages.
func TestNoMinuteHasMoreThanSlackPromisesToBear(t *testing.T) {
	for name, c := range map[string]struct {
		d     bot.Delivery
		calls int
	}{
		"chat.update": {bot.Delivery{Replaced: "C1 171.5", Message: bot.Message{To: bot.ForStaff}}, 1},
		"chat.delete": {bot.Delivery{Message: bot.Message{Scrub: []string{"C1 171.5"}}}, 5},
	} {
		at := slack.Place(&c.d)
		if most := c.calls * (at.Burst + int((time.Minute-1)/at.Every)); at.Name != name || most > 50 {
			t.Errorf("%s: %d in a minute", name, most)
		}
	}
}
