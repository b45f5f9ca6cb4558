package knowledge

import (
	"strings"
	"testing"
)

func TestNamesAreFoundWhereTheyStand(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Hola, ¿cómo estás?", ""},
		{"La membresía cuesta.", ""},
		{"Se vende en Alibaba.", "Alibaba"},
		{"Lo dice la Secretaría de Economía.", "Secretaría de Economía"},
		{"Lo dice la Secretaría Anticorrupción y Buen Gobierno.", "Secretaría Anticorrupción y Buen Gobierno"},
		{"Según Business Times, sí.", "Business Times"},
		{"Business Times lo dijo.", "Business Times"},
		{"ProMéxico cerró.", "ProMéxico"},
		{"SAT y IMPI.", "SAT y IMPI"},
		{"El SAT, el IMPI y la COFEPRIS.", "SAT|IMPI y la COFEPRIS"},
		{"Alibaba's One Touch", "Alibaba's One Touch"},
		{"entra a Alibaba.com o a alibaba.mx", "Alibaba.com|alibaba.mx"},
		{"La Casa del Barril", "Casa del Barril"},
		{"de Lázaro Cárdenas a Shanghái", "Lázaro Cárdenas|Shanghái"},
		{"Ruta China-México", "Ruta China-México"},
		{"la ruta China-México", "China-México"},
		{"va a EE. UU. y a la UE", "EE. UU.|UE"},
		{"the U.S. and the U.K.", "U.S. and the U.K."},
		{"una S.A. de C.V.", "S.A. de C.V."},
		{"la A&V y la T/T", "A&V y la T/T"},
		{"los RFCs y las NOMs", "RFCs y las NOMs"},
		{"un plan B y la opción C", ""},
		{"Mexican and Chinese firms in English on Monday", ""},
		{"I think I'm right", ""},
		{"NO pagues, SOLO espera", ""},
		{"**Precio.** Depende: Hoy no. «Hola» y \"Bien\"", ""},
		{"• Primero\n• Segundo\n\nTercero", ""},
		{"Costo: Alibaba cobra", "Alibaba"},
		{"Expo Dubái 2020", "Expo Dubái"},
		{"GS1 México y Química118", "GS1|México|Química118"},
		{"el artículo 29, la Cláusula A y los Incoterms 2020", "artículo 29|Cláusula A|Incoterms 2020"},
		{"artículos 16 y 17", "artículos 16|17"},
		{"art. 32-A", "art. 32-A"},
		{"la clase 30 y la NOM 051", "clase 30|NOM 051"},
		{"la regla 10 días", ""},
		{"los Incoterms son 11", "Incoterms"},
		{"RFC XAXX010101000", "RFC|XAXX010101000"},
		{"las listas 69 y 69-B", "69-B"},
		{"US$1,500 o 20 MXN o USD", ""},
		{"los €5 de Wise", "Wise"},
		{"Café Ñandú Élite", "Café Ñandú Élite"},
		{"la Universidad Nacional Autónoma de México", "Universidad Nacional Autónoma de México"},
		{"the Ministry of the Economy", "Ministry of the Economy"},
		{"visita [Bancomext](https://x.mx/Otro)", "Bancomext"},
		{"escribe a Ana.Lopez@x.mx", "Ana|Lopez@x.mx"},
		{"sigue a @pabellon_bot", "@pabellon_bot"},
		{"iPhone y eBay", "iPhone y eBay"},
		{"una e.firma y un e-mail", ""},
	} {
		var got []string
		for _, n := range Names(c.text) {
			got = append(got, n.Text)
			if !strings.HasPrefix(c.text[n.At:], n.Text) {
				t.Errorf("in %q, %q does not stand at %d", c.text, n.Text, n.At)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("Names(%q)\n got %s\nwant %s", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

func TestARowOfCapitalsIsReadInPieces(t *testing.T) {
	text := "dice " + strings.Repeat("Gran ", 100)
	for _, n := range Names(text) {
		if len(strings.Fields(n.Text)) > maxRun {
			t.Errorf("a name of %d words", len(strings.Fields(n.Text)))
		}
	}
	if c := Unsupported(text, []string{text}); c != nil {
		t.Errorf("it does not support itself: %s", claims(c))
	}
}

func TestCapitalsOfSmallWordsMakeNoName(t *testing.T) {
	for _, w := range strings.Fields("De Del La Los En Con Para The Of And On You Your Not Only Every-thing Lunes Monday Enero January English Internet") {
		text := "ya " + w + " va"
		if n := Names(text); len(n) > 0 && w != "Every-thing" {
			t.Errorf("%q gave %v", text, n)
		}
	}
}

func TestFamousNamesCountWhereASentenceBegins(t *testing.T) {
	for _, w := range strings.Fields("Amazon Walmart Openpay Maersk Temu Shein Fedex Bancomext") {
		if n := Names(w + " cobra menos."); len(n) != 1 || n[0].Text != w {
			t.Errorf("%s gave %v", w, n)
		}
	}
}

func TestCodesAreNoFigures(t *testing.T) {
	for _, text := range []string{
		"F-COST-01", "XAXX010101000", "NOM-006-SCFI-2012", "NOM-066-FITO", "32-D", "69-B", "Incoterms 2020", "artículo 29",
		"art. 32", "Article 40", "articles 16 and 17", "B2B", "3D", "GS1", "Química118", "ISO 9001", "A4", "T1", "COVID-19",
		"+52 55 1234 5678", "55 1234 5678", "55-1234-5678", "800 123 4567", "002010077777777771", "2.7.1.3", "v2.0",
		"ventas1@alibaba.com", "@bot99", "Clase 25", "１２３",
	} {
		if f := Figures(text); len(f) > 0 {
			t.Errorf("%q gave the figures %s", text, shown(f))
		}
		if n := Names(text); len(n) == 0 {
			t.Errorf("%q gave no name", text)
		}
	}
}
