package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// What is asked is often told in a sentence around it: "pues yo digo que textil, porque
// todo sale del telar". Each kind of field has its own signs by which it is found there.

// inside takes the answer to the open question out of the sentence that it stands in,
// and tells whether there was one. What is something else already is not looked at.
func (v *values) inside(f *Field) bool {
	if f == nil || v.has(f.ID) || aFolio.MatchString(v.folded) {
		return false
	}
	is := v.signs(f, bracketed.ReplaceAllStringFunc(v.untaken(), func(s string) string { return strings.Repeat("|", len(s)) }))
	if is.score < surely || is.end <= is.start || !v.free(is.start, is.end) {
		return false
	}
	if k := kinds[f.Kind](v.r.form, f, is.name); k.Problem != "" {
		return false
	}
	v.by = "inside"
	taken := v.take(f, is.name, is.start, is.end)
	v.by = "answer"
	return taken
}

// besideQuestion takes the answer that stands in a message with a question in it, if it
// has a sign of its kind: "con Candelaria Canul, ¿y usted es persona o máquina?".
func (v *values) besideQuestion(f *Field) {
	if f.Kind == "text" {
		return
	}
	if before := len(v.values); v.inside(f) && v.values[len(v.values)-1].unsure {
		v.values = v.values[:before]
	}
}

var (
	aFolio    = newRule(`\bpab-?\d{4}\b`)
	bracketed = newRule(`<[^<>]{0,80}>`)
)

// surely is the score from which what was found inside a sentence is taken.
const surely = 3

// signs finds the answer to a field of a kind; nothing where a kind has no signs.
func (v *values) signs(f *Field, folded string) found {
	switch {
	case f.Kind == "person":
		is := v.ownTalk(personRun(v.text, folded, v.at))
		if _, goods := v.r.form.Field("category").choice(is.name); goods && !isGiven(is.name) || lettersIn(is.name) == lettersIn(v.r.c.App.Answers["business"].Value) {
			return found{}
		}
		return is
	case f.Kind == "business":
		is := v.r.form.businessRun(v.text, folded, v.at)
		if at := betweenMarks.FindStringSubmatchIndex(v.text); at != nil && letters(v.text[at[2]:at[3]]) > 1 && is.score < surely+1 {
			return found{v.text[at[2]:at[3]], offsetOf(v.at, at[2]), offsetOf(v.at, at[3]), surely + 1}
		}
		return v.ownTalk(is)
	case f.Kind == "role":
		return v.ownTalk(roleInside(v.text, folded, v.at))
	case f.Kind == "state":
		if foreign.MatchString(folded) || skipsInside.MatchString(heard(v.text)) {
			return found{}
		}
		return v.r.form.stateInside(folded)
	case f.Kind == "category":
		return labelInside(f, folded)
	case f.ID == "products":
		if is := makesInside(v.text, folded); is.score > 0 || goodsHead(v.text) == "" || len(strings.Fields(folded)) > longestInside || notMaking.MatchString(folded) || len(v.values) > 0 {
			return is
		}
		return found{v.text, 0, len(folded), surely}
	case f.Kind == "exports":
		return v.exportsInside(folded)
	case f.ID == "capacity":
		return amountInside(v.text, folded, v.at)
	}
	return found{}
}

// betweenMarks is a name between quotation marks.
var betweenMarks = newRule(`[«"“]([^«»"“”\n]{2,60})[»"”]`)

// ownTalk wants surer signs of a name in talk of somebody else.
func (v *values) ownTalk(is found) found {
	if at := foreign.FindStringIndex(v.folded); at != nil && at[0] < is.start && is.score <= surely {
		is.score--
	}
	return is
}

// makesInside takes what begins with what one makes, however much is told of it.
func makesInside(text, folded string) found {
	if !makesFirst.MatchString(folded) || len(strings.Fields(folded)) > longestInside || notMaking.MatchString(folded) {
		return found{}
	}
	return found{text, 0, len(folded), surely}
}

var (
	makesFirst = newRule(`^(?:(?:pues|mire|mira|nosotros|nosotras|aqui|este|bueno|ah),? )*(?:vendo|vendemos|hago|hacemos|fabrico|fabricamos|produzco|producimos|elaboro|elaboramos|cultivo|cultivamos|puro|pura|puros|puras|we (?:make|sell|grow|produce)|i (?:make|sell|grow|produce)) \pL{3,}`)
	notMaking  = newRule(`\b(?:al mes|mensual\w*|por semana|a month|per month|toneladas|kilos|cuanto|desde hace)\b`)
)

// labelInside finds a category by its label, or by the label's first word.
func labelInside(f *Field, folded string) found {
	said := " " + join(knowledge.Words(folded)) + " "
	best, first := "", len(said)
	for _, c := range f.Choices {
		for _, lang := range []string{"es", "en"} {
			label := join(knowledge.Words(c.Label[lang]))
			for _, name := range []string{label, firstOf(label)} {
				at := strings.Index(said, " "+name+" ")
				if len(name) > 3 && at >= 0 && at < first && mentions(said, name) && !turnedDown(f, said[at+len(name)+1:]) && (c.ID != "other" || putsOther.MatchString(said) && !again.MatchString(said)) {
					best, first = c.ID, at
				}
			}
		}
	}
	if c, ok := f.choice(folded); best == "" && ok && c.ID != "other" && isChosen.MatchString(folded) {
		best = c.ID // "yo creo que es artesanía, porque todo es a mano"
	}
	if best == "" || len(strings.Fields(said)) > longestInside || waits.MatchString(strings.TrimSpace(said)) {
		return found{}
	}
	return found{best, 0, len(folded), surely}
}

var (
	// isChosen stands somewhere before what a category is chosen by.
	isChosen = newRule(`^(?:\pL+,? ){0,4}(?:creo|digo|diria|pondria|pon\w*|es (?:un|una|la|el|de|lo|\pL{4,})|va|entra|seria|somos|guess|say|put)\b`)
	noBehind = newRule(`^ (?:pero )?no\b`)
)

// turnedDown tells by what follows a label that another one is meant: "hogar pero no,
// artesanías".
func turnedDown(f *Field, behind string) bool {
	if !noBehind.MatchString(behind) {
		return false
	}
	_, another := f.choice(behind)
	return another
}

// longestInside is how many words a sentence has at most in which an answer is looked for.
const longestInside = 40

// waits begins what is no answer, whatever it mentions.
var waits = newRule(`^(?:ay,? |perdon,? |disculpe,? |oiga,? |sorry,? )*(?:esper[ae]\w*|aguant\w*|dem?e (?:un|chance|tantito)|dejeme|dejame|permitame|permiteme|un (?:momento|segundo|instante)|momento|tantito|gimme|give me|hold (?:on|up)|hang on|one (?:moment|sec|second|minute)|wait|no (?:inventes|manches|mames|inventen))\b`)
