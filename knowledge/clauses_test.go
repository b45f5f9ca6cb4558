package knowledge

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestALongMessageIsTakenApart(t *testing.T) {
	for message, want := range map[string][]string{
		"":                             nil,
		"¿Cuánto cuesta la membresía?": nil,
		"hola, ¿cuánto cuesta la membresía de Alibaba?":                  nil,
		"tengo un taller de velas en Tlaxcala y quiero saber del seguro": nil,
		"Tengo un taller de velas en Tlaxcala y un cliente me pidió 400, ¿el flete lo pago yo?": {
			"Tengo un taller de velas en Tlaxcala y un cliente me pidió 400,", "el flete lo pago yo"},
		"tengo una bodega en uruapan y quiero mandar a china, de que puerto sale, cuantos dias son": {
			"de que puerto sale, cuantos dias son", "cuantos dias son"},
		"Mi pedido vale 1,500.50 dólares. Escribo de ana@cafe.sol.mx; ¿el seguro cubre robo?": {
			"Mi pedido vale 1,500.50 dólares", "Escribo de ana@cafe.sol.mx", "el seguro cubre robo"},
		"Hola buenas tardes\nsoy de Oaxaca y vendo barro\ny si se rompe en el camino": {
			"Hola buenas tardes", "soy de Oaxaca y vendo barro", "y si se rompe en el camino"},
	} {
		if got := clauses(message); !slices.Equal(got, want) {
			t.Errorf("%q\ngave %q\nwant %q", message, got, want)
		}
	}
}

func TestAStoryIsAnsweredByTheClauseThatAsks(t *testing.T) {
	l := load(t, roads(nil))
	const asks = "¿en cuánto me sale el envío de la caja?"
	story := "Buenas tardes, mi abuelo fundó este taller de velas en Tlaxcala hace sesenta años y ahora mis hijos lo llevan, " + asks
	without, with := l.Search(strings.NewReplacer(",", "", "¿", "").Replace(story), "es", 1), l.Search(story, "es", 1)
	if len(with.Hits) == 0 || with.Hits[0].ID != "costo-envio" || with.Outcome != Answer || with.Hits[0].Score <= without.Hits[0].Score {
		t.Fatalf("got %+v\nthe same without its signs %+v", with, without)
	}
	sum := 0.0
	for _, p := range with.Hits[0].Parts {
		sum += p.Score
	}
	if math.Abs(sum-with.Hits[0].Score) > 1e-9 || with.Hits[0].Parts[len(with.Hits[0].Parts)-1].Name != "clause" {
		t.Errorf("the parts do not add up: %+v", with.Hits[0])
	}
	if alone := l.Search(asks, "es", 1); alone.Hits[0].Score <= with.Hits[0].Score {
		t.Errorf("the clause alone scores %v, the story %v", alone.Hits[0].Score, with.Hits[0].Score)
	}
}

// Where somebody lives has no part in what they ask.
func TestAPlaceInTheStoryIsNoDoubtOfTheQuestion(t *testing.T) {
	l := load(t, roads(nil))
	asked := "mi cliente de Canadá es muy formal y me compra desde hace años, ¿en cuánto sale el envío de la caja?"
	if r := l.Search(asked, "es", 1); r.Outcome != Answer {
		t.Errorf("%q: %v, %+v", asked, r.Outcome, r)
	}
	asked = "mi cliente es muy formal y me compra desde hace años, ¿en cuánto sale el envío de la caja a Canadá?"
	if r := l.Search(asked, "es", 1); r.Outcome != Near {
		t.Errorf("%q: %v, %+v", asked, r.Outcome, r)
	}
}

func FuzzClauses(f *testing.F) {
	for _, seed := range []string{"Tengo un taller, vendo velas. ¿El flete lo pago yo o el cliente, según usted?", strings.Repeat("a, ", 2000), "¿¿¿???...,,,", "a.b.c.d e f g h i j k l ¿m", "\xff\xfe. ¿a b c d e f g h i j k"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, message string) {
		got := clauses(message)
		if len(got) > mostClauses {
			t.Errorf("%d clauses", len(got))
		}
		for _, c := range got {
			if n := len(Words(c)); n < shortClause || n >= len(Words(message)) {
				t.Errorf("%q is a clause of %q", c, message)
			}
		}
	})
}
