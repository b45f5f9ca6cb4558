package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// turnOf has one turn of the owner read and handled, at a time of the clock.
func turnOf(clerk *Clerk, c bot.Conversation, at time.Time, t bot.Turn) (bot.Outcome, bot.Conversation) {
	t.ID, t.Actor, t.At = "m9", ana, at
	cmds, _ := clerk.Understand(c, t)
	return bot.Decide(clerk.Handle, c, t, cmds, at)
}

func TestTheReviewSaysWhereEachAnswerCameFrom(t *testing.T) {
	clerk := testClerk(t)
	morning := time.Date(2026, 11, 25, 16, 42, 0, 0, time.UTC) // 10:42 in Mexico City
	c := inForm("business")
	for _, turn := range []bot.Turn{{Text: "Café Sol"}, {Text: "CSO120304AB1"}, {Text: "sí"}, {Text: "Ana López"}, {Button: payload("pick", "role", "owner")},
		{Text: "ana@gmial.com"}, {Text: "sí"}, {Contact: &bot.Contact{Phone: "+522281234567", Own: true}}, {Voice: &bot.Voice{Seconds: 3}, Text: "Veracruz"}} {
		_, c = turnOf(clerk, c, morning, turn)
	}
	for lang, want := range map[string]map[string]string{
		"es": {"business": "tu mensaje, 10:42", "rfc": "el último carácter no cuadra; lo confirmaste", "role": "lo elegiste, 10:42", "email": "lo confirmaste, 10:42",
			"phone": "tu tarjeta de contacto, 10:42", "state": "tu nota de voz, 10:42", "category": ""},
		"en": {"business": "your message, 10:42", "rfc": "the last character does not fit; you confirmed it", "role": "your choice, 10:42", "email": "you confirmed it, 10:42",
			"phone": "your contact card, 10:42", "state": "your voice note, 10:42", "category": ""},
	} {
		out, _ := turnOf(clerk, c.Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}), morning.Add(time.Minute), bot.Turn{Button: payload("review")})
		checkNotes(t, lang, out, want)
	}
	out, _ := turnOf(clerk, c, morning.AddDate(0, 0, 2), bot.Turn{Button: payload("review")})
	checkNotes(t, "two days later", out, map[string]string{"business": "tu mensaje, 25 nov 2026, 10:42"})
}

func checkNotes(t *testing.T, what string, out bot.Outcome, want map[string]string) {
	t.Helper()
	found := 0
	for _, m := range to(out, bot.Person) {
		for _, f := range m.Facts {
			if note, ok := want[f.Field]; ok {
				found++
				if f.Note != note {
					t.Errorf("%s, %s: the note is %q, want %q", what, f.Field, f.Note, note)
				}
			}
		}
	}
	if found != len(want) {
		t.Errorf("%s: %d of %d lines: %q", what, found, len(want), said(out, bot.Person))
	}
}

func TestADocumentIsAProvenanceToo(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, inForm("rfc"), bot.Fill{Field: "rfc", Value: "CSO120304AB4", Via: "document"})
	out, _ := do(clerk, c, bot.Review{})
	checkNotes(t, "es", out, map[string]string{"rfc": "tu documento, 12:00"})
}

func TestTheReviewSaysWhatIsPending(t *testing.T) {
	clerk := testClerk(t)
	for lang, want := range map[string]string{"es": "Quedan pendientes: Cargo, Capacidad al mes.\n¿La envío así?", "en": "Still pending: Role, Monthly capacity.\nShall I send it like this?"} {
		c := complete().Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}, bot.Event{Kind: bot.FieldCleared, Field: "role"}, bot.Event{Kind: bot.FieldCleared, Field: "capacity"})
		out, _ := do(clerk, c, bot.Review{})
		if text := said(out, bot.Person); !strings.HasSuffix(text, want) {
			t.Errorf("%s: %q", lang, text)
		}
	}
}

func TestStaffReadTheirOwnWordsOnTheCard(t *testing.T) {
	clerk := testClerk(t)
	c := complete().Apply(settled("rfc", "CSO120304AB1", "digit"), bot.Event{Kind: bot.LanguageSet, Value: "en"})
	out, _ := do(clerk, c, bot.Submit{})
	for _, f := range only(t, out, bot.ForStaff).Facts {
		if want := map[bool]string{true: "el último carácter no cuadra; lo confirmó"}[f.Field == "rfc"]; f.Note != want || f.Warn != (want != "") {
			t.Errorf("%s: %q", f.Field, f.Note)
		}
	}
}
