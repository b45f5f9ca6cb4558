package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// How much is made, as people tell it in sentences.

// amountInside finds an amount of what is made: a number with what is counted, or all
// that is said.
func amountInside(text, folded string, at []int) found {
	ts := tokens(text, folded, at)
	if len(ts) > longestInside || waits.MatchString(folded) {
		return found{}
	}
	for _, a := range amountsIn(ts) {
		said := text[a.first.start:a.last.end]
		words := knowledge.Words(said)
		start, end := offsetOf(at, a.first.start), offsetOf(at, a.last.end)
		counted := len(words) > 1 && !isNumber(words[len(words)-1]) && !single[words[0]]
		counted = counted || !single[words[0]] && len(ts) <= shortNever && (a.first.start == ts[0].start || about[ts[0].folded])
		if a.denied || isMonth[words[len(words)-1]] || otherCounts.MatchString(join(words)) || single[words[0]] && !measures.MatchString(join(words)) || otherAround(folded, start, end) && !perTime.MatchString(join(words)) || !notMoney(nil, said) || !counted && !allTalk(knowledge.Words(folded[:start]+" "+folded[end:])) {
			continue
		}
		if len(ts) <= wholeAmount {
			return found{text, 0, len(folded), surely}
		}
		return found{said, start, end, surely}
	}
	return someAmount(text, folded, at, ts)
}

// someAmount is the first number of a text, where it can be an amount.
func someAmount(text, folded string, at []int, ts []token) found {
	for _, a := range amountsIn(ts) {
		said := text[a.first.start:a.last.end]
		words := knowledge.Words(said)
		if a.denied || isMonth[words[len(words)-1]] || otherCounts.MatchString(join(words)) || !notMoney(nil, said) || single[words[0]] || perTime.MatchString(words[len(words)-1]) && len(words) == 2 || otherAround(folded, offsetOf(at, a.first.start), offsetOf(at, a.last.end)) {
			continue
		}
		return found{said, offsetOf(at, a.first.start), offsetOf(at, a.last.end), surely}
	}
	return found{}
}

// otherAround tells by the words around a number that it counts something else: "las 8",
// "2 días", "4 %", "mil gracias".
func otherAround(folded string, start, end int) bool {
	after := strings.TrimLeft(folded[end:], " ")
	return clockBefore.MatchString(folded[:start]) || strings.HasPrefix(after, "%") || strings.HasPrefix(after, "gracias") ||
		otherCounts.MatchString(firstOf(after)) || isMonth[firstOf(after)] || strings.HasPrefix(after, "de "+"la ") || timeUnit.MatchString(firstOf(after))
}

var (
	clockBefore = newRule(`\b(?:a las|las|el|desde las?|hace|desde hace|cada)\s*$`)
	timeUnit    = newRule(`^(?:dias?|semanas?|mes(?:es)?|anos?|hrs?|horas?|mins?|minutos?|segundos?|days?|weeks?|months?|years?|hours?)\b`)
)

// single may count, or may not: "un mezcal", "one moment".
var single = wordSet("un una uno one")

// about stands before an amount.
var about = wordSet("como unos unas tipo about mas cerca casi aprox")

// wholeAmount is how many words of an amount are kept as they are: "unos 2 o 3 mil, según".
const wholeAmount = 12
