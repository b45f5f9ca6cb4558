package handlers

import "strings"

// spelledOut is an RFC in single characters: "g o d e 5 6 …".
var spelledOut = newRule(`\b(?:[a-z&] ){3,4}(?:\d ?){6}(?:[a-z0-9] ?){2}[a-z0-9]\b`)

func (v *values) rfcs() {
	defer v.spelledRFC()
	for _, re := range []*rule{rfcFolded, spelledOut} {
		for _, at := range re.FindAllStringIndex(v.folded, -1) {
			if v.free(at[0], at[1]) {
				v.add("rfc", v.original(at[0], at[1]), at[0], at[1])
			}
		}
	}
}

// phones takes a number of ten digits or more; a shorter one only when the phone is
// asked or named, by the other rules.
func (v *values) phones() {
	for _, at := range phoneFolded.FindAllStringIndex(v.folded, -1) {
		n := digits(v.folded[at[0]:at[1]])
		if n >= 10 && n <= 15 && v.free(at[0], at[1]) {
			v.add("phone", v.original(at[0], at[1]), at[0], at[1])
		}
	}
}

// dictations takes a phone or an RFC that is said in words, when it is named or asked.
func (v *values) dictations() {
	if len(v.folded) > longestAmend {
		return
	}
	words := strings.Fields(v.folded)
	for _, d := range []struct {
		field       string
		letters     bool
		least, most int
	}{{"rfc", true, 12, 13}, {"phone", false, 10, 15}} {
		if v.has(d.field) || v.r.c.Asking != d.field && !spokenOf[d.field].MatchString(v.folded) {
			continue
		}
		said, from, to := spokenRun(words, d.letters)
		if n := len(said); d.field == "phone" && n > 10 && v.before("phone") != "" && !strings.HasPrefix(said, "52") {
			said = said[n-10:] // "no es trece al final, es cero tres: siete cinco seis …"
		}
		if n := len(said); n < d.least || n > d.most {
			continue
		}
		if from > 0 && words[from-1] == "mas" {
			said = "+" + said
		}
		start := strings.Index(v.folded, join(words[from:to]))
		if start >= 0 && v.free(start, start+len(join(words[from:to]))) {
			v.add(d.field, said, start, start+len(join(words[from:to])))
		}
	}
}

// spokenOf names what is dictated.
var spokenOf = map[string]*rule{
	"rfc":   newRule(`\b(?:rfc|erre efe ce|r f c|termina en|o sea)\b`),
	"phone": newRule(`\b(?:telefono|tel|cel|celular|numero|whats\w*|final es|o sea)\b`),
}

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
		case w == "a" && next == "ver", (w == "un" || w == "una") && dictated(next, false) != "":
			out, ends = append(out, ""), append(ends, i+1)
			continue
		case w == "doble" && (next == "u" || next == "ve" || next == "uve"):
			letter = "W"
			i++
		case w == "doble" && spokenLetters[next] != "":
			letter = spokenLetters[next] + spokenLetters[next]
			i++
		case (w == "i" || w == "y") && next == "griega":
			letter = "Y"
			i++
		case (w == "be" || w == "ve") && (next == "grande" || next == "larga"):
			letter = "B"
			i++
		case (w == "be" || w == "ve") && (next == "chica" || next == "corta"):
			letter = "V"
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

// soundsLike tells that a word may stand for a letter that it begins with: "ce de casa", "ge de
// jirafa" would not.
func soundsLike(letter, word string) bool {
	return strings.EqualFold(letter, word[:1]) || letter == "H"
}
