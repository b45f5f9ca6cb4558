package main

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// talk plays lines in a terminal that is none: plain lines in, plain text out.
func talk(t *testing.T, url string, lines ...string) string {
	t.Helper()
	env := map[string]string{"DATABASE_URL": url, "LOG_LEVEL": "error"}
	code, out, stderr := attempt(t, env, strings.Join(lines, "\n")+"\n", "chat")
	if code != exitDone || stderr != "" {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return out
}

func TestATerminalShowsAnswersWithSourcesAndNumbersPressButtons(t *testing.T) {
	url := "sqlite:" + t.TempDir() + "/x.db"
	out := talk(t, url, "¿cuánto cuesta la membresía?", "quiero aplicar", "1", "Café Sol", "salir", "nunca se lee")
	for _, want := range []string{"1,500 dólares", "Fuente: Business Times", "1) Sí, acepto", "¿Cómo se llama tu negocio?", "Anotado: Café Sol"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") || strings.Contains(out, "**") {
		t.Errorf("colours or marks where there is no terminal:\n%s", out)
	}
	if again := talk(t, url, "estado"); strings.Contains(again, "Soy el asistente") || strings.Contains(again, "nunca se lee") {
		t.Errorf("the conversation did not go on:\n%s", again)
	}
}

func TestATerminalDoesNotShowWhatStaffAreTold(t *testing.T) {
	out := talk(t, "sqlite:"+t.TempDir()+"/x.db", "quiero hablar con una persona")
	if !strings.Contains(out, "equipo") || strings.Contains(out, "Responder") {
		t.Errorf("got:\n%s", out)
	}
}

func TestWhatIsShownCannotChangeTheTerminal(t *testing.T) {
	s := &screen{colour: true, lang: "en"}
	out := s.draw(bot.Message{Text: "a\x1bb **fat** [x](https://x.org)", Facts: []bot.Fact{{Label: "RFC", Value: "\x1b]0;x\aY"}},
		Buttons: []bot.Button{{Label: "Yes\x1b[1A"}}, Sources: []bot.Source{{Title: "The \x1bTimes", Reviewed: "2026-11-22"}}})
	for _, never := range []string{"a\x1b", "\x1b]0", "\x1b[1A", "\x1bT"} {
		if strings.Contains(out, never) {
			t.Errorf("%q is shown: %q", never, out)
		}
	}
	for _, want := range []string{"\x1b[1mfat\x1b[0m", "x <https://x.org>", "RFC: ]0;xY", "1) Yes", "Source: The Times · reviewed 2026-11-22"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %q", want, out)
		}
	}
}

func TestANumberPressesAButtonOnlyWhenThereIsOne(t *testing.T) {
	s := &screen{buttons: []bot.Button{{Payload: "1:yes"}}}
	if got := s.turn(" 1 ", time.Now()); got.Button != "1:yes" || got.Text != "" {
		t.Errorf("1 is %+v", got)
	}
	if got := s.turn("500", time.Now()); got.Button != "" || got.Text != "500" {
		t.Errorf("500 is %+v", got)
	}
}
