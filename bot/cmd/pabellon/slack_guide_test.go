package main

import (
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pabellon/bot/slack/slacktest"
)

var updateGuide = flag.Bool("update-guide", false, "take the pictures of the guide for staff anew")

const guideFolder = "../../slack/guia"

// album is the pictures of the guide for staff: each with the words that it shows, by which
// it is known whether staff still see just that.
type album struct {
	*testing.T
	slack *slacktest.Server
	tab   *tab // nil when no pictures are taken
}

func openAlbum(b *bureau) *album {
	a := &album{T: b.T, slack: b.slack}
	if *updateGuide {
		a.tab = openTab(b.T, b.address()+"/playground/")
	}
	return a
}

// takes a picture of a page, or compares its words with those of the picture that is there.
func (a *album) takes(name, words, page string) {
	a.Helper()
	words = timeless(words) + "\n"
	file := filepath.Join(guideFolder, name+".txt")
	if a.tab == nil {
		had, err := os.ReadFile(file)
		if err != nil || string(had) != words {
			a.Errorf("the picture %s shows what staff do not see any more (go test ./bot/cmd/pabellon -run Guide -update-guide takes it anew): %v\nit shows\n%s\nstaff see\n%s", name, err, had, words)
		}
		return
	}
	var png []byte
	a.tab.do(chromedp.EmulateViewport(600, 200), chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString([]byte(page))))
	png, err := chromedp.Run(a.tab.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(guideFolder, name+".png"), png, 0o644)
	}
	if err == nil {
		err = os.WriteFile(file, []byte(words), 0o644)
	}
	if err != nil {
		a.Error(err)
	}
}

func (a *album) message(name string, m slacktest.Message) {
	a.Helper()
	a.takes(name, m.Words(), a.slack.HTML(m))
}

func (a *album) view(name string, v *slacktest.View) {
	a.Helper()
	a.takes(name, strings.Join(append([]string{v.Title, v.Words()}, v.Labels()...), "\n"), a.slack.HTMLOf(*v))
}

var (
	someDays  = regexp.MustCompile(`(?:hoy|mañana|lun|mar|mié|jue|vie|sáb|dom)(?: \d{1,2} (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic))?(?: \d{4})?`)
	someHours = regexp.MustCompile(`\d{1,2}:\d{2}`)
	someDates = regexp.MustCompile(`\d{1,2} (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic) \d{4}`)
)

// timeless is a text without its days and hours. What arrives does so by the real clock and
// not by the playground's: its hour has the date before it.
func timeless(s string) string {
	s = someDates.ReplaceAllString(s, "FECHA")
	s = someHours.ReplaceAllString(someDays.ReplaceAllString(s, "DÍA"), "HORA")
	return strings.ReplaceAll(s, "FECHA HORA", "HORA")
}

// TestTheGuideShowsWhatStaffSee goes the ways that the guide for staff tells of.
func TestTheGuideShowsWhatStaffSee(t *testing.T) {
	b := openOnATuesday(t, true)
	a := openAlbum(b)
	ana := b.ana()
	ana.submits("Café tostado de altura, en bolsas de medio kilo")
	card := b.reads("Nuevo candidato · PAB-0001")
	a.message("tarjeta", card)

	if err := b.laura.Click(staffRoom, card.TS, "Pedir información"); err != nil {
		t.Fatal(err)
	}
	b.modal("the modal says whom it is about", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Words(), "PAB-0001") })
	a.view("pedir", b.slack.Modal("U0LAURA"))
	if err := b.laura.Submit(map[string]any{"text": "¿Nos mandas tu constancia de situación fiscal?"}); err != nil {
		t.Fatal(err)
	}
	b.modal("the preview is shown", func(v *slacktest.View) bool { return v != nil && v.CallbackID == "act.send" })
	a.view("vista-previa", b.slack.Modal("U0LAURA"))
	ana.marks()
	if err := b.laura.Submit(nil); err != nil {
		t.Fatal(err)
	}
	ana.sees("¿Nos mandas tu constancia de situación fiscal?")
	a.message("entregado", b.reads("✓ entregado"))

	if err := b.laura.Slash("/promexico", "buscar kafe sol", staffRoom); err != nil {
		t.Fatal(err)
	}
	if err := b.slack.Until(b.ctx, "the command is answered", func() bool { return len(b.slack.Ephemeral("U0LAURA")) > 0 }); err != nil {
		t.Fatal(err)
	}
	a.message("buscar", b.slack.Ephemeral("U0LAURA")[0])
	b.laura.OpenHome()
	if err := b.slack.Until(b.ctx, "the Home tab is shown", func() bool {
		v := b.slack.Home("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "Van 24 de 100")
	}); err != nil {
		t.Fatal(err)
	}
	a.view("inicio", b.slack.Home("U0LAURA"))

	for i, question := range []string{"cuanto cabe en un contenedor de 20 pies", "¿Cuánto cabe en un contenedor de 20 pies?", "oye y en un contenedor de 20 pies cuanto cabe"} {
		b.asks(int64(101+i), "es", question)
	}
	a.message("pregunta", b.reads("lo preguntan 3 personas"))
	b.slack.Person(slacktest.Profile{ID: "U0BETO", Name: "Beto"})

	eva := b.asks(104, "es", "cuanto cabe en un contenedor de 40 pies")
	eva.says("quiero hablar con una persona", "Ya le avisé al equipo")
	a.message("conversacion", b.reads("pide hablar con una persona"))

	b.passes(1)
	a.message("recordatorio", b.reads("personas esperan respuesta y el plazo pasó"))
	b.passes(7)
	a.message("resumen", b.reads("Resumen de la semana"))
	b.tidy()
}
