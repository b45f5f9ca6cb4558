package handlers

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// folderWith is articles in Spanish, by id and body.
func folderWith(t *testing.T, bodies map[string]string) *knowledge.Library {
	t.Helper()
	files := fstest.MapFS{}
	for id, body := range bodies {
		files["es/"+id+".md"] = &fstest.MapFile{Data: []byte("---\nid: " + id + "\nlang: es\ntitle: ¿Qué es " + id + "?\n---\n" + body + "\n")}
	}
	lib, problems := knowledge.Load(files)
	for _, p := range problems {
		if p.Severity == knowledge.Error {
			t.Fatal(p)
		}
	}
	return lib
}

func quoting(t *testing.T, bodies map[string]string) *Clerk {
	t.Helper()
	lib := folderWith(t, bodies)
	return testClerk(t).Quoting(func() *knowledge.Library { return lib })
}

// writes has an owner write at a time, from reading to what is kept.
func writes(clerk *Clerk, c bot.Conversation, at time.Time, text string) (bot.Outcome, bot.Conversation) {
	turn := bot.Turn{ID: "m9", Actor: ana, At: at, Text: text}
	cmds, _ := clerk.Understand(c, turn)
	return bot.Decide(clerk.Handle, c, turn, cmds, at)
}

// agreed is a draft under the clerk's own notice, at a field.
func agreed(clerk *Clerk, asking string) bot.Conversation {
	c := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]}, bot.Event{Kind: bot.Consented, Version: clerk.notices["es"], At: noon},
		bot.Event{Kind: bot.FormSeen, Text: clerk.requiredNow()}, bot.Event{Kind: bot.FieldAsked, Field: asking})
	c.LastAt = noon
	return c
}

func TestWhoComesBackHearsOnceWhatWasAnsweredOtherwise(t *testing.T) {
	old := map[string]string{"pedimento": "El pedimento es un papel de la aduana.", "flete": "El flete es el transporte."}
	changed := maps.Clone(old)
	changed["pedimento"] = "El pedimento es la declaración ante la aduana."
	c := agreed(quoting(t, old), "rfc")
	_, c = writes(quoting(t, old), c, noon, "¿qué es pedimento?")
	_, c = writes(quoting(t, old), c, noon, "¿qué es flete?")
	if len(c.Quoted) != 2 {
		t.Fatalf("quoted %v", c.Quoted)
	}
	today := quoting(t, changed)
	if out, _ := writes(today, c, noon.Add(time.Hour), "hola"); strings.Contains(said(out, bot.Person), "Desde entonces") {
		t.Errorf("an hour later: %q", said(out, bot.Person))
	}
	out, next := writes(today, c, noon.Add(3*24*time.Hour), "hola")
	told := to(out, bot.Person)
	if len(told) != 2 || !strings.Contains(told[0].Text, "Desde entonces cambió una respuesta que te di") || taps(told[0]) != "art:pedimento" || told[1].Asking != "rfc" {
		t.Errorf("said %q, %q", said(out, bot.Person), taps(told[0]))
	}
	if lines := strings.Count(told[0].Text, "\n") + 1; lines > 4 {
		t.Errorf("%d lines", lines)
	}
	if out, _ := writes(today, next, noon.Add(6*24*time.Hour), "hola"); strings.Contains(said(out, bot.Person), "Desde entonces") {
		t.Errorf("told twice: %q", said(out, bot.Person))
	}
}

func TestNewsIsHeardAlsoAfterTheTwinsAreCompared(t *testing.T) {
	clerk := testClerk(t)
	changed := []bot.Passage{{Article: "pedimento", Lang: "es", Title: "Pedimento", Text: "otro"}}
	out, _ := doAt(clerk, agreed(clerk, "rfc"), ana, noon.Add(48*time.Hour), bot.Compare{}, bot.News{Changed: changed}, bot.Greet{})
	if !strings.Contains(said(out, bot.Person), "Desde entonces cambió una respuesta") {
		t.Errorf("said %q", said(out, bot.Person))
	}
}

func TestAReviewOfTheSameWordsIsNoNews(t *testing.T) {
	body := "El pedimento es un papel de la aduana."
	c := agreed(quoting(t, map[string]string{"pedimento": body}), "rfc")
	_, c = writes(quoting(t, map[string]string{"pedimento": body}), c, noon, "¿qué es pedimento?")
	for name, bodies := range map[string]map[string]string{"reviewed": {"pedimento": body + "\n"}, "gone": {"flete": "El flete es el transporte."}} {
		if out, _ := writes(quoting(t, bodies), c, noon.Add(48*time.Hour), "hola"); strings.Contains(said(out, bot.Person), "Desde entonces") {
			t.Errorf("%s: %q", name, said(out, bot.Person))
		}
	}
}

func TestWhoComesBackAndAnswersIsNotHeldUp(t *testing.T) {
	clerk := testClerk(t)
	out, next := writes(clerk, agreed(clerk, "rfc"), noon.Add(48*time.Hour), "CSO120304AB4")
	if m := only(t, out, bot.Person); next.App.Answers["rfc"].Value != "CSO120304AB4" || strings.Contains(m.Text, "Retomamos") {
		t.Errorf("said %q", m.Text)
	}
}

func TestANewRequiredQuestionIsTold(t *testing.T) {
	clerk := testClerk(t)
	c := agreed(clerk, "rfc")
	c.App.Form = strings.ReplaceAll(c.App.Form, "products", "")
	out, next := writes(clerk, c, noon.Add(48*time.Hour), "hola")
	if !strings.Contains(said(out, bot.Person), "La solicitud pide un dato nuevo: productos.") || next.App.Form != clerk.requiredNow() {
		t.Errorf("said %q", said(out, bot.Person))
	}
	c.App.Form = "" // from before the form was remembered
	if out, next := writes(clerk, c, noon.Add(48*time.Hour), "hola"); strings.Contains(said(out, bot.Person), "dato nuevo") || next.App.Form == "" {
		t.Errorf("said %q", said(out, bot.Person))
	}
}

// anew is a clerk whose privacy notice is another: the organisation has a new name.
func anew(t *testing.T) *Clerk {
	t.Helper()
	options := testClerk(t).Options
	options.Org = "Secretaría de Economía"
	clerk, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return clerk
}

func TestANewNoticeIsAcceptedBeforeMoreIsTaken(t *testing.T) {
	before, clerk := testClerk(t), anew(t)
	for _, text := range []string{"CSO120304AB4", "mi correo es ana@cafesol.mx", "Ana López", "hola", "aplicar", "soy de Puebla, el correo es ana@cafesol.mx"} {
		c := agreed(before, "rfc").Apply(bot.Event{Kind: bot.FieldFilled, Field: "business", Value: "Café Sol"})
		out, next := writes(clerk, c, noon.Add(time.Minute), text)
		if len(next.App.Answers) != 1 || next.Asking != bot.AskConsent || !strings.Contains(said(out, bot.Person), "El aviso de privacidad cambió") {
			t.Errorf("%q: asking %q, %d answers, said %q", text, next.Asking, len(next.App.Answers), said(out, bot.Person))
			continue
		}
		out, yes := writes(clerk, next, noon.Add(2*time.Minute), "sí, acepto")
		if m := only(t, out, bot.Person); m.Asking != "rfc" || yes.Consent.Version != clerk.notices["es"] || strings.Contains(m.Text, "5 minutos") {
			t.Errorf("%q: after the yes %q", text, m.Text)
		}
		out, no := writes(clerk, next, noon.Add(2*time.Minute), "no")
		if !strings.Contains(said(out, bot.Person), "sigue guardado") || no.App.Answers["business"].Value != "Café Sol" || no.Consent.Given {
			t.Errorf("%q: after the no %q", text, said(out, bot.Person))
		}
		if _, later := writes(clerk, no, noon.Add(3*time.Minute), "mi rfc es CSO120304AB4"); later.App.Answers["rfc"].Value != "" || later.Asking != bot.AskConsent {
			t.Errorf("%q: after the no an answer is kept: %v", text, later.App.Answers)
		}
		if timer, set := timer(out); set && !timer.IsZero() {
			t.Errorf("%q: who said no is reminded at %s", text, timer)
		}
	}
}

func TestWhoRefusesANewNoticeMayTakeTheOldConsentBack(t *testing.T) {
	clerk := anew(t)
	asked := agreed(testClerk(t), "rfc").Apply(bot.Event{Kind: bot.FieldFilled, Field: "business", Value: "Café Sol"})
	_, asked = writes(clerk, asked, noon, "aplicar")
	_, refused := writes(clerk, asked, noon, "no")
	for name, c := range map[string]bot.Conversation{"asked": asked, "refused": refused} {
		_, next := do(clerk, c, bot.Revoke{})
		_, next = do(clerk, next, bot.Revoke{Sure: true})
		if len(next.App.Answers) != 0 || next.Consent.Revoked.IsZero() {
			t.Errorf("%s: %v is kept", name, next.App.Answers)
		}
	}
}

func TestWhatWasSentIsNotChangedUnderANewNotice(t *testing.T) {
	clerk := anew(t)
	c := sentForm(bot.SubmittedStatus)
	c.Consent.Version = testClerk(t).notices["es"]
	out, next := writes(clerk, c, noon, "mi correo es otra@cafesol.mx")
	if next.App.Answers["email"].Value != "ana@cafesol.mx" || next.Asking != bot.AskConsent || len(to(out, bot.ForStaff)) != 0 {
		t.Errorf("said %q, e-mail %q", said(out, bot.Person), next.App.Answers["email"].Value)
	}
	_, next = writes(clerk, next, noon, "acepto")
	_, next = writes(clerk, next, noon, "mi correo es otra@cafesol.mx")
	if next.App.Answers["email"].Value != "otra@cafesol.mx" || next.App.Status != bot.SubmittedStatus {
		t.Errorf("after the yes: %q, %s", next.App.Answers["email"].Value, next.App.Status)
	}
}

func TestADraftIsNotSentUnderANewNotice(t *testing.T) {
	clerk := anew(t)
	c := complete()
	c.Consent.Version = testClerk(t).notices["es"]
	if _, next := do(clerk, c, bot.Submit{}); next.App.Status != bot.Draft || next.Asking != bot.AskConsent {
		t.Errorf("status %q, asking %q", next.App.Status, next.Asking)
	}
}

func TestTheOtherLanguagesNoticeIsNoNewOne(t *testing.T) {
	clerk := testClerk(t)
	c := agreed(clerk, "rfc").Apply(bot.Event{Kind: bot.LanguageSet, Value: "en"})
	if _, next := writes(clerk, c, noon, "CSO120304AB4"); next.App.Answers["rfc"].Value == "" || next.Asking == bot.AskConsent {
		t.Errorf("asking %q", next.Asking)
	}
}
