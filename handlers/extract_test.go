package handlers

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// inForm is a conversation in which a field is asked.
func inForm(asking string) bot.Conversation {
	c := bot.Conversation{ID: "chat:a1", Lang: "es", Greeted: true}
	return c.Apply(bot.Event{Kind: bot.ConsentAsked}, bot.Event{Kind: bot.Consented}, bot.Event{Kind: bot.FieldAsked, Field: asking})
}

// filled reads a message and gives what it fills, "field=value" a line.
func filled(clerk *Clerk, asking, text string) string { return filledIn(clerk, "es", asking, text) }

func filledIn(clerk *Clerk, lang, asking, text string) string {
	c := inForm(asking)
	c.Lang = lang
	cmds, _ := clerk.Understand(c, bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: text})
	var out []string
	for _, c := range cmds {
		if f, ok := c.(bot.Fill); ok {
			out = append(out, f.Field+"="+f.Value)
		}
	}
	return strings.Join(out, "; ")
}

func TestAMessageFillsWhatItSaysAndNothingElse(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct{ asking, text, want string }{
		{"business", "Soy Ana López de Café Sol en Veracruz, mi correo es ana@cafesol.mx", "business=Café Sol; contact=Ana López; email=ana@cafesol.mx; state=Veracruz"},
		{"business", "se llama el venado azul así le puso mi papá", "business=el venado azul"},
		{"business", "cafe sol de coatepec, soy ana lopez", "business=cafe sol de coatepec; contact=ana lopez"},
		{"business", "Mi empresa se llama Textiles del Valle", "business=Textiles del Valle"},
		{"business", "somos Hilos Nube y estamos en Puebla", "business=Hilos Nube; state=Puebla"},
		{"business", "Hola, Mezcal Don Beto", "business=Mezcal Don Beto"},
		{"rfc", "es CSO120304AB4", "rfc=CSO120304AB4"},
		{"rfc", "mi correo es ana@x.mx", "email=ana@x.mx"},
		{"contact", "me llamo Beto Ruiz", "contact=Beto Ruiz"},
		{"contact", "soy la dueña, Ana López", "contact=Ana López; role=dueña"},
		{"email", "ana@x.mx y mi cel es 228 123 4567", "email=ana@x.mx; phone=228 123 4567"},
		{"email", "no es ana@x.mx, es anita@x.mx", "email=anita@x.mx"},
		{"phone", "2281234567", "phone=2281234567"},
		{"phone", "el rfc es CSO120304AB4", "rfc=CSO120304AB4"},
		{"state", "estamos en el estado de Puebla", "state=el estado de Puebla"},
		{"category", "vendemos salsas", "category=vendemos salsas; products=salsas"},
		{"products", "café tostado, molido y en grano", "products=café tostado, molido y en grano"},
		{"exports", "nunca hemos exportado", "exports=nunca hemos exportado"},
		{"exports", "a Texas dos veces", "exports=a Texas dos veces"},
		{"rfc", "nunca emos mandado fuera", "exports=nunca emos mandado fuera"},
		{"rfc", "jamás hemos vendido al extranjero", "exports=jamás hemos vendido al extranjero"},
		{"rfc", "nunca he vendido nada por internet", ""},
		{"capacity", "500 cajas al mes", "capacity=500 cajas al mes"},
		{"products", "correo: ana@x.mx\nestado: Puebla", "email=ana@x.mx; state=Puebla"},
		// digressions fill nothing
		{"email", "¿cuánto cuesta la membresía?", ""},
		{"state", "¿cuánto tarda el envío a Veracruz?", ""},
		{"business", "oye y el seguro cuanto cuesta", ""},
		{"products", "que es un incoterm", ""},
		{"contact", "quiero hablar con una persona", ""},
		{"rfc", "no lo tengo ahorita", ""},
	}
	for _, tt := range tests {
		t.Run(tt.asking+" "+tt.text, func(t *testing.T) {
			if got := filled(clerk, tt.asking, tt.text); got != tt.want {
				t.Errorf("filled %q, want %q", got, tt.want)
			}
		})
	}
}

// Each question is tried where anything might be taken for an answer, and at one of the
// other fields in turn.
func TestNoQuestionOfTheKnowledgeFillsAField(t *testing.T) {
	clerk := testClerk(t)
	turn := 0
	for _, a := range clerk.Library().Articles() {
		for _, q := range append([]string{a.Title}, a.Questions...) {
			if ofOneself.MatchString(join(knowledge.Words(q))) && !strings.Contains(q, "?") {
				continue // "Vendo talavera" says something of the business
			}
			turn++
			for i, f := range clerk.form.Asked() {
				if f.ID != "business" && f.ID != "products" && turn%len(clerk.form.Asked()) != i {
					continue
				}
				if got := filledIn(clerk, a.Lang, f.ID, q); got != "" {
					t.Errorf("while %s is asked, %q fills %s", f.ID, q, got)
				}
			}
		}
	}
}

// The title of each article is asked before consent, at the review, and at two of the
// fields in turn: the article must be what is found, or a question about the field.
func TestEachQuestionIsAnsweredAtEachStep(t *testing.T) {
	clerk := testClerk(t)
	asked, missed := 0, 0
	for n, a := range clerk.Library().Articles() {
		fields := clerk.form.Asked()
		for _, step := range []string{bot.AskConsent, bot.AskReview, fields[n%len(fields)].ID, fields[(n+5)%len(fields)].ID} {
			c := inForm(step)
			if step == bot.AskReview {
				c = complete()
				c.Asking = step
			}
			c.Lang = a.Lang
			asked++
			if got := foundFor(clerk, c, a.Title); got != a.ID && !answersToo[got] {
				missed++
				t.Logf("at %s, %q finds %q", step, a.Title, got)
			}
		}
	}
	if missed*100 > asked {
		t.Errorf("%d of %d are not answered", missed, asked)
	}
}

// answersToo are the commands that some of the articles are about: they answer by doing.
var answersToo = map[string]bool{"explain": true, "privacy": true, "new_application": true, "human": true, "ask_status": true, "reckon": true,
	"my_data": true, "erase": true, "set_language": true, "unclear": true}

// foundFor is the article that a question is answered with; else the command that it is
// read as.
func foundFor(clerk *Clerk, c bot.Conversation, question string) string {
	cmds := read(clerk, c, question)
	switch cmd := cmds[len(cmds)-1].(type) {
	case bot.Ask:
		if cmd.Found.Sure == bot.SureAnswer {
			return cmd.Found.Passages[0].Article
		}
	default:
		return bot.KindOf(cmd)
	}
	return "nothing"
}

func TestFoldKeepingFindsItsWayBack(t *testing.T) {
	for _, text := range []string{"", "Café Sol", "ÁÉÍ ñandú\nü", "👍 ok İstanbul ﬁn", "a\u0301b"} {
		folded, at := foldKeeping(text)
		if len(at) != len(folded)+1 || at[len(folded)] != len(text) {
			t.Fatalf("%q: %d places for %d bytes", text, len(at), len(folded))
		}
		for i := 1; i < len(at); i++ {
			if at[i] < at[i-1] || at[i-1] < len(text) && !utf8.RuneStart(text[at[i-1]]) {
				t.Errorf("%q: place %d goes to %d after %d", text, i, at[i], at[i-1])
			}
		}
	}
}

func FuzzUnderstandText(f *testing.F) {
	for _, seed := range []string{"hola", "Soy Ana López de Café Sol en Veracruz", "¿?", "no, el correo es", "/start abc", "\x00\xff", "[x](y)", "cambia el teléfono a 55", strings.Repeat("a@", 500)} {
		f.Add(seed, "email")
	}
	lib, _ := knowledge.Load(knowledge.Embedded())
	clerk, err := New(Options{Org: "X", Library: func() *knowledge.Library { return lib }})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, asking string) {
		c := inForm(asking)
		turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: text}
		cmds, _ := clerk.Understand(c, turn)
		if len(cmds) == 0 {
			t.Fatalf("%q is met with silence", text)
		}
		out, _ := bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
		if len(out.Messages) == 0 {
			t.Fatalf("%q is met with silence after %v", text, cmds)
		}
		checkMessages(t, out.Messages)
	})
}

// checkMessages holds what is true of every message: valid text, payloads that fit.
func checkMessages(t *testing.T, messages []bot.Message) {
	t.Helper()
	for _, m := range messages {
		if !utf8.ValidString(m.Text) || strings.TrimSpace(m.Text) == "" {
			t.Errorf("a message says %q", m.Text)
		}
		for _, b := range m.Buttons {
			if len(b.Payload) > bot.MaxPayload || b.Label == "" {
				t.Errorf("button %q has the payload %q", b.Label, b.Payload)
			}
			if _, ok := decodeButton(b.Payload); !ok {
				t.Errorf("button %q does not decode: %q", b.Label, b.Payload)
			}
		}
	}
}

// Replay shows which rule read a value.
func TestEachValueSaysWhichRuleReadIt(t *testing.T) {
	clerk := testClerk(t)
	c := have(inForm("role"), map[string]string{"contact": "Ana López", "business": "Café Sol"})
	for text, by := range map[string]string{
		"ana@cafesol.mx": "address", "CSO120304AB4": "rfc", "228 123 4567": "number", "www.cafesol.mx": "page",
		"el telefono es dos dos ocho uno dos tres cuatro cinco seis siete": "dictated", "estado: Puebla": "label",
		"estamos en Puebla": "sentence", "perdón, es Anna López": "amendment", "dueña": "answer",
		"pues mire, aquí todos le hacemos a todo pero soy la encargada de ventas": "sentence",
	} {
		cmds, _ := clerk.Understand(c, bot.Turn{ID: "m9", Actor: ana, At: noon, Text: text})
		fill, ok := cmds[0].(bot.Fill)
		if !ok || fill.By != by {
			t.Errorf("%q is read as %+v, not by %q", text, cmds[0], by)
		}
	}
}
