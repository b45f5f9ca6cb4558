package web

import (
	"testing"
)

func TestPageStates(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"desktop", 1440, 900, false}, {"desktop-dark", 1440, 900, true}} {
		t.Run(c.name, func(t *testing.T) {
			v := browse(t, c.width, c.height, c.dark)
			v.open("")
			v.shot(c.name + "-empty")
			v.say("oye y cuanto cuesta la membresia")
			v.shot(c.name + "-answer")
			v.apply()
			v.shot(c.name + "-review")
			v.click(".msg.wide .kb .main")
			v.until(`!!document.querySelector('.ticket')`)
			v.say("oye y cuanto cuesta la membresia")
			v.until(`document.querySelectorAll('.card').length >= 4`)
			v.shot(c.name + "-sent")
			v.click("#tab-detras")
			v.until(`!!document.querySelector('.behind .hit')`)
			v.shot(c.name + "-behind")
			v.click("#tab-saber")
			v.until(`document.querySelectorAll('#shelf tbody tr').length > 3`)
			v.shot(c.name + "-articles")
			v.clean()
		})
	}
}

func TestPageOnAPhone(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height int64
	}{{"phone", 390, 844}, {"small", 320, 640}} {
		t.Run(c.name, func(t *testing.T) {
			v := browse(t, c.width, c.height, c.name == "small")
			v.open("")
			v.narrowEnough()
			v.shot(c.name + "-empty")
			v.say("cuanto cuesta")
			v.narrowEnough()
			v.shot(c.name + "-answer")
			v.apply()
			v.narrowEnough()
			v.shot(c.name + "-review")
			v.click(".msg.wide .kb .main")
			v.until(`!!document.querySelector('.ticket')`)
			v.say("largo")
			v.narrowEnough()
			v.shot(c.name + "-long")
			for _, tab := range []string{"mesa", "saber", "detras"} {
				v.click("#tab-" + tab)
				v.until(`document.querySelector('#` + tab + `').textContent.length > 200`)
				v.narrowEnough()
				v.shot(c.name + "-" + tab)
			}
			v.click("#tab-mesa")
			v.click("#feed .under")
			v.until(`document.querySelector('#mesa').classList.contains('hilo')`)
			v.narrowEnough()
			v.shot(c.name + "-thread")
			v.click("#back")
			v.click("#more")
			v.until(`document.querySelector('#more').getAttribute('aria-expanded') === 'true'`)
			v.narrowEnough()
			v.shot(c.name + "-menu")
			v.click("#reset")
			v.until(`!!document.querySelector('dialog[open]')`)
			v.narrowEnough()
			v.shot(c.name + "-dialog")
			v.clean()
		})
	}
}
