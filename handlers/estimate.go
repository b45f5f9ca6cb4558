package handlers

import (
	"fmt"
	"maps"
	"math"
	"strings"

	"pabellon/bot"
)

// reckon takes what was told of an order, asks what is still missing, and at the end
// says what it comes to.
func (t *turn) reckon(cmd bot.Reckon) {
	told := false
	if cmd.Begin && loads(cmd.Told) && t.nextToTell() == "" {
		t.forgetOrder() // another shipment
	}
	for _, key := range tellable() {
		value, ok := cmd.Told[key]
		if !ok {
			continue
		}
		told = true
		t.event(bot.Event{Kind: bot.EstimateTold, Field: key, Value: value})
		if value != notTold && value != "" {
			t.untell(key)
		}
	}
	switch {
	case cmd.Told[toldProfit] != "" && t.foreignProfit():
		t.lead = append(t.lead, t.say("est.dollars"))
		t.event(bot.Event{Kind: bot.EstimateTold, Field: toldProfit})
	case !told && !cmd.Begin && t.c.Estimate.Asking != "":
		t.unread(t.c.Estimate.Asking)
		return
	case !told && t.nextToTell() == "":
		t.forgetOrder()
	}
	if list := t.orderLine(t.justTold(cmd.Told)); told && list != "" && t.nextToTell() != "" {
		t.lead = append(t.lead, t.say("est.noted", "list", list))
	}
	if next := t.nextToTell(); next != "" {
		t.event(bot.Event{Kind: bot.EstimateAsked, Field: next})
		t.askEstimate(t.takeLead())
		return
	}
	t.lead = nil
	t.event(bot.Event{Kind: bot.EstimateClosed})
	t.sayEstimate(ratesOf(cmd.Rates), cmd.Goods)
	t.again = t.unfinished()
}

// unfinished tells that an application waits for its next answer.
func (t *turn) unfinished() bool {
	return t.busy() || t.c.App.Status == bot.Draft && t.c.Consent.Given && t.c.Speaker != bot.PersonSpeaks
}

// justTold is the part of an order that came with this message, to be read back.
func (t *turn) justTold(told map[string]string) order {
	part := maps.Clone(told)
	if figureOf(part[toldEach]) > 0 || part[toldSize] != "" && part[toldSize] != notTold { // of how many, too
		for _, key := range []string{toldBoxes, toldUnit} {
			part[key] = t.c.Estimate.Told[key]
		}
	}
	maps.DeleteFunc(part, func(_, value string) bool { return value == notTold })
	if p := moneyOf(part[toldProfit]); p.currency != "" && p.currency != "USD" {
		delete(part, toldProfit) // it is asked again
	}
	return orderOf(bot.Estimate{Told: part})
}

// tellable are the keys of an order in the order in which they are asked.
func tellable() []string {
	return []string{toldProduct, toldBoxes, toldUnit, toldSize, toldEach, toldWeight, toldVolume, toldValue, toldTo, toldProfit}
}

// forgetOrder begins another sum.
func (t *turn) forgetOrder() {
	for _, key := range tellable() {
		if t.c.Estimate.Told[key] != "" {
			t.event(bot.Event{Kind: bot.EstimateTold, Field: key})
		}
	}
}

// untell forgets the other way in which the same was told: the volume by its sides,
// the weight by that of one.
func (t *turn) untell(key string) {
	others := map[string]string{toldSize: toldVolume, toldVolume: toldSize, toldEach: toldWeight, toldWeight: toldEach}
	if other := others[key]; other != "" && t.c.Estimate.Told[other] != "" {
		t.event(bot.Event{Kind: bot.EstimateTold, Field: other})
	}
}

// loads tells whether something says how much would go.
func loads(told map[string]string) bool {
	for _, key := range []string{toldBoxes, toldSize, toldEach, toldWeight, toldVolume} {
		if told[key] != "" && told[key] != notTold {
			return true
		}
	}
	return false
}

// parkEstimate leaves an open question about an order, because something else began.
func (t *turn) parkEstimate() {
	if t.c.Estimate.Asking != "" {
		t.event(bot.Event{Kind: bot.EstimateClosed})
	}
}

// foreignProfit tells that the profit is not in the membership's currency: there is
// no exchange rate with a source.
func (t *turn) foreignProfit() bool {
	p := moneyOf(t.c.Estimate.Told[toldProfit])
	return p.currency != "" && p.currency != "USD"
}

// nextToTell is what is asked next; "" when there is nothing more to ask.
func (t *turn) nextToTell() string {
	e := t.c.Estimate
	o := orderOf(e)
	loaded := o.weight > 0 || o.volume > 0
	switch {
	case e.Told[toldProduct] == "" && !loaded && e.Told[toldWeight] == "":
		return toldProduct
	case o.weight == 0 && e.Told[toldWeight] != notTold:
		return toldWeight
	case o.volume == 0 && e.Told[toldSize] != notTold:
		return toldSize
	}
	for _, key := range []string{toldValue, toldTo, toldProfit} {
		if e.Told[key] == "" {
			return key
		}
	}
	return ""
}

// askEstimate asks the open question about the order.
func (t *turn) askEstimate(lead string) {
	key := t.c.Estimate.Asking
	buttons := []bot.Button{t.button("b.estskip", "est", key), t.button("b.estleave", "no")}
	if key == toldProduct {
		buttons = []bot.Button{t.button("b.cost", "art", costArticle), t.button("b.estleave", "no")}
	}
	t.tell(bot.Message{Text: spaced(lead, t.say("est."+key)), Buttons: buttons, Asking: "estimate." + key})
}

// unread tells that an answer about the order was not understood: with an example,
// the second time with the ways out.
func (t *turn) unread(key string) {
	t.event(bot.Event{Kind: bot.EstimateFailed})
	if t.c.Estimate.Tries > 2 && key == toldProduct {
		t.leaveEstimate() // nothing can be worked out without it
		return
	}
	if t.c.Estimate.Tries > 2 {
		t.event(bot.Event{Kind: bot.EstimateTold, Field: key, Value: notTold})
		t.lead = append(t.lead, t.say("est.passed"))
		if next := t.nextToTell(); next != "" {
			t.event(bot.Event{Kind: bot.EstimateAsked, Field: next})
		}
		t.askNext()
		return
	}
	t.lead = append(t.lead, t.say("est.unread", "example", t.say("est.eg."+key)))
	t.askEstimate(t.takeLead())
}

// leaveEstimate stops asking about the order. What was told is kept.
func (t *turn) leaveEstimate() {
	t.event(bot.Event{Kind: bot.EstimateClosed})
	t.lead = append(t.lead, t.say("est.left"))
	t.again = t.unfinished()
}

// orderLine is an order in one line.
func (t *turn) orderLine(o order) string {
	var parts []string
	if o.product != "" {
		parts = append(parts, short(o.product, maxReadBack))
	}
	if o.boxes > 0 {
		count := t.counted("est."+o.unit, o.boxes)
		if o.size[0] > 0 {
			count += " " + t.say("est.of", "size", grouped(o.size[0], 1)+" × "+grouped(o.size[1], 1)+" × "+grouped(o.size[2], 1)+" cm")
		}
		parts = append(parts, count)
	}
	if o.weight > 0 {
		parts = append(parts, grouped(o.weight, 2)+" kg")
	}
	if o.volume > 0 {
		parts = append(parts, grouped(o.volume, 3)+" m³")
	}
	if o.value.amount > 0 {
		parts = append(parts, t.price(o.value))
	}
	if o.to != "" {
		parts = append(parts, t.say("est.toplace", "place", short(t.placeName(o.to), maxReadBack)))
	}
	if o.profit.amount > 0 {
		parts = append(parts, t.say("est.gain", "amount", t.price(o.profit)))
	}
	return strings.Join(parts, " · ")
}

// counted is a number with its noun: "1 caja", "20 cajas".
func (t *turn) counted(noun string, n float64) string {
	if n == 1 {
		return t.say(noun + ".one")
	}
	return t.say(noun+".many", "n", grouped(n, 1))
}

// placeName is a place as people write it, when it is one that we know.
func (t *turn) placeName(text string) string {
	if p, ok := placeNamed(text); ok {
		return p.name(t.lang())
	}
	return text
}

// price is an amount as people write it.
func (t *turn) price(m money) string {
	return t.say("est.price."+m.currency, "amount", cents(m.amount))
}

// prices is a range of amounts: "de 5.50 a 27.50 dólares".
func (t *turn) prices(s span) string {
	return t.say("est.price."+s.currency, "amount", t.say("est.range", "from", cents(s.from), "to", cents(s.to)))
}

// cents writes a sum of money, with its cents when it is below a hundred and has some.
func cents(v float64) string {
	if v < 100 && v != math.Trunc(v) {
		return fmt.Sprintf("%.2f", v)
	}
	return grouped(v, 0)
}
