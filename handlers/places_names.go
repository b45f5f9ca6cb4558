package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// stateNames are the names of a state, folded.
type stateNames struct {
	state   string   // as it is kept
	names   []string // its own, and then those that people use for it, in the order of the form
	weights []int    // of these: how long they are, and more for its own and for an abbreviation
	said    []bool   // of these: whether it stands for the state in a sentence
	longest []string // the names again, the longest first
}

func newStateNames(s State) stateNames {
	out := stateNames{state: s.Name, names: append([]string{join(knowledge.Words(s.Name))}, s.Words...)}
	for _, w := range out.names {
		weight := len(w)
		if w == out.official() {
			weight += officialCounts
		}
		if shortStates[w] {
			weight += officialCounts
		}
		out.weights, out.said = append(out.weights, weight), append(out.said, len(w) > 3 || shortStates[w])
	}
	out.longest = slices.Clone(out.names)
	slices.SortStableFunc(out.longest, func(a, b string) int { return len(b) - len(a) })
	return out
}

// official is the state's own name.
func (s stateNames) official() string { return s.names[0] }

// namesOf are the names of a state, the longest first.
func (fm *Form) namesOf(state string) []string {
	var out []string
	for _, s := range fm.states {
		if s.state == state {
			out = append(out, s.names...)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// mentions tells that a text has words as a part of it, which are not denied: "la otra, no
// la de Sonora" has no Sonora.
func mentions(folded, words string) bool {
	for rest, from := folded, 0; ; {
		at := standsIn(rest, words)
		if at < 0 {
			return false
		}
		if !denied.MatchString(folded[:from+at]) {
			return true
		}
		from += at + len(words) + 1
		rest = folded[from:]
	}
}

// standsIn is where words stand in a text between two spaces: the place of the first of
// these; -1 when they do not.
func standsIn(folded, words string) int {
	for from := 0; ; {
		at := strings.Index(folded[from:], words)
		if at < 0 {
			return -1
		}
		at += from
		if end := at + len(words); at > 0 && folded[at-1] == ' ' && end < len(folded) && folded[end] == ' ' {
			return at - 1
		}
		from = at + 1
		if from > len(folded) {
			return -1
		}
	}
}

// usualName is how many letters are compared without asking for memory.
const usualName = 40

// distance is the edit distance of two short texts, with a swap of neighbours as one slip.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var room [3][usualName + 1]int
	two, one, row := room[0][:], room[1][:], room[2][:]
	if len(y) > usualName {
		two, one, row = make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	}
	two, one, row = two[:len(y)+1], one[:len(y)+1], row[:len(y)+1]
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, one[j]+1, one[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(y)]
}
