package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// metaQuestions are what people ask of a question before they answer it, by language.
var metaQuestions = map[string]map[string][]string{
	"es": {
		"why":     {"¿para qué lo quieren?", "y para que lo necesitan", "por qué me piden eso", "pa que quieren eso"},
		"who":     {"¿quién lo ve?", "quien va a ver eso", "¿a quién se lo enseñan?", "y quien mas lo ve"},
		"example": {"dame un ejemplo", "¿me das un ejemplo?", "un ejemplo porfa", "¿cómo se escribe?"},
		"later":   {"no lo tengo ahorita", "ahorita no lo tengo a la mano", "luego te lo doy", "no me lo sé"},
		"no":      {"prefiero no decirlo", "no quiero decirlo", "prefiero no dar ese dato", "no te lo quiero dar"},
	},
	"en": {
		"why":     {"why do you need it?", "what is it for", "why do you ask that", "what do you need that for?"},
		"who":     {"who sees it?", "who will see that", "who can see this?"},
		"example": {"give me an example", "can you give me an example?", "for example?", "what does it look like?"},
		"later":   {"I don't have it right now", "I don't have it with me", "later", "I'll send it later"},
		"no":      {"I'd rather not say", "I prefer not to say", "I don't want to say", "rather not tell you that"},
	},
}

// Each question about each field: it fills nothing, finds no article, and the question
// comes again, or the next one.
func TestEveryMetaQuestionAboutEveryFieldIsAnswered(t *testing.T) {
	clerk := testClerk(t)
	for lang, kinds := range metaQuestions {
		for _, f := range clerk.form.Asked() {
			for kind, texts := range kinds {
				for _, text := range texts {
					c := inForm(f.ID).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}, bot.Event{Kind: bot.FieldFailed, Field: f.ID})
					out, next := do(clerk, c, read(clerk, c, text)...)
					reply := said(out, bot.Person)
					last := out.Messages[len(out.Messages)-1]
					if len(next.App.Answers) != 0 || len(last.Sources) != 0 || len(to(out, bot.ForStaff)) != 0 || last.Asking == "" {
						t.Errorf("%s, %s, %q: filled %v, asking %q: %q", lang, f.ID, text, next.App.Answers, last.Asking, reply)
						continue
					}
					checkMeta(t, clerk, f, lang, kind, text, reply, next)
				}
			}
		}
	}
}

func checkMeta(t *testing.T, clerk *Clerk, f *Field, lang, kind, text, reply string, next bot.Conversation) {
	t.Helper()
	words := clerk.words[lang]
	want := map[string]string{"why": f.Why[lang], "who": "ProMéxico", "example": f.Example[lang], "later": words["skipped"], "no": words["skipped.optional"]}[kind]
	if kind == "no" && f.Required {
		want = strings.ReplaceAll(words["skipped.declined"], "{the}", f.The[lang])
	}
	if !strings.Contains(reply, want) {
		t.Errorf("%s, %s, %q: %q does not say %q", lang, f.ID, text, reply, want)
	}
	pending := len(next.App.Pending) == 1 && next.App.Pending[0] == f.ID
	if put := kind == "later" || kind == "no"; put != pending || put == (next.Asking == f.ID) || !put && (next.Tries != 1 || !strings.HasSuffix(reply, f.Ask[lang])) {
		t.Errorf("%s, %s, %q: pending %v, asking %q, tries %d: %q", lang, f.ID, text, next.App.Pending, next.Asking, next.Tries, reply)
	}
}

// What is optional is not asked again; what is required is, once all else is answered.
func TestWhoWillNotSayIsAskedAgainOnlyWhatIsRequired(t *testing.T) {
	clerk := testClerk(t)
	for _, f := range clerk.form.Asked() {
		c := complete().Apply(bot.Event{Kind: bot.FieldCleared, Field: f.ID}, bot.Event{Kind: bot.FieldAsked, Field: f.ID})
		_, c = do(clerk, c, bot.Skip{Declined: true})
		_, c = do(clerk, c, bot.NewApplication{})
		if again := c.Asking == f.ID; again != f.Required {
			t.Errorf("%s is asked again: %v", f.ID, again)
		}
	}
}

func TestTheFormSaysWhoSeesAFieldInItsOwnWords(t *testing.T) {
	form, err := ReadForm("f.yaml", []byte(strings.Replace(smallForm, "    why:", "    who: {es: Lo ve la bodega., en: The warehouse sees it.}\n    why:", 1)))
	if err != nil {
		t.Fatal(err)
	}
	clerk := formClerk(t, form)
	for lang, want := range map[string]string{"es": "Lo ve la bodega. ¿Qué empaque?", "en": "The warehouse sees it. Which packaging?"} {
		c := inForm("pack").Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
		for _, about := range []string{"who", "why"} {
			out, _ := do(clerk, c, bot.Explain{Field: "pack", About: about})
			if got := said(out, bot.Person); !strings.HasSuffix(got, want) {
				t.Errorf("%s, %s: %q", lang, about, got)
			}
		}
	}
}

// formClerk is a clerk with a form of an admin's own.
func formClerk(t testing.TB, form *Form) *Clerk {
	t.Helper()
	o := testClerk(t).Options
	o.Form = form
	clerk, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return clerk
}

func TestHowFarOneIsCanBeAskedInAWord(t *testing.T) {
	for _, text := range []string{"progreso", "mi avance", "cómo voy", "cuanto falta", "progress"} {
		if got := read(testClerk(t), inForm("rfc"), text); len(got) != 1 || got[0] != (bot.AskStatus{}) {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
