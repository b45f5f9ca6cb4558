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
	for _, a := range d.Acts {
		for _, tpl := range a.Templates {
			short("template "+tpl.ID, tpl.Label, 75)
			for lang, text := range tpl.Text {
				short("template "+tpl.ID+" "+lang, text, 2000)
			}
			if len(tpl.Text) != 2 || tpl.Text["es"] == tpl.Text["en"] {
				t.Errorf("template %s: %q", tpl.ID, tpl.Text)
			}
		}
		if n := len(a.Templates); (a.Action == "ask" || a.Action == "decline") != (n >= 4 && n <= 6) || (a.Action == "assign") != (a.Who != "") {
			t.Errorf("%s: %d templates, who %q", a.Action, n, a.Who)
		}
	}
	for _, s := range d.Sure { // block_limits.json
		short("sure title", s.Title, 100)
		short("sure text", s.Text, 300)
		short("sure yes", s.Yes, 30)
		short("sure no", s.No, 30)
	}
	short("send", d.Send, 24)
	short("cancel", d.Cancel, 24)
	short("close", d.Close, 24)
	short("see", d.See, 24)
	for _, b := range d.Buttons {
		short("button", b.Label, 75)
	}
	if len(d.Acts) != 8 || d.NotStaff == "" || d.Failed == "" || d.Opening == "" || d.Preview == "" || d.Empty == "" || d.Scrubbed == "" || d.Receipt == "" {
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
