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
