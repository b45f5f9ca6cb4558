package knowledge

// amount is a number as far as its digits and words go.
type amount struct {
	value float64
	scale float64 // by what a last word such as "mil" multiplied it; 1 without
	unit  string  // "times" of "la mitad", "MXN" of "25 mdp"
	next  int     // the token after
	shape shape   // of its digits: plain, dotted, part
	words bool    // begins with a word
	one   bool    // "un" or "a", which is mostly an article
}

// amountAt reads the number that begins at token i; next is 0 when there is none.
func (r *reading) amountAt(i int) amount {
	if t := r.digits(i); t != nil {
		a := amount{value: t.value, scale: 1, next: i + 1, shape: t.shape}
		if t.is(part) {
			a.unit = unitTimes
		}
		r.scaled(&a)
		return a
	}
	w := r.word(i)
	if w == "" {
		return amount{}
	}
	if a := r.half(i, w); a.next > 0 {
		return a
	}
	return r.spelled(i)
}

// scaled takes in the words that multiply a number in digits.
func (r *reading) scaled(a *amount) {
	for {
		w := r.word(a.next)
		if w == "" {
			break
		}
		t := r.tokens[a.next]
		scale := scaleOf(w, r.text[t.at:t.end])
		if scale == 1 {
			break
		}
		a.value, a.scale, a.next = a.value*scale, a.scale*scale, a.next+1
		a.shape &^= plain | dotted
		switch w {
		case "mdp":
			a.unit = "MXN"
		case "mdd", "mdls":
			a.unit = "USD"
		}
	}
	r.rest(a)
}

// rest adds what follows a number: "dos y media", and after a multiplier "2 mil
// 500", "3 millones 200 mil", "un millón y medio".
func (r *reading) rest(a *amount) {
	if n := r.and(a.next); n > 0 {
		a.value, a.next = a.value+max(a.scale, 1)/2, n
		return
	}
	t := r.digits(a.next)
	if t == nil || a.scale < 1000 || !t.is(plain) || t.value >= 1000 || r.word(a.next-1) == "thousand" {
		return
	}
	b := amount{value: t.value, scale: 1, next: a.next + 1}
	if r.word(b.next) == "mil" {
		r.scaled(&b)
	}
	if b.value < a.scale && (a.scale == 1000 && t.end-t.at == 3 || b.scale > 1) {
		a.value, a.next = a.value+b.value, b.next
	}
}

// and is where to go on after "y medio" or "and a half" at i; 0 when it is not there.
func (r *reading) and(i int) int {
	switch w, after := r.word(i), r.word(i+1); {
	case numeralOf(r.word(i+2)).place == scalePlace:
	case w == "y" && (after == "medio" || after == "media"):
		return i + 2
	case w == "and" && after == "a" && r.word(i+2) == "half":
		return i + 3
	}
	return 0
}

// half reads "media hora", "half a million", "la mitad", "el doble", "un par de",
// "la tercera parte".
func (r *reading) half(i int, w string) amount {
	j := i + 1
	switch w {
	case "medio", "media", "half":
		if after := r.word(j); w == "half" && (after == "a" || after == "an") {
			j++
		} else if r.sign(j) == "-" && r.joined(j) {
			j++
		}
		if n := numeralOf(r.word(j)); n.place == scalePlace && n.value >= 12 {
			return amount{value: n.value / 2, scale: n.value, next: j + 1, words: true}
		}
		if unitOf(r.word(j)) != "" {
			return amount{value: 0.5, scale: 1, next: j, words: true}
		}
	case "tercera", "cuarta", "quinta", "decima":
		if after := r.word(j); after == "parte" {
			return amount{value: 1 / share(w), scale: 1, unit: unitTimes, next: j + 1, words: true}
		}
	case "par", "couple":
		if before := r.word(i - 1); before == "un" || before == "a" {
			if after := r.word(j); after == "de" || after == "of" {
				j++
			}
			return amount{value: 2, scale: 1, next: j, words: true}
		}
	}
	if p := portion(w); p > 0 {
		return amount{value: p, scale: 1, unit: unitTimes, next: i + 1, words: true}
	}
	return amount{}
}
