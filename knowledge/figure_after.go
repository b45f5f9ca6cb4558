package knowledge

// measure is the unit of a number, and where to go on after it.
type measure struct {
	unit  string
	next  int
	money bool
	add   float64 // what "y media" adds
}

// unitAfter reads the unit at token i, after the number a.
func (r *reading) unitAfter(i int, a amount) measure {
	m := r.unitAt(i, a)
	if m.unit == "" {
		return measure{unit: a.unit, next: i, money: a.unit != "" && a.unit != unitTimes}
	}
	if n := r.and(m.next); n > 0 && !m.money {
		m.add, m.next = 0.5, n
	}
	return m
}

func (r *reading) unitAt(i int, a amount) measure {
	switch s := r.sign(i); s {
	case "":
	case "%":
		return measure{unit: "%", next: i + 1}
	case "-":
		if r.joined(i) && r.joined(i+1) && unitOf(r.word(i+1)) != "" {
			return r.wordUnit(i+1, a)
		}
		return measure{}
	default:
		if code := moneySign(s); code != "" && !(r.digits(i+1) != nil && r.joined(i+1)) {
			return measure{unit: code, next: i + 1, money: true}
		}
		return measure{}
	}
	if w := r.word(i); a.scale >= 12 && (w == "de" || w == "of") {
		i++
	}
	return r.wordUnit(i, a)
}

// wordUnit reads a unit that begins with the word at i.
func (r *reading) wordUnit(i int, a amount) measure {
	w := r.word(i)
	if w == "" || len(w) > 13 {
		return measure{}
	}
	if m := r.clockAfter(i, a); m.unit != "" {
		return m
	}
	second := r.word(i + 1)
	if unit := announced(w, second); unit != "" {
		return measure{unit: unit, next: i + 2}
	}
	if code := currency(second); code != "" && foreign(code, w) != "" {
		return measure{unit: foreign(code, w), next: i + 2, money: true}
	}
	if code := currency(w); code != "" && !(w == "peso" && a.value != 1) {
		m := measure{unit: code, next: i + 1, money: true}
		if other := foreign(code, second); other != "" {
			m.unit, m.next = other, i+2
		}
		return m
	}
	if unit := unitOf(w); unit != "" {
		if better, ok := refined(unit, second); ok {
			return measure{unit: better, next: i + 2}
		}
		if second == "de" && r.word(i+2) == "calendario" && unit == "day" {
			return measure{unit: unit, next: i + 3}
		}
		return measure{unit: unit, next: i + 1}
	}
	switch w {
	case "habiles":
		return measure{unit: unitWorkday, next: i + 1}
	}
	return measure{}
}

// clockAfter reads what makes a number an hour of the day, "pm", "p. m.", or an
// ordinal, "3rd".
func (r *reading) clockAfter(i int, a amount) measure {
	w := r.word(i)
	if (w == "a" || w == "p") && r.sign(i+1) == "." && r.word(i+2) == "m" && a.value <= 24 {
		next := i + 3
		if r.sign(next) == "." {
			next++
		}
		return measure{unit: unitClock, next: next, add: noon(w == "p", a.value)}
	}
	switch {
	case !isOrdinalEnd(w):
		return measure{}
	case (w == "am" || w == "pm") && a.value <= 24:
		return measure{unit: unitClock, next: i + 1, add: noon(w == "pm", a.value)}
	case a.words || !r.joined(i):
		return measure{}
	case w == "s" && isYear(r.text[r.tokens[i-1].at:r.tokens[i-1].end]):
		return measure{unit: unitDate, next: i + 1}
	case w == "x":
		return measure{unit: unitTimes, next: i + 1}
	}
	return measure{unit: unitOrdinal, next: i + 1}
}

// noon is what must be added to an hour of twelve to have minutes of the day.
func noon(afternoon bool, hour float64) float64 {
	minutes := hour * 60
	switch {
	case afternoon && hour < 12:
		minutes += 12 * 60
	case !afternoon && hour == 12:
		minutes = 0
	}
	return minutes - hour
}

// moneyBefore is the currency that stands before token i, "US$1,500", "MXN 500",
// and its first token.
func (r *reading) moneyBefore(i int) (code string, first int) {
	if s := r.sign(i - 1); s != "" {
		code := moneySign(s)
		if code == "" || !r.joined(i) && r.tokens[i-1].is(gap) && r.digits(i-2) != nil {
			return "", i
		}
		switch w := r.word(i - 2); {
		case code != "$":
		case w == "us" || w == "usd":
			return "USD", i - 2
		case w == "mxn" || w == "mx":
			return "MXN", i - 2
		}
		return code, i - 1
	}
	if w := r.word(i - 1); len(w) == 3 && r.tokens[i-1].shape&(used|shout) == shout && currency(w) != "" {
		return currency(w), i - 1
	}
	return "", i
}

// period reads how often, after a figure: "al año", "per kg", "mensuales", and
// where to go on; also behind the one word that is counted, "20 quotations a
// month", or a parenthesis, which do not become part of the figure.
func (r *reading) period(i int) (unit string, next int) {
	if unit, next = r.every(i); unit != "" {
		return unit, next
	}
	unit, _ = r.periodBehind(i)
	return unit, i
}

func (r *reading) periodBehind(i int) (unit string, next int) {
	if r.sign(i) == "(" {
		for j := i + 1; j < i+8; j++ {
			if r.sign(j) == ")" {
				return r.every(j + 1)
			}
		}
		return "", i
	}
	if w := r.word(i); w != "" && !r.tokens[i].is(upper) && !isConnector(w) && unitOf(w) == "" {
		return r.every(i + 1)
	}
	return "", i
}

func (r *reading) every(i int) (unit string, next int) {
	switch w := r.word(i); w {
	case "al", "a", "an", "por", "per", "cada", "each", "every":
		j := i + 1
		if w := r.word(j); w == "la" || w == "el" || w == "cada" {
			j++
		}
		return r.periodUnit(j)
	case "anual", "anuales", "anualmente", "yearly", "annually", "annual":
		return "year", i + 1
	case "mensual", "mensuales", "mensualmente", "monthly":
		return "month", i + 1
	case "semanal", "semanales", "weekly":
		return "week", i + 1
	case "diario", "diarios", "diaria", "diarias", "daily":
		return "day", i + 1
	}
	if r.sign(i) == "/" {
		return r.periodUnit(i + 1)
	}
	return "", i
}

// periodUnit is the unit at i, "metro cúbico" too, and where to go on.
func (r *reading) periodUnit(i int) (unit string, next int) {
	if m := r.wordUnit(i, amount{value: 1}); !m.money && m.unit != "%" && m.unit != unitOrdinal && m.unit != unitTimes {
		return m.unit, m.next
	}
	return "", i
}

// isConnector tells whether a word only holds others together.
func isConnector(w string) bool {
	switch w {
	case "a", "al", "de", "del", "en", "y", "e", "o", "u", "por", "para", "que", "con", "si", "se", "of", "in", "on", "and", "or", "to", "for", "the", "is", "at", "as", "el", "la", "los", "las":
		return true
	}
	return false
}
