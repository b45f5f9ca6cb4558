package knowledge

import (
	_ "embed"
	"slices"
	"strings"
)

// pairs are words of general use that mean the same in Spanish and English; the file
// says how it is written.
//
//go:embed pairs.txt
var pairs string

// What a word of the other language counts for, of its weight. Between .6 and 1 no
// public set moves by half a point.
const abroadShare = 0.8

// meaning is a word that means the same as one of the other language, and its entry.
type meaning struct {
	entry int32
	word  string
}

// meanings gives, for each stem of the other language, the words that mean the same.
func (d *indexing) meanings(from string) map[string][]meaning {
	out := map[string][]meaning{}
	for _, line := range strings.Split(pairs, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			theirs, ours, _ := strings.Cut(pair, "=")
			if from == english {
				theirs, ours = ours, theirs
			}
			for _, o := range strings.Split(ours, ",") {
				e := d.find(o)
				if e == 0 {
					continue
				}
				for _, t := range strings.Split(theirs, ",") {
					key := stem(t, from)
					if !slices.ContainsFunc(out[key], func(m meaning) bool { return m.entry == e }) {
						out[key] = append(out[key], meaning{e, o})
					}
				}
			}
		}
	}
	return out
}

// find is the entry of a word; 0 when no article has it.
func (d *indexing) find(word string) int32 {
	if n, ok := d.byWord[word]; ok {
		return d.entryOf[n]
	}
	return d.byStem[root(word, d.lang)]
}

// readForeign finds a word of the other language: by its meaning, as it stands (names,
// figures, FOB), by its ending, or an edit away from any of these.
func (x *index) readForeign(t *term, from string, s *scratch) {
	x.readMeanings(t, from)
	if t.filler {
		return
	}
	if e := x.find(t.word); e > 0 {
		t.found = slices.DeleteFunc(t.found, func(f found) bool { return f.entry == e })
		t.found = slices.Insert(t.found, 0, x.found(e, 1, ""))
	}
	forms := cognates(t.word, from)
	if len(t.found) == 0 {
		for _, form := range forms[1:] {
			if e := x.find(form); e > 0 {
				t.add(x.found(e, abroadShare, "→"+form))
			}
		}
	}
	if len(t.found) > 0 {
		t.weight = t.heaviest()
		return
	}
	for _, form := range forms[:min(len(forms), 4)] {
		x.readSlip(t, form, abroadShare, s)
	}
}

// readMeanings finds the words that mean the same here.
func (x *index) readMeanings(t *term, from string) {
	stem := x.abroad.find(stem(t.word, from))
	if stem < 0 {
		return
	}
	for i, end := x.abroadEntries.bounds(stem); i < end; i++ {
		t.found = append(t.found, x.found(x.abroadEntries.all.at(i), abroadShare, x.abroadWords.at(i)))
	}
}

// endings are those of one word in Spanish and English, the longer ones first.
var endings = [][2]string{
	{"ificar", "ify"}, {"grafia", "graphy"}, {"miento", "ment"}, {"encia", "ence"}, {"encia", "ency"},
	{"ancia", "ance"}, {"ancia", "ancy"}, {"mente", "ly"}, {"logia", "logy"}, {"mento", "ment"}, {"cion", "tion"},
	{"sion", "sion"}, {"idad", "ity"}, {"ario", "ary"}, {"aria", "ary"}, {"orio", "ory"}, {"oria", "ory"},
	{"ismo", "ism"}, {"ista", "ist"}, {"izar", "ize"}, {"ante", "ant"}, {"ente", "ent"}, {"ador", "ator"},
	{"edor", "er"}, {"dad", "ty"}, {"tad", "ty"}, {"ico", "ic"}, {"ica", "ic"}, {"ico", "ical"}, {"ica", "ical"},
	{"oso", "ous"}, {"osa", "ous"}, {"ivo", "ive"}, {"iva", "ive"}, {"ura", "ure"}, {"ado", "ate"}, {"ado", "ated"},
	{"ada", "ated"}, {"ia", "y"}, {"io", "y"}, {"ar", "ate"}, {"ar", "e"}, {"ar", ""}, {"ir", "e"}, {"o", ""},
	{"a", ""}, {"e", ""}, {"o", "e"}, {"a", "e"},
}

// cognates are a word and what it could be in the other language by its ending:
// "certificacion" gives certification, "especial" special, "quality" cualidad no.
func cognates(word, from string) []string {
	out := []string{word}
	if len(word) < 4 {
		return out
	}
	bases := []string{word}
	if len(word) > 4 && strings.HasSuffix(word, "s") {
		bases = append(bases, word[:len(word)-1], strings.TrimSuffix(word, "es"))
	}
	if from == spanish && len(word) > 4 && word[:2] == "es" && strings.IndexByte("ctpqm", word[2]) >= 0 {
		bases = append(bases, word[1:])
	}
	for _, base := range bases {
		if !slices.Contains(out, base) {
			out = append(out, base)
		}
		for _, e := range endings {
			theirs, ours := e[0], e[1]
			if from == english {
				theirs, ours = ours, theirs
			}
			if form, ok := strings.CutSuffix(base, theirs); ok && theirs != "" && len(form) > 1 && !slices.Contains(out, form+ours) {
				out = append(out, form+ours)
			}
		}
	}
	return out
}
