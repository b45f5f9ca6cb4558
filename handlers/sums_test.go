package handlers

import (
	"math"
	"testing"

	"pabellon/bot"
)

// testRates are the published ones, as knowledge/costs.yaml has them.
func testRates() rates {
	out := rates{}
	for _, r := range []bot.Rate{
		{ID: "courier-divisor", From: 5000}, {ID: "air-divisor", From: 6000},
		{ID: "sea-kg-per-m3", From: 1000}, {ID: "sea-minimum", From: 1},
		{ID: "sea-from-kg", From: 500}, {ID: "sea-from-m3", From: 2},
		{ID: "insured-share", From: 110}, {ID: "insurance", From: 0.1, To: 0.5},
		{ID: "insurance-fragile", From: 0.75, To: 1.5}, {ID: "insurance-perishable", From: 0.3, To: 0.6},
		{ID: "insurance-minimum", From: 10, To: 75, Unit: "USD"},
		{ID: "membership-half", From: 1500, Unit: "USD"}, {ID: "membership-full", From: 3000, Unit: "USD"},
	} {
		if r.To == 0 {
			r.To = r.From
		}
		out[r.ID] = r
	}
	return out
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func TestWeightsAreBilledAsWorkedOutByHand(t *testing.T) {
	for name, tt := range map[string]struct {
		told              map[string]string
		courier, air, sea float64
		byVolume, least   bool // for the courier; at sea
		shipMakesSense    bool
	}{
		// 60·40·40 = 96,000 cm³: ÷ 5,000 = 19.2; ÷ 6,000 = 16; 0.096 m³, billed as 1 (F-LOG-09)
		"the dossier's box": {map[string]string{toldSize: "60x40x40", toldWeight: "10"}, 19.2, 16, 1, true, true, false},
		// 50·30·20 = 30,000 cm³ ÷ 5,000 = 6 kg (C-09, where a page prints 300)
		"a box that a page gets wrong": {map[string]string{toldSize: "50x30x20", toldWeight: "4"}, 6, 5, 1, true, true, false},
		// 20 boxes: 1.92 m³; 1,920,000 ÷ 5,000 = 384; ÷ 6,000 = 320; 20·12 = 240 kg
		"twenty light boxes": {map[string]string{toldBoxes: "20", toldSize: "60x40x40", toldEach: "12"}, 384, 320, 1.92, true, false, false},
		// 20·30 = 600 kg, more than 384 and 320; at sea 1.92 m³ against 0.6 t
		"twenty heavy boxes": {map[string]string{toldBoxes: "20", toldSize: "60x40x40", toldEach: "30"}, 600, 600, 1.92, false, false, true},
		// 2 pallets of 100·120·150 = 3.6 m³; 3,600,000 ÷ 5,000 = 720; ÷ 6,000 = 600; 4 t at sea
		"dense pallets": {map[string]string{toldBoxes: "2", toldSize: "100x120x150", toldWeight: "4000"}, 4000, 4000, 4, false, false, true},
		"only a weight": {map[string]string{toldWeight: "240"}, 240, 240, 1, false, true, false},
		"only a volume": {map[string]string{toldVolume: "3"}, 600, 500, 3, true, false, true},
		"nothing":       {map[string]string{}, 0, 0, 0, false, false, false},
	} {
		s := orderOf(bot.Estimate{Told: tt.told}).work(testRates(), "")
		if !near(s.courier.amount, tt.courier) || !near(s.air.amount, tt.air) || !near(s.sea.amount, tt.sea) {
			t.Errorf("%s: courier %v, air %v, sea %v; want %v, %v, %v", name, s.courier.amount, s.air.amount, s.sea.amount, tt.courier, tt.air, tt.sea)
		}
		if s.courier.volume != tt.byVolume || s.sea.least != tt.least || (s.seaFrom.ID != "") != tt.shipMakesSense {
			t.Errorf("%s: by volume %v, least %v, ship %v", name, s.courier.volume, s.sea.least, s.seaFrom)
		}
	}
}

func TestPremiumsAreWorkedOutAsByHand(t *testing.T) {
	for name, tt := range map[string]struct {
		value, dear       string
		insured, from, to float64
		least             bool
	}{
		// 10,000 + 800 of freight, insured at 110 % = 11,880; 0.5 % = 59.40 (F-INS-07)
		"the dossier's cargo":    {"10800 USD", "", 11880, 11.88, 59.4, true},
		"five thousand":          {"5000 USD", "", 5500, 5.5, 27.5, true},
		"talavera":               {"5000 USD", "fragile", 5500, 41.25, 82.5, true},
		"avocado":                {"5000 USD", "perishable", 5500, 16.5, 33, true},
		"large, above any least": {"100000 USD", "", 110000, 110, 550, false},
		"pesos stay pesos":       {"80000 MXN", "", 88000, 88, 440, true},
		"no value":               {"", "", 0, 0, 0, false},
	} {
		s := orderOf(bot.Estimate{Told: map[string]string{toldValue: tt.value}}).work(testRates(), tt.dear)
		if !near(s.insured.amount, tt.insured) || !near(s.premium.from, tt.from) || !near(s.premium.to, tt.to) || (s.least.ID != "") != tt.least {
			t.Errorf("%s: insured %v, premium %v to %v, least %q", name, s.insured, s.premium.from, s.premium.to, s.least.ID)
		}
	}
}

func TestAMembershipIsPaidBackAsByHand(t *testing.T) {
	for profit, want := range map[string]struct {
		half, full float64
		says       verdict
	}{
		"500 USD":  {3, 6, fewOrders}, // F-COST-10
		"800 USD":  {2, 4, fewOrders}, // 1.875 and 3.75, rounded up
		"250 USD":  {6, 12, fewOrders},
		"249 USD":  {7, 13, manyOrders},
		"3000 USD": {1, 1, fewOrders},
		"0 USD":    {0, 0, noProfit},
		"9000 MXN": {0, 0, noProfitTold},
		"":         {0, 0, noProfitTold},
		"?":        {0, 0, noProfitTold},
	} {
		o := orderOf(bot.Estimate{Told: map[string]string{toldProfit: profit}})
		s := o.work(testRates(), "")
		var half, full float64
		if len(s.paybacks) == 2 {
			half, full = s.paybacks[0].orders, s.paybacks[1].orders
		}
		if half != want.half || full != want.full || o.verdict(s) != want.says {
			t.Errorf("a profit of %q: %v and %v orders, %s; want %+v", profit, half, full, o.verdict(s), want)
		}
	}
}

func TestWithoutARateNothingIsInvented(t *testing.T) {
	o := orderOf(bot.Estimate{Told: map[string]string{toldWeight: "10", toldSize: "60x40x40", toldValue: "5000 USD", toldProfit: "500 USD"}})
	s := o.work(rates{}, "fragile")
	if s.courier.by.ID != "" || s.air.by.ID != "" || s.sea.by.ID != "" || s.premium.by.ID != "" || len(s.paybacks) != 0 || o.verdict(s) != noProfitTold {
		t.Errorf("without rates: %+v", s)
	}
}

func TestFiguresAreWrittenAsPeopleReadThem(t *testing.T) {
	for _, tt := range []struct {
		v      float64
		places int
		want   string
	}{{1500, 0, "1,500"}, {0.096, 3, "0.096"}, {19.2, 1, "19.2"}, {16, 1, "16"}, {1234567.5, 2, "1,234,567.5"}, {999, 0, "999"}, {-1200, 0, "-1,200"}, {0, 2, "0"}} {
		if got := grouped(tt.v, tt.places); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.v, got, tt.want)
		}
	}
}
