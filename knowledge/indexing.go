package knowledge

import (
	"strings"
)

// indexing is an index while it is made: what [index] has in rows stands here in maps and
// lists that grow.
type indexing struct {
	lang    string
	ids     []string         // number of an article → its id
	topics  [][]string       // number of an article → its topics
	norms   []float64        // number of an article → k1·(1−b+b·length/average)
	texts   [][]int32        // number of an article → the entries of its words in order, sentenceBreak after each sentence
	ends    []int32          // number of an article → how many lines it and those before it have
	lines   []headLine       // all of them
	entries []*entry         // by number
	stems   []string         // number of an entry → the stem of its words
	byStem  map[string]int32 // and back
	words   []string         // number of a word → the word
	byWord  map[string]int32 // and back
	entryOf []int32          // number of a word → number of its entry
	rarest  float64          // what a word is worth that no article has
	letters *letters

	counts []float32 // number of a word → how often the article at hand has it; zero between articles
	met    []int32   // these words, in the order in which they came
}

// sentenceBreak stands in a text where a sentence ends. No word has the entry of this number.
const sentenceBreak = 0

// headLine is a title or an example question.
type headLine struct {
	text    string
	said    []int32 // the numbers of its words
	words   []int32 // those of their entries, in order
	weight  float64 // the sum of its distinct words' weights
	grams   []int32 // its distinct letter groups
	letters float64 // the sum of their weights
}

// entry says where a word stands. Words with one stem share it.
type entry struct {
	weight   float64   // what finding it is worth
	articles []posting // by number of article
	lines    []int32   // by number of line
}

// posting is an article that has a word or a letter group, and how often.
type posting struct {
	article int32
	count   float32
}

// newIndexing reads the articles of one language; the others are left out.
func newIndexing(lang string, pages []page) *indexing {
	d := &indexing{lang: lang, byWord: map[string]int32{}, byStem: map[string]int32{}, letters: newLetters()}
	d.entries, d.stems = []*entry{{}}, []string{""} // sentenceBreak
	for i := range pages {
		if pages[i].Lang == lang {
			d.add(&pages[i])
		}
	}
	d.weigh()
	return d
}

// add puts an article in; norms holds its length for now.
func (d *indexing) add(p *page) {
	article := len(d.ids)
	d.ids, d.topics = append(d.ids, p.ID), append(d.topics, p.Topics)
	var text []int32
	line := func(a asked, words []int32) {
		d.lines = append(d.lines, headLine{text: a.text, said: words, words: d.entriesOf(words)})
	}
	for _, a := range p.asked {
		words := d.count(wordsOfLine(a.text, d.lang))
		line(a, words)
		text = append(append(text, d.entriesOf(words)...), sentenceBreak)
	}
	for _, a := range p.also { // lines only: however many there are, the article stays as long as it is
		line(a, d.numbers(wordsOfLine(a.text, d.lang)))
	}
	for _, b := range p.blocks {
		for _, s := range inSentences(b.plain()) {
			text = append(append(text, d.entriesOf(d.count(Words(s)))...), sentenceBreak)
		}
	}
	d.texts, d.ends = append(d.texts, text), append(d.ends, int32(len(d.lines)))
	d.norms = append(d.norms, d.post(article, text))
	d.letters.add(article, d)
}

// wordsOfLine are the words of a title or question that it is compared by.
func wordsOfLine(text, lang string) []string {
	return withoutCourtesy(queryWords(text, lang), lang)
}

// numbers gives the numbers of words.
func (d *indexing) numbers(words []string) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = d.number(w)
	}
	return out
}

// count gives the numbers of words, and counts them for the article at hand.
func (d *indexing) count(words []string) []int32 {
	out := d.numbers(words)
	for _, n := range out {
		if d.counts[n] == 0 {
			d.met = append(d.met, n)
		}
		d.counts[n]++
	}
	return out
}

// entriesOf gives the entries of words.
func (d *indexing) entriesOf(words []int32) []int32 {
	out := make([]int32, len(words))
	for i, n := range words {
		out[i] = d.entryOf[n]
	}
	return out
}

// post notes which words an article has; the result is its length.
func (d *indexing) post(article int, text []int32) (length float64) {
	for _, n := range text {
		if n == sentenceBreak {
			continue
		}
		length++
		e := d.entries[n]
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
func (d *indexing) number(word string) int32 {
	if n, ok := d.byWord[word]; ok {
		return n
	}
	word = strings.Clone(word)
	stem := root(word, d.lang)
	e, ok := d.byStem[stem]
	if !ok {
		e = int32(len(d.entries))
		d.byStem[stem], d.stems = e, append(d.stems, stem)
		d.entries = append(d.entries, &entry{})
	}
	n := int32(len(d.words))
	d.byWord[word], d.words = n, append(d.words, word)
	d.entryOf, d.counts = append(d.entryOf, e), append(d.counts, 0)
	d.letters.addWord(word, isFiller(word, d.lang))
	return n
}

// weigh works out what can be known only when all articles are in.
func (d *indexing) weigh() {
	n := float64(len(d.ids))
	lengthen(d.norms, bm25K1, bm25B)
	d.rarest = idf(n, 0)
	for _, e := range d.entries {
		e.weight = idf(n, float64(len(e.articles)))
	}
	for i, w := range d.words {
		if isFiller(w, d.lang) {
			e := d.entries[d.entryOf[i]]
			e.weight = min(e.weight, fillerShare*d.rarest)
		}
	}
	d.letters.weigh()
	for i := range d.lines {
		d.weighLine(&d.lines[i], int32(i))
	}
}

// weighLine works out what a line is worth, by words and by letters.
func (d *indexing) weighLine(l *headLine, n int32) {
	for _, w := range l.words {
		e := d.entries[w]
		if k := len(e.lines); k == 0 || e.lines[k-1] != n {
			e.lines = append(e.lines, n)
			l.weight += e.weight
		}
	}
	l.grams, l.letters = d.letters.line(l.said)
}
