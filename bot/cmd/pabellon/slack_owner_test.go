package main

import (
	"strings"
	"testing"

	"pabellon/bot/slack/slacktest"
)

// colleague is somebody of the workspace who writes to the bot.
type colleague struct {
	*slacktest.Person
	b *bureau
}

func (b *bureau) colleague(id, name string) *colleague {
	return &colleague{b.slack.Person(slacktest.Profile{ID: id, Name: name}), b}
}

// says writes to the bot and waits for words in the thread of what was written.
func (c *colleague) says(text, words string) slacktest.Message {
	c.b.Helper()
	ts, err := c.Direct(text)
	if err != nil {
		c.b.Fatal(err)
	}
	return c.reads(ts, words)
}

func (c *colleague) reads(thread, words string) slacktest.Message {
	c.b.Helper()
	var found slacktest.Message
	if err := c.b.slack.Until(c.b.ctx, "the bot says "+words, func() bool {
		for _, m := range c.b.slack.Channel(c.DM()).Thread(thread) {
			if m.Bot && strings.Contains(m.Words(), words) {
				found = m
				return true
			}
		}
		return false
	}); err != nil {
		var seen strings.Builder
		for _, m := range c.b.slack.Channel(c.DM()).Messages() {
			seen.WriteString(m.Words() + "\n")
		}
		c.b.Fatalf("%v; the chat shows\n%s\nstderr:\n%s", err, seen.String(), c.b.p.stderr)
	}
	return found
}

// TestSomebodyOfTheWorkspaceAsksAndApplies in the private chat with the bot, as in Telegram.
func TestSomebodyOfTheWorkspaceAsksAndApplies(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis := b.colleague("U0LUIS", "Luis")
		luis.says("hola", "Soy un programa")
		answer := luis.says("cuánto cuesta la membresía", "Fuente")
		if labels := strings.Join(answer.Labels(), " "); !strings.Contains(labels, "Ver más") {
			t.Errorf("under the answer: %q", labels)
		}
		if err := luis.Click(luis.DM(), answer.TS, "👍"); err != nil {
			t.Fatal(err)
		}
		luis.reads(answer.Thread, "Gracias")
		consent := luis.says("quiero aplicar", "¿Aceptas?")
		if err := luis.Click(luis.DM(), consent.TS, "Sí, acepto"); err != nil {
			t.Fatal(err)
		}
		luis.reads(consent.Thread, "¿Cómo se llama tu negocio?")
		for _, step := range [][2]string{{"Hilos del Norte", "¿Cuál es tu RFC?"}, {"CSO120304AB4", "¿Con quién hablamos?"}, {"Luis Vega", "¿Qué cargo"}, {"dueño", "¿A qué correo"},
			{"luis@hilos.mx", "¿En qué teléfono"}, {"2281234567", "¿En qué estado"}, {"puebla", "¿En qué categoría"}, {"textil", "¿Qué vendes"}} {
			luis.says(step[0], step[1])
		}
		if _, _, err := luis.Upload(luis.DM(), "", "constancia.pdf", []byte("%PDF-1.7\nhola"), ""); err != nil {
			t.Fatal(err)
		}
		luis.says("Hilo de algodón", "¿Ya has exportado?")
		luis.says("nunca", "¿Cuánto puedes producir")
		luis.says("500 kg", "¿La envío así?")
		luis.says("sí", "quedó enviada")
		card := b.reads("Nuevo candidato · PAB-0001")
		if !strings.Contains(card.Words(), "constancia.pdf") {
			t.Errorf("the card:\n%s", card.Words())
		}
		b.acts(card, "Aprobar", "¡Bienvenido!")
		if err := b.slack.Until(b.ctx, "Luis hears of it", func() bool {
			for _, m := range b.slack.Channel(luis.DM()).Messages() {
				if strings.Contains(m.Words(), "¡Bienvenido!") {
					return true
				}
			}
			return false
		}); err != nil {
			t.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
		}
		b.tidy()
	})
}
