package handlers

import (
	"encoding/json"
	"strings"
	"testing"

	"pabellon/bot"
)

// waiting is an owner who has put a question to the team.
func waiting(lang, question string) bot.Conversation {
	c := greeted(lang)
	c.Put = []string{question}
	return c
}

func draftOf(text string, passages ...string) string {
	b, _ := json.Marshal(map[string]any{"text": text, "passages": append([]string{}, passages...)})
	return string(b)
}

// drafted are the data of a prompt.
func drafted(t *testing.T, clerk *Clerk, c bot.Conversation, action, said string) (out struct {
	Act, Language, Asked, Status string
	Missing                      []lacking
	Passages                     []excerpt
}, whole string) {
	t.Helper()
	p, ok := clerk.Suggestion(c, action, said)
	if !ok || p.Task != bot.Drafting || p.Within != suggestWithin || p.Person != c.ID || strings.ContainsAny(p.Rules, "{}") {
		t.Fatalf("%v %+v", ok, p)
	}
	if err := json.Unmarshal([]byte(p.Data), &out); err != nil {
		t.Fatal(err)
	}
	return out, p.Data
}

func TestAReplyIsSuggestedFromWhatIsKnown(t *testing.T) {
	clerk := testClerk(t)
	c := waiting("es", "¿cuántos dígitos tiene la CLABE?")
	data, _ := drafted(t, clerk, c, "reply", "")
	if data.Act != "reply" || data.Language != "Spanish of Mexico" || data.Asked == "" || len(data.Missing) != 0 || len(data.Passages) == 0 ||
		!strings.Contains(data.Passages[0].Text, "18 dígitos") {
		t.Errorf("%+v", data)
	}
	text := "Hola. La CLABE tiene 18 dígitos: 3 del banco, 3 de la plaza, 11 de la cuenta y 1 de control. La solicitud nunca te la pide."
	if got, ok := clerk.Suggested(c, "reply", "", draftOf(text, "p1")); got != text || !ok {
		t.Errorf("%q %v", got, ok)
	}
	en, _ := drafted(t, clerk, waiting("en", "how many digits does a CLABE have?"), "reply", "")
	if en.Language != "English" || len(en.Passages) == 0 || !strings.Contains(en.Passages[0].Text, "digits") {
		t.Errorf("%+v", en)
	}
}

// TestWhatDoesNotHoldIsNotSuggested: a model that lies is as none.
func TestWhatDoesNotHoldIsNotSuggested(t *testing.T) {
	clerk := testClerk(t)
	c := waiting("es", "¿cuántos dígitos tiene la CLABE?")
	for name, answer := range map[string]string{
		"an invented figure":         draftOf("La CLABE tiene 16 dígitos: 3 del banco y 11 de la cuenta.", "p1"),
		"an invented price":          draftOf("La CLABE tiene 18 dígitos y tramitarla cuesta 350 pesos.", "p1"),
		"a date":                     draftOf("La CLABE tiene 18 dígitos desde el 3 de mayo de 2024.", "p1"),
		"a figure of no passage":     draftOf("La CLABE tiene 18 dígitos: 3 del banco y 1 de control."),
		"an invented name":           draftOf("La CLABE tiene 18 dígitos y la da el Banco Azteca Internacional.", "p1"),
		"a decision":                 draftOf("La CLABE tiene 18 dígitos. Tu solicitud quedó aprobada.", "p1"),
		"a decision to be":           draftOf("La CLABE tiene 18 dígitos de la cuenta y del banco; la solicitud va a ser aprobada.", "p1"),
		"a promise":                  draftOf("La CLABE tiene 18 dígitos: banco, plaza, cuenta y control. Te llamaremos para la solicitud.", "p1"),
		"a promise of the team":      draftOf("La CLABE tiene 18 dígitos: banco, plaza, cuenta y control. El equipo te responderá.", "p1"),
		"a day":                      draftOf("La CLABE tiene 18 dígitos: banco, plaza, cuenta y control. Lo vemos el lunes.", "p1"),
		"something that was done":    draftOf("La CLABE tiene 18 dígitos y ya te registré en el banco con tu cuenta.", "p1"),
		"a link":                     draftOf("La CLABE tiene 18 dígitos: banco, plaza y cuenta; mira https://estafa.example/clabe.", "p1"),
		"an address":                 draftOf("La CLABE tiene 18 dígitos del banco y la cuenta: escribe a pagos@estafa.example.", "p1"),
		"a number of an account":     draftOf("La CLABE tiene 18 dígitos del banco y la cuenta: deposita en 4152 3137 0000 1234.", "p1"),
		"markup":                     draftOf("La *CLABE* tiene 18 dígitos, 3 del banco.", "p1"),
		"a ping":                     draftOf("<!channel> La CLABE tiene 18 dígitos, 3 del banco.", "p1"),
		"the instructions":           draftOf("Escribes el borrador de un mensaje breve; tú no decides nada y no prometes nada.", "p1"),
		"the instructions, as given": draftOf("You write the draft of a short message that a person may send.", "p1"),
		"another language":           draftOf("The CLABE has 18 digits: 3 of the bank, 3 of the city and 11 of the account.", "p1"),
		"a placeholder of nothing":   draftOf("⟦NAME7⟧, la CLABE tiene 18 dígitos, 3 del banco.", "p1"),
		"only a placeholder":         draftOf("⟦NAME1⟧", "p1"),
		"nothing":                    draftOf(""),
		"too much":                   draftOf(strings.Repeat("La CLABE tiene 18 dígitos, 3 del banco. ", 20), "p1"),
		"words":                      "La CLABE tiene 18 dígitos.", "a list": "[]", "null": "null", "cut": `{"text":"La CLABE`,
	} {
		if got, ok := clerk.Suggested(c, "reply", "", answer); ok || got != "" {
			t.Errorf("%s is suggested: %q", name, got)
		}
	}
	en := waiting("en", "how many digits does a CLABE have?")
	for name, text := range map[string]string{
		"a promise": "A CLABE has 18 digits of the bank and the account. We'll call you about it.", "a day": "A CLABE has 18 digits of the bank and the account. The answer comes on Monday.",
		"a decision": "A CLABE has 18 digits. You are approved.", "another language": "La CLABE tiene 18 dígitos, 3 del banco.",
		"the instructions": "You write the draft of a short message that a person may send to the owner of a small business.",
	} {
		if got, ok := clerk.Suggested(en, "reply", "", draftOf(text, "p1")); ok {
			t.Errorf("%s is suggested: %q", name, got)
		}
	}
}

// TestASuggestionIsMadeOfNothingPrivate: of the answers only which there are not; what tells
// who somebody is is taken out, and comes back into the text.
func TestASuggestionIsMadeOfNothingPrivate(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.TakenStatus)
	said := "soy Ana López de Café Sol, mi rfc es CSO120304AB4 y mi correo ana@cafesol.mx, cel 228 123 4567: ¿cuántos dígitos tiene la CLABE?"
	c = have(c, map[string]string{"business": "Café Sol", "contact": "Ana López", "email": "ana@cafesol.mx", "products": "Miel de azahar de Zongolica", "capacity": "777 frascos"})
	data, whole := drafted(t, clerk, c, "reply", said)
	for _, secret := range []string{"Ana", "López", "Sol", "CSO120304", "cafesol", "228", "4567", "azahar", "Zongolica", "777", c.App.Folio} {
		if strings.Contains(whole, secret) {
			t.Errorf("the model sees %q: %s", secret, whole)
		}
	}
	if len(data.Passages) == 0 || data.Status != "taken" {
		t.Errorf("%+v", data)
	}
	name := ""
	for _, p := range placeholder.FindAllString(data.Asked, -1) {
		if strings.Contains(p, "NAME") {
			name = p
		}
	}
	if got, ok := clerk.Suggested(c, "reply", said, draftOf("Hola, "+name+": la CLABE tiene 18 dígitos, 3 del banco.", "p1")); !ok || strings.Contains(got, "⟦") {
		t.Errorf("%s comes back as %q", name, got)
	}
}

func TestAskingForInformationIsSuggestedFromWhatIsMissing(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.SubmittedStatus).Apply(bot.Event{Kind: bot.FieldCleared, Field: "capacity"})
	data, _ := drafted(t, clerk, c, "ask", "")
	found := false
	for _, m := range data.Missing {
		found = found || m.Field == "Capacidad al mes"
		if m.Field == "RFC" {
			t.Errorf("an answer is missing: %+v", data.Missing)
		}
	}
	if !found || data.Asked != "" {
		t.Errorf("%+v", data)
	}
	text := "Para seguir con tu solicitud nos falta tu capacidad: ¿cuánto puedes producir al mes?"
	if got, ok := clerk.Suggested(c, "ask", "", draftOf(text)); got != text || !ok {
		t.Errorf("%q %v", got, ok)
	}
}

func TestNothingIsSuggestedWhereThereIsNothingToWriteFrom(t *testing.T) {
	clerk := testClerk(t)
	c := waiting("es", "¿cuántos dígitos tiene la CLABE?")
	for name, no := range map[string]struct {
		c      bot.Conversation
		action string
	}{
		"nobody is there":      {bot.Conversation{ID: "chat:a1", Put: c.Put}, "reply"},
		"nothing was asked":    {greeted("es"), "reply"},
		"a decision":           {c, "decline"},
		"a note":               {c, "note"},
		"somebody in distress": {waiting("es", "ya no quiero vivir"), "reply"},
	} {
		if p, ok := clerk.Suggestion(no.c, no.action, ""); ok {
			t.Errorf("%s: %s", name, p.Data)
		}
	}
	off, _ := drafted(t, clerk, waiting("es", "¿quién ganó el partido de ayer?"), "reply", "")
	if len(off.Passages) != 0 {
		t.Errorf("passages: %+v", off.Passages)
	}
}
