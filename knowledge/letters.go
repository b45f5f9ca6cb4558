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

// letters are the groups of letters of an index that is made.
type letters struct {
	ids     map[string]int32 // group → its number
	texts   []string         // and back
	lists   [][]posting      // number of a group → the articles that have it
	weights []float64        // number of a group → what finding it is worth
	norms   []float64        // number of an article → as indexing.norms

	groups [][]int32 // number of a word → its groups
	filler []bool    // number of a word → whether it is a filler
	counts []float32 // number of a group → how often the text at hand has it; zero between texts
	met    []int32   // the groups of the text at hand, in the order in which they came
}

func newLetters() *letters { return &letters{ids: map[string]int32{}} }

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
	out := make([]int32, 0, 3*len(word))
	groups(word, func(group string) {
		n, ok := t.ids[group]
		if !ok {
			n = int32(len(t.lists))
			t.ids[group], t.texts = n, append(t.texts, group)
			t.lists, t.counts = append(t.lists, nil), append(t.counts, 0)
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	})
	t.groups, t.filler = append(t.groups, out), append(t.filler, filler)
}

// add puts in the words of an article that were counted, and forgets the count.
func (t *letters) add(article int, words *indexing) {
	met := t.met[:0]
	length := float32(0)
	for _, w := range words.met {
		count := words.counts[w]
		words.counts[w] = 0
		for _, g := range t.groups[w] {
			if t.counts[g] == 0 {
				met = append(met, g)
			}
			t.counts[g] += count
			length += count
		}
	}
	words.met = words.met[:0]
	for _, g := range met {
		t.lists[g] = append(t.lists[g], posting{int32(article), t.counts[g]})
		t.counts[g] = 0
	}
	t.met = met
	t.norms = append(t.norms, float64(length))
}

// weigh works out what can be known only when all articles are in.
func (t *letters) weigh() {
	n := float64(len(t.norms))
	lengthen(t.norms, gramK1, gramB)
	t.weights = make([]float64, len(t.lists))
	for i, list := range t.lists {
		t.weights[i] = idf(n, float64(len(list)))
	}
}

// line gives the distinct groups of a line, and the sum of their weights.
func (t *letters) line(words []int32) (grams []int32, total float64) {
	met := t.met[:0]
	for _, w := range words {
		share := 1.0
		if t.filler[w] {
			share = fillerShare
		}
		for _, g := range t.groups[w] {
			if t.counts[g] == 0 {
				t.counts[g] = 1
				met = append(met, g)
				total += share * t.weights[g]
			}
		}
	}
	for _, g := range met {
		t.counts[g] = 0
	}
	t.met = met
	return slices.Clone(met), total
}
