package knowledge

import (
	"cmp"
	"slices"
)

// SearchMeaning is SearchAbout that goes by meaning too: m has the vectors of the articles,
// and q is that of the query, made by the same model. An article that is near in meaning
// comes before those that are not, also one that shares no word with the query. One that
// the words alone would not answer is answered only when its vector is nearer, and stands
// out more, than what wrong articles and gaps reach; when the words do not speak against
// it; and when no gap is nearer, by words or by vectors. All else that has a question
// asked back holds here as there.
//
// The result is that of SearchAbout, to the bit, where there is nothing to go by: m is nil
// or not to be trusted ([Meaning.Trust]); q is empty, of another length or has no
// direction; or a query leans on its topic and says hardly anything itself. A model that
// is stuck and gives each query the same good vector is not seen from here: whoever asks
// it should look whether two queries got the same.
//
// It is meant for the library that m was made of, with or without stopped articles. With
// another one, articles that m does not know are found by words alone.
func (l *Library) SearchMeaning(query, topic, lang string, n int, m *Meaning, q []float32) Result {
	if lang != english {
		lang = spanish
	}
	found := l.ranking(query, topic, lang)
	about := l.find(topic, lang)
	leans := about != nil && found.content <= 1
	list, sense := found.list, m.sense(q)
	if leans {
		sense = nil
	}
	if sense != nil {
		list = l.fuse(list, sense)
	}
	hits := l.hits(list, lang, max(n, 1)+len(l.stopped))
	if leans {
		hits = l.staying(about, hits)
	}
	r := Result{Hits: hits, Known: found.known, Content: found.content, Sure: bestByWords(hits), extra: extra(found.content, about, hits)}
	if l.judgesByGaps(about, r) {
		r.Gap = found.gap()
		r.Sure = r.Gap.sure(r.Sure)
	}
	if sense != nil {
		l.believe(sense, &r)
	}
	r.Outcome = l.settle(query, about, r)
	r = l.unstopped(r)
	r.Hits = r.Hits[:min(max(n, 0), len(r.Hits))]
	return r
}

// bestByWords is what words alone give the first hit; 0 when there is none.
func bestByWords(hits []Hit) float64 {
	if len(hits) == 0 {
		return 0
	}
	return hits[0].words()
}

// sense is what the vectors say of a question.
type sense struct {
	*Meaning
	nearness
}

// sense compares a question with all rows; nil when there is nothing to go by.
func (m *Meaning) sense(q []float32) *sense {
	if m == nil || len(q) != m.dims || m.bearings.trust == 0 {
		return nil
	}
	v, ok := normal(q)
	if !ok {
		return nil
	}
	return &sense{m, m.near(v, nil)}
}

// evidence is how much speaks for an article, from 0 to 1; 0 for one that is not known.
func (s *sense) evidence(id string) float64 {
	article, ok := s.number[id]
	if !ok {
		return 0
	}
	b := s.bearings
	return b.trust * max(0, min(1, (float64(s.best[article])-b.from)/(b.to-b.from)))
}

// fuse lifts the articles that words found by what vectors say of them, and adds the
// nearest of the others.
func (l *Library) fuse(list []ranked, s *sense) []ranked {
	list = slices.Clone(list)
	has := map[string]bool{}
	for i := range list {
		id := list[i].ids[list[i].article]
		has[id] = true
		list[i].mean(s.evidence(id))
	}
	order := make([]int, len(s.ids))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.best[b], s.best[a]) })
	for _, article := range order[:min(meaningDepth, len(order))] {
		id, row := s.ids[article], s.rows[s.nearest[article]]
		x := l.indexes[row.lang]
		if at := slices.Index(x.ids, id); at >= 0 && !has[id] {
			c := candidate{article: at, line: row.line}
			c.mean(s.evidence(id))
			list = append(list, ranked{x, asking{}, c})
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.ids[a.article], b.ids[b.article]))
	})
	return list
}

// mean lifts a candidate by what vectors say of it.
func (c *candidate) mean(evidence float64) {
	gain := meaningShare * evidence * (1 - c.score)
	if gain <= 0 {
		return
	}
	c.score, c.meaning = c.score+gain, gain
	c.parts = append(slices.Clip(c.parts), Part{"meaning", gain})
}

// believe makes a result surer when the vectors leave no doubt, and tells of what they
// know that words do not.
func (l *Library) believe(s *sense, r *Result) {
	if len(r.Hits) == 0 {
		return
	}
	top := r.Hits[0]
	r.Known = max(r.Known, s.evidence(top.ID))
	first, _ := s.first()
	gap := r.Gap.Clear() || r.Gap.Score >= max(top.words(), gapNoise)
	if gap || s.ids[first] != top.ID || top.words() < leastWords || s.standing() <= s.bearings.sure {
		return
	}
	r.meant = true
	r.Sure = max(r.Sure, min(1, l.limits.Answer+r.extra))
}
