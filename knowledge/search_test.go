package knowledge

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func embedded(t testing.TB) *Library {
	t.Helper()
	l, problems := Load(Embedded())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

func TestTheDialoguesOfTheVoiceFindTheirArticle(t *testing.T) {
	l := embedded(t)
	for _, c := range []struct{ q, want string }{
		{"¿Cuánto cuesta la membresía?", "costo-membresia"},
		{"CUANTO CUESTA LA MEMBRESIA", "costo-membresia"},
	} {
		r := l.Search(c.q, "es", 3)
		if r.Outcome != Answer || r.Hits[0].ID != c.want {
			t.Errorf("%q: %v %+v, want %s", c.q, r.Outcome, r.Hits, c.want)
		}
	}
	for q, want := range map[string]string{"oye y eso cuanto cuesta": "costo-membresia", "y el envio": "costo-envio"} { // vague: worth a button
		if r := l.Search(q, "es", 3); r.Outcome == Unknown || !slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.ID == want }) || r.Content > 2 {
			t.Errorf("%q: %v %+v, want %s among them", q, r.Outcome, r.Hits, want)
		}
	}
	if r := l.Search("¿Cuánto cuesta la membresía?", "es", 1); r.Hits[0].Score < 0.8 || r.Hits[0].Line != "¿Cuánto cuesta la membresía?" {
		t.Errorf("a title asked word by word is only %+v", r.Hits[0])
	}
	if r := l.Search("cuanto cobran en la aduana de shanghai x mi mezcal", "es", 3); r.Outcome == Answer {
		t.Errorf("what no article knows is answered with %+v", r.Hits[0])
	}
}

func TestWordsOfAFormAreNotQuestions(t *testing.T) {
	l := embedded(t)
	for _, q := range []string{"café sol de coatepec", "ana@cafesol.mx", "sí", "si", "no", "hola", "gracias", "ok", "buenas tardes",
		"Ana López", "CSO120304AB1", "+52 228 123 4567", "yes", "hello", "thanks", "500", "Ciudad de México", "Gerente"} {
		for _, lang := range []string{"es", "en"} {
			if r := l.Search(q, lang, 3); r.Outcome == Answer {
				t.Errorf("%q (%s) is answered with %+v", q, lang, r.Hits[0])
			}
		}
	}
}

func TestEveryTitleAndQuestionFindsItsOwnArticle(t *testing.T) {
	l := embedded(t)
	for _, a := range l.Articles() {
		for _, q := range append([]string{a.Title}, a.Questions...) {
			if r := l.Search(q, a.Lang, 1); r.Outcome != Answer || r.Hits[0].ID != a.ID {
				t.Errorf("%s: %q: %v %+v", a.File, q, r.Outcome, r.Hits)
			}
		}
	}
}

// small is a library of two subjects; only one has an English version.
func small(t *testing.T) *Library {
	return load(t, map[string]string{
		"es/peso.md":   file("peso", "es", "¿Cómo calculo el peso?", "Multiplica largo por ancho por alto."),
		"es/seguro.md": file("seguro", "es", "¿Qué cubre el seguro?", "Cubre el robo de la carga."),
		"es/pago.md":   file("pago", "es", "¿Cómo me pagan?", "Con una transferencia."),
		"en/seguro.md": file("seguro", "en", "What does insurance cover?", "It covers theft of the cargo."),
		"en/cellar.md": file("cellar", "en", "Where is the cellar?", "Below the house, theft is rare."),
	})
}

func TestHitsComeBestFirstAndOncePerArticle(t *testing.T) {
	l := small(t)
	r := l.Search("seguro contra robo, y el peso, theft in the cellar", "es", 10)
	seen := map[string]bool{}
	for i, h := range r.Hits {
		if seen[h.ID] || i > 0 && h.Score > r.Hits[i-1].Score || h.Score <= 0 || h.Score > 1 {
			t.Errorf("hit %d is %+v", i, h)
		}
		seen[h.ID] = true
	}
	for _, n := range []int{-1, 0, 1, 2} {
		if got := len(l.Search("el peso del seguro", "es", n).Hits); got != max(n, 0) {
			t.Errorf("asked for %d hits, got %d", n, got)
		}
	}
	if r := l.Search("que cubre el seguro", "es", 0); r.Outcome != Answer {
		t.Errorf("without room for hits the outcome is %v", r.Outcome)
	}
}

func TestTheOtherLanguageIsAskedWhenNothingIsNear(t *testing.T) {
	l := small(t)
	r := l.Search("what does insurance cover", "es", 3)
	if r.Outcome != Answer || r.Hits[0].ID != "seguro" {
		t.Fatalf("got %v %+v", r.Outcome, r.Hits)
	}
	if h := r.Hits[0]; h.Lang != "es" || h.Title != "¿Qué cubre el seguro?" || h.Line != "What does insurance cover?" {
		t.Errorf("the hit is %+v: its title should be in Spanish", h)
	}
	if h := l.Search("where is the cellar", "es", 1).Hits[0]; h.Lang != "en" || h.Title != "Where is the cellar?" {
		t.Errorf("an article in English alone is %+v", h)
	}
	if h := l.Search("cómo calculo el peso", "en", 1).Hits[0]; h.ID != "peso" || h.Lang != "es" {
		t.Errorf("a Spanish question of an English speaker found %+v", h)
	}
	if a, b := l.Search("el seguro", "", 3), l.Search("el seguro", "es", 3); !reflect.DeepEqual(a, b) {
		t.Error("no language is not Spanish")
	}
}

func TestUnknownWordsLowerTheScore(t *testing.T) {
	l := embedded(t)
	last := 2.0
	for _, q := range []string{"que cubre el seguro", "que cubre el seguro zzyx", "que cubre el seguro zzyx wqqk", "que cubre el seguro zzyx wqqk brrt plof"} {
		score := best(l.Search(q, "es", 1).Hits)
		if score >= last {
			t.Errorf("%q scores %.2f, not less than %.2f", q, score, last)
		}
		last = score
	}
}

func TestTheSameQuestionGivesTheSameResult(t *testing.T) {
	a, b := embedded(t), embedded(t)
	for _, q := range []string{"cuanto cuesta el envio y el seguro de mi carga", "pagos", "x", "how do i get paid"} {
		first := a.Search(q, "es", 10)
		for range 5 {
			if again := b.Search(q, "es", 10); !reflect.DeepEqual(first, again) {
				t.Errorf("%q gave\n%+v, then\n%+v", q, first, again)
			}
		}
	}
}

func TestNoInputIsTooMuch(t *testing.T) {
	l := embedded(t)
	var many strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&many, "w%d ", i)
	}
	for name, q := range map[string]string{
		"nothing": "", "spaces": " \n\t ", "signs": "¿?¡!…—", "emoji": strings.Repeat("😀", 30_000), "one word": strings.Repeat("a", 100_000),
		"many words": many.String(), "not UTF-8": strings.Repeat("\xff\xc3", 50_000), "cut rune": strings.Repeat("ñ", 2048)[:4095] + "ñandú",
		"controls": strings.Repeat("\x00\x1b[31m", 20_000), "marks": strings.Repeat("e\u0301", 40_000), "combining": "a" + strings.Repeat("\u0301", 50_000),
		"right to left": "\u202etsoc hcum woh", "one letter": "q", "quotes": `'; DROP TABLE "articles" -- NEAR/3 OR *`,
	} {
		r := l.Search(q, "es", 5)
		if r.Outcome == Answer {
			t.Errorf("%s is answered with %+v", name, r.Hits[0])
		}
	}
}

// FuzzSearch: any text gives hits in order, scores from 0 to 1 and the outcome
// that the best score means.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "cuanto cuesta", "q es FOB", "\xff", "sí", "ñ\u0301", "1 2 3", "el el el el", strings.Repeat("a ", 5000), "y x avion", "membrecia nesecito kiero", "中国 \u0301 _a_", "quality certification", strings.Repeat("exportacoin ", 80)} {
		f.Add(s, "es", 3)
		f.Add(s, "en", 100)
	}
	l := embedded(f)
	f.Fuzz(func(t *testing.T, q, lang string, n int) {
		r := l.Search(q, lang, n)
		if !(r.Known >= 0 && r.Known <= 1) || r.Content < 0 || r.Content > maxQueryWords {
			t.Errorf("%q: known %v, content %d", q, r.Known, r.Content)
		}
		if again := l.Search(q, lang, n); !reflect.DeepEqual(r, again) {
			t.Errorf("%q gave %+v, then %+v", q, r, again)
		}
		for _, h := range l.SearchAbout(q, "seguro-carga", lang, n).Hits {
			if !(h.Score > 0 && h.Score <= 1) {
				t.Errorf("about the insurance, %q gives %+v", q, h)
			}
		}
		if len(r.Hits) > max(n, 0) {
			t.Errorf("%d hits, asked for %d", len(r.Hits), n)
		}
		for i, h := range r.Hits {
			if !(h.Score > 0 && h.Score <= 1) || i > 0 && h.Score > r.Hits[i-1].Score || len(h.Why) > maxWhy {
				t.Errorf("hit %d of %q: %+v", i, q, h)
			}
			if a, ok := l.Article(h.ID, h.Lang); !ok || a.Title != h.Title || a.Lang != h.Lang {
				t.Errorf("hit %d of %q names no article: %+v", i, q, h)
			}
		}
		if limits := l.Thresholds(); n > 0 && r.Outcome > limits.outcome(r) {
			t.Errorf("%q: %v with best score %v", q, r.Outcome, best(r.Hits))
		}
	})
}
