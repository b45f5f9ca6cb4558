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

// outcome is what the hits of a question mean: it is answered when the best is sure
// enough, and asked back when its score alone is worth a button and the question is not
// clearly one that no article answers.
func (t Thresholds) outcome(r Result) Outcome {
	switch {
	case len(r.Hits) == 0:
		return Unknown
	case r.Sure >= t.Answer+r.extra:
		return Answer
	case best(r.Hits) >= t.Near && !r.Gap.Clear():
		return Near
	}
	return Unknown
}

// A message that says hardly anything of what it is about finds something easily, so it
// must be surer. Of short messages (testdata/short.jsonl and others) with one such word that
// reached .42 to .54, one in five was right, and with two up to .48, two in five.
const (
	extraOfOne = 0.12
	extraOfTwo = 0.06
)

// extra is by how much a message must be surer than others.
func extra(content int, topic *page, hits []Hit) float64 {
	switch {
	case topic != nil || len(hits) == 0 || hits[0].sameLine():
		return 0
	case content <= 1:
		return extraOfOne
	case content == 2:
		return extraOfTwo
	}
	return 0
}

// tie is how near the second hit of a vague question comes to the first.
const tie = 0.93

// settle is the outcome of a search. What would be an answer is asked back when the
// question is vague, saying nothing of what it is about or one word ("el seguro") that
// two articles claim about equally; or when its shape tells that the article is not
// what it wants (caution.go). The very words of a line are always answered.
//
// A question that leans on a topic is not vague, and is answered also below the
// threshold by an article that belongs to the topic and that no other comes near.
func (l *Library) settle(query string, topic *page, r Result) Outcome {
	o, hits := l.limits.outcome(r), r.Hits
	switch {
	case topic != nil && o != Unknown && l.doubts(query, hits[0]):
		return Near
	case topic != nil && o == Near && l.continues(topic, hits):
		return Answer
	case o == Answer && len(hits) > 1 && hits[0].sameLine() && hits[1].sameLine():
		return Near // two articles claim the very words
	case o != Answer || topic != nil || hits[0].sameLine():
		return o
	}
	vague := r.Content == 0 || r.Content == 1 && !r.meant && len(hits) > 1 && hits[1].words() >= tie*hits[0].words()
	if vague || l.doubts(query, hits[0]) {
		return Near
	}
	return Answer
}

// doubts tells whether a question, or the part of it that is nearest to an article, is
// of a shape that the article does not answer.
func (l *Library) doubts(query string, h Hit) bool {
	return h.words() < sureDespite && (presumes(query) || l.shapes.doubts(cmp.Or(h.clause, query), l.names[h.ID]))
}

// continues tells whether the first hit stands out, and shares a group with the topic.
func (l *Library) continues(topic *page, hits []Hit) bool {
	return hits[0].words() >= l.limits.Near && (len(hits) < 2 || hits[1].Score < tie*hits[0].Score) && hits[0].ID != topic.ID && l.shares(topic, hits[0])
}

// words is the score without what vectors added.
func (h Hit) words() float64 { return h.Score - h.meaning }

// sameLine tells whether the question had the very words of a line.
func (h Hit) sameLine() bool {
	return slices.ContainsFunc(h.Parts, func(p Part) bool { return p.Name == "same line" })
}
