package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// attach gives the page's phone a file.
func (p *tab) attach(name, content string) {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}))
}

// fetches waits for a link in a part of the page and gives what stands behind it.
func (p *tab) fetches(selector, name string) string {
	p.t.Helper()
	link := fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(a => a.download === %q).pop()`, selector+" a[download]", name)
	p.holds("!!" + link)
	get := `(() => { window.fetched = undefined; fetch(` + link + `.href).then(r => r.text().then(text => { window.fetched = r.headers.get('Content-Disposition') + '\n' + text; })); return true; })()`
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](get)); err != nil {
		p.t.Fatal(err)
	}
	p.holds(`window.fetched !== undefined`)
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`window.fetched`))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

// An owner sends a document on the page, staff fetch it on the desk, and the owner has
// a file with all of it.
func TestThePageTakesADocumentAndGivesTheOwnersData(t *testing.T) {
	chromiumPath(t)
	_, url := serving(t, t.TempDir())
	p := openTab(t, url+"/playground/")
	p.attach("antes.pdf", "%PDF-1.7 antes")
	p.contains("#log", "Todavía no guardé antes.pdf")
	p.press("#log", "Sí, acepto")
	p.contains("#log", "negocio?")
	p.attach("página.pdf", "<html><script>alert(1)</script>")
	p.contains("#log", "ese tipo de archivo no lo puedo recibir")
	p.attach("constancia.pdf", "%PDF-1.7 SECRETO")
	p.contains("#log", "Recibí constancia.pdf (PDF, 16 bytes)")
	p.say("Mi negocio es Hilos Nube, RFC HNU180903Q22, soy Inés Robles, correo: ines@hilosnube.mx, tel 442 123 4567, estamos en Querétaro, vendemos textiles de algodón, nunca hemos exportado", "Inés Robles")
	p.shot("documents")

	p.say("mándame mis datos", "dos archivos")
	for name, want := range map[string]string{"mis-datos.txt": "constancia.pdf (PDF, 16 bytes)", "mis-datos.json": `"name": "constancia.pdf"`} {
		if got := p.fetches("#log", name); !strings.HasPrefix(got, "attachment;") || !strings.Contains(got, want) || !strings.Contains(got, "Inés Robles") {
			t.Errorf("%s is %.300s", name, got)
		}
	}
	p.shot("my-data")

	p.say("quiero hablar con una persona", "avisé al equipo")
	p.attach(strings.Repeat("larga", 14)+".pdf", "%PDF-1.7 LARGA")
	p.contains("#feed", "mandó larga")
	p.attach("acta.pdf", "%PDF-1.7 ACTA")
	p.contains("#feed", "mandó acta.pdf")
	if got := p.fetches("#feed", "acta.pdf"); got != "attachment; filename=acta.pdf\n%PDF-1.7 ACTA" {
		t.Errorf("the desk fetches %q", got)
	}
	if got := p.fetches("#hilo", "constancia.pdf"); !strings.HasSuffix(got, "SECRETO") {
		t.Errorf("the thread fetches %q", got)
	}
	p.shot("desk-documents")
}
