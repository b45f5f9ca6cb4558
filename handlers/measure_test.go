package handlers

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

// toldAs is what was told as one line: "boxes=20 each=12".
func toldAs(told map[string]string) string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(told)) {
		out = append(out, key+"="+told[key])
	}
	return strings.Join(out, " ")
}

func TestOrdersAreReadAsPeopleWriteThem(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"20 cajas de salsa de 60x40x40 de 12 kg cada una", "boxes=20 each=12 product=salsa size=60x40x40 unit=box"},
		{"20 cajas de 12 kg", "boxes=20 each=12 unit=box"},
		{"20 cajas, 240 kg en total", "boxes=20 unit=box weight=240"},
		{"3 cajas de dulces, 5 kilos en total", "boxes=3 product=dulces unit=box weight=5"},
		{"media tonelada de cafe", "product=cafe weight=500"},
		{"2 ton de limon", "product=limon weight=2000"},
		{"1.2 toneladas", "weight=1200"},
		{"500 g", "weight=0.5"},
		{"30 lb", "weight=13.6078"},
		{"treinta libras", "weight=13.6078"},
		{"60 × 40 × 40 cm", "size=60x40x40"},
		{"60 por 40 por 40", "size=60x40x40"},
		{"24x16x16 pulgadas", "size=60.96x40.64x40.64"},
		{"24 x 16 x 16 in", "size=60.96x40.64x40.64"},
		{"1.2 x 1 x 1.5 m", "size=120x100x150"},
		{"1x1.2x1.5", "size=100x120x150"},
		{"0.6x0.4x0.4 metros", "size=60x40x40"},
		{"3 m3", "volume=3"},
		{"3 metros cúbicos", "volume=3"},
		{"dos tarimas", "boxes=2 unit=pallet"},
		{"1,000 piezas", "boxes=1000 unit=piece"},
		{"500 botellas de mezcal", "boxes=500 product=mezcal unit=piece"},
		{"vale 5 mil dólares", "value=5000 USD"},
		{"USD 1 500", "value=1500 USD"},
		{"80 mil pesos", "value=80000 MXN"},
		{"valen $5,000", "value=5000 USD"},
		{"valen 5000 dolares y gano 800 dolares", "profit=800 USD value=5000 USD"},
		{"me quedan 300 dólares libres", "profit=300 USD"},
		{"mando 10 cajas a china", "boxes=10 to=China unit=box"},
		{"10 boxes of salsa to the United States, 26 lb each", "boxes=10 each=11.7934 product=salsa to=United States unit=box"},
		{"vendo huaraches en puebla", "product=huaraches"},
		// a list that begins with the goods and ends with the place
		{"talavera, 40 cajas de 12 kg cada una, 40x30x30 cm, valor 3,000 dólares, a Alemania", "boxes=40 each=12 product=talavera size=40x30x30 to=Alemania unit=box value=3000 USD"},
		{"aguacate, 2 toneladas, 3 m3, 8000 usd, Corea", "product=aguacate to=Corea value=8000 USD volume=3 weight=2000"},
		{"20 cajas de vasos de vidrio soplado de 50x40x60 cm, 8 kg cada una", "boxes=20 each=8 product=vasos de vidrio soplado size=50x40x60 unit=box"},
		{"50 cubetas de miel de 27 kg", "boxes=50 each=27 product=miel unit=piece"},
		{"10 glass vases, 30x30x40 cm, 3 kg each", "boxes=10 each=3 product=glass vases size=30x30x40 unit=piece"},
		{"3 tarimas de 1x1.2x1.5 m de 450 kg de chile", "boxes=3 each=450 product=chile size=100x120x150 unit=pallet"},
		{"una caja de 1.5 m x 80 cm x 60 cm con 35 kilos", "boxes=1 size=150x80x60 unit=box weight=35"},
		{"valor: $2000 USD; destino: España; ganancia: 300 USD", "profit=300 USD to=España value=2000 USD"},
		{"gano 400 por pedido", "profit=400 USD"},
		{"profit 350 per order", "profit=350 USD"},
		{"me quedan -200 dólares", "profit=-200 USD"},
		{"-5 kg", ""},
		{"mando café a Arabia Saudita", "product=café to=Arabia Saudita"},
		{"a canada, no, a francia", "to=Francia"},
		{"15 cjas de 10 kls c/u", "boxes=15 each=10 unit=box"},
		{"hola buenas tardes", ""},
		{"¿cuánto cuesta la membresía?", ""},
		{"mi teléfono es 228 123 4567", ""},
		{"", ""},
	} {
		if got := toldAs(readOrder(tt.text, "")); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestABareNumberAnswersWhatIsAsked(t *testing.T) {
	for _, tt := range []struct{ asking, text, want string }{
		{toldWeight, "240", "weight=240"},
		{toldWeight, "12 cada una", "each=12"},
		{toldValue, "5 mil", "value=5000 USD"},
		{toldValue, "como unos cinco mil", "value=5000 USD"},
		{toldValue, "80,000 pesos", "value=80000 MXN"},
		{toldProfit, "800", "profit=800 USD"},
		{toldProfit, "unos 15 mil pesos", "profit=15000 MXN"},
		{toldProfit, "0", "profit=0 USD"},
		{toldTo, "a china", "to=China"},
		{toldTo, "Pues a los Estados Unidos", "to=Estados Unidos"},
		{toldTo, "iria a japon", "to=Japon"},
		{toldTo, "Texas", "to=Texas"},
		{toldTo, "5 mil", ""},
		{toldTo, "Arabia Saudita", "to=Arabia Saudita"},
		{toldTo, "a los angeles", "to=Los Angeles"},
		{toldTo, "ninguno", "to=?"},
		{toldProfit, "-50 dólares", "profit=-50 USD"},
		{toldProfit, "valor: 2000 usd; ganancia: 300 usd", "profit=300 USD value=2000 USD"},
		{toldProduct, "mole", "product=mole"},
		{toldProduct, "vendo talavera poblana", "product=talavera poblana"},
		{toldSize, "60x40x40", "size=60x40x40"},
		{toldSize, "grandes", ""},
	} {
		if got := toldAs(readOrder(tt.text, tt.asking)); got != tt.want {
			t.Errorf("asking %s, %q\n got %s\nwant %s", tt.asking, tt.text, got, tt.want)
		}
	}
}

func TestOnlyAWishForSumsBeginsThem(t *testing.T) {
	clerk := testClerk(t)
	for text, want := range map[string]bool{
		"¿me conviene?": true, "oye y me conviene vender en alibaba": true, "calculadora": true, "costos": true, "is it worth it?": true,
		"cuanto me sale mandar 20 cajas de 12 kg a china":  true,
		"how much would 3 pallets of 400 kg to texas cost": true,
		"¿qué incoterm me conviene?":                       false,
		"¿cuánto cuesta la membresía?":                     false,
		"produzco 500 cajas al mes":                        false,
		"me conviene barco o avion":                        false,
		"¿cuánto tarda?":                                   false,
	} {
		cmds, _ := clerk.Understand(greeted("es"), bot.Turn{ID: "m1", Actor: ana, Text: text})
		_, got := cmds[len(cmds)-1].(bot.Reckon)
		if got != want {
			t.Errorf("%q begins the sums: %v (%+v)", text, got, cmds)
		}
	}
}

func TestAnEstimateSaysNothingThatDoesNotFollow(t *testing.T) {
	clerk := testClerk(t)
	told := map[string]string{toldProduct: "salsa", toldBoxes: "20", toldUnit: "box", toldSize: "60x40x40", toldEach: "12",
		toldValue: "5000 USD", toldTo: "China", toldProfit: "800 USD"}
	r := &reader{Clerk: clerk, lib: clerk.Library(), lang: "es"}
	said := func(k *Clerk) []bot.Message {
		out := k.Handle(greeted("es"), []bot.Command{r.reckon(true, told)}, noon)
		return out.Messages
	}
	for _, m := range said(clerk) {
		if strings.Contains(m.Text, clerk.words.say("es", "unknown")) || len(m.Sources) == 0 {
			t.Errorf("refused its own words: %q, %d sources", m.Text, len(m.Sources))
		}
		if n := utf8.RuneCountInString(bot.Plain(m.Text)); n > 600 {
			t.Errorf("%d characters in one message: %q", n, m.Text)
		}
	}
	for key, lie := range map[string]string{
		"est.courier": "te cobran {kg} kg y 35 dólares", "est.membership": "{half}, {full}, {year}, {source}; hoy cuesta 2,500 dólares",
		"est.freight": "el flete cuesta unos 900 dólares", "est.insurance": "{premium}, el 12 % del valor",
	} {
		other := *clerk
		other.words = phrases{}
		for lang, words := range clerk.words {
			other.words[lang] = maps.Clone(words)
		}
		other.words["es"][key] = lie
		if before, after := said(clerk), said(&other); len(before) != len(after) || !slices.ContainsFunc(after, func(m bot.Message) bool {
			return m.Text == clerk.words.say("es", "unknown")
		}) {
			t.Errorf("%s: nobody noticed %q", key, lie)
		}
	}
}

func FuzzReadOrder(f *testing.F) {
	for _, s := range []string{"20 cajas de 60x40x40 cm de 12 kg a china", "1e9 kg", "0x0x0", "99999999999999999999 kg", "-5 kg", "½ ton", "\xff\xfe 3 kg", "ñ×ñ×ñ"} {
		f.Add(s, "weight")
		f.Add(s, "to")
	}
	f.Fuzz(func(t *testing.T, text, asking string) {
		told := readOrder(text, asking)
		o := orderOf(bot.Estimate{Told: told})
		for name, v := range map[string]float64{"boxes": o.boxes, "weight": o.weight, "volume": o.volume, "value": o.value.amount} {
			if v < 0 || v != v {
				t.Errorf("%q: %s is %v", text, name, v)
			}
		}
		_ = fmt.Sprint(o.work(testRates(), ""))
	})
}
