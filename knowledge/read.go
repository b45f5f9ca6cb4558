package knowledge

import (
	"cmp"
	"slices"
)

// asking is a question as an index reads it.
type asking struct {
	terms   []term
	total   float64 // the sum of their weights
	grams   []int32 // the letter groups of its words; their weights are in the scratch
	letters float64 // what all its groups weigh, those that no article has too
	known   float64 // what grams weigh
	leans   bool    // it says nothing without the topic: "¿y cuánto cuesta?"
}

// term is a word of a question.
type term struct {
	word   string
	weight float64 // what it counts for in the question
	filler bool
	share  float64 // how sure the surest of what stands for it is
	found  []found // what stands for it in the articles, surest first; nil when nothing does; read only
	grams  []int32 // its letter groups; -1 for one that no article has
	forms  []int32 // those of what it could be in the language of the index, that some article has
}

// found is what stands for a word of a question.
type found struct {
	entry   int32
	weight  float64 // what finding it is worth
	share   float64 // from 0 to 1: how sure it is
	matched string  // "" for the word itself, else "≈word" or "→word"
}

// read finds the words of a question in the index. A word that no article has weighs
// as the rarest, so that a question about something else stays far from its most; a
// filler weighs little.
func (x *index) read(query, from string, s *scratch) asking {
	words := withoutCourtesy(queryWords(query, from), from)
	q := asking{terms: make([]term, 0, len(words))}
	for _, w := range words {
		t := x.term(w, from, s)
		if len(t.found) == 0 && (t.filler || isFiller(w, other(from))) {
			continue // a greeting: it says nothing of the articles, nor against them
		}
		if t.filler {
			t.weight = min(t.weight, fillerShare*x.rarest)
		}
		if t.sure() && slices.ContainsFunc(q.terms, func(o term) bool { return o.sure() && o.found[0].entry == t.found[0].entry }) {
			continue // another form of a word that was there
		}
		q.total += t.weight
		q.terms = append(q.terms, t)
	}
	x.readLetters(&q, s)
	return q
}

// readWord finds a word, or those that it may have been meant as.
func (x *index) readWord(t *term, s *scratch) {
	if e := x.find(t.word); e > 0 {
		t.found = []found{x.found(e, 1, "")}
		t.weight = t.found[0].weight
		return
	}
	if !t.filler && !isFiller(t.word, other(x.lang)) {
		x.readSlip(t, t.word, 1, s)
	}
}

// readSlip takes a word for those an edit away. Its weight is then between theirs and
// that of an unknown word: it is probably one of them.
func (x *index) readSlip(t *term, word string, share float64, s *scratch) {
	for _, m := range x.near(word, s) {
		if len(t.found) == maxSlips {
			break
		}
		word := int(x.vocabulary.at(int(m.place)))
		t.add(x.found(x.wordIn.at(word), share*m.share, "≈"+x.words.at(word)))
	}
	if len(t.found) > 0 {
		t.weight = (x.rarest + t.heaviest()) / 2
	}
}

// found is an entry that stands for a word.
func (x *index) found(entry int32, share float64, matched string) found {
	return found{entry, x.entryWeight.float(int(entry)), share, matched}
}

// sure tells that an article has the word itself.
func (t *term) sure() bool { return len(t.found) > 0 && t.found[0].share == 1 }

// add notes what stands for a word, unless it is there already.
func (t *term) add(f found) {
	if !slices.ContainsFunc(t.found, func(o found) bool { return o.entry == f.entry }) {
		t.found = append(t.found, f)
	}
}

// heaviest is the largest weight of what stands for a word.
func (t *term) heaviest() float64 {
	return slices.MaxFunc(t.found, func(a, b found) int { return cmp.Compare(a.weight, b.weight) }).weight
}

// surest is how sure the surest of what stands for a word is.
func (t *term) surest() float64 {
	share := 0.0
	for _, f := range t.found {
		share = max(share, f.share)
	}
	return share
}

// readLetters notes the letter groups of all words, and of what they could be in the
// language of the index.
func (x *index) readLetters(q *asking, s *scratch) {
	most := 0
	for _, t := range q.terms {
		most += len(t.grams) + len(t.forms)
	}
	q.grams = make([]int32, 0, most)
	for _, t := range q.terms {
		share := 1.0
		if t.filler {
			share = fillerShare
		}
		for _, g := range t.grams {
			weight := x.rarest
			if g >= 0 {
				weight = x.gramWeight.float(int(g))
				s.add(q, g, share*weight)
			}
			q.letters += share * weight
		}
		for _, g := range t.forms {
			s.add(q, g, share*x.gramWeight.float(int(g)))
		}
	}
	slices.Sort(q.grams)
	for _, g := range q.grams {
		q.known += s.grams[g]
	}
}

// add notes a letter group of a question; the most that it weighs counts.
func (s *scratch) add(q *asking, g int32, weight float64) {
	if s.grams[g] == 0 {
		q.grams = append(q.grams, g)
	}
	s.grams[g] = max(s.grams[g], weight)
}

// knows is the share of what a question is about, by weight, that some article has;
// greetings, grammar and question words say nothing of that. Content counts the words
// that do.
func (q *asking) knows(from string) (share float64, content int) {
	var has, all float64
	for _, t := range q.terms {
		if t.filler || isInterrogative(t.word, from) {
			continue
		}
		if !isGeneric(t.word, from) {
			content++
		}
		all += t.weight
		has += t.weight * t.share
	}
	switch {
	case all > 0:
		return has / all, content
	case slices.ContainsFunc(q.terms, func(t term) bool { return len(t.found) > 0 }):
		return 1, 0
	}
	return 0, 0
}
