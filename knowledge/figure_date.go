package knowledge

// monthOf is the number of the month that a folded word names or shortens; 0 when
// it names none.
func monthOf(word string) int {
	if len(word) < 3 || len(word) > 10 {
		return 0
	}
	switch word {
	case "enero", "january", "ene", "jan":
		return 1
	case "febrero", "february", "feb":
		return 2
	case "marzo", "march", "mar":
		return 3
	case "abril", "april", "abr", "apr":
		return 4
	case "mayo", "may":
		return 5
	case "junio", "june", "jun":
		return 6
	case "julio", "july", "jul":
		return 7
	case "agosto", "august", "ago", "aug":
		return 8
	case "septiembre", "setiembre", "september", "sep", "sept", "set":
		return 9
	case "octubre", "october", "oct":
		return 10
	case "noviembre", "november", "nov":
		return 11
	case "diciembre", "december", "dic", "dec":
		return 12
	}
	return 0
}

// weakMonth tells whether the word of a month also means something else.
func weakMonth(word string) bool {
	return len(word) <= 4 && word != "june" && word != "july" && word != "mayo" || word == "march" || word == "august"
}

// dateAt reads the date that begins at token i: its value as in [Figure], and
// where to go on; 0 when none begins there.
func (r *reading) dateAt(i int) (value float64, next int) {
	if t := r.digits(i); t != nil {
		if !t.is(plain) {
			return 0, 0
		}
		if value, next = r.numericDate(i); next > 0 {
			return value, next
		}
		return r.dayFirst(i, t.value, i+1)
	}
	w := r.word(i)
	if m := monthOf(w); m > 0 {
		return r.monthFirst(i, m)
	}
	if w == "primero" {
		return r.dayFirst(i, 1, i+1)
	}
	if n := lowNumeral(w); n.place != noPlace || w == "treinta" {
		if a := r.spelled(i); a.next > 0 && r.word(a.next) == "de" {
			return r.dayFirst(i, a.value, a.next)
		}
	}
	return 0, 0
}

// dayFirst reads "6 de septiembre de 2017", "3rd of May 2019", "25 ago 2018".
func (r *reading) dayFirst(i int, day float64, j int) (value float64, next int) {
	if day < 1 || day > 31 || day != float64(int(day)) {
		return 0, 0
	}
	if r.joined(j) && isOrdinalEnd(r.word(j)) {
		j++
	}
	if w := r.word(j); w == "de" || w == "of" || r.sign(j) == "-" || r.sign(j) == "/" {
		j++
	}
	m := monthOf(r.word(j))
	if m == 0 {
		return 0, 0
	}
	year, next := r.year(j + 1)
	if year == 0 && weakMonth(r.word(j)) && !r.tokens[j].is(upper) && r.word(j-1) != "de" && r.word(i) == "" && r.sign(j+1) != "." {
		return 0, 0
	}
	if next == 0 {
		next = j + 1
	}
	return float64(year*10000+m*100) + day, next
}

// year reads the calendar year at j, behind "de", a comma or nothing.
func (r *reading) year(j int) (year, next int) {
	for n := 0; n < 2; n++ {
		if w, s := r.word(j), r.sign(j); w == "de" || w == "del" || w == "of" || w == "ano" || s == "," || s == "." || s == "-" || s == "/" {
			j++
		}
	}
	if t := r.digits(j); t != nil && isYear(r.text[t.at:t.end]) {
		return int(t.value), j + 1
	}
	return 0, 0
}

// monthFirst reads "May 3, 2019", "agosto de 2018", "in March", "octubre".
func (r *reading) monthFirst(i, m int) (value float64, next int) {
	w, t := r.word(i), &r.tokens[i]
	if year, next := r.year(i + 1); year > 0 {
		return float64(year*10000 + m*100), next
	}
	k := i + 1
	if len(w) <= 4 && r.sign(k) == "." {
		k++
	}
	if d := r.digits(k); d != nil && d.is(plain) && 1 <= d.value && d.value <= 31 && t.is(upper) {
		j := k + 1
		if r.joined(j) && isOrdinalEnd(r.word(j)) {
			j++
		}
		year, next := r.year(j)
		end := j == len(r.tokens) || r.sign(j) != "" && r.sign(j) != "%" && r.sign(j) != "-"
		if next == 0 && !(end || r.word(i-1) == "on" || r.word(i-1) == "el") {
			return float64(m * 100), i + 1
		}
		return float64(year*10000+m*100) + d.value, max(next, j)
	}
	if !weakMonth(w) || len(w) > 4 && t.is(upper) && r.dated(i) || w == "may" && t.is(upper) && r.dated(i) {
		return float64(m * 100), i + 1
	}
	return 0, 0
}

// dated tells whether the word before i makes a date likely.
func (r *reading) dated(i int) bool {
	switch r.word(i - 1) {
	case "in", "of", "by", "since", "until", "from", "to", "early", "late", "mid", "on", "through", "before", "after", "en", "de", "desde", "hasta", "a", "hacia", "del", "ano", "year", "about", "around", "circa":
		return true
	}
	return false
}

// numericDate reads "2019-05-03", "2019-05" and, as in Mexico, "03/05/2019".
func (r *reading) numericDate(i int) (value float64, next int) {
	by := r.sign(i + 1)
	b := r.digits(i + 2)
	if b == nil || by != "-" && by != "/" || !r.joined(i+1) || !r.joined(i+2) || !b.is(plain) {
		return 0, 0
	}
	a, c := r.digits(i), r.digits(i+4)
	if r.sign(i+3) != by || !r.joined(i+3) || !r.joined(i+4) {
		c = nil
	}
	switch {
	case isYear(r.text[a.at:a.end]) && b.end-b.at == 2 && 1 <= b.value && b.value <= 12:
		if c != nil && c.is(plain) && c.value <= 31 {
			return a.value*10000 + b.value*100 + c.value, i + 5
		}
		return a.value*10000 + b.value*100, i + 3
	case c != nil && isYear(r.text[c.at:c.end]) && a.value <= 31 && b.value <= 31:
		if b.value > 12 {
			a, b = b, a
		}
		return c.value*10000 + b.value*100 + a.value, i + 5
	}
	return 0, 0
}

// clockAt reads "18:00", "6:30 pm".
func (r *reading) clockAt(i int) (minutes float64, next int) {
	h, m := r.digits(i), r.digits(i+2)
	if h == nil || m == nil || r.sign(i+1) != ":" || !r.joined(i+1) || !r.joined(i+2) || h.value > 24 || m.value > 59 || m.end-m.at != 2 {
		return 0, 0
	}
	minutes, next = h.value*60+m.value, i+3
	if c := r.clockAfter(next, amount{value: h.value}); c.unit == unitClock {
		return minutes + c.add - h.value*59, c.next
	}
	if w := r.word(next); w == "h" || w == "hrs" || w == "horas" || w == "hr" {
		next++
	}
	return minutes, next
}
