package handlers

import (
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

func TestTheLanguageChangesOnlyWhenItIsClear(t *testing.T) {
	clerk := testClerk(t)
	spanish, english, first := greeted("es"), greeted("en"), bot.Conversation{ID: "chat:a1"}
	tests := []struct {
		name string
		c    bot.Conversation
		hint string
		text string
		want string
	}{
		{"a first message in English", first, "", "how much is the membership", "en"},
		{"a first message in Spanish", first, "", "cuánto cuesta la membresía", ""},
		{"a first hello in English", first, "", "hello", "en"},
		{"a first hello in Spanish", first, "", "hola", ""},
		{"a first name says nothing", first, "", "Café Sol", ""},
		{"a first name from an English phone", first, "en", "Café Sol", "en"},
		{"Spanish from an English phone", first, "en", "hola, quiero vender", ""},
		{"one English word in Spanish", first, "", "quiero vender en the pavilion", ""},
		{"much English and a little Spanish", first, "", "how do i sell mezcal from la Baja, please", "en"},
		{"English in a Spanish conversation", spanish, "", "how much does it cost", "en"},
		{"two English words are not enough", spanish, "", "thanks please", ""},
		{"English words among Spanish ones", spanish, "", "what is the fee y cuánto es en pesos", ""},
		{"an English phone does not change it later", spanish, "en", "Café Sol", ""},
		{"Spanish in an English conversation", english, "", "cuanto cuesta la membresia", "es"},
		{"one Spanish word is not enough", english, "", "mezcal con gusano", ""},
		{"Spanish words among English ones", english, "", "how do i sell mezcal de la casa", ""},
		{"an answer in English changes nothing", inForm("products"), "", "we make the best coffee for you", ""},
		{"an answer in Spanish changes nothing", inForm("products").Apply(bot.Event{Kind: bot.LanguageSet, Value: "en"}), "", "el café de la sierra", ""},
		{"nothing", spanish, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &reader{Clerk: clerk, c: tt.c, t: bot.Turn{Lang: tt.hint}, lang: tt.c.Lang}
			if r.lang == "" {
				r.lang = "es"
			}
			if got := r.language(join(knowledge.Words(tt.text))); got != tt.want {
				t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestALanguageIsAskedForInManyWords(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct{ from, text, want string }{
		{"es", "english", "en"}, {"es", "in English, please", "en"}, {"es", "¿puedes hablar en inglés?", "en"}, {"es", "do you speak english?", "en"},
		{"es", "/idioma en", "en"}, {"es", "/language", "en"}, {"es", "/idioma español", "es"}, {"en", "/idioma", "es"}, {"en", "/language english", "en"},
		{"en", "español", "es"}, {"en", "can we speak in spanish", "es"}, {"en", "mejor en español por favor", "es"}, {"en", "/language spanish", "es"},
	} {
		cmds := read(clerk, greeted(tt.from), tt.text)
		found := false
		for _, cmd := range cmds {
			set, ok := cmd.(bot.SetLanguage)
			found = found || ok && set == bot.SetLanguage{Lang: tt.want}
		}
		if !found {
			t.Errorf("%q in %s is %v, want %s", tt.text, tt.from, cmds, tt.want)
		}
	}
}

func TestALanguageThatIsAskedForIsKeptAndTheQuestionComesInIt(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, inForm("email"), bot.SetLanguage{Lang: "en"})
	list := to(out, bot.Person)
	if c.Lang != "en" || len(list) != 2 || list[0].Text != clerk.words["en"]["language.set"] || list[1].Text != "Back to it: Which e-mail address can we write to?" {
		t.Errorf("%s: %q", c.Lang, said(out, bot.Person))
	}
}

func TestALanguageThatNobodyAskedForIsChangedWithoutAWord(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, greeted("es"), bot.SetLanguage{Lang: "en", Quiet: true}, bot.Thank{})
	if m := only(t, out, bot.Person); c.Lang != "en" || m.Text != clerk.words["en"]["thanks"] {
		t.Errorf("%s: %q", c.Lang, m.Text)
	}
	out, c = do(clerk, bot.Conversation{ID: "chat:a1"}, bot.SetLanguage{Lang: "en", Quiet: true}, bot.Thank{})
	if list := to(out, bot.Person); c.Lang != "en" || len(list) != 2 || list[0].Text != clerk.words.say("en", "hello.short", "org", "ProMéxico") {
		t.Errorf("at the start, %s: %q", c.Lang, said(out, bot.Person))
	}
}
