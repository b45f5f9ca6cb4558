package main

import (
	"bytes"
	"encoding/json"
	"strings"

	"pabellon/bot/telegram/telegramtest"
)

// isAskedForAPaper is asked for a document by staff, and sends it.
func isAskedForAPaper(ana *handset) {
	e := ana.e
	ana.after("Laura Mora del equipo ya está revisando", func() { e.staff(ana.chat, "take", "") })
	ana.after("¿Nos mandas tu comprobante de domicilio?", func() { e.staff(ana.chat, "ask", "¿Nos mandas tu comprobante de domicilio?") })
	receipt := pdf("recibo.pdf")
	receipt.Caption = "aquí está"
	ana.sends(receipt, "se lo pasé al equipo")
	e.page("thread?conversation="+ana.chat, "aquí está")
	var thread struct {
		Documents []struct{ Name, Hash string }
	}
	if err := json.Unmarshal([]byte(e.page("thread?conversation="+ana.chat, "recibo.pdf")), &thread); err != nil {
		e.Fatal(err)
	}
	if n := len(thread.Documents); n != 5 {
		e.Fatalf("staff see %d documents: %+v", n, thread.Documents)
	}
	last := thread.Documents[4]
	if content := e.page("document?conversation="+ana.chat+"&hash="+last.Hash, "%PDF"); content != string(receipt.Content) {
		e.Errorf("%s reads %q", last.Name, content)
	}
}

// speaksWithAPerson is handed over to Laura and back.
func speaksWithAPerson(ana *handset) {
	e := ana.e
	ana.says("quiero hablar con una persona", "yo me quedo callado")
	ana.Write("es por la factura")
	e.desk("es por la factura")
	ana.after("Laura Mora del equipo: Hola, ¿qué factura?", func() { e.staff(ana.chat, "reply", "Hola, ¿qué factura?") })
	for _, m := range ana.news() {
		if !strings.HasPrefix(m.Text, "Laura Mora del equipo") {
			e.Errorf("beside Laura somebody says %q", m.Text)
		}
	}
	ana.after("Aquí estoy de nuevo", func() { e.staff(ana.chat, "resume", "") })
	ana.says("gracias", "Con gusto")
}

// isToldOfTheDecision hears that the application was approved.
func isToldOfTheDecision(ana *handset) {
	ana.after("aprobó tu solicitud PAB-0001", func() { ana.e.staff(ana.chat, "approve", "Bienvenida al pabellón") })
	ana.says("/estado", "aprob")
	ana.e.page("programme", `"approved":25`)
}

// takesHerDataAndLeaves asks for her data, has all erased and begins anew.
func takesHerDataAndLeaves(ana *handset) {
	e := ana.e
	ana.says("/misdatos", "mis-datos.json")
	var files []telegramtest.Shown
	e.until("two files come", func() bool {
		files = nil
		for _, m := range ana.news() {
			if m.File != nil {
				files = append(files, m)
			}
		}
		return len(files) == 2
	})
	if f := files[0].File; f.Name != "mis-datos.txt" || !bytes.Contains(f.Content, []byte("Café Sol de Coatepec")) {
		e.Errorf("the first file is %s with %q", f.Name, f.Content)
	}
	if f := files[1].File; f.Name != "mis-datos.json" || !json.Valid(f.Content) || !bytes.Contains(f.Content, []byte("CSO120304AB4")) {
		e.Errorf("the second file is %s with %q", f.Name, f.Content)
	}
	sure := ana.says("/borrar", "¿Borro todo")
	ana.presses(sure, "Sí, borrar todo", "Tu comprobante es B-")
	if _, desk := get(e, e.address()+"/playground/api/desk"); strings.Contains(desk, "Café Sol") {
		e.Errorf("after the erasure the desk shows %s", desk)
	}
	welcome := ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
	labelled(e, welcome, "Aplicar")
	ana.says("estado", "Todavía no tienes una solicitud")
	if body := e.page("thread?conversation="+ana.chat, "estado"); strings.Contains(body, "Coatepec") || strings.Contains(body, "CSO120304AB4") {
		e.Errorf("after the erasure the thread shows %s", body)
	}
}
