package knowledge

import "strings"

// advice says what to write in the place of an unknown word.
func advice(word string, known []string) string {
	if n := nearest(word, known); n != "" {
		return "did you mean " + n + "?"
	}
	return "use one of " + strings.Join(known, ", ")
}

// nearest is the word of the list that is fewest edits away; "" when none is
// within two edits or a third of its length, the usual reach of a slip.
func nearest(word string, list []string) string {
	best, least := "", 3
	for _, w := range list {
		if d := distance(word, w, least); d < least && d <= max(1, len(w)/3) {
			best, least = w, d
		}
	}
	return best
}

// usualWord is how many letters are compared without asking for memory.
const usualWord = 40

// distance counts the letters to add, drop, change or swap with their neighbour
// to make b of a. It stops counting at limit.
func distance(a, b string, limit int) int {
	if isPlain(a) && isPlain(b) {
		return edits([]byte(a), []byte(b), limit)
	}
	return edits([]rune(a), []rune(b), limit)
}

// edits is distance by letters.
func edits[T byte | rune](x, y []T, limit int) int {
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	var room [3][usualWord + 1]int
	before, last, row := room[0][:], room[1][:], room[2][:]
	if len(y) > usualWord {
		before, last, row = make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	}
	before, last, row = before[:len(y)+1], last[:len(y)+1], row[:len(y)+1]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if before, last, row = last, row, before; least >= limit {
			return limit // it grows from row to row
		}
	}
	return min(last[len(y)], limit)
}
