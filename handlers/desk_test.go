package handlers

import (
	"testing"
	"time"
	"unicode/utf8"

	"pabellon/bot"
)

// Slack takes 24 characters for a title or a button of a modal and 75 for a label
// (PLATFORMS.md §2.7).
func TestTheWordsOfTheDeskFitAModal(t *testing.T) {
	d := testClerk(t).Desk()
	short := func(what, words string, most int) {
		if n := utf8.RuneCountInString(words); n == 0 || n > most {
			t.Errorf("%s has %d characters, of 1 to %d: %q", what, n, most, words)
		}
	}
	for _, a := range d.Acts {
		short(a.Action+" title", a.Title, 24)
		short(a.Action+" submit", a.Submit, 24)
		short(a.Action+" label", a.Label, 75)
		short(a.Action+" hint", a.Hint, 75)
	}
	short("send", d.Send, 24)
	short("cancel", d.Cancel, 24)
	short("close", d.Close, 24)
	short("see", d.See, 24)
	for _, b := range d.Buttons {
		short("button", b.Label, 75)
	}
	if len(d.Acts) != 5 || d.NotStaff == "" || d.Failed == "" || d.Opening == "" || d.Preview == "" || d.Empty == "" {
		t.Errorf("%+v", d)
	}
}

func TestTheCardOfAConversationIsThatOfNow(t *testing.T) {
	c := bot.Conversation{Greeted: true, App: bot.Application{Folio: "PAB-0007", Status: bot.SubmittedStatus,
		Answers: map[string]bot.Answer{"business": {Value: "Café Sol"}, "state": {Value: "Veracruz"}}}}
	m := testClerk(t).Card(c, time.Now())
	if m.Card != bot.CandidateCard || bot.Plain(m.Text) != "Nuevo candidato · PAB-0007 · Café Sol (Veracruz)" || m.Application != "PAB-0007" {
		t.Errorf("%+v", m)
	}
}
