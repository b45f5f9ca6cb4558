package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a browser on the playground of the real program.
type tab struct {
	t         *testing.T
	ctx       context.Context
	artifacts string
}

// chromiumPath finds the browser; without one the test is skipped, or fails when
// PABELLON_REQUIRE is 1.
func chromiumPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("PABELLON_REQUIRE") == "1" {
		t.Fatal("PABELLON_REQUIRE is 1 and there is no Chromium")
	}
	t.Skip("there is no Chromium to look at the page with")
	return ""
}

func openTab(t *testing.T, url string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromiumPath(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.NoFirstRun, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { cancel(); stop() })
	p := &tab{t: t, ctx: ctx, artifacts: os.Getenv("PABELLON_ARTIFACTS")}
	if p.artifacts == "" {
		p.artifacts = t.TempDir()
	}
	if err := chromedp.Do(ctx); err != nil { // the first call starts the browser, which lives as long as its context
		t.Fatalf("start the browser: %v", err)
	}
	p.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS("#hello h3")))
	return p
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.shot("failed")
		p.t.Fatalf("in the browser: %v", err)
	}
}

// holds waits until an expression of the page is true.
func (p *tab) holds(js string) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](js))
		if err != nil {
			p.t.Fatalf("evaluate %s: %v", js, err)
		}
		if ok {
			return
		}
	}
	p.shot("failed")
	text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.querySelector('#log').innerText + '\n----\n' + document.querySelector('#feed').innerText`))
	p.t.Fatalf("never true: %s\nthe page shows:\n%s", js, text)
}

// contains waits for words in a part of the page.
func (p *tab) contains(selector, words string) {
	p.t.Helper()
	p.holds(fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.innerText.includes(%q))`, selector, words))
}

// say types into the phone and waits for words in the answer.
func (p *tab) say(text, answer string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#say"), text+kb.Enter))
	p.contains("#log .msg:not(.me)", answer)
}

// press clicks the last button of that label in a part of the page.
func (p *tab) press(selector, label string) {
	p.t.Helper()
	button := fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(b => b.tagName === 'BUTTON' && b.innerText.trim() === %q).pop()`, selector+" button", label)
	p.holds("!!" + button)
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](button+".click(), true")); err != nil {
		p.t.Fatalf("press %s: %v", label, err)
	}
}

func (p *tab) shot(name string) {
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Logf("picture %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(p.artifacts, "serve-"+name+".png"), png, 0o600); err != nil {
		p.t.Errorf("keep picture: %v", err)
	}
}

// The whole promise in one page of the real program: an answer with its source, an
// application to its folio, the card on the desk, the decision on the phone.
func TestThePageAnswersTakesAnApplicationAndBringsTheDecision(t *testing.T) {
	chromiumPath(t)
	server, url := serving(t, t.TempDir())
	p := openTab(t, url+"/playground/")

	p.say("¿Cuánto cuesta la membresía?", "1,500 dólares")
	p.contains("#log", "Business Times")
	p.shot("answer")

	p.say("quiero aplicar", "¿Aceptas?")
	p.press("#log", "Sí, acepto")
	p.contains("#log", "¿Cómo se llama tu negocio?")
	p.say("Café Sol de Coatepec", "¿Cuál es tu RFC?")
	p.say("CSO120304AB4", "¿Con quién hablamos?")
	p.say("Ana López", "¿Qué cargo tienes")
	p.say("dueña", "¿A qué correo")
	p.say("ana@cafesol.example", "¿En qué teléfono")
	p.say("55 1234 5678", "¿En qué estado")
	p.say("Veracruz", "¿En qué categoría")
	p.say("Alimentos", "¿Qué vendes exactamente?")
	p.say("Café tostado", "¿Ya has exportado?")
	p.say("nunca", "¿Cuánto puedes producir")
	p.say("500 kg al mes", "Revisa tus datos")
	p.shot("review")

	p.do(chromedp.SendKeys(chromedp.CSS("#say"), "sí, envíala"+kb.Enter))
	p.contains("#log", "PAB-0001")
	p.contains("#feed", "PAB-0001")
	p.contains("#feed", "Café Sol de Coatepec")
	p.shot("desk")

	p.press("#feed .card.has-folio", "Aprobar")
	p.press("dialog", "Aprobar y avisar")
	p.contains("#log", "aprobó tu solicitud PAB-0001")
	p.contains("#feed .card.has-folio", "Aprobad")
	p.holds(`document.querySelector('#n').innerText === '25'`)
	p.shot("approved")
	if log := server.stderr.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("the program says:\n%s", log)
	}
}
