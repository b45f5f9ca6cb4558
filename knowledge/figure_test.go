package knowledge

import (
	"strconv"
	"strings"
	"testing"
)

// shown are figures on one line: "~1500 USD/year, 3 day [1 3]".
func shown(list []Figure) string {
	var out []string
	for _, f := range list {
		s := strconv.FormatFloat(f.Value, 'f', -1, 64)
		if f.Approx {
			s = "~" + s
		}
		if f.Unit != "" {
			s += " " + f.Unit
		}
		if f.Per != "" {
			s += "/" + f.Per
		}
		if f.High != 0 {
			s += " [" + strconv.FormatFloat(f.Low, 'f', -1, 64) + " " + strconv.FormatFloat(f.High, 'f', -1, 64) + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// figureCase is a text and its figures as shown.
type figureCase struct{ text, want string }

func checkFigures(t *testing.T, cases []figureCase) {
	t.Helper()
	for _, c := range cases {
		found := Figures(c.text)
		if got := shown(found); got != c.want {
			t.Errorf("Figures(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
		for _, f := range found {
			if !strings.HasPrefix(c.text[f.At:], f.Text) {
				t.Errorf("in %q, %q does not stand at %d", c.text, f.Text, f.At)
			}
		}
	}
}

func TestFiguresReadEveryWayToWriteANumber(t *testing.T) {
	checkFigures(t, []figureCase{
		{"hay 24", "24"},
		{"1,500 empresas", "1500"},
		{"1 500 empresas", "1500"},
		{"1\u00a0500 y 17\u202f500", "1500, 17500"},
		{"1'500,000 usuarios", "1500000"},
		{"200,000", "200000"},
		{"1.500.000", "1500000"},
		{"1.500,50 pesos", "1500.5 MXN"},
		{"1,500.50 pesos", "1500.5 MXN"},
		{"1.500 dólares", "1500 USD"},
		{"1.500 kg", "1.5 kg"},
		{"0.096 m³", "0.096 m3"},
		{"2,95 %", "2.95 %"},
		{"2.95%", "2.95 %"},
		{"16.0 kg", "16 kg"},
		{"son 3, 4 y 5", "3, 4, 5"},
		{"tiene 5.", "5"},
		{"(11)", "11"},
		{"1/2 del total", "0.5 times"},
		{"1½ kg y ¾ partes", "1.5 kg, 0.75 times"},
		{"1.5 mil", "1500"},
		{"10k", "10000"},
		{"500 mil", "500000"},
		{"2 mil millones de usuarios", "2000000000"},
		{"600 millones de usuarios", "600000000"},
		{"1.5 million users", "1500000"},
		{"1 billion", "1000000000"},
		{"1 billón", "1000000000000"},
		{"2 mil 500 empresas", "2500"},
		{"3 millones 200 mil", "3200000"},
		{"17 500 y 18", "17500, 18"},
		{"۱۲ cajas", ""},
		{"1. Entra\n2. Paga 5 %\n3. Envía", "5 %"},
		{"8. No es lista", "8"},
		{"https://a.mx/2018/08/25?x=3 y www.b.mx/7 y 4", "4"},
		{"[la guía 3](https://a.mx/2018)", "3"},
		{"**1,500 dólares** y `20`", "1500 USD, 20"},
		{"1st, 3rd, 2.º y 1er", "1 ordinal, 3 ordinal, 2, 1 ordinal"},
	})
}

func TestFiguresReadNumbersInWords(t *testing.T) {
	checkFigures(t, []figureCase{
		{"tres caminos y dos pasos", "3, 2"},
		{"veintitrés mil quinientos", "23500"},
		{"novecientos noventa y nueve mil novecientos noventa y nueve", "999999"},
		{"ciento uno", "101"},
		{"cien mil", "100000"},
		{"mil quinientos pesos", "1500 MXN"},
		{"mil 500 pesos", "1500 MXN"},
		{"un millón de pesos", "1000000 MXN"},
		{"un millón y medio", "1500000"},
		{"dos millones trescientos mil", "2300000"},
		{"two thousand five hundred", "2500"},
		{"one hundred and five", "105"},
		{"a hundred", "100"},
		{"twenty-three firms", "23"},
		{"Two million", "2000000"},
		{"dos tres", "2, 3"},
		{"una docena y media docena, two dozen", "12, 6, 24"},
		{"la mitad; half-price; el doble; triplicó; twice", "0.5 times, 0.5 times, 2 times, 3 times, 2 times"},
		{"un tercio, dos tercios, una cuarta parte, la tercera parte", "0.3333333333333333 times, 0.6666666666666666 times, 0.25 times, 0.3333333333333333 times"},
		{"a third of it, two thirds, three quarters", "0.3333333333333333 times, 0.6666666666666666 times, 0.75 times"},
		{"a third-party firm; el primer paso", ""},
		{"un problema, una caja, one of them, a box", ""},
		{"una semana, un día, one month, in a week", "1 week, 1 day, 1 month, 1 week"},
		{"uno de cada tres, one in ten firms", "1, 3, 1, 10"},
		{"un par de semanas; a couple of days", "2 week, 2 day"},
		{"media hora, medio kilo, half an hour", "0.5 hour, 0.5 kg, 0.5 hour"},
		{"dos horas y media, año y medio, two and a half weeks", "2.5 hour, 2.5 week"},
		{"por medio de una carta, el medio ambiente", ""},
		{"mil gracias", ""},
		{"tarda once días", "11 day"},
		{"once you pay, it is done", ""},
		{"ten a la mano tu RFC", ""},
		{"it takes ten days", "10 day"},
		{"cero comisiones", "0"},
	})
}

func TestFiguresReadUnitsBeforeAndAfter(t *testing.T) {
	checkFigures(t, []figureCase{
		{"US$1,500", "1500 USD"},
		{"US $1,500", "1500 USD"},
		{"USD 1 500", "1500 USD"},
		{"USD1,500", "1500 USD"},
		{"1,500 USD", "1500 USD"},
		{"1,500 dólares", "1500 USD"},
		{"1,500 US dollars", "1500 USD"},
		{"US$2M, US$2m, $2.5 millones", "2000000 USD, 2000000 USD, 2500000 $"},
		{"$1,500", "1500 $"},
		{"$1,500 MXN", "1500 MXN"},
		{"$1,500 pesos", "1500 MXN"},
		{"$1,500 USD", "1500 USD"},
		{"MX$300 y 300 pesos mexicanos", "300 MXN, 300 MXN"},
		{"300 pesos colombianos", "300 COP"},
		{"35 € y €35", "35 EUR, 35 EUR"},
		{"25 mdp y 3 mdd", "25000000 MXN, 3000000 USD"},
		{"25 millones de pesos", "25000000 MXN"},
		{"40 yuanes, CNY 40, 40 yuan", "40 CNY, 40 CNY, 40 CNY"},
		{"22 DEG por kg", "22 SDR/kg"},
		{"5 %, 5%, cinco por ciento, five percent, 5 per cent", "5 %, 5 %, 5 %, 5 %, 5 %"},
		{"1,500 dólares al año, US$1,500 a year, 1,500 dólares anuales", "1500 USD/year, 1500 USD/year, 1500 USD/year"},
		{"20 al mes, 20 cotizaciones al mes, 20 quotations per month", "20/month, 20/month, 20/month"},
		{"3 días hábiles, 15 working days, 2 business days, 4 días naturales", "3 workday, 15 workday, 2 workday, 4 day"},
		{"24 horas, 24-hour, 24h", "24 hour, 24 hour, 24 hour"},
		{"a 10-day wait", "10 day"},
		{"2 m3, 2 metros cúbicos, 2 cubic metres, 2 m³", "2 m3, 2 m3, 2 m3, 2 m3"},
		{"5 toneladas, 5 t, 3 lb, 20 pies, 12 pulgadas", "5 t, 5 t, 3 lb, 20 ft, 12 in"},
		{"tres veces", "3 times"},
	})
}

func TestFiguresReadRangesAndSides(t *testing.T) {
	checkFigures(t, []figureCase{
		{"de 3,000 a 7,000 dólares", "3000 USD [3000 7000], 7000 USD [3000 7000]"},
		{"US$3,000-7,000", "3000 USD [3000 7000], 7000 USD [3000 7000]"},
		{"1-2 weeks", "1 week [1 2], 2 week [1 2]"},
		{"1–2 semanas", "1 week [1 2], 2 week [1 2]"},
		{"entre 1 y 2 semanas", "1 week [1 2], 2 week [1 2]"},
		{"between one and two weeks", "1 week [1 2], 2 week [1 2]"},
		{"de una a dos semanas", "1 week [1 2], 2 week [1 2]"},
		{"del 0.3 al 0.6 %", "0.3 % [0.3 0.6], 0.6 % [0.3 0.6]"},
		{"de 0.1 % a 0.5 %", "0.1 % [0.1 0.5], 0.5 % [0.1 0.5]"},
		{"unos 24 a 25 millones de pesos", "~24000000 MXN [24000000 25000000], ~25000000 MXN [24000000 25000000]"},
		{"de 3 a 5 mil dólares", "3000 USD [3000 5000], 5000 USD [3000 5000]"},
		{"de 2 días a 3 semanas", "2 day, 3 week"},
		{"1 % o 2 %", "1 %, 2 %"},
		{"dos o tres días", "2 day, 3 day"},
		{"68 de 400", "68, 400"},
		{"10x20x30 cm", "10 cm, 20 cm, 30 cm"},
		{"60 × 40 × 40 cm", "60 cm, 40 cm, 40 cm"},
		{"60*40*40 cm, 60 por 40 cm", "60 cm, 40 cm, 40 cm, 60 cm, 40 cm"},
		{"alto ÷ 5,000", "5000"},
	})
}

func TestFiguresReadDatesAndHours(t *testing.T) {
	checkFigures(t, []figureCase{
		{"3 de mayo de 2019", "20190503 date"},
		{"3 mayo 2019, 03/05/2019, 3-may-2019", "20190503 date, 20190503 date, 20190503 date"},
		{"May 3, 2019; 3 May 2019; May 3rd 2019; 2019-05-03", "20190503 date, 20190503 date, 20190503 date, 20190503 date"},
		{"tres de mayo, 1.º de mayo, primero de mayo", "503 date, 1, 500 date, 501 date"},
		{"agosto de 2018, August 2018, ago 2018, Aug. 2018, agosto del 2018, 2018-08", strings.TrimSuffix(strings.Repeat("20180800 date, ", 6), ", ")},
		{"6 de septiembre, 6 September, on September 6", "906 date, 906 date, 906 date"},
		{"del 3 al 5 de mayo de 2019", "20190503 date, 20190505 date"},
		{"de noviembre de 2017 a marzo de 2018", "20171100 date, 20180300 date"},
		{"en marzo; since March; they may march on mar 5", "300 date, 300 date, 5"},
		{"In May 3 firms", "500 date, 3"},
		{"en 2018, 2018-2019, 2017-18, the 1990s", "20180000 date, 20180000 date, 20190000 date, 20170000 date, 20180000 date, 19900000 date"},
		{"en dos mil dieciocho", "20180000 date"},
		{"2018 kg, 2,018 cajas, 2018 dólares", "2018 kg, 2018, 2018 USD"},
		{"hacia 2024, c. 2024", "~20240000 date, ~20240000 date"},
		{"18:00, 6 pm, 6:00 p. m., 18:00 h, a las 18 h, 9 a.m.", "1080 clock, 1080 clock, 1080 clock, 1080 clock, 1080 clock, 540 clock"},
		{"dura 18 h", "18 hour"},
	})
}

func TestFiguresKnowWhatIsRough(t *testing.T) {
	for _, text := range []string{
		"unos 3,000", "unas 3,000", "casi 3,000", "cerca de 3,000", "alrededor de los 3,000", "en torno a 3,000",
		"aproximadamente 3,000", "aprox. 3,000", "~3,000", "≈ 3,000", "rondaba los 3,000", "más o menos 3,000", "3,000 aprox.",
		"about 3,000", "around 3,000", "nearly 3,000", "some 3,000", "roughly 3,000", "an estimated 3,000", "about US$3,000",
		"unos US$3,000", "se estima que 3,000",
	} {
		if f := Figures(text); len(f) != 1 || !f[0].Approx {
			t.Errorf("%q gave %s, want one rough figure", text, shown(f))
		}
	}
	for _, text := range []string{"3,000", "hasta 3,000", "más de 3,000", "unos dicen 3,000", "at least 3,000", "about it; 3,000"} {
		if f := Figures(text); len(f) != 1 || f[0].Approx {
			t.Errorf("%q gave %s, want one exact figure", text, shown(f))
		}
	}
	for _, text := range []string{"hasta 3,000", "al menos 3,000", "más de 3,000", "up to US$3,000", "from 3,000", "menos de 24 horas"} {
		if f := Figures(text); len(f) != 1 || !f[0].Bound {
			t.Errorf("%q is not read as an end", text)
		}
	}
}
