package knowledge

import (
	"cmp"
	"slices"
	"sync"
)

// Result is what a question found.
type Result struct {
	Hits    []Hit   // best first, one for each article id; given whatever the outcome
	Outcome Outcome // what the best score means
	Gap     Gap     // the nearest question of gaps.yaml
	Sure    float64 // what words give the first hit, less what Gap takes from it, or enough if its vector leaves no doubt: this is what an answer is judged by
	Known   float64 // from 0 to 1: how much of what the question is about, by weight, some article has; 0 for a mash of keys
	Content int     // how many of its words say what it is about; greetings, grammar and question words do not
	extra   float64 // by how much it must be surer than others
	meant   bool    // its vector alone is enough to answer it
}

// Hit is one article that a question found.
type Hit struct {
	ID      string
	Lang    string  // the language of Title: the one asked for, if the article has it
	Title   string  // the question that the article answers
	Score   float64 // from 0 to 1, comparable between questions
	Parts   []Part  // what the score is made of; they add up to it
	Why     []Term  // the words that matched, largest weight first, at most 8
	Line    string  // the title or question that matched best, in the language that matched; "" if none did
	clause  string  // the part of a long message that is nearest; "" for the whole
	has     bool    // Line has every word of the question, but for small ones
	meaning float64 // what of Score vectors added
}

// Part is what one way of comparing adds to a score: "article" (its words),
// "together" (words that stand together in both), "letters", "line" (the nearest
// title or question), "same line" (it has the very words), "topic" (what was talked
// about, see [Library.SearchAbout]), "clause" (a part of a long message is nearer),
// "meaning" (its vector, see [Library.SearchMeaning]).
type Part struct {
	Name  string
	Score float64
}

// Term is a word of the question, folded, and its share in the score.
type Term struct {
	Word    string
	Matched string  // what stands for it in the article: "" for the same word, "≈membresia" for a word an edit away or of the same sound, "→envio" for one of the other language
	Weight  float64 // from 0 to 1: its part of what the whole question weighs
}

// maxWhy is how many words explain a hit.
const maxWhy = 8

// crossBelow is the score under which the articles of the other language are read
// too. Nine of ten questions that our articles answer score more, and save the time.
const crossBelow = 0.4

// Search ranks the articles for a question, at most n of them and never more than 32.
// It reads the articles in the language of the question (which is taken to be lang,
// or Spanish unless lang is "en", when its small words do not show another), and those
// of the other one too when nothing there is near. Any input will do.
func (l *Library) Search(query, lang string, n int) Result {
	return l.SearchAbout(query, "", lang, n)
}

// Nearest is the score of the best article that may be quoted, from 0 to 1: that of the
// first hit of [Library.Search].
func (l *Library) Nearest(query, lang string) float64 {
	if lang != english {
		lang = spanish
	}
	for _, r := range l.ranking(query, "", lang).list {
		if !l.isStopped(r.ids[r.article]) {
			return max(0, r.score)
		}
	}
	return 0
}

// ranking is what a question finds, which may have been asked a moment ago.
func (l *Library) ranking(query, topic, lang string) *ranking {
	return l.recent.get(rankKey{query, topic, lang}, func() *ranking {
		list, known, content := l.rank(query, topic, lang)
		gap := sync.OnceValue(func() Gap { return l.gaps.nearest(query, lang, content) })
		return &ranking{list, known, content, gap}
	})
}

// ranked is what an index found.
type ranked struct {
	*index
	asking
	candidate
}

// rank asks the index of the question's language, and the other one when nothing
// there is near. What is known of the question is what the better one knows.
func (l *Library) rank(query, topic, lang string) (list []ranked, known float64, content int) {
	from := tongue(query, lang)
	parts := clauses(query)
	top := -1.0
	for _, x := range []*index{l.indexes[from], l.indexes[other(from)]} {
		s := x.scratch()
		q := x.read(query, from, s)
		x.mark(q, s)
		about := l.find(topic, x.lang)
		if _, content := q.knows(from); about != nil && content == 0 {
			q.leans = true
		}
		found := x.search(q, s, depth, x.lift(about, s))
		x.giveBack(s, q)
		inClause := x.liftByClauses(found, parts, from)
		list = slices.Grow(list, len(found))
		for _, c := range found {
			list = append(list, ranked{x, q, c})
		}
		if score := bestOf(found); score > top {
			top = score
			known, content = q.knows(from)
			known = max(known, inClause)
		}
		if top >= crossBelow {
			break
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.ids[a.article], b.ids[b.article]))
	})
	return list, known, content
}

// bestOf is the score of the first candidate; 0 when there is none.
func bestOf(list []candidate) float64 {
	if len(list) == 0 {
		return 0
	}
	return list[0].score
}

// hits are the best of each article id.
func (l *Library) hits(list []ranked, lang string, n int) []Hit {
	var out []Hit
	seen := map[string]bool{}
	for i := range list {
		r := &list[i]
		id := r.ids[r.article]
		if len(out) == n {
			break
		}
		if r.score <= 0 || seen[id] {
			continue
		}
		seen[id] = true
		h := Hit{ID: id, Lang: r.lang, Score: r.score, Parts: r.parts, Line: r.candidate.line, clause: r.clause, has: r.has, meaning: r.meaning, Why: r.why()}
		for _, lang := range []string{other(lang), lang} {
			if p := l.find(id, lang); p != nil {
				h.Lang, h.Title = p.Lang, p.Title
			}
		}
		out = append(out, h)
	}
	return out
}

// why lists the words of the question that the article has.
func (r *ranked) why() []Term {
	var out []Term
	for _, t := range r.terms {
		best := found{}
		for _, f := range t.found {
			if f.share > best.share && r.holds(f.entry, r.article) {
				best = f
			}
		}
		if best.share > 0 {
			out = append(out, Term{t.word, best.matched, t.weight / r.total})
		}
	}
	slices.SortStableFunc(out, func(a, b Term) int { return cmp.Compare(b.Weight, a.Weight) })
	return out[:min(len(out), maxWhy)]
}

// holds tells whether an article has the word.
func (x *index) holds(entry int32, article int) bool {
	from, end := x.entryArticles.bounds(int(entry))
	to := end
	for from < to {
		if half := (from + to) / 2; x.entryArticles.all.at(half) < int32(article) {
			from = half + 1
		} else {
			to = half
		}
	}
	return from < end && x.entryArticles.all.at(from) == int32(article)
}

// best is the score of the first hit; 0 when there is none.
func best(hits []Hit) float64 {
	if len(hits) == 0 {
		return 0
	}
	return hits[0].Score
}
