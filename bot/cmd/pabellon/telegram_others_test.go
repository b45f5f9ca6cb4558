package main

import (
	"fmt"
	"strings"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// TestGroupsHearOneWordAndChannelsNone has the bot put where it has nothing to do.
func TestGroupsHearOneWordAndChannelsNone(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		e := dial(t, hook)
		ana := e.ana()
		e.until("the program receives", func() bool {
			return e.net.Polling() || e.called("setWebhook", "url", e.address()+"/telegram/webhook")
		})
		group := e.net.Group(-1001234567890, "Cafetaleros de Coatepec")
		group.Add(ana.Person)
		e.until("the bot leaves the group", group.Left)
		channel := e.net.Channel(-1009876543210, "Avisos")
		channel.Post("/start")
		ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
		var said []string
		for _, m := range group.Screen() {
			if m.From == 123456789 {
				said = append(said, m.Text)
			}
		}
		if len(said) != 1 || !strings.Contains(said[0], "privad") {
			t.Errorf("in the group it said %q", said)
		}
		for _, c := range e.net.Calls() {
			if c.Params["chat_id"] == "-1009876543210" {
				t.Errorf("in the channel it did %s %v", c.Method, c.Params)
			}
		}
		e.clean()
	})
}

// TestWhoBlocksTheBotIsLeftInPeaceUntilTheyComeBack lets time pass meanwhile.
func TestWhoBlocksTheBotIsLeftInPeaceUntilTheyComeBack(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		e := dial(t, hook)
		ana := e.ana()
		ana.applies()
		ana.says("Café Sol de Coatepec", "¿Cuál es tu RFC?")
		other := e.person(telegramtest.Profile{ID: 78, First: "Beto", Lang: "es"})
		ana.Block()
		other.after("¿Por dónde empezamos?", func() { other.Start("") })
		other.applies()
		other.paced()
		other.after("sigue guardada", func() { e.days(3) })
		for _, m := range ana.Screen() {
			if strings.Contains(m.Text, "sigue guardada") {
				t.Error("who blocked the bot was reminded")
			}
		}
		ana.Unblock()
		ana.says("CSO120304AB4", "¿Con quién hablamos?")
		ana.paced()
		ana.after("sigue guardada", func() { e.days(3) })
		e.clean()
	})
}

// TestStaffLearnThatSomebodyIsNotReached has an owner leave in the middle of a hand-off.
func TestStaffLearnThatSomebodyIsNotReached(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	ana := e.ana()
	ana.says("quiero hablar con una persona", "yo me quedo callado")
	ana.Block()
	e.desk("ya no le llega lo que escribamos")
	e.staff(ana.chat, "reply", "Hola, soy Laura. ¿En qué te ayudo?")
	e.page("thread?conversation="+ana.chat, "Forbidden: bot was blocked by the user")
	ana.Write("perdón, los bloqueé sin querer")
	e.desk("ya le llegan otra vez los mensajes")
	ana.after("Sin problema", func() { e.staff(ana.chat, "reply", "Sin problema") })
	for _, c := range e.net.Refused() {
		if !strings.Contains(c.Description, "bot was blocked by the user") {
			t.Errorf("%s was refused: %s", c.Method, c.Description)
		}
	}
	e.stop()
}

// TestWhoDeletedTheirAccountIsNotReached is a hand-off with somebody who is gone, which
// the bot learns by writing.
func TestWhoDeletedTheirAccountIsNotReached(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	ana := e.ana()
	ana.says("quiero hablar con una persona", "yo me quedo callado")
	ana.Deactivate()
	e.staff(ana.chat, "reply", "Hola, soy Laura. ¿En qué te ayudo?")
	e.desk("ya no le llega lo que escribamos")
	e.stop()
}

// TestAFileThatDoesNotComeAtOnceIsFetchedAgain breaks the connection while a document is
// fetched: nobody has to send it twice for that.
func TestAFileThatDoesNotComeAtOnceIsFetchedAgain(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	ana := e.ana()
	ana.applies()
	for i, f := range []telegramtest.Fault{{Method: "getFile", Status: 502}, {Method: "getFile", RetryAfter: 1},
		{Method: "file", Drop: true}, {Method: "file", Status: 502}} {
		e.net.Fail(f)
		name := fmt.Sprintf("papel-%d.pdf", i)
		if got := ana.sends(pdf(name), name); !strings.Contains(got.Text, "Recibí "+name) {
			t.Errorf("after %+v it says %q", f, got.Text)
		}
	}
	e.clean()
}
