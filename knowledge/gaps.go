package knowledge

// Gap is the question of GapsFile that is nearest to a question.
type Gap struct {
	Text  string  // as it stands in the file; "" when none is near
	Score float64 // from 0 to 1, as a Hit's
}

// A question without an answer is compared as a title is, in an index of its own. Most
// messages reach a little with some of them; what one reaches above that is taken, in
// part, from the score of the best article. Learnt on questions.learn.jsonl: between .25
// and .35, and from .6 to 1, little changes.
const (
	gapNoise = 0.25
	gapShare = 0.8
)

// sure is the score of the best article, less what the nearest gap takes from it.
func (g Gap) sure(score float64) float64 {
	return max(0, score-gapShare*max(0, g.Score-gapNoise))
}

// What says hardly anything ("cuánto cuesta Alibaba") stands whole in many a gap that asks
// for more ("¿cuánto cuesta el clic de un anuncio en Alibaba?"). So of a short message a gap
// wants that it has most of the gap.
const (
	shortMessage = 2 // words that say what it is about
	mostOfGap    = 0.7
)

// clearGap is from where a question is nearly that of the gap.
const clearGap = 0.8

// Clear tells that a question is nearly the one that stands in GapsFile: it is known
// that no article answers it, so none is offered.
func (g Gap) Clear() bool { return g.Score >= clearGap }

// gaps are the questions that no article answers.
type gaps struct {
	lines   map[string][]asked // by language
	indexes map[string]*index
}

// nearest is the one that is nearest to a question, which has so many words that say
// what it is about.
func (g gaps) nearest(query, lang string, content int) Gap {
	from := tongue(query, lang)
	x := g.indexes[from]
	if x == nil {
		return Gap{}
	}
	_, found := x.ask(query, from)
	x.liftByClauses(found, clauses(query), from)
	var best Gap
	for _, c := range found {
		score := c.score
		if content <= shortMessage {
			score *= min(1, c.cover/mostOfGap)
		}
		if score > best.Score {
			best = Gap{c.line, score}
		}
	}
	return best
}
