package handlers

import (
	"regexp"
	"strings"

	"pabellon/knowledge"
)

// readOrder reads what a text tells of an order: units as people write them (kg,
// lb, toneladas, cm, in, m³, cajas, tarimas), amounts with their currency, the
// product and the place. Asking is the open question, which a bare number answers;
// "" when none is open.
func readOrder(text, asking string) map[string]string {
	told := told{values: map[string]string{}, asking: asking, text: text}
	told.folded, told.at = foldKeeping(text)
	told.sizes()
	for _, f := range knowledge.Figures(text) {
		told.figure(f)
	}
	told.product()
	told.place()
	return told.values
}

// told gathers what one text tells.
type told struct {
	text   string
	folded string
	at     []int // place in folded → place in text
	asking string
	taken  []bounds // places in text that sizes have read
	values map[string]string
}

// bounds are a stretch of the text.
type bounds struct{ from, to int }

// sides are three measures of one thing: "60x40x40 cm", "60 × 40 × 40", "24 por 16 por 16 pulgadas".
var sides = regexp.MustCompile(`(\d+(?:[.,]\d+)?)\s*(?:cm|m|in|pulgadas)?\.?\s*(?:x|×|\*|por|by)\s*(\d+(?:[.,]\d+)?)\s*(?:cm|m|in|pulgadas)?\.?\s*(?:x|×|\*|por|by)\s*(\d+(?:[.,]\d+)?)\s*(centimetros|cms?|metros|mts?|m|pulgadas|pulg|inches|inch|in|")?`)

// inCm is how many centimetres a unit of length has.
func inCm(unit string) float64 {
	switch strings.TrimSuffix(unit, ".") {
	case "metros", "mts", "mt", "m":
		return 100
	case "pulgadas", "pulg", "inches", "inch", "in", `"`:
		return 2.54
	}
	return 1
}

// sizes reads length × width × height.
func (t *told) sizes() {
	m := sides.FindStringSubmatchIndex(t.folded)
	if m == nil {
		return
	}
	part := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return t.folded[m[2*n]:m[2*n+1]]
	}
	unit := part(4)
	var out []string
	small := true
	for n := 1; n <= 3; n++ {
		v := figureOf(strings.ReplaceAll(part(n), ",", "."))
		small = small && v < 5
		out = append(out, part(n))
	}
	factor := inCm(unit)
	if unit == "" && small {
		factor = 100 // "1.2 x 1 x 1.5" are metres
	}
	for n, s := range out {
		out[n] = decimal(figureOf(strings.ReplaceAll(s, ",", ".")) * factor)
	}
	t.values[toldSize] = strings.Join(out, "x")
	t.taken = append(t.taken, bounds{t.at[m[0]], t.at[m[1]]})
}

// afterFigure is what the words right after a figure say of it.
var (
	boxWords    = regexp.MustCompile(`^\s*(?:cajas?|cajitas?|box(?:es)?|cartons?|bultos?|paquetes?|packages?|parcels?|sacos?|costales?|bags?|sacks?)\b`)
	palletWords = regexp.MustCompile(`^\s*(?:tarimas?|pallets?|palets?|skids?)\b`)
	pieceWords  = regexp.MustCompile(`^\s*(?:piezas?|pzas?|pz|unidades|pieces|units|pcs|pares|pairs|botellas?|bottles?|frascos?|jars?)\b`)
	eachWords   = regexp.MustCompile(`^\s*(?:kg|kgs|kilos?|kilogramos?|lbs?|libras?|pounds?|g|gramos?|grams)?\.?\s*(?:cada|c/u|c\.u\.|cu\b|por (?:caja|pieza|tarima|bulto|unidad)|each|apiece|per (?:box|piece|pallet|unit)|la caja|la pieza|la tarima)`)
	eachBefore  = regexp.MustCompile(`\b(?:cajas?|cajitas?|tarimas?|piezas?|bultos?|sacos?|costales|boxes|pallets|pieces|bags)\b[^,;.]*\b(?:de|of)\s*$|\bcada (?:una|uno|caja|pieza|tarima)\s*(?:de|pesa)?\s*$`)
	inAll       = regexp.MustCompile(`^\s*(?:kg|kgs|kilos?|lbs?|libras?)?\.?\s*(?:en total|total|in all|altogether|todo)`)
	gainBefore  = regexp.MustCompile(`(?:gano|ganancia|ganamos|me queda[n]?|nos queda[n]?|utilidad|margen|me deja[n]?|libres?|profit|earn|margin|make)\b[^.;\n]{0,25}$`)
)

// figure takes one figure of the text.
func (t *told) figure(f knowledge.Figure) {
	for _, b := range t.taken {
		if f.At >= b.from && f.At < b.to {
			return
		}
	}
	after, before := t.around(f)
	switch f.Unit {
	case "kg", "g", "t", "lb":
		key := toldWeight
		if eachWords.MatchString(after) || eachBefore.MatchString(before) && !inAll.MatchString(after) {
			key = toldEach
		}
		t.set(key, f.Value*inKg(f.Unit))
	case "m3":
		t.set(toldVolume, f.Value)
	case "USD", "MXN", "EUR", "$":
		t.amount(f, before)
	case "":
		t.bare(f, after, before)
	}
}

// inKg is how many kilograms a unit of weight has.
func inKg(unit string) float64 {
	switch unit {
	case "g":
		return 0.001
	case "t":
		return 1000
	case "lb":
		return 0.45359237 // the international pound, by definition
	}
	return 1
}

// around is the folded text after and before a figure.
func (t *told) around(f knowledge.Figure) (after, before string) {
	from, to := len(t.folded), len(t.folded)
	for i, at := range t.at {
		if at >= f.At && from == len(t.folded) {
			from = i
		}
		if at >= f.At+len(f.Text) {
			to = i
			break
		}
	}
	from, to = min(from, len(t.folded)), min(to, len(t.folded))
	return t.folded[to:], t.folded[:from]
}

// amount is money: the profit when the words before say so or it is asked, else the
// value of the goods. A "$" alone is pesos in Spanish chats about Mexico, and dollars
// when dollars were asked for.
func (t *told) amount(f knowledge.Figure, before string) {
	m := money{f.Value, f.Unit}
	if m.currency == "$" {
		m.currency = "USD"
	}
	key := toldValue
	if t.asking == toldProfit || gainBefore.MatchString(before) {
		key = toldProfit
	}
	if _, ok := t.values[key]; !ok {
		t.values[key] = m.String()
	}
}

// bare is a number without a unit: a count when a noun follows, else the answer to
// what is asked.
func (t *told) bare(f knowledge.Figure, after, before string) {
	switch {
	case boxWords.MatchString(after):
		t.count("box", f.Value)
	case palletWords.MatchString(after):
		t.count("pallet", f.Value)
	case pieceWords.MatchString(after):
		t.count("piece", f.Value)
	case t.asking == toldWeight && eachWords.MatchString(after):
		t.set(toldEach, f.Value)
	case t.asking == toldWeight:
		t.set(toldWeight, f.Value)
	case t.asking == toldValue, t.asking == toldProfit:
		t.values[t.asking] = money{f.Value, "USD"}.String()
	case t.asking == toldSize && len(t.values) == 0 && strings.Contains(after, "cubic"):
		t.set(toldVolume, f.Value)
	}
}

func (t *told) count(unit string, n float64) {
	if _, ok := t.values[toldBoxes]; !ok && n > 0 {
		t.values[toldBoxes], t.values[toldUnit] = decimal(n), unit
	}
}

func (t *told) set(key string, v float64) {
	if _, ok := t.values[key]; !ok && v > 0 {
		t.values[key] = decimal(v)
	}
}

var (
	goodsOf   = regexp.MustCompile(`(?:cajas?|cajitas?|tarimas?|piezas?|sacos?|costales|bultos?|paquetes?|botellas?|frascos?|boxes|pallets|pieces|bags|kg|kilos?|toneladas?|tons?|lbs?|libras?|cms?|metros|pulgadas|m)\s+(?:de|of|con)\s+([a-zñ][a-zñ ]{2,40}?)(?:\s+(?:de|of|por|x|a|para|to|que|cada|c/u|valen|valor|vale|pesan|pesa|son|con|weighing|worth|each|al|y)\b|[,.;:\d]|$)`)
	sellsWhat = regexp.MustCompile(`\b(?:vendo|vendemos|hago|hacemos|mando|mandaria|produzco|fabrico|exporto|i sell|we sell|i make|we make|shipping)\s+([a-zñ][a-zñ ]{2,40}?)(?:\s+(?:en|a|para|to|de \d|que|desde|y)\b|[,.;:\d]|$)`)
	goesTo    = regexp.MustCompile(`\b(?:a|hacia|hasta|para|to|destino)\s+((?:el |los |la )?[a-zñ][a-zñ. ]{1,30}?)(?:\s+(?:y|con|de|por|en|valen|vale|que|cada|and|with|worth|cuanto|como)\b|[,.;:?\d]|$)`)
)

// product reads what is sold.
func (t *told) product() {
	for _, re := range []*regexp.Regexp{goodsOf, sellsWhat} {
		if m := re.FindStringSubmatchIndex(t.folded); m != nil {
			t.values[toldProduct] = t.original(m[2], m[3])
			return
		}
	}
	if words := len(strings.Fields(t.text)); t.asking == toldProduct && len(t.values) == 0 && digits(t.text) == 0 && 0 < words && words <= 6 {
		t.values[toldProduct] = strings.Trim(t.text, " .,;")
	}
}

// place reads where it goes: a place that is known wherever it stands, any short
// text when it is asked.
func (t *told) place() {
	if t.asking == toldTo {
		if text := strings.Trim(leadPlace.ReplaceAllString(t.folded, ""), " .,;"); text != "" && len(strings.Fields(text)) <= 5 && digits(text) == 0 {
			lead := len(t.folded) - len(leadPlace.ReplaceAllString(t.folded, ""))
			t.values[toldTo] = title(strings.Trim(t.original(lead, len(t.folded)), " .,;"))
		}
		return
	}
	for _, m := range goesTo.FindAllStringSubmatchIndex(t.folded, -1) {
		if place := t.folded[m[2]:m[3]]; isPlace(place) {
			t.values[toldTo] = title(t.original(m[2], m[3]))
			return
		}
	}
}

var leadPlace = regexp.MustCompile(`^(?:(?:pues|va|iria|es|seria|lo|la|mando|mandaria|quiero|mandar|it|goes|would|go|creo|que|se|van|irian)\s+)*(?:a|al|hacia|para|to|en)?\s*(?:la |el |los )?`)

// isPlace tells whether folded words name a place of the world that is not a
// Mexican state.
func isPlace(folded string) bool {
	_, known := placeNamed(folded)
	return known
}

// original is a stretch of the folded text as it was written.
func (t *told) original(from, to int) string {
	end := len(t.text)
	if to < len(t.at) {
		end = t.at[to]
	}
	return strings.TrimSpace(t.text[t.at[from]:end])
}
