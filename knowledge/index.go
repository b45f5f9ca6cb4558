package knowledge

import "math"

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
	indexRows
	lang        string
	ids         []string   // number of an article → its id
	topics      [][]string // number of an article → its topics
	norms       []float64  // number of an article → k1·(1−b+b·length/average)
	letterNorms []float64  // the same by letter groups
	outlines    outlines   // of the vocabulary
	rarest      float64    // what a word or a letter group is worth that no article has
	kept        terms
	spare       chan *scratch
}

// indexRows are what an index knows, as it lies in a text (row.go). The name of a list
// tells what it gives by number of what: linesOf gives the last line of an article and 1.
type indexRows struct {
	weights row // that of what no article has

	articleIDs     textRow
	articleNorms   row
	articleLetters row // letterNorms
	articleText    lists
	articleLines   row // how many lines it and those before it have

	lineText    textRow
	lineWords   lists // entries, in order
	lineWeight  row   // the sum of its distinct words' weights
	lineGrams   lists // its distinct letter groups
	lineLetters row   // the sum of their weights

	words   dictionary // each word that was met
	wordIn  row        // its entry
	entries dictionary // words with one stem are one; by the stem

	entryWeight   row   // what finding it is worth
	entryArticles lists // those that have it
	entryCounts   row   // and how often, in the same places
	entryLines    lists

	grams        dictionary // letter groups
	gramWeight   row
	gramArticles lists
	gramCounts   row

	vocabulary row // words that may have been meant, in the order of the alphabet
	sounds     dictionary
	soundIn    lists

	abroad        dictionary // stems of the other language
	abroadEntries lists      // what means the same here
	abroadWords   textRow    // and how it is shown, in the same places
}

// newIndex reads the articles of one language; the others are left out.
func newIndex(lang string, pages []page) *index {
	d := newIndexing(lang, pages)
	return openIndex(lang, d.rows(), d.topics)
}

// openIndex is an index of rows that were written before.
func openIndex(lang string, rows indexRows, topics [][]string) *index {
	x := &index{indexRows: rows, lang: lang, topics: topics, norms: rows.articleNorms.floats(),
		letterNorms: rows.articleLetters.floats(), rarest: rows.weights.float(0), spare: make(chan *scratch, spares)}
	for i := range rows.articleIDs.len() {
		x.ids = append(x.ids, rows.articleIDs.at(i))
	}
	x.outlines = newOutlines(x.vocabulary.len(), x.meant)
	return x
}

// each gives every row to f, always in the same order.
func (x *indexRows) each(f func(*row)) {
	for _, r := range []*row{&x.weights, &x.articleNorms, &x.articleLetters, &x.articleLines, &x.lineWeight, &x.lineLetters,
		&x.wordIn, &x.entryWeight, &x.entryCounts, &x.gramWeight, &x.gramCounts, &x.vocabulary} {
		f(r)
	}
	for _, t := range []*textRow{&x.articleIDs, &x.lineText, &x.abroadWords} {
		f(&t.ends)
		f(&t.all)
	}
	for _, l := range []*lists{&x.articleText, &x.lineWords, &x.lineGrams, &x.entryArticles, &x.entryLines, &x.gramArticles,
		&x.soundIn, &x.abroadEntries} {
		f(&l.ends)
		f(&l.all)
	}
	for _, d := range []*dictionary{&x.words, &x.entries, &x.grams, &x.sounds, &x.abroad} {
		f(&d.ends)
		f(&d.all)
		f(&d.slots)
	}
}

// lines are those of an article: from the first on, up to the last and not with it.
func (x *index) lines(article int) (first, end int) {
	if article > 0 {
		first = int(x.articleLines.at(article - 1))
	}
	return first, int(x.articleLines.at(article))
}

// root is what the forms of a word share. A filler is no form of a word of substance:
// "para" is not "parar".
func root(word, lang string) string {
	if isFiller(word, lang) {
		return "=" + word
	}
	return stem(word, lang)
}

// find is the entry of a word of a question; 0 when no article has it.
func (x *index) find(word string) int32 {
	if n := x.words.find(word); n >= 0 {
		return x.wordIn.at(n)
	}
	return int32(max(0, x.entries.find(root(word, x.lang))))
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
