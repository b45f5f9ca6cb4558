package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// crowd are people who go through the same steps side by side.
type crowd struct {
	*exchange
	people []*handset
}

// crowdNames are businesses that have nothing in common; each has an RFC of its own.
var crowdNames = []struct{ business, rfc, contact, mail, phone string }{
	{"Café Sol", "CSO120304AB4", "Ana López", "ana@cafesol.mx", "228 123 4567"},
	{"Mezcal Don Beto", "MDB150612K18", "Beto Ruiz", "beto@donbeto.mx", "951 123 4567"},
	{"Barro Azul", "BAC1502036Z6", "Carla Díaz", "carla@barroazul.mx", "222 123 4567"},
	{"Hilos Nube", "HNU180903Q22", "Dora Vela", "dora@hilosnube.mx", "999 123 4567"},
}

// crowdAt is a Telegram with the people in it. The program is not started yet.
func crowdAt(t *testing.T, hook bool) *crowd {
	t.Helper()
	c := &crowd{exchange: connect(t, botAPI(t), "KNOWLEDGE_DIR="+fewArticles(t))}
	c.hook = hook
	if hook {
		c.front = forgetful(t, c.address())
	}
	for i, who := range crowdNames {
		c.people = append(c.people, c.person(telegramtest.Profile{ID: int64(300 + i), First: who.contact, Lang: "es", Phone: who.phone}))
	}
	return c
}

// fewArticles is a folder with what the people ask about. To read all articles takes most
// of a start, when races are looked for.
func fewArticles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"es/costo-membresia.md", "en/costo-membresia.md", "es/verificacion-tarda.md", "en/verificacion-tarda.md"} {
		article, err := os.ReadFile(filepath.Join("..", "..", "..", "knowledge", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, filepath.FromSlash(name)), string(article))
	}
	return dir
}

// forgetful stands before the program and forgets to say, now and then, that an update
// was taken, so that it is delivered again.
func forgetful(t *testing.T, program string) string {
	t.Helper()
	target, err := url.Parse(program)
	if err != nil {
		t.Fatal(err)
	}
	var n atomic.Int64
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: func(r *http.Response) error {
			if r.StatusCode == http.StatusOK && n.Add(1)%5 == 0 {
				r.StatusCode = http.StatusBadGateway
			}
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	return front.URL
}

// step is what everybody does, and the words after which they go on.
type step struct {
	do    func(h *handset, i int)
	words string
}

func writes(text string) func(*handset, int) { return func(h *handset, _ int) { h.Write(text) } }

func presses(label string) func(*handset, int) {
	return func(h *handset, _ int) {
		for _, m := range slices.Backward(h.Screen()) {
			if slices.Contains(m.Labels(), label) {
				h.touches(m, label)
				return
			}
		}
		h.e.Fatalf("nothing has a button %q:\n%s", label, h.transcript())
	}
}

// steps is an application with what may come between.
var steps = []step{
	{func(h *handset, _ int) { h.Start("feria") }, "¿Por dónde empezamos?"},
	{writes("oye, cuánto tarda la verificación?"), "Fuente: "},
	{writes("quiero aplicar"), "¿Aceptas?"},
	{presses("Sí, acepto"), "¿Cómo se llama tu negocio?"},
	{func(h *handset, i int) { h.Write(crowdNames[i].business) }, "¿Cuál es tu RFC?"},
	{writes("CSO12"), "no tiene la forma de un RFC"},
	{func(h *handset, i int) { h.Write(crowdNames[i].rfc) }, "¿Con quién hablamos?"},
	{func(h *handset, i int) { h.Write(crowdNames[i].contact) }, "¿Qué cargo"},
	{presses("Dueña o dueño"), "¿A qué correo"},
	{func(h *handset, i int) { h.Write(crowdNames[i].mail) }, "¿En qué teléfono"},
	{func(h *handset, i int) { h.ShareContact(card(h, crowdNames[i].phone)) }, "¿En qué estado"},
	{writes("veracruz"), "¿En qué categoría"},
	{func(h *handset, _ int) { h.SendFile(pdf("constancia.pdf")) }, "Recibí constancia.pdf"},
	{presses("Alimentos"), "¿Qué vendes exactamente?"},
	{writes("¿cuánto cuesta la membresía?"), "Seguimos: ¿qué vendes"},
	{writes("Café tostado en bolsas"), "¿Ya has exportado?"},
	{presses("Nunca"), "¿Cuánto puedes producir"},
	{writes("500 kg al mes"), "Revisa tus datos"},
	{writes("me equivoqué en la capacidad: son 800 kg al mes"), "800 kg al mes"},
	{presses("Sí, enviar"), "Tu folio es PAB-"},
	{writes("estado"), "Te contestan"},
	{writes("gracias"), "Con gusto"},
}

func card(h *handset, phone string) telegramtest.Contact {
	return telegramtest.Contact{Phone: phone, First: "Yo", UserID: h.id}
}

// act lets everybody take a step.
func (c *crowd) act(i int) {
	c.Helper()
	for n, h := range c.people {
		h.marks()
		steps[i].do(h, n)
	}
}

// hear waits until everybody got their answer.
func (c *crowd) hear(i int) {
	c.Helper()
	for _, h := range c.people {
		h.sees(steps[i].words)
	}
}

var (
	hours  = regexp.MustCompile(`\b\d\d:\d\d\b`)
	folios = regexp.MustCompile(`PAB-\d{4}`)
)

// heard is what each heard in order, without what differs from run to run.
func (c *crowd) heard() map[string][]string {
	out := map[string][]string{}
	for i, h := range c.people {
		for _, m := range h.Screen() {
			if !m.Mine {
				text := folios.ReplaceAllString(hours.ReplaceAllString(m.Text, "hh:mm"), "PAB-nnnn")
				out[crowdNames[i].business] = append(out[crowdNames[i].business], text+strings.Join(m.Labels(), " | "))
			}
		}
	}
	return out
}

// inFlight is the most messages that go out for one that is decided: parts of it.
const inFlight = 2

// againstOrder compares what was heard with what was to be heard, and counts what came
// again: that begins at one of the last messages and goes on from there.
func againstOrder(t *testing.T, name string, want, got []string) (repeats int) {
	t.Helper()
	next := 0
	for n, text := range got {
		if next < len(want) && want[next] == text {
			next++
			continue
		}
		back := slices.Index(want[max(0, next-inFlight):next], text)
		if back < 0 {
			t.Errorf("%s: message %d is %q, not %q", name, n, text, want[min(next, len(want)-1)])
			return repeats
		}
		next = max(0, next-inFlight) + back + 1
		repeats++
	}
	if next != len(want) {
		t.Errorf("%s heard %d of %d messages; the next were to be %q", name, next, len(want), want[next])
	}
	return repeats
}

// exported are the answers of each candidate, by conversation.
func (c *crowd) exported() map[string]map[string]string {
	c.Helper()
	out, err := exec.Command("pabellon", "export", "--format", "json", "--database-url", "sqlite:"+c.dir+"/data/pabellon.db").Output()
	if err != nil {
		c.Fatal(err)
	}
	var list []struct {
		Folio, Conversation string
		Fields              map[string]string
	}
	if err := json.Unmarshal(out, &list); err != nil {
		c.Fatalf("%v: %s", err, out)
	}
	all, seen := map[string]map[string]string{}, map[string]bool{}
	for _, one := range list {
		if all[one.Conversation] != nil || seen[one.Folio] {
			c.Errorf("%s of %s is there twice", one.Folio, one.Conversation)
		}
		all[one.Conversation], seen[one.Folio] = one.Fields, true
	}
	return all
}

// quietAfterCrash looks for what no crash excuses.
func (c *crowd) quietAfterCrash() {
	c.Helper()
	for _, log := range c.ended {
		c.secretFree("the log", log)
		if strings.Contains(log, "panic") || strings.Contains(log, "DATA RACE") || strings.Contains(log, "parked") {
			c.Errorf("the log has:\n%s", log)
		}
	}
}
