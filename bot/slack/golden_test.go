package slack_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/bot"
)

// cafe is a candidate's card as the handlers make it, in a status.
func cafe(head string, status bot.Status, holder string, buttons ...bot.Button) bot.Message {
	return bot.Message{To: bot.ForStaff, Card: bot.CandidateCard, Application: "PAB-0001", Status: status, Holder: holder, Replaces: bot.CandidatePlace,
		Text: head + " · PAB-0001 · Café Sol de Coatepec (Veracruz)",
		Facts: []bot.Fact{{Field: "business", Label: "Negocio", Value: "Café Sol de Coatepec"},
			{Field: "rfc", Label: "RFC", Value: "CSO120304AB1", Note: "el último carácter no cuadra; lo confirmó", Warn: true},
			{Field: "contact", Label: "Contacto", Value: "Ana López"}, {Field: "role", Label: "Cargo", Value: "Dueña o dueño"},
			{Field: "email", Label: "Correo", Value: "ana@cafesol.mx"}, {Field: "phone", Label: "Teléfono", Value: "+522281234567"},
			{Field: "state", Label: "Estado", Value: "Veracruz"}, {Field: "category", Label: "Categoría", Value: "Alimentos"},
			{Field: "products", Label: "Productos", Value: "Café tostado en bolsas de medio kilo <!channel> & más"},
			{Field: "exports", Label: "Exportación", Value: "Nunca"}, {Field: "capacity", Label: "Capacidad al mes", Value: "500 kg al mes", Note: "la dijo por voz"}},
		Checks: []bot.Check{{State: "open", Text: "Prometido: lun 30 nov 18:00"}, {State: "ok", Text: "Están todos los datos obligatorios"},
			{State: "warn", Text: "Confirmar el RFC: el último carácter no cuadra (pasa en cerca de 1.5 % de los RFC en uso)"}},
		Documents: []bot.Document{{Name: "constancia.pdf", Hash: "gone"}}, Buttons: buttons}
}

// goldens are the cards and lines of the desk, by the name of their file.
func goldens() map[string]bot.Message {
	take, approve := bot.Button{Label: "Tomar", Payload: "1:act:take", Style: "primary"}, bot.Button{Label: "Aprobar", Payload: "1:act:approve"}
	ask, decline := bot.Button{Label: "Pedir información", Payload: "1:act:ask"}, bot.Button{Label: "Rechazar", Payload: "1:act:decline", Style: "danger"}
	reply, back := bot.Button{Label: "Responder", Payload: "1:act:reply"}, bot.Button{Label: "Devolver al asistente", Payload: "1:act:resume"}
	line := []bot.Button{{Label: "Corregir", Payload: "1:act:correct:3"}, {Label: "Retirar", Payload: "1:act:retract:3"}}
	chat := bot.Button{Label: "Tomar la conversación", Payload: "1:act:take", Style: "primary"}
	hand := bot.Message{To: bot.ForStaff, Card: bot.HandoffCard, Replaces: bot.HandoffPlace, Facts: []bot.Fact{{Field: "business", Label: "Negocio", Value: "Café Sol"}}}
	open, held := hand, hand
	open.Text, open.Buttons = "Café Sol pide hablar con una persona\nLo último que escribió: «¿me cobraron ustedes?»\nPrometido: hoy 18:00 (mié 25 nov)", []bot.Button{chat, reply, back}
	held.Text, held.Buttons = "Ana López: Laura Mora atiende la conversación.\nPrometido: hoy 18:00 (mié 25 nov)", []bot.Button{reply, back}
	update := func(text string, buttons ...bot.Button) bot.Message {
		return bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: text, Under: bot.CandidatePlace, Replaces: "line:3", Buttons: buttons}
	}
	return map[string]bot.Message{
		"candidate-new":      cafe("Nuevo candidato", bot.SubmittedStatus, "", take, approve, ask, decline),
		"candidate-taken":    cafe("En revisión", bot.TakenStatus, "Laura Mora", approve, ask, decline),
		"candidate-asked":    cafe("Espera al candidato", bot.AskedStatus, "Laura Mora", approve, ask, decline),
		"candidate-approved": cafe("Aprobado", bot.ApprovedStatus, "Laura Mora", ask, decline),
		"candidate-declined": cafe("Rechazado", bot.DeclinedStatus, "Laura Mora", approve, ask),
		"candidate-gone":     cafe("Retirado", bot.WithdrawnStatus, ""),
		"handoff-new":        open,
		"handoff-held":       held,
		"line":               update("El candidato contestó: «se la mando el lunes»"),
		"line-on-its-way":    update("Laura Mora pidió información: «¿Nos mandas tu acta?»", line...),
		"line-delivered":     update("Laura Mora pidió información: «¿Nos mandas tu acta?»\n✓ entregado 14:02", line...),
		"line-corrected":     update("Laura Mora pidió información: «¿Nos mandas tu acta constitutiva?»\n✓ entregado 14:02\nCorregido por Beto Ríos · 14:05", line...),
		"line-lost":          update("Laura Mora escribió al candidato: «Hola»\n📄 carta.pdf\n✗ no llegó: la persona bloqueó al asistente o cerró su cuenta."),
		"line-withdrawn":     update("Laura Mora escribió al candidato: «Hola»\nRetirado por Laura Mora · 26 nov 2026 14:07"),
		"question": {To: bot.ForStaff, Card: bot.GapCard, Text: "Sin respuesta: «cuanto cabe en un contenedor de 20 pies <!channel>»\nLo pregunta: Ana López. El asistente no lo sabe; con Responder le contestas en su chat.\nPrometido: hoy 18:00 (mié 25 nov)",
			Buttons: []bot.Button{reply, chat}},
		"question-of-many": {To: bot.ForStaff, Card: bot.GapCard, Text: "Sin respuesta, lo preguntan 3 personas: «cuanto cabe en un contenedor de 20 pies»\n«oye y de 20 pies cuanto cabe»\nEl asistente no lo sabe. Con Responder le llega a cada quien en su chat, una sola vez.\nPrometido: hoy 18:00 (mié 25 nov)",
			Buttons: []bot.Button{{Label: "Responder a los 3", Payload: "1:act:answer", Style: "primary"}, {Label: "PAB-0007", Payload: "1:see", Of: "telegram:78"}}},
		"overdue": {To: bot.ForStaff, Card: bot.OverdueCard, Text: "2 personas esperan respuesta y el plazo pasó\n• **PAB-0001 Ana López** Solicitud sin respuesta; espera desde mié 25 nov 10:14. Nuevo plazo: jue 3 dic 18:00. Lo tiene Laura Mora.\n• **Alguien sin solicitud** Pidió una persona; espera desde jue 26 nov 09:02. Nuevo plazo: mañana 18:00 (vie 27 nov).",
			Buttons: []bot.Button{{Label: "Ya lo vi", Payload: "1:act:seen"}, {Label: "PAB-0001", Payload: "1:see", Of: "telegram:77"}}},
		"digest": {To: bot.ForStaff, Card: bot.DigestCard, Text: "Resumen de la semana, lun 23 nov al lun 30 nov\n**Pabellón:** 27 de 100 aprobados; 3 en la semana.\n**Solicitudes nuevas:** 5. **Decididas:** 4 (aprobadas 3, rechazadas 1).",
			Picture: &bot.Picture{Title: "La semana en números", Alt: "Gráfica. Nuevas: 5, Decididas: 4.", Groups: []bot.Bars{{Title: "Solicitudes", Bars: []bot.Bar{{Label: "Nuevas", Count: 5}}}}}},
		"given-to-a-member": {To: bot.ForStaff, Member: "U0LAURA", Application: "PAB-0001", Text: "Beto Ríos te asignó PAB-0001 · Ana López: «Salgo de vacaciones»"},
	}
}

// TestGoldenCards compares what goes over the wire with testdata; Slack's own rules are
// checked by the fake. To write them anew: go test ./bot/slack -run Golden -update
func TestGoldenCards(t *testing.T) {
	known := map[string]bool{}
	for name, m := range goldens() {
		d := acts(t)
		d.send(m, "", "")
		call := d.fake.Called("chat.postMessage")[0]
		var got bytes.Buffer
		all := map[string]any{"text": call.Args["text"], "blocks": json.RawMessage(call.Args["blocks"])}
		e := json.NewEncoder(&got)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		must(t, e.Encode(all))
		file := filepath.Join("testdata", name+".json")
		known[file] = true
		if *update {
			must(t, os.WriteFile(file, got.Bytes(), 0o644))
		}
		want, err := os.ReadFile(file)
		must(t, err)
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s is now (-update to accept):\n%s", file, &got)
		}
		if strings.TrimSpace(call.Args["text"]) == "" {
			t.Errorf("%s has no text beside its blocks", name)
		}
		d.clean()
	}
	files, err := filepath.Glob("testdata/*.json")
	must(t, err)
	for _, file := range files {
		if !known[file] {
			t.Errorf("%s belongs to no card", file)
		}
	}
}
