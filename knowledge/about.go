package knowledge

import "slices"

// How much what was talked about lifts an article: the score s becomes 1 − (1−s)^lift,
// so that nothing goes over 1, and the less of the question's own words an article
// has, the less it is lifted.
const (
	topicWords  = 1.0 // for having all words of the topic's title and questions
	topicShared = 0.3 // for one of the topic's groups
)

// SearchAbout is Search for a question that may lean on the article that was answered
// before it, as "¿y por avión?" does: articles that have words of its title and
// questions, or one of its topics, come before those that do not. An id that is not
// there, or "", changes nothing.
func (l *Library) SearchAbout(query, topic, lang string, n int) Result {
	return l.SearchMeaning(query, topic, lang, n, nil, nil)
}

// judgesByGaps tells whether the gaps have a say: not when a title or question has all
// that is asked, nor in what leans on a topic.
func (l *Library) judgesByGaps(topic *page, r Result) bool {
	return len(r.Hits) > 0 && !r.Hits[0].sameLine() && !r.Hits[0].has && (topic == nil || r.Content > 1)
}

// stay is how near an article of the topic's groups must come to the first hit, to be
// put before it when a question says hardly anything itself.
const stay = 0.6

// staying puts the articles that share a group with the topic before the others.
func (l *Library) staying(topic *page, hits []Hit) []Hit {
	var same, others []Hit
	for _, h := range hits {
		if l.shares(topic, h) && h.Score >= stay*hits[0].Score {
			same = append(same, h)
		} else {
			others = append(others, h)
		}
	}
	return append(same, others...)
}

// shares tells whether a hit has one of the topic's groups.
func (l *Library) shares(topic *page, h Hit) bool {
	a, ok := l.Article(h.ID, topic.Lang)
	return ok && slices.ContainsFunc(a.Topics, func(t string) bool { return slices.Contains(topic.Topics, t) })
}

// lift is by how much each article is lifted by a topic: 1 changes nothing. The topic
// itself is not lifted, since it was just said.
func (x *index) lift(topic *page, s *scratch) func(article int) float64 {
	if topic == nil {
		return evenly
	}
	said := slices.Index(x.ids, topic.ID)
	shares := x.sharing(topic, s)
	return func(article int) float64 {
		if article == said {
			return 1
		}
		lift := 1 + topicWords*shares[article]
		for _, t := range x.topics[article] {
			for _, o := range topic.Topics {
				if t == o {
					return lift + topicShared
				}
			}
		}
		return lift
	}
}

// evenly lifts no article.
func evenly(int) float64 { return 1 }

// sharing is how much each article has, from 0 to 1, of a topic's title and questions.
// A word counts as often as the lines have it.
func (x *index) sharing(topic *page, s *scratch) []float64 {
	var q asking
	for _, a := range topic.asked {
		for _, w := range queryWords(a.text, x.lang) {
			e := x.find(w)
			if e == 0 || isInterrogative(w, x.lang) {
				continue
			}
			f := x.found(e, 1, "")
			q.terms = append(q.terms, term{word: w, weight: f.weight, found: []found{f}})
			q.total += f.weight
		}
	}
	scores := make([]float64, len(x.ids))
	x.wholeByWords(q, scores, s)
	most := 0.0
	for i, score := range scores {
		if x.ids[i] != topic.ID {
			most = max(most, score)
		}
	}
	for i := range scores {
		scores[i] = min(1, scores[i]/max(most, 1e-9))
	}
	return scores
}

// covered is how much of a question, by weight, an article has.
func (x *index) covered(q asking, article int) float64 {
	if q.total == 0 {
		return 0
	}
	sum := 0.0
	for _, t := range q.terms {
		share := 0.0
		for _, f := range t.found {
			if f.share > share && x.holds(f.entry, article) {
				share = f.share
			}
		}
		sum += share * t.weight
	}
	return min(1, sum/q.total)
}
