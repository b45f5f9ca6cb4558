package main

import "testing"

// TestARestartSwitchesBetweenWebhookAndPolling starts with PUBLIC_URL, then without, then
// with it again; people write meanwhile.
func TestARestartSwitchesBetweenWebhookAndPolling(t *testing.T) {
	t.Parallel()
	e := dial(t, true)
	ana := e.ana()
	ana.applies()
	e.stop()

	e.hook = false
	ana.after("¿Cuál es tu RFC?", func() { ana.Write("Café Sol"); e.start() })
	e.until("it polls", e.net.Polling)
	ana.says("CSO120304AB4", "¿Con quién hablamos?")
	e.stop()

	e.hook = true
	ana.after("¿Qué cargo", func() { ana.Write("Ana López"); e.start() })
	role := ana.now(ana.news()[0].ID)
	ana.presses(role, "Dueña o dueño", "¿A qué correo")
	if e.net.Polling() {
		t.Error("with a webhook it polls")
	}
	for _, m := range ana.Screen() {
		if m.Text == "" {
			t.Errorf("an empty message: %+v", m)
		}
	}
	e.clean()
}

// TestWhatIsWrittenWhileTheProgramIsDownIsAnsweredInOrder writes several messages to one
// that is stopped.
func TestWhatIsWrittenWhileTheProgramIsDownIsAnsweredInOrder(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		e := dial(t, hook)
		ana := e.ana()
		ana.applies()
		e.stop()
		ana.marks()
		for _, text := range []string{"Café Sol", "CSO120304AB4", "Ana López", "dueña", "ana@cafesol.mx"} {
			ana.Write(text)
		}
		e.start()
		ana.sees("¿En qué teléfono te encontramos?")
		var questions []string
		for _, m := range ana.news() {
			questions = append(questions, m.Text)
		}
		if len(questions) != 5 {
			t.Errorf("five answers got %d replies: %q", len(questions), questions)
		}
		e.clean()
	})
}
