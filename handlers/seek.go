package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// What is read of a search, and of a candidate's answer, so that neither makes it dear.
const (
	maxSought      = 8   // words
	maxSoughtBytes = 200 // of an answer
)

// sought are the answers that are looked through, and what a word in each is worth.
var sought = []struct {
	field string
	worth float64
}{{"business", 1}, {"contact", 0.8}, {"state", 0.7}, {"products", 0.6}, {"category", 0.5}}

// What finds at once: a folio, a state by one of its names, an RFC or a part of one.
const (
	byFolio = 10
	byRFC   = 5
	byState = 0.7
)

// begun is what a word counts that is the beginning of another: "choco", "chocolate".
const begun = 0.85

// folioTyped is a folio as people write it: PAB-0042, pab 42, 42.
var folioTyped = newRule(`^(?:pab)?[\s#._-]*0*(\d{1,9})$`)

// Seek finds candidates by their folio, RFC, business, contact, state or product, with the
// slips that people make, the likeliest first. Every word counts: who has fewer of them
// than another is not found, nor who has less than half.
func (k *Clerk) Seek(all []bot.Listed, text string) []bot.Listed {
	s := k.seek(text)
	type hit struct {
		bot.Listed
		score float64
		words int
	}
	var hits []hit
	most := 0
	for _, c := range all {
		if score, words := s.score(c); score > 0 {
			hits = append(hits, hit{c, score, words})
			most = max(most, words)
		}
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return h.words < most || 2*h.words < len(s.words) })
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.Submitted.Compare(a.Submitted), cmp.Compare(a.Folio, b.Folio))
	})
	out := make([]bot.Listed, len(hits))
	for i, h := range hits {
		out[i] = h.Listed
	}
	return out
}

// seeking is what is looked for.
type seeking struct {
	words []string
	known []map[string]float64 // of each of these: how surely it was typed for another word
	folio int                  // 0: none was typed
	rfc   string               // letters and digits of the whole, in capitals; "" when it is no part of an RFC
	state string               // "" when the whole is none
}

func (k *Clerk) seek(text string) *seeking {
	s := &seeking{}
	words := knowledge.Words(text)
	telling := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return connecting[w] || particles[w] })
	if len(telling) > 0 {
		words = telling
	}
	s.words = words[:min(len(words), maxSought)]
	for range s.words {
		s.known = append(s.known, map[string]float64{})
	}
	if m := folioTyped.FindStringSubmatch(strings.TrimSpace(knowledge.Fold(text))); m != nil {
		s.folio, _ = strconv.Atoi(m[1])
	}
	if compact := strings.ToUpper(strings.Join(knowledge.Words(text), "")); len(compact) >= 4 && len(compact) <= 14 && strings.ContainsAny(compact, "0123456789") {
		s.rfc = compact
	}
	whole := join(knowledge.Words(text))
	if name, ok := k.form.named[whole]; ok {
		s.state = name
	} else {
		s.state = k.form.nearState(whole)
	}
	return s
}

// particles are small words of names that tell nobody apart.
var particles = wordSet("del al y e sa cv de rl sapi spr sc")

// score tells how well a candidate fits, 0 for not at all, and how many of the words it has.
func (s *seeking) score(c bot.Listed) (score float64, words int) {
	if s.folio > 0 && folioNumber(c.Folio) == s.folio {
		return byFolio, len(s.words)
	}
	if s.rfc != "" && rfcFits(s.rfc, strings.ToUpper(c.Fields["rfc"])) {
		return byRFC, len(s.words)
	}
	best := make([]float64, len(s.words))
	for _, f := range sought {
		value := c.Fields[f.field]
		for _, word := range knowledge.Words(value[:min(len(value), maxSoughtBytes)]) {
			for i := range s.words {
				best[i] = max(best[i], f.worth*s.sure(i, word))
			}
		}
	}
	for _, b := range best {
		if score += b; b > 0 {
			words++
		}
	}
	if s.state != "" && c.Fields["state"] == s.state {
		return max(score, byState*float64(len(s.words))), len(s.words)
	}
	return score, words
}

// sure tells how surely the word at i was typed for another. What was reckoned is kept: the
// same words stand in many applications.
func (s *seeking) sure(i int, word string) float64 {
	sure, ok := s.known[i][word]
	if !ok {
		typed := s.words[i]
		if sure = knowledge.Alike(typed, word); sure < begun && len(typed) >= 3 && strings.HasPrefix(word, typed) {
			sure = begun
		}
		s.known[i][word] = sure
	}
	return sure
}

// rfcFits tells a part of an RFC, or a whole one with at most two slips.
func rfcFits(typed, rfc string) bool {
	if rfc == "" {
		return false
	}
	n := len(typed)
	return strings.Contains(rfc, typed) || n >= 11 && n-len(rfc) <= 1 && len(rfc)-n <= 1 && distance(typed, rfc) <= 2
}

// folioNumber is the number in a folio; 0 when there is none.
func folioNumber(folio string) int {
	_, digits, _ := strings.Cut(folio, "-")
	n, _ := strconv.Atoi(digits)
	return n
}

// Near are the names of a list that a typed one may have been meant as, the likeliest
// first and at most so many: by their words, which dashes divide.
func Near(typed string, among []string, most int) []string {
	type near struct {
		name  string
		score float64
	}
	var found []near
	words := knowledge.Words(typed)
	for _, name := range among {
		score := 2 * knowledge.Alike(typed, name)
		for _, w := range words[:min(len(words), maxSought)] {
			best := 0.0
			for _, own := range knowledge.Words(name) {
				best = max(best, knowledge.Alike(w, own))
				if len(w) >= 3 && strings.HasPrefix(own, w) {
					best = max(best, begun)
				}
			}
			score += best / float64(len(words))
		}
		if score > 0 && !slices.ContainsFunc(found, func(n near) bool { return n.name == name }) {
			found = append(found, near{name, score})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name, b.name)) })
	var out []string
	for _, n := range found[:min(len(found), most)] {
		out = append(out, n.name)
	}
	return out
}
