package handlers

import (
	"fmt"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Reply is the answer to one question outside of any conversation.
type Reply struct {
	Answered bool
	Score    float64
	Ranked   []string // article ids, best first, at most 10
	Text     string   // with marks; "" when not answered
	Sources  []bot.Source
}

// Reply answers a question as a new owner would be answered, without a conversation.
func (k *Clerk) Reply(question, lang string) Reply {
	if lang != "en" {
		lang = "es"
	}
	found, hits := k.find(k.Library(), clean(question), lang, 10)
	reply := Reply{Answered: found.Sure == bot.SureAnswer}
	for _, h := range hits {
		reply.Ranked = append(reply.Ranked, h.ID)
	}
	if len(hits) > 0 {
		reply.Score = hits[0].Score
	}
	if reply.Answered {
		reply.Text, reply.Sources = found.Passages[0].Text, sourcesOf(found.Passages[0])
	}
	return reply
}

// find asks the knowledge and gives the best n as passages. Only an answer carries its text.
func (k *Clerk) find(lib *knowledge.Library, question, lang string, n int) (bot.Found, []knowledge.Hit) {
	result := lib.Search(question, lang, n)
	found := bot.Found{Sure: bot.NotKnown}
	switch result.Outcome {
	case knowledge.Answer:
		found.Sure = bot.SureAnswer
	case knowledge.Near:
		found.Sure = bot.NearOnly
	}
	for i, h := range result.Hits {
		if i == 3 {
			break
		}
		p := bot.Passage{Article: h.ID, Lang: h.Lang, Title: h.Title, Score: h.Score}
		for _, term := range h.Why {
			p.Why = append(p.Why, fmt.Sprintf("%s %.2f", term.Word, term.Weight))
		}
		if a, ok := lib.Article(h.ID, lang); ok && i == 0 && found.Sure == bot.SureAnswer {
			full := passage(a)
			full.Score, full.Why = p.Score, p.Why
			p = full
		}
		found.Passages = append(found.Passages, p)
	}
	return found, result.Hits
}

// passage is an article as it is said first.
func passage(a knowledge.Article) bot.Passage {
	p := bot.Passage{Article: a.ID, Lang: a.Lang, Title: a.Title, Version: a.Version, Text: a.Short, HasMore: a.Rest != ""}
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
		return bot.More{Passage: p}
	}
	return bot.Ask{Question: a.Title, Found: bot.Found{Sure: bot.SureAnswer, Passages: []bot.Passage{p}}}
}
