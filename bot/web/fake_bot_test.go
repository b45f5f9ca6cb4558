package web

import (
	"fmt"
	"strings"

	"pabellon/bot"
)

// decide is the fake's bot: a few words that it knows, a form, and the staff's actions.
func (f *fake) decide(t bot.Turn, c bot.Conversation) (bot.Commands, []bot.Event, []bot.Message) {
	if t.Actor.Kind == bot.Staff {
		return f.staff(t, c)
	}
	text := strings.ToLower(t.Text + " " + t.Button)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("asistente"):
		return bot.Commands{bot.Resume{}}, []bot.Event{{Kind: bot.Returned}}, []bot.Message{say("Aquí estoy de nuevo, el asistente."), handoffCard(c, "La conversación volvió al asistente.", "")}
	case c.Speaker == bot.PersonSpeaks:
		return bot.Commands{bot.Overheard{Text: t.Text}}, []bot.Event{{Kind: bot.Said, Text: t.Text}}, []bot.Message{{To: bot.ForStaff, Card: bot.UpdateCard, Why: "overheard", Text: "Escribe: «" + bot.Escape(t.Text) + "»"}}
	case has("persona", "humano"):
		who := c.App.Answers["contact"].Value
		if who == "" {
			who = "Alguien sin solicitud"
		}
		return bot.Commands{bot.Human{}}, []bot.Event{{Kind: bot.HandedOff}}, []bot.Message{
			say("Claro. Ya le avisé al equipo con lo que llevamos. Te contestan aquí en horario de oficina; yo me quedo callado mientras tanto."),
			handoffCard(c, who+" pide hablar con una persona", "Lo último que escribió: «"+t.Text+"»")}
	case t.Voice != nil:
		return bot.Commands{bot.Sent{What: "voice"}}, nil, []bot.Message{say("Recibí tu nota de voz, pero todavía no puedo escucharla. La guardo para el equipo; si me lo escribes, te contesto ahora mismo.")}
	case t.File != nil:
		return bot.Commands{bot.Sent{What: "file", Name: t.File.Name}}, nil, []bot.Message{say("Recibí " + bot.Escape(t.File.Name) + ". Todavía no puedo abrir archivos.")}
	case has("cuesta", "costo", "membres", "membership"):
		return f.price(t)
	case has("v1:up", "v1:down"):
		return bot.Commands{bot.Vote{Article: "costo-membresia", Up: has("up")}}, []bot.Event{{Kind: bot.Voted, Note: "costo-membresia", Value: "up"}}, nil
	case has("aplicar", "apply"):
		return bot.Commands{bot.NewApplication{}}, []bot.Event{{Kind: bot.ConsentAsked, Version: "a1"}, {Kind: bot.FieldAsked, Field: bot.AskConsent}},
			[]bot.Message{{To: bot.Person, Asking: "consent", Text: "Para tu solicitud necesito unos datos de tu negocio. Los ve solo el equipo de ProMéxico, para evaluarla; puedes pedirlos o borrarlos cuando quieras. ¿Aceptas?", Buttons: []bot.Button{{Label: "Sí, acepto", Payload: "v1:yes", Style: "primary"}, {Label: "Leer el aviso completo", Payload: "v1:notice"}, {Label: "Ahora no", Payload: "v1:no"}}}}
	case c.Asking != "":
		return f.fill(t, c)
	case has("largo"):
		return bot.Commands{bot.Help{}}, nil, []bot.Message{say(strings.Repeat("Contenedor completo: no siempre. El marítimo consolidado se cobra por lo mayor entre metros cúbicos o toneladas. ", 12) + "\n" + strings.Repeat("x", 180) + "\n• Uno\n• **Dos**\n• `tres`")}
	case has("hola"):
		return bot.Commands{bot.Greet{}}, []bot.Event{{Kind: bot.Greeted}}, []bot.Message{{To: bot.Person, Text: "Hola 👋 Soy el asistente de ProMéxico para vender en Alibaba. Soy un programa, no una persona; el equipo está cerca si lo necesitas.\nPuedo resolver dudas o tomar tu solicitud. ¿Por dónde empezamos?", Buttons: []bot.Button{{Label: "¿Cuánto cuesta?", Payload: "costo"}, {Label: "Aplicar", Payload: "aplicar", Style: "primary"}}}}
	}
	return bot.Commands{bot.Ask{Question: t.Text, Found: bot.Found{Sure: bot.NotKnown}}}, []bot.Event{{Kind: bot.Unanswered, Text: t.Text}}, []bot.Message{
		{To: bot.Person, Unknown: true, Text: "Eso no lo sé con certeza y no quiero darte un dato equivocado. Se lo puedo preguntar al equipo y te aviso aquí.", Buttons: []bot.Button{{Label: "Preguntar al equipo", Payload: "v1:team"}, {Label: "No, gracias", Payload: "v1:nothx"}}},
		{To: bot.ForStaff, Card: bot.GapCard, Text: "Sin respuesta: «" + bot.Escape(t.Text) + "»\nEl asistente no lo sabe. Responder se lo contesta a quien preguntó."}}
}

func say(text string) bot.Message { return bot.Message{To: bot.Person, Text: text} }

func (f *fake) price(t bot.Turn) (bot.Commands, []bot.Event, []bot.Message) {
	source := []bot.Source{{ID: "costo-membresia", Title: "Business Times, 25 ago 2018", URL: "https://example.org/bt", Reviewed: "2026-11-22"}}
	found := bot.Found{Sure: bot.SureAnswer, Passages: []bot.Passage{
		{Article: "costo-membresia", Title: "¿Cuánto cuesta la membresía?", Score: 0.91, Text: "Alibaba ofreció membresía a mitad de precio de noviembre de 2017 a marzo de 2018: 1,500 dólares al año.", Sources: source, Why: []string{"cuesta 2.1", "membresía 3.4"}},
		{Article: "cuenta-gratis", Title: "¿Hay cuenta gratis?", Score: 0.52}, {Article: "pedidos", Title: "¿En cuántos pedidos se paga?", Score: 0.47}}}
	return bot.Commands{bot.Ask{Question: t.Text, Found: found}}, []bot.Event{{Kind: bot.Answered, Note: "costo-membresia", Version: "3", Text: t.Text}}, []bot.Message{{
		To: bot.Person, Sources: source, Why: "answer", Text: "No hay un precio público de hoy para México. El último publicado: **1,500 dólares al año**, a mitad de precio, de noviembre de 2017 a marzo de 2018.\n\nPide cotización a Alibaba antes de decidir.",
		Buttons: []bot.Button{{Label: "¿Me conviene?", Payload: "v1:fit"}, {Label: "Ver más", Payload: "v1:more"}, {Label: "👍", Payload: "v1:up"}, {Label: "👎", Payload: "v1:down"}}}}
}

var questions = map[string]string{"business": "¿Cómo se llama tu negocio?", "rfc": "¿Cuál es tu RFC?", "contact": "¿Con quién hablamos?", "role": "¿Qué cargo tienes?", "email": "¿A qué correo te escribimos?", "phone": "¿En qué teléfono te encontramos?",
	"state": "¿En qué estado está tu negocio?", "category": "¿En qué categoría entra lo que vendes?", "products": "¿Qué vendes exactamente?", "exports": "¿Ya has exportado?", "capacity": "¿Cuánto produces al mes?"}

// fill takes the answer to the open question and asks the next.
func (f *fake) fill(t bot.Turn, c bot.Conversation) (bot.Commands, []bot.Event, []bot.Message) {
	switch c.Asking {
	case bot.AskConsent:
		return bot.Commands{bot.ConsentAnswer{Yes: true}}, []bot.Event{{Kind: bot.Consented, Version: "a1"}, {Kind: bot.FieldAsked, Field: "business"}}, []bot.Message{say("Van 11 preguntas, unos 5 minutos, y puedes parar y seguir después. " + questions["business"])}
	case bot.AskReview:
		return f.submit(t, c)
	}
	if strings.HasPrefix(t.Text, "soy ana") {
		var events []bot.Event
		m := bot.Message{To: bot.Person, Asking: "rfc", Text: "¡Gracias, Ana! Con eso anoté cuatro datos:\n¿Cuál es el RFC de Café Sol?"}
		for _, kv := range [][3]string{{"business", "Negocio", "Café Sol"}, {"contact", "Contacto", "Ana López"}, {"state", "Estado", "Veracruz"}, {"email", "Correo", "ana@cafesol.example"}} {
			events = append(events, bot.Event{Kind: bot.FieldFilled, Field: kv[0], Value: kv[2]})
			m.Facts = append(m.Facts, bot.Fact{Field: kv[0], Label: kv[1], Value: kv[2], From: t.ID})
		}
		return bot.Commands{bot.Fill{Field: "business", Value: "Café Sol", Named: true}, bot.Fill{Field: "contact", Value: "Ana López", Named: true}}, append(events, bot.Event{Kind: bot.FieldAsked, Field: "rfc"}), []bot.Message{m}
	}
	value, note := t.Text, ""
	if t.Contact != nil {
		value = t.Contact.Phone
	}
	if c.Asking == "rfc" && strings.HasSuffix(value, "73") {
		note = "el último carácter no cuadra; lo confirmó"
	}
	events := []bot.Event{{Kind: bot.FieldFilled, Field: c.Asking, Value: value, Note: note}}
	after := c.Apply(bot.Event{Kind: bot.FieldFilled, Field: c.Asking, Value: value, Turn: t.ID, At: t.At, Note: note})
	for _, field := range formFields() {
		if _, ok := after.App.Answers[field.ID]; !ok {
			m := bot.Message{To: bot.Person, Asking: field.ID, Text: fmt.Sprintf("Anotado: %s (%d de 11). %s", bot.Escape(value), len(after.App.Answers), questions[field.ID])}
			if field.ID == "phone" {
				m.Buttons = []bot.Button{{Label: "Compartir mi teléfono", Payload: "v1:contact", Contact: true}, {Label: "No lo tengo ahorita", Payload: "v1:skip"}}
			}
			return bot.Commands{bot.Fill{Field: c.Asking, Value: value}}, append(events, bot.Event{Kind: bot.FieldAsked, Field: field.ID}), []bot.Message{m}
		}
	}
	return bot.Commands{bot.Fill{Field: c.Asking, Value: value}}, append(events, bot.Event{Kind: bot.ReviewShown}), []bot.Message{{To: bot.Person, Asking: bot.AskReview, Text: "Revisa tus datos. Toca uno para cambiarlo.\n¿La envío así?", Facts: factsOf(after),
		Buttons: []bot.Button{{Label: "Sí, enviar", Payload: "v1:send", Style: "primary"}, {Label: "Todavía no", Payload: "v1:notyet"}}}}
}

func factsOf(c bot.Conversation) []bot.Fact {
	var out []bot.Fact
	for _, f := range formFields() {
		if a, ok := c.App.Answers[f.ID]; ok {
			out = append(out, bot.Fact{Field: f.ID, Label: f.ES, Value: a.Value, From: a.From, Note: a.Note, Warn: a.Note != ""})
		}
	}
	return out
}

func (f *fake) submit(t bot.Turn, c bot.Conversation) (bot.Commands, []bot.Event, []bot.Message) {
	folio := fmt.Sprintf("PAB-%04d", 42+len(f.folios))
	c = c.Apply(bot.Event{Kind: bot.Submitted, Value: folio, At: t.At})
	return bot.Commands{bot.Submit{}}, []bot.Event{{Kind: bot.Submitted, Value: folio}}, []bot.Message{
		{To: bot.Person, Application: folio, Text: "Listo ✅ Tu solicitud quedó enviada. Tu folio es **" + folio + "**.\n• El equipo la revisa en horario de oficina.\n• Te aviso aquí de cada decisión.\n• Escribe **estado** para saber cómo va."}, candidateCard(c)}
}

func candidateCard(c bot.Conversation) bot.Message {
	return bot.Message{To: bot.ForStaff, Card: bot.CandidateCard, Replaces: "candidate", Application: c.App.Folio, Status: c.App.Status, Holder: c.Holder.Name, Facts: factsOf(c),
		Text: "Nuevo candidato · " + c.App.Folio, Checks: []bot.Check{{State: "ok", Text: "9 de 9 datos obligatorios y aviso de privacidad aceptado"},
			{State: "warn", Text: "Confirmar el RFC: el último carácter no cuadra (pasa en cerca de 1.5 % de los RFC en uso)"}, {State: "open", Text: "Constancia de situación fiscal: opcional, aún no la manda"}}}
}

func handoffCard(c bot.Conversation, title, rest string) bot.Message {
	return bot.Message{To: bot.ForStaff, Card: bot.HandoffCard, Replaces: "handoff", Application: c.App.Folio, Text: strings.TrimSpace(title + "\n" + rest)}
}

// staff carries out what staff do.
func (f *fake) staff(t bot.Turn, c bot.Conversation) (bot.Commands, []bot.Event, []bot.Message) {
	kinds := map[string]bot.EventKind{"take": bot.Taken, "approve": bot.Approved, "decline": bot.Declined, "ask": bot.InfoAsked, "reply": bot.Replied, "note": bot.Noted, "resume": bot.Returned}
	words := map[string]string{"take": t.Actor.Name + " ya está revisando tu solicitud.", "approve": "Buenas noticias ✅ El equipo aprobó tu solicitud.", "decline": "El equipo revisó tu solicitud y por ahora no la aprobó.\n«" + t.Text + "»",
		"ask": "El equipo necesita algo más:\n«" + t.Text + "»", "reply": "**" + t.Actor.Name + ", del equipo:** " + t.Text, "resume": "Aquí estoy de nuevo, el asistente."}
	event := bot.Event{Kind: kinds[t.Action], Actor: t.Actor, Text: t.Text}
	var out []bot.Message
	if w := words[t.Action]; w != "" {
		out = append(out, say(w))
	}
	after := c.Apply(event)
	if c.App.Folio != "" {
		out = append(out, candidateCard(after), bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Why: "act", Application: c.App.Folio, Text: t.Actor.Name + " hizo algo."})
	}
	return bot.Commands{bot.Act{Action: t.Action, Text: t.Text}}, []bot.Event{event}, out
}
