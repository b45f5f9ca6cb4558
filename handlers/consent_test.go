package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

func TestTheNoticesVersionIsKeptWithTheAnswer(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		for _, yes := range []bool{true, false} {
			out, c := do(clerk, greeted(lang), bot.NewApplication{})
			asked, _ := eventOf(out, bot.ConsentAsked)
			_, c = do(clerk, c, bot.ConsentAnswer{Yes: yes})
			if c.Consent.Given != yes || c.Consent.Version == "" || c.Consent.Version != asked.Version || !c.Consent.At.Equal(noon) {
				t.Errorf("%s, %v: kept %+v of the notice %q", lang, yes, c.Consent, asked.Version)
			}
		}
	}
}

func TestEachNoticeHasItsOwnVersion(t *testing.T) {
	clerk := testClerk(t)
	if clerk.notices["es"] == clerk.notices["en"] {
		t.Error("the Spanish and the English notice have one version")
	}
	options := clerk.Options
	options.Org = "Otra Casa"
	other, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	if other.notices["es"] == clerk.notices["es"] {
		t.Error("another responsible, and the notice's version is the same")
	}
	again, err := New(clerk.Options)
	if err != nil {
		t.Fatal(err)
	}
	if again.notices["es"] != clerk.notices["es"] {
		t.Error("the same notice has another version after a restart")
	}
}

func TestAClerkWithoutALibraryIsRefused(t *testing.T) {
	if _, err := New(Options{Org: "X"}); err == nil || !strings.Contains(err.Error(), "no library") {
		t.Errorf("got %v", err)
	}
	clerk, err := New(Options{Library: func() *knowledge.Library { return nil }})
	if err != nil || clerk.Zone == nil {
		t.Errorf("without a zone: %v, %v", clerk, err)
	}
}

// No field is stored before the notice is answered with a yes, whatever comes.
func TestNothingIsKeptBeforeConsent(t *testing.T) {
	clerk := testClerk(t)
	asked := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]})
	refused := asked.Apply(bot.Event{Kind: bot.Refused})
	for name, c := range map[string]bot.Conversation{"at the start": greeted("es"), "asked": asked, "refused": refused} {
		for field, value := range wholeForm {
			out, next := do(clerk, c, bot.Fill{Field: field, Value: value, Named: true})
			if len(next.App.Answers) != 0 || strings.Contains(happenings(out), "field_") {
				t.Errorf("%s, %s is kept: %s", name, field, happenings(out))
			}
			if last := out.Messages[len(out.Messages)-1]; last.Asking != bot.AskConsent {
				t.Errorf("%s, %s: the notice does not come: %q", name, field, said(out, bot.Person))
			}
		}
		for _, cmd := range []bot.Command{bot.Reopen{Field: "rfc"}, bot.Skip{Field: "rfc"}, bot.Clear{Field: "rfc"}, bot.ChooseField{}, bot.Submit{}, bot.Review{}} {
			if out, next := do(clerk, c, cmd); len(next.App.Answers) != 0 || next.App.Status != bot.NoApplication {
				t.Errorf("%s, %s begins an application: %s", name, bot.KindOf(cmd), happenings(out))
			}
		}
	}
}

func TestAnswersThatCameTooEarlyAreAskedForOnce(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, greeted("es"), bot.NewApplication{Early: true})
	if !c.Consent.Early || !strings.Contains(said(out, bot.Person), clerk.words["es"]["consent.first"]) {
		t.Fatalf("early answers are not noticed: %q", said(out, bot.Person))
	}
	out, c = do(clerk, c, bot.ConsentAnswer{Yes: true})
	if !strings.Contains(said(out, bot.Person), clerk.words["es"]["consent.again"]) || c.Consent.Early {
		t.Errorf("after the yes: %q, early %v", said(out, bot.Person), c.Consent.Early)
	}
	_, plain := do(clerk, greeted("es"), bot.NewApplication{})
	if out, _ := do(clerk, plain, bot.ConsentAnswer{Yes: true}); strings.Contains(said(out, bot.Person), clerk.words["es"]["consent.again"]) {
		t.Error("nothing came early, and it is asked for again")
	}
}

func TestAMessageOfAnswersBeforeConsentIsOnlyNoticed(t *testing.T) {
	clerk := testClerk(t)
	for _, text := range []string{"mi correo es ana@cafesol.mx", "CSO120304AB4", "Soy Ana López de Café Sol en Veracruz, tel 228 123 4567"} {
		cmds := read(clerk, greeted("es"), text)
		if len(cmds) != 1 || cmds[0] != (bot.NewApplication{Early: true}) {
			t.Errorf("%q is %v", text, cmds)
		}
	}
}

func TestAYesToTheNoticeMayBringTheFirstAnswers(t *testing.T) {
	clerk := testClerk(t)
	asked := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]})
	tests := []struct{ text, want string }{
		{"sí", ""},
		{"sí, acepto", ""},
		{"claro que sí", ""},
		{"ok, Café Sol", "business"},
		{"sí, mi correo es ana@cafesol.mx", "email"},
		{"acepto, soy Ana López de Café Sol", "business contact"},
	}
	for _, tt := range tests {
		_, c := do(clerk, asked, read(clerk, asked, tt.text)...)
		var got []string
		for _, f := range clerk.form.Fields {
			if _, ok := c.App.Answers[f.ID]; ok {
				got = append(got, f.ID)
			}
		}
		if !c.Consent.Given || join(got) != tt.want {
			t.Errorf("%q: consent %v, kept %q; want %q", tt.text, c.Consent.Given, join(got), tt.want)
		}
	}
}

func TestAYesThatIsTakenBackIsNoConsent(t *testing.T) {
	clerk := testClerk(t)
	asked := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]})
	for _, text := range []string{"sí, pero no ahorita", "claro, mañana", "no", "claro que no", "espera", "ok luego", "¿sí?", "Café Sol", "cuánto cuesta"} {
		if _, c := do(clerk, asked, read(clerk, asked, text)...); c.Consent.Given {
			t.Errorf("%q is taken for consent", text)
		}
	}
}

func TestTheNoticeIsReadWithoutLosingThePlace(t *testing.T) {
	clerk := testClerk(t)
	asked := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]})
	out, c := do(clerk, asked, bot.Notice{})
	if got := taps(out.Messages[len(out.Messages)-1]); got != "accept refuse" || c.Asking != bot.AskConsent {
		t.Errorf("under the notice: %q, asking %q", got, c.Asking)
	}
	out, c = do(clerk, inForm("email"), bot.Notice{})
	if last := out.Messages[len(out.Messages)-1]; last.Asking != "email" || c.Asking != "email" {
		t.Errorf("in the form: %q, asking %q", said(out, bot.Person), c.Asking)
	}
	out, _ = do(clerk, greeted("es"), bot.Notice{})
	if m := only(t, out, bot.Person); !strings.Contains(m.Text, "Aviso de privacidad") || m.Asking != "" {
		t.Errorf("outside of the form: %q asking %q", m.Text, m.Asking)
	}
}

func TestAfterARefusalTheBotStillAnswersAndCanBeAskedAgain(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]}), bot.No{})
	if c.Asking != "" || c.App.Status != bot.NoApplication {
		t.Fatalf("after the no: asking %q, status %q", c.Asking, c.App.Status)
	}
	if out, _ := do(clerk, c, read(clerk, c, "¿cuánto cuesta la membresía?")...); strings.Contains(said(out, bot.Person), "Aceptas") {
		t.Errorf("a question after the no asks again: %q", said(out, bot.Person))
	}
	if _, c = do(clerk, c, bot.NewApplication{}); c.Asking != bot.AskConsent {
		t.Error("who refused cannot apply any more")
	}
}

func TestAnOldYesAsksAgainOrGoesOn(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct {
		name   string
		c      bot.Conversation
		asking string
	}{
		{"before any notice", greeted("es"), bot.AskConsent},
		{"after a refusal", greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]}, bot.Event{Kind: bot.Refused}), bot.AskConsent},
		{"in the form", inForm("email"), "email"},
		{"at the review", complete(), bot.AskReview},
		{"after sending", sentForm(bot.SubmittedStatus), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, c := do(clerk, tt.c, bot.ConsentAnswer{Yes: true})
			if c.Asking != tt.asking || c.Consent != tt.c.Consent && tt.asking != bot.AskConsent || said(out, bot.Person) == "" {
				t.Errorf("asking %q, consent %+v: %q", c.Asking, c.Consent, said(out, bot.Person))
			}
		})
	}
}
