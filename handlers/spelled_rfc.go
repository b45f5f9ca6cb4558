package handlers

import "strings"

// spelledRFC takes one that is told in letters' names, single letters, figures and number words,
// with talk in between: "ce de casa u de uva, luego 59 cero cuatro …". It is taken only when
// its check digit is right.
func (v *values) spelledRFC() {
	if v.has("rfc") || v.r.c.Asking != "rfc" && !spokenOf["rfc"].MatchString(v.folded) || len(v.folded) > longestSentence {
		return
	}
	marked := spelledMarks.Replace(v.folded)
	words := strings.Fields(marked)
	pieces, ends := spelt(words)
	for i := range pieces {
		said := ""
		for j, p := range pieces[i:] {
			if said += p; len(said) > longestRFC || said == "" {
				break
			}
			if len(said) >= longestRFC-1 && checkRFC(said) == rfcFine {
				first := 0
				if i > 0 {
					first = ends[i-1]
				}
				start := wordStart(marked, first)
				v.add("rfc", said, start, wordStart(marked, ends[i+j]-1)+len(words[ends[i+j]-1]))
				return
			}
		}
	}
}

// wordStart is where the word with a number begins in a text.
func wordStart(text string, n int) int {
	at := 0
	for {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \n"))
		if n == 0 {
			return at
		}
		next := strings.IndexAny(text[at:], " \n")
		if next < 0 {
			return at
		}
		at += next
		n--
	}
}

// longestRFC is a person's, in characters.
const longestRFC = 13

var spelledMarks = strings.NewReplacer(",", " ", ".", " ", "-", " ", ";", " ", ":", " ")

// spelt gives what the words of a dictated RFC stand for, each piece with the number of words
// up to its end; "" for words that only tell how.
func spelt(words []string) (out []string, ends []int) {
	for i := 0; i < len(words); i++ {
		w, next, third := words[i], "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i+2 < len(words) {
			third = words[i+2]
		}
		letter := spokenLetters[w]
		if len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' {
			letter = strings.ToUpper(w)
		}
		switch {
		case w == "a" && next == "ver", (w == "un" || w == "una") && dictated(next, true) != "":
			out, ends = append(out, ""), append(ends, i+1)
			continue
		case letterOfTwo(w, next) != "":
			letter = letterOfTwo(w, next)
			i++
		case w == "y":
			letter = ""
		case letter != "" && next == "de" && third != "" && len(third) > 1 && spokenLetters[third] == "" && soundsLike(letter, third):
			i += 2 // "be de burro"
		case letter == "" && dictated(w, false) != "" && !hasDigit(w):
			end := i
			for end < len(words) && (dictated(words[end], false) != "" && !hasDigit(words[end]) || words[end] == "y" && end+1 < len(words) && dictated(words[end+1], false) != "") {
				end++
			}
			letter = dictated(join(words[i:end]), false)
			i = end - 1
		case letter == "" && (hasDigit(w) || len(w) == 3 || len(w) == 4) && !talkWords[w]:
			letter = strings.ToUpper(w)
		}
		out, ends = append(out, letter), append(ends, i+1)
	}
	return out, ends
}

// letterOfTwo is a letter whose name has two words: "doble u", "i griega", "be grande".
func letterOfTwo(w, next string) string {
	switch {
	case w == "doble" && (next == "u" || next == "ve" || next == "uve"):
		return "W"
	case w == "doble":
		return strings.Repeat(spokenLetters[next], 2)
	case (w == "i" || w == "y") && next == "griega":
		return "Y"
	case (w == "be" || w == "ve") && (next == "grande" || next == "larga"):
		return "B"
	case (w == "be" || w == "ve") && (next == "chica" || next == "corta"):
		return "V"
	}
	return ""
}

// soundsLike tells that a word may stand for a letter that it begins with: "ce de casa", "ge de
// jirafa" would not.
func soundsLike(letter, word string) bool {
	return strings.EqualFold(letter, word[:1]) || letter == "H"
}
