package web

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestPageDeskDecides(t *testing.T) {
	v := browse(t, 1440, 900, false)
	v.open("")
	v.apply()
	v.click("#log .msg:last-child .kb .main")
	v.until(`!!document.querySelector('.ticket') && document.querySelector('#feed h4').textContent === 'Café Sol'`)
	v.press("Tomar")
	v.until(`document.querySelector('#feed .tag').textContent.includes('La lleva Laura')`)
	v.press("Pedir información")
	v.until(`!!document.querySelector('dialog[open] .tpl')`)
	v.shot("ask")
	v.click("dialog .tpl")
	v.click("dialog .btn.main")
	v.until(`!!document.querySelector('dialog[open] .asphone')`)
	v.shot("preview")
	v.click("dialog .btn.main")
	v.until(`[...document.querySelectorAll('#log .bub')].some(b => b.textContent.includes('constancia'))`)
	v.until(`!!document.querySelector('#talk .out') && document.querySelector('#talk .ok').textContent.includes('Entregado')`)
	v.run(chromedp.SendKeys(chromedp.CSS("#draft"), "Nota para Diego"+kb.Enter))
	v.until(`document.querySelector('#talk').textContent.includes('Nota para Diego')`)
	v.press("Ver todo")
	v.until(`!!document.querySelector('dialog[open] .alldl')`)
	v.shot("all")
	v.run(chromedp.KeyEvent(kb.Escape))
	v.press("Aprobar")
	v.until(`!!document.querySelector('dialog[open]')`)
	v.click("dialog .btn.main")
	v.until(`document.querySelector('#n').textContent === '25'`)
	v.shot("approved")
	v.clean()
}

func TestPageHandoff(t *testing.T) {
	v := browse(t, 1440, 900, true)
	v.open("")
	v.say("quiero hablar con una persona")
	v.until(`document.querySelectorAll('#feed .hand .btn.main').length === 2`)
	v.press("Tomar la conversación")
	v.until(`document.querySelector('#speaker').textContent === 'Laura Mora'`)
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), "gracias, es por la factura"+kb.Enter))
	v.until(`!!document.querySelector('#talk .in')`)
	v.click("[data-to=out]")
	v.run(chromedp.SendKeys(chromedp.CSS("#draft"), "Hola, ya lo reviso."))
	v.shot("handoff")
	v.click("#go")
	v.until(`!!document.querySelector('dialog[open] .asphone')`)
	v.click("dialog .btn.main")
	v.until(`!!document.querySelector('#log .bub.human')`)
	v.until(`document.querySelector('#mode [aria-checked=true]').dataset.to === 'in'`) // back to the note
	v.shot("handoff-reply")
	v.run(chromedp.SendKeys(chromedp.CSS("#say"), "mil gracias"+kb.Enter))
	v.until(`[...document.querySelectorAll('#log .me')].slice(-1)[0].className === 'msg me' && document.querySelector('#talk').textContent.includes('mil gracias')`)
	v.press("Devolver al asistente")
	v.until(`document.querySelector('#speaker').textContent === 'Pabellón'`)
	v.clean()
}

func TestPageGroupsManyCards(t *testing.T) {
	v := browse(t, 1440, 900, false)
	for i := range 9 {
		v.fake.says(t, fmt.Sprintf("muchas%03d", i), "quiero aplicar", "sí", fmt.Sprintf("Negocio número %d con un nombre bastante largo, S. de R.L. de C.V.", i), "HNU180903Q22", "Inés Robles", "Socia", "ines@hilosnube.example", "+52 222 123 4567", "Puebla", "Textil", "Hilos", "Nunca", "900", "sí")
	}
	v.open("")
	v.until(`document.querySelectorAll('#feed .slim').length === 6`)
	if n := value[int](v, `document.querySelectorAll('#feed .facts').length`); n > 4 {
		t.Errorf("%d cards in full", n)
	}
	v.run(chromedp.ScrollIntoView(chromedp.CSS("#feed .slim")))
	v.shot("many")
	v.click("#feed .slim")
	v.until(`document.querySelectorAll('#feed .post.chosen .facts').length === 1`)
	v.clean()
}

func TestPageInEnglish(t *testing.T) {
	v := browse(t, 1100, 800, false)
	v.open("")
	v.click("#langs [data-lang=en]")
	v.until(`document.documentElement.lang === 'en' && document.querySelector('.try').textContent.includes('How much')`)
	v.say("how much is the membership")
	v.narrowEnough()
	v.shot("english")
	v.click("#langs [data-lang=es]")
	v.until(`[...document.querySelectorAll('#log .me')].some(m => m.textContent.includes('/idioma es'))`)
	v.click("#day")
	v.until(`document.querySelector('#now').textContent.includes('24 nov')`)
	v.clean()
}

// press clicks the first button of the desk with a label.
func (v *visit) press(label string) {
	v.t.Helper()
	js := fmt.Sprintf(`(() => { const b = [...document.querySelectorAll('#feed button')].find(b => b.textContent === %q); if (b) { b.focus(); b.click(); } return !!b; })()`, label)
	v.until(js)
}
