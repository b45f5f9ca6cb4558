package handlers

import (
	"fmt"

	"pabellon/bot"
	"pabellon/knowledge"
)

// find asks the knowledge and gives the best three as passages, with all that it found
// (at most n articles). Only an answer carries its text. The topic is the article that the
// question may lean on, or "".
func (k *Clerk) find(lib *knowledge.Library, question, topic, lang string, n int) (bot.Found, knowledge.Result) {
	return k.findMeant(lib, question, topic, lang, n, nil, nil)
}

// findMeant is find that goes by meaning too: q is the question's vector, and m has those
// of the articles; nil goes by words alone.
func (k *Clerk) findMeant(lib *knowledge.Library, question, topic, lang string, n int, m *knowledge.Meaning, q []float32) (bot.Found, knowledge.Result) {
	switch folded := join(knowledge.Words(question)); {
	case distress.MatchString(folded):
		return bot.Found{Sure: bot.Distress}, knowledge.Result{}
	case wicked(folded):
		return bot.Found{Sure: bot.Unsafe}, knowledge.Result{}
	}
	result := lib.SearchMeaning(question, "", lang, n, m, q)
	if topic != "" && (result.Outcome != knowledge.Answer || result.Content < 2) {
		if about := lib.SearchMeaning(question, topic, lang, n, m, q); about.Outcome >= result.Outcome {
			result = about
		}
	}
	found := bot.Found{Sure: sureness(lib, result)}
	if found.Sure == bot.OffTopic && result.Known == 0 && !hasGrammar(question) {
		return bot.Found{Sure: bot.NoWords}, result
	}
	hits := result.Hits[:min(len(result.Hits), nearest)]
	if len(hits) > 0 {
		found.Passages = make([]bot.Passage, 0, len(hits))
	}
	for i, h := range hits {
		p := bot.Passage{Article: h.ID, Lang: h.Lang, Title: h.Title, Score: h.Score}
		for _, term := range h.Why {
			p.Why = append(p.Why, fmt.Sprintf("%s %.2f", term.Word, term.Weight))
		}
		if a, ok := lib.Article(h.ID, lang); ok && i == 0 && found.Sure == bot.SureAnswer {
			full := passage(a)
			full.Score, full.Why = p.Score, p.Why
			if p = full; !proved(lib, p) {
				p.Text, found.Sure = "", bot.NotKnown
			}
		}
		found.Passages = append(found.Passages, p)
	}
	return found, result
}

// proved is the evidence lock: every figure, date and name of what is said stands in
// the article that it rests on, and something is said.
func proved(lib *knowledge.Library, p bot.Passage) bool {
	return p.Text != "" && len(lib.Unproved(p.Text, p.Article)) == 0
}

// nearest is how many articles are offered when none is sure.
const nearest = 3

// hasGrammar tells whether a text has one of the small words that sentences have.
func hasGrammar(text string) bool {
	words := knowledge.Words(text)
	return anyOf(words, connecting) || anyOf(words, questioning)
}

// sureness is what may be done with what the knowledge found.
func sureness(lib *knowledge.Library, r knowledge.Result) bot.Sureness {
	switch {
	case r.Outcome == knowledge.Answer:
		return bot.SureAnswer
	case r.Known < lib.Thresholds().Known && !r.Gap.Clear():
		return bot.OffTopic
	case r.Outcome == knowledge.Near:
		return bot.NearOnly
	}
	return bot.NotKnown
}

// passage is an article as it is said first.
func passage(a knowledge.Article) bot.Passage {
	p := bot.Passage{Article: a.ID, Lang: a.Lang, Title: a.Title, Version: a.Version, Text: a.Short, HasMore: a.Rest != "", Topics: a.Topics}
	for _, s := range a.Sources {
		p.Sources = append(p.Sources, bot.Source{ID: a.ID, Title: s.Title, URL: s.URL, Reviewed: a.Reviewed})
	}
	if len(p.Sources) == 0 && a.Reviewed != "" {
		p.Sources = []bot.Source{{ID: a.ID, Title: a.Title, Reviewed: a.Reviewed}}
	}
	return p
}

// article reads one article by its id: as an answer, or the rest of one.
func (r *reader) article(id string, rest bool) bot.Command {
	a, ok := r.lib.Article(id, r.lang)
	if !ok {
		return bot.Unclear{Why: "button"}
	}
	p := passage(a)
	if rest {
		p.Text, p.HasMore = a.Rest, false
		if !proved(r.lib, p) {
			p.Text = ""
		}
		return bot.More{Passage: p, Short: a.Short}
	}
	if !proved(r.lib, p) {
		return bot.Ask{Question: a.Title, Found: bot.Found{Sure: bot.NotKnown}}
	}
	return bot.Ask{Question: a.Title, Found: bot.Found{Sure: bot.SureAnswer, Passages: []bot.Passage{p}}}
}
