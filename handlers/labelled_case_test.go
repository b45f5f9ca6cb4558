package handlers

import (
	"testing"

	"pabellon/bot"
)

func TestAMomentIsAsItWouldBeReached(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]struct {
		moment Moment
		status bot.Status
		asking string
		takes  bool
	}{
		"before anything": {Moment{}, bot.NoApplication, "", false},
		"at the notice":   {Moment{Asking: bot.AskConsent}, bot.NoApplication, bot.AskConsent, false},
		"at a field":      {Moment{Lang: "en", Asking: "rfc", Have: map[string]string{"business": "Café Sol"}}, bot.Draft, "rfc", true},
		"at the review":   {Moment{Asking: bot.AskReview, Have: map[string]string{"business": "Café Sol"}}, bot.Draft, bot.AskReview, true},
		"when it is sent": {Moment{Have: map[string]string{"business": "Café Sol"}}, bot.SubmittedStatus, "", true},
	} {
		c.moment.Topic = "costo-membresia"
		got := clerk.At(c.moment)
		if got.App.Status != c.status || got.Asking != c.asking || clerk.TakesData(got) != c.takes || len(got.App.Answers) != len(c.moment.Have) || got.Topic != "costo-membresia" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestALabelledValueIsTheKeptOneByWhatItSays(t *testing.T) {
	clerk := testClerk(t)
	for _, c := range []struct {
		field, kept, want string
		same              bool
	}{
		{"business", "Quesería La Loma, S.A. de C.V.", "Queseria la Loma SA de CV", true},
		{"business", "Doble", "Jabones Ivette", false},
		{"contact", "Ana Bazúa", "Ana Bazán", false},
		{"role", "Dueña o dueño", "owner", true},
		{"role", "Gerente general", "gerente", true},
		{"role", "Ventas", "owner", false},
		{"phone", "+522281234567", "228 123 4567", true},
		{"phone", "+522281234567", "228 123 4568", false},
		{"category", "food", "Alimentos", true},
		{"products", "Morrales de ixtle y otros", "morral de ixtle", true},
		{"products", "Las fotos con el cel bastan o contrato fotógrafo de morrales de ixtle", "morrales de ixtle", false},
		{"capacity", "12,000 piezas al mes", "12000 piezas", true},
		{"exports", "Nunca", "nunca", true},
		{"exports", "", "nunca", false},
		{"nothing", "x", "x", false},
	} {
		if got := clerk.SameValue(c.field, c.kept, c.want); got != c.same {
			t.Errorf("%s: %q for %q: %v", c.field, c.kept, c.want, got)
		}
	}
}

func TestWhatWouldBeKeptOfAValue(t *testing.T) {
	clerk := testClerk(t)
	for _, c := range []struct {
		fill  bot.Fill
		value string
		asked bool
	}{
		{bot.Fill{Field: "phone", Value: "228 123 4567"}, "+522281234567", false},
		{bot.Fill{Field: "business", Value: "Café Sol", Unsure: true}, "Café Sol", true},
		{bot.Fill{Field: "rfc", Value: "hola"}, "", false},
		{bot.Fill{Field: "nothing", Value: "x"}, "", false},
	} {
		if value, asked := clerk.Kept(c.fill); value != c.value || asked != c.asked {
			t.Errorf("%+v: %q %v", c.fill, value, asked)
		}
	}
}
