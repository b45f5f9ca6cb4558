package knowledge

import (
	"math"
	"strings"
	"testing"
)

// corpus is an index of Spanish articles, each given as "title|question|…|body".
func corpus(texts ...string) *index {
	var pages []page
	for i, text := range texts {
		parts := strings.Split(text, "|")
		p := page{Article: Article{ID: string(rune('a' + i)), Lang: spanish}, blocks: render(parts[len(parts)-1])}
		for _, line := range parts[:len(parts)-1] {
			p.asked = append(p.asked, asked{text: line})
		}
		pages = append(pages, p)
	}
	return newIndex(spanish, pages)
}

// ask is what a question finds in an index alone.
func ask(x *index, q string) []Hit {
	l := &Library{indexes: map[string]*index{x.lang: x, other(x.lang): newIndex(other(x.lang), nil)}}
	list, _, _ := l.rank(q, "", x.lang)
	return l.hits(list, x.lang, depth)
}

// scores are those of a question by article id.
func scores(x *index, q string) map[string]float64 {
	out := map[string]float64{}
	for _, h := range ask(x, q) {
		out[h.ID] = h.Score
	}
	return out
}

func TestRareWordsWeighMore(t *testing.T) {
	last := math.Inf(1)
	for df := range 13 {
		w := idf(12, float64(df))
		if w <= 0 || w >= last {
			t.Errorf("a word in %d of 12 articles weighs %.2f, one in fewer %.2f", df, w, last)
		}
		last = w
	}
	x := corpus("uno|seguro comun", "dos|aduana comun", "tres|flete comun")
	if s := scores(x, "comun aduana"); s["b"] <= s["a"] || s["b"] <= s["c"] {
		t.Errorf("the article with the rare word is not first: %v", s)
	}
}

func TestTheTitleWeighsMoreThanTheBody(t *testing.T) {
	x := corpus("aduana|texto sobre cosas", "cosas|texto sobre aduana", "nada|otra vez")
	if s := scores(x, "aduana"); s["a"] <= s["b"] || s["b"] == 0 || s["c"] != 0 {
		t.Errorf("scores %v", s)
	}
}

func TestAWordThatComesAgainAddsLessAndLess(t *testing.T) {
	filler := strings.Repeat(" relleno", 20)
	x := corpus("uno|aduana"+filler, "dos|aduana aduana"+filler, "tres|aduana aduana aduana"+filler, "cuatro|nada"+filler)
	s := scores(x, "aduana")
	if !(s["a"] < s["b"] && s["b"] < s["c"]) || s["c"]-s["b"] >= s["b"]-s["a"] {
		t.Errorf("scores %v", s)
	}
}

func TestLongArticlesAreHeldBack(t *testing.T) {
	x := corpus("uno|aduana corta", "dos|aduana larga"+strings.Repeat(" relleno", 200), "tres|nada")
	if s := scores(x, "aduana"); s["a"] <= s["b"] {
		t.Errorf("scores %v", s)
	}
}

func TestTheNearerLineWins(t *testing.T) {
	x := corpus("¿Cuánto cuesta la membresía?|texto", "¿Cuánto cuesta el seguro de la carga y qué cubre cuando hay robo?|texto", "otra cosa|texto")
	if s := scores(x, "cuanto cuesta"); s["a"] <= s["b"] || s["b"] <= s["c"] {
		t.Errorf("scores %v", s)
	}
	hits := ask(x, "cuánto cuesta el seguro")
	if hits[0].ID != "b" || !strings.Contains(hits[0].Line, "seguro") {
		t.Errorf("got %+v", hits[0])
	}
}

func TestOneGoodQuestionIsEnough(t *testing.T) {
	other := "|pregunta lejana sobre barcos|pregunta lejana sobre trenes|pregunta lejana sobre aviones"
	x := corpus("tema"+other+"|¿me pueden clonar la tarjeta?|texto", "tarjeta"+other+"|la tarjeta se menciona", "nada"+other+"|texto")
	if s := scores(x, "me clonan la tarjeta"); s["a"] <= s["b"] {
		t.Errorf("scores %v", s)
	}
}

func TestEqualLinesComeNearOneAndNoneGoesOver(t *testing.T) {
	x := corpus("¿Qué cubre el seguro de carga?|seguro seguro seguro carga carga cubre", "flete|barco", "aduana|papeles", "pagos|banco")
	s := scores(x, "que cubre el seguro de carga")["a"]
	if s < 0.9 || s > 1 {
		t.Errorf("a title asked word by word scores %.3f", s)
	}
}

func TestFillersAloneFindNothing(t *testing.T) {
	x := corpus("¿Y eso qué es?|eso es todo lo que hay", "¿Sí o no?|sí y no", "flete|barco", "aduana|papeles")
	for _, q := range []string{"y eso", "sí", "no", "pues ok gracias", "hola buenas tardes", "es todo"} {
		if hits := ask(x, q); best(hits) >= builtinThresholds().Answer {
			t.Errorf("%q is answered with %+v", q, hits[0])
		}
	}
}

func TestQuestionWordsAreNoFillers(t *testing.T) {
	for lang, words := range map[string]string{
		"es": "cuanto cuantos cuando donde quien quienes cual cuales como que porque costo envio seguro dinero miedo",
		"en": "how much many when where who which what why cost long",
	} {
		for _, w := range strings.Fields(words) {
			if isFiller(w, lang) {
				t.Errorf("%q (%s) counts for nothing", w, lang)
			}
		}
	}
	for _, w := range strings.Fields("y el la de para hola gracias oye eso quiero quieren si no") {
		if !isFiller(w, spanish) {
			t.Errorf("%q counts as a word of substance", w)
		}
	}
}

func TestAnIndexHoldsOneLanguage(t *testing.T) {
	pages := []page{
		{Article: Article{ID: "a", Lang: spanish}, asked: []asked{{text: "el pago"}}, blocks: render("texto")},
		{Article: Article{ID: "a", Lang: english}, asked: []asked{{text: "the payment"}}, blocks: render("text")},
	}
	if hits := ask(newIndex(english, pages), "payments"); len(hits) != 1 || hits[0].Lang != english {
		t.Errorf("got %+v", hits)
	}
	if hits := ask(newIndex(english, pages), "xyz"); len(hits) != 0 {
		t.Errorf("got %+v", hits)
	}
}

func TestTypingHabitsFindTheSameArticle(t *testing.T) {
	l := embedded(t)
	for name, habit := range map[string]func(string) string{
		"capitals":   strings.ToUpper,
		"no accents": Fold,
		"no signs": func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("¿?¡!,.;: ", r) }), " ")
		},
		"many signs":   func(s string) string { return "!!!" + strings.ReplaceAll(s, " ", "  ") + "???" },
		"q and x":      strings.NewReplacer("qué", "q", "Qué", "q", " por ", " x ").Replace,
		"with a hello": func(s string) string { return "hola, oye, " + s + " gracias" },
	} {
		for _, a := range l.Articles() {
			r := l.Search(habit(a.Title), a.Lang, 1)
			if len(r.Hits) == 0 || r.Hits[0].ID != a.ID || a.Lang == spanish && r.Outcome != Answer {
				t.Errorf("%s: %q: %v %+v", name, habit(a.Title), r.Outcome, r.Hits)
			}
		}
	}
}
