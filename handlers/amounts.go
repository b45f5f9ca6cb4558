package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// otherCapacity takes another amount for the one that was told. Who says the old number again,
// or speaks of what is made in a month, corrects it: "le puse 90 kilos y son 900".
func (v *values) otherCapacity(signal bool) amendment {
	before := v.before("capacity")
	if before == "" || ofOtherFigures.MatchString(v.folded) {
		return amendment{}
	}
	var best, refused weighed // of "no trece, no tres", the last is right
	repeated, denied := v.saysNumber(knowledge.Words(before)), false
	for _, a := range amountsIn(tokens(v.text, v.folded, v.at)) {
		switch w := v.weigh(a, before); {
		case w.repeats:
			repeated = true
			denied = denied || a.denied
		case w.likely == 0:
		case a.denied && denied:
			refused = w
		case a.denied:
			denied = true
		case w.likely >= best.likely:
			best = w
		}
	}
	if best.likely == 0 {
		best = refused
	}
	all := v.isAll(best.start, best.end)
	switch {
	case best.likely == 0 || !signal && !repeated && !all:
		return amendment{}
	case repeated || perTime.MatchString(v.folded) || ofCapacity.MatchString(v.folded):
		best.weight = hardlyElse
	case best.weight < hardlyElse && !all:
		return amendment{}
	}
	return best.amendment
}

// weighed is an amount as the one that takes the place of another: how likely it is the one
// that is meant, 0 when it counts something else; repeats tells that it is the old one.
type weighed struct {
	amendment
	likely  int
	repeats bool
}

// weigh compares an amount of the text with the one from before.
func (v *values) weigh(a anAmount, before string) weighed {
	text := v.text[a.first.start:a.last.end]
	said, words := knowledge.Words(text), knowledge.Words(before)
	start, end := offsetOf(v.at, a.first.start), offsetOf(v.at, a.last.end)
	value, ok := numberOf(text)
	old, _ := numberOf(before)
	unit, timed := said[len(said)-1], perTime.MatchString(join(said))
	kin := slices.ContainsFunc(said, func(w string) bool { return len(w) > 2 && !numberWord(w) && nearTo(w, words) < 2 })
	switch {
	case ok && value == old && (isNumber(unit) || kin || perTime.MatchString(unit)):
		return weighed{repeats: true}
	case !ok, digits(text) > mostDigits, single[said[0]] && !measures.MatchString(unit), !notMoney(v, text), otherCounts.MatchString(join(said)),
		otherAround(v.folded, start, end) && !timed, aYear.MatchString(join(said)) && !perTime.MatchString(v.folded):
		return weighed{}
	}
	out := weighed{amendment{"capacity", inPlaceOf(before, text), start, end, couldBe}, 1, false}
	if kin || timed {
		out.weight = hardlyElse
	}
	switch {
	case meant.MatchString(v.folded[:start]):
		out.likely = 3
	case kin || timed || len(words) == 1:
		out.likely = 2
	}
	return out
}

var aYear = newRule(`^(?:19|20)\d\d$`)

// mostDigits is how many digits an amount of goods has at most.
const mostDigits = 7

var (
	// meant stands before the right one of two numbers.
	meant = newRule(`\b(?:son|eran|es|era|sino|quise decir|i meant|meant|should(?:'ve| have)? been|should (?:be|read)|make it|pon(?:le|ga|gale|me|gan)?|mejor|queda en|ya son|serian|hacemos|sacamos|saco|es decir)\s*(?:como |unos |unas |nada mas |solo |nomas |pinches )*$`)
	// ofOtherFigures names something else that has figures.
	ofOtherFigures = newRule(`\b(?:telefono|tel|cel|celular|whats\w*|rfc|correo|mail|numero de|phone)\b`)
	// ofCapacity names the amount.
	ofCapacity = newRule(`\b(?:capacidad|produccion|cantidad|cifra|volumen|capacity|production|un cero|a zero|ceros?|digit|cuanto hacemos|lo de cuanto)\b`)
)

// numberOf is the first number of a text, in figures or words.
func numberOf(text string) (float64, bool) {
	for _, f := range knowledge.Figures(text) {
		return f.Value, true
	}
	return 0, false
}

// inPlaceOf puts a bare number into an amount that told what is counted: "180" into "80 piezas
// al mes".
func inPlaceOf(before, said string) string {
	number := func(text string) (from, to int) {
		folded, at := foldKeeping(text)
		for _, t := range tokens(text, folded, at) {
			switch {
			case isNumber(t.folded) && to == 0:
				from, to = t.start, t.end
			case isNumber(t.folded) && strings.TrimSpace(text[to:t.start]) == "":
				to = t.end
			}
		}
		return from, to
	}
	from, to := number(said)
	if from != 0 || to != len(said) {
		return said
	}
	if from, to = number(before); to > 0 && to < len(before) {
		return strings.TrimSpace(before[:from] + said + before[to:])
	}
	return said
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
	if a, b, both := strings.Cut(w, "-"); both {
		return numberWord(a) && numberWord(b) // "twenty-two"
	}
	_, is := knowledge.Numeral(w)
	return is && w != "a" && w != "an" && w != "unos" && w != "unas"
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
		for end < len(ts) && (!ts[end].parted && isNumber(ts[end].folded) && ts[end].folded != ts[end-1].folded || (ts[end].folded == "y" || ts[end].folded == "a" || ts[end].folded == "o" || ts[end].folded == "to" || ts[end].folded == "or") && end+1 < len(ts) && isNumber(ts[end+1].folded)) {
			end++
		}
		if end < len(ts) && !ts[end].parted && (!talkWords[ts[end].folded] || ts[end].folded == "tons") && !refuses[ts[end].folded] {
			end++ // what is counted
		}
		if per := end; per+1 < len(ts) && perWords[ts[per].folded] && perTime.MatchString(ts[per+1].folded) {
			end += 2
		} else if end < len(ts) && perTime.MatchString(ts[end].folded) {
			end++
		}
		a := anAmount{first: ts[i], last: ts[end-1]}
		a.denied = i > 0 && refuses[ts[i-1].folded] || i > 1 && refuses[ts[i-2].folded] && talkWords[ts[i-1].folded] && !ts[i-1].parted ||
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

var perWords = wordSet("al por cada a per x each every")

func isNumber(w string) bool { return numberWord(w) || w[0] >= '0' && w[0] <= '9' }
