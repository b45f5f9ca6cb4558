package knowledge

import "slices"

// bearings are how to read the cosines of one model. With one all are above .7, with
// another hardly any; so nothing is fixed in cosines, and each Meaning learns its own: some
// questions of the articles are asked as if they were a person's, and some gaps, each
// without itself.
type bearings struct {
	trust    float64 // from 0 to 1, see Meaning.Trust
	from, to float64 // the cosines between which being near begins to count and counts fully
	sure     float64 // the standing above which hardly anything wrong is left
}

// trial is what was found by asking.
type trial struct {
	own, other   []float64 // cosines of the right article and of the nearest other one
	right, wrong []float64 // standings, by what was nearest
}

// learn finds the bearings of a model.
func (m *Meaning) learn() bearings {
	var lines, gaps []int
	for i, r := range m.rows {
		switch {
		case r.id == "":
			gaps = append(gaps, i)
		case !r.whole:
			lines = append(lines, i)
		}
	}
	var t trial
	for _, i := range spread(lines, askedLines) {
		t.ask(m.without(i), int(m.owner[i]))
	}
	found := len(t.right)
	for _, i := range spread(gaps, askedGaps) {
		t.wrong = append(t.wrong, m.without(i).standing())
	}
	if len(t.own) < leastAsked || found == 0 {
		return bearings{}
	}
	return t.bearings(float64(found) / float64(len(t.own)))
}

// ask adds a question of an article.
func (t *trial) ask(n nearness, own int) {
	first, second := n.first()
	if second < 0 || n.best[own] == noRow {
		return
	}
	rival, standing := first, n.standing()
	if first == own {
		rival = second
	}
	t.own, t.other = append(t.own, float64(n.best[own])), append(t.other, float64(n.best[rival]))
	if n.best[own] > n.best[rival] { // where all are alike, nothing is found
		t.right = append(t.right, standing)
	} else {
		t.wrong = append(t.wrong, standing)
	}
}

// bearings are what follows when such a share of the questions found their article.
func (t *trial) bearings(found float64) bearings {
	b := bearings{from: quantile(t.other, farQuantile), to: quantile(t.own, topQuantile),
		sure: max(quantile(t.wrong, sureOfWrong), quantile(t.right, sureOfRight))}
	if b.to > b.from {
		b.trust = max(0, min(1, (found-leastFound)/(mostFound-leastFound)))
	}
	return b
}

// oneText is the cosine from which on two rows have the same text, or nearly.
const oneText = 0.9999

// without asks a row, as if neither it nor its like were there.
func (m *Meaning) without(i int) nearness {
	return m.near(m.row(i), func(row int, cosine float32) bool { return row == i || cosine > oneText })
}

// spread picks at most n of a list, evenly.
func spread(list []int, n int) []int {
	if len(list) <= n {
		return list
	}
	out := make([]int, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// quantile is the value below which that share of a list is; noRow for none.
func quantile(list []float64, share float64) float64 {
	if len(list) == 0 {
		return noRow
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}
