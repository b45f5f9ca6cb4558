package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"pabellon/store"
)

// post sends JSON to the page's API.
func post(t *testing.T, url, body string) (int, string) {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(b)
}

func TestServeTellsHowItIs(t *testing.T) {
	_, url := serving(t, t.TempDir())
	if code, body := get(t, url+"/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("healthz: %d %s", code, body)
	}
	code, body := get(t, url+"/readyz")
	var ready readiness
	if err := json.Unmarshal([]byte(body), &ready); err != nil || code != 200 || !ready.Ready || ready.Database != "ok" || ready.Channels["web"] != "on" {
		t.Errorf("readyz: %d %s %v", code, body, err)
	}
	if code, _ := get(t, url+"/"); code != http.StatusFound {
		t.Errorf("the root gives %d", code)
	}
	if code, body := get(t, url+"/playground/"); code != 200 || !strings.Contains(body, "<html") {
		t.Errorf("the page: %d %.80s", code, body)
	}
	if code, _ := get(t, url+"/nothing"); code != http.StatusNotFound {
		t.Errorf("an unknown path gives %d", code)
	}
}

func TestMetricsCountTurnsAnswersAndMessages(t *testing.T) {
	_, url := serving(t, t.TempDir())
	code, body := post(t, url+"/playground/api/turns", `{"chat":"metrics-1","id":"m1","text":"¿cuánto cuesta la membresía?"}`)
	if code != http.StatusAccepted {
		t.Fatalf("%d %s", code, body)
	}
	want := []string{
		`pabellon_turns_total{channel="web",outcome="done"} 1`, `pabellon_questions_total{outcome="answered"} 1`,
		`pabellon_turn_seconds_count{channel="web"} 1`, `pabellon_reply_seconds_count{channel="web"} 1`,
		`pabellon_messages_total{channel="web",outcome="sent"}`, `pabellon_database_up 1`, `pabellon_build_info{`, `go_goroutines`, `process_`,
	}
	var last string
	eventually(t, "all metrics", func() bool {
		_, last = get(t, url+"/metrics")
		for _, w := range want {
			if !strings.Contains(last, w) {
				return false
			}
		}
		return true
	})
	if strings.Contains(last, "membres") || strings.Contains(last, "metrics-1") {
		t.Error("a metric shows what somebody said")
	}
}

func TestPlaygroundOffServesNoPage(t *testing.T) {
	p, url := serving(t, t.TempDir(), "PLAYGROUND=off")
	if code, body := get(t, url+"/"); code != 200 || !strings.Contains(body, "playground is off") {
		t.Errorf("the root: %d %s", code, body)
	}
	if code, _ := get(t, url+"/playground/"); code != http.StatusNotFound {
		t.Errorf("the page gives %d", code)
	}
	if _, body := get(t, url+"/readyz"); !strings.Contains(body, `"web":"off"`) {
		t.Errorf("readyz: %s", body)
	}
	eventually(t, "it is told that nothing runs", func() bool { return strings.Contains(p.stderr.String(), "no channel is running") })
}

func TestAForeignHostIsRefusedOnALoopbackAddress(t *testing.T) {
	_, url := serving(t, t.TempDir())
	request, err := http.NewRequest(http.MethodGet, url+"/playground/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "evil.example"
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a foreign host gets %d", response.StatusCode)
	}
}

// Everything that was acknowledged before the signal is carried out: now, or by the
// next start. The exit code is 0.
func TestASigtermEndsWellAndLosesNothing(t *testing.T) {
	dir := t.TempDir()
	p, url := serving(t, dir)
	const turns = 40
	for i := range turns {
		body := fmt.Sprintf(`{"chat":"drain-%04d","id":"m1","text":"¿cuánto cuesta la membresía?"}`, i)
		if code, answer := post(t, url+"/playground/api/turns", body); code != http.StatusAccepted {
			t.Fatalf("%d %s", code, answer)
		}
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(t); code != exitDone {
		t.Fatalf("exit %d; stderr:\n%s", code, p.stderr)
	}
	if log := p.stderr.String(); strings.Contains(log, "level=ERROR") || !strings.Contains(log, "stopped") {
		t.Errorf("it says:\n%s", log)
	}
	second, url := serving(t, dir)
	eventually(t, "all turns done", func() bool {
		_, body := get(t, url+"/readyz")
		return strings.Contains(body, `"waiting":0`)
	})
	second.kill()
	second.wait(t)
	s, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "data", "pabellon.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range turns {
		steps, err := s.History(t.Context(), fmt.Sprintf("web:drain-%04d", i))
		if err != nil || len(steps) != 1 || steps[0].Status != "done" || len(steps[0].Messages) == 0 {
			t.Errorf("conversation %d: %+v %v", i, steps, err)
		}
	}
}

func TestAChangedArticleIsLiveAndABrokenOneKeepsItsLastGoodText(t *testing.T) {
	dir := t.TempDir()
	article := func(text string) string {
		return "---\nid: tlacuache\nlang: es\ntitle: ¿Qué come el tlacuache?\n---\n" + text + "\n"
	}
	file := filepath.Join(dir, "kb", "tlacuache.md")
	write(t, file, article("Insectos."))
	p, url := serving(t, dir, "KNOWLEDGE_DIR=kb")
	n := 0
	answers := func(text string) func() bool {
		return func() bool {
			n++
			chat := fmt.Sprintf("know-%05d", n)
			post(t, url+"/playground/api/turns", `{"chat":"`+chat+`","id":"m1","text":"¿Qué come el tlacuache?"}`)
			var body string
			eventually(t, "an answer", func() bool {
				_, body = get(t, url+"/playground/api/room?chat="+chat)
				return strings.Contains(body, "1:up:tlacuache")
			})
			return strings.Contains(body, text)
		}
	}
	eventually(t, "the first text", answers("Insectos"))
	write(t, file, article("Fruta."))
	eventually(t, "the changed text", answers("Fruta"))
	write(t, file, "---\nid: tlacuache\nlang: [\n---\nRoto\n")
	eventually(t, "the admin is told of the line", func() bool { return strings.Contains(p.stderr.String(), "tlacuache.md:") })
	if !answers("Fruta")() {
		t.Error("the last good text is gone")
	}
	write(t, file, article("De todo."))
	eventually(t, "the mended text", answers("De todo"))
}
