package main

import (
	"errors"
	"os"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/paper"
	"pabellon/bot/telegram/telegramtest"
)

// sample is a document of bot/paper.
func sample(t testing.TB, name string) telegramtest.File {
	t.Helper()
	content, err := os.ReadFile("../../paper/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return telegramtest.File{Kind: "document", Name: name, MIME: paper.PDF, Content: content}
}

// TestAPaperOfTheOwnerIsRead: a real file goes through Telegram, and what it says is offered,
// kept after a yes, and compared for staff when the application is sent.
func TestAPaperOfTheOwnerIsRead(t *testing.T) {
	t.Parallel()
	e := connect(t, botAPI(t))
	e.start()
	ana := e.ana()
	ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
	ana.applies()
	list := ana.sends(sample(t, "chromium.pdf"), "Parece tu constancia de situación fiscal")
	for _, want := range []string{"el último carácter de su RFC, CSO120304AB1, no cuadra", "Negocio: Café Sol de la Sierra (página 1)", "RFC: CSO120304AB1", "Correo: hola@cafesol.example", "Estado: Ciudad de México"} {
		if !strings.Contains(list.Text, want) {
			t.Errorf("no %q in:\n%s", want, list.Text)
		}
	}
	labelled(t, list, "Sí, guardar", "No, gracias")
	ana.presses(list, "Sí, guardar", "¿Con quién hablamos?")
	ana.sends(sample(t, "locked-128.pdf"), "Pide contraseña")
	ana.sends(pdf("nada.pdf"), "yo no reviso lo que dice")
	data := ana.says("mis datos", "Esto es lo que tengo de ti")
	if !strings.Contains(data.Text, "tu documento") {
		t.Errorf("the data does not say where the answers came from:\n%s", data.Text)
	}
	e.clean()
	for _, log := range e.ended {
		if strings.Contains(log, "CSO120304AB1") || strings.Contains(log, "cafesol") {
			t.Errorf("the log tells what was read:\n%s", log)
		}
	}
}

func TestPapersSayWhyThereAreNoLines(t *testing.T) {
	for name, want := range map[string]error{"locked-256.pdf": bot.ErrLocked, "libreoffice.pdf": nil} {
		lines, err := papers{}.Lines(t.Context(), paper.PDF, sample(t, name).Content)
		if !errors.Is(err, want) || (err == nil) != (len(lines) > 0) {
			t.Errorf("%s: %d lines, %v", name, len(lines), err)
		}
	}
	if _, err := (papers{}).Lines(t.Context(), paper.PDF, []byte("%PDF-1.7 and no more")); err == nil || errors.Is(err, bot.ErrNoText) {
		t.Error(err)
	}
	if bot.DocGap != paper.Gap {
		t.Errorf("cells are parted by %q and looked for by %q", paper.Gap, bot.DocGap)
	}
}
