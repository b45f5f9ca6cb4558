package handlers

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"pabellon/bot"
)

// maxUnits is Telegram's limit for a message, in UTF-16 units.
const maxUnits = 4096

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// printed is a message as a channel shows it at most: its words, the lines of its
// facts with their notes, and its sources.
func printed(m bot.Message) string {
	text := bot.Plain(m.Text)
	for _, f := range m.Facts {
		text += "\n" + f.Label + ": " + f.Value + " (" + f.Note + ")"
	}
	for _, s := range m.Sources {
		text += "\n" + s.Title + " · " + s.Reviewed + " · " + s.URL
	}
	return text
}

// The longest value that each field keeps, and phrases around as many as fit.
func TestNoMessageToAPersonIsLongerThanTelegramTakes(t *testing.T) {
	clerk := testClerk(t)
	long := strings.TrimSpace(strings.Repeat("mezcal ñ👋 ", 200))
	for _, lang := range []string{"es", "en"} {
		c := complete().Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
		for _, f := range clerk.form.Fields {
			value := long
			switch f.Kind {
			case "website":
				value = "https://" + strings.Repeat("a", 185) + ".mx"
			case "email":
				value = strings.Repeat("a", 200) + "@" + strings.Repeat("b", 40) + ".mx"
			case "rfc", "phone", "state", "category":
				continue
			case "person":
				value = strings.TrimSpace(strings.Repeat("Ana ", 20))
			}
			out, next := do(clerk, c, bot.Fill{Field: f.ID, Value: value, Named: true})
			if kept := next.App.Answers[f.ID].Value; kept == "" || len([]rune(kept)) > maxValue {
				t.Errorf("%s keeps %d characters", f.ID, len([]rune(kept)))
			}
			checkLengths(t, "filling "+f.ID, out)
			c = next
		}
		for _, cmd := range []bot.Command{bot.Review{}, bot.MyData{}, bot.Submit{}, bot.AskStatus{}, bot.Notice{}, bot.ChooseField{}, bot.Human{}, bot.Help{},
			ask(bot.NearOnly, 4), bot.Unclear{Text: long}, bot.Fill{Field: "products", Value: "x " + long}} {
			out, _ := do(clerk, c, cmd)
			checkLengths(t, bot.KindOf(cmd), out)
		}
	}
}

func checkLengths(t *testing.T, what string, out bot.Outcome) {
	t.Helper()
	for _, m := range to(out, bot.Person) {
		if n := units(printed(m)); n > maxUnits {
			t.Errorf("%s: a message has %d units: %.80q…", what, n, m.Text)
		}
	}
}

// Every phrase, with each name in it filled with the longest thing that is kept.
func TestEveryPhraseFitsIntoAMessage(t *testing.T) {
	clerk := testClerk(t)
	value := strings.Repeat("ñ", 2*maxValue)
	for lang, words := range clerk.words {
		for key, text := range words {
			var pairs []string
			for _, name := range names(text) {
				pairs = append(pairs, strings.Trim(name, "{}"), value)
			}
			if n := units(bot.Plain(clerk.words.say(lang, key, pairs...))); n > maxUnits {
				t.Errorf("%s, %s: %d units", lang, key, n)
			}
			if strings.HasPrefix(key, "b.") && (text == "" || len(strings.Fields(text)) > 6 || units(text) > 30) {
				t.Errorf("%s, %s: %q is no button", lang, key, text)
			}
		}
	}
}

// What VOICE.md says of each phrase, in both languages.
func TestEachPhraseAsksOnceAndIsCalm(t *testing.T) {
	clerk := testClerk(t)
	allowed := "✅⏳📄📍👋👍👎"
	for lang, words := range clerk.words {
		for key, text := range words {
			if n := strings.Count(text, "?"); n > 1 {
				t.Errorf("%s, %s asks %d questions: %q", lang, key, n, text)
			}
			if strings.Contains(text, "!") {
				t.Errorf("%s, %s shouts: %q", lang, key, text)
			}
			emoji := 0
			for _, r := range text {
				if r < 0x2190 || strings.ContainsRune("→⚠✓✗", r) {
					continue
				}
				emoji++
				if !strings.ContainsRune(allowed, r) {
					t.Errorf("%s, %s has %q", lang, key, r)
				}
			}
			if emoji > 1 {
				t.Errorf("%s, %s has %d emoji", lang, key, emoji)
			}
			for _, s := range bot.Spans(text) {
				if s.URL == "" && !s.Code && strings.Contains(s.Text, "**") {
					t.Errorf("%s, %s: a mark is not closed: %q", lang, key, text)
				}
			}
		}
	}
}

// words of one language that the other does not have.
var (
	spanishOnly = wordSet("el los las una unos unas para pero con por que qué cómo cuál dónde cuánto tu tus está están solicitud equipo negocio correo estado " +
		"escribe envío enviar datos pendiente listo aquí claro ahora después duda persona borrar cambiar revisa falta faltan gracias anotado cambiado ejemplo llama")
	englishOnly = wordSet("the and your you is are of for with what how which where team application business write send pending done here later " +
		"question person erase change noted changed example called please not have data can need")
)

// noise is what stands in both: names, what people typed, words of the law.
var noise = regexp.MustCompile(`(?i)\{\w+\}|constancia de situación fiscal|secretaría anticorrupción y buen gobierno|español|english|café sol de coatepec|\*\*[^*]*\*\*|[«“][^»”]*[»”]`)

func strangers(text string, set map[string]bool) (found []string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(noise.ReplaceAllString(text, " ")), func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzáéíóúüñ", r) }) {
		if set[w] && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

func TestNoPhraseMixesTheLanguages(t *testing.T) {
	clerk := testClerk(t)
	for key := range clerk.words["es"] {
		if found := strangers(clerk.words["es"][key], englishOnly); len(found) > 0 {
			t.Errorf("es, %s: %v", key, found)
		}
		if found := strangers(clerk.words["en"][key], spanishOnly); len(found) > 0 {
			t.Errorf("en, %s: %v", key, found)
		}
	}
	for _, f := range clerk.form.Fields {
		for name, text := range map[string]Local{"label": f.Label, "the": f.The, "ask": f.Ask, "why": f.Why, "where": f.Where, "example": f.Example} {
			if found := strangers(text["es"], englishOnly); len(found) > 0 {
				t.Errorf("es, %s of %s: %v", name, f.ID, found)
			}
			if found := strangers(text["en"], spanishOnly); len(found) > 0 {
				t.Errorf("en, %s of %s: %v", name, f.ID, found)
			}
		}
	}
	if len(strangers("Escribe your correo", spanishOnly)) != 2 || len(strangers("Escribe your correo", englishOnly)) != 1 {
		t.Error("strangers finds nothing where there is something")
	}
}

// everyCommand is what a person, staff and the clock can want.
func everyCommand(lang string) []bot.Command {
	out := []bot.Command{bot.Start{}, bot.Greet{}, bot.AskTeam{}, bot.NewApplication{}, bot.NewApplication{Early: true}, bot.ConsentAnswer{Yes: true}, bot.ConsentAnswer{},
		bot.Notice{}, bot.Yes{}, bot.No{}, bot.Review{}, bot.ChooseField{}, bot.Submit{}, bot.Cancel{}, bot.AskStatus{}, bot.Help{}, bot.SetLanguage{Lang: lang}, bot.Human{},
		bot.Resume{}, bot.Privacy{}, bot.MyData{}, bot.Erase{}, bot.Thank{}, bot.Upset{}, bot.TooLong{}, bot.Apologise{}, bot.Remind{Key: remindKey}, bot.Overheard{Text: "7"},
		bot.More{}, bot.Vote{Article: "a", Up: true}, bot.Vote{Article: "a"}, bot.Ask{Question: "7?", Found: bot.Found{Sure: bot.NotKnown}}, bot.Skip{}}
	for _, f := range []string{"business", "rfc", "contact", "role", "email", "phone", "state", "category", "products", "exports", "capacity", "website"} {
		out = append(out, bot.Reopen{Field: f}, bot.Clear{Field: f}, bot.Skip{Field: f}, bot.Fill{Field: f, Value: "7@"}, bot.Fill{Field: f, Value: wholeForm[f]})
		for _, about := range []string{"why", "who", "example", "where", "must"} {
			out = append(out, bot.Explain{Field: f, About: about})
		}
	}
	for _, what := range []string{"voice", "sticker", "location", "contact", "told", "poll"} {
		out = append(out, bot.Sent{What: what, Name: "7.pdf"})
	}
	for _, problem := range []bot.FileProblem{"", bot.FileNeedsConsent, bot.FileUnreadable, bot.FileEmpty, bot.FileTooLarge, bot.FileOfNoUse, bot.FileTooMany} {
		out = append(out, bot.Give{Document: bot.Document{Hash: string(problem), Name: "7.pdf", Type: "application/pdf", Size: 7}, Problem: problem})
	}
	for _, why := range []string{"", "empty", "button", "ask", "wait", "who", "file"} {
		out = append(out, bot.Unclear{Why: why})
	}
	for _, action := range staffDoes {
		out = append(out, bot.Act{Action: action, Text: "7", By: laura})
	}
	return out
}

// A walk through every command in every stage: one language, one question a message.
func TestEveryMessageIsInOneLanguageAndAsksOnce(t *testing.T) {
	clerk := testClerk(t)
	foreignWords := map[string]map[string]bool{"es": englishOnly, "en": spanishOnly}
	for lang, wrong := range foreignWords {
		commands, messages := everyCommand(lang), 0
		for seed := range uint64(60) {
			random := rand.New(rand.NewPCG(seed, 7))
			c, now := complete().Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}), noon
			if seed%2 == 0 {
				c = greeted(lang)
			}
			for range 60 {
				now = now.Add(time.Hour)
				cmd := commands[random.IntN(len(commands))]
				out, next := doAt(clerk, c, ana, now, cmd)
				for _, m := range to(out, bot.Person) {
					messages++
					if strings.Count(bot.Plain(m.Text), "?") > 1 {
						t.Errorf("%s, %+v asks more than once: %q", lang, cmd, m.Text)
					}
					labels := ""
					for _, b := range m.Buttons {
						labels += " " + b.Label
					}
					if found := strangers(m.Text+labels, wrong); len(found) > 0 {
						t.Errorf("%s, %+v: %v in %q %q", lang, cmd, found, m.Text, labels)
					}
				}
				if next.Lang == lang {
					c = next
				}
			}
		}
		if messages < 3000 {
			t.Errorf("%s: only %d messages were read", lang, messages)
		}
	}
}
