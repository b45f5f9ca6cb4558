package knowledge

import (
	"strings"
	"testing"
)

// claims are the kinds and texts of claims on one line.
func claims(list []Claim) string {
	var out []string
	for _, c := range list {
		out = append(out, c.Kind+" "+c.Text)
	}
	return strings.Join(out, "; ")
}

// supportCase is an answer, a passage, and what the passage does not support.
type supportCase struct{ answer, passage, want string }

func checkSupport(t *testing.T, cases []supportCase) {
	t.Helper()
	for _, c := range cases {
		found := Unsupported(c.answer, []string{c.passage})
		if got := claims(found); got != c.want {
			t.Errorf("%q over %q\n got %q\nwant %q", c.answer, c.passage, got, c.want)
		}
		for _, f := range found {
			if !strings.HasPrefix(c.answer[f.At:], f.Text) {
				t.Errorf("in %q, %q does not stand at %d", c.answer, f.Text, f.At)
			}
		}
	}
}

func TestAFigureNeedsTheSameValueAndUnit(t *testing.T) {
	checkSupport(t, []supportCase{
		{"Cuesta 1,500 dólares.", "it was US$1,500 a year", ""},
		{"Cuesta US$1,500 al año.", "1,500 dólares anuales", ""},
		{"Cuesta mil quinientos dólares.", "US$1,500", ""},
		{"Cuesta 1.5 mil dólares.", "US$1,500", ""},
		{"It is USD 1 500.", "1,500 dólares", ""},
		{"Cuesta 1,501 dólares.", "US$1,500", "figure 1,501 dólares"},
		{"Cuesta 1,500 pesos.", "US$1,500", "figure 1,500 pesos"},
		{"Cuesta US$1,500.", "1,500 pesos", "figure US$1,500"},
		{"Cuesta $1,500.", "1,500 pesos", ""},
		{"Cuesta $1,500.", "$1,500", ""},
		{"Cuesta $1,500.", "US$1,500", "figure $1,500"},
		{"Cuesta 1,500 pesos.", "$1,500", "figure 1,500 pesos"},
		{"Cuesta 1,500.", "US$1,500", "figure 1,500"},
		{"Cuesta US$1,500 al mes.", "US$1,500 al año", "figure US$1,500 al mes"},
		{"Cuesta 1,500 dólares.", "US$1,500 al año", ""},
		{"Son 15 días.", "15 días hábiles", "figure 15 días"},
		{"Son 15 días hábiles.", "15 working days", ""},
		{"Son catorce días.", "dos semanas", "figure catorce días"},
		{"Son 2 semanas.", "two weeks", ""},
		{"Cobra 5 días.", "cobra 5 %", "figure 5 días"},
		{"Cobra cinco por ciento.", "5%", ""},
		{"Es la mitad.", "half price", ""},
		{"Triplicó sus ventas.", "three times as many", ""},
		{"Pesa 19 kg.", "pesa 19 g", "figure 19 kg"},
		{"Hay 24 empresas.", "24 firms", ""},
		{"Hay 24 empresas.", "24 %", "figure 24"},
		{"Hay 2000 empresas.", "2,000 empresas", ""},
		{"1. Paga\n2. Envía", "nada", ""},
		{"**5 %** en [la guía](https://x.mx/2018)", "5 %", ""},
	})
}

func TestADateNeedsTheSameDate(t *testing.T) {
	checkSupport(t, []supportCase{
		{"Fue en 2018.", "agosto de 2018", ""},
		{"Fue en 2019.", "agosto de 2018", "date 2019"},
		{"Fue en agosto de 2018.", "25 Aug 2018", ""},
		{"Fue en agosto de 2018.", "en 2018", "date agosto de 2018"},
		{"Fue el 25 de agosto de 2018.", "2018-08-25", ""},
		{"Fue el 25 de agosto.", "August 25, 2018", ""},
		{"Fue el 26 de agosto de 2018.", "25 de agosto de 2018", "date 26 de agosto de 2018"},
		{"Fue el 25 de agosto de 2018.", "25 de agosto de 2017", "date 25 de agosto de 2018"},
		{"Fue en marzo.", "May 3, 2018", "date marzo"},
		{"Fue en mayo.", "May 3, 2018", ""},
		{"Hay 2018 cajas.", "en 2017", "date 2018"},
		{"Abre a las 18:00.", "6 pm", ""},
		{"Abre a las 17:00.", "6 pm", "figure 17:00"},
	})
}

func TestARoughFigureMayRoundAnExactOne(t *testing.T) {
	checkSupport(t, []supportCase{
		{"Casi 3,000 dólares.", "US$2,999", ""},
		{"Unos 1,000 pesos.", "1,031 pesos", ""},
		{"Unos 31 días.", "30.93 days", ""},
		{"Unos 2,000 dólares.", "US$1,500", "figure 2,000 dólares"},
		{"Unos 3,001 dólares.", "US$2,999", "figure 3,001 dólares"},
		{"3,000 dólares.", "US$2,999", "figure 3,000 dólares"},
		{"Unos 3,000 dólares.", "US$3,000", ""},
		{"3,000 dólares.", "unos 3,000 dólares", "figure 3,000 dólares"},
		{"Unos 3,000 dólares.", "about US$3,000", ""},
		{"Unos 60 dólares.", "unos 59 dólares", "figure 60 dólares"}, // rounded already
	})
}

func TestARangeNeedsTheSameRange(t *testing.T) {
	checkSupport(t, []supportCase{
		{"De 1 a 2 semanas.", "1-2 weeks", ""},
		{"De una a dos semanas.", "1-2 weeks", ""},
		{"De 3 a 7 días.", "3-5 days, 7-14 days", "figure 3; figure 7 días"},
		{"De 3 a 7 dólares.", "de 3 a 5 dólares", "figure 3; figure 7 dólares"},
		{"Tarda 1 semana.", "1-2 weeks", "figure 1 semana"},
		{"Hasta 2 semanas.", "1-2 weeks", ""},
		{"From US$3,000.", "de 3,000 a 7,000 dólares", ""},
	})
}

func TestANameNeedsTheSameWords(t *testing.T) {
	checkSupport(t, []supportCase{
		{"Lo dice Bureau Veritas.", "Intertek o Bureau Veritas", ""},
		{"Lo dice Bureau Zambrano.", "Intertek o Bureau Veritas", "name Bureau Zambrano"},
		{"Lo dice Business Insider.", "Business Times, e Insider.", "name Business Insider"},
		{"La Secretaría de Turismo.", "Secretaría de Economía; Turismo", "name Secretaría de Turismo"},
		{"La Secretaría de Economía.", "the Economy Ministry said", ""},
		{"Manzanillo y Lázaro Cárdenas para Asia; Veracruz para Europa.", "Lázaro Cárdenas, Manzanillo, Asia, Veracruz, Europe", ""},
		{"Con Trade Assurance de Alibaba.", "Trade Assurance is Alibaba's", ""},
		{"Con Alibaba Trade Assurance.", "Trade Assurance is Alibaba's", ""},
		{"Según Alibaba, sí. Con Amazon no.", "Alibaba", "name Amazon"},
		{"Amazon no.", "Alibaba", "name Amazon"},
		{"Vorial no.", "Alibaba", ""}, // the first word of a sentence
		{"El SAT y el IMPI.", "SAT", "name IMPI"},
		{"La SE lo dijo.", "se dijo", "name SE"},
		{"Los RFCs.", "el RFC", ""},
		{"Va a EE. UU. y a Róterdam.", "the United States, Rotterdam", ""},
		{"Va a la UE.", "European Union", ""},
		{"Mexican firms, on Monday, in English.", "", ""},
		{"NOM-006-SCFI-2012", "NOM-006-SCFI-2012", ""},
		{"NOM-006", "NOM-006-SCFI-2012", ""},
		{"NOM-007-SCFI-2012", "NOM-006-SCFI-2012", "name NOM-007-SCFI-2012"},
		{"el artículo 29", "article 29", ""},
		{"el artículo 30", "artículo 29, 30 días", "name artículo 30"},
		{"Incoterms 2010", "Incoterms 2020", "name Incoterms 2010"},
		{"la Cláusula C", "Clause A", "name Cláusula C"},
		{"opinión 32-D", "32D", ""},
		{"llama al +52 55 1234 5678", "+52 (55) 8765 4321", "name +52 55 1234 5678"},
		{"entra a Alibaba.com", "Alibaba.com", ""},
		{"entra a alibaba.mx", "Alibaba.com", "name alibaba.mx"},
		{"escribe a ayuda@alibaba.com", "Alibaba.com", "name ayuda@alibaba.com"},
		{"**Costo:** Depende. «Hola», dijo.", "", ""},
		{"NO pagues antes.", "", ""},
	})
}

func TestClaimsComeInTheOrderOfTheText(t *testing.T) {
	text := "Amazon y el IMPI piden 7 cajas en 2031 según la NOM-9-X y Walmart."
	want := "name Amazon; name IMPI; figure 7; date 2031; name NOM-9-X; name Walmart"
	if got := claims(Unsupported(text, nil)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestALockServesManyTexts(t *testing.T) {
	l := NewLock("Cuesta US$1,500.", "Lo dijo ProMéxico en 2018.")
	if c := l.Unsupported("En 2018 ProMéxico habló de 1,500 dólares."); c != nil {
		t.Errorf("refused %v", c)
	}
	if c := l.Unsupported("En 2019 costaba US$1,600."); len(c) != 2 {
		t.Errorf("got %v, want a date and a figure", c)
	}
	if c := NewLock().Unsupported("Hola, ¿cómo estás?"); c != nil {
		t.Errorf("got %v of a greeting", c)
	}
}
