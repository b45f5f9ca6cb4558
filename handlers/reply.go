package handlers

import (
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Reply is the answer to one message outside of any conversation.
type Reply struct {
	Answered bool
	Score    float64  // how sure the best article is, from 0 to 1
	Ranked   []string // article ids, best first, at most 10
	Text     string   // with marks; "" when not answered
	Sources  []bot.Source
}

// Reply answers a message as a new owner would be answered, without a conversation:
// each question in it that has an answer of its own gets it.
func (k *Clerk) Reply(question, lang string) Reply {
	if lang != "en" {
		lang = "es"
	}
	question = clean(question)
	r := &reader{Clerk: k, lib: k.Library(), lang: lang}
	found, result := k.find(r.lib, question, "", lang, 10)
	reply := Reply{Answered: found.Sure == bot.SureAnswer, Score: result.Sure, Ranked: idsOf(result.Hits)}
	answers := []bot.Found{found}
	if several := r.several(question); several != nil {
		answers = answers[:0]
		for _, cmd := range several {
			answers = append(answers, cmd.(bot.Ask).Found)
		}
		reply.Answered = true
	}
	var texts []string
	for _, f := range answers {
		if f.Sure == bot.SureAnswer {
			texts = append(texts, f.Passages[0].Text)
			reply.Sources = append(reply.Sources, sourcesOf(f.Passages[0])...)
		}
	}
	reply.Text = strings.Join(texts, "\n\n")
	return reply
}

func idsOf(hits []knowledge.Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}
