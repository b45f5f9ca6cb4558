package web

import (
	"context"
	"net/http"
	"os"
	"testing"
	"time"

	"pabellon/bot"
)

// TestServe serves the page over the fake bot, to look at it:
//
//	PABELLON_SERVE=127.0.0.1:8099 go test -run TestServe -timeout 0 ./bot/web
func TestServe(t *testing.T) {
	addr := os.Getenv("PABELLON_SERVE")
	if addr == "" {
		t.Skip("set PABELLON_SERVE to an address to look at the page")
	}
	f := newFake()
	f.delay = 150 * time.Millisecond
	w := New(f, testOptions())
	f.setWeb(w)
	furnish(t, f)
	t.Log("http://" + addr + Base)
	t.Fatal(http.ListenAndServe(addr, w))
}

// furnish fills the desk with people of other telephones.
func furnish(t *testing.T, f *fake) {
	t.Helper()
	keep := f.delay
	f.delay = 0
	defer func() { f.delay = keep }()
	f.start = f.start.Add(27 * time.Minute)
	nube := "hilosnube1"
	f.says(t, nube, "quiero aplicar", "sí", "Hilos Nube", "HNU180903Q22", "Inés Robles", "Socia", "ines@hilosnube.example", "+52 222 123 4567", "Puebla", "Textil y ropa", "Textiles de algodón", "A Texas, dos veces", "900 piezas al mes", "sí")
	laura := bot.Actor{Kind: bot.Staff, ID: "laura", Name: "Laura Mora"}
	act := func(id, action, text string, who bot.Actor) {
		if err := f.Accept(context.Background(), bot.Turn{Channel: Channel, ID: id, Conversation: bot.ConversationID(Channel, nube), Actor: who, At: f.Now(), Action: action, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	act("s1", "take", "", laura)
	act("s2", "note", "El algodón y el textil sí se mencionaron para México en 2017. Falta ver cuánto produce.", bot.Actor{Kind: bot.Staff, ID: "diego", Name: "Diego Vela"})
	act("s3", "reply", "Hola, Inés: ¿cuántas piezas pueden hacer al mes? Con eso cerramos tu revisión.", laura)
	f.says(t, "ernesto01", "ya me cobraron algo y no se si es de ustedes, quiero hablar con una persona")
	f.says(t, "preguntas1", "sirve la constancia del sat o piden el acta")
	f.start = f.start.Add(-27 * time.Minute)
}
