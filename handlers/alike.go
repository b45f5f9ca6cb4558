package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// A name that is corrected comes again, a little different: "nahum con h, erika nahum".

// alike finds the words of a text that stand for a name that was told before: they have
// a word of it, or one that is a slip away from it. It gives "" when there are none, or
// when they are the same. Others are what it is not, in letters alone.
func alike(text, folded string, at []int, before string, others ...string) found {
	old := nameWords(before)
	others = append(others, lettersIn(before))
	if len(old) == 0 {
		return found{}
	}
	ts := tokens(text, folded, at)
	best, bestScore := found{}, 0
	for from := range ts {
		for to := from + 1; to <= min(len(ts), from+longestAlike); to++ {
			if to-from > 1 && ts[to-1].parted && !ts[to-1].legal {
				break
			}
			part := ts[from:to]
			said := lettersIn(text[part[0].start:part[len(part)-1].end])
			if slices.ContainsFunc(others, func(o string) bool {
				return said == o || len(o) > 5 && strings.Contains(said, o) && len(said) > len(o) && o != lettersIn(before)
			}) {
				continue
			}
			if score := likeness(part, old, from > 0 && refuses[ts[from-1].folded], to == len(ts)); score > bestScore {
				best, bestScore = found{text[part[0].start:part[len(part)-1].end], offsetOf(at, part[0].start), offsetOf(at, part[len(part)-1].end), score}, score
			}
		}
	}
	return best
}

// longestAlike is how many words of a text are compared with a name.
const longestAlike = 8

// refuses stands before what is not meant, or behind it.
var refuses = wordSet("no not nel sin")

func lettersIn(s string) string { return strings.Join(knowledge.Words(s), "") }

// nameWords are the words of a name but for the small ones.
func nameWords(name string) []string {
	return slices.DeleteFunc(knowledge.Words(name), func(w string) bool { return within[w] || len(w) < 2 })
}

// likeness weighs how well a stretch of tokens may stand for a name: two for each word
// that is one of the name, less for what is no name, more when it ends the text.
func likeness(part []token, old []string, refused, last bool) int {
	first, end := part[0], part[len(part)-1]
	if refused || within[end.folded] || within[first.folded] && !first.capital || talkWords[first.folded] && !first.capital {
		return 0
	}
	score, same, slips, strange := 0, 0, 0, 0
	for _, t := range part {
		switch n := nearTo(t.folded, old); {
		case t.legal || within[t.folded]:
		case n == 0:
			score += 2
			same++
		case n == 1:
			score += 2
			slips++
		case talkWords[t.folded] && !t.capital:
			return 0
		case !t.capital:
			strange++
		default:
			score++
		}
	}
	switch {
	case same+slips == 0 || score-strange < 2 && !(len(part) >= len(old) && same > 0 && strange == 1 && len(old) > 1):
		return 0
	case same == len(part) && same < len(old):
		return 0 // a part of what is known
	case len(part) == 1 && len(old) > 1:
		return 0 // one word alone may be anything
	}
	if len(part) == len(old) && strange == 1 {
		strange = 0 // one word is another
	}
	score -= 2 * repeated(part)
	score -= strange
	if len(part) == len(old) {
		score++
	}
	if last {
		score++
	}
	return score
}

// repeated counts the words of a stretch that stand in it twice.
func repeated(part []token) (n int) {
	for i, t := range part {
		for _, u := range part[:i] {
			if t.folded == u.folded {
				n++
			}
		}
	}
	return n
}

// nearTo is 0 when a word is one of a list, 1 when it is a slip or two away from one,
// 2 when it is neither.
func nearTo(word string, list []string) int {
	best := 2
	for _, w := range list {
		if w == word {
			return 0
		}
		if n := min(len(w), len(word)); n >= 4 && max(len(w), len(word))-n <= 2 && distance(w, word) <= n/3 {
			best = 1
		}
	}
	return best
}
