package main

import (
	"strings"
	"sync"
	"testing"

	"pabellon/bot/slack/slacktest"
)

// line waits until the line of the staff's channel that begins in one way says more.
func (b *bureau) line(begins, words string) slacktest.Message {
	b.Helper()
	var found slacktest.Message
	if err := b.slack.Until(b.ctx, "the line "+begins+" says "+words, func() bool {
		for _, m := range b.slack.Channel(staffRoom).Messages() {
			if strings.HasPrefix(m.Words(), begins) && strings.Contains(m.Words(), words) {
				found = m
				return true
			}
		}
		return false
	}); err != nil {
		b.Fatalf("%v; the channel shows\n%s\nstderr:\n%s", err, b.channel(), b.p.stderr)
	}
	return found
}

// member adds somebody to the team.
func (b *bureau) member(id, name string) *slacktest.Person {
	p := b.slack.Person(slacktest.Profile{ID: id, Name: name})
	b.slack.Join(staffRoom, id)
	return p
}

// handed is a conversation that waits for a person, and its card.
func (b *bureau) handed() (*handset, slacktest.Message) {
	b.Helper()
	ana := b.ana()
	ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
	ana.says("quiero hablar con una persona", "Ya le avisé al equipo")
	return ana, b.reads("pide hablar con una persona")
}

// shows waits until the phone shows words, or none of them any more.
func (b *bureau) shows(ana *handset, words string, yes bool) {
	b.Helper()
	if err := b.net.Until(b.ctx, "the phone shows "+words, func() bool { return strings.Contains(ana.transcript(), words) == yes }); err != nil {
		b.Fatalf("%v; the phone shows\n%s\nstderr:\n%s", err, ana.transcript(), b.p.stderr)
	}
}

// replies writes to the owner, up to the end of the modal.
func (b *bureau) replies(card slacktest.Message, values map[string]any) {
	b.Helper()
	if err := b.laura.Click(staffRoom, card.TS, "Responder"); err != nil {
		b.Fatal(err)
	}
	b.modal("the modal opens", func(v *slacktest.View) bool { return v != nil && v.CallbackID == "act.write" })
	if err := b.laura.Submit(values); err != nil {
		b.Fatal(err)
	}
	b.agrees(values["text"].(string))
}

// TestWordsOfStaffAreFollowed: 👀 takes the chat, a file goes with the words, the line
// says that they arrived, they are corrected in their place and taken back.
func TestWordsOfStaffAreFollowed(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana, card := b.handed()
		ana.marks()
		if err := b.laura.React(staffRoom, card.TS, "eyes"); err != nil {
			b.Fatal(err)
		}
		ana.sees("Laura Mora del equipo ya está contigo")
		id := b.laura.Attach("lista.pdf", []byte("%PDF-1.7\nlista"))
		b.replies(card, map[string]any{"text": "Aqui está la lista.", "files": []string{id}})
		b.shows(ana, "📎 lista.pdf", true)
		for _, m := range ana.Screen() {
			if m.File != nil && string(m.File.Content) != "%PDF-1.7\nlista" {
				b.Errorf("the file says %q", m.File.Content)
			}
		}
		line := b.line("Laura Mora escribió", "✓ entregado")
		if line.Thread != card.TS || !strings.Contains(line.Words(), "lista.pdf") {
			b.Errorf("the line: %+v", line)
		}

		if err := b.laura.Click(staffRoom, line.TS, "Corregir"); err != nil {
			b.Fatal(err)
		}
		b.modal("the old words are there", func(v *slacktest.View) bool {
			return v != nil && v.Values["text"]["v"] != nil && v.Values["text"]["v"].(map[string]any)["value"] == "Aqui está la lista."
		})
		if err := b.laura.Submit(map[string]any{"text": "Aquí está la lista."}); err != nil {
			b.Fatal(err)
		}
		b.agrees("Aquí está la lista.")
		b.shows(ana, "Aquí está la lista.", true)
		b.shows(ana, "Aqui está", false)
		b.line("Laura Mora escribió al candidato: «Aquí está la lista.»", "Corregido por Laura Mora")
		b.reads("Decía: «Aqui está la lista.»")

		if err := b.laura.Click(staffRoom, line.TS, "Retirar"); err != nil {
			b.Fatal(err)
		}
		b.shows(ana, "Aquí está la lista.", false)
		b.shows(ana, "lista.pdf", false)
		if left := b.line("Laura Mora escribió", "Retirado por Laura Mora"); left.TS != line.TS || len(left.Labels()) != 0 {
			b.Errorf("the line: %+v", left)
		}
		b.tidy()
	})
}

// TestStaffLearnThatTheirWordsDidNotArrive, without being told twice.
func TestStaffLearnThatTheirWordsDidNotArrive(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana, card := b.handed()
		ana.Block()
		b.reads("bloqueó al asistente o cerró su cuenta. Los recordatorios paran")
		b.replies(card, map[string]any{"text": "¿Me lees?"})
		line := b.line("Laura Mora escribió", "✗ no llegó: la persona bloqueó al asistente")
		if labels := line.Labels(); len(labels) != 0 {
			b.Errorf("under the line: %q", labels)
		}
		if n := strings.Count(b.channel(), "Los recordatorios paran"); n != 1 {
			b.Errorf("it is told %d times:\n%s", n, b.channel())
		}
	})
}

// TestACaseHasOneHolder: two press at once and one has it; it is given to a colleague.
func TestACaseHasOneHolder(t *testing.T) {
	bureaus(t, func(b *bureau) {
		beto := b.member("U0BETO", "Beto Ríos")
		ana, card := b.handed()
		ana.marks()
		var both sync.WaitGroup
		for _, p := range []*slacktest.Person{b.laura, beto, b.laura} {
			both.Go(func() { _ = p.Click(staffRoom, card.TS, "Tomar la conversación") }) // who is late finds no button
		}
		both.Wait()
		first := ana.sees("ya está contigo").Text
		holder, other, name, other2 := b.laura, beto, "U0BETO", "Beto Ríos"
		if strings.HasPrefix(first, "Beto") {
			holder, other, name, other2 = beto, b.laura, "U0LAURA", "Laura Mora"
		}
		b.reads("atiende la conversación.")
		if err := holder.Click(staffRoom, card.TS, "more", "Asignar…"); err != nil {
			b.Fatal(err)
		}
		who := map[*slacktest.Person]string{b.laura: "U0LAURA", beto: "U0BETO"}[holder]
		if err := b.slack.Until(b.ctx, "the modal opens", func() bool { return b.slack.Modal(who) != nil }); err != nil {
			b.Fatal(err)
		}
		if err := holder.Submit(map[string]any{"who": name, "text": "Salgo a comer"}); err != nil {
			b.Fatal(err)
		}
		b.reads(other2 + " atiende la conversación.")
		b.reads("le asignó el caso a " + other2 + ": «Salgo a comer»")
		if err := b.slack.Until(b.ctx, "the colleague is told", func() bool {
			all := b.slack.Channel(other.DM()).Messages()
			return len(all) == 1 && strings.Contains(all[0].Words(), "te asignó")
		}); err != nil {
			b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
		}
		if n := strings.Count(ana.transcript(), "ya está contigo"); n != 1 {
			b.Errorf("the owner is told %d times:\n%s", n, ana.transcript())
		}
		b.tidy()
	})
}

// TestTheFilesOfAnOwnerLieInTheThread of their card.
func TestTheFilesOfAnOwnerLieInTheThread(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana := b.ana()
		ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
		ana.applies()
		ana.says("hablar con una persona", "Ya le avisé al equipo")
		card := b.reads("pide hablar con una persona")
		ana.SendFile(pdf("factura.pdf"))
		b.reads("mandó factura.pdf")
		if err := b.slack.Until(b.ctx, "the file lies in the thread", func() bool {
			for _, m := range b.slack.Channel(staffRoom).Thread(card.TS) {
				if len(m.Files) == 1 {
					return true
				}
			}
			return false
		}); err != nil {
			b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
		}
		if f := b.slack.Files()[0]; f.Name != "factura.pdf" || string(f.Content) != "%PDF-1.7\nfactura.pdf" {
			b.Errorf("it is %s with %q", f.Name, f.Content)
		}
		b.tidy()
	})
}

// TestTheTickOutlivesKill9: whatever moment the program is killed in, the line says in the
// end that the words arrived.
func TestTheTickOutlivesKill9(t *testing.T) {
	b := openBureau(t, true)
	ana, card := b.handed()
	for range 6 {
		ana.marks()
		b.replies(card, map[string]any{"text": "Hola otra vez."})
		ana.sees("Hola otra vez.")
		b.p.kill()
		b.gone()
		b.start()
		if err := b.slack.Until(b.ctx, "the socket is open", func() bool { return b.slack.Sockets() > 0 }); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.slack.Until(b.ctx, "all lines say that the words arrived", func() bool {
		return strings.Count(b.channel(), "✓ entregado") == 6
	}); err != nil {
		t.Fatalf("%v; the channel shows\n%s\nstderr:\n%s", err, b.channel(), b.p.stderr)
	}
}
