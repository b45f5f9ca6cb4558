package main

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack/slacktest"
)

const hallRoom = "C0GENERAL"

// TestAMentionIsAnsweredWhereItStands: a question, its answer with the source, what is
// private, and a colleague who presses the buttons of another.
func TestAMentionIsAnsweredWhereItStands(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis, eva := b.colleague("U0LUIS", "Luis"), b.colleague("U0EVA", "Eva")
		b.slack.AddChannel(slacktest.Room{ID: hallRoom, Name: "general", Private: true, Members: []string{"U0LUIS", "U0EVA", "U0LAURA"}})
		asks := func(text, words string) slacktest.Message {
			b.Helper()
			ts, err := luis.Mention(hallRoom, text)
			if err != nil {
				b.Fatal(err)
			}
			return luis.readsIn(hallRoom, ts, words)
		}
		answer := asks("¿cuánto cuesta la membresía?", "Fuente")
		if labels := strings.Join(answer.Labels(), "|"); labels != "Ver más|" {
			b.Errorf("under the answer: %q", labels)
		}
		eva.presses(answer, "thumbs", "No sirvió")
		eva.readsIn(hallRoom, answer.Thread, "escríbeme por mensaje directo")
		eva.presses(answer, "Ver más")
		eva.readsIn(hallRoom, answer.Thread, "certificado")
		for _, private := range []string{"quiero aplicar", "quiero hablar con una persona", "mis datos", "borra mis datos", "mi RFC es CSO120304AB4"} {
			said := asks(private, "Escríbeme por mensaje directo")
			if n := len(said.Labels()); n != 0 {
				b.Errorf("%q is answered with %q", private, said.Labels())
			}
		}
		asks("hola", "mencióname con tu pregunta")
		asks("cuánto se paga de predial por una bodega en ciudad juárez", "no lo sé")
		ts, err := eva.MentionIn(hallRoom, answer.Thread, "what is verified supplier?") // whose talk is her own
		if err != nil {
			b.Fatal(err)
		}
		if again := eva.readsIn(hallRoom, answer.Thread, "Source: "); ts == "" || again.Thread != answer.Thread {
			b.Errorf("%+v", again)
		}
		luis.says("hola", "Soy un programa") // their own chat knows nothing of it
		luis.says("quiero aplicar", "¿Aceptas?")
		if shown := b.channel(); shown != "" {
			b.Errorf("staff are told of it:\n%s", shown)
		}
		b.tidy()
	})
}

// TestWhatTakesLongIsShown: a file that is slow to fetch.
func TestWhatTakesLongIsShown(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis := b.colleague("U0LUIS", "Luis")
		luis.applies()
		luis.says("Hilos del Norte", "¿Cuál es tu RFC?")
		b.slack.Fail(slacktest.Fault{Method: "file", Delay: 2 * time.Second})
		_, ts, err := luis.Upload(luis.DM(), "", "constancia.pdf", []byte("%PDF-1.7\nhola"), "")
		if err != nil {
			b.Fatal(err)
		}
		if err := b.slack.Until(b.ctx, "the bot shows that it is at work", func() bool { return b.slack.Status(luis.DM(), ts).Text == "está buscando la respuesta…" }); err != nil {
			b.Fatal(err)
		}
		luis.reads(ts, "constancia.pdf")
		if shown := b.slack.Status(luis.DM(), ts); shown.Text != "" {
			b.Errorf("after the answer it shows %q", shown.Text)
		}
		b.tidy()
	})
}

// TestWhoErasesEverythingErasesWhatTheyAskedInThreadsToo: and nobody else's words there.
func TestWhoErasesEverythingErasesWhatTheyAskedInThreadsToo(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis, eva := b.colleague("U0LUIS", "Luis"), b.colleague("U0EVA", "Eva")
		b.slack.AddChannel(slacktest.Room{ID: hallRoom, Name: "general", Private: true, Members: []string{"U0LUIS", "U0EVA"}})
		ts, err := luis.Mention(hallRoom, "¿cuánto cuesta la membresía?")
		if err != nil {
			b.Fatal(err)
		}
		luis.readsIn(hallRoom, ts, "Fuente")
		if _, err := eva.MentionIn(hallRoom, ts, "what is verified supplier?"); err != nil {
			b.Fatal(err)
		}
		eva.readsIn(hallRoom, ts, "Source: ")
		luis.says("hola", "Soy un programa")
		sure := luis.says("borra mis datos", "¿")
		luis.presses(sure, "Sí, borrar todo")
		if err := b.slack.Until(b.ctx, "his answer is gone, and hers stands", func() bool {
			his, hers := false, false
			for _, m := range b.slack.Channel(hallRoom).Messages() {
				his = his || m.Bot && strings.Contains(m.Words(), "Fuente")
				hers = hers || m.Bot && strings.Contains(m.Words(), "Source: ")
			}
			return !his && hers
		}); err != nil {
			b.Error(err)
		}
		b.tidy()
	})
}
