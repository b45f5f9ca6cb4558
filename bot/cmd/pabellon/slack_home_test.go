package main

import (
	"strings"
	"testing"

	"pabellon/bot/slack/slacktest"
)

// home waits until somebody's Home tab says all of this.
func (b *bureau) home(user string, words ...string) *slacktest.View {
	b.Helper()
	if err := b.slack.Until(b.ctx, "the Home tab says "+strings.Join(words, ", "), func() bool {
		v := b.slack.Home(user)
		for _, w := range words {
			if v == nil || !strings.Contains(v.Words(), w) {
				return false
			}
		}
		return true
	}); err != nil {
		now := "nothing"
		if v := b.slack.Home(user); v != nil {
			now = v.Words()
		}
		b.Fatalf("%v; it says\n%s\nstderr:\n%s", err, now, b.p.stderr)
	}
	return b.slack.Home(user)
}

// TestTheHomeTabFollowsWhatHappens: a candidate comes in over Telegram, is taken on the
// card and approved, and the Home tab that is open tells each of it.
func TestTheHomeTabFollowsWhatHappens(t *testing.T) {
	bureaus(t, func(b *bureau) {
		b.laura.OpenHome()
		first := b.home("U0LAURA", "Van 24 de 100", "Faltan 76 para la meta · 24 de antes del asistente", "Nadie espera", "No llevas a nadie.", "Escribieron: 0")
		if !strings.Contains(string(first.Blocks), `"slack_file"`) || !strings.Contains(string(first.Blocks), "Gráfica. Van 24 de 100.") {
			b.Errorf("there is no picture: %s", first.Blocks)
		}
		visitor := b.slack.Person(slacktest.Profile{ID: "U0EVA", Name: "Eva"})
		visitor.OpenHome()
		if v := b.home("U0EVA", "Vender en Alibaba.com con ProMéxico"); strings.Contains(v.Words(), "24") {
			b.Errorf("a visitor sees\n%s", v.Words())
		}

		ana := b.ana()
		ana.submits("Café tostado")
		b.home("U0LAURA", "Esperan a que alguien los tome (1)", "PAB-0001 · Café Sol (Veracruz)", "Enviaron su solicitud: 1", "Solicitudes nuevas: 1")
		if err := b.laura.ClickHome("Ver todo"); err != nil {
			b.Fatal(err)
		}
		b.modal("everything is shown", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Words(), "CSO120304AB4") })

		card := b.reads("Nuevo candidato · PAB-0001")
		b.acts(card, "Tomar", "")
		b.home("U0LAURA", "Tus candidatos (1)", "En revisión · contigo desde el", "Nadie espera")
		b.acts(card, "Aprobar", "¡Bienvenida, Ana!")
		b.agrees("¡Bienvenida, Ana!")
		b.home("U0LAURA", "Van 25 de 100", "No llevas a nadie.", "Aprobados: 1", "Decididas: 1 (aprobadas: 1, rechazadas: 0)", "cumplidas a tiempo 1, vencidas 0")
		b.tidy()
	})
}
