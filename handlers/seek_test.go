package handlers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// soughtOf is a candidate of a list: business, state, products, RFC, contact.
func soughtOf(n int, fields ...string) bot.Listed {
	c := bot.Listed{Conversation: fmt.Sprint("telegram:", n), Folio: fmt.Sprintf("PAB-%04d", n), Status: bot.SubmittedStatus,
		Submitted: time.Date(2026, 11, 1, 9, n, 0, 0, time.UTC), Fields: map[string]string{}}
	for i, id := range []string{"business", "state", "products", "rfc", "contact"} {
		if i < len(fields) {
			c.Fields[id] = fields[i]
		}
	}
	return c
}

func someListed() []bot.Listed {
	return []bot.Listed{
		soughtOf(1, "Café Sol de Coatepec", "Veracruz", "Café tostado, 500 kg al mes", "CSO120304AB1", "Ana López"),
		soughtOf(2, "Hilos del Norte SA de CV", "Puebla", "Hilo de algodón", "HNO150607XY2", "Luis Vega"),
		soughtOf(3, "Mezcal Tres Soles", "Oaxaca", "Mezcal artesanal", "MTS180910QW3", "Rosa Martínez"),
		soughtOf(4, "Chocolates Ixtlán", "Oaxaca", "Chocolate y café molido", "CIX110213ER4", "Pedro Sol"),
		soughtOf(42, "Muebles Ocampo", "Ciudad de México", "Mesas de 42 pulgadas", "", "Sofía Ocampo"),
		soughtOf(1042, "Ñandú & Cía", "Nuevo León", "Botas de piel", "NCI090807TY5", "Íñigo Núñez"),
	}
}

func TestCandidatesAreFoundAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{
		"cafe sol":                  "0001 0004",
		"CAFÉ SOL":                  "0001 0004",
		"kafe":                      "0001 0004",
		"kafe sol coatepec":         "0001",
		"café sol sa de cv":         "0001 0004",
		"oxaca":                     "0004 0003",
		"oaxaca":                    "0004 0003",
		"meskal":                    "0003",
		"mezcal oaxaca":             "0003",
		"choco":                     "0004",
		"chocolates":                "0004",
		"ilos del norte":            "0002",
		"norte hilos":               "0002",
		"42":                        "0042",
		"pab 42":                    "0042",
		"PAB-0042":                  "0042",
		"pab0042":                   "0042",
		"#42":                       "0042",
		"PAB-1042":                  "1042",
		"cdmx":                      "0042",
		"df":                        "0042",
		"nuevo leon":                "1042",
		"nandu":                     "1042",
		"inigo nunez":               "1042",
		"rosa martines":             "0003",
		"CSO120304AB1":              "0001",
		"cso-120304-ab1":            "0001",
		"CSO 120304":                "0001",
		"CSO120304AB7":              "0001",
		"CSO12O3O4AB1":              "0001",
		"hno1506":                   "0002",
		"pulgadas":                  "0042",
		"PAB-9999":                  "",
		"xyzzy":                     "",
		"el de la":                  "",
		"":                          "",
		"¿?":                        "",
		"algodon plutonio uranio":   "",
		"café plutonio":             "0001 0004",
		"sal":                       "",
		strings.Repeat("cafe ", 50): "0001 0004",
	} {
		var got []string
		for _, c := range testClerk(t).Seek(someListed(), text) {
			got = append(got, strings.TrimPrefix(c.Folio, "PAB-"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%.40q finds %q, want %q", text, got, want)
		}
	}
}

func TestWhoIsSoughtByFolioComesBeforeWhoHasTheNumber(t *testing.T) {
	all := append(someListed(), soughtOf(7, "Cuarenta 42", "Sonora", "42 mesas"))
	got := testClerk(t).Seek(all, "42")
	if len(got) < 2 || got[0].Folio != "PAB-0042" || got[1].Folio != "PAB-0007" {
		t.Errorf("%+v", got)
	}
}

func TestIDsAreNearByTheirWords(t *testing.T) {
	ids := []string{"costo-membresia", "costo-envio", "clabe", "que-es-alibaba", "costo-membresia"}
	for typed, want := range map[string][]string{
		"costo-membrecia": {"costo-membresia", "costo-envio"},
		"membresia":       {"costo-membresia"},
		"membre":          {"costo-membresia"},
		"clave":           {"clabe"},
		"costos":          {"costo-envio", "costo-membresia"},
		"zzz":             nil,
		"":                nil,
	} {
		if got := Near(typed, ids, 5); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if got := Near("costo", ids, 1); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

// BenchmarkSeek looks through 10,000 candidates: 20 ms on the machine of CONTRIBUTING.md.
func BenchmarkSeek(b *testing.B) {
	k := testClerk(b)
	var all []bot.Listed
	names := strings.Fields("Café Mezcal Hilos Muebles Textiles Chocolates Artesanías Vainilla Miel Botas Joyas Cerámica Dulces Salsas Jabones")
	places := strings.Fields("Coatepec Norte Sol Luna Ixtlán Puebla Río Sierra Valle Costa Palma Roble Encino Mirador Lagunas")
	for i := range 10_000 {
		name := fmt.Sprintf("%s %s %s%d", names[i%15], places[i/15%15], places[i/225%15], i%97)
		all = append(all, soughtOf(i, name, []string{"Oaxaca", "Veracruz", "Puebla", "Jalisco"}[i%4], strings.ToLower(names[(i+3)%15])+" de primera calidad hecho a mano en "+places[i%15], fmt.Sprintf("CSO%06dAB%d", i, i%10), "Ana López "+places[i%15]))
	}
	for _, text := range []string{"kafe coatepek oxaca", "PAB-9999", "CSO009000AB0", "xyzzy plugh"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				k.Seek(all, text)
			}
		})
	}
}
