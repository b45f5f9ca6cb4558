package knowledge

import "math"

// How much things weigh. The first three are those of RETRIEVAL.md; the share of
// fillers was measured on the same public sets: between .07 and .2 one of them gains
// what another loses.
const (
	headWeight  = 3    // a word of a title or question counts as this many in the body
	bm25K1      = 1.6  // how fast a word that comes again stops adding
	bm25B       = 0.75 // how much long articles are held back
	fillerShare = 0.1  // a filler word weighs at most this share of the rarest word
)

// index finds the articles of one language by their words.
type index struct {
	lang   string
	ids    []string  // number of an article → its id
	norms  []float64 // number of an article → k1·(1−b+b·length/average)
	lines  []headLine
	stems  map[string]*entry
	words  map[string]*entry // the same by each word that was met, since stemming takes time
	rarest float64           // what a word is worth that no article has
}

// headLine is a title or an example question.
type headLine struct {
	article int
	text    string
	weight  float64 // the sum of its words' weights
}

// entry says where a word stands.
type entry struct {
	weight   float64   // what finding it is worth
	articles []posting // by number of article
	lines    []int     // by number of line
}

// posting is an article that has a word, and how often (titles and questions
// count headWeight times).
type posting struct {
	article int
	count   float64
}

// newIndex reads the articles of one language; the others are left out.
func newIndex(lang string, pages []page) *index {
	x := &index{lang: lang, stems: map[string]*entry{}, words: map[string]*entry{}}
	for i := range pages {
		if pages[i].Lang == lang {
			x.add(&pages[i])
		}
	}
	x.weigh()
	return x
}

// add puts an article in the index; norms holds its length for now.
func (x *index) add(p *page) {
	article := len(x.ids)
	x.ids = append(x.ids, p.ID)
	counts := map[*entry]float64{}
	for _, a := range p.asked {
		x.addLine(article, a.text, counts)
	}
	for _, b := range p.blocks {
		for _, w := range Words(b.plain()) {
			counts[x.entry(w)]++
		}
	}
	length := 0.0
	for e, count := range counts {
		e.articles = append(e.articles, posting{article, count})
		length += count
	}
	x.norms = append(x.norms, length)
}

// addLine puts a title or question in the index.
func (x *index) addLine(article int, text string, counts map[*entry]float64) {
	n := len(x.lines)
	x.lines = append(x.lines, headLine{article: article, text: text})
	for _, w := range queryWords(text, x.lang) {
		e := x.entry(w)
		counts[e] += headWeight
		if k := len(e.lines); k == 0 || e.lines[k-1] != n {
			e.lines = append(e.lines, n)
		}
	}
}

// entry is the place of a word, made when it is new.
func (x *index) entry(word string) *entry {
	e := x.words[word]
	if e == nil {
		s := stem(word, x.lang)
		if e = x.stems[s]; e == nil {
			e = &entry{}
			x.stems[s] = e
		}
		x.words[word] = e
	}
	return e
}

// find is the place of a word of a question; nil when no article has it.
func (x *index) find(word string) *entry {
	if e := x.words[word]; e != nil {
		return e
	}
	return x.stems[stem(word, x.lang)]
}

// weigh works out what can be known only when all articles are in.
func (x *index) weigh() {
	n, total := float64(len(x.ids)), 0.0
	for _, length := range x.norms {
		total += length
	}
	for i, length := range x.norms {
		x.norms[i] = bm25K1 * (1 - bm25B + bm25B*length*n/max(total, 1))
	}
	x.rarest = idf(n, 0)
	for _, e := range x.stems {
		e.weight = idf(n, float64(len(e.articles)))
	}
	for i := range x.lines {
		_, x.lines[i].weight = x.read(x.lines[i].text)
	}
}

// idf is what a word is worth that stands in df of n articles: the fewer, the more.
func idf(n, df float64) float64 { return math.Log(1 + (n-df+0.5)/(df+0.5)) }
