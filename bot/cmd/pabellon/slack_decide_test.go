package main

import (
	"strings"
	"testing"

	"pabellon/bot/slack/slacktest"
)

// applied is a candidate who has applied, and their card.
func (b *bureau) applied() (*handset, slacktest.Message) {
	b.Helper()
	ana := b.ana()
	ana.submits("Café tostado")
	return ana, b.reads("Nuevo candidato · PAB-0001")
}

// opens presses a button of the card, and waits until the modal says whom it is about.
func (b *bureau) opens(p *slacktest.Person, id string, card slacktest.Message, label string) {
	b.Helper()
	if err := p.Click(staffRoom, card.TS, label); err != nil {
		b.Fatal(err)
	}
	if err := b.slack.Until(b.ctx, "the modal opens", func() bool {
		v := b.slack.Modal(id)
		return v != nil && strings.Contains(v.Words(), "PAB-0001")
	}); err != nil {
		b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
	}
}

// TestTwoDecideAtOnceAndOneDecisionStands: Laura is still writing when Beto approves, and
// the program is started anew in between. She begins from a template.
func TestTwoDecideAtOnceAndOneDecisionStands(t *testing.T) {
	bureaus(t, func(b *bureau) {
		beto := b.member("U0BETO", "Beto Ríos")
		ana, card := b.applied()
		b.opens(b.laura, "U0LAURA", card, "Rechazar")
		if err := b.laura.ClickModal("Usar una plantilla", "Todavía no: primero lo que falta"); err != nil {
			b.Fatal(err)
		}
		b.modal("the template is there", func(v *slacktest.View) bool {
			field := map[string]any{}
			if v != nil && v.Values["text.1"] != nil {
				field = v.Values["text.1"]["v"].(map[string]any)
			}
			text, _ := field["value"].(string)
			return strings.Contains(text, "no es un no para siempre")
		})
		b.opens(beto, "U0BETO", card, "Aprobar")
		ana.marks()
		if err := beto.Submit(nil); err != nil {
			b.Fatal(err)
		}
		ana.sees("aprobó tu solicitud")
		b.stop()
		if err := b.slack.Until(b.ctx, "Beto's modal is closed", func() bool { return b.slack.Modal("U0BETO") == nil }); err != nil {
			b.Fatal(err) // else he would send it once more
		}
		b.start()
		if err := b.slack.Until(b.ctx, "Slack reaches the program", func() bool {
			return b.slack.Sockets() > 0 || !strings.HasPrefix(b.env[len(b.env)-1], "SLACK_APP_TOKEN")
		}); err != nil {
			b.Fatal(err)
		}
		ana.marks()
		if err := b.laura.Submit(nil); err != nil {
			b.Fatal(err)
		}
		b.agrees("no es un no para siempre")
		b.reads("Mientras Laura Mora escribía, Beto Ríos la decidió: Aprobado.")
		for _, m := range ana.news() {
			b.Errorf("the owner reads %q", m.Text)
		}
		b.reads("Aprobado · PAB-0001")
		b.line("Beto Ríos aprobó la solicitud.", "✓ entregado")

		b.opens(b.laura, "U0LAURA", card, "Rechazar") // now she knows
		if err := b.laura.Submit(map[string]any{"text": "Faltó el registro."}); err != nil {
			b.Fatal(err)
		}
		b.agrees("Faltó el registro.")
		ana.sees("Faltó el registro.")
		b.line("Laura Mora rechazó la solicitud: «Faltó el registro.»", "✓ entregado")

		b.opens(beto, "U0BETO", card, "Aprobar") // a decision is changed with a reason, and it is shown before it goes
		if err := beto.Submit(nil); err != nil {
			b.Fatal(err)
		}
		if err := b.slack.Until(b.ctx, "a reason is asked for", func() bool {
			v := b.slack.Modal("U0BETO")
			return v != nil && strings.Contains(v.Errors["text"], "escribe el motivo")
		}); err != nil {
			b.Fatal(err)
		}
		if err := beto.Submit(map[string]any{"text": "Ya está el registro."}); err != nil {
			b.Fatal(err)
		}
		if err := b.slack.Until(b.ctx, "the preview is shown", func() bool {
			v := b.slack.Modal("U0BETO")
			return v != nil && v.CallbackID == "act.send" && strings.Contains(v.Words(), "Ya está el registro.")
		}); err != nil {
			b.Fatal(err)
		}
		ana.marks()
		if err := beto.Submit(nil); err != nil {
			b.Fatal(err)
		}
		ana.sees("Ya está el registro.")
		b.tidy()
	})
}
