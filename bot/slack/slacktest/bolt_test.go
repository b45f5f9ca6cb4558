package slacktest

import (
	"bytes"
	"context"
	"testing"

	"pabellon/bot/fakes"
)

// bolt starts .ci/bolt/check.mjs, an app on Bolt.
func bolt(t *testing.T, s *Server) (ended <-chan error, output *bytes.Buffer) {
	t.Helper()
	return fakes.Client(t, "bolt", "@slack/bolt", "PABELLON_BOLT", "SLACK_API_URL="+s.URL(), "SLACK_BOT_TOKEN="+s.BotToken(),
		"SLACK_APP_TOKEN="+s.AppToken(), "SLACK_SIGNING_SECRET="+s.SigningSecret())
}

// play is a person with an app on Bolt, whose words are told when something goes wrong.
type play struct {
	bench
	ana    *Person
	ctx    context.Context
	ended  <-chan error
	output *bytes.Buffer
}

func (p play) fine(err error) {
	p.Helper()
	if err != nil {
		p.Down(true) // the app ends by its time
		<-p.ended
		p.Fatalf("%v; the app says:\n%s", err, p.output)
	}
}

func (p play) until(what string, holds func() bool) {
	p.Helper()
	p.fine(p.Until(p.ctx, what, holds))
}

func TestAnAppThatWasNotWrittenForItIsServed(t *testing.T) {
	p := play{bench: strictly(t)}
	p.ctx = soon(t)
	p.ended, p.output = bolt(t, p.Server)
	p.ana = p.Person(Profile{ID: "U1", Name: "ana"})
	p.until("the app is connected for the second time", func() bool { return p.Opened() == 2 && p.Sockets() == 1 })
	p.overSocket()
	p.mention()
	p.overHTTP()
	p.fine(<-p.ended)
	if bad := p.Refused(); len(bad) != 3 || len(p.Errors("U1")) != 0 || len(p.Lost()) != 0 {
		t.Errorf("refused %+v, she reads %q, lost %q", bad, p.Errors("U1"), p.Lost())
	}
}

// overSocket is a message, a button, a modal, a command and the App Home.
func (p play) overSocket() {
	_, err := p.ana.Direct("hola")
	p.fine(err)
	dm := p.Channel(p.ana.DM())
	p.until("the app has tried what is refused", func() bool { return len(p.Refused()) == 2 })
	card := dm.Messages()[1]
	p.fine(p.ana.Click(p.ana.DM(), card.TS, "Editar"))
	p.until("a modal is open and the card is changed", func() bool {
		return p.Modal("U1") != nil && dm.Message(card.TS).Words() == "se edita"
	})
	if err := p.ana.Submit(map[string]any{"Nombre": ""}); err == nil {
		p.Error("an empty name is sent")
	}
	p.fine(p.ana.Submit(map[string]any{"Nombre": "repetida"}))
	p.until("there is an error by the name", func() bool { return p.Modal("U1").Errors["name"] == "ya existe" })
	p.fine(p.ana.Submit(map[string]any{"Nombre": "Café Ñandú"}))
	p.until("the modal is closed and she reads so", func() bool {
		list := p.Ephemeral("U1")
		return p.Modal("U1") == nil && len(list) == 1 && list[0].Text == "guardada: Café Ñandú"
	})
	p.fine(p.ana.Slash("/promexico", "café", "C1"))
	p.until("she alone reads what is looked for, and all what is found", func() bool {
		list, all := p.Ephemeral("U1"), p.Channel("C1").Messages()
		return len(list) == 2 && list[1].Text == "busco café" && len(all) == 1 && all[0].Text == "nada todavía"
	})
	p.ana.OpenHome()
	p.until("the home is there", func() bool { home := p.Home("U1"); return home != nil && home.Words() == "Bandeja" })
}

// mention is a file in a thread, a page of a list, and the address of the app.
func (p play) mention() {
	ts, err := p.ana.Mention("C1", "la ficha, por favor")
	p.fine(err)
	p.until("the file and the address are there", func() bool { return len(p.Channel("C1").Messages()) == 4 })
	if thread := p.Channel("C1").Thread(ts); len(thread) != 2 || string(thread[1].Files[0].Content) != "%PDF-1.7" {
		p.Errorf("the thread is %+v", thread)
	}
	p.fine(p.Settled(p.ctx))
}

// overHTTP is a forged request and a command.
func (p play) overHTTP() {
	address := p.Channel("C1").Messages()[3].Text + "/slack/events"
	p.fine(p.Deliver(p.ctx, Endpoints{Events: address, Interactions: address, Commands: address}))
	if got := p.Post(p.ctx, Letter{Address: address, Body: []byte("{}"), Secret: "otro"}); got.Status/100 == 2 {
		p.Errorf("a forged request is taken: %+v", got)
	}
	p.fine(p.ana.Slash("/adios", "", "C1"))
	p.until("she reads farewell", func() bool {
		list := p.Ephemeral("U1")
		return len(list) == 3 && list[2].Text == "adiós, ana"
	})
}
