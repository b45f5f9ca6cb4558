package knowledge

import "testing"

func TestAnAnswerIsProvedByItsArticleInEitherLanguage(t *testing.T) {
	l := embedded(t)
	for _, a := range l.Articles() {
		for _, text := range []string{a.Short, a.Rest} {
			if claims := l.Unproved(text, a.ID); len(claims) > 0 {
				t.Errorf("%s refuses itself: %+v", a.File, claims)
			}
		}
	}
	for text, caught := range map[string]bool{
		"Cuesta 1,500 dólares al año (2018).":       false,
		"It was US$1,500 a year in 2018.":           false,
		"Cuesta 1,600 dólares al año.":              true,
		"Cuesta 1,500 pesos.":                       true,
		"Cuesta 1,500 dólares, según el Banco Azul": true,
	} {
		if got := len(l.Unproved(text, "costo-membresia")) > 0; got != caught {
			t.Errorf("%q is caught: %v (%+v)", text, got, l.Unproved(text, "costo-membresia"))
		}
	}
	if len(l.Unproved("Cuesta 1,500 dólares.", "no-such-article")) == 0 {
		t.Error("no article proves nothing")
	}
}
