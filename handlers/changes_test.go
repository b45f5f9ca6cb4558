package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestSeveralChangesAfterSendingAreOneCardAndOneLine(t *testing.T) {
	clerk := testClerk(t)
	for lang, owner := range map[string]string{
		"es": "Cambiado: otra@cafesol.mx (antes ana@cafesol.mx). Cambiado: +52 55 1234 5678 (antes +52 228 123 4567). Le avisé al equipo del cambio.",
		"en": "Changed: otra@cafesol.mx (before: ana@cafesol.mx). Changed: +52 55 1234 5678 (before: +52 228 123 4567). I told the team about the change.",
	} {
		c := sentForm(bot.TakenStatus).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
		text := map[string]string{"es": "cambia mi correo a otra@cafesol.mx y mi teléfono es 55 1234 5678", "en": "my e-mail is otra@cafesol.mx and my phone is 55 1234 5678"}[lang]
		out, next := do(clerk, c, read(clerk, c, text)...)
		if got := said(out, bot.Person); got != owner {
			t.Errorf("%s: the owner reads %q", lang, got)
		}
		if desk(out) != "changed changed | person | candidate update" || next.App.Status != bot.TakenStatus {
			t.Errorf("%s: %s", lang, desk(out))
		}
		for _, line := range []string{"El candidato cambió varios datos:", "• Correo: ana@cafesol.mx → otra@cafesol.mx", "• Teléfono: +522281234567 → +525512345678"} {
			if !strings.Contains(said(out, bot.ForStaff), line) {
				t.Errorf("%s: staff read %q, without %q", lang, said(out, bot.ForStaff), line)
			}
		}
	}
}

func TestAChangeAndSomethingWrongInOneMessage(t *testing.T) {
	clerk := testClerk(t)
	out, next := do(clerk, sentForm(bot.SubmittedStatus), bot.Fill{Field: "email", Value: "otra@cafesol.mx"}, bot.Fill{Field: "phone", Value: "12"})
	if desk(out) != "changed | person | candidate update" || next.App.Answers["phone"].Value != "+522281234567" || next.Asking != "" {
		t.Errorf("%s: %q", desk(out), said(out, bot.Person))
	}
	if text := said(out, bot.Person); !strings.Contains(text, "otra@cafesol.mx") || !strings.Contains(text, "10 dígitos") || !strings.Contains(text, "Así lo tengo: +52 228 123 4567") {
		t.Errorf("the owner reads %q", text)
	}
}

func TestWhatIsClearedAfterSending(t *testing.T) {
	clerk := testClerk(t)
	for _, f := range clerk.form.Asked() {
		out, next := do(clerk, sentForm(bot.SubmittedStatus), bot.Clear{Field: f.ID})
		if f.Required {
			if m := only(t, out, bot.Person); next.Asking != f.ID || !strings.HasSuffix(m.Text, f.Ask["es"]) || next.App.Answers[f.ID].Value == "" || len(to(out, bot.ForStaff)) != 0 {
				t.Errorf("%s: asking %q, kept %q: %q", f.ID, next.Asking, next.App.Answers[f.ID].Value, m.Text)
			}
			out, next = do(clerk, next, bot.Fill{Field: f.ID, Value: otherForm[f.ID]})
			if next.Asking != "" || desk(out) != "changed | person | candidate update" {
				t.Errorf("%s: %s, asking %q, %q", f.ID, desk(out), next.Asking, said(out, bot.Person))
			}
			continue
		}
		if _, kept := next.App.Answers[f.ID]; kept || desk(out) != "field_cleared | person | candidate update" || !strings.Contains(said(out, bot.ForStaff), "→ pendiente.") {
			t.Errorf("%s: %s, staff read %q", f.ID, desk(out), said(out, bot.ForStaff))
		}
	}
}

// otherForm are right answers that wholeForm does not have.
var otherForm = map[string]string{"business": "Café Luna", "rfc": "GODE561231GR8", "contact": "Luis Pérez", "email": "luis@luna.mx", "phone": "55 1234 5678",
	"state": "Puebla", "category": "mezcal", "products": "Mezcal joven", "exports": "dos veces a Texas"}

func TestOneTurnShowsOneCard(t *testing.T) {
	clerk := testClerk(t)
	out, _ := do(clerk, sentForm(bot.AskedStatus), bot.Fill{Field: "email", Value: "otra@cafesol.mx"}, bot.Overheard{Text: "mi correo es otra@cafesol.mx"})
	if got := strings.Count(desk(out), "candidate"); got != 1 {
		t.Errorf("%d cards: %s", got, desk(out))
	}
}
