package handlers

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

func TestWhatTellsWhoSomebodyIsIsTakenOut(t *testing.T) {
	k := testClerk(t)
	for text, want := range map[string]struct{ text, kinds string }{
		"Escríbele a ana.lopez@cafesol.mx hoy":              {"Escríbele a [correo] hoy", "correos"},
		"Su tel es +52 228 123 4567, o 55-1234-5678":        {"Su tel es [teléfono], o [teléfono]", "teléfonos"},
		"2281234567 y (228) 123 4567":                       {"[teléfono] y [teléfono]", "teléfonos"},
		"RFC CSO120304AB1 y lova-800101-ab3":                {"RFC [RFC] y [RFC]", "RFC"},
		"@ana y (@luis.vega) dicen que sí":                  {"[persona] y ([persona]) dicen que sí", "personas mencionadas"},
		"CURP LOVA800101HVZPGN09":                           {"CURP [RFC]", "RFC"},
		"cuesta 1,500 dólares en 2018, de 2017 a 2019":      {"cuesta 1,500 dólares en 2018, de 2017 a 2019", ""},
		"El 22-11-2026 a las 10:30, 500 kg, 6,000 cm³":      {"El 22-11-2026 a las 10:30, 500 kg, 6,000 cm³", ""},
		"Usa el Incoterm FOB 2020 y la fracción 0901.21.01": {"Usa el Incoterm FOB 2020 y la fracción 0901.21.01", ""},
		"a@b.mx, @c y 5512345678":                           {"[correo], [persona] y [teléfono]", "personas mencionadas, correos, teléfonos"},
	} {
		got, kinds := k.anonymous(text)
		if got != want.text || len(strings.Split(want.kinds, ", ")) != max(1, len(kinds)) {
			t.Errorf("%q: %q %q", text, got, kinds)
		}
		for _, kind := range strings.Split(want.kinds, ", ") {
			if !strings.Contains(k.kindsOf(kinds), kind) {
				t.Errorf("%q: %q is not told of in %q", text, kind, k.kindsOf(kinds))
			}
		}
		if again, _ := k.anonymous(got); again != got || k.marked(got) != (want.kinds != "") {
			t.Errorf("again: %q", again)
		}
	}
}

func TestADraftHasWhatAnArticleNeeds(t *testing.T) {
	k := testClerk(t)
	d := k.Draft("No cobran nada **extra** en Shanghái.\n- pregunta a ana@cafesol.mx", "¿Cuánto cobran en la aduana de Shanghái por mezcal?")
	if d.ID != "cobran-aduana-shanghai-mezcal" || d.Lang != "es" || d.Title != "¿Cuánto cobran en la aduana de Shanghái por mezcal?" ||
		d.Body != "No cobran nada **extra** en Shanghái.\n- pregunta a [correo]" || !strings.Contains(d.Note, "(correos)") || !strings.Contains(d.Note, "No se publica nada") {
		t.Errorf("%+v", d)
	}
	for text, want := range map[string][2]string{
		"¿Qué es FOB? Es entregar a bordo.":       {"¿Qué es FOB?", "fob"},
		"El pedimento lo hace el agente. Cuesta.": {"El pedimento lo hace el agente", "pedimento-hace-agente"},
		"You need the customs form. It is free.":  {"You need the customs form", "customs-form"},
		"# Envíos\nSe mandan por barco":           {"Envíos", "envios"},
		"":                                        {"", ""},
		strings.Repeat("palabra ", 2000):          {"", "palabra-palabra-palabra-palabra-palabra-palabra"},
		"日本語":                                     {"日本語", ""},
	} {
		d := k.Draft(text, "")
		if want[0] != "" && d.Title != want[0] || d.ID != want[1] || len([]rune(d.Title)) > maxDraftTitle || len([]rune(d.Body)) > maxDraftBody {
			t.Errorf("%.40q: %q %q", text, d.Title, d.ID)
		}
	}
	if d := k.Draft("You need the customs form.", ""); d.Lang != "en" {
		t.Errorf("%+v", d)
	}
	if d := k.Draft("Cambió este año.", "¿cuánto cuesta la membresía?"); !slices.Contains(d.Topics, "costos") {
		t.Errorf("the topics of what is near: %q", d.Topics)
	}
}

func TestADraftBecomesAFileThatTheKnowledgeReads(t *testing.T) {
	k := testClerk(t)
	d := bot.DraftArticle{ID: "aduana-shanghai", Lang: "es", Title: `¿Qué "pasa": en la aduana? # no`, Questions: []string{"- aduana: china", "costo"}, Topics: []string{"aduana", "[x]"},
		Owner: "U0LAURA", Body: "---\nNo cobran nada.\r\n\r\n---\nEso es todo."}
	file, words, wrong := k.Article(d)
	if len(wrong) > 0 || file.Name != "aduana-shanghai.md" || !strings.Contains(words, "KNOWLEDGE_DIR/es/aduana-shanghai.md") {
		t.Fatalf("%v %q %v", file.Name, words, wrong)
	}
	a, problems, ok := knowledge.ReadArticle("es/x.md", file.Content)
	if !ok || len(problems) > 0 || a.Title != d.Title || !slices.Equal(a.Questions, d.Questions) || !slices.Equal(a.Topics, d.Topics) || a.Owner != "U0LAURA" || a.Lang != "es" ||
		a.Body != "---\nNo cobran nada.\n\n---\nEso es todo." {
		t.Errorf("%+v %v\n%s", a, problems, file.Content)
	}
}

func TestWhatIsWrongWithADraftIsToldWhereItStands(t *testing.T) {
	k := testClerk(t)
	good := bot.DraftArticle{ID: "aduana", Lang: "es", Title: "¿Aduana?", Body: "Sí."}
	for part, change := range map[string]func(*bot.DraftArticle){
		"title":     func(d *bot.DraftArticle) { d.Title = " ¿? " },
		"id":        func(d *bot.DraftArticle) { d.ID = "../../etc/passwd" },
		"id ":       func(d *bot.DraftArticle) { d.ID = "costo-membresia" },
		"id  ":      func(d *bot.DraftArticle) { d.ID = strings.Repeat("a", 100) },
		"id   ":     func(d *bot.DraftArticle) { d.ID = "" },
		"body":      func(d *bot.DraftArticle) { d.Body = "…" },
		"body ":     func(d *bot.DraftArticle) { d.Body = "Escribe a [correo]." },
		"questions": func(d *bot.DraftArticle) { d.Questions = []string{"¿y [RFC]?"} },
	} {
		d := good
		change(&d)
		file, _, wrong := k.Article(d)
		if len(wrong) != 1 || wrong[strings.TrimSpace(part)] == "" || file.Content != nil {
			t.Errorf("%s: %v", part, wrong)
		}
	}
	if _, _, wrong := k.Article(good); len(wrong) > 0 {
		t.Errorf("%v", wrong)
	}
}

func TestALineOfTheFileBelongsToAPart(t *testing.T) {
	content := "---\nid: x\nlang: es\ntitle: y\nquestions:\n  - z\ntopics: [a]\n---\nbody\ntitle: no\n"
	for line, want := range map[int]string{1: DraftTitle, 2: DraftID, 4: DraftTitle, 5: DraftQuestions, 6: DraftQuestions, 7: DraftTopics, 9: DraftBody, 10: DraftBody, 99: DraftBody} {
		if got := partAt(content, line); got != want {
			t.Errorf("line %d: %s, want %s", line, got, want)
		}
	}
}

func FuzzDraft(f *testing.F) {
	for _, text := range []string{"", "hola\n---\nid: y", "¿qué? a@b.mx", "\u2028\u202e", "title: \"x\n: - [", "\x00\x85\ufeff", "*a* _b_ <x>"} {
		f.Add(text, text)
	}
	k := testClerk(f)
	f.Fuzz(func(t *testing.T, text, title string) {
		d := k.Draft(text, title)
		d.ID = "x"
		file, _, wrong := k.Article(d)
		if len(wrong) > 0 {
			return
		}
		a, problems, ok := knowledge.ReadArticle("es/x.md", file.Content)
		if !ok || len(problems) > 0 || a.ID != "x" || a.Lang != d.Lang {
			t.Fatalf("%q: %v %v\n%q", text, ok, problems, file.Content)
		}
	})
}

func TestTheWordsOfASavedMessageFitAModal(t *testing.T) {
	d := testClerk(t).DeskAdmin()
	for words, most := range map[string]int{d.Save.Title: 24, d.Save.Submit: 24, d.Save.LabelTitle: 75, d.Save.LabelID: 75, d.Save.LabelQuestions: 75,
		d.Save.LabelTopics: 75, d.Save.LabelBody: 75, d.Save.Lang: 75, d.Save.Langs["es"]: 75, d.Save.Langs["en"]: 75, d.NotAdmin: 300, d.NoAdmins: 300} {
		if n := len([]rune(words)); n == 0 || n > most {
			t.Errorf("%d characters, of 1 to %d: %q", n, most, words)
		}
	}
	if !strings.Contains(d.NoAdmins, "SLACK_ADMINS") {
		t.Errorf("it does not say which setting to set: %q", d.NoAdmins)
	}
}

func TestTheQuestionOfACardIsRead(t *testing.T) {
	k := testClerk(t)
	for text, want := range map[string]string{
		"Sin respuesta: «¿cuánto \\*cuesta\\* «eso»?»\nLo pregunta: Ana": "¿cuánto *cuesta* «eso»?",
		"Sin respuesta":      "",
		"":                   "",
		"a\n«no es de aquí»": "",
	} {
		if got := k.AskedOn(bot.Message{Text: text}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
