package handlers

import (
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// mostQuestions is how many questions of one message are answered.
const mostQuestions = 3

// nextQuestion is where another question begins in the same sentence.
var nextQuestion = newRule(`(?i)[,;.]?\s+(?:y|e|adem[aá]s|tambi[eé]n|and|also|,)\s+(?:(?:tambi[eé]n|adem[aá]s|also)\s+)?((?:(?:a|de|con|en|por|para|desde|hasta|pa)\s+)?(?:qu[eé]|ke|q|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|kuanto|c[oó]mo|cmo|d[oó]nde|cu[aá]ndo|qui[eé]n(?:es)?|xq|se puede|puedo|hay|necesito|ocupo|what|how|where|when|who|why|which|can|do|does|is|are)\s)`)

// questionsIn divides a text in the questions that it may hold: at question marks,
// and before a question word after "y". The parts are guesses; asking decides.
func questionsIn(text string) []string {
	var out []string
	for _, sentence := range strings.SplitAfter(text, "?") {
		sentence = strings.Trim(sentence, " ,;.\n¿")
		for sentence != "" {
			at := nextQuestion.FindStringSubmatchIndex(sentence)
			if at == nil {
				out = append(out, sentence)
				break
			}
			out = append(out, sentence[:at[0]])
			sentence = sentence[at[2]:]
		}
	}
	kept := out[:0]
	for _, q := range out {
		if len(knowledge.Words(q)) > 0 {
			kept = append(kept, q)
		}
	}
	return kept
}

// several answers the questions of one message one by one, when at least two of
// them have an answer of their own; else it is one question.
func (r *reader) several(text string) []bot.Command {
	parts := questionsIn(text)
	if len(parts) < 2 {
		return nil
	}
	var out []bot.Command
	topic, sure := r.topic(), map[string]bool{}
	for _, part := range parts[:min(len(parts), mostQuestions)] {
		ask := r.askAbout(part, topic)
		if ask.Found.Sure == bot.SureAnswer {
			topic = ask.Found.Passages[0].Article
			if sure[topic] {
				continue
			}
			sure[topic] = true
		}
		out = append(out, ask)
	}
	if len(sure) < 2 {
		return nil
	}
	return out
}

// followUp is how a question begins that leans on what was said before.
var followUp = newRule(`^(?:y|e|pero y|ok y|and|what about|how about|then)\b|\b(?:eso|esa|ese|esto|esta|este|ahi|alli|that|this|it)$`)

// leansOn tells whether a question is short enough, and of the shape, to be about
// what was said before.
func leansOn(folded string) bool {
	return followUp.MatchString(folded) && len(strings.Fields(folded)) <= 8
}

// topicLasts is how long the article of the last answer is still what "¿y cuánto
// tarda?" is about, in minutes.
const topicLasts = 30

// topic is the article that the conversation is about; "" when it is about none.
func (r *reader) topic() string {
	if r.c.Topic == "" || !r.c.LastAt.IsZero() && r.t.At.Sub(r.c.LastAt).Minutes() > topicLasts {
		return ""
	}
	return r.c.Topic
}

// askAbout asks the knowledge one question; topic is the article that it may lean
// on, or "".
func (r *reader) askAbout(text, topic string) bot.Ask {
	found, _ := r.Clerk.find(r.lib, withoutCourtesy(r.withQuote(text)), topic, r.lang, 3)
	return bot.Ask{Question: short(text, maxValue), Found: found}
}
