package knowledge

import "slices"

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

// outcome is what the hits of a question mean.
func (t Thresholds) outcome(hits []Hit) Outcome {
	switch score := best(hits); {
	case len(hits) == 0:
		return Unknown
	case score >= t.Answer:
		return Answer
	case score >= t.Near:
		return Near
	}
	return Unknown
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
func (l *Library) settle(query string, topic *page, hits []Hit, content int) Outcome {
	o := l.limits.outcome(hits)
	switch {
	case topic != nil && o != Unknown && hits[0].Score < sureDespite && l.shapes.doubts(query, l.names[hits[0].ID]):
		return Near
	case topic != nil && o == Near && l.continues(topic, hits):
		return Answer
	case o == Answer && len(hits) > 1 && hits[0].sameLine() && hits[1].sameLine():
		return Near // two articles claim the very words
	case o != Answer || topic != nil || hits[0].sameLine():
		return o
	}
	vague := content == 0 || content == 1 && len(hits) > 1 && hits[1].Score >= tie*hits[0].Score
	if vague || hits[0].Score < sureDespite && l.shapes.doubts(query, l.names[hits[0].ID]) {
		return Near
	}
	return Answer
}

// continues tells whether the first hit stands out, and shares a group with the topic.
func (l *Library) continues(topic *page, hits []Hit) bool {
	return (len(hits) < 2 || hits[1].Score < tie*hits[0].Score) && hits[0].ID != topic.ID && l.shares(topic, hits[0])
}

// sameLine tells whether the question had the very words of a line.
func (h Hit) sameLine() bool {
	return slices.ContainsFunc(h.Parts, func(p Part) bool { return p.Name == "same line" })
}
