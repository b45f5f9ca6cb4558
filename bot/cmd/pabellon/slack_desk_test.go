package main

import (
	"strings"
	"testing"

	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

const staffRoom = "C0CANDIDATOS"

// bureau is a Slack of our own beside a Telegram of our own: the team's desk.
type bureau struct {
	*exchange
	slack *slacktest.Server
	laura *slacktest.Person
}

// bureaus runs a test once with Socket Mode and once with signed HTTP.
func bureaus(t *testing.T, f func(b *bureau)) {
	t.Helper()
	bureausWith(t, func(t *testing.T, socket bool) *bureau { return openBureau(t, socket) }, f)
}

// bureausWith is bureaus, opened in a way of the test's own.
func bureausWith(t *testing.T, open func(t *testing.T, socket bool) *bureau, f func(b *bureau)) {
	t.Helper()
	t.Parallel()
	for name, socket := range map[string]bool{"socket": true, "http": false} {
		t.Run(name, func(t *testing.T) { t.Parallel(); f(open(t, socket)) })
	}
}

func openBureau(t *testing.T, socket bool, change ...func(*slacktest.Options)) *bureau {
	t.Helper()
	return openBureauWith(t, socket, nil, change...)
}

// openBureauWith is one whose program has more settings.
func openBureauWith(t *testing.T, socket bool, env []string, change ...func(*slacktest.Options)) *bureau {
	t.Helper()
	o := slacktest.Options{Scopes: slack.Scopes()}
	for _, f := range change {
		f(&o)
	}
	s, err := slacktest.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	b := &bureau{exchange: connect(t, botAPI(t)), slack: s}
	b.laura = s.Person(slacktest.Profile{ID: "U0LAURA", Name: "Laura Mora"})
	s.AddChannel(slacktest.Room{ID: staffRoom, Name: "candidatos", Private: true, Members: []string{"U0LAURA"}})
	b.env = []string{"SLACK_BOT_TOKEN=" + s.BotToken(), "SLACK_API_URL=" + s.URL(), "SLACK_STAFF_CHANNEL=" + staffRoom}
	b.env = append(b.env, env...)
	if socket {
		b.env = append(b.env, "SLACK_APP_TOKEN="+s.AppToken())
	} else {
		b.env = append(b.env, "SLACK_SIGNING_SECRET="+s.SigningSecret())
	}
	b.start()
	if !socket {
		to := slacktest.Endpoints{Events: b.address() + slack.EventsPath, Interactions: b.address() + slack.InteractionsPath, Commands: b.address() + slack.CommandsPath}
		if err := s.Deliver(b.ctx, to); err != nil {
			t.Fatal(err)
		}
	} else if err := s.Until(b.ctx, "the socket is open", func() bool { return s.Sockets() > 0 }); err != nil {
		t.Fatal(err)
	}
	return b
}

// reads waits until a message of the staff's channel says something, and gives it.
func (b *bureau) reads(words string) slacktest.Message {
	b.Helper()
	var found slacktest.Message
	if err := b.slack.Until(b.ctx, "staff read "+words, func() bool {
		for _, m := range b.slack.Channel(staffRoom).Messages() {
			if strings.Contains(m.Words(), words) {
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

// channel is what the staff's channel shows.
func (b *bureau) channel() string {
	var out strings.Builder
	for _, m := range b.slack.Channel(staffRoom).Messages() {
		if m.Thread != "" {
			out.WriteString("  ")
		}
		out.WriteString(m.Words() + "\n")
	}
	return out.String()
}

// acts presses a button under a message, and writes into the modal that opens, if words
// are given.
func (b *bureau) acts(under slacktest.Message, label, words string) {
	b.Helper()
	if err := b.laura.Click(staffRoom, under.TS, label); err != nil {
		b.Fatal(err)
	}
	if words == "" {
		return
	}
	about := "" // which the modal says a moment after it opens
	if strings.Contains(under.Words(), "PAB-0001") {
		about = "PAB-0001"
	} else if strings.HasPrefix(label, "Responder a los ") {
		about = "Sin respuesta"
	}
	b.modal("the modal opens", func(v *slacktest.View) bool {
		return v != nil && v.CallbackID == "act.write" && strings.Contains(v.Words(), about)
	})
	if err := b.laura.Submit(map[string]any{"text": words}); err != nil {
		b.Fatal(err)
	}
}

// agrees sends what a preview shows.
func (b *bureau) agrees(words string) {
	b.Helper()
	b.modal("the preview shows "+words, func(v *slacktest.View) bool {
		return v != nil && v.CallbackID == "act.send" && strings.Contains(v.Words(), words)
	})
	if err := b.laura.Submit(nil); err != nil {
		b.Fatal(err)
	}
	b.modal("the modal closes", func(v *slacktest.View) bool { return v == nil })
}

func (b *bureau) modal(what string, holds func(*slacktest.View) bool) {
	b.Helper()
	if err := b.slack.Until(b.ctx, what, func() bool { return holds(b.slack.Modal("U0LAURA")) }); err != nil {
		b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
	}
}

// tidy fails when Slack refused anything, or anybody was pinged.
func (b *bureau) tidy() {
	b.Helper()
	for _, c := range b.slack.Refused() {
		b.Errorf("%s was refused: %s %v", c.Method, c.Error, c.Messages)
	}
	if pings := b.slack.Pings(); len(pings) > 0 {
		b.Errorf("somebody was pinged: %+v", pings)
	}
	if trouble := b.slack.Errors("U0LAURA"); len(trouble) > 0 {
		b.Errorf("Slack told Laura %q", trouble)
	}
	b.clean()
}

// submits sends a whole application, of who has just come.
func (h *handset) submits(products string) {
	h.e.Helper()
	h.after("¿Por dónde empezamos?", func() { h.Start("") })
	h.applies()
	for _, step := range coffee {
		said := step[0]
		if said == "Café tostado" {
			said = products
		}
		h.says(said, step[1])
	}
	h.says("sí", "Tu folio es PAB-0001")
}

// TestStaffDecideInSlackOnWhoAppliesInTelegram is the way of a candidate over both
// channels: the application, the card, a question, the answer, the decision.
func TestStaffDecideInSlackOnWhoAppliesInTelegram(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana := b.ana()
		ana.submits("Café tostado para <!channel> y <@U0LAURA>")

		card := b.reads("Nuevo candidato · PAB-0001")
		if card.Thread != "" || !strings.Contains(card.Words(), "CSO120304AB4") || !strings.Contains(card.Words(), "<!channel>") {
			b.Errorf("the card:\n%s", card.Words())
		}
		ana.marks()
		b.acts(card, "Tomar", "")
		ana.sees("Laura Mora")
		if took := b.reads("Laura Mora tomó el caso."); took.Thread != card.TS {
			b.Errorf("the story is not in the card's thread: %+v", took)
		}
		if now := b.slack.Channel(staffRoom).Message(card.TS); !strings.Contains(now.Words(), "En revisión · PAB-0001") || !strings.Contains(now.Words(), "Lo lleva Laura Mora") {
			b.Errorf("the card now:\n%s", now.Words())
		}

		if _, err := b.laura.Reply(staffRoom, card.TS, "entre nosotros: suena bien"); err != nil {
			b.Fatal(err)
		}
		ana.marks()
		b.acts(card, "Pedir información", "¿Nos mandas tu constancia?")
		b.agrees("¿Nos mandas tu constancia?")
		ana.sees("¿Nos mandas tu constancia?")
		ana.says("se la mando el lunes", "")
		if answer := b.reads("«se la mando el lunes»"); answer.Thread != card.TS {
			b.Errorf("the answer is not in the card's thread: %+v", answer)
		}

		ana.marks()
		b.acts(card, "Aprobar", "¡Bienvenida, Ana!")
		b.agrees("¡Bienvenida, Ana!")
		ana.sees("¡Bienvenida, Ana!")
		b.reads("Laura Mora aprobó la solicitud: «¡Bienvenida, Ana!»")
		if strings.Contains(ana.transcript(), "entre nosotros") {
			b.Errorf("the thread reached the owner:\n%s", ana.transcript())
		}
		if words := b.reads("Aprobado · PAB-0001").Words(); strings.Contains(words, "listo para decidir") || !strings.Contains(words, "Lo que se revisó") {
			b.Errorf("above the checklist of who is approved:\n%s", words)
		}
		if n := strings.Count(b.channel(), "Aprobado · PAB-0001"); n != 1 {
			b.Errorf("%d cards:\n%s", n, b.channel())
		}
		b.tidy()
	})
}

// TestAHandOffGoesThroughSlack: a person is asked for, takes the chat, answers, and gives
// it back.
func TestAHandOffGoesThroughSlack(t *testing.T) {
	bureaus(t, func(b *bureau) {
		ana := b.ana()
		ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
		ana.says("quiero hablar con una persona", "Ya le avisé al equipo")
		card := b.reads("pide hablar con una persona")
		ana.marks()
		b.acts(card, "Tomar la conversación", "")
		ana.sees("Laura Mora")
		ana.Write("es por la factura")
		if line := b.reads("«es por la factura»"); line.Thread != card.TS {
			b.Errorf("what the owner writes is not in the thread of the hand-off: %+v", line)
		}
		ana.marks()
		b.acts(b.slack.Channel(staffRoom).Message(card.TS), "Responder", "Ya la reviso.")
		b.agrees("Ya la reviso.")
		ana.sees("Ya la reviso.")
		ana.marks()
		b.acts(b.slack.Channel(staffRoom).Message(card.TS), "Devolver al asistente", "")
		ana.sees("asistente")
		b.reads("Alguien sin solicitud: la conversación volvió al asistente.")
		b.tidy()
	})
}
