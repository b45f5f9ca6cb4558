package handlers

import (
	"fmt"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// sayEstimate says what an order comes to: what is billed and insured, then what
// the membership means. Each line has its source; what has none asks for a quote.
func (t *turn) sayEstimate(r rates, goods string) {
	o := orderOf(t.c.Estimate)
	s := o.work(r, goods)
	e := &estimateText{turn: t, order: o, sums: s}
	answer := "**" + sentence(t.orderLine(o)) + "**\n" + t.say("est.verdict."+string(o.verdict(s))) + "\n\n" + e.membership(r)
	t.tell(bot.Message{Text: e.proved(answer, r), Sources: e.sources})
	e.sources = nil
	lines := append(e.weights(), e.insurance(r)...)
	text := strings.Join(append(lines, t.say("est.freight")), "\n")
	t.event(bot.Event{Kind: bot.Unanswered, Text: short(t.say("est.request", "order", t.orderLine(o)), maxValue)})
	buttons := []bot.Button{t.button("b.quote", "team")}
	if to, ok := placeNamed(o.to); ok && to.article != "" {
		buttons = append(buttons, t.button("b.howlong", "art", to.article))
	}
	if o.verdict(s) == noProfit {
		buttons = append(buttons, t.button("b.price", "art", priceArticle))
	}
	buttons = append(buttons, t.button("b.estchange", "est", "again"))
	if t.c.App.Status == bot.NoApplication {
		buttons = append(buttons, primary(t.button("b.apply", "apply")))
	}
	t.tell(bot.Message{Text: e.proved(text, r), Sources: e.sources, Buttons: buttons})
}

// priceArticle says how to set an export price.
const priceArticle = "precio-exportacion"

// estimateText writes the lines of an estimate and gathers their sources.
type estimateText struct {
	*turn
	order   order
	sums    sums
	sources []bot.Source
}

// cite names the source of a line and keeps it for the message.
func (e *estimateText) cite(r bot.Rate) string {
	for _, s := range e.sources {
		if s == r.Source {
			return r.Source.Title
		}
	}
	e.sources = append(e.sources, r.Source)
	return r.Source.Title
}

// weights are the lines of what each mode of transport bills.
func (e *estimateText) weights() []string {
	var out []string
	for _, mode := range []struct {
		key string
		c   charged
	}{{"est.courier", e.sums.courier}, {"est.air", e.sums.air}} {
		if mode.c.by.ID == "" {
			continue
		}
		why := "est.byweight"
		if mode.c.volume {
			why = "est.byvolume"
		}
		out = append(out, e.say(mode.key, "kg", grouped(mode.c.amount, 1),
			"why", e.say(why, "divisor", grouped(mode.c.by.From, 0)), "source", e.cite(mode.c.by)))
	}
	if sea := e.sums.sea; sea.by.ID != "" {
		key := "est.sea"
		if sea.least {
			key = "est.sea.least"
		}
		line := e.say(key, "amount", grouped(sea.amount, 2), "source", e.cite(sea.by))
		if e.sums.seaFrom.ID != "" {
			line += " " + e.say("est.sea.from", "source", e.cite(e.sums.seaFrom))
		}
		out = append(out, line)
	}
	if len(out) == 0 {
		return []string{e.say("est.noload")}
	}
	if e.order.weight == 0 || e.order.volume == 0 {
		out = append(out, e.say("est.half"))
	}
	return out
}

// insurance is the line of the premium.
func (e *estimateText) insurance(r rates) []string {
	p := e.sums.premium
	if p.by.ID == "" {
		return nil
	}
	line := e.say("est.insurance", "premium", e.prices(p),
		"low", grouped(p.by.From, 2), "high", grouped(p.by.To, 2), "insured", e.price(e.sums.insured), "share", grouped(r["insured-share"].From, 0), "source", e.cite(p.by))
	if least := e.sums.least; least.ID != "" {
		line += " " + e.say("est.least", "premium", e.prices(span{from: least.From, to: least.To, currency: least.Unit}))
	}
	return []string{line}
}

// membership is the fee, and how many orders a year pay it.
func (e *estimateText) membership(r rates) string {
	half, full := r["membership-half"], r["membership-full"]
	if half.ID == "" || full.ID == "" {
		return e.say("est.nofee")
	}
	text := e.say("est.membership", "half", e.price(money{half.From, half.Unit}), "full", e.price(money{full.From, full.Unit}),
		"year", half.Year, "source", e.cite(half))
	if len(e.sums.paybacks) == 2 {
		text = spaced(text, e.say("est.payback", "profit", e.price(e.order.profit), "half", e.price(money{half.From, half.Unit}), "full", e.price(money{full.From, full.Unit}),
			"few", e.counted("est.order", e.sums.paybacks[0].orders), "many", e.counted("est.order", e.sums.paybacks[1].orders)))
	}
	return text
}

// proved is the evidence lock on an estimate: each figure is one that was told, a
// rate, or what follows from them. A text that says more is not said.
func (e *estimateText) proved(text string, r rates) string {
	if len(knowledge.Unsupported(text, e.evidence(r))) > 0 {
		return e.say("unknown")
	}
	return text
}

// evidence is what an estimate may say, written without its phrases.
func (e *estimateText) evidence(r rates) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, rate := range r {
		add("%s %s", grouped(rate.From, 2), rate.Unit)
		add("%s-%s %s", grouped(rate.From, 2), grouped(rate.To, 2), rate.Unit)
		add("%s", rate.Source.Title)
		add("%s", rate.Year)
		add("%s %s / year", grouped(rate.From, 2), rate.Unit)
		add("÷ %s", grouped(rate.From, 2))
	}
	o, s := e.order, e.sums
	add("%s", o.product)
	add("%s", e.placeName(o.to))
	add("%s", grouped(o.boxes, 1))
	add("%s × %s × %s cm", grouped(o.size[0], 1), grouped(o.size[1], 1), grouped(o.size[2], 1))
	add("%s kg", grouped(o.weight, 2))
	add("%s m³", grouped(o.volume, 3))
	for _, m := range []money{o.value, o.profit, s.insured} {
		add("%s %s", cents(m.amount), m.currency)
	}
	add("%s kg", grouped(s.courier.amount, 1))
	add("%s kg", grouped(s.air.amount, 1))
	add("%s", grouped(s.sea.amount, 2))
	add("%s-%s %s", cents(s.premium.from), cents(s.premium.to), s.premium.currency)
	for _, p := range s.paybacks {
		add("%s / year", grouped(p.orders, 0))
	}
	return append(out, e.ownNames())
}

// ownNames are the names that the phrases of an estimate use themselves. Their
// figures, if somebody writes one there, prove nothing.
func (e *estimateText) ownNames() string {
	var out strings.Builder
	for key, phrase := range e.words[e.lang()] {
		if strings.HasPrefix(key, "est.") {
			out.WriteString(strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return -1
				}
				return r
			}, phrase) + "\n")
		}
	}
	return out.String()
}
