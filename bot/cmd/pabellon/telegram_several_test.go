package main

import (
	"encoding/json"
	"testing"
	"time"

	"pabellon/bot/telegram/telegramtest"
)

// twoAt are two programs with one token and one PostgreSQL.
func twoAt(t *testing.T) (one, two *exchange) {
	t.Helper()
	one = connect(t, botAPI(t), "DATABASE_URL="+postgresSchema(t))
	one.start()
	other := *one
	two = &other
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	two.port, two.dir, two.ended = port, t.TempDir(), nil
	two.start()
	return one, two
}

// receives tells what /readyz says of Telegram.
func (e *exchange) receives() string {
	e.Helper()
	_, body := get(e, e.address()+"/readyz")
	var r readiness
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		e.Fatalf("%v: %s", err, body)
	}
	return r.Channels["telegram"]
}

// leader waits until one of two polls, and gives that one first.
func leader(t *testing.T, one, two *exchange) (leads, waits *exchange) {
	t.Helper()
	eventually(t, "one polls and the other does not", func() bool {
		if one.receives() != "polling" {
			one, two = two, one
		}
		return one.receives() == "polling" && two.receives() != "polling"
	})
	return one, two
}

// conflicts counts the polls that were refused for another.
func (e *exchange) conflicts() int {
	n := 0
	for _, c := range e.net.Calls() {
		if c.Status == 409 {
			n++
		}
	}
	return n
}

// TestAnotherProcessTakesOverWhenTheOneThatPollsIsKilled has two programs on one
// PostgreSQL; the lease of the dead one has to run out.
func TestAnotherProcessTakesOverWhenTheOneThatPollsIsKilled(t *testing.T) {
	t.Parallel()
	one, two := twoAt(t)
	leads, waits := leader(t, one, two)
	ana := waits.person(telegramtest.Profile{ID: 77, First: "Ana", Lang: "es"})
	consent := ana.says("quiero aplicar", "¿Aceptas?")
	ana.presses(consent, "Sí, acepto", "¿Cómo se llama tu negocio?")
	if n := leads.conflicts(); n > 1 {
		t.Errorf("two that share a lease were refused for each other %d times", n)
	}
	before := leads.conflicts()
	killed := time.Now()
	leads.p.kill()
	leads.gone()
	ana.patience = 45 * time.Second
	ana.says("Café Sol", "¿Cuál es tu RFC?")
	t.Logf("answered %.1f s after the kill", time.Since(killed).Seconds())
	ana.says("CSO120304AB4", "¿Con quién hablamos?")
	if n := waits.conflicts() - before; n > 1 {
		t.Errorf("the takeover had %d conflicts", n)
	}
	if n := len(ana.Screen()); n > 11 {
		t.Errorf("something was said twice:\n%s", ana.transcript())
	}
	leads.start()
	ana.says("Ana López", "¿Qué cargo")
	leads.stop()
	waits.clean()
}

// TestAProcessThatStopsHandsOverAtOnce ends the one that polls as an operator does, again
// and again, while somebody applies.
func TestAProcessThatStopsHandsOverAtOnce(t *testing.T) {
	t.Parallel()
	one, two := twoAt(t)
	ana := one.person(telegramtest.Profile{ID: 77, First: "Ana", Lang: "es"})
	consent := ana.says("quiero aplicar", "¿Aceptas?")
	ana.presses(consent, "Sí, acepto", "¿Cómo se llama tu negocio?")
	for _, s := range [][2]string{{"Café Sol", "¿Cuál es tu RFC?"}, {"CSO120304AB4", "¿Con quién hablamos?"}, {"Ana López", "¿Qué cargo"}} {
		leads, waits := leader(t, one, two)
		ana.e = waits
		ana.after(s[1], func() { ana.Write(s[0]); leads.stop() })
		leads.start()
	}
	if n := one.conflicts(); n > 3 {
		t.Errorf("three takeovers had %d conflicts", n)
	}
	one.clean()
	two.clean()
}
