package handlers

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

// A name and goods have a sign of their kind; talk has one against it; what has neither is
// asked back.
func TestWhatSpeaksForAnAnswer(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct {
		asking, text string
		want         evidence
	}{
		{"business", "Muebles Parota Viva", evident},
		{"business", "huaraches barajas", evident},
		{"business", "se llama lana brava", evident},
		{"business", "Calderas del Norte, S.A. de C.V.", evident},
		{"business", "kikargenta", possible},
		{"business", "está lloviendo recio", remark},
		{"business", "ay, qué calor", remark},
		{"contact", "Eligio Canché Uc", evident},
		{"contact", "me llamo erendira tzin", evident},
		{"contact", "tzin uc", possible},
		{"contact", "este aparato no me obedece", remark},
		{"products", "vendemos pox", evident},
		{"products", "aretes y dijes de plata", evident},
		{"products", "xtabentún", possible},
		{"products", "traigo las manos llenas de barro", remark},
		{"capacity", "como 40 al mes", evident},
		{"capacity", "entró un señor y se llevó 40", possible},
		{"state", "Puebla", evident},
		{"state", "ando en Puebla", possible},
	} {
		r := &reader{Clerk: clerk, c: inForm(tt.asking), lib: clerk.Library(), lang: "es"}
		v, f := r.extract(tt.text), clerk.form.Field(tt.asking)
		if got := v.evidence(f, v.led(f, tt.text)); got != tt.want {
			t.Errorf("%s: %q weighs %d, want %d", tt.asking, tt.text, got, tt.want)
		}
	}
}

func TestACapitalBehindTheFirstLetterMayBeAName(t *testing.T) {
	for text, want := range map[string]bool{"": false, "ámbar labrado": false, "Ámbar labrado": false, "ámbar Labrado": true, "ñame": false} {
		if got := capitalBehind(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestVerbsOfTalkAreToldFromNames(t *testing.T) {
	for _, w := range strings.Fields("esperando llegaron escribiendo permitame regresamos sigamos lloviendo trajeron vuelvo") {
		if is, maybe := isVerb(w); !is && !maybe {
			t.Errorf("%q is no verb", w)
		}
	}
	for _, w := range strings.Fields("mesas salas cera bebe viva paso cena marea huarache mezcal taller flores") {
		if is, _ := isVerb(w); is {
			t.Errorf("%q is a verb", w)
		}
	}
}

func TestGoodsHaveACategory(t *testing.T) {
	for word, want := range map[string]string{"miel": "food", "mieles": "food", "nueces": "food", "balatas": "auto_parts", "berries": "produce", "alebrijes": "crafts", "señor": "", "de": ""} {
		if got := categoryOf(knowledge.Fold(word)); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
	ids := map[string]bool{}
	for _, c := range DefaultFormForTest(t).Field("category").Choices {
		ids[c.ID] = true
	}
	for word, category := range goodsByWord {
		if !ids[category] {
			t.Errorf("%q is of %q, which the form does not have", word, category)
		}
	}
}

// DefaultFormForTest is the form that is built in.
func DefaultFormForTest(t *testing.T) *Form {
	t.Helper()
	form, err := ReadForm("form.yaml", DefaultForm())
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func TestAMessageIsCutIntoClauses(t *testing.T) {
	for text, want := range map[string][]string{
		"hacemos mesas, 40 al mes y ya mandamos a texas": {"hacemos mesas", "40 al mes", "mandamos a texas"},
		"calzado y piel":                    {"calzado y piel"},
		"soy ana. vendo miel":               {"soy ana", "vendo miel"},
		"1.200 piezas":                      {"1.200 piezas"},
		"||||, dueno":                       {"dueno"},
		"limon persa pero nunca exportamos": {"limon persa", "nunca exportamos"},
	} {
		var got []string
		for _, c := range clauses(text) {
			if said := strings.TrimSpace(text[c.start:c.end]); said != "" {
				got = append(got, strings.TrimPrefix(said, "ya "))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

// An RFC is spelled in every way, with talk in between; one whose check digit is wrong is none.
func TestAnRFCIsSpelledOut(t *testing.T) {
	clerk := testClerk(t)
	for text, want := range map[string]string{
		"ce de casa ese de sol o de oso luego ciento veinte tres cero cuatro a de árbol be de burro y un cuatro": "CSO120304AB4",
		"ce de casa, ese de sol, o de oso, doce cero tres cero cuatro, a de árbol, be de burro, cuatro":          "CSO120304AB4",
		"es CSO 120304 y luego a be cuatro":                                        "CSO120304AB4",
		"ge o de e cincuenta y seis doce treinta y uno, ge ere y al final un ocho": "GODE561231GR8",
		"GODE 56 12 31 y ya lo último es ge erre ocho":                             "GODE561231GR8",
		"mi hija lo tiene, luego le digo":                                          "",
	} {
		got := ""
		for _, cmd := range read(clerk, inForm("rfc"), text) {
			if fill, ok := cmd.(bot.Fill); ok && fill.Field == "rfc" {
				if r := readRFC(nil, nil, fill.Value); r.Problem == "" && r.Doubt == "" {
					got = r.Value
				}
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
