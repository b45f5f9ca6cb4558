package knowledge

import (
	"strings"
	"testing"
)

func TestAQuestionOfAskedFindsItsArticle(t *testing.T) {
	const question = "¿A cómo me dejan el flete?"
	before := load(t, roads(nil))
	if r := before.Search(question, "es", 1); r.Outcome == Answer {
		t.Fatalf("answered already: %+v", r)
	}
	l := load(t, roads(map[string]string{AskedFile: "es:\n  costo-envio:\n    - ¿A cómo dejan el flete?\n"}))
	r := l.Search(question, "es", 1)
	if r.Outcome != Answer || r.Hits[0].ID != "costo-envio" || r.Hits[0].Line != "¿A cómo dejan el flete?" {
		t.Errorf("got %+v", r)
	}
	if a, _ := l.Article("costo-envio", "es"); len(a.Questions) != 1 {
		t.Errorf("the article shows %q as its own", a.Questions)
	}
	if l.Version() == before.Version() {
		t.Error("another folder has the same version")
	}
}

// An article that is asked in a hundred ways is not a long article.
func TestQuestionsOfAskedDoNotLengthenTheArticle(t *testing.T) {
	many := "es:\n  costo-envio:\n" + strings.Repeat("    - ¿A cómo dejan el flete, el transporte y la paquetería?\n", 50)
	a, b := load(t, roads(nil)), load(t, roads(map[string]string{AskedFile: many}))
	for _, q := range []string{"¿Cuánto cuesta mandar una caja?", "vender tequila"} {
		x, y := a.Search(q, "es", 1), b.Search(q, "es", 1)
		if x.Hits[0].ID != y.Hits[0].ID || x.Hits[0].Score-y.Hits[0].Score > 0.02 {
			t.Errorf("%q: %v became %v", q, x.Hits[0].Score, y.Hits[0].Score)
		}
	}
}

func TestWhatIsWrongInAskedIsTold(t *testing.T) {
	l, problems := Load(folder(roads(map[string]string{AskedFile: "es:\n" +
		"  costo-envio:\n    - en cuánto sale el envío de una caja\n    - ¿A cómo el flete?\n    - a: b\n" +
		"  tequila:\n    - ¿a como el flete?\n    - ''\n" +
		"  costo-envios:\n    - ¿Y por barco?\n" +
		"fr:\n  tequila:\n    - Combien?\n" +
		"en: {}\n"})))
	got := []string{}
	for _, p := range append(problems, l.checkExamples()...) {
		got = append(got, p.String())
	}
	want := []string{
		"asked.yaml:5: error: this is not a question; write one, in quotes if it has a colon",
		"asked.yaml:8: error: this is not a question; write one, in quotes if it has a colon",
		`asked.yaml:10: warning: no article in "es" has the id costo-envios; did you mean costo-envio.md?`,
		`asked.yaml:13: error: the language "fr" is not known; write es: or en:`,
		`asked.yaml:3: warning: "en cuánto sale el envío de una caja" stands in es/costo-envio.md:5 too; one is enough`,
		`asked.yaml:7: error: "¿a como el flete?" is also asked in asked.yaml:4, of costo-envio; keep it where the answer is`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r := l.Search("¿A cómo el flete?", "es", 1); r.Hits[0].ID != "costo-envio" && r.Hits[0].ID != "tequila" {
		t.Errorf("the good lines do not serve: %+v", r)
	}
}

func TestAskedThatCannotBeReadIsNamed(t *testing.T) {
	for name, text := range map[string]string{"a list": "- ¿Y el flete?\n", "no ids": "es:\n  - ¿Y el flete?\n", "a tab": "es:\n\ttequila:\n", "a binary": "\x00\xff"} {
		l, problems := Load(folder(roads(map[string]string{AskedFile: text})))
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), "asked.yaml:1: error: cannot be used") {
			t.Errorf("%s: %v", name, problems)
		}
		if r := l.Search("vender tequila", "es", 1); r.Outcome != Answer {
			t.Errorf("%s: the articles no longer answer", name)
		}
	}
}

func FuzzAsked(f *testing.F) {
	for _, seed := range []string{"es:\n  tequila:\n    - ¿Y el mezcal?\n", "es: {tequila: [a, {b: c}]}\n", "es: &a {tequila: [x]}\nen: *a\n", "? ", "es:\n  tequila:\n    - |\n      c\n    - 'a: b'\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, problems := Load(folder(roads(map[string]string{AskedFile: text, GapsFile: text})))
		for i := range l.pages {
			for _, a := range l.pages[i].also {
				if len(Words(a.text)) == 0 || a.line < 1 {
					t.Errorf("%q gave %+v", text, a)
				}
			}
		}
		for _, p := range append(problems, l.checkExamples()...) {
			if p.Line < 1 || p.Text == "" {
				t.Errorf("%q gave %+v", text, p)
			}
		}
		if r := l.Search("vender tequila", "es", 1); len(r.Hits) == 0 {
			t.Errorf("%q: the articles are no longer found", text)
		}
	})
}
