package knowledge

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestAFollowUpFindsTheArticleThatTheTopicPointsTo(t *testing.T) {
	l := embedded(t)
	for _, c := range []struct{ topic, q, lang, want string }{
		{"envio-peso-volumetrico", "¿y por avión?", "es", "peso-aereo"},
		{"envio-peso-volumetrico", "y x barco", "es", "peso-maritimo barco-o-avion"},
		{"tiempo-barco", "¿y a Europa?", "es", "tiempo-europa"},
		{"tiempo-barco", "y a estados unidos", "es", "envio-estados-unidos"},
		{"requisitos-verificacion", "¿y cuánto tarda?", "es", "verificacion-tarda"},
		{"seguro-carga", "¿y qué no cubre?", "es", "seguro-no-cubre"},
		{"seguro-carga", "y cuanto cuesta", "es", "seguro-costo"},
		{"seguro-carga", "¿y quién lo contrata?", "es", "seguro-quien"},
		{"rfc-padron", "¿y la CURP?", "es", "curp"},
		{"costo-membresia", "¿y hay descuento?", "es", "descuento-membresia"},
		{"costo-membresia", "hay otros gastos?", "es", "otros-gastos"},
		{"tequila", "¿y mezcal?", "es", "mezcal-licores"},
		{"iva-exportacion", "¿y me lo devuelven?", "es", "iva-devolucion"},
		{"incoterms", "¿cuál me conviene?", "es", "incoterm-elegir"},
		{"tiempo-barco", "and to Europe?", "en", "tiempo-europa"},
		{"requisitos-verificacion", "and how long does it take?", "en", "verificacion-tarda"},
		{"seguro-carga", "and how much does it cost?", "en", "seguro-costo seguro-fragil"},
	} {
		r := l.SearchAbout(c.q, c.topic, c.lang, 3)
		if len(r.Hits) == 0 || !slices.Contains(strings.Fields(c.want), r.Hits[0].ID) {
			var got []any
			for _, h := range r.Hits {
				got = append(got, h.ID, h.Score)
			}
			t.Errorf("after %s, %q finds %v, want %s", c.topic, c.q, got, c.want)
		}
	}
}

func TestATopicLiftsOnlyWhatTheQuestionAsksFor(t *testing.T) {
	l := embedded(t)
	for _, q := range []string{"¿cuánto cuesta la membresía?", "cubre el robo?", "gato lunes cuchara"} {
		plain, about := l.Search(q, "es", depth), l.SearchAbout(q, "seguro-carga", "es", depth)
		was := map[string]float64{}
		for _, h := range plain.Hits {
			was[h.ID] = h.Score
		}
		for _, h := range about.Hits {
			before, found := was[h.ID]
			switch {
			case found && h.Score < before:
				t.Errorf("%q: the topic lowers %s from %.3f to %.3f", q, h.ID, before, h.Score)
			case h.ID == "seguro-carga" && found && h.Score != before:
				t.Errorf("%q: what was just said goes from %.3f to %.3f", q, before, h.Score)
			case h.Score > 1:
				t.Errorf("%q: %s scores %.3f", q, h.ID, h.Score)
			}
		}
	}
	if r := l.SearchAbout("¿cuánto cuesta la membresía?", "seguro-carga", "es", 1); r.Hits[0].ID != "costo-membresia" {
		t.Errorf("a whole question is bent to the topic: %+v", r.Hits[0])
	}
	if r := l.SearchAbout("qweqwe zxczxc", "seguro-carga", "es", 1); r.Outcome != Unknown {
		t.Errorf("nonsense is answered from the topic: %+v", r)
	}
}

func TestATopicThatIsNotThereChangesNothing(t *testing.T) {
	l := embedded(t)
	for _, topic := range []string{"", "no-such-article"} {
		if a, b := l.Search("y el envio", "es", 5), l.SearchAbout("y el envio", topic, "es", 5); !reflect.DeepEqual(a, b) {
			t.Errorf("topic %q gives %+v, without it %+v", topic, b, a)
		}
	}
}
