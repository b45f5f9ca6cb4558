package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestPageAnswersWithASource(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	v.click(".try")
	v.until(`!!document.querySelector('#log .chip')`)
	chip := value[string](v, `document.querySelector('#log .chip').textContent`)
	if !strings.Contains(chip, "Business Times") || !strings.Contains(chip, "22 nov 2026") {
		t.Errorf("the source reads %q", chip)
	}
	v.click(".thumb.up")
	v.until(`document.querySelector('.thumb.up').getAttribute('aria-pressed') === 'true'`)
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), `<img src=x onerror=alert(1)> **hola**`+kb.Enter))
	v.until(`[...document.querySelectorAll('#log .me p')].some(p => p.textContent.includes('<img src=x'))`)
	if value[int](v, `document.querySelectorAll('#log img').length`) != 0 {
		t.Error("what was typed became markup")
	}
	v.clean()
}

func TestPageByKeyboardAlone(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	key := func(keys ...string) {
		for _, k := range keys {
			v.run(chromedp.KeyEvent(k))
		}
	}
	key(kb.Tab)
	if got := value[string](v, `document.activeElement.className`); got != "skip" {
		t.Errorf("Tab first reaches %q, want the skip link", got)
	}
	v.run(chromedp.Focus(chromedp.CSS("#tab-mesa")))
	for _, step := range [][2]string{{kb.ArrowRight, "saber"}, {kb.ArrowRight, "detras"}, {kb.Home, "mesa"}, {kb.ArrowLeft, "detras"}, {kb.ArrowRight, "mesa"}} {
		key(step[0])
		v.until(fmt.Sprintf(`document.activeElement.id === 'tab-%s' && !document.querySelector('#%s').hidden`, step[1], step[1]))
	}
	v.until(`!document.querySelector('#comp').hidden`)
	v.run(chromedp.Focus(chromedp.CSS("#mode [aria-checked=true]")))
	key(kb.ArrowRight)
	v.until(`document.querySelector('#comp').classList.contains('out') && document.querySelector('#go').textContent === 'Ver antes de enviar'`)
	v.run(chromedp.Focus(chromedp.CSS("#say")))
	key("h", "o", "l", "a", kb.Enter)
	v.until(`document.querySelectorAll('#log .msg:not(.me)').length > 0 && document.activeElement.id === 'say'`)
	v.run(chromedp.Focus(chromedp.CSS("#mic")))
	key(kb.Enter)
	v.until(`!!document.querySelector('dialog[open] input')`)
	key(kb.Escape)
	v.until(`!document.querySelector('dialog') && document.activeElement.id === 'mic'`)
	v.run(chromedp.Focus(chromedp.CSS("#reset")))
	key(kb.Enter)
	v.until(`!!document.querySelector('dialog[open]')`)
	v.shot("reset")
	key(kb.Tab, kb.Enter) // the first button is the harmless one
	v.until(`!document.querySelector('dialog') && !document.querySelector('#hello').hidden`)
	v.clean()
}

func TestPageKeepsAFailedMessage(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	v.fake.broke(errDown)
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), "cuanto cuesta"+kb.Enter))
	v.until(`!!document.querySelector('.fail[role=alert] button')`)
	v.shot("failed-message")
	v.fake.broke(nil)
	v.click(".fail button")
	v.until(`!!document.querySelector('#log .chip') && !document.querySelector('.fail')`)
	if n := value[int](v, `document.querySelectorAll('#log .me').length`); n != 1 {
		t.Errorf("the message is there %d times", n)
	}
}

func TestPageWaitsForTheConnection(t *testing.T) {
	v := browse(t, 390, 844, false)
	v.open("")
	v.say("hola")
	v.offline(true)
	v.until(`!document.querySelector('#net').hidden`)
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), "cuanto cuesta"+kb.Enter))
	v.until(`!!document.querySelector('.fail.muted')`)
	v.shot("offline")
	v.offline(false)
	v.until(`!!document.querySelector('#log .chip') && !document.querySelector('.fail') && document.querySelector('#net').hidden`)
	if n := value[int](v, `document.querySelectorAll('#log .me').length`); n != 2 {
		t.Errorf("%d messages of the owner, want 2", n)
	}
}

// offline takes the line away or gives it back.
func (v *visit) offline(off bool) {
	v.t.Helper()
	state := network.OverrideNetworkStateParams{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}
	if _, err := chromedp.Call(v.ctx, network.OverrideNetworkState, state); err != nil {
		v.t.Fatal(err)
	}
	rules := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}}}
	if _, err := chromedp.Call(v.ctx, network.EmulateNetworkConditionsByRule, rules); err != nil {
		v.t.Fatal(err)
	}
}

func TestPageReadsWhatItMissed(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	v.say("hola")
	chat := value[string](v, `JSON.parse(localStorage.getItem('pabellon.chat'))`)
	web := v.fake.web
	v.fake.setWeb(nil) // nothing is sent while the line is cut
	web.hub.mu.Lock()
	for s := range web.hub.streams {
		web.hub.cut(s)
	}
	web.hub.mu.Unlock()
	v.fake.says(t, chat, "cuanto cuesta")
	v.fake.setWeb(web)
	v.until(`document.querySelectorAll('#log .chip').length === 1`)
	if n := value[int](v, `document.querySelectorAll('#log .me').length`); n != 2 {
		t.Errorf("%d messages of the owner, want 2", n)
	}
}

func TestPageShowsThatItWrites(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	v.fake.slow(1200 * time.Millisecond)
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), "cuanto cuesta"+kb.Enter))
	v.until(`!!document.querySelector('#dotsbox .typing')`)
	v.shot("typing")
	v.until(`!document.querySelector('#dotsbox .typing') && !!document.querySelector('#log .chip')`)
	v.clean()
}

func TestPageDoesNotPullTheReaderDown(t *testing.T) {
	v := browse(t, 390, 700, false)
	v.open("")
	v.say("largo", "hola", "cuanto cuesta")
	chat := value[string](v, `JSON.parse(localStorage.getItem('pabellon.chat'))`)
	value[bool](v, `document.querySelector('#logbox').scrollTop = 0, true`)
	v.fake.says(t, chat, "hola")
	v.until(`!document.querySelector('#pill').hidden && document.querySelector('#pill').textContent === '1 nuevo'`)
	v.shot("pill")
	v.click("#pill")
	v.until(`document.querySelector('#pill').hidden`)
	v.clean()
}
