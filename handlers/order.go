package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"pabellon/bot"
)

// The keys of bot.Estimate.Told: what somebody says of one order. Each value is
// written in one way, whatever units were used.
const (
	toldProduct = "product" // in their words
	toldBoxes   = "boxes"   // how many boxes, pallets or pieces: "20"
	toldUnit    = "unit"    // what they are: "box", "pallet" or "piece"
	toldSize    = "size"    // of one, in cm: "60x40x40"
	toldEach    = "each"    // kg of one: "12"
	toldWeight  = "weight"  // kg in all: "240"
	toldVolume  = "volume"  // m³ in all: "1.92"
	toldValue   = "value"   // of the goods: "5000 USD"
	toldTo      = "to"      // country or place, in their words
	toldProfit  = "profit"  // what is left of one order: "800 USD"
)

// notTold is the value of a question that they cannot answer.
const notTold = "?"

// money is an amount in a currency: "USD", "MXN" or "EUR".
type money struct {
	amount   float64
	currency string
}

func (m money) String() string { return decimal(m.amount) + " " + m.currency }

// order is what was told, as figures; 0 is what was not.
type order struct {
	product, to  string
	boxes        float64
	unit         string
	size         [3]float64 // cm
	each, weight float64    // kg: of one, and in all
	volume       float64    // m³ in all
	value        money
	profit       money
	profitKnown  bool
}

// orderOf reads what was told. What one follows from the other is worked out: the
// weight of all from that of one, the volume from the size.
func orderOf(e bot.Estimate) order {
	told := e.Told
	o := order{product: told[toldProduct], to: told[toldTo], unit: told[toldUnit],
		boxes: figureOf(told[toldBoxes]), each: figureOf(told[toldEach]), weight: figureOf(told[toldWeight]), volume: figureOf(told[toldVolume]),
		value: moneyOf(told[toldValue]), profit: moneyOf(told[toldProfit])}
	if o.product == notTold {
		o.product = ""
	}
	if o.to == notTold {
		o.to = ""
	}
	o.profitKnown = o.profit.currency != ""
	count := max(o.boxes, 1)
	if sides := strings.Split(told[toldSize], "x"); len(sides) == 3 {
		o.size = [3]float64{figureOf(sides[0]), figureOf(sides[1]), figureOf(sides[2])}
		o.volume = count * o.size[0] * o.size[1] * o.size[2] / cm3PerM3
	}
	if o.each > 0 {
		o.weight = o.each * count
	}
	return o
}

// cm3PerM3 is how many cubic centimetres are in a cubic metre.
const cm3PerM3 = 1e6

func figureOf(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64) // "" and "?" are 0: not told
	return v
}

func moneyOf(s string) money {
	amount, currency, ok := strings.Cut(s, " ")
	if !ok {
		return money{}
	}
	return money{figureOf(amount), currency}
}

// decimal writes a figure with at most four places and no zeros at its end.
func decimal(v float64) string {
	s := strings.TrimRight(fmt.Sprintf("%.4f", v), "0")
	return strings.TrimSuffix(s, ".")
}

// grouped writes a figure as people read it: 1,500 or 0.096, with at most the
// places that are asked for.
func grouped(v float64, places int) string {
	whole, part, _ := strings.Cut(strconv.FormatFloat(v, 'f', places, 64), ".")
	sign := ""
	if whole[0] == '-' {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		whole += "." + part
	}
	return sign + whole
}
