package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestAnOddRFCIsKeptOnlyAfterAYesAndWithItsWarning(t *testing.T) {
	clerk := testClerk(t)
	const odd = "CSO120304AB1"
	begun := have(inForm("rfc"), map[string]string{"business": "Café Sol"})
	out, c := do(clerk, begun, bot.Fill{Field: "rfc", Value: odd})
	m := only(t, out, bot.Person)
	if c.Doubt != odd || c.Tries != 0 || len(c.App.Answers) != 1 || taps(m) != "yes no" || !strings.Contains(m.Text, odd) {
		t.Fatalf("doubt %q, tries %d, kept %v, said %q %q", c.Doubt, c.Tries, c.App.Answers, m.Text, taps(m))
	}
	for name, cmd := range map[string]bot.Command{"a yes": bot.Yes{}, "the same again": bot.Fill{Field: "rfc", Value: "cso-120304-ab1"}} {
		_, next := do(clerk, c, cmd)
		if a := next.App.Answers["rfc"]; a.Value != odd || a.Note != "digit" || next.Doubt != "" || next.Asking != "contact" {
			t.Errorf("after %s: %+v, doubt %q, asking %q", name, a, next.Doubt, next.Asking)
		}
	}
	_, next := do(clerk, c, bot.Fill{Field: "rfc", Value: "CSO120304AB4"})
	if a := next.App.Answers["rfc"]; a.Value != "CSO120304AB4" || a.Note != "" {
		t.Errorf("after the right one: %+v", a)
	}
	out, next = do(clerk, c, bot.No{})
	if m := only(t, out, bot.Person); next.Doubt != "" || len(next.App.Answers) != 1 || m.Asking != "rfc" {
		t.Errorf("after a no: doubt %q, %v, asking %q", next.Doubt, next.App.Answers, m.Asking)
	}
	_, next = do(clerk, c, bot.Skip{})
	if next.Doubt != "" || len(next.App.Pending) != 1 || next.Asking != "contact" {
		t.Errorf("after putting it off: doubt %q, pending %v, asking %q", next.Doubt, next.App.Pending, next.Asking)
	}
	_, next = do(clerk, c, ask(bot.SureAnswer, 1))
	if next.Doubt != odd {
		t.Errorf("after a question the doubt is %q", next.Doubt)
	}
}

func TestAWrongCorrectionGivesUpAndKeepsWhatWasThere(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, complete(), bot.Reopen{Field: "email"})
	for range 4 {
		_, c = do(clerk, c, bot.Fill{Field: "email", Value: "ana@"})
	}
	if c.App.Answers["email"].Value != "ana@cafesol.mx" || c.Asking != bot.AskReview || len(c.App.Pending) != 0 {
		t.Errorf("kept %q, asking %q, pending %v", c.App.Answers["email"].Value, c.Asking, c.App.Pending)
	}
}

func TestWhatWasGoodInTheSameMessageIsReadBackFirst(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, inForm("business"), bot.Fill{Field: "business", Value: "Café Sol"}, bot.Fill{Field: "state", Value: "puebla"}, bot.Fill{Field: "email", Value: "ana@"})
	list := to(out, bot.Person)
	if len(list) != 2 || list[0].Text != "Anotado: Café Sol · Puebla (2 de 11)." || list[1].Asking != "email" || c.Asking != "email" {
		t.Errorf("said %q, asking %q", said(out, bot.Person), c.Asking)
	}
}

func TestAChangeSaysOldAndNewAndTheQuestionComesAgain(t *testing.T) {
	clerk := testClerk(t)
	c := have(inForm("phone"), map[string]string{"category": "food", "email": "ana@cafesol.mx"})
	tests := []struct{ field, value, lang, want string }{
		{"email", "anita@cafesol.mx", "es", "Cambiado: anita@cafesol.mx (antes ana@cafesol.mx). ¿En qué teléfono te encontramos?"},
		{"email", "ana@cafesol.mx", "es", "Así lo tengo: ana@cafesol.mx. ¿En qué teléfono te encontramos?"},
		{"category", "mezcal", "es", "Cambiado: Bebidas (antes Alimentos). ¿En qué teléfono te encontramos?"},
		{"category", "mezcal", "en", "Changed: Drinks (before: Food). Which phone number can we reach you on?"},
	}
	for _, tt := range tests {
		out, next := do(clerk, c.Apply(bot.Event{Kind: bot.LanguageSet, Value: tt.lang}), bot.Fill{Field: tt.field, Value: tt.value, Named: true})
		if got := said(out, bot.Person); got != tt.want || next.Asking != "phone" {
			t.Errorf("%s %q: %q, want %q", tt.field, tt.value, got, tt.want)
		}
	}
}

func TestProgressCountsWhatIsAskedAndNoMore(t *testing.T) {
	clerk := testClerk(t)
	for n, c := range map[int]bot.Conversation{0: inForm("rfc"), 1: have(inForm("rfc"), map[string]string{"rfc": "x", "website": "x.mx", "size": "3"}), 11: everything()} {
		if done, total := clerk.Progress(c); done != n || total != 11 {
			t.Errorf("%d of %d, want %d of 11", done, total, n)
		}
	}
}

func TestSkippingPutsAFieldOffAndAsksTheNext(t *testing.T) {
	clerk := testClerk(t)
	asked := clerk.form.Asked()
	c := inForm(asked[0].ID)
	for i, f := range asked[:len(asked)-1] {
		_, c = do(clerk, c, bot.Skip{})
		if c.Asking != asked[i+1].ID || c.App.Pending[len(c.App.Pending)-1] != f.ID {
			t.Fatalf("after %s: asking %q, pending %v", f.ID, c.Asking, c.App.Pending)
		}
	}
	out, c := do(clerk, c, bot.Skip{})
	if c.Asking != bot.AskReview || len(c.App.Pending) != len(asked) {
		t.Errorf("at the end: asking %q, pending %v: %q", c.Asking, c.App.Pending, said(out, bot.Person))
	}
	if _, c = do(clerk, c, bot.NewApplication{}); c.Asking != "business" {
		t.Errorf("taking it up again asks %q", c.Asking)
	}
}

func TestWhatIsNotAFieldIsMetKindly(t *testing.T) {
	clerk := testClerk(t)
	for _, cmd := range []bot.Command{bot.Fill{Field: "x", Value: "y"}, bot.Reopen{Field: "x"}, bot.Clear{Field: "x"}, bot.Skip{Field: "x"}, bot.Explain{Field: "x", About: "why"}, bot.Clear{Field: "rfc"}} {
		out, next := do(clerk, inForm("email"), cmd)
		if said(out, bot.Person) == "" || len(next.App.Answers)+len(next.App.Pending) != 0 || next.Asking != "email" {
			t.Errorf("%+v: %q, asking %q", cmd, said(out, bot.Person), next.Asking)
		}
	}
}

func TestClearingForgetsOneAnswer(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, have(inForm("phone"), map[string]string{"email": "a@b.mx", "state": "Puebla"}), bot.Clear{Field: "email"})
	if _, kept := c.App.Answers["email"]; kept || c.Asking != "phone" || len(c.App.Answers) != 1 {
		t.Errorf("kept %v, asking %q", c.App.Answers, c.Asking)
	}
	// once sent, what is required is asked anew; what is not goes
	_, c = do(clerk, sentForm(bot.SubmittedStatus), bot.Clear{Field: "email"})
	if c.App.Answers["email"].Value == "" || c.Asking != "email" {
		t.Errorf("kept %q, asking %q", c.App.Answers["email"].Value, c.Asking)
	}
	_, c = do(clerk, sentForm(bot.SubmittedStatus), bot.Clear{Field: "role"})
	if c.App.Answers["role"].Value != "" || c.Asking != "" {
		t.Errorf("kept %q, asking %q", c.App.Answers["role"].Value, c.Asking)
	}
}

func TestEveryFieldIsExplainedAndAskedAgain(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		for _, f := range clerk.form.Asked() {
			c := inForm(f.ID).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}, bot.Event{Kind: bot.FieldFailed, Field: f.ID})
			for about, want := range map[string]string{"why": f.Why[lang], "who": "ProMéxico", "example": f.Example[lang], "where": f.Example[lang],
				"must": clerk.words[lang][map[bool]string{true: "must.yes", false: "must.no"}[f.Required]]} {
				out, next := do(clerk, c, bot.Explain{Field: f.ID, About: about})
				m := only(t, out, bot.Person)
				if !strings.Contains(m.Text, want) || !strings.HasSuffix(m.Text, f.Ask[lang]) || m.Asking != f.ID || next.Tries != 1 {
					t.Errorf("%s, %s, %s: %q (tries %d)", lang, f.ID, about, m.Text, next.Tries)
				}
			}
		}
	}
}

// Not understood: the question again, then with an example, then with the way out.
func TestWhoIsNotUnderstoodIsNeverLeftAlone(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("email")
	for n := 1; n <= 4; n++ {
		out, next := do(clerk, c, bot.Unclear{Text: "mmm"})
		m := only(t, out, bot.Person)
		if next.Lost != n || next.Tries != 0 || next.Asking != "email" {
			t.Fatalf("%d: lost %d, tries %d, asking %q", n, next.Lost, next.Tries, next.Asking)
		}
		if example := strings.Contains(m.Text, "Por ejemplo"); example != (n == 2) {
			t.Errorf("%d: %q", n, m.Text)
		}
		if way := taps(m) == "skip:email human"; way != (n > 2) {
			t.Errorf("%d: %q", n, taps(m))
		}
		c = next
	}
	c = greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked})
	for range 3 {
		_, c = do(clerk, c, bot.Unclear{})
	}
	if c.Asking != "" || c.Consent.Given {
		t.Errorf("after three the notice still waits: asking %q", c.Asking)
	}
	_, doubtful := do(clerk, inForm("rfc"), bot.Fill{Field: "rfc", Value: "CSO120304AB1"})
	out, next := do(clerk, doubtful, bot.Unclear{})
	if m := only(t, out, bot.Person); next.Doubt == "" || taps(m) != "yes no" || !strings.Contains(m.Text, next.Doubt) {
		t.Errorf("in doubt: %q %q", m.Text, taps(m))
	}
}

func TestANumberIsSpokenInGroups(t *testing.T) {
	for e164, want := range map[string]string{"+522281234567": "+52 228 123 4567", "+525512345678": "+52 55 1234 5678", "+15125550142": "+1 512-555-0142",
		"+34911234567": "+34 911 23 45 67", "": "", "no es": "no es"} {
		if got := spokenPhone(e164); got != want {
			t.Errorf("%s is spoken as %q, want %q", e164, got, want)
		}
	}
}
