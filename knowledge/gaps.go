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

// nearest is the one that is nearest to a question.
func (g gaps) nearest(query, lang string) Gap {
	from := tongue(query, lang)
	x := g.indexes[from]
	if x == nil {
		return Gap{}
	}
	_, found := x.ask(query, from)
	x.liftByClauses(found, clauses(query), from)
	if len(found) == 0 {
		return Gap{}
	}
	return Gap{found[0].line, found[0].score}
}
