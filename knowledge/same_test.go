package knowledge

import "testing"

func TestTwoQuestionsAreTheSameInOtherWords(t *testing.T) {
	for _, c := range []struct {
		lang, a, b string
		same       bool
	}{
		{"es", "¿Cuánto cabe en un contenedor de 20 pies?", "cuanto cabe en un contenedor de 20 pies", true},
		{"es", "¿Cuánto cabe en un contenedor de 20 pies?", "oye y en un contenedor de 20 pies cuanto cabe", true},
		{"es", "cuanto cabe en un contenedor de 20 pies", "cuanto cabe en un contenedor de 40 pies", false},
		{"es", "cuanto cobran en la aduana de shanghai", "cuánto me cobran en la aduana de Shangai", true},
		{"es", "cuanto cobran en la aduana de shanghai", "cuánto tarda la aduana de Shanghai", false},
		{"es", "¿Alibaba acepta mezcal artesanal?", "alibaba aceptan mezcales artesanales?", true},
		{"es", "¿Alibaba acepta mezcal artesanal?", "¿Alibaba acepta pagos con tarjeta?", false},
		{"es", "¿se puede sin factura?", "¿se puede con factura?", false},
		{"es", "hola", "oye", false},
		{"en", "how much fits into a 20 foot container", "How much fits in a 20 foot container?", true},
		{"en", "does customs open the boxes", "does customs keep the boxes", false},
	} {
		if got := AskingOf(c.a, c.lang).Same(AskingOf(c.b, c.lang)); got != c.same {
			t.Errorf("%q and %q: %v, want %v (%q %q)", c.a, c.b, got, c.same, askingStems(c.a, c.lang), askingStems(c.b, c.lang))
		}
		if got := AskingOf(c.b, c.lang).Same(AskingOf(c.a, c.lang)); got != c.same {
			t.Errorf("%q and %q the other way: %v", c.b, c.a, got)
		}
	}
}
