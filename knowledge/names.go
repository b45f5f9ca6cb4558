package knowledge

import "slices"

// Name is a person, an organisation, a place, a programme, a rule or a code.
type Name struct {
	Text string // as written
	At   int    // where it begins, in bytes
}

// Names are the names in a text: codes ("NOM-006-SCFI-2012", "32-D"), rules
// ("artículo 29", "Incoterms 2020"), acronyms ("SAT"), words with a capital inside
// ("ProMéxico") and words with a capital that is not that of a sentence, with those
// that belong to them ("Secretaría de Economía"). A first word of a sentence counts
// only when it is an acronym, has a capital inside, is widely known ("Amazon") or
// another name follows at once. Names that "y" or "and" joins come as one.
// Months, weekdays, languages and nationalities never count.
func Names(text string) []Name {
	r := read(text)
	var out []Name
	runs := slices.DeleteFunc(r.runs(), func(n run) bool { return !r.counts(n) })
	for _, l := range r.labels {
		for len(runs) > 0 && int(r.tokens[runs[0].from].at) < l.At {
			out = append(out, r.name(runs[0]))
			runs = runs[1:]
		}
		out = append(out, l.Name)
	}
	for _, n := range runs {
		out = append(out, r.name(n))
	}
	return out
}

// maxRun is the most tokens that a run has; a longer row of capitals is read in pieces.
const maxRun = 24

// run is a row of capitalised words and what binds them, tokens from up to to.
type run struct{ from, to int }

func (r *reading) name(n run) Name {
	return Name{r.slice(n.from, n.to), int(r.tokens[n.from].at)}
}

// runs finds the rows of capitalised words, also those that do not count.
func (r *reading) runs() []run {
	var out []run
	for i := 0; i < len(r.tokens); {
		if !r.capital(i) {
			i++
			continue
		}
		n := run{i, i + 1}
		for {
			next := r.bound(n.to)
			if next == 0 || next-n.from >= maxRun {
				break
			}
			n.to = next + 1
		}
		out = append(out, n)
		i = n.to
	}
	return out
}

// capital tells whether the word at i can be part of a name.
func (r *reading) capital(i int) bool {
	t := &r.tokens[i]
	if t.kind != wordToken || t.is(used) {
		return false
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].is(tail) {
		return true
	}
	if t.is(tail) || t.shape&(upper|mixed) == 0 || len(t.fold) < 2 {
		return false
	}
	if t.is(shout) && t.fold == "se" { // Secretaría de Economía
		return true
	}
	return !isOrdinary(t.fold) && (len(t.fold) > 3 || currency(t.fold) == "")
}

// counts tells whether a run is a name: the first word of a sentence alone is none,
// but for names that everybody knows.
func (r *reading) counts(n run) bool {
	t := &r.tokens[n.from]
	return n.to > n.from+1 || !t.is(fresh) || t.shape&(shout|mixed) != 0 || isFamous(t.fold)
}

// bound is the next capitalised word that belongs to a run that ends before i; 0
// when there is none.
func (r *reading) bound(i int) int {
	if i >= len(r.tokens) {
		return 0
	}
	if r.tokens[i].is(tail) {
		return i
	}
	if r.sign(i) == "-" && r.joined(i) && r.joined(i+1) {
		i++
	}
	for n := 0; n < 2 && r.binder(i); n++ {
		i++
	}
	if i < len(r.tokens) && r.capital(i) && !r.tokens[i].is(fresh) {
		return i
	}
	return 0
}

// binder tells whether the word at i can stand inside a name.
func (r *reading) binder(i int) bool {
	switch r.word(i) {
	case "de", "del", "of", "la", "los", "las", "the", "y", "e", "and", "&":
		return true
	}
	return false
}

// loose tells whether the word at i only lists names: they need not stand
// together in a passage.
func (r *reading) loose(i int) bool {
	switch r.word(i) {
	case "y", "e", "and", "&":
		return true
	}
	return r.sign(i) == "-"
}

// phrase is the words of a run, folded.
func (r *reading) phrase(n run) string {
	return r.words[r.tokens[n.from].lo:r.tokens[n.to-1].hi]
}
