package handlers

import (
	"slices"

	"pabellon/knowledge"
)

func (v *values) otherCapacity(signal bool) amendment {
	before := knowledge.Words(v.before("capacity"))
	if len(before) == 0 {
		return amendment{}
	}
	best := amendment{}
	for _, a := range amountsIn(tokens(v.text, v.folded, v.at)) {
		text := v.text[a.first.start:a.last.end]
		words := knowledge.Words(text)
		if len(words) == 1 && single[words[0]] {
			continue
		}
		if a.denied || !notMoney(v, text) || join(words) == join(before) || otherCounts.MatchString(join(words)) {
			continue
		}
		start, end := offsetOf(v.at, a.first.start), offsetOf(v.at, a.last.end)
		kin := slices.ContainsFunc(words, func(w string) bool { return len(w) > 2 && !numberWord(w) && nearTo(w, before) < 2 }) ||
			perTime.MatchString(join(words)) || len(before) == 1
		switch {
		case kin && (signal || v.isAll(start, end) || v.saysNumber(before)):
			best = amendment{"capacity", text, start, end, hardlyElse}
		case signal && v.isAll(start, end) && best.weight == 0 && len(words) > 1:
			best = amendment{"capacity", text, start, end, couldBe}
		}
	}
	return best
}

// saysNumber tells that the number from before is said again: "10 es la meta. Hoy 3
// toneladas".
func (v *values) saysNumber(before []string) bool {
	said := knowledge.Words(v.folded)
	return slices.ContainsFunc(before, func(w string) bool { return isNumber(w) && slices.Contains(said, w) })
}

// anAmount is a number with what it counts. Denied tells that it is not meant.
type anAmount struct {
	first, last token
	denied      bool
}

// numberWord tells that a word is a number that is written out, or a half. English
// articles are none here: "6 a week".
func numberWord(w string) bool {
	if w == "media" || w == "medio" {
		return true
	}
	_, is := knowledge.Numeral(w)
	return is && w != "a" && w != "an"
}

// amountsIn finds the amounts of a text: a number in figures or words, what it counts,
// and in which time.
func amountsIn(ts []token) []anAmount {
	var out []anAmount
	for i := 0; i < len(ts); i++ {
		if n := andHalf(ts, i); n > 0 { // "tonelada y media"
			end := i + n
			for end < len(ts) && (perWords[ts[end].folded] || perTime.MatchString(ts[end].folded)) {
				end++
			}
			out = append(out, anAmount{first: ts[i], last: ts[end-1]})
			i = end - 1
			continue
		}
		if !isNumber(ts[i].folded) {
			continue
		}
		end := i + 1
		for end < len(ts) && (!ts[end].parted && isNumber(ts[end].folded) || ts[end].folded == "y" && end+1 < len(ts) && isNumber(ts[end+1].folded)) {
			end++
		}
		if end < len(ts) && !ts[end].parted && !talkWords[ts[end].folded] && !refuses[ts[end].folded] {
			end++ // what is counted
		}
		if per := end; per+1 < len(ts) && perWords[ts[per].folded] && perTime.MatchString(ts[per+1].folded) {
			end += 2
		} else if end < len(ts) && perTime.MatchString(ts[end].folded) {
			end++
		}
		a := anAmount{first: ts[i], last: ts[end-1]}
		a.denied = i > 0 && refuses[ts[i-1].folded] || i > 1 && refuses[ts[i-2].folded] && talkWords[ts[i-1].folded] ||
			end < len(ts) && refuses[ts[end].folded] && (end+1 == len(ts) || ts[end+1].parted || talkWords[ts[end+1].folded])
		out = append(out, a)
		i = end - 1
	}
	return out
}

// andHalf is how many tokens "una tonelada y media" has from a place on; 0 when it is none.
func andHalf(ts []token, i int) int {
	n := 0
	if single[ts[i].folded] {
		n = 1
	}
	if i+n+2 < len(ts) && measures.MatchString(ts[i+n].folded) && ts[i+n+1].folded == "y" && (ts[i+n+2].folded == "media" || ts[i+n+2].folded == "medio") {
		return n + 3
	}
	return 0
}

var perWords = wordSet("al por cada a per x")

func isNumber(w string) bool { return numberWord(w) || w[0] >= '0' && w[0] <= '9' }
