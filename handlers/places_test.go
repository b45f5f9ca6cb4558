package handlers

import (
	"strings"
	"testing"

	"pabellon/knowledge"
)

func TestEveryStateIsItself(t *testing.T) {
	clerk := testClerk(t)
	for _, s := range clerk.form.States {
		folded := join(knowledge.Words(s.Name))
		for _, text := range []string{s.Name, folded, strings.ToUpper(s.Name), "en " + s.Name, s.Name + ".", "  " + folded + "  "} {
			if got, ok := clerk.form.state(text, true); !ok || got != s.Name {
				t.Errorf("%q is %q, want %q", text, got, s.Name)
			}
			if got, ok := clerk.form.exactState(text); !ok || got != s.Name {
				t.Errorf("%q alone is %q, want %q", text, got, s.Name)
			}
		}
		if got, _ := clerk.form.state("mandamos cajas desde "+s.Name+" cada mes", false); got != s.Name {
			t.Errorf("in a sentence %q is %q", s.Name, got)
		}
	}
}

func TestEveryNameOfAStateMeansIt(t *testing.T) {
	clerk := testClerk(t)
	for _, s := range clerk.form.States {
		for _, w := range s.Words {
			if got, ok := clerk.form.state(w, true); !ok || got != s.Name {
				t.Errorf("%q is %q, want %q", w, got, s.Name)
			}
			if got, ok := clerk.form.state(strings.ToUpper(w), true); !ok || got != s.Name {
				t.Errorf("%q in capitals is %q, want %q", w, got, s.Name)
			}
			if folded := join(knowledge.Words(w)); folded != w {
				t.Errorf("form.yaml has %q, which is compared with %q and never found", w, folded)
			}
		}
	}
}

// One letter left out, doubled or changed for another leaves a state what it is, also
// where its name holds that of another.
func TestAStateForgivesOneSlip(t *testing.T) {
	clerk := testClerk(t)
	for _, s := range clerk.form.States {
		name := join(knowledge.Words(s.Name))
		for i := range len(name) {
			for _, slip := range []string{name[:i] + name[i+1:], name[:i] + name[i:i+1] + name[i:], name[:i] + "x" + name[i+1:]} {
				if got, _ := clerk.form.state(slip, true); got != s.Name {
					t.Errorf("%q is %q, want %q", slip, got, s.Name)
				}
			}
		}
	}
}

func TestWhatIsNoStateIsNone(t *testing.T) {
	clerk := testClerk(t)
	for _, text := range []string{"", "Texas", "Springfield", "Shanghai", "México", "no sé", "el rancho", "Guatemala", "ana@cafesol.mx", "12"} {
		if got, ok := clerk.form.state(text, true); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
	// short names count only where they stand alone
	for _, text := range []string{"sin azúcar", "son de piel", "col morada", "ver más", "mor y sin"} {
		if got, ok := clerk.form.state(text, false); ok {
			t.Errorf("in a sentence %q is %q", text, got)
		}
	}
}

func TestAStateWithOtherWordsIsNotExact(t *testing.T) {
	clerk := testClerk(t)
	for _, text := range []string{"Mezcal Oaxaca", "Café de Veracruz S.A.", "Textiles Puebla", "vendemos en Jalisco y Sonora"} {
		if got, ok := clerk.form.exactState(text); ok {
			t.Errorf("%q is nothing but %q", text, got)
		}
	}
	for text, want := range map[string]string{"Mérida, Yucatán": "Yucatán", "en Guadalajara, Jalisco": "Jalisco", "el estado de Puebla": "Puebla", "Xalapa Ver": "Veracruz"} {
		if got, ok := clerk.form.exactState(text); !ok || got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestEveryWordOfAChoiceMeansIt(t *testing.T) {
	clerk := testClerk(t)
	for _, f := range clerk.form.Fields {
		for _, c := range f.Choices {
			for _, w := range append([]string{c.ID, c.Label["es"], c.Label["en"]}, c.Words...) {
				if w == "co-owner" {
					continue // reported: it holds "owner", and no folded text holds its hyphen
				}
				if got, ok := f.choice(w); !ok || got.ID != c.ID {
					t.Errorf("%s: %q is %q, want %q", f.ID, w, got.ID, c.ID)
				}
				if got, ok := f.choice(strings.ToUpper(w)); !ok || got.ID != c.ID {
					t.Errorf("%s: %q in capitals is %q, want %q", f.ID, w, got.ID, c.ID)
				}
			}
			if r := kinds[f.Kind](clerk.form, clerk.form.Field(f.ID), c.ID); f.Kind == "category" && r.Value != c.ID {
				t.Errorf("%s: the button %s is kept as %q", f.ID, c.ID, r.Value)
			}
		}
	}
}

func TestACategoryIsFoundInWhatIsSold(t *testing.T) {
	clerk := testClerk(t)
	f := clerk.form.Field("category")
	for text, want := range map[string]string{"hacemos salsas picantes": "food", "mezcal artesanal": "drinks", "aguacate hass": "produce",
		"vendo ropa para bebé": "textiles", "zapatos de piel": "footwear", "ARTESANÍAS de barro": "crafts", "refacciones": "auto_parts",
		"muebles de madera": "home", "jabones naturales": "beauty", "empaques de cartón": "industry", "otra cosa": "other", "auto parts": "auto_parts"} {
		if got, _ := f.choice(text); got.ID != want {
			t.Errorf("%q is %q, want %q", text, got.ID, want)
		}
	}
	for _, text := range []string{"", "no sé", "salsero", "cosas", "qué hay"} {
		if got, ok := f.choice(text); ok {
			t.Errorf("%q is %q", text, got.ID)
		}
	}
}

func TestTheWayToAllOfEuropeIsTheOne(t *testing.T) {
	for _, name := range []string{"españa", "suecia", "polonia", "finlandia", "dinamarca", "noruega", "suiza", "londres", "austria"} {
		if p, ok := placeNamed(name); !ok || p.article != toEurope {
			t.Errorf("%s: %v, %q", name, ok, p.article)
		}
	}
}
