package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// personal is what an owner tells in a whole application, and what staff write about
// them: nothing of it may stand in a log, in the metrics or in an error.
var personal = []string{
	"Zapotecas del Istmo", "ZIS120304AB7", "Xóchitl", "Xochitl", "Ruvalcaba", "ruvalcaba", "@",
	"CSO120304AB4", "5512345678", "mezcal artesanal", "Oaxaca", "700 botellas",
	"constancia fiscal", "llamar el lunes", "patrón 4711", "secreto-4711",
}

// fullForm is what the owner does: the application, with a question, a bad value and an unknown button in it.
var fullForm = []string{
	`"text":"hola, quiero vender en Alibaba"`, `"button":"1:accept"`, `"text":"Zapotecas del Istmo"`,
	`"text":"ZIS120304AB7"`, `"text":"CSO120304AB4"`, `"text":"Xóchitl Ruvalcaba"`, `"text":"dueña"`,
	`"text":"xochitl.ruvalcaba@"`, `"text":"xochitl.ruvalcaba@example.com"`,
	`"contact":{"phone":"+525512345678","own":true}`, `"text":"Oaxaca"`, `"text":"bebidas"`,
	`"text":"¿cuánto cuesta la membresía? soy patrón 4711"`, `"text":"mezcal artesanal"`, `"text":"nunca"`, `"text":"700 botellas al mes"`,
	`"button":"secreto-4711"`, `"file":{"name":"constancia fiscal.pdf","size":10}`, `"voice":{"seconds":9}`, `"button":"1:send"`,
}

func TestNothingThatAPersonSaysIsLoggedOrCounted(t *testing.T) {
	dir := t.TempDir()
	p, url := serving(t, dir, "LOG_LEVEL=debug")
	api := url + "/playground/api/"
	for i, said := range fullForm {
		if code, body := post(t, api+"turns", fmt.Sprintf(`{"chat":"quiet-0001","id":"m%d",%s}`, i, said)); code != 202 {
			t.Fatalf("%s: %d %s", said, code, body)
		}
	}
	eventually(t, "the folio", func() bool {
		_, body := get(t, api+"desk")
		return strings.Contains(body, "PAB-0001")
	})
	for i, act := range []string{`"action":"take"`, `"action":"ask","text":"¿Nos mandas tu constancia fiscal?"`, `"action":"note","text":"llamar el lunes"`, `"action":"approve"`} {
		if code, body := post(t, api+"staff", fmt.Sprintf(`{"staff":"laura","application":"PAB-0001","id":"s%d",%s}`, i, act)); code != 202 {
			t.Fatalf("%s: %d %s", act, code, body)
		}
	}
	eventually(t, "the approval", func() bool {
		_, body := get(t, api+"room?chat=quiet-0001")
		return strings.Contains(body, `"status":"approved"`)
	})
	// What is refused is not repeated in a log either.
	post(t, api+"turns", `{"chat":"quiet-0001","id":"x y","text":"Zapotecas del Istmo"}`)
	post(t, api+"turns", `{"chat":"quiet-0001","nombre":"Xóchitl Ruvalcaba"}`)
	_, metrics := get(t, url+"/metrics")
	_, ready := get(t, url+"/readyz")
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(t); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	for where, text := range map[string]string{"the log": p.stderr.String(), "/metrics": metrics, "/readyz": ready} {
		for _, word := range personal {
			if strings.Contains(text, word) {
				t.Errorf("%s holds %q", where, word)
			}
		}
	}
	if b, err := os.ReadFile(filepath.Join(dir, "data", "pabellon.db")); err != nil || len(b) == 0 {
		t.Errorf("the database: %v", err) // so that the test knows that it all happened
	}
}

// What fails over and over is logged, without what was said.
func TestTroubleIsLoggedWithoutWords(t *testing.T) {
	p := begin(t, t.TempDir(), []string{"LOG_LEVEL=debug"}, "chat", "--json")
	for i, line := range []string{
		`{"chat":"q","id":"%d","text":"Zapotecas del Istmo`, `{"chat":"q","id":"%d","text":{"Xóchitl":"Ruvalcaba"}}`,
		`{"staff":"U1","application":"secreto-4711","id":"%d","action":"take"}`, `{"chat":"q","id":"%d","text":"Xóchitl Ruvalcaba"}`,
	} {
		if _, err := fmt.Fprintf(p.in, line+"\n", i); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.in.Close(); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(t); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	for _, word := range personal {
		if strings.Contains(p.stderr.String(), word) {
			t.Errorf("stderr holds %q:\n%s", word, p.stderr)
		}
	}
}

func TestAPageThatOthersCanReachIsWarnedOf(t *testing.T) {
	const warning = "the playground has no login"
	for _, c := range []struct {
		addr, playground string
		warned           bool
	}{
		{"0.0.0.0:0", "on", true}, {":0", "auto", true}, {"0.0.0.0:0", "off", false},
		{"127.0.0.1:0", "on", false}, {"localhost:0", "auto", false},
	} {
		p, _ := serving(t, t.TempDir(), "HTTP_ADDR="+c.addr, "PLAYGROUND="+c.playground)
		eventually(t, "ready", func() bool { return strings.Contains(p.stderr.String(), "ready;") })
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		p.wait(t)
		if got := strings.Contains(p.stderr.String(), warning); got != c.warned {
			t.Errorf("%s, PLAYGROUND=%s: warned %v", c.addr, c.playground, got)
		}
	}
}
