package main

import (
	"encoding/json"
	"testing"
	"time"
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

// leader tells which of two polls, after somebody wrote, and gives that one first.
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
	ana := one.ana()
	consent := ana.says("quiero aplicar", "¿Aceptas?")
	leads, waits := leader(t, one, two)
	ana.e = waits
	ana.presses(consent, "Sí, acepto", "¿Cómo se llama tu negocio?")
	if n := leads.conflicts(); n > 1 {
		t.Errorf("two that share a lease were refused for each other %d times", n)
	}
	// That a press stops spinning is not kept: a kill may come between the words and that.
	leads.until("the press is answered", func() bool { return len(leads.net.Unanswered()) == 0 })
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

// TestAProcessThatStopsHandsOver ends the one that polls as an operator does, while
// somebody writes. The other looks every third of a lease whether it may poll.
func TestAProcessThatStopsHandsOver(t *testing.T) {
	t.Parallel()
	one, two := twoAt(t)
	ana := one.ana()
	ana.applies()
	leads, waits := leader(t, one, two)
	ana.e, ana.patience = waits, 20*time.Second
	ana.after("¿Cuál es tu RFC?", func() { ana.Write("Café Sol"); leads.stop() })
	ana.says("CSO120304AB4", "¿Con quién hablamos?")
	if n := one.conflicts(); n > 1 {
		t.Errorf("the takeover had %d conflicts", n)
	}
	waits.clean()
}

// TestReadyzTellsSoonThatTelegramIsPolled asks a program to which nobody has written yet.
func TestReadyzTellsSoonThatTelegramIsPolled(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	e.until("it polls", e.net.Polling)
	for began := time.Now(); e.receives() != "polling"; time.Sleep(50 * time.Millisecond) {
		if time.Since(began) > 5*time.Second {
			t.Fatalf("after %s of polling /readyz says %q", time.Since(began), e.receives())
		}
	}
	e.clean()
}
