package knowledge

// draft is a figure while its neighbours may still give it a unit.
type draft struct {
	Figure
	first int     // its first token
	next  int     // the token after it
	scale float64 // of a last word such as "mil"
	money bool    // the currency stands before it
	shape shape   // of its digits
	words bool    // in words
	one   bool    // only "un" or "a"
}

// joint is what stands between two figures.
type joint uint8

const (
	noJoint     joint = iota
	rangeJoint        // "a", "to", "-", "y" after "entre"
	choiceJoint       // "o", "or"
	timesJoint        // "×", "por"
)

// series reads a figure and those that hang on it: a range, a choice, the sides of
// a box. It tells where to go on; i when there is none.
func (r *reading) series(i int) int {
	d, ok := r.draft(i)
	if !ok {
		return i
	}
	list := [8]draft{d}
	joints := [8]joint{}
	n := 1
	for n < len(list) {
		k, how := r.joint(list[n-1].next, list[0].first)
		if how == noJoint {
			break
		}
		e, ok := r.draft(k)
		if !ok || e.one && e.Unit == "" || !binds(list[n-1], e, how) {
			break
		}
		list[n], joints[n] = e, how
		n++
	}
	if list[0].one && list[0].Unit == "" && n == 1 && !r.ratio(list[0].next) {
		return i
	}
	r.share(list[:n], joints[:n])
	for k := range n {
		r.add(&list[k])
	}
	return list[n-1].next
}

// draft reads the one figure that begins at token i.
func (r *reading) draft(i int) (draft, bool) {
	if t := r.sign(i); t != "" {
		if moneySign(t) == "" || r.digits(i+1) == nil {
			return draft{}, false
		}
		i++
	} else if len(r.word(i)) == 3 && r.tokens[i].is(shout) && currency(r.word(i)) != "" && r.digits(i+1) != nil {
		i++
	} else if r.word(i) == "us" && r.sign(i+1) == "$" {
		i += 2
	}
	if value, next := r.dateAt(i); next > 0 {
		return draft{Figure: Figure{Value: value, Unit: unitDate}, first: i, next: next}, true
	}
	if value, next := r.clockAt(i); next > 0 {
		return draft{Figure: Figure{Value: value, Unit: unitClock}, first: i, next: next}, true
	}
	a := r.amountAt(i)
	if a.next == 0 {
		return draft{}, false
	}
	d := draft{first: i, next: a.next, scale: a.scale, shape: a.shape, words: a.words, one: a.one}
	d.Value = a.value
	m := r.unitAfter(a.next, a)
	r.measured(&d, a, m)
	if a.one && !r.oneCounts(i, d.Unit) {
		d.Unit, d.next = "", a.next
	}
	return d, true
}

// measured gives a draft the unit after it or the currency before it.
func (r *reading) measured(d *draft, a amount, m measure) {
	code, first := r.moneyBefore(d.first)
	d.first = first
	switch {
	case code == "" || m.money && (code == unitDollar || m.unit != unitDollar):
		d.Unit, d.next = m.unit, m.next
	case m.unit == "m" && r.joined(a.next):
		d.Unit, d.next, d.scale, d.Value = code, m.next, 1e6, d.Value*1e6
	default:
		d.Unit, d.money = code, true
	}
	if code == "" {
		d.Value += m.add
	}
	if d.Unit == unitClock && m.unit == unitClock {
		d.Unit = unitClock
	} else if d.Unit == "hour" && a.shape&plain != 0 && a.value <= 24 && r.atHour(d.first) {
		d.Unit, d.Value = unitClock, d.Value*60
	}
	if d.shape&dotted != 0 && thousands(d.Unit) {
		d.Value *= 1000
	}
	if d.Unit == unitDate {
		d.Value *= 10000
	}
}

// thousands tells whether "1.500" of a unit is one thousand five hundred: of
// money and of things that are counted, not of what is weighed or measured.
func thousands(unit string) bool {
	switch unit {
	case "", "USD", "MXN", "$", "CNY", "EUR", "CAD", "GBP", "JPY", "SDR":
		return true
	}
	return false
}

// atHour tells whether "a las" or "at" stands before token i.
func (r *reading) atHour(i int) bool {
	w := r.word(i - 1)
	return w == "at" || (w == "las" || w == "la") && (r.word(i-2) == "a" || r.word(i-2) == "de" || r.word(i-2) == "desde" || r.word(i-2) == "hasta")
}

// oneCounts tells whether "un", "one" or "a" at i is a number: before a unit, in
// English only where "a week" is no "every week".
func (r *reading) oneCounts(i int, unit string) bool {
	if unit == "" || unit == unitTimes || unit == "%" {
		return false
	}
	switch w := r.word(i); w {
	case "a", "an":
		switch r.word(i - 1) {
		case "in", "within", "for", "takes", "take", "taking", "took", "about", "around", "after", "than", "only", "just", "lasts", "last", "least", "almost", "nearly", "under", "over", "needs", "until", "to", "with", "is":
			return true
		}
		return w == "a" && r.tokens[i].is(fresh|upper) || w == "an" && unit == "hour" && r.tokens[i].is(fresh)
	}
	return true
}

// ratio tells whether "de cada", "in" or "out of" and a number follow: "uno de cada tres".
func (r *reading) ratio(i int) bool {
	switch w, after := r.word(i), r.word(i+1); {
	case w == "de" && after == "cada", w == "out" && after == "of":
		return r.amountAt(i+2).next > 0
	case w == "in" && r.word(i-1) == "one":
		return r.amountAt(i+1).next > 0 && !r.amountAt(i+1).one
	}
	return false
}

// joint is what binds the figure that ends before token i to another, and where
// that begins; first is the first token of the whole series.
func (r *reading) joint(i, first int) (next int, how joint) {
	switch r.sign(i) {
	case "-":
		if r.joined(i) == r.joined(i+1) {
			return i + 1, rangeJoint
		}
	case "×":
		return i + 1, timesJoint
	}
	switch w := r.word(i); w {
	case "a", "al", "to":
		return i + 1, rangeJoint
	case "y", "and":
		for k := first - 1; k >= 0 && k >= first-3; k-- {
			if before := r.word(k); before == "entre" || before == "between" {
				return i + 1, rangeJoint
			}
		}
	case "o", "or", "u":
		return i + 1, choiceJoint
	case "x", "por", "by":
		return i + 1, timesJoint
	}
	return i, noJoint
}

// year tells whether a draft looks like a calendar year.
func (d *draft) year() bool { return d.shape&plain != 0 && d.Value >= 1900 && d.Value < 2100 }

// binds tells whether two figures belong together.
func binds(a, b draft, how joint) bool {
	switch {
	case how == timesJoint:
		return a.Unit == "" || a.Unit == b.Unit || b.Unit == ""
	case a.Unit == unitDate || b.Unit == unitDate:
		return b.Unit == unitDate && a.Unit == "" && a.shape&plain != 0 && a.Value <= 31 && int(b.Value)%100 > 0
	case a.Unit == unitClock || b.Unit == unitClock:
		return false
	case a.Unit != "" && b.Unit == "":
		return a.money && how == rangeJoint || a.Unit == "%"
	case a.Unit == "" && b.Unit == "" && a.year() && b.Value < 100:
		return false
	case a.Unit == "" && b.Unit != "":
		return !a.year() || b.Value >= 1900
	}
	return a.Unit == b.Unit || how == rangeJoint
}
