package handlers

import (
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
	figures := knowledge.Figures(text)
	for _, f := range figures[:min(len(figures), mostFigures)] {
		told.figure(f)
	}
	if m := oneOf.FindStringSubmatch(told.folded); m != nil {
		told.count(map[bool]string{true: "pallet", false: "box"}[m[1] == "tarima" || m[1] == "pallet"], 1)
	}
	told.product()
	told.place()
	return told.values
}

// mostFigures is how many figures of a message are read; an order has ten or so.
const mostFigures = 40

// oneOf is a single box, which is no figure: "una caja de …".
var oneOf = newRule(`\b(?:una|un|one|a) (caja|tarima|paquete|bulto|box|pallet|parcel)\b`)

// told gathers what one text tells.
type told struct {
	text   string
	folded string
	at     []int // place in folded → place in text
	asking string
	taken  []bounds // places in text that sizes have read
	goods  string   // what was counted, when it is no box
	values map[string]string
}

// bounds are a stretch of the text.
type bounds struct{ from, to int }

// sides are three measures of one thing: "60x40x40 cm", "60 × 40 × 40", "24 por 16 por
// 16 pulgadas", "1.5 m x 80 cm x 60 cm".
var sides = newRule(side + by + side + by + side)

const (
	side = `(\d+(?:[.,]\d+)?)\s*(centimetros|cms?|metros|mts?|m|pulgadas|pulg|inches|inch|in|")?\.?`
	by   = `\s*(?:x|×|\*|por|by)\s*`
)

// inCm is how many centimetres a unit of length has.
func inCm(unit string) float64 {
	switch unit {
	case "metros", "mts", "mt", "m":
		return 100
	case "pulgadas", "pulg", "inches", "inch", "in", `"`:
		return 2.54
	}
	return 1
}

// sizes reads length × width × height. A side without a unit has that of the last
// one; without any, small figures are metres ("1.2 x 1 x 1.5").
func (t *told) sizes() {
	at := sides.FindStringSubmatchIndex(t.folded)
	if at == nil {
		return
	}
	m := sides.FindStringSubmatch(t.folded)
	unit, small := m[6], true
	var lengths [3]float64
	for n := range lengths {
		lengths[n] = figureOf(strings.ReplaceAll(m[1+2*n], ",", "."))
		small = small && lengths[n] < 5
	}
	if small && m[2]+m[4]+unit == "" {
		unit = "m"
	}
	var out []string
	for n, length := range lengths {
		own := m[2+2*n]
		if own == "" {
			own = unit
		}
		out = append(out, decimal(length*inCm(own)))
	}
	t.values[toldSize] = strings.Join(out, "x")
	t.taken = append(t.taken, bounds{t.at[at[0]], t.at[at[1]]})
}

// afterFigure is what the words right after a figure say of it.
var (
	boxWords    = newRule(`^\s*(?:cajas?|cjas?|cajitas?|box(?:es)?|cartons?|bultos?|paquetes?|packages?|parcels?|sacos?|costales?|bags?|sacks?)\b`)
	palletWords = newRule(`^\s*(?:tarimas?|pallets?|palets?|skids?)\b`)
	pieceWords  = newRule(`^\s*(?:piezas?|pzas?|pz|unidades|pieces|units|pcs|pares|pairs|botellas?|bottles?|frascos?|jars?|cubetas?|buckets?|tambos?|drums?|rollos?|rolls?|botes?|garrafas?|latas?|cans?|charolas?|docenas?|dozens?)\b`)
	eachWords   = newRule(`^\s*(?:kg|kgs|kls?|kilos?|kilogramos?|lbs?|libras?|pounds?|g|gramos?|grams)?\.?\s*(?:cada|c/u|c\.u\.|cu\b|por (?:caja|pieza|tarima|bulto|unidad)|each|apiece|per (?:box|piece|pallet|unit)|la caja|la pieza|la tarima)`)
	eachBefore  = newRule(`\b(?:cajas?|cjas?|cajitas?|tarimas?|piezas?|bultos?|sacos?|costales|cubetas?|tambos?|botellas?|frascos?|boxes|pallets|pieces|bags|buckets|drums)\b[^,;]*\b(?:de|of)\s*$|\bcada (?:una|uno|caja|pieza|tarima)\s*(?:de|pesa)?\s*$`)
	inAll       = newRule(`^\s*(?:kg|kgs|kilos?|lbs?|libras?)?\.?\s*(?:en total|total|in all|altogether|todo)`)
	worthBefore = newRule(`(?:valor|vale|valen|worth|value)[^.;,\n]{0,12}$`)
	kilosAfter  = newRule(`^\s*kls?\b`)
	thingsAfter = newRule(`^\s+((?:[a-zñ]+ )?[a-zñ]{4,})\b`)
	gainBefore  = newRule(`(?:gano|ganancia|ganamos|me queda[n]?|nos queda[n]?|utilidad|margen|me deja[n]?|libres?|profit|earn|margin|make)\b[^.;\n]{0,25}$`)
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
		if below(before) {
			return
		}
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
// value of the goods. A "$" alone is taken for dollars, in which both are asked. Below
// nothing only a profit can be.
func (t *told) amount(f knowledge.Figure, before string) {
	m := money{f.Value, f.Unit}
	if m.currency == "$" || m.currency == "" {
		m.currency = "USD"
	}
	key := toldValue
	switch {
	case worthBefore.MatchString(before):
	case gainBefore.MatchString(before), t.asking == toldProfit && !gains.MatchString(t.folded):
		key = toldProfit
	}
	if below(before) {
		m.amount = -m.amount
	}
	if _, ok := t.values[key]; !ok && (m.amount >= 0 || key == toldProfit) {
		t.values[key] = m.String()
	}
}

// gains is the profit by its name.
var gains = newRule(`\b(?:gano|ganancia|ganamos|utilidad|profit)\b`)

// below tells whether a minus stands right before a figure.
func below(before string) bool { return strings.HasSuffix(strings.TrimRight(before, " $us"), "-") }

// bare is a number without a unit: a count when a noun follows, else the answer to
// what is asked.
func (t *told) bare(f knowledge.Figure, after, before string) {
	each := eachWords.MatchString(after) || eachBefore.MatchString(before) && !inAll.MatchString(after)
	switch {
	case boxWords.MatchString(after):
		t.count("box", f.Value)
	case palletWords.MatchString(after):
		t.count("pallet", f.Value)
	case pieceWords.MatchString(after):
		t.count("piece", f.Value)
	case kilosAfter.MatchString(after) && each, t.asking == toldWeight && each:
		t.set(toldEach, f.Value)
	case kilosAfter.MatchString(after), t.asking == toldWeight:
		t.set(toldWeight, f.Value)
	case t.asking == toldValue, t.asking == toldProfit, gainBefore.MatchString(before):
		t.amount(f, before)
	case strings.Contains(t.folded, "each") || strings.Contains(t.folded, "cada un") || strings.Contains(t.folded, "c/u"):
		if m := thingsAfter.FindStringSubmatch(after); m != nil && len(t.values[toldBoxes]) == 0 {
			t.count("piece", f.Value)
			t.goods = m[1]
		}
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

// holders are what goods come in, or are measured by, before "de".
const holders = `(?:cajas?|cjas?|cajitas?|tarimas?|piezas?|sacos?|costales|bultos?|paquetes?|botellas?|frascos?|cubetas?|tambos?|boxes|pallets|pieces|bags|buckets|jars|bottles|kg|kilos?|kls?|toneladas?|tons?|lbs?|libras?|cms?|metros|pulgadas|m)`

// goodsWords are one to five words, with "de" between them ("vasos de vidrio").
const goodsWords = `([a-zñ]+(?: (?:de )?[a-zñ]+){0,4}?)`

var (
	goodsOf   = newRule(`\b` + holders + `\s+(?:de|of|con)\s+` + goodsWords + `(?:\s+(?:(?:de|of) \d|de un[ao]s? |por|x|a|para|to|que|cada|c/u|valen|valor|vale|pesan|pesa|son|con|weighing|worth|each|al|y)\b|\s+de \d|[,.;:\d]|$)`)
	sellsWhat = newRule(`\b(?:vendo|vendemos|hago|hacemos|mando|mandar|mandaria|enviar|produzco|fabrico|exporto|exportar|i sell|we sell|i make|we make|shipping)\s+` + goodsWords + `(?:\s+(?:en|a|para|to|de \d|que|desde|y)\b|[,.;:\d?]|$)`)
	goesTo    = newRule(`\b(?:a|hacia|hasta|para|to|destino:?)\s+((?:el |los |la |the )?[a-zñ][a-zñ. ]{1,30}?)(?:\s+(?:y|con|de|por|en|valen|vale|que|cada|and|with|worth|cuanto|como)\b|[,.;:?\d]|$)`)
	notGoods  = newRule(`^(?:mas|menos|aire|largo|ancho|alto|peso|vuelta|eso|esto|todo|un|una|dos|no|si|oye|hola|cuanto|que|son|mi|me|uno|cada|no se|lo|los|las|ellos|it|them|this|that|these|those|anything|something|nothing)\b`)
)

// product reads what is sold: after "cajas de", after "vendo", what was counted, or the
// words with which a list begins.
func (t *told) product() {
	for _, re := range []*rule{goodsOf, sellsWhat} {
		for _, m := range re.FindAllStringSubmatchIndex(t.folded, -1) {
			if !notGoods.MatchString(t.folded[m[2]:m[3]]) {
				t.values[toldProduct] = t.original(m[2], m[3])
				return
			}
		}
	}
	first, rest, listed := strings.Cut(t.text, ",")
	words := len(strings.Fields(first))
	switch {
	case t.goods != "":
		t.values[toldProduct] = t.goods
	case digits(first) > 0 || words == 0 || words > 6 || notGoods.MatchString(knowledge.Fold(first)):
	case listed && words <= 5 && digits(rest) > 0 && len(t.values) > 0 && !isPlace(first),
		t.asking == toldProduct && !listed && len(t.values) == 0:
		t.values[toldProduct] = strings.Trim(first, " .,;")
	}
}

// place reads where it goes: a place that is known, wherever it stands; any short
// text when it is asked.
func (t *told) place() {
	for _, m := range goesTo.FindAllStringSubmatchIndex(t.folded, -1) {
		if isPlace(t.folded[m[2]:m[3]]) {
			t.values[toldTo] = title(withoutArticle(t.original(m[2], m[3]))) // the last one: "a Canadá, no, a Francia"
		}
	}
	for _, part := range strings.FieldsFunc(t.text, func(r rune) bool { return r == ',' || r == ';' }) {
		if isPlace(part) && t.values[toldTo] == "" && (len(t.values) > 0 || t.asking == toldTo) {
			t.values[toldTo] = title(strings.Trim(part, " .,;"))
		}
	}
	if t.asking != toldTo || t.values[toldTo] != "" {
		return
	}
	lead := len(leadPlace.FindString(t.folded))
	switch text := strings.Trim(t.folded[lead:], " .,;!"); {
	case nowhere.MatchString(text):
		t.values[toldTo] = notTold
	case text != "" && len(strings.Fields(text)) <= 4 && digits(text) == 0:
		t.values[toldTo] = title(strings.Trim(t.original(lead, len(t.folded)), " .,;!"))
	}
}

// withoutArticle is a place without its article: "los Estados Unidos", "the USA".
func withoutArticle(place string) string {
	for _, article := range []string{"los ", "las ", "la ", "el ", "the "} {
		if rest, ok := strings.CutPrefix(strings.ToLower(place), article); ok {
			return place[len(place)-len(rest):]
		}
	}
	return place
}

var (
	leadPlace = newRule(`^(?:(?:pues|va|iria|es|seria|lo|mando|mandaria|quiero|mandar|it|goes|would|go|creo|que|se|van|irian|a|al|hacia|para|to)\s+)*`)
	nowhere   = newRule(`^(?:ningun[oa]?|nada|nose|no se|quien sabe|none|nowhere|any|cualquiera|todavia no)\b`)
)

// isPlace tells whether a text names a place of the world that is not a Mexican
// state, and nothing else.
func isPlace(text string) bool {
	_, known := placeNamed(text)
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
