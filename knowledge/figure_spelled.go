package knowledge

// count is a number in words while it is read.
type count struct {
	total float64 // what stands before the last "mil" or "million", with it
	group float64 // what was read since
	scale float64 // of the last "mil" or "million"; 0 before
	last  place
}

// spelled reads a number in words: "veintitrés mil quinientos", "two thousand".
func (r *reading) spelled(i int) amount {
	first := r.numeral(i)
	if first.place == noPlace || first.place == scalePlace && r.word(i) != "mil" {
		return amount{}
	}
	var c count
	j := i
	for {
		k := j
		if j > i && r.links(j, c.last) {
			k++
		}
		n := r.numeral(k)
		if !c.takes(n, k > j) {
			break
		}
		c.add(n)
		j = k + 1
	}
	a := amount{value: c.total + c.group, scale: 1, next: j, words: true, one: j == i+1 && first.place == onePlace}
	if c.last == scalePlace {
		a.scale = max(c.scale, 12)
	}
	r.divided(&a)
	if !a.one {
		r.rest(&a)
	}
	return a
}

// takes tells whether a number word can go on: "cuarenta y dos", but not "dos tres".
func (c *count) takes(n numeral, linked bool) bool {
	switch n.place {
	case onePlace, unitPlace:
		return c.last == noPlace || c.last == hundredPlace || c.last == scalePlace || c.last == tenPlace && linked
	case teenPlace, tenPlace:
		return c.last == noPlace || c.last == hundredPlace || c.last == scalePlace
	case hundredPlace:
		return c.last == noPlace || c.last == scalePlace && c.group == 0
	case scalePlace:
		switch {
		case linked:
			return false
		case n.value < 1000:
			return c.group > 0 && c.group < 100
		case c.scale == 0:
			return n.value == 1000 || c.group > 0
		}
		return n.value > c.scale && c.scale == 1000 || n.value < c.scale && c.group > 0
	}
	return false
}

// add takes in a number word.
func (c *count) add(n numeral) {
	switch {
	case n.place != scalePlace:
		c.group += n.value
	case n.value < 1000:
		c.group *= n.value
	case n.value == 1000:
		c.total, c.group, c.scale = c.total+max(c.group, 1)*1000, 0, 1000
	default:
		c.total, c.group, c.scale = max(c.total+c.group, 1)*n.value, 0, n.value
	}
	c.last = n.place
}

// links tells whether the token at i binds number words: "treinta y uno",
// "twenty-three", "two hundred and five".
func (r *reading) links(i int, last place) bool {
	w := r.word(i)
	switch last {
	case tenPlace:
		if after := r.numeral(i + 1).place; after != unitPlace && after != onePlace {
			return false
		}
		return w == "y" || r.sign(i) == "-" && r.joined(i) && r.joined(i+1)
	case scalePlace:
		before := r.word(i - 1)
		after := r.numeral(i + 1).place
		return w == "and" && (before == "hundred" || before == "thousand") && onePlace <= after && after <= tenPlace
	}
	return false
}

// numeral is the number word at i. Words that mean something else in the other
// language, "once" and "ten", count only in their own; the "ciento" of "por
// ciento" and the "mil" of "mil gracias" do not count.
func (r *reading) numeral(i int) numeral {
	w := r.word(i)
	if w == "" {
		return numeral{}
	}
	n := numeralOf(w)
	if n.place == noPlace {
		return n
	}
	switch w {
	case "once":
		if r.language() == english {
			return numeral{}
		}
	case "ten":
		if r.language() == spanish {
			return numeral{}
		}
	case "ciento":
		if r.word(i-1) == "por" {
			return numeral{}
		}
	case "mil":
		if r.word(i+1) == "gracias" {
			return numeral{}
		}
	}
	return n
}

// language is the language of most small words of the text; "" when that is a tie.
func (r *reading) language() string {
	for i := 0; i < len(r.tokens) && !r.counted; i++ {
		switch r.word(i) {
		case "el", "la", "los", "las", "de", "que", "y", "en", "tu", "con", "para", "por", "su", "dias", "semanas", "al", "se", "lo", "es", "un", "una":
			r.lead++
		case "the", "of", "and", "to", "is", "in", "your", "for", "with", "are", "it", "you", "days", "weeks", "that", "or", "an", "takes":
			r.lead--
		}
	}
	r.counted = true
	switch {
	case r.lead > 0:
		return spanish
	case r.lead < 0:
		return english
	}
	return ""
}

// divided takes in the word of a fraction: "dos tercios", "one third", "tres
// cuartas partes". Ordinals are written alike, so that "one" and "un" need "of".
func (r *reading) divided(a *amount) {
	w := r.word(a.next)
	by := share(w)
	if by == 0 || a.value == 0 || a.value >= by {
		return
	}
	after := r.word(a.next + 1)
	parts := after == "partes" || after == "parte"
	plural := w[len(w)-1] == 's' && w != "terceras" && w != "cuartas" && w != "quintas" && w != "decimas"
	if !parts && !plural && w != "tercio" && (after != "of" && after != "de" || !a.one) {
		return
	}
	a.value, a.unit, a.one = a.value/by, unitTimes, false
	if a.next++; parts {
		a.next++
	}
}
