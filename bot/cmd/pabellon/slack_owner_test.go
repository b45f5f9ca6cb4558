package main

import (
	"slices"
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
	return c.readsIn(c.DM(), thread, words)
}

// readsIn waits for words of the bot in a thread of a channel.
func (c *colleague) readsIn(channel, thread, words string) slacktest.Message {
	c.b.Helper()
	var found slacktest.Message
	if err := c.b.slack.Until(c.b.ctx, "the bot says "+words, func() bool {
		for _, m := range c.b.slack.Channel(channel).Thread(thread) {
			if m.Bot && strings.Contains(m.Words(), words) {
				found = m
				return true
			}
		}
		return false
	}); err != nil {
		var seen strings.Builder
		for _, m := range c.b.slack.Channel(channel).Messages() {
			seen.WriteString(m.Words() + "\n")
		}
		c.b.Fatalf("%v; the chat shows\n%s\nstderr:\n%s", err, seen.String(), c.b.p.stderr)
	}
	return found
}

// hears waits for words of the bot anywhere in the chat: what nobody has just asked for, it
// says beside the threads.
func (c *colleague) hears(words string) {
	c.b.Helper()
	if err := c.b.slack.Until(c.b.ctx, "the bot says "+words, func() bool {
		return slices.ContainsFunc(c.b.slack.Channel(c.DM()).Messages(), func(m slacktest.Message) bool { return m.Bot && strings.Contains(m.Words(), words) })
	}); err != nil {
		c.b.Fatalf("%v; stderr:\n%s", err, c.b.p.stderr)
	}
}

// presses uses a button under a message, or makes a choice with it.
func (c *colleague) presses(m slacktest.Message, label string, choice ...string) {
	c.b.Helper()
	if err := c.Click(m.Channel, m.TS, label, choice...); err != nil {
		c.b.Fatal(err)
	}
}

// applies asks to, and agrees to the notice.
func (c *colleague) applies() {
	c.b.Helper()
	consent := c.says("quiero aplicar", "¿Aceptas?")
	c.presses(consent, "Sí, acepto")
	c.reads(consent.Thread, "¿Cómo se llama tu negocio?")
}

// TestSomebodyOfTheWorkspaceAsksAndApplies in the private chat with the bot, as in Telegram.
func TestSomebodyOfTheWorkspaceAsksAndApplies(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis := b.colleague("U0LUIS", "Luis")
		luis.says("hola", "Soy un programa")
		answer := luis.says("cuánto cuesta la membresía", "Fuente")
		if labels := strings.Join(answer.Labels(), " "); !strings.Contains(labels, "Ver más") {
			b.Errorf("under the answer: %q", labels)
		}
		luis.presses(answer, "thumbs", "Sirvió")
		luis.reads(answer.Thread, "Gracias")
		luis.applies()
		for _, step := range [][2]string{{"Hilos del Norte", "¿Cuál es tu RFC?"}, {"CSO120304AB4", "¿Con quién hablamos?"}, {"Luis Vega", "¿Qué cargo"}, {"dueño", "¿A qué correo"},
			{"luis@hilos.mx", "¿En qué teléfono"}, {"2281234567", "¿En qué estado"}, {"puebla", "¿En qué categoría"}, {"textil", "¿Qué vendes"}} {
			luis.says(step[0], step[1])
		}
		if _, _, err := luis.Upload(luis.DM(), "", "constancia.pdf", []byte("%PDF-1.7\nhola"), ""); err != nil {
			b.Fatal(err)
		}
		luis.says("Hilo de algodón", "¿Ya has exportado?")
		luis.says("nunca", "¿Cuánto puedes producir")
		luis.says("500 kg", "¿La envío así?")
		luis.says("sí", "quedó enviada")
		card := b.reads("Nuevo candidato · PAB-0001")
		if !strings.Contains(card.Words(), "constancia.pdf") {
			b.Errorf("the card:\n%s", card.Words())
		}
		b.acts(card, "Aprobar", "¡Bienvenido!")
		b.agrees("¡Bienvenido!")
		luis.hears("¡Bienvenido!")
		b.tidy()
	})
}

// TestWhatPeopleDoInSlackBesideWriting: files together, a clip, a canvas, a reaction, an
// old thread, and what is taken back.
func TestWhatPeopleDoInSlackBesideWriting(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis := b.colleague("U0LUIS", "Luis")
		must := func(ts string, err error) string {
			b.Helper()
			if err != nil {
				b.Fatal(err)
			}
			return ts
		}
		cost := luis.says("cuánto cuesta la membresía", "Fuente")
		luis.applies()
		rfc := luis.says("Hilos del Norte", "¿Cuál es tu RFC?")
		pdf := func(name string) slacktest.Upload {
			return slacktest.Upload{Name: name, Content: []byte("%PDF-1.7\n" + name)}
		}
		must(luis.Share(luis.DM(), "", "mis papeles", pdf("constancia.pdf"), pdf("acta.pdf")))
		luis.hears("Recibí 2 archivos: constancia.pdf y acta.pdf.")
		luis.reads(must(luis.Share(luis.DM(), "", "", slacktest.Upload{Name: "audio_message.m4a", Content: []byte("nada"), Type: "audio/mp4", Millis: 3000})), "voz")
		luis.reads(must(luis.Share(luis.DM(), "", "", slacktest.Upload{Name: "Plan", Content: []byte("x"), Mode: "quip"})), "no lo puedo leer")
		luis.reads(must(luis.Direct(strings.Repeat("bla bla ", 3000))), "muy largo")
		if err := luis.React(luis.DM(), cost.TS, "-1"); err != nil {
			b.Fatal(err)
		}
		luis.reads(cost.Thread, "Gracias por decirlo")
		must(luis.Reply(luis.DM(), cost.Thread, "¿qué es pedimento?"))
		luis.reads(cost.Thread, "pedimento")
		if err := luis.Delete(luis.DM(), must(luis.Direct("gracias"))); err != nil {
			b.Fatal(err)
		}
		luis.says("no lo tengo ahorita", "¿Con quién hablamos?")
		must(luis.Reply(luis.DM(), rfc.Thread, "CSO120304AB4")) // where it was asked for
		luis.reads(rfc.Thread, "Anotado: CSO120304AB4")
		b.tidy()
	})
}

// TestAnEnglishColleagueAppliesInSlack by the language that their Slack has.
func TestAnEnglishColleagueAppliesInSlack(t *testing.T) {
	bureaus(t, func(b *bureau) {
		john := &colleague{b.slack.Person(slacktest.Profile{ID: "U0JOHN", Name: "John", Locale: "en-US"}), b}
		john.OpenMessages()
		if err := b.slack.Until(b.ctx, "questions are offered", func() bool { return len(b.slack.Prompts(john.DM())) == 4 }); err != nil {
			b.Fatal(err)
		}
		offered := b.slack.Prompts(john.DM())
		answer := john.says(offered[0].Message, "Source: ")
		john.presses(answer, "thumbs", "Helpful")
		john.reads(answer.Thread, "Thank you")
		john.presses(answer, "See more")
		if err := b.slack.Until(b.ctx, "the answer grows", func() bool { return b.slack.Channel(john.DM()).Message(answer.TS).Edits == 1 }); err != nil {
			b.Fatal(err)
		}
		consent := john.says(offered[3].Message, "Do you agree?")
		john.presses(consent, "Yes, I agree")
		john.reads(consent.Thread, "What is your business called?")
		for _, step := range [][2]string{{"Blue Agave Crafts", "What is your RFC"}, {"BAC1502036Z6", "Who are we talking to?"}, {"John Smith", "role"}, {"owner", "e-mail"},
			{"john@blueagave.mx", "phone"}, {"+15125550142", "Which Mexican state"}, {"Jalisco", "Which category"}, {"handicrafts", "What exactly do you sell?"},
			{"Hand-painted pottery", "Have you exported"}, {"never", "make in a month"}, {"200 pieces a month", "Please check your answers"}, {"yes", "PAB-0001"}} {
			john.says(step[0], step[1])
		}
		b.acts(b.reads("Nuevo candidato · PAB-0001"), "Tomar", "")
		for _, m := range b.slack.Channel(john.DM()).Messages() {
			for _, word := range []string{"¿", "Fuente", "revisado", "Anotado", "Hola", "Sirvió"} {
				if m.Bot && strings.Contains(m.Words()+string(m.Blocks), word) {
					b.Errorf("in English it says %q", m.Words())
				}
			}
		}
		b.tidy()
	})
}
