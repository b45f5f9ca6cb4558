package knowledge

// share gives the figures of a series what they have in common: the unit, a last
// "mil", the month, and "unos".
func (r *reading) share(list []draft, joints []joint) {
	r.hedge(&list[0])
	for k := len(list) - 2; k >= 0; k-- {
		a, b := &list[k], &list[k+1]
		if a.scale <= 1 && b.scale >= 1000 && a.Value < b.Value/b.scale && joints[k+1] == rangeJoint && a.shape&part == 0 {
			a.Value *= b.scale
		}
		switch {
		case a.Unit != "":
		case b.Unit == unitDate:
			a.Unit, a.Value = unitDate, b.Value-float64(int(b.Value)%100)+a.Value
		default:
			a.Unit = b.Unit
		}
	}
	for k := 1; k < len(list); k++ {
		a, b := &list[k-1], &list[k]
		if b.Unit == "" && b.shape&plain == 0 || b.Unit == "" && a.Unit != "" {
			b.Unit = a.Unit
		}
		if joints[k] != rangeJoint {
			r.hedge(b)
			continue
		}
		b.Approx = a.Approx
		if a.Unit == b.Unit && a.Unit != unitDate {
			low, high := min(a.Value, b.Value), max(a.Value, b.Value)
			a.Low, a.High, b.Low, b.High = low, high, low, high
		}
	}
	for k := range list {
		list[k].yearly(r)
	}
}

// yearly makes a calendar year of four digits without a unit, and of such a
// number in words after "en" or "since".
func (d *draft) yearly(r *reading) {
	if d.Unit != "" || d.Value < 1900 || d.Value >= 2100 || d.Value != float64(int(d.Value)) {
		return
	}
	t := r.digits(d.first)
	if t != nil && isYear(r.text[t.at:t.end]) && d.next == d.first+1 || d.words && r.dated(d.first) {
		d.Unit, d.Value, d.Low, d.High = unitDate, d.Value*10000, 0, 0
	}
}

// add keeps a figure.
func (r *reading) add(d *draft) {
	f := d.Figure
	next := d.next
	if f.Unit != unitDate && f.Unit != unitClock {
		f.Per, next = r.period(next)
	}
	f.At = int(r.tokens[d.first].at)
	f.Text = r.slice(d.first, next)
	r.use(d.first, next)
	r.figures = append(r.figures, f)
	d.next = next
	r.lastYears(d)
}

// lastYears reads the second year of "2017-18".
func (r *reading) lastYears(d *draft) {
	f := r.figures[len(r.figures)-1]
	t := r.digits(d.next + 1)
	if f.Unit != unitDate || int(f.Value)%10000 != 0 || r.sign(d.next) != "-" || t == nil || !r.joined(d.next) || !r.joined(d.next+1) || t.end-t.at != 2 || !t.is(plain) {
		return
	}
	if t.value > float64(int(f.Value/10000)%100) && r.unitAfter(d.next+2, amount{}).unit == "" {
		century := float64(int(f.Value/1000000)) * 100
		r.figures = append(r.figures, Figure{Text: r.slice(d.next+1, d.next+2), At: int(t.at), Value: (century + t.value) * 10000, Unit: unitDate})
		d.next += 2
	}
}

// hedge reads the words before a figure that make it rough or an end: "unos",
// "cerca de", "about", "hasta", "at least".
func (r *reading) hedge(d *draft) {
	for i := d.first - 1; i >= 0 && i >= d.first-4; i-- {
		if s := r.sign(i); s == "~" {
			d.Approx = true
		} else if s != "" && !(s == "." && isShort(r.word(i-1))) {
			break
		}
		w := r.word(i)
		switch hedgeOf(w) {
		case roughHedge:
			d.Approx = true
		case boundHedge:
			d.Bound = true
			if w == "menos" && r.word(i-1) == "o" || w == "less" && r.word(i-1) == "or" {
				d.Approx, d.Bound = true, false
			}
		case noHedge:
			if w != "" || r.digits(i) != nil {
				i = -1
			}
		}
	}
	if w := r.word(d.next); w == "aprox" || w == "aproximadamente" || w == "approx" || w == "approximately" {
		d.Approx = true
	}
}

// isShort tells whether a word is one that a dot shortens before a figure.
func isShort(w string) bool { return w == "c" || w == "ca" || w == "aprox" || w == "approx" }

// hedge is what a word before a figure does to it.
type hedge uint8

const (
	noHedge    hedge = iota
	roughHedge       // the figure is rough
	boundHedge       // the figure is an end
	overHedge        // nothing; look at the word before
)

func hedgeOf(word string) hedge {
	switch word {
	case "unos", "unas", "casi", "cerca", "alrededor", "aproximadamente", "aprox", "hacia", "torno", "ronda", "rondan",
		"rondaba", "rondaban", "rondar", "circa", "c", "ca", "estima", "estiman", "estimado", "estimados", "about", "around",
		"nearly", "almost", "roughly", "approximately", "approx", "some", "estimated":
		return roughHedge
	case "desde", "hasta", "minimo", "minima", "maximo", "maxima", "menos", "mas", "menor", "mayor", "partir", "least", "most",
		"up", "from", "over", "under", "above", "below", "within", "than", "minimum", "maximum", "min", "max", "less", "more",
		"fewer", "superior", "inferior", "tope", "limite", "limit":
		return boundHedge
	case "los", "las", "el", "la", "lo", "de", "a", "an", "the", "of", "un", "una", "que", "en", "to", "on", "at", "es", "is", "son", "entre", "between", "del":
		return overHedge
	}
	return noHedge
}
