package handlers

import (
	"testing"

	"pabellon/bot"
)

// What is put off leaves the question pending; what only sounds so is an answer.
func TestPuttingOffIsToldFromAnAnswer(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct {
		asking, text string
		skips        bool
	}{
		{"phone", "luego te lo paso", true},
		{"rfc", "ese te lo debo", true},
		{"rfc", "eso lo tiene mi contadora", true},
		{"products", "brinquémonos esa", true},
		{"capacity", "déjalo para después", true},
		{"role", "pásame a otra", true},
		{"products", "saltear nopales y otra verdura", false},
		{"products", "sin azúcar, mermelada de otra fruta", false},
		{"capacity", "eso depende, unas 300 piezas", false},
		{"exports", "por ahora no", false},
		{"exports", "por el momento no exportamos", false},
	} {
		skips, fills := false, false
		for _, cmd := range read(clerk, inForm(tt.asking), tt.text) {
			_, skip := cmd.(bot.Skip)
			_, fill := cmd.(bot.Fill)
			skips, fills = skips || skip, fills || fill
		}
		if skips != tt.skips || fills == tt.skips {
			t.Errorf("%s: %q skips %v, fills %v", tt.asking, tt.text, skips, fills)
		}
	}
}

// Sending cannot be taken back: a yes that wants something changed sends nothing.
func TestAYesThatWantsAChangeSendsNothing(t *testing.T) {
	clerk := testClerk(t)
	c := complete()
	c.Asking = bot.AskReview
	for text, sends := range map[string]bool{
		"claro que sí, envíala antes de que me arrepienta": true,
		"si, mándala":                           true,
		"claro que si quiero cambiar el correo": false,
		"claro que sí me falta un dato":         false,
		"claro que sí, corrige el teléfono":     false,
		"acepto cambiar el rfc":                 false,
		"sí exporté, a Japón":                   false,
		"sí, pero cambia el correo":             false,
	} {
		got := false
		for _, cmd := range read(clerk, c, text) {
			switch cmd.(type) {
			case bot.Yes, bot.Submit:
				got = true
			}
		}
		if got != sends {
			t.Errorf("%q sends: %v", text, got)
		}
	}
}

func TestNobodyVotesByANumber(t *testing.T) {
	c := greeted("es")
	c.Shown = []bot.Button{{Label: "👍", Payload: payload("up", "costo-envio")}, {Label: "👎", Payload: payload("down", "costo-envio")},
		{Label: "Aplicar", Payload: payload("apply")}, {Label: "Hablar con una persona", Payload: payload("human")}}
	cmds := read(testClerk(t), c, "la primera")
	if len(cmds) != 1 || bot.KindOf(cmds[0]) != "new_application" {
		t.Errorf("got %v", cmds)
	}
}
