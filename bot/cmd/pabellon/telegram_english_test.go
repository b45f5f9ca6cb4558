package main

import (
	"strings"
	"testing"

	"pabellon/bot/telegram/telegramtest"
)

// TestAPhoneInEnglishIsSpokenToInEnglish goes through an application by the hint that
// the phone gives; staff read Spanish.
func TestAPhoneInEnglishIsSpokenToInEnglish(t *testing.T) {
	eachWay(t, func(t *testing.T, hook bool) {
		e := dial(t, hook)
		john := e.person(telegramtest.Profile{ID: 88, First: "John", Lang: "en-US", Phone: "+15125550142"})
		answer := john.says("Hi, how much is the membership?", "Source: ")
		labelled(t, answer, "See more", "👍", "👎")
		consent := john.says("I want to apply", "Do you agree?")
		john.presses(consent, "Yes, I agree", "What is your business called?")
		john.says("Blue Agave Crafts", "What is your RFC")
		john.sends(pdf("papers.pdf"), "I got papers.pdf")
		for _, step := range [][2]string{{"BAC1502036Z6", "Who are we talking to?"}, {"John Smith", "role"}, {"owner", "e-mail"},
			{"john@blueagave.mx", "phone"}} {
			john.says(step[0], step[1])
		}
		john.after("Which Mexican state", func() {
			if _, err := john.Tap("Share my phone number"); err != nil {
				t.Fatal(err)
			}
		})
		for _, step := range [][2]string{{"Jalisco", "Which category"}, {"handicrafts", "What exactly do you sell?"},
			{"Hand-painted pottery", "Have you exported"}, {"never", "make in a month"}, {"200 pieces a month", "Please check your answers"}} {
			john.says(step[0], step[1])
		}
		john.says("yes", "Your reference is PAB-0001")
		e.desk(`"application":"PAB-0001"`)
		john.after("PAB-0001", func() { e.staff(john.chat, "approve", "") })
		john.says("/language es", "español")
		john.after("¿Borro todo", func() { john.Write("/borrar") })
		noSpanishBefore(t, john, "/language es")
		e.clean()
	})
}

// TestThePhonesLanguageDecidesTheWelcome presses Start, which is all that a phone in
// English has said by then.
func TestThePhonesLanguageDecidesTheWelcome(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	for i, lang := range []string{"en", "en-GB"} {
		john := e.person(telegramtest.Profile{ID: int64(88 + i), First: "John", Lang: lang})
		john.after("Where shall we start?", func() { john.Start("fair") })
	}
	for i, lang := range []string{"", "es", "es-MX", "fr"} {
		ana := e.person(telegramtest.Profile{ID: int64(77 + i), First: "Ana", Lang: lang})
		ana.after("¿Por dónde empezamos?", func() { ana.Start("feria") })
	}
	e.clean()
}

// noSpanishBefore proves that up to a command nothing was said in the other language.
func noSpanishBefore(t *testing.T, h *handset, command string) {
	t.Helper()
	for _, m := range h.Screen() {
		if m.Mine && m.Text == command {
			return
		}
		for _, word := range []string{"¿", "Fuente", "revisado", "Anotado", "Hola"} {
			if !m.Mine && strings.Contains(m.Text, word) {
				t.Errorf("in English it says %q", m.Text)
			}
		}
	}
	t.Errorf("%s is not on the screen", command)
}

// TestEachLanguageHasItsMenuAndProfile looks at what Telegram was told at the start.
func TestEachLanguageHasItsMenuAndProfile(t *testing.T) {
	t.Parallel()
	e := dial(t, false)
	for _, method := range []string{"setMyCommands", "setMyDescription", "setMyShortDescription"} {
		for _, lang := range []string{"", "en"} { // what there is without a language is Spanish
			e.until(method+" is called in "+lang, func() bool { return e.called(method, "language_code", lang) })
		}
	}
	for _, command := range []string{"aplicar", "estado", "costos", "ayuda", "humano", "idioma", "privacidad", "privacy", "misdatos", "borrar", "cancelar"} {
		if !e.told("setMyCommands", "commands", `"`+command+`"`) {
			t.Errorf("/%s is not in the menu", command)
		}
	}
	e.clean()
}

// called tells whether a call was answered well with a parameter of this value.
func (e *exchange) called(method, parameter, value string) bool {
	for _, c := range e.net.Calls() {
		if c.Method == method && c.Status == 200 && c.Params[parameter] == value {
			return true
		}
	}
	return false
}

// told tells whether a parameter of a call had words in it.
func (e *exchange) told(method, parameter, words string) bool {
	for _, c := range e.net.Calls() {
		if c.Method == method && strings.Contains(c.Params[parameter], words) {
			return true
		}
	}
	return false
}
