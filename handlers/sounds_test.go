package handlers

import (
	"strings"
	"testing"

	"pabellon/knowledge"
)

func TestSoundsTellsAnAnswerFromTalk(t *testing.T) {
	tests := []struct {
		kind string
		yes  []string
		no   []string
	}{
		{"rfc", []string{"CSO120304AB4", "cso 120304 ab4", "CSO1203", "es el CSO120304AB4", "ABCD"}, []string{"hola", "no lo tengo", "mi contador lo tiene", "ABC", "el 3 de mayo te lo mando con mi contador"}},
		{"email", []string{"ana@x.mx", "ana arroba x punto mx", "anacafesol", "mi correo es ana@"}, []string{"no uso correo", "luego te lo paso", "mejor por teléfono"}},
		{"phone", []string{"228 123 4567", "12345", "2281234567 ext 5", "doscientos"}, []string{"no tengo", "luego te lo doy", "llámame al 3"}},
		{"state", []string{"Puebla", "en el estado de México", "Springfield", "por Orizaba"}, []string{"no sé de qué estado hablas", "¿qué estado?", "espera tantito", "jajaja", "estoy entre dos estados por ahora pero vivo allá"}},
		{"category", []string{"salsas", "ropa de bebé", "otra"}, []string{"¿cuáles hay? que no entiendo", "gracias", "una cosa que no sé bien en cuál de todas entraría"}},
		{"person", []string{"Ana López", "María de la Luz Pérez Ruiz", "Beto", "José Ñúñez"}, []string{"no quiero", "mi hijo", "¿para qué?", "espere", "xkcdq", "quiero vender mezcal", "soy la dueña", "jajaja"}},
		{"role", []string{"dueña", "gerente de ventas", "hago de todo"}, []string{"no sé", "nunca", "gracias", "no tengo cargo", "qwrtp"}},
		{"business", []string{"Café Sol", "La Abuela S.A. de C.V.", "7 Mares", "Hilos Nube"}, []string{"", "que es eso", "de Puebla", "no entiendo", "ya no tengo", "es igual", "espera", "somos tres personas", "bcdfghj"}},
		{"exports", []string{"nunca", "no", "dos veces", "a Texas", "sí, a Canadá", "never", "ya exportamos"}, []string{"500 kg", "alimentos", "gracias", "Ana López"}},
		{"text", []string{"Café tostado", "500 cajas", strings.Repeat("sal ", 60)}, []string{"espera", "jajaja", "no entiendo", strings.Repeat("sal ", 61)}},
		{"website", []string{"cafesol.mx", "@cafesol"}, []string{"espérame"}},
	}
	for _, tt := range tests {
		if _, ok := kinds[tt.kind]; !ok {
			t.Errorf("there is no kind %q", tt.kind)
		}
		for _, text := range tt.yes {
			if !sounds(tt.kind, text) {
				t.Errorf("%q does not sound like an answer of kind %s", text, tt.kind)
			}
		}
		for _, text := range tt.no {
			if sounds(tt.kind, text) {
				t.Errorf("%q sounds like an answer of kind %s", text, tt.kind)
			}
		}
	}
}

// What the form shows as an example must pass for an answer, else the bot would
// refuse its own advice.
func TestEveryExampleOfTheFormIsTakenAsAnAnswer(t *testing.T) {
	clerk := testClerk(t)
	for _, f := range clerk.form.Asked() {
		for lang, example := range f.Example {
			if !sounds(f.Kind, example) {
				t.Errorf("%s: %q does not sound like an answer", f.ID, example)
			}
			if got := filled(clerk, f.ID, example); !strings.Contains(got, f.ID+"=") {
				t.Errorf("%s: the example %q (%s) fills %q", f.ID, example, lang, got)
			}
			if r := kinds[f.Kind](clerk.form, f, example); r.Problem != "" {
				t.Errorf("%s: the example %q is refused: %s", f.ID, example, r.Problem)
			}
		}
	}
}

func TestChatterAndLaughterAreTalk(t *testing.T) {
	for _, text := range []string{"espera", "espérame tantito", "jajaja", "jejeje", "jajajaj", "jsjsj", "hahaha", "lol", "gracias", "que calor hace", "me dijo mi primo", "wait please", "es un fraude"} {
		if !chats(knowledge.Words(text)) {
			t.Errorf("%q passes for no talk", text)
		}
	}
	for _, text := range []string{"", "Café Sol", "Ana López", "Jalisco", "huaraches de piel", "El Momo", "Lola"} {
		if chats(knowledge.Words(text)) {
			t.Errorf("%q passes for talk", text)
		}
	}
}

func TestForeignIsAboutSomebodyElse(t *testing.T) {
	for _, text := range []string{"mi primo vende en amazon", "una amiga exporta café", "me dijeron que es fraude", "me marcaron del banco", "vi su anuncio", "y si vendo poco", "my friend sells shoes", "someone told me"} {
		if folded, _ := foldKeeping(text); !foreign.MatchString(folded) {
			t.Errorf("%q passes for the person's own business", text)
		}
	}
	for _, text := range []string{"vendo café", "soy Ana", "mi negocio está en Puebla", "Primo Hermanos S.A.", "si, acepto", "mi correo es a@b.mx"} {
		if folded, _ := foldKeeping(text); foreign.MatchString(folded) {
			t.Errorf("%q passes for somebody else's", text)
		}
	}
}

func TestPronounceableTellsWordsFromKeysThatACatTyped(t *testing.T) {
	for _, text := range []string{"", "Ana", "RFC", "SRL", "Xóchitl", "Tlaxcala", "H2O500"} {
		if !pronounceable(knowledge.Words(text)) {
			t.Errorf("%q passes for a cat's", text)
		}
	}
	for _, text := range []string{"sdfgh", "qwrtp", "Ana bcdfg", strings.Repeat("a", 31)} {
		if pronounceable(knowledge.Words(text)) {
			t.Errorf("%q passes for a word", text)
		}
	}
}
