package handlers

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

// wrongAnswers are what no check lets pass, by field.
var wrongAnswers = map[string][]string{"business": {"…"}, "rfc": {"CSO12", "XAXX010101000", "CSO120304AB12345", "12CSO0304AB1", "CSO129904AB1"}, "contact": {"4545"},
	"role": {"huaraches"}, "email": {"ana@", "ana arroba"}, "phone": {"12", "123456789", "+52 000 000 0000"}, "state": {"Texas"}, "category": {"cosas"},
	"products": {"…"}, "exports": {"…"}, "capacity": {"…"}}

// First the reason, then an example with the buttons, then the way out, then on: never a loop.
func TestWrongTriesNeverLoop(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		for _, f := range clerk.form.Asked() {
			if len(wrongAnswers[f.ID]) == 0 {
				t.Errorf("no wrong answer for %s", f.ID)
			}
			for _, value := range wrongAnswers[f.ID] {
				fourTries(t, clerk, f, lang, value)
			}
		}
	}
}

func fourTries(t *testing.T, clerk *Clerk, f *Field, lang, value string) {
	t.Helper()
	c := inForm(f.ID).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
	reason := ""
	for try := 1; try <= 4; try++ {
		out, next := do(clerk, c, bot.Fill{Field: f.ID, Value: value})
		m := out.Messages[len(out.Messages)-1]
		if _, kept := next.App.Answers[f.ID]; kept {
			t.Fatalf("%s, %s: %q is kept", lang, f.ID, value)
		}
		if try == 1 {
			reason, _, _ = strings.Cut(m.Text, f.Ask[lang])
		}
		if try < 4 && (len(reason) < 20 || !strings.HasPrefix(m.Text, strings.TrimSpace(reason))) {
			t.Errorf("%s, %s %q, try %d does not give the reason: %q", lang, f.ID, value, try, m.Text)
		}
		if example := strings.Contains(m.Text, clerk.words.say(lang, "example.is", "example", f.Example[lang])); try < 4 && example != (try == 2) {
			t.Errorf("%s, %s %q, try %d: %q", lang, f.ID, value, try, m.Text)
		}
		if way := taps(m) == "skip:"+f.ID+" human"; way != (try == 3) || try == 2 && len(m.Buttons) == 0 {
			t.Errorf("%s, %s %q, try %d: %q", lang, f.ID, value, try, taps(m))
		}
		if try == 4 && (next.Asking == f.ID || !slices.Equal(next.App.Pending, []string{f.ID})) {
			t.Errorf("%s, %s: after four tries it is still asked (%q), pending %v", lang, f.ID, next.Asking, next.App.Pending)
		}
		c = next
	}
}

// Questions, thanks, a look at the notice and talk between two tries are no tries.
func TestWhatIsSaidBetweenTwoTriesIsNoTry(t *testing.T) {
	clerk := testClerk(t)
	between := map[string][]string{
		"es": {"¿cuánto cuesta la membresía?", "¿para qué lo quieren?", "gracias", "¿qué saben de mí?", "leer el aviso completo", "jaja", "espérame tantito", "¿es obligatorio?"},
		"en": {"how much is the membership?", "why do you need it?", "thanks", "what do you know about me?", "privacy notice", "lol", "one moment", "is it required?"},
	}
	for lang, texts := range between {
		for _, f := range clerk.form.Asked() {
			c := inForm(f.ID).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
			wrong := bot.Fill{Field: f.ID, Value: wrongAnswers[f.ID][0]}
			_, c = do(clerk, c, wrong)
			for _, text := range texts {
				out, next := do(clerk, c, read(clerk, c, text)...)
				if next.Tries != 1 || next.Asking != f.ID || len(next.App.Answers) != 0 || said(out, bot.Person) == "" {
					t.Errorf("%s, %s, %q: tries %d, asking %q, filled %v", lang, f.ID, text, next.Tries, next.Asking, next.App.Answers)
				}
				c = next
			}
			out, _ := do(clerk, c, wrong)
			if text := said(out, bot.Person); !strings.Contains(text, f.Example[lang]) {
				t.Errorf("%s, %s: the second try gets %q", lang, f.ID, text)
			}
		}
	}
}

func TestAnAnswerEndsTheTries(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("email")
	for range 2 {
		_, c = do(clerk, c, bot.Fill{Field: "email", Value: "ana@"})
	}
	if _, c = do(clerk, c, bot.Fill{Field: "email", Value: "ana@cafesol.mx"}); c.Tries != 0 || c.App.Answers["email"].Value == "" {
		t.Errorf("tries %d, %v", c.Tries, c.App.Answers)
	}
	_, c = do(clerk, c, bot.Reopen{Field: "email"})
	if out, c := do(clerk, c, bot.Fill{Field: "email", Value: "ana@"}); c.Tries != 1 || strings.Contains(said(out, bot.Person), "Por ejemplo") {
		t.Errorf("reopened: tries %d, %q", c.Tries, said(out, bot.Person))
	}
}
