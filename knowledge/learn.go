package knowledge

import (
	"cmp"
	"fmt"
	"slices"
)

// Point is what one threshold would do with a question set. All are shares from
// 0 to 1.
type Point struct {
	Threshold float64 // answer from this score on
	Coverage  float64 // of the questions that can be answered: answered
	Precision float64 // of all that is answered: rightly
	Refused   float64 // of the questions that must not be answered: not answered
}

// scored is a judged question as a threshold sees it.
type scored struct {
	score float64 // that an answer is judged by; 0 when it is asked back whatever it is
	best  float64 // of the first hit
	kind  string
	first bool // the first hit is right
	top   bool // the right one is among those that get a button
	known float64
}

// Learn chooses thresholds from a question set, and gives the curve that they
// were chosen from, a point for each score that occurs:
//
//   - Answer is the lowest threshold that leaves at least the share refuse of the
//     questions that must not be answered unanswered;
//   - Near is the lowest down to which the buttons are worth showing;
//   - Known parts off-topic and nonsense questions best from those that are about the
//     programme.
//
// Refuses is as for Evaluate.
func (l *Library) Learn(questions []Question, refuse float64, refuses func(message string) bool) (Thresholds, []Point, error) {
	var set []scored
	for _, q := range questions {
		if s := l.scored(q); refuses != nil && refuses(q.Q) {
			set = append(set, scored{kind: s.kind, known: s.known})
		} else {
			set = append(set, s)
		}
	}
	curve := curve(set)
	if len(curve) == 0 {
		return Thresholds{}, nil, fmt.Errorf("the set needs questions that can be answered and some that must not be")
	}
	t := Thresholds{Answer: 1}
	for _, p := range curve { // from the highest threshold down
		if p.Refused < refuse {
			break
		}
		t.Answer = p.Threshold
	}
	t.Near = partNear(set, t.Answer)
	t.Known = partForeign(set, t.Answer)
	t.Learnt = fmt.Sprintf("%d questions, at least %.3f refused", len(set), refuse)
	return t, curve, t.check()
}

// scored asks a question as if every score were an answer: one that is asked back
// whatever its score is counts as if nothing had been found.
func (l *Library) scored(q Question) scored {
	free := *l
	free.limits.Answer, free.limits.Near = 0, 0
	r := free.Search(q.Q, q.Lang, 10)
	at := l.rightAt(q, r.Hits)
	s := scored{score: r.Sure - r.extra, best: best(r.Hits), kind: q.Kind, first: at == 0, top: at >= 0 && at < offered, known: r.Known}
	if r.Outcome != Answer {
		s.score = 0
	}
	return s
}

// curve is what each threshold would do, from the highest down; empty when the
// set has only one sort of questions.
func curve(set []scored) []Point {
	set = slices.Clone(set)
	slices.SortFunc(set, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var known, unknown float64
	for _, s := range set {
		if s.kind == "" {
			known++
		} else {
			unknown++
		}
	}
	if known == 0 || unknown == 0 {
		return nil
	}
	var out []Point
	var answered, right, forced float64
	for i, s := range set {
		switch {
		case s.kind == "":
			answered++
			if s.first {
				right++
			}
		case !s.first:
			forced++
		}
		if i+1 < len(set) && set[i+1].score == s.score {
			continue
		}
		out = append(out, Point{s.score, answered / known, right / max(answered+forced, 1), 1 - forced/unknown})
	}
	return out
}

// uselessButtons is what buttons without the right article cost, when those with it are
// worth 1: they ask the reader to look, and the team can still be asked.
const uselessButtons = 0.2

// partNear is the score below answer from which on asking "do you mean …?" is worth most.
func partNear(set []scored, answer float64) float64 {
	below := slices.DeleteFunc(slices.Clone(set), func(s scored) bool { return s.best >= answer || s.best == 0 })
	slices.SortFunc(below, func(a, b scored) int { return cmp.Compare(b.best, a.best) })
	near, worth, most := answer, 0.0, 0.0
	for _, s := range below {
		if s.top {
			worth++
		} else {
			worth -= uselessButtons
		}
		if worth > most {
			near, most = s.best, worth
		}
	}
	return near
}

// partForeign is the share of known words that parts, among the messages that are not
// answered, those about something else (and no words at all) best from those about the
// programme. One of these that is taken for something else gets neither buttons nor the
// team, and counts as much as two that are not recognised.
func partForeign(set []scored, answer float64) float64 {
	var foreign, ours []float64
	for _, s := range set {
		switch {
		case s.score >= answer || s.best == 0:
		case s.kind == "off-topic" || s.kind == "nonsense":
			foreign = append(foreign, s.known)
		case s.kind == "" || s.kind == "unknown" || s.kind == "false-premise":
			ours = append(ours, s.known)
		}
	}
	below := func(list []float64, t float64) (share float64) {
		for _, known := range list {
			if known < t {
				share += 1 / float64(len(list))
			}
		}
		return share
	}
	at, most := 0.0, 0.0
	for step := range 101 {
		t := float64(step) / 100
		if good := below(foreign, t) - 2*below(ours, t); good > most {
			at, most = t, good
		}
	}
	return at
}
