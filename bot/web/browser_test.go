package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// visit is a browser tab on a fresh playground.
type visit struct {
	t    *testing.T
	ctx  context.Context
	fake *fake
	url  string

	mu       sync.Mutex
	mistakes []string
}

// browse opens the page over the fake bot. Without Chromium the test is skipped, or
// fails when PABELLON_REQUIRE is 1.
func browse(t *testing.T, width, height int64, dark bool) *visit {
	t.Helper()
	chromium := chromiumPath(t)
	f := newFake()
	w := New(f, testOptions())
	f.setWeb(w)
	furnish(t, f)
	server := httptest.NewServer(w)
	t.Cleanup(func() { w.Close(); server.Close() })
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() { cancel(); stop() })
	v := &visit{t: t, ctx: ctx, fake: f, url: server.URL + Base}
	v.listen()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	v.run(chromedp.EmulateViewport(width, height))
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	return v
}

func chromiumPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"} {
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

// listen collects what the console complains about.
func (v *visit) listen() {
	console := chromedp.Console(v.ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.IsException() || m.Type == "error" || m.Type == "warning" {
				v.mu.Lock()
				v.mistakes = append(v.mistakes, m.String()+" "+m.URL)
				v.mu.Unlock()
			}
		}
	}()
}

func (v *visit) run(actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.shot("failed")
		v.t.Fatalf("in the browser: %v; console: %v", err, v.mistakes)
	}
}

func (v *visit) open(hash string) {
	v.t.Helper()
	v.run(chromedp.Navigate(v.url+hash), chromedp.WaitReady(chromedp.CSS("#hello h3")))
}

// until waits for a condition in the page.
func (v *visit) until(js string) {
	v.t.Helper()
	for end := time.Now().Add(8 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if value[bool](v, js) {
			return
		}
	}
	v.shot("failed")
	v.t.Fatalf("never came true: %s; console: %v", js, v.mistakes)
}

// value is what an expression gives.
func value[T any](v *visit, js string) T {
	v.t.Helper()
	out, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		v.t.Fatalf("evaluate %s: %v", js, err)
	}
	return out
}

func (v *visit) click(selector string) {
	v.t.Helper()
	v.run(chromedp.Click(chromedp.CSS(selector)))
}

// say types into the phone and waits for the answer.
func (v *visit) say(texts ...string) {
	v.t.Helper()
	for _, text := range texts {
		n := value[int](v, `document.querySelectorAll('#log .msg:not(.me)').length`)
		v.run(chromedp.SendKeys(chromedp.CSS("#say"), text+kb.Enter))
		v.until(fmt.Sprintf(`document.querySelectorAll('#log .msg:not(.me)').length > %d`, n))
	}
}

// shot keeps a picture in the folder that PABELLON_ARTIFACTS names.
func (v *visit) shot(name string) {
	dir := os.Getenv("PABELLON_ARTIFACTS")
	if dir == "" {
		return
	}
	time.Sleep(700 * time.Millisecond) // transitions
	png, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.t.Logf("picture %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, "playground-"+name+".png"), png, 0o644); err != nil {
		v.t.Errorf("keep picture: %v", err)
	}
}

// clean fails when the console complained or the page scrolls sideways.
func (v *visit) clean() {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.mistakes) > 0 {
		v.t.Errorf("the console says: %s", strings.Join(v.mistakes, "\n"))
	}
}

// narrowEnough fails when something is wider than the window, or the tabs higher than their
// strip, where a desktop browser draws a scroll bar.
func (v *visit) narrowEnough() {
	v.t.Helper()
	wide := value[[]string](v, `(() => {
		const out = [], skip = '.quick, .tabs, .vh, .skip, .sprite, #announce';
		for (const e of document.querySelectorAll('body *')) {
			if (e.closest(skip) || !e.getClientRects().length) continue;
			const r = e.getBoundingClientRect();
			if (r.right > innerWidth + 1 || r.left < -1) out.push(e.tagName + '.' + e.className + ' ' + Math.round(r.right));
		}
		if (document.documentElement.scrollWidth > innerWidth) out.push('the page itself');
		const tabs = document.querySelector('.tabs');
		if (tabs.scrollHeight > tabs.clientHeight) out.push('the tabs are ' + tabs.scrollHeight + ' high in ' + tabs.clientHeight);
		return out.slice(0, 5);
	})()`)
	if len(wide) > 0 {
		v.t.Errorf("larger than its place: %q", wide)
	}
}

// apply carries a whole application through, up to the review.
func (v *visit) apply() {
	v.t.Helper()
	v.say("Quiero aplicar")
	v.click("#log .msg:last-child .kb .main")
	v.until(`document.querySelector('#count').textContent.startsWith('0 de 11') || document.querySelector('#step').textContent.includes('Tu solicitud')`)
	v.say("soy ana lopez de cafe sol en veracruz, mi correo es ana@cafesol.example", "CSO150612K73", "Dueña", "+52 55 1234 5678", "Alimentos", "Café tostado y café verde", "Todavía no", "800 kg al mes")
	v.until(`!!document.querySelector('.review')`)
}
