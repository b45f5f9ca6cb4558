package knowledge

import (
	"slices"
	"unicode/utf8"
)

// Letter groups stand beside words: what a slip, an ending or the other language
// changes in a word leaves most of its groups as they are (RETRIEVAL.md: +4 to 7
// points on chats).
const (
	gramShortest = 3 // letters in a group; the edge of a word counts as one
	gramLongest  = 5
	gramK1       = 2.5 // as bm25K1, for groups: they come again more often
	gramB        = 0.75
)

// letters finds the articles of one language by groups of letters.
type letters struct {
	ids     map[string]int32 // group → its number
	lists   [][]posting      // number of a group → the articles that have it
	weights []float64        // number of a group → what finding it is worth
	norms   []float64        // number of an article → as index.norms
	rarest  float64          // what a group is worth that no article has
	making  *spelling        // while the index is made
}

// spelling is how the words of an index are spelled.
type spelling struct {
	groups [][]int32 // number of a word → its groups
	filler []bool    // number of a word → whether it is a filler
	counts []float32 // number of a group → how often the text at hand has it; zero between texts
	met    []int32   // the groups of the text at hand, in the order in which they came
}

func newLetters() *letters {
	return &letters{ids: map[string]int32{}, making: &spelling{}}
}

// groups gives each group of letters of a word to f: those of "_ley_" are "_le",
// "ley", "ey_", "_ley", "ley_" and "_ley_".
func groups(word string, f func(group string)) {
	w := "_" + word + "_"
	for from := range w {
		to := from
		for n := 1; n <= gramLongest && to < len(w); n++ {
			_, size := utf8.DecodeRuneInString(w[to:])
			if to += size; n >= gramShortest {
				f(w[from:to])
			}
		}
	}
}

// addWord notes the groups of a word that is new.
func (t *letters) addWord(word string, filler bool) {
	m := t.making
	out := make([]int32, 0, 3*len(word))
	groups(word, func(group string) {
		n, ok := t.ids[group]
		if !ok {
			n = int32(len(t.lists))
			t.ids[group], t.lists, m.counts = n, append(t.lists, nil), append(m.counts, 0)
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	})
	m.groups, m.filler = append(m.groups, out), append(m.filler, filler)
}

// add puts in the words of an article that were counted, and forgets the count.
func (t *letters) add(article int, words *tally) {
	m := t.making
	met := m.met[:0]
	length := float32(0)
	for _, w := range words.met {
		count := words.counts[w]
		words.counts[w] = 0
		for _, g := range m.groups[w] {
			if m.counts[g] == 0 {
				met = append(met, g)
			}
			m.counts[g] += count
			length += count
		}
	}
	words.met = words.met[:0]
	for _, g := range met {
		t.lists[g] = append(t.lists[g], posting{int32(article), m.counts[g]})
		m.counts[g] = 0
	}
	m.met = met
	t.norms = append(t.norms, float64(length))
}

// weigh works out what can be known only when all articles are in.
func (t *letters) weigh() {
	n := float64(len(t.norms))
	lengthen(t.norms, gramK1, gramB)
	t.rarest = idf(n, 0)
	t.weights = make([]float64, len(t.lists))
	for i, list := range t.lists {
		t.weights[i] = idf(n, float64(len(list)))
	}
}

// line gives the distinct groups of a line, and the sum of their weights.
func (t *letters) line(words []int32) (grams []int32, total float64) {
	m := t.making
	met := m.met[:0]
	for _, w := range words {
		share := 1.0
		if m.filler[w] {
			share = fillerShare
		}
		for _, g := range m.groups[w] {
			if m.counts[g] == 0 {
				m.counts[g] = 1
				met = append(met, g)
				total += share * t.weights[g]
			}
		}
	}
	for _, g := range met {
		m.counts[g] = 0
	}
	m.met = met
	return slices.Clone(met), total
}
