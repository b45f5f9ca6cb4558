package handlers

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

// another is a field of each kind beside the usual one, with an answer as people write
// it and the value that is kept.
var another = []struct{ kind, said, value, extra string }{
	{"business", "Taller Hermanos Ruiz", "Taller Hermanos Ruiz", ""},
	{"rfc", "GODE561231GR8", "GODE561231GR8", ""},
	{"person", "Luis Pérez", "Luis Pérez", ""},
	{"role", "gerente", "Gerente", ""},
	{"email", "pagos@luna.mx", "pagos@luna.mx", ""},
	{"phone", "55 1234 5678", "+525512345678", ""},
	{"state", "Oaxaca", "Oaxaca", ""},
	{"category", "por barco", "sea", ", choices: [{id: sea, label: {es: Barco, en: Ship}, words: [barco]}, {id: air, label: {es: Avión, en: Plane}, words: [avion]}]"},
	{"text", "cajas de cartón doble", "Cajas de cartón doble", ""},
	{"exports", "nunca", "Jamás", ", choices: [{id: never, label: {es: Jamás, en: Not once}, words: [jamas]}]"},
	{"website", "www.luna.mx", "www.luna.mx", ""},
	{"documents", "constancia y acta", "Constancia y acta", ""},
}

// ownForm is the usual form with another field of each kind, and one more that is only
// asked of who ships by sea.
func ownForm(t testing.TB) *Form {
	t.Helper()
	var more strings.Builder
	for _, a := range another {
		fmt.Fprintf(&more, "  - {id: x_%s, kind: %s, asked: true, required: true, label: {es: Otro %s, en: Other %s}, the: {es: el otro %s, en: the other %s}, ask: {es: \"¿Otro %s?\", en: \"Other %s?\"}, "+
			"why: {es: Porque sí., en: Just because.}, example: {es: Nada, en: Nothing}%s}\n", a.kind, a.kind, a.kind, a.kind, a.kind, a.kind, a.kind, a.kind, a.extra)
	}
	more.WriteString("  - {id: port, kind: text, asked: true, required: true, when: {field: x_category, is: sea}, label: {es: Puerto, en: Port}, the: {es: el puerto, en: the port}, " +
		"ask: {es: \"¿Desde qué puerto?\", en: \"From which port?\"}, why: {es: Porque sí., en: Just because.}, example: {es: Manzanillo, en: Manzanillo}}\n")
	before, states, _ := strings.Cut(string(DefaultForm()), "\n# Mexico's 32 states")
	form, err := ReadForm("own.yaml", []byte(before+"\n"+more.String()+"\n# Mexico's 32 states"+states))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// A form of an admin's own, from the notice to the folio, in both languages.
func TestAFormOfOnesOwnWorksFromEndToEnd(t *testing.T) {
	clerk := formClerk(t, ownForm(t))
	for _, lang := range []string{"es", "en"} {
		t.Run(lang, func(t *testing.T) {
			c := inForm("business").Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
			c = have(c, wholeForm)
			want := maps.Clone(answersOf(c))
			_, c = do(clerk, c, bot.NewApplication{})
			for _, a := range another {
				id := "x_" + a.kind
				if c.Asking != id {
					t.Fatalf("asking %q, want %q", c.Asking, id)
				}
				_, c = do(clerk, c, read(clerk, c, a.said)...)
				if c.Doubt != "" {
					_, c = do(clerk, c, bot.Yes{})
				}
				want[id] = a.value
				if got := answersOf(c); !maps.Equal(got, want) {
					t.Fatalf("after %q: %v\nwant %v", a.said, got, want)
				}
			}
			if done, total := clerk.Progress(c); c.Asking != "port" || done != 23 || total != 24 {
				t.Fatalf("asking %q, %d of %d", c.Asking, done, total)
			}
			_, c = do(clerk, c, read(clerk, c, "Manzanillo")...)
			out, c := do(clerk, c, read(clerk, c, map[string]string{"es": "sí", "en": "yes"}[lang])...)
			if c.App.Status != bot.SubmittedStatus || len(only(t, out, bot.ForStaff).Facts) != 24 {
				t.Fatalf("status %q: %q", c.App.Status, said(out, bot.Person))
			}
			out, _ = do(clerk, c, bot.MyData{})
			if n := len(only(t, out, bot.Person).Facts); n != 24 {
				t.Errorf("my data has %d lines", n)
			}
		})
	}
}

// What names the usual field goes there, whatever is asked.
func TestAValueGoesToTheFieldThatIsNamed(t *testing.T) {
	clerk := formClerk(t, ownForm(t))
	c := have(inForm("x_email"), map[string]string{"email": "ana@cafesol.mx", "phone": "+522281234567"})
	for text, want := range map[string]string{
		"mi correo es otra@cafesol.mx":          "email=otra@cafesol.mx x_email=",
		"otra@cafesol.mx":                       "email=ana@cafesol.mx x_email=otra@cafesol.mx",
		"el otro email es otra@cafesol.mx":      "email=ana@cafesol.mx x_email=otra@cafesol.mx",
		"perdón, el correo es otra@cafesol.mx":  "email=otra@cafesol.mx x_email=",
		"otra@cafesol.mx y mi tel 55 1234 5678": "email=ana@cafesol.mx x_email=otra@cafesol.mx",
	} {
		_, next := do(clerk, c, read(clerk, c, text)...)
		if got := "email=" + next.App.Answers["email"].Value + " x_email=" + next.App.Answers["x_email"].Value; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	card := bot.Turn{Contact: &bot.Contact{Phone: "+525512345678", Own: true}}
	if _, next := turnOf(clerk, have(inForm("x_phone"), map[string]string{"phone": "+522281234567"}), noon, card); next.App.Answers["x_phone"].Value != "+525512345678" {
		t.Errorf("the card's number went to %v", answersOf(next))
	}
}

// conditional is the small form, whose glass is only for boxes, with the glass asked.
func conditional(t testing.TB) *Clerk {
	t.Helper()
	form, err := ReadForm("f.yaml", []byte(strings.Replace(smallForm, "  - id: glass\n    kind: text\n", `  - id: glass
    kind: text
    asked: true
    required: true
    ask: {es: "¿Qué vidrio?", en: "Which glass?"}
    why: {es: Se rompe., en: It breaks.}
    example: {es: Grueso, en: Thick}
`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return formClerk(t, form)
}

func TestAFieldWhoseConditionDoesNotHoldIsNoPartOfTheApplication(t *testing.T) {
	clerk := conditional(t)
	fields := func(m bot.Message) (ids []string) {
		for _, f := range m.Facts {
			ids = append(ids, f.Field)
		}
		return ids
	}
	c := inForm("pack")
	if done, total := clerk.Progress(c); done != 0 || total != 1 {
		t.Errorf("before anything: %d of %d", done, total)
	}
	_, boxed := do(clerk, c, bot.Fill{Field: "pack", Value: "caja"})
	if done, total := clerk.Progress(boxed); boxed.Asking != "glass" || done != 1 || total != 2 {
		t.Errorf("a box: asking %q, %d of %d", boxed.Asking, done, total)
	}
	_, bagged := do(clerk, c, bot.Fill{Field: "pack", Value: "bolsa"})
	if bagged.Asking != bot.AskReview {
		t.Errorf("a bag: asking %q", bagged.Asking)
	}
	// the open question goes when another answer makes it idle
	if _, next := do(clerk, boxed, bot.Fill{Field: "pack", Value: "bolsa"}); next.Asking != bot.AskReview {
		t.Errorf("asking %q", next.Asking)
	}
	_, full := do(clerk, boxed, bot.Fill{Field: "glass", Value: "grueso"})
	out, idle := do(clerk, full, bot.Fill{Field: "pack", Value: "bolsa"})
	review := out.Messages[len(out.Messages)-1]
	if idle.App.Answers["glass"].Value != "Grueso" || !slices.Equal(fields(review), []string{"pack"}) || strings.Contains(review.Text, "Falta") {
		t.Errorf("kept %v, review %v", answersOf(idle), fields(review))
	}
	out, _ = do(clerk, idle, bot.ChooseField{})
	if got := taps(only(t, out, bot.Person)); got != "edit:pack" {
		t.Errorf("to change: %q", got)
	}
	out, _ = do(clerk, idle, bot.MyData{})
	if m := out.Messages[0]; !slices.Equal(fields(m), []string{"pack", "glass"}) || m.Facts[1].Note != clerk.words["es"]["note.idle"] {
		t.Errorf("my data: %+v", m.Facts)
	}
	out, _ = do(clerk, idle, bot.Submit{})
	if got := fields(only(t, out, bot.ForStaff)); !slices.Equal(got, []string{"pack"}) {
		t.Errorf("the card has %v", got)
	}
	if _, again := do(clerk, idle, bot.Fill{Field: "pack", Value: "caja"}); again.Asking != bot.AskReview || len(clerk.asked(again)) != 2 {
		t.Errorf("a box again: asking %q", again.Asking)
	}
}

// A change after sending may make another field part of the application: it is asked.
func TestAChangeAfterSendingAsksForWhatIsMissingNow(t *testing.T) {
	clerk := conditional(t)
	_, c := do(clerk, inForm("pack"), bot.Fill{Field: "pack", Value: "bolsa"})
	_, c = do(clerk, c, bot.Submit{})
	out, c := do(clerk, c, bot.Fill{Field: "pack", Value: "caja"})
	if m := only(t, out, bot.Person); c.Asking != "glass" || !strings.HasSuffix(m.Text, "¿Qué vidrio?") {
		t.Fatalf("asking %q: %q", c.Asking, m.Text)
	}
	if card := to(out, bot.ForStaff)[0]; !slices.ContainsFunc(card.Checks, func(k bot.Check) bool { return k.Text == "Falta lo obligatorio: Vidrio" }) {
		t.Errorf("the checks are %+v", card.Checks)
	}
	out, c = do(clerk, c, read(clerk, c, "vidrio grueso")...)
	if c.Asking != "" || c.App.Answers["glass"].Value != "Vidrio grueso" || !strings.Contains(said(out, bot.ForStaff), "Vidrio: pendiente → Vidrio grueso") {
		t.Errorf("asking %q, %v, staff read %q", c.Asking, answersOf(c), said(out, bot.ForStaff))
	}
}

func TestAConditionOnAConditionHoldsOnlyWithIt(t *testing.T) {
	form := &Form{Fields: []Field{{ID: "a", Choices: []Choice{{ID: "x"}, {ID: "y"}}}, {ID: "b", When: &When{Field: "a", Is: oneOrMore{"x"}}, Choices: []Choice{{ID: "z", Label: Local{"es": "Zeta"}}}},
		{ID: "c", When: &When{Field: "b", IsNot: oneOrMore{"z"}}}, {ID: "d"}}}
	form.index()
	tests := []struct {
		answers map[string]string
		want    string
	}{
		{map[string]string{}, "a d"},
		{map[string]string{"a": "y", "b": "w"}, "a d"},
		{map[string]string{"a": "x"}, "a b d"},
		{map[string]string{"a": "x", "b": "w"}, "a b c d"},
		{map[string]string{"a": "x", "b": "z"}, "a b d"},
		{map[string]string{"a": "x", "b": "Zeta"}, "a b d"},
	}
	for _, tt := range tests {
		var got []string
		for _, f := range form.Fields {
			if form.Applies(f.ID, tt.answers) {
				got = append(got, f.ID)
			}
		}
		if join(got) != tt.want {
			t.Errorf("%v: %v, want %s", tt.answers, got, tt.want)
		}
	}
	if !form.Applies("gone", nil) {
		t.Error("a field that the form does not have is hidden")
	}
}

// A form without most of the usual fields: what the rules know of them goes nowhere.
func TestAFormWithoutTheUsualFieldsIsSafe(t *testing.T) {
	clerk := conditional(t)
	texts := []string{"soy Ana López de Café Sol en Veracruz, mi correo es ana@cafesol.mx y vendo café", "CSO120304AB4", "228 123 4567", "no tengo RFC", "me equivoqué en el RFC",
		"Puebla, no Veracruz", "nunca he exportado", "500 kg al mes", "dueña", "instagram @cafesol", "¿para qué quieren mi RFC?", "no, mejor mezcal", "el anterior", "prefiero no decirlo", "café"}
	for _, c := range []bot.Conversation{inForm("pack"), inForm("glass"), have(inForm(bot.AskReview), map[string]string{"pack": "bag"})} {
		for _, text := range texts {
			out, next := do(clerk, c, read(clerk, c, text)...)
			if said(out, bot.Person) == "" {
				t.Errorf("asking %q, %q: silence", c.Asking, text)
			}
			for id := range next.App.Answers {
				if clerk.form.Field(id) == nil {
					t.Errorf("asking %q, %q fills %s", c.Asking, text, id)
				}
			}
		}
	}
}
