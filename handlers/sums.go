package handlers

import (
	"math"

	"pabellon/bot"
)

// rates are the figures to reckon with, by id.
type rates map[string]bot.Rate

func ratesOf(list []bot.Rate) rates {
	out := rates{}
	for _, r := range list {
		out[r.ID] = r
	}
	return out
}

// charged is the weight that a mode of transport bills. By is the rate that it
// rests on; an empty id tells that there is none.
type charged struct {
	amount float64 // kg; m³ or t for the sea
	volume bool    // the volume counts, not the weight
	least  bool    // the minimum counts
	by     bot.Rate
}

// span is a range of money, or an exact amount (from == to).
type span struct {
	from, to float64
	currency string
	by       bot.Rate
}

// payback is how many orders a year pay a membership.
type payback struct {
	orders float64
	fee    bot.Rate
}

// sums is everything that can be worked out for an order. What has no rate, or was
// not told, is zero.
type sums struct {
	courier, air, sea charged
	seaFrom           bot.Rate // from which a ship makes sense; only when it is enough
	insured           money
	premium           span
	least             bot.Rate // of a premium, when the premium may be below, or nobody can tell without an exchange rate
	paybacks          []payback
}

// work works an order out.
func (o order) work(r rates, dear string) sums {
	s := sums{
		courier: o.byDivisor(r["courier-divisor"]),
		air:     o.byDivisor(r["air-divisor"]),
		sea:     o.bySea(r["sea-kg-per-m3"], r["sea-minimum"]),
	}
	fromKg, fromM3 := r["sea-from-kg"], r["sea-from-m3"]
	if fromKg.ID != "" && o.weight >= fromKg.From {
		s.seaFrom = fromKg
	} else if fromM3.ID != "" && o.volume >= fromM3.From {
		s.seaFrom = fromM3
	}
	o.insure(&s, r, dear)
	for _, id := range []string{"membership-half", "membership-full"} {
		if fee := r[id]; fee.ID != "" && o.profit.amount > 0 && o.profit.currency == fee.Unit {
			s.paybacks = append(s.paybacks, payback{math.Ceil(fee.From / o.profit.amount), fee})
		}
	}
	return s
}

// byDivisor is the greater of real and volumetric weight (length × width × height in
// cm ÷ divisor), as couriers and airlines bill it.
func (o order) byDivisor(r bot.Rate) charged {
	if r.ID == "" || o.weight == 0 && o.volume == 0 {
		return charged{}
	}
	volumetric := o.volume * cm3PerM3 / r.From
	return charged{amount: max(o.weight, volumetric), volume: volumetric > o.weight, by: r}
}

// bySea is W/M: the greater of cubic metres or tonnes, with a minimum.
func (o order) bySea(perM3, minimum bot.Rate) charged {
	if perM3.ID == "" || o.weight == 0 && o.volume == 0 {
		return charged{}
	}
	tonnes := o.weight / perM3.From
	c := charged{amount: max(tonnes, o.volume), volume: o.volume > tonnes, by: perM3}
	if minimum.ID != "" && c.amount < minimum.From {
		c.amount, c.least = minimum.From, true
	}
	return c
}

// insure works out the insured value and the range of the premium.
func (o order) insure(s *sums, r rates, dear string) {
	share, rate := r["insured-share"], r["insurance"]
	if special := r["insurance-"+dear]; dear != "" && special.ID != "" {
		rate = special
	}
	if share.ID == "" || rate.ID == "" || o.value.amount == 0 {
		return
	}
	s.insured = money{o.value.amount * share.From / 100, o.value.currency}
	s.premium = span{s.insured.amount * rate.From / 100, s.insured.amount * rate.To / 100, o.value.currency, rate}
	if least := r["insurance-minimum"]; least.ID != "" && (least.Unit != o.value.currency || s.premium.from < least.To) {
		s.least = least
	}
}

// verdict is what the sums say about joining.
type verdict string

// The verdicts. Many orders are more than one a month: our own measure, no source.
const (
	noProfitTold verdict = "unknown"
	noProfit     verdict = "loss"
	manyOrders   verdict = "many"
	fewOrders    verdict = "few"

	ordersAYear = 12
)

func (o order) verdict(s sums) verdict {
	switch {
	case !o.profitKnown:
		return noProfitTold
	case o.profit.amount <= 0:
		return noProfit
	case len(s.paybacks) == 0:
		return noProfitTold
	case s.paybacks[len(s.paybacks)-1].orders > ordersAYear:
		return manyOrders
	}
	return fewOrders
}
