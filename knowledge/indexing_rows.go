package knowledge

import (
	"maps"
	"slices"
	"unicode/utf8"
)

// rows writes what was gathered.
func (d *indexing) rows() indexRows {
	x := indexRows{
		weights:        floatRow([]float64{d.rarest}),
		articleIDs:     textsOf(d.ids),
		articleNorms:   floatRow(d.norms),
		articleLetters: floatRow(d.letters.norms),
		articleText:    listsOf(d.texts),
		articleLines:   rowOf(d.ends),
		words:          dictionaryOf(d.words),
		wordIn:         rowOf(d.entryOf),
		entries:        dictionaryOf(d.stems),
		grams:          dictionaryOf(d.letters.texts),
		gramWeight:     floatRow(d.letters.weights),
	}
	d.writeLines(&x)
	d.writeEntries(&x)
	x.gramArticles, x.gramCounts = postings(d.letters.lists)
	d.writeVocabulary(&x)
	d.writeMeanings(&x, other(d.lang))
	return x
}

// writeLines writes titles and questions.
func (d *indexing) writeLines(x *indexRows) {
	var text []string
	var words, grams [][]int32
	var weights, letters []float64
	for _, l := range d.lines {
		text, words, grams = append(text, l.text), append(words, l.words), append(grams, l.grams)
		weights, letters = append(weights, l.weight), append(letters, l.letters)
	}
	x.lineText, x.lineWords, x.lineGrams = textsOf(text), listsOf(words), listsOf(grams)
	x.lineWeight, x.lineLetters = floatRow(weights), floatRow(letters)
}

// writeEntries writes where words stand.
func (d *indexing) writeEntries(x *indexRows) {
	var weights []float64
	var posts [][]posting
	var lines [][]int32
	for _, e := range d.entries {
		weights, posts, lines = append(weights, e.weight), append(posts, e.articles), append(lines, e.lines)
	}
	x.entryWeight, x.entryLines = floatRow(weights), listsOf(lines)
	x.entryArticles, x.entryCounts = postings(posts)
}

// postings writes the articles of each list, and how often each of them has it.
func postings(list [][]posting) (articles lists, counts row) {
	var numbers [][]int32
	var all []int32
	for _, posts := range list {
		of := make([]int32, len(posts))
		for i, p := range posts {
			of[i] = p.article
			all = append(all, int32(p.count))
		}
		numbers = append(numbers, of)
	}
	return listsOf(numbers), rowOf(all)
}

// writeVocabulary writes the words that may have been meant (fuzzy.go).
func (d *indexing) writeVocabulary(x *indexRows) {
	var words []string
	for _, w := range d.words {
		if utf8.RuneCountInString(w) >= slipShortest-1 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	var places []int32
	sounds := map[string][]int32{}
	for i, w := range words {
		places = append(places, d.byWord[w])
		if s := sound(w); s != "" {
			sounds[s] = append(sounds[s], int32(i))
		}
	}
	x.vocabulary = rowOf(places)
	x.sounds, x.soundIn = sorted(sounds)
}

// sorted writes lists by their keys.
func sorted(list map[string][]int32) (dictionary, lists) {
	keys := slices.Sorted(maps.Keys(list))
	values := make([][]int32, len(keys))
	for i, k := range keys {
		values[i] = list[k]
	}
	return dictionaryOf(keys), listsOf(values)
}

// writeMeanings writes what words of the other language mean here (cross.go).
func (d *indexing) writeMeanings(x *indexRows, from string) {
	meanings := d.meanings(from)
	entries := map[string][]int32{}
	for stem, list := range meanings {
		for _, m := range list {
			entries[stem] = append(entries[stem], m.entry)
		}
	}
	x.abroad, x.abroadEntries = sorted(entries)
	var shown []string
	for _, stem := range slices.Sorted(maps.Keys(meanings)) {
		for _, m := range meanings[stem] {
			shown = append(shown, "→"+m.word)
		}
	}
	x.abroadWords = textsOf(shown)
}
