package knowledge

import (
	"cmp"
	"slices"
)

// Outcome is what to do with a question.
type Outcome int

// The outcomes. A forced answer is not one of them.
const (
	Unknown Outcome = iota // say that we do not know, and offer to ask the team
	Near                   // ask "do you mean …?" with the hits as buttons
	Answer                 // give the first hit
)

// String is "unknown", "near" or "answer".
func (o Outcome) String() string {
	switch o {
	case Answer:
		return "answer"
	case Near:
		return "near"
	}
	return "unknown"
}

// The thresholds of the best hit's score. On testdata/questions.jsonl (90
// questions that the articles answer, 65 that they do not) they answer 85 of the
// former rightly (88 have the right article first) and refuse 62 of the latter;
// go test -run TestQuestionSet -v prints each miss.
const (
	AnswerAt = 0.56 // from here the first hit is the answer
	NearAt   = 0.35 // from here the hits are worth a button each
)

// Result is what a question found.
type Result struct {
	Hits    []Hit   // best first, one for each article id; given whatever the outcome
	Outcome Outcome // what the best score means
}

// Hit is one article that a question found.
type Hit struct {
	ID    string
	Lang  string  // the language of Title: the one asked for, if the article has it
	Title string  // the question that the article answers
	Score float64 // from 0 to 1, comparable between questions
	Why   []Term  // the words that matched, largest weight first, at most 8
	Line  string  // the title or question that matched best, in the language that matched; "" if none did
}

// Term is a word of the question, folded, and its share in the score.
type Term struct {
	Word   string
	Weight float64 // from 0 to 1: its part of what the whole question weighs
}

// maxWhy is how many words explain a hit.
const maxWhy = 8

// Search ranks the articles for a question, at most n of them. It reads the
// articles of the language (Spanish unless lang is "en"), and those of the other
// one too when nothing there is near. Any input will do.
func (l *Library) Search(query, lang string, n int) Result {
	if lang != english {
		lang = spanish
	}
	hits := l.indexes[lang].search(query)
	if best(hits) < NearAt {
		hits = merge(hits, l.indexes[other(lang)].search(query))
	}
	result := Result{Hits: hits[:min(max(n, 0), len(hits))], Outcome: outcome(best(hits))}
	for i := range result.Hits {
		h := &result.Hits[i]
		if a, ok := l.Article(h.ID, lang); ok {
			h.Lang, h.Title = a.Lang, a.Title
		}
	}
	return result
}

func outcome(score float64) Outcome {
	switch {
	case score >= AnswerAt:
		return Answer
	case score >= NearAt:
		return Near
	}
	return Unknown
}

// best is the score of the first hit; 0 when there is none.
func best(hits []Hit) float64 {
	if len(hits) == 0 {
		return 0
	}
	return hits[0].Score
}

// merge keeps the better hit of each article.
func merge(a, b []Hit) []Hit {
	all := sorted(append(slices.Clone(a), b...))
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(h Hit) bool {
		was := seen[h.ID]
		seen[h.ID] = true
		return was
	})
}

// sorted puts the best first, and equals by id, so that the order never changes.
func sorted(hits []Hit) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return hits
}

// term is a word of a question.
type term struct {
	word   string
	weight float64
	entry  *entry // nil when no article has the word
}

// read finds the words of a question in the index, with the sum of their
// weights. A word that no article has weighs as the rarest, so that a question
// about something else stays far from its most; a filler weighs little.
func (x *index) read(query string) (terms []term, total float64) {
	seen := map[*entry]bool{}
	for _, w := range queryWords(query, x.lang) {
		t := term{word: w, weight: x.rarest, entry: x.find(w)}
		if t.entry != nil {
			if seen[t.entry] {
				continue
			}
			seen[t.entry] = true
			t.weight = t.entry.weight
		}
		if isFiller(w, x.lang) {
			t.weight = min(t.weight, fillerShare*x.rarest)
		}
		total += t.weight
		terms = append(terms, t)
	}
	return terms, total
}

// search scores every article that shares a word with the question: what the
// best line leaves open, the whole article can still fill.
func (x *index) search(query string) []Hit {
	terms, total := x.read(query)
	whole := x.wholeArticles(terms, total)
	lines := x.singleLines(terms, total)
	var hits []Hit
	for i, id := range x.ids {
		score := 1 - (1-lines[i].score)*(1-whole[i])
		if score > 0 {
			hits = append(hits, Hit{ID: id, Lang: x.lang, Score: score, Line: lines[i].text, Why: why(terms, i, total)})
		}
	}
	return sorted(hits)
}
