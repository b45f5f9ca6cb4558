package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

// unitWords are the ways to write each unit, one unit a line.
const unitWords = `
%: % por_ciento porciento percent per_cent pct
USD: dólares dólar dollars dollar USD dls US_dollars dólares_estadounidenses
MXN: pesos MXN pesos_mexicanos Mexican_pesos
CNY: yuanes yuan RMB CNY renminbi
EUR: euros euro EUR €
SDR: DEG SDR
COP: pesos_colombianos
CAD: dólares_canadienses Canadian_dollars CAD
cent: centavos cents
kg: kg kilos kilogramos kilograms kgs
g: g gramos grams gr
t: t toneladas tons tonnes
lb: lb libras pounds
oz: oz onzas ounces
m: m metros metres meters
cm: cm centímetros centimetres
mm: mm
km: km kilómetros kilometers
in: pulgadas inches
ft: ft pies feet
m2: m2 m² metros_cuadrados square_metres
m3: m3 m³ metros_cúbicos cubic_metres cubic_meters CBM
l: litros litres liters
day: días días_naturales days calendar_days días_de_calendario
workday: días_hábiles días_laborables working_days business_days hábiles
week: semanas weeks
month: meses months
year: años years
hour: horas hours h hrs
minute: minutos minutes min
second: segundos seconds
times: veces times
`

func TestUnitsAreKnownByAllTheirNames(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(unitWords), "\n") {
		unit, words, _ := strings.Cut(line, ": ")
		for _, w := range strings.Fields(words) {
			w = strings.ReplaceAll(w, "_", " ")
			for _, number := range []string{"7", "7.5", "1,500", "siete", "seven"} {
				text := "son " + number + " " + w
				f := Figures(text + " más.")
				if len(f) != 1 || f[0].Unit != unit || f[0].Text != number+" "+w {
					t.Errorf("%q gave %s, want %s", text, shown(f), unit)
				}
			}
			text := fmt.Sprintf("de 7 a 9 %s.", w)
			if f := Figures(text); len(f) != 2 || f[0].Unit != unit || f[1].Unit != unit || f[0].High != 9 {
				t.Errorf("%q gave %s, want a range of %s", text, shown(f), unit)
			}
		}
	}
}

func TestUnitsAreNeverTakenForEachOther(t *testing.T) {
	var all []string
	for _, line := range strings.Split(strings.TrimSpace(unitWords), "\n") {
		_, words, _ := strings.Cut(line, ": ")
		all = append(all, "7 "+strings.ReplaceAll(strings.Fields(words)[0], "_", " "))
	}
	all = append(all, "7", "$7", "7:00", "en 2007")
	for i, a := range all {
		for j, b := range all {
			c := Unsupported(a, []string{b})
			if supported := c == nil; supported != (i == j || a == "$7" && b == "7 pesos") {
				t.Errorf("%q over %q: supported %v", a, b, supported)
			}
		}
	}
}

func TestPeriodsAreKnownInBothLanguages(t *testing.T) {
	for unit, ways := range map[string]string{
		"year":  "al año|por año|cada año|anuales|a year|per year|each year|yearly|/año",
		"month": "al mes|por mes|mensuales|a month|per month|monthly|every month",
		"week":  "a la semana|por semana|semanales|a week|per week|weekly",
		"day":   "al día|por día|diarios|a day|per day|daily",
		"hour":  "por hora|an hour|per hour",
		"kg":    "por kg|per kg|por cada kilo|/kg",
		"m3":    "por metro cúbico|per cubic metre|por m³|por cada metro cúbico",
	} {
		for _, w := range strings.Split(ways, "|") {
			for _, text := range []string{"US$7 " + w, "7 dólares " + w} {
				if f := Figures(text); len(f) != 1 || f[0].Per != unit || f[0].Text != text {
					t.Errorf("%q gave %s, want it per %s", text, shown(f), unit)
				}
			}
		}
	}
	for _, text := range []string{"US$7 por pedido", "US$7 an order", "US$7 a un cliente", "US$7 por persona"} {
		if f := Figures(text); len(f) != 1 || f[0].Per != "" {
			t.Errorf("%q gave %s", text, shown(f))
		}
	}
}

func TestCurrenciesAreReadBeforeANumber(t *testing.T) {
	for sign, unit := range map[string]string{
		"US$": "USD", "USD ": "USD", "USD": "USD", "US $": "USD", "USD$": "USD", "U$": "USD", "$": "$", "MX$": "MXN", "MXN ": "MXN",
		"MXN$": "MXN", "€": "EUR", "EUR ": "EUR", "¥": "CNY", "CNY ": "CNY", "RMB ": "CNY", "£": "GBP", "CA$": "CAD", "$ ": "$",
	} {
		for number, value := range map[string]float64{"1,500": 1500, "1 500": 1500, "1500.00": 1500, "2 mil": 2000, "1.5 million": 1.5e6} {
			text := sign + number
			f := Figures("cuesta " + text + ".")
			if len(f) != 1 || f[0].Unit != unit || f[0].Value != value || f[0].Text != text {
				t.Errorf("%q gave %s, want %v %s", text, shown(f), value, unit)
			}
		}
	}
}
