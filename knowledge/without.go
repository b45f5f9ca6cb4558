package knowledge

import "slices"

// Without is the same library with some articles stopped: they are neither found
// nor read by their id. It is cheap: nothing is indexed again. A question whose best
// article is stopped is not answered with the next best.
func (l *Library) Without(ids ...string) *Library {
	if len(ids) == 0 {
		return l
	}
	out := *l
	out.stopped = slices.Clone(ids)
	return &out
}

// isStopped tells whether an article may not be quoted.
func (l *Library) isStopped(id string) bool { return slices.Contains(l.stopped, id) }

// unstopped takes the stopped articles out of a result.
func (l *Library) unstopped(r Result) Result {
	if len(l.stopped) == 0 || len(r.Hits) == 0 {
		return r
	}
	if l.isStopped(r.Hits[0].ID) && r.Outcome == Answer {
		r.Outcome = Near
	}
	r.Hits = slices.DeleteFunc(slices.Clone(r.Hits), func(h Hit) bool { return l.isStopped(h.ID) })
	if len(r.Hits) == 0 {
		r.Outcome = Unknown
	}
	return r
}
