package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack/slacktest"
)

// coffee is an application of somebody who can be told from all others: what they say, and
// the words after which they go on.
var coffee = [][2]string{{"Café Sol", "¿Cuál es tu RFC?"}, {"CSO120304AB4", "¿Con quién hablamos?"}, {"Ana López", "¿Qué cargo"}, {"dueña", "¿A qué correo"},
	{"ana@cafesol.mx", "¿En qué teléfono"}, {"2281234567", "¿En qué estado"}, {"veracruz", "¿En qué categoría"}, {"alimentos", "¿Qué vendes"},
	{"Café tostado", "¿Ya has exportado?"}, {"nunca", "¿Cuánto puedes producir"}, {"500 kg", "¿La envío así?"}}

// ofAna are words that only the data of that application has.
var ofAna = []string{"Café Sol", "CSO120304AB4", "Ana López", "ana@cafesol.mx", "1234567", "Café tostado", "500 kg", "constancia", "mi hermana Lucía", "una nota de Laura"}

// candidate has somebody apply in Telegram, write on, and staff write in the thread.
func (b *bureau) candidate() *handset {
	b.Helper()
	ana := b.ana()
	ana.submits("Café tostado")
	card := b.reads("Nuevo candidato · PAB-0001")
	ana.marks()
	b.acts(card, "Tomar", "")
	ana.sees("Laura Mora")
	b.acts(card, "Pedir información", "¿Nos mandas tu constancia, Ana López?")
	b.agrees("Ana López")
	ana.sees("¿Nos mandas tu constancia")
	ana.says("la manda mi hermana Lucía", "")
	b.reads("«la manda mi hermana Lucía»")
	b.acts(b.slack.Channel(staffRoom).Message(card.TS), "Nota", "una nota de Laura")
	b.reads("una nota de Laura")
	return ana
}

// shown is everything that a channel shows to anybody: messages, their blocks and files.
func (b *bureau) shown(channels ...string) string {
	var out strings.Builder
	for _, id := range channels {
		for _, m := range b.slack.Channel(id).Messages() {
			if m.Bot {
				fmt.Fprintln(&out, m.Text, m.Words(), string(m.Blocks), string(m.Attachments), string(m.Metadata))
			}
		}
	}
	for _, f := range b.slack.Files() {
		if !f.Deleted && f.User == b.slack.Bot() {
			fmt.Fprintln(&out, f.Name, f.Title, string(f.Content))
		}
	}
	return out.String()
}

// holdsNothing waits until none of the words is shown.
func (b *bureau) holdsNothing(words []string, channels ...string) {
	b.Helper()
	left := ""
	if err := b.slack.Until(b.ctx, "Slack shows nothing of who was erased", func() bool {
		all := b.shown(channels...)
		for _, w := range words {
			if strings.Contains(all, w) {
				left = all
				return false
			}
		}
		return true
	}); err != nil {
		b.Fatalf("%v:\n%s\nstderr:\n%s", err, left, b.p.stderr)
	}
}

// eraseByCommand erases as an operator does, beside the server or without one.
func (b *bureau) eraseByCommand(conversation string) (receipt string) {
	b.Helper()
	out, err := exec.Command("pabellon", "erase", "--conversation", conversation, "--database-url", "sqlite:"+b.dir+"/data/pabellon.db").CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return strings.Fields(string(out))[1]
}

func TestWhoErasesThemselvesIsGoneFromSlackToo(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana := b.candidate()
		before := b.shown(staffRoom)
		for _, w := range ofAna {
			if w != "constancia" && !strings.Contains(before, w) {
				b.Fatalf("%q never came to Slack: this test proves nothing", w)
			}
		}
		sure := ana.says("borra mis datos", "¿")
		ana.presses(sure, "Sí, borrar todo", "B-")
		b.reads("PAB-0001: la persona borró sus datos")
		b.holdsNothing(ofAna, staffRoom)
		b.tidy()
	})
}

func TestTheCommandErasesFromSlackTooEvenWhileTheServerIsDown(t *testing.T) {
	bureaus(t, func(b *bureau) {
		b.candidate()
		b.stop()
		b.eraseByCommand("telegram:77")
		if !strings.Contains(b.shown(staffRoom), "Café Sol") {
			b.Fatal("nobody runs, and it is gone")
		}
		b.slack.Fail(slacktest.Fault{Method: "chat.delete", RetryAfter: 1})
		b.slack.Fail(slacktest.Named("cant_delete_message").On("chat.delete"))
		b.start()
		b.holdsNothing(ofAna, staffRoom)
		b.reads("Se borró junto con los datos de la persona · recibo B-")
		if early := b.slack.Impatient(); len(early) > 0 {
			b.Errorf("asked to wait, it did not: %+v", early)
		}
		b.tidy()
	})
}

func TestWhoTalkedToTheBotInSlackIsErasedThere(t *testing.T) {
	bureaus(t, func(b *bureau) {
		luis := b.colleague("U0LUIS", "Luis")
		luis.says("hola", "Soy un programa")
		consent := luis.says("quiero aplicar", "¿Aceptas?")
		if err := luis.Click(luis.DM(), consent.TS, "Sí, acepto"); err != nil {
			b.Fatal(err)
		}
		luis.reads(consent.Thread, "¿Cómo se llama tu negocio?")
		luis.says("Hilos del Norte", "¿Cuál es tu RFC?")
		luis.says("¿qué saben de mí?", "Seguimos: ¿cuál es tu RFC?")
		b.eraseByCommand("slack:U0LUIS")
		b.holdsNothing([]string{"Hilos del Norte", "¿Cuál es tu RFC?", "Soy un programa"}, luis.DM())
		luis.says("hola", "Soy un programa")
		b.tidy()
	})
}

func TestAnErasureFromSlackThatIsKilledInTheMiddleIsFinishedLater(t *testing.T) {
	bureaus(t, func(b *bureau) {
		b.candidate()
		b.stop()
		b.slack.Fail(slacktest.Fault{Method: "chat.delete", Times: -1, Delay: 200 * time.Millisecond})
		b.eraseByCommand("telegram:77")
		b.launch()
		if err := b.slack.Until(b.ctx, "it takes back", func() bool { return len(b.slack.Called("chat.delete")) == 2 }); err != nil {
			b.Fatal(err)
		}
		b.p.kill()
		b.gone()
		if left := b.shown(staffRoom); !strings.Contains(left, "Café Sol") {
			b.Fatal("it was all gone already: this test proves nothing")
		}
		b.slack.Heal()
		b.start()
		b.holdsNothing(ofAna, staffRoom)
		for _, log := range b.ended {
			if strings.Contains(log, "level=ERROR") {
				b.Errorf("the log has:\n%s", log)
			}
		}
	})
}
