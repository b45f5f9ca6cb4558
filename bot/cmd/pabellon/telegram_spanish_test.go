package main

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// TestAnOwnerAppliesByTelegramFromTheFirstWordToTheErasure is the whole journey in
// Spanish, on a phone, with staff at their desk.
func TestAnOwnerAppliesByTelegramFromTheFirstWordToTheErasure(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		e := dial(t, hook)
		ana := e.person(telegramtest.Profile{ID: 77, First: "Ana", Last: "López", Lang: "es-MX", Phone: "+522281234567"})
		begins(ana)
		asksAndVotes(ana)
		fillsTheForm(ana)
		attaches(ana)
		reviewsAndSends(ana)
		isAskedForAPaper(ana)
		speaksWithAPerson(ana)
		isToldOfTheDecision(ana)
		takesHerDataAndLeaves(ana)
		e.clean()
	})
}

// begins follows a link with a campaign in it.
func begins(ana *handset) {
	welcome := ana.after("¿Por dónde empezamos?", func() { ana.Start("feria_2026") })
	labelled(ana.e, welcome, "Tengo una duda", "¿Me conviene?", "Aplicar")
	if n := len(ana.news()); n != 2 {
		ana.e.Errorf("the welcome is %d messages:\n%s", n, ana.transcript())
	}
}

// asksAndVotes asks, reads on and says what the answer was worth.
func asksAndVotes(ana *handset) {
	e := ana.e
	said := ana.says("oye y cuánto cuesta la membresía?", "Fuente: ")
	labelled(e, said, "Ver más", "👍", "👎")
	if !slices.ContainsFunc(said.Entities, func(x telegramtest.Entity) bool { return x.Type == "text_link" }) {
		e.Errorf("the source is no link: %+v", said.Entities)
	}
	ana.touches(said, "Ver más")
	e.until("the answer is longer in its place", func() bool { return ana.now(said.ID).Edited > 0 })
	more := ana.now(said.ID)
	if slices.Contains(more.Labels(), "Ver más") || !strings.Contains(more.Text, "Fuente: ") {
		e.Errorf("after Ver más it is %q with %q", more.Text, more.Labels())
	}
	if answer, _, _ := strings.Cut(said.Text, "\n"); !strings.Contains(more.Text, answer) {
		e.Errorf("Ver más took the answer away: %q stood there, now it is %q", answer, more.Text)
	}
	ana.presses(ana.now(said.ID), "👍", "Gracias")
	other := ana.says("qué es el RFC", "Fuente: ")
	ana.says("gracias", "Con gusto") // what is answered, the answer before is known to have arrived
	ana.after("lo revisa el equipo", func() { ana.React(other.ID, "👎") })
	ana.React(other.ID, "❤")
}

// fillsTheForm gives consent and the eleven answers, some of them wrong at first.
func fillsTheForm(ana *handset) {
	consent := ana.says("quiero aplicar", "¿Aceptas?")
	if notice := ana.presses(consent, "Leer el aviso completo", "ARCO"); strings.Contains(notice.Text, "Gracias") {
		ana.e.Errorf("the notice is %q", notice.Text)
	}
	ana.presses(consent, "Sí, acepto", "¿Cómo se llama tu negocio?")
	var first int64
	ana.after("¿Cuál es tu RFC?", func() { first = ana.Write("Cafe Zol") })
	ana.says("CSO12", "no tiene la forma de un RFC")
	ana.says("CSO120304AB4", "¿Con quién hablamos?")
	ana.after("Café Sol de Coatepec (antes ", func() { ana.Edit(first, "Café Sol de Coatepec") })
	role := ana.says("Ana López", "¿Qué cargo")
	ana.presses(role, "Dueña o dueño", "¿A qué correo")
	ana.says("ana@cafesol", "falta algo después de la arroba")
	ana.says("oye, y cuánto tarda la verificación?", "Seguimos: ¿a qué correo")
	ana.says("ana@cafesol.mx", "¿En qué teléfono te encontramos?")
	if keys := ana.Keyboard(); !slices.Contains(keys, "Compartir mi teléfono") {
		ana.e.Fatalf("the keys below the text field are %q", keys)
	}
	ana.after("¿En qué estado", func() {
		if _, err := ana.Tap("Compartir mi teléfono"); err != nil {
			ana.e.Fatal(err)
		}
	})
	if keys := ana.Keyboard(); keys != nil {
		ana.e.Errorf("the keys below the text field are still there: %q", keys)
	}
	category := ana.says("veracruz", "¿En qué categoría")
	ana.presses(category, "Alimentos", "¿Qué vendes exactamente?")
}

// attaches sends what is no text, in the middle of the form.
func attaches(ana *handset) {
	ana.sends(pdf("constancia.pdf"), "Recibí constancia.pdf")
	ana.after("Recibí 2 archivos", func() { ana.Album(photo(1), photo(2)) })
	if n := len(ana.news()); n != 1 {
		ana.e.Errorf("an album got %d answers:\n%s", n, ana.transcript())
	}
	ana.sends(voice(), "Guardé tu nota de voz")
	ana.sends(telegramtest.File{Kind: "document", Name: "pagina.html", Content: []byte("<!doctype html><p>x</p>")}, "No guardé pagina.html")
	ana.sends(telegramtest.File{Kind: "sticker", Content: []byte("x")}, "¿qué vendes exactamente?")
}

// reviewsAndSends changes one answer by a tap and sends the application.
func reviewsAndSends(ana *handset) {
	ana.says("Café tostado en bolsas de medio kilo", "¿Ya has exportado?")
	ana.says("nunca", "¿Cuánto puedes producir al mes?")
	review := ana.says("500 kg al mes", "Revisa tus datos")
	for _, line := range []string{"Negocio: Café Sol de Coatepec", "RFC: CSO120304AB4", "Contacto: Ana López", "Cargo: Dueña o dueño",
		"Correo: ana@cafesol.mx", "Teléfono: +522281234567", "Estado: Veracruz", "Categoría: Alimentos", "Exportación: Nunca"} {
		if !strings.Contains(review.Text, line) {
			ana.e.Errorf("the review has no %q:\n%s", line, review.Text)
		}
	}
	ana.presses(review, "Correo", "correo")
	again := ana.says("anita@cafesol.mx", "Revisa tus datos")
	if !strings.Contains(again.Text, "anita@cafesol.mx") || strings.Contains(again.Text, " ana@") {
		ana.e.Errorf("the second review is %q", again.Text)
	}
	ana.presses(again, "Sí, enviar", "PAB-0001")
	ana.e.desk(`"application":"PAB-0001"`)
}
