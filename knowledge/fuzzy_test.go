package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// taken is what an index takes a word for.
func taken(x *index, word string) []string {
	s := x.scratch()
	defer x.giveBack(s, asking{})
	t := term{word: word}
	x.readWord(&t, s)
	var out []string
	for _, f := range t.found {
		out = append(out, strings.TrimPrefix(f.matched, "≈"))
	}
	return out
}

func TestSlipsAreTakenForTheWordThatWasMeant(t *testing.T) {
	x := corpus("la membresía|cuesta", "verificación|tarda días", "el peso volumétrico|hacer llaves", "necesito|guía de exportación", "quiero|seguro")
	for typed, want := range map[string]string{
		"membrecia":    "membresia",    // a letter changed
		"menbresia":    "membresia",    // another
		"membresa":     "membresia",    // one dropped
		"memmbresia":   "membresia",    // one added
		"mebmresia":    "membresia",    // two swapped
		"verifcasion":  "verificacion", // two slips in a long word
		"bolumetrico":  "volumetrico",
		"nesesito":     "necesito",
		"aser":         "hacer", // by sound
		"yabes":        "llaves",
		"ksero":        "", // two slips in a short one
		"qwertyuiop":   "",
		"esportasion":  "exportacion",
		"jia":          "", // too short for a slip
		"membresia":    "", // the word itself needs no slip: it is matched as it is
		"exportadores": "", // a form of a word that is there, or too far from it
	} {
		got := taken(x, typed)
		if want == "" {
			got = slices.DeleteFunc(got, func(w string) bool { return w == "" })
			if typed != "exportadores" && len(got) > 0 {
				t.Errorf("%q is taken for %q", typed, got)
			}
		} else if !slices.Contains(got, want) {
			t.Errorf("%q is taken for %q, want %q", typed, got, want)
		}
	}
}

func TestAWordThatIsThereIsNeverTakenForAnother(t *testing.T) {
	x := corpus("la carta|texto", "la carga|texto")
	for _, w := range []string{"carta", "carga", "cartas"} {
		if got := taken(x, w); !slices.Equal(got, []string{""}) {
			t.Errorf("%q is taken for %q", w, got)
		}
	}
}

func TestAGreetingIsTakenForNothing(t *testing.T) {
	x := corpus("es gratis|ola de calor", "otra cosa|texto")
	for _, q := range []string{"gracias", "hello", "hola", "thanks"} {
		if hits := ask(x, q); best(hits) >= builtinThresholds().Near {
			t.Errorf("%q finds %+v", q, hits)
		}
	}
	if a, b := ask(x, "hola, oye, otra cosa gracias hello"), ask(x, "otra cosa"); a[0].Score != b[0].Score {
		t.Errorf("greetings move the score from %.3f to %.3f", b[0].Score, a[0].Score)
	}
}

func TestWordsThatSoundTheSameAreOne(t *testing.T) {
	for _, pair := range [][2]string{{"bolumetrico", "volumetrico"}, {"aser", "hacer"}, {"kiero", "quiero"}, {"nesecito", "necesito"}, {"yave", "llave"},
		{"jente", "gente"}, {"sapato", "zapato"}, {"kosto", "costo"}, {"exportasion", "exportacion"}, {"carro", "caro"}, {"ezpecial", "especial"}} {
		if a, b := sound(pair[0]), sound(pair[1]); a != b || a == "" {
			t.Errorf("%s sounds %q, %s %q", pair[0], a, pair[1], b)
		}
	}
	for _, pair := range [][2]string{{"peso", "beso"}, {"gato", "jato"}, {"chico", "kico"}, {"pero", "pedo"}, {"mama", "nana"}} {
		if a, b := sound(pair[0]), sound(pair[1]); a == b {
			t.Errorf("%s and %s both sound %q", pair[0], pair[1], a)
		}
	}
	for _, w := range []string{"中国", "2026", "naïf", "", "hhh"} {
		if got := sound(w); got != "" {
			t.Errorf("%q sounds %q", w, got)
		}
	}
}

func TestDistanceCountsEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "a", 0}, {"peso", "pesos", 1}, {"peso", "beso", 1}, {"peso", "pseo", 1}, {"peso", "queso", 2}, {"abc", "xyz", 3}, {"abcdef", "a", 3}, {"año", "ano", 1}} {
		if got := distance(c.a, c.b, 3); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a, 3); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
