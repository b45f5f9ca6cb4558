package knowledge

import (
	"math"
	"strings"
	"sync"
)

// How much words weigh (RETRIEVAL.md). All were varied on the public sets, and stand
// where twice or half as much changes little. A word of a title counts no more than
// one of the body here, since each line is compared on its own too.
const (
	bm25K1      = 2    // how fast a word that comes again stops adding
	bm25B       = 0.75 // how much long articles are held back
	fillerShare = 0.15 // a filler word weighs at most this share of the rarest word
)

// index finds the articles of one language. It never changes once it is made.
type index struct {
	lang    string
	ids     []string         // number of an article → its id
	byID    map[string]int   // and back
	topics  [][]string       // number of an article → its topics
	norms   []float64        // number of an article → k1·(1−b+b·length/average)
	texts   [][]int32        // number of an article → the numbers of its words in order, sentenceBreak after each sentence
	lineOf  [][]int32        // number of an article → its lines
	lines   []headLine       // all of them
	entries []*entry         // by number
	words   map[string]int32 // each word that was met → its number
	entryOf []int32          // number of a word → number of its entry
	stems   map[string]int32 // each stem → number of its entry
	rarest  float64          // what a word is worth that no article has
	letters *letters
	vocab   *vocabulary
	abroad  map[string][]found // stem of a word of the other language → what means the same here
	pool    sync.Pool          // of *scratch
	making  *tally             // while the index is made
}

// sentenceBreak stands in a text where a sentence ends.
const sentenceBreak = -1

// headLine is a title or an example question.
type headLine struct {
	article int
	text    string
	words   []int32 // numbers of its entries, in order
	weight  float64 // the sum of its distinct words' weights
	grams   []int32 // its distinct letter groups
	letters float64 // the sum of their weights
}

// entry says where a word stands. Words with one stem share it.
type entry struct {
	number   int32
	weight   float64   // what finding it is worth
	articles []posting // by number of article
	lines    []int32   // by number of line
}

// tally counts the words of the article at hand.
type tally struct {
	counts []float32 // number of a word → how often; zero between articles
	met    []int32   // the words, in the order in which they came
	lines  [][]int32 // number of a line → the numbers of its words
}

// posting is an article that has a word or a letter group, and how often.
type posting struct {
	article int32
	count   float32
}

// newIndex reads the articles of one language; the others are left out.
func newIndex(lang string, pages []page) *index {
	x := &index{lang: lang, byID: map[string]int{}, words: map[string]int32{}, stems: map[string]int32{}, letters: newLetters(), making: &tally{}}
	for i := range pages {
		if pages[i].Lang == lang {
			x.add(&pages[i])
		}
	}
	x.weigh()
	x.vocab = newVocabulary(x.words, x.entryOf)
	x.abroad = x.meanings(other(lang))
	x.making, x.letters.making = nil, nil
	x.pack()
	return x
}

// add puts an article in the index; norms holds its length for now.
func (x *index) add(p *page) {
	article := len(x.ids)
	x.ids, x.topics, x.byID[p.ID] = append(x.ids, p.ID), append(x.topics, p.Topics), article
	var text, lines []int32
	line := func(a asked, words []int32) {
		lines, x.making.lines = append(lines, int32(len(x.lines))), append(x.making.lines, words)
		x.lines = append(x.lines, headLine{article: article, text: a.text, words: x.entriesOf(words)})
	}
	for _, a := range p.asked {
		words := x.count(wordsOfLine(a.text, x.lang))
		line(a, words)
		text = append(append(text, x.entriesOf(words)...), sentenceBreak)
	}
	for _, a := range p.also { // lines only: however many there are, the article stays as long as it is
		line(a, x.numbers(wordsOfLine(a.text, x.lang)))
	}
	for _, b := range p.blocks {
		for _, s := range inSentences(b.plain()) {
			text = append(append(text, x.entriesOf(x.count(Words(s)))...), sentenceBreak)
		}
	}
	x.texts, x.lineOf = append(x.texts, text), append(x.lineOf, lines)
	x.norms = append(x.norms, x.post(article, text))
	x.letters.add(article, x.making)
}

// wordsOfLine are the words of a title or question that it is compared by.
func wordsOfLine(text, lang string) []string {
	return withoutCourtesy(queryWords(text, lang), lang)
}

// numbers gives the numbers of words.
func (x *index) numbers(words []string) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = x.number(w)
	}
	return out
}

// count gives the numbers of words, and counts them for the article at hand.
func (x *index) count(words []string) []int32 {
	out := x.numbers(words)
	for _, n := range out {
		if x.making.counts[n] == 0 {
			x.making.met = append(x.making.met, n)
		}
		x.making.counts[n]++
	}
	return out
}

// entriesOf gives the entries of words.
func (x *index) entriesOf(words []int32) []int32 {
	out := make([]int32, len(words))
	for i, n := range words {
		out[i] = x.entryOf[n]
	}
	return out
}

// post notes which words an article has; the result is its length.
func (x *index) post(article int, text []int32) (length float64) {
	for _, n := range text {
		if n == sentenceBreak {
			continue
		}
		length++
		e := x.entries[n]
		if k := len(e.articles); k > 0 && e.articles[k-1].article == int32(article) {
			e.articles[k-1].count++
		} else {
			e.articles = append(e.articles, posting{int32(article), 1})
		}
	}
	return length
}

// number is that of a word, made when it is new. A clone does not hold the whole text
// in memory.
func (x *index) number(word string) int32 {
	if n, ok := x.words[word]; ok {
		return n
	}
	word = strings.Clone(word)
	root := x.root(word)
	e, ok := x.stems[root]
	if !ok {
		e = int32(len(x.entries))
		x.stems[root] = e
		x.entries = append(x.entries, &entry{number: e})
	}
	n := int32(len(x.entryOf))
	x.words[word], x.entryOf = n, append(x.entryOf, e)
	x.making.counts = append(x.making.counts, 0)
	x.letters.addWord(word, isFiller(word, x.lang))
	return n
}

// root is what the forms of a word share. A filler is no form of a word of substance:
// "para" is not "parar".
func (x *index) root(word string) string {
	if isFiller(word, x.lang) {
		return "=" + word
	}
	return stem(word, x.lang)
}

// find is the entry of a word of a question; nil when no article has it.
func (x *index) find(word string) *entry {
	if n, ok := x.words[word]; ok {
		return x.entries[x.entryOf[n]]
	}
	if e, ok := x.stems[x.root(word)]; ok {
		return x.entries[e]
	}
	return nil
}

// weigh works out what can be known only when all articles are in.
func (x *index) weigh() {
	n := float64(len(x.ids))
	lengthen(x.norms, bm25K1, bm25B)
	x.rarest = idf(n, 0)
	for _, e := range x.entries {
		e.weight = idf(n, float64(len(e.articles)))
	}
	for w, n := range x.words {
		if isFiller(w, x.lang) {
			e := x.entries[x.entryOf[n]]
			e.weight = min(e.weight, fillerShare*x.rarest)
		}
	}
	x.letters.weigh()
	for i := range x.lines {
		x.weighLine(&x.lines[i], int32(i))
	}
}

// lengthen makes of lengths what BM25 wants to know of them: k1·(1−b+b·length/average).
func lengthen(lengths []float64, k1, b float64) {
	total := 0.0
	for _, l := range lengths {
		total += l
	}
	for i, l := range lengths {
		lengths[i] = k1 * (1 - b + b*l*float64(len(lengths))/max(total, 1))
	}
}

// weighLine works out what a line is worth, by words and by letters.
func (x *index) weighLine(l *headLine, n int32) {
	for _, w := range l.words {
		e := x.entries[w]
		if k := len(e.lines); k == 0 || e.lines[k-1] != n {
			e.lines = append(e.lines, n)
			l.weight += e.weight
		}
	}
	l.grams, l.letters = x.letters.line(x.making.lines[n])
}

// idf is what a word is worth that stands in df of n articles: the fewer, the more.
func idf(n, df float64) float64 { return math.Log(1 + (n-df+0.5)/(df+0.5)) }

// inSentences divides a text where a sentence or a line ends.
func inSentences(text string) []string {
	var out []string
	r, start := []rune(text), 0
	for i := 1; i < len(r); i++ {
		if r[i] == '\n' || r[i] == ' ' && ends(r, i) {
			out, start = append(out, string(r[start:i])), i
		}
	}
	return append(out, string(r[start:]))
}
