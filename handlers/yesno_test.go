package handlers

import (
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

func TestYesNoReadsHowPeopleAgreeAndRefuse(t *testing.T) {
	const yes, no, neither = "yes", "no", ""
	tests := []struct{ text, want string }{
		{"sí", yes},
		{"Sí, envíala así", yes},
		{"si por favor", yes},
		{"si acepto", yes},
		{"bueno, sí", yes},
		{"ok va", yes},
		{"claro", yes},
		{"claro que sí", yes},
		{"de acuerdo", yes},
		{"por supuesto", yes},
		{"está bien así", yes},
		{"orale pues", yes},
		{"dale", yes},
		{"ni modo, acepto", yes},
		{"ah ok", yes},
		{"adelante", yes},
		{"no hay problema", yes},
		{"no tengo inconveniente", yes},
		{"no tengo ningún problema", yes},
		{"no veo problema", yes},
		{"no problem", yes},
		{"yes please", yes},
		{"sure, go ahead", yes},
		{"no", no},
		{"No, gracias", no},
		{"nel", no},
		{"claro que no", no},
		{"por supuesto que no", no},
		{"pues no", no},
		{"mejor no", no},
		{"todavía no", no},
		{"aún no", no},
		{"para nada", no},
		{"de ninguna manera", no},
		{"ay no", no},
		{"así no", no},
		{"bueno no", no},
		{"no, está mal el nombre", no},
		{"sí, pero no ahorita", neither},
		{"sí, pero falta el correo", neither},
		{"claro, mañana", neither},
		{"va, luego te digo", neither},
		{"ok espera", neither},
		{"sí creo", neither},
		{"sure, but later", neither},
		{"tal vez", neither},
		{"quién sabe", neither},
		{"Café Sol", neither},
		{"nopales", neither},
		{"siembra", neither},
		{"valeriana", neither},
		{"", neither},
	}
	for _, tt := range tests {
		got := neither
		if cmd, ok := yesNo(join(knowledge.Words(tt.text))); ok {
			got = bot.KindOf(cmd)
		}
		if got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Whatever the words, what cannot be undone wants a plain yes.
func TestOnlyAPlainYesErasesOrCancels(t *testing.T) {
	clerk := testClerk(t)
	for _, offer := range []string{"erase", "cancel"} {
		c := complete().Apply(bot.Event{Kind: bot.Offered, Note: offer})
		for text, sure := range map[string]bool{"sí": true, "sí por favor": true, "si, pero antes mándame mis datos": false, "sí tengo una duda": false,
			"¿sí?": false, "no": false, "claro que no": false, "Café Sol": false, "mejor no": false} {
			out, _ := do(clerk, c, read(clerk, c, text)...)
			_, cancelled := eventOf(out, bot.Cancelled)
			if got := out.Erase || cancelled; got != sure {
				t.Errorf("asked to %s, %q does it: %v", offer, text, got)
			}
		}
	}
}

func TestAThumbAnswersWhatWasAsked(t *testing.T) {
	clerk := testClerk(t)
	for text, want := range map[string]string{"👍": "yes", "✅": "yes", "👎": "no", "❌": "no", "🙂": "sent", "…": "sent", "???": "unclear", "!": "unclear"} {
		cmds := read(clerk, inForm("email"), text)
		if len(cmds) != 1 || bot.KindOf(cmds[0]) != want {
			t.Errorf("%s is %v, want %s", text, cmds, want)
		}
	}
}
