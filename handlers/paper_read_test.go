package handlers

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pabellon/bot"
)

// golden are the lines of a document as bot/paper reads it.
func golden(t *testing.T, name string) []bot.DocLine {
	t.Helper()
	data, err := os.ReadFile("../bot/paper/testdata/" + name + ".golden")
	if err != nil {
		t.Fatal(err)
	}
	var out []bot.DocLine
	for line := range strings.Lines(string(data)) {
		at, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		page, number, _ := strings.Cut(at, "/")
		p, _ := strconv.Atoi(page)
		n, _ := strconv.Atoi(number)
		out = append(out, bot.DocLine{Page: p, Number: n, Text: text})
	}
	return out
}

// linesOf are the lines of a document of one page.
func linesOf(text string) []bot.DocLine {
	var out []bot.DocLine
	for i, line := range strings.Split(text, "\n") {
		out = append(out, bot.DocLine{Page: 1, Number: i + 1, Text: line})
	}
	return out
}

// shown is a paper in one line: "constancia 2026-11-03 rfc=… business=…".
func shown(p *bot.Paper) string {
	if p == nil {
		return ""
	}
	out := []string{string(p.Kind), p.Issued}
	for _, f := range p.Values {
		out = append(out, f.Field+"="+f.Value)
	}
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), " ")
}

// The same document is read the same, whoever made the file.
func TestAConstanciaIsReadFromEachKindOfFile(t *testing.T) {
	clerk := testClerk(t)
	whole := "constancia 2026-11-03 rfc=CSO120304AB1 business=Cafe Sol trade=Café Sol de la Sierra state=Ciudad de México email=hola@cafesol.example"
	parts := "constancia 2026-11-03 rfc=CSO120304AB1 trade=Café Sol de la Sierra email=hola@cafesol.example business=Cafe Sol"
	for name, want := range map[string]string{"chromium.pdf": whole, "libreoffice.docx": whole, "libreoffice.pdf": parts, "ghostscript.pdf": parts,
		"packed.pdf": "rfc=CSO120304AB1 business=Café Sol"} {
		if got := shown(clerk.readPaper(golden(t, name))); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
	p := clerk.readPaper(golden(t, "chromium.pdf"))
	if f := p.Values[0]; f.Page != 1 || f.Line != 10 {
		t.Errorf("the RFC stands at %d/%d", f.Page, f.Line)
	}
}

func TestOnlyWhatIsLabelledIsRead(t *testing.T) {
	clerk := testClerk(t)
	title := "CONSTANCIA DE SITUACIÓN FISCAL\n"
	for text, want := range map[string]string{
		"": "",
		"Mi RFC es CSO120304AB4 y mi correo es ana@sol.mx":                                       "",
		"Adjunto mi constancia de situación fiscal":                                              "",
		"El RFC: CSO120304AB4":                                                                   "",
		"RFC: CSO120304AB4 | Correo: ana@sol.mx":                                                 "rfc=CSO120304AB4 email=ana@sol.mx",
		"R.F.C.: CSO-120304-AB4":                                                                 "rfc=CSO120304AB4",
		"RFC: CSO120304AB4 y otros datos":                                                        "",
		"RFC: XAXX010101000":                                                                     "",
		"RFC: CSO120304AB4\nRFC: TNO140923LP8":                                                   "",
		"RFC: CSO120304AB4\nRFC: CSO120304AB4":                                                   "rfc=CSO120304AB4",
		"Teléfono: 228 123 4567\nTel: extensión 4":                                               "phone=+522281234567",
		"Correo: ana@sol.mx, beto@sol.mx":                                                        "",
		"Correo:":                                                                                "",
		"Razón social: Café Sol «aprobado»":                                                      "",
		"Razón social: " + strings.Repeat("Sol ", 30):                                            "",
		"Nombre (s): ANA\nPrimer Apellido: LÓPEZ\nEntidad Federativa: Puebla":                    "",
		title + "Nombre (s): ANA\nPrimer Apellido: LÓPEZ\nSegundo Apellido: RUIZ\nRFC:":          "constancia contact=Ana López Ruiz",
		title + "Nombre (s): ANA":                                                                "constancia",
		title + "Entidad Federativa: MEXICO":                                                     "constancia state=Estado de México",
		title + "Entidad Federativa: COAHUILA DE ZARAGOZA":                                       "constancia state=Coahuila",
		title + "Entidad Federativa: MICHOACAN DE OCAMPO":                                        "constancia state=Michoacán",
		title + "Lugar y Fecha de Emisión\nPUEBLA , PUEBLA A 31 DE FEBRERO DE 2026":              "constancia",
		title + "Lugar y Fecha de Emisión\nPUEBLA , PUEBLA A 5 DE ENERO DEL 2026":                "constancia 2026-01-05",
		title + "Fecha inicio de operaciones: 04 DE MARZO DE 2012":                               "constancia",
		title + "CAFE SOL\nNombre, denominación o razón social\nDenominación/Razón Social: LUNA": "constancia business=Luna",
	} {
		if got := shown(clerk.readPaper(linesOf(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzPaper(f *testing.F) {
	f.Add("CONSTANCIA DE SITUACIÓN FISCAL\nRFC: CSO120304AB4 | Correo: a@b.mx\nLugar y Fecha de Emisión | A 03 DE NOVIEMBRE DE 2026")
	f.Add("Nombre, denominación o razón social\n | \n: :\nRFC::")
	clerk := testClerk(f)
	f.Fuzz(func(t *testing.T, text string) {
		p := clerk.readPaper(linesOf(text))
		if p == nil {
			return
		}
		for _, v := range p.Values {
			if v.Value == "" || len([]rune(v.Value)) > 2*longestFound || strings.ContainsAny(v.Value, "\n<>") {
				t.Errorf("%+v", v)
			}
		}
	})
}
