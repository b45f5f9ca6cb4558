package handlers

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

// handsIn lets an owner of a conversation send a document with some text.
func handsIn(clerk *Clerk, c bot.Conversation, text string) (bot.Outcome, bot.Conversation) {
	return givesFile(clerk, c, bot.Received{Document: bot.Document{Hash: "h", Name: "a.pdf", Type: "application/pdf", At: c.LastAt}, Lines: linesOf(text)})
}

func givesFile(clerk *Clerk, c bot.Conversation, got bot.Received) (bot.Outcome, bot.Conversation) {
	turn := bot.Turn{ID: "d1", Actor: bot.Actor{Kind: bot.Owner}, At: c.LastAt, File: &bot.File{Name: "a.pdf", Got: &got}}
	cmds, _ := clerk.Understand(c, turn)
	return bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
}

func allSaid(out bot.Outcome) string {
	var b strings.Builder
	for _, m := range out.Messages {
		b.WriteString(m.Text + "\n")
		for _, f := range m.Facts {
			b.WriteString(f.Label + ": " + f.Value + "\n")
		}
		for _, c := range m.Checks {
			b.WriteString(c.Text + "\n")
		}
	}
	return b.String()
}

// TestADocumentCommandsNothing: whatever a document says, it is kept, and at most an offer
// is made of what stands behind its labels.
func TestADocumentCommandsNothing(t *testing.T) {
	clerk := testClerk(t)
	tried := 0
	for _, a := range readAttacks(t) {
		if a.In == "article" {
			continue
		}
		for name, c := range map[string]bot.Conversation{"in the form": inForm("rfc"), "at the review": complete(), "sent": sentForm(bot.TakenStatus)} {
			for _, text := range []string{a.Text, "CONSTANCIA DE SITUACIÓN FISCAL\nRFC: CSO120304AB4\nRazón social: " + a.Text + "\nCorreo: " + a.Text + "\nNombre comercial: " + a.Text} {
				tried++
				out, after := handsIn(clerk, c, text)
				for _, e := range out.Events {
					switch e.Kind {
					case bot.DocumentKept, bot.Offered, bot.Shown, bot.FieldAsked, bot.ReviewShown, bot.Greeted, bot.LanguageSet, bot.OfferClosed:
					default:
						t.Errorf("%s, %s: %s", a.ID, name, e.Kind)
					}
				}
				if len(after.App.Answers) > len(c.App.Answers)+1 || after.App.Status != c.App.Status || after.Lang != c.Lang {
					t.Errorf("%s, %s: the application has changed", a.ID, name)
				}
				if lines := strings.Split(a.Text, "\n"); slices.ContainsFunc(lines, func(l string) bool { return len(l) > 60 && strings.Contains(allSaid(out), l) }) {
					t.Errorf("%s, %s: it is said again: %s", a.ID, name, allSaid(out))
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("%d tried", tried)
	}
}

// One that the bot takes no word of may not be called right either.
func TestNothingIsCalledAccepted(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	for lang, phrases := range words {
		for key, text := range phrases {
			if strings.HasPrefix(key, "paper.") || strings.HasPrefix(key, "check.paper.") {
				for _, bad := range []string{"acept", "aprob", "válid", "valid", "accept", "approv"} {
					if strings.Contains(strings.ToLower(text), bad) {
						t.Errorf("%s %s says %q", lang, key, bad)
					}
				}
			}
		}
	}
}

func TestAnOldButtonOfAListAnswersNothingElse(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{
		"at the review": complete(), "asked whether to erase": complete().Apply(bot.Event{Kind: bot.Offered, Note: "erase"}),
		"at the notice": inForm(bot.AskConsent), "in a doubt": inForm("rfc").Apply(bot.Event{Kind: bot.FieldDoubted, Field: "rfc", Value: "CSO120304AB1"}),
	} {
		for _, arg := range []string{"yes", "no"} {
			turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Button: payload(paperOffer, arg), At: c.LastAt}
			cmds, _ := clerk.Understand(c, turn)
			out, after := bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
			if out.Erase || after.App.Status != c.App.Status || len(after.App.Answers) != len(c.App.Answers) || after.Consent != c.Consent || len(out.Messages) == 0 {
				t.Errorf("%s %s: %s", name, arg, allSaid(out))
			}
		}
	}
}

// An answer that is there is never replaced, and the list holds what will be kept.
func TestAYesKeepsWhatWasShownAndNoMore(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("business").Apply(bot.Event{Kind: bot.FieldFilled, Field: "email", Value: "otra@sol.mx"})
	out, c := handsIn(clerk, c, "RFC: CSO120304AB4\nCorreo: ana@sol.mx\nTeléfono: 228 123 4567")
	facts := out.Messages[len(out.Messages)-1].Facts
	turn := bot.Turn{ID: "m2", Actor: bot.Actor{Kind: bot.Owner}, Button: payload(paperOffer, "yes"), At: c.LastAt}
	cmds, _ := clerk.Understand(c, turn)
	_, c = bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
	if len(facts) != 2 || c.App.Answers["email"].Value != "otra@sol.mx" || c.App.Answers["rfc"].Value != "CSO120304AB4" || c.App.Answers["rfc"].Via != "document" || c.App.Answers["phone"].Value != "+522281234567" {
		t.Errorf("%v, %v", facts, c.App.Answers)
	}
}

func TestNamesAreComparedWithoutAccentsAndLegalForms(t *testing.T) {
	company := &bot.Paper{Values: []bot.Finding{{Field: "business", Value: "Cafe Sol"}, {Field: bot.TradeName, Value: "El Solecito"}}}
	person := &bot.Paper{Values: []bot.Finding{{Field: "contact", Value: "Ana Lopez Ramirez"}}}
	for _, tt := range []struct {
		p    *bot.Paper
		told string
		want bool
	}{
		{company, "Café Sol", true}, {company, "CAFÉ SOL, S.A. de C.V.", true}, {company, "Café Sol SA de CV", true}, {company, "Café Sol S. de R.L. de C.V.", true},
		{company, "el solecito", true}, {company, "Café Luna", false}, {company, "Café", false}, {company, "Café Sol de Coatepec", false},
		{person, "Ana López", true}, {person, "ana ramírez", true}, {person, "Ana de López", true}, {person, "Rosa López", false},
	} {
		if got := sameName(tt.p, tt.told); got != tt.want {
			t.Errorf("%q: %t", tt.told, got)
		}
	}
}

// The state of a conversation, and what staff get, hold no text of the document.
func TestTheFilesForStaffCarryNothingThatWasRead(t *testing.T) {
	out, c := handsIn(testClerk(t), sentForm(bot.TakenStatus), "CONSTANCIA DE SITUACIÓN FISCAL\nRFC: CSO120304AB4\nsecreto de la casa")
	for _, m := range out.Messages {
		for _, d := range m.Documents {
			if d.Seen != nil {
				t.Error("the file goes with what was read in it")
			}
		}
	}
	if d := c.App.Documents[0]; d.Seen == nil || len(d.Seen.Values) != 1 {
		t.Errorf("%+v", d)
	}
}
