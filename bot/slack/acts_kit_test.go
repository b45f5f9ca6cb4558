package slack_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// What the program knows of the only conversation of these tests.
const (
	cardedTalk = "telegram:77"
	oldWords   = "¿Nos mandas tu acta?"
	paperText  = "%PDF-1.7\nacta"
)

// Carded knows every card of the desk.
func (b *backend) Carded(_ context.Context, receipt string) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails > 0 {
		b.fails--
		return "", errDisk
	}
	if b.cards[receipt] {
		return cardedTalk, nil
	}
	return "", nil
}

// Wrote knows the first words only.
func (b *backend) Wrote(_ context.Context, _ string, n int) (string, error) {
	switch n {
	case 1:
		return oldWords, nil
	case 2:
		return "", errDisk
	}
	return "", nil
}

// Document has the bytes of everything but "gone".
func (b *backend) Document(_ context.Context, conversation, hash string) ([]byte, error) {
	if hash == "gone" || conversation != cardedTalk {
		return nil, errors.New("there is no such file")
	}
	return []byte(paperText + hash), nil
}

// acts opens a desk with everything that staff may do there.
func acts(t *testing.T) *desk {
	t.Helper()
	d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Words = actWords() })
	d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
	d.backend.card.Lang = "es"
	return d.run()
}

func actWords() slack.Words {
	w := words
	w.Reads, w.Other, w.Long, w.Old, w.Pick = "Lee en inglés.", "No es del equipo.", "Es muy largo.", "Ya no se puede.", "Usar una plantilla"
	w.More = deskMore
	w.Sure = map[string]slack.Sure{"retract": {Title: "¿Retirarlo?", Text: "Se borra de su chat.", Yes: "Retirar", No: "Dejarlo"}}
	w.Modals = map[string]slack.Modal{}
	for name, m := range words.Modals {
		w.Modals[name] = m
	}
	ask := w.Modals["ask"]
	ask.Files, ask.Attached = "Archivos", "Le llegan además:"
	ask.Templates = []slack.Template{{ID: "csf", Label: "Falta la constancia", Text: map[string]string{"es": "Nos falta tu constancia.", "en": "We miss your certificate."}},
		{ID: "fotos", Label: "Fotos", Text: map[string]string{"es": "¿Nos mandas fotos?"}}}
	w.Modals["ask"] = ask
	w.Modals["assign"] = slack.Modal{Title: "Asignar", Label: "¿Por qué?", Submit: "Asignar", Cancel: "Cancelar", Empty: "Escribe el texto.", Who: "¿A quién?"}
	w.Modals["correct"] = slack.Modal{Title: "Corregir", Label: "Debe decir", Submit: "Ver antes", Send: "Enviar", Cancel: "Cancelar", Empty: "Escribe el texto.", Preview: "Así lo va a leer."}
	return w
}

// modal waits for a modal in front of Laura that shows some words, or has them in a field.
func (d *desk) modal(words ...string) *slacktest.View {
	d.t.Helper()
	var v *slacktest.View
	d.until("a modal shows "+strings.Join(words, ", "), func() bool {
		v = d.fake.Modal("U0LAURA")
		for _, w := range words {
			if v == nil || !strings.Contains(v.Words()+fmt.Sprint(v.Values), w) {
				return false
			}
		}
		return v != nil
	})
	return v
}

// openOnly opens a desk at which nobody but some act.
func openOnly(t *testing.T, ids []string) *desk {
	t.Helper()
	d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Words, o.Roles.Staff = actWords(), ids })
	d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
	return d.run()
}

// openEditing opens a desk in a Slack that lets messages be changed only for a while.
func openEditing(t *testing.T, window time.Duration) *desk {
	t.Helper()
	return open(t, func(_ *slack.Options, f *slacktest.Options) { f.Editing = window })
}
