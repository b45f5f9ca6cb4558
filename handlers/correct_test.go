package handlers

import (
	"testing"
	"time"

	"pabellon/bot"
)

// corrected reads a message in a conversation that has the whole form, the e-mail last,
// and gives what changes, "field=value".
func corrected(clerk *Clerk, asking, last, text string) string {
	c := have(inForm(""), wholeForm)
	c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: last, Value: wholeForm[last], Turn: "m1", At: noon.Add(-time.Minute)})
	if asking == bot.AskReview {
		c = c.Apply(bot.Event{Kind: bot.ReviewShown})
	} else {
		c = c.Apply(bot.Event{Kind: bot.FieldCleared, Field: asking}, bot.Event{Kind: bot.FieldAsked, Field: asking})
	}
	out, _ := do(clerk, c, read(clerk, c, text)...)
	var changes []string
	for _, e := range out.Events {
		if e.Kind == bot.FieldFilled {
			changes = append(changes, e.Field+"="+e.Value)
		}
	}
	return join(changes)
}

func TestCorrectionsChangeWhatTheyMean(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct{ asking, last, text, want string }{
		// by the field's name
		{"phone", "email", "no, el correo es anita@cafesol.mx", "email=anita@cafesol.mx"},
		{"phone", "email", "mi correo correcto es anita@cafesol.mx", "email=anita@cafesol.mx"},
		{"phone", "email", "correo: anita@cafesol.mx", "email=anita@cafesol.mx"},
		{"phone", "email", "cambia el correo a anita@cafesol.mx", "email=anita@cafesol.mx"},
		{"phone", "email", "el estado está mal, es Guanajuato", "state=Guanajuato"},
		{"phone", "email", "el rfc está mal, es GODE561231GR8", "rfc=GODE561231GR8"},
		{bot.AskReview, "capacity", "el negocio se llama Café Luna", "business=Café Luna"},
		{bot.AskReview, "capacity", "my email is anita@cafesol.mx", "email=anita@cafesol.mx"},
		// by the old value
		{"phone", "email", "no es Puebla, es Veracruz", "state=Veracruz"},
		{"phone", "email", "Veracruz, no Puebla", "state=Veracruz"},
		{"phone", "email", "no soy Ana López, soy Ana Lozano", "contact=Ana Lozano"},
		{"phone", "email", "no es ana@cafesol.mx sino anita@cafesol.mx", "email=anita@cafesol.mx"},
		{bot.AskReview, "capacity", "no es Café Sol, es Café Luna", "business=Café Luna"},
		// by taking back what was said last
		{"phone", "email", "perdón, anita@cafesol.mx", "email=anita@cafesol.mx"},
		{"rfc", "business", "no espera, es Café Sol de Coatepec", "business=Café Sol de Coatepec"},
		{"category", "state", "perdón, es Veracruz", "state=Veracruz"},
		// edited by naming it, two in a row
		{bot.AskReview, "capacity", "el correo es b@cafesol.mx y el teléfono es 55 1234 5678", "email=b@cafesol.mx phone=+525512345678"},
		// nothing is corrected
		{bot.AskReview, "capacity", "no, todo bien", ""},
		{bot.AskReview, "capacity", "sí", ""},
		{"phone", "email", "me equivoqué en el correo", ""},
		{"phone", "email", "¿mi correo está bien?", ""},
		{"phone", "email", "no es cierto", ""},
		{"phone", "email", "espera tantito", ""},
		// goods of the kind that the business is called by are no other name of it
		{"rfc", "business", "café de altura", ""},
		{"rfc", "business", "no, café de sol", "business=Café de Sol"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := corrected(clerk, tt.asking, tt.last, tt.text); got != tt.want {
				t.Errorf("changes %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoticingAMistakeReopensWhatIsNamed(t *testing.T) {
	clerk := testClerk(t)
	c := have(inForm("phone"), wholeForm).Apply(bot.Event{Kind: bot.FieldFilled, Field: "state", Value: "Puebla", At: noon})
	tests := []struct {
		text string
		want bot.Command
	}{
		{"me equivoqué en el rfc", bot.Reopen{Field: "rfc"}},
		{"el correo está mal", bot.Reopen{Field: "email"}},
		{"quiero cambiar mi categoría", bot.Reopen{Field: "category"}},
		{"my state is wrong", bot.Reopen{Field: "state"}},
		{"corregir el teléfono", bot.Reopen{Field: "phone"}},
		{"el nombre está mal", bot.ChooseField{}},
		{"me equivoqué", bot.ChooseField{}},
		{"borra el correo", bot.Clear{Field: "email"}},
		{"quita mi cargo", bot.Clear{Field: "role"}},
	}
	for _, tt := range tests {
		if cmds := read(clerk, c, tt.text); len(cmds) != 1 || cmds[0] != tt.want {
			t.Errorf("%q is %+v, want %+v", tt.text, cmds, tt.want)
		}
	}
}

// Telegram tells which message was edited: what came from it is corrected.
func TestAnEditedMessageCorrectsWhatCameFromIt(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("business").Apply(bot.Event{Kind: bot.FieldFilled, Field: "business", Value: "Café Sol", Turn: "m1"},
		bot.Event{Kind: bot.FieldFilled, Field: "contact", Value: "Ana López", Turn: "m2"}, bot.Event{Kind: bot.FieldFilled, Field: "email", Value: "ana@cafesol.mx", Turn: "m2"},
		bot.Event{Kind: bot.FieldAsked, Field: "phone"})
	tests := []struct{ edit, text, want string }{
		{"m1", "Café Luna", "business=Café Luna"},
		{"m1", "se llama Café Luna", "business=Café Luna"},
		{"m2", "ana@luna.mx", "email=ana@luna.mx"},
	}
	for _, tt := range tests {
		cmds, _ := clerk.Understand(c, bot.Turn{ID: "m9", Actor: ana, Text: tt.text, Edit: tt.edit})
		got := ""
		for i, cmd := range cmds {
			f, ok := cmd.(bot.Fill)
			if i > 0 {
				got += "; "
			}
			if ok {
				got += f.Field + "=" + f.Value
			}
		}
		if got != tt.want {
			t.Errorf("%s edited to %q is %q, want %q", tt.edit, tt.text, got, tt.want)
		}
	}
}

func TestAkinValuesAreASlipApartOrShareTheirBeginning(t *testing.T) {
	for _, p := range [][2]string{{"cafe sol", "cafe luna"}, {"ana lopez", "ana lozano"}, {"puebla", "pueba"}, {"veracruz", "beracruz"}, {"x", "x"}} {
		if !akin(p[0], p[1]) {
			t.Errorf("%q and %q are not akin", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"cafe sol", "textiles nube"}, {"puebla", "veracruz"}, {"ana@x.mx", "roberto@cafe.mx"}} {
		if akin(p[0], p[1]) {
			t.Errorf("%q and %q are akin", p[0], p[1])
		}
	}
}
