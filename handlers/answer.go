package handlers

import (
	"strings"
	"unicode/utf8"

	"pabellon/knowledge"
)

// connecting words stand around values and are none themselves.
var connecting = wordSet("y e o mi mis el la los las es son se llama de en con hola buenas buenos dias tardes noches pues bueno ok oye si claro gracias mira ah este in from at near i mean no perdon perdona disculpa mejor corrijo corrige cambia digo quise decir era bien and my is the hi hello sorry actually")

// answer takes what is left of the text as the answer to the field that is asked:
// all of it, or the first stretch that is not a value of another field. The other
// stretches may still be a state, a job or a name that stand alone.
func (v *values) answer(f *Field, r *reader) {
	v.by = "answer"
	if len(v.values) == 0 && (waits.MatchString(v.folded) || aFolio.MatchString(v.folded)) {
		return
	}
	if f != nil && f.Kind == "category" && skipsInside.MatchString(heard(v.text)) {
		return
	}
	if v.chosen(f) {
		v.told(f)
		return
	}
	v.introduced()
	if f != nil && v.has(f.ID) || v.inside(f) {
		f = nil
	}
	v.told(f)
	if f != nil && (f.Kind == "text" || f.Kind == "exports") && len(v.values) == 0 && objects.MatchString(v.folded) {
		return // it is about something that was said before
	}
	if f != nil && len(v.values) == 0 && !v.listed(f) {
		v.whole(f, r)
		return
	}
	v.stretches(f)
	if f != nil && v.has(f.ID) {
		v.told(f)
	}
}

// chosen takes the category that a text names by one of its words.
func (v *values) chosen(f *Field) bool {
	if f == nil || f.Kind != "category" || v.has(f.ID) {
		return false
	}
	c, ok := f.choice(v.text)
	if !ok || len(strings.Fields(v.text)) > longestChoice || !v.choosesOther(c) || foreign.MatchString(v.folded) || mentionsOnly(knowledge.Words(v.text)) {
		return false
	}
	v.take(f, v.text, 0, 0)
	return true
}

// longestChoice is how many words a text has at most in which a category is chosen by a word.
const longestChoice = 20

// stretches gives what is left of a message to the field that is open, or to the one that
// each part can only be of.
func (v *values) stretches(f *Field) {
	left := v.leftover()
	several := len(left)+len(v.values) > 1
	for _, stretch := range left[:min(len(left), mostStretches)] {
		text := strings.TrimSpace(stretch)
		if f != nil {
			text = v.led(f, text)
		}
		if !meaningful(text) || chats(knowledge.Words(text)) {
			continue
		}
		if f != nil && (f.Kind == "text" || f.Kind == "exports") && len(v.values) > 0 && takingBack.MatchString(v.folded) {
			continue // "mi cel es 222 190 68 43, lo di mal"
		}
		somebody := f != nil && f.Kind == "business" && several && isGiven(personName(text)) && len(strings.Fields(text)) <= 5 && !inName.MatchString(text)
		if f != nil && f.Kind == "person" && several && !isGiven(personName(text)) {
			continue
		}
		if f != nil && !v.has(f.ID) && !somebody && v.fits(f, text) && v.take(f, text, 0, 0) {
			continue
		}
		v.alone(text)
	}
}

// namesGoods tells that a kind of product is named where products are asked for.
func (v *values) namesGoods(f *Field, said []string) bool {
	_, ok := v.r.form.Field("category").choice(join(said))
	return f.ID == "products" && ok && !interjections[said[0]]
}

// mostStretches is how many parts of a message are looked at; the form has fifteen fields.
const mostStretches = 20

// choosesOther tells a choice of "otra" from what is only said again: "hola, otra vez la de
// los chocolates".
func (v *values) choosesOther(c Choice) bool {
	return c.ID != "other" || !again.MatchString(v.folded) && len(strings.Fields(v.text)) <= 4 || putsOther.MatchString(join(knowledge.Words(v.text)))
}

// again is "otra" of time.
var again = newRule(`\botr[oa] (?:vez|semana|dia|rato|llamada|client[ea]|persona|lado)\b`)

var putsOther = newRule(`\b(?:pon\w*|en|a|la de|es|mejor|marc\w*|pique\w*|elij\w*|entonces|seria|pues|ps|so|say|put|choose|pick|go with)(?: (?:la|el|de|a|en))* (?:otr[oa]s?|other)(?: |$)|^ ?(?:pues |ps |pos )?otra (?:xq|porque|pues|ya)\b|\b(?:otr[oa]s?|other)$`)

// mentionsOnly tells talk in which a kind of product is only mentioned: "espéreme tantito que
// anda una gallina en la cocina".
func mentionsOnly(words []string) bool {
	return chats(words) || len(words) > 5 && remarks(words) || len(words) > 0 && len(words) <= 5 && interjections[words[0]] && words[0] != "ay" && words[0] != "ok"
}

// listed tells a list without labels: "Café Sol, Ana López, ana@…", or an answer with
// the state behind it.
func (v *values) listed(f *Field) bool {
	if f.Kind == "text" || f.Kind == "exports" {
		return false
	}
	left := v.leftover()
	if len(left) == 2 {
		_, ok := v.r.form.exactState(left[1])
		return ok
	}
	return len(left) >= 3
}

// fits tells that a stretch passes as an answer to the field.
func (v *values) fits(f *Field, text string) bool {
	if f.Kind == "state" {
		_, ok := v.r.form.state(text, true)
		return ok
	}
	if k := kinds[f.Kind](v.r.form, f, text); k.Problem != "" || !sounds(f.Kind, text) {
		return false
	}
	if said := knowledge.Words(text); f.Kind == "text" && remarks(said) && !v.namesGoods(f, said) {
		return false
	}
	if first, rest, ok := strings.Cut(text, ","); ok && f.Kind == "business" && isGiven(first) && len(strings.Fields(first)) <= 3 && !legalForm.MatchString(knowledge.Fold(rest)) {
		return false // "Martín Cervantes, Sahuayo"
	}
	if f.Kind == "business" && v.otherThanName(text) {
		return false
	}
	if f.Kind == "business" || f.Kind == "role" || f.Kind == "text" {
		_, state := v.r.form.exactState(text)
		return !state
	}
	return f.Kind != "person" || isName(v, text) && plainName(v, text)
}

// otherThanName tells goods and jobs in a list of answers from the business's name:
// "bota vaquera, 1500 pares al mes".
func (v *values) otherThanName(text string) bool {
	if len(v.values) == 0 || text != strings.ToLower(text) {
		return false
	}
	_, goods := v.r.form.Field("category").choice(text)
	_, job := v.r.form.Field("role").choice(text)
	return job || goods && (v.has("capacity") || v.has("exports")) && !v.has("contact")
}

// inFigure tells that a comma is one within a figure: 6,000.
func (v *values) inFigure(i int) bool {
	return v.folded[i] == ',' && i > 0 && i+3 < len(v.folded) && digits(v.folded[i-1:i]) == 1 && digits(v.folded[i+1:i+4]) == 3
}

// inName is in names of businesses, and seldom in a person's.
var inName = newRule(`(?i) (?:de|del|y|and|&) `)

// alone takes a stretch that can be only one thing: a state, a job, a category, or
// the name of a person when the business is known.
func (v *values) alone(text string) {
	words := knowledge.Words(text)
	if len(words) > 5 {
		return
	}
	if name, ok := v.r.form.exactState(text); ok && !v.has("state") && !v.answered("state", name) {
		v.add("state", text, 0, 0)
		return
	}
	if job := wholeJob.FindString(join(words)); job != "" && !v.has("role") {
		v.add("role", text, 0, 0)
		return
	}
	known := v.has("business") || v.r.c.Asking != "business"
	unknown := !v.has("contact") && v.r.c.App.Answers["contact"].Value == ""
	if _, goods := v.r.form.Field("category").choice(text); goods || strings.ContainsAny(v.text, ";<>={}[]") {
		return
	}
	if known && unknown && isGiven(personName(text)) && plainName(v, text) && len(words) >= 2 && len(words) <= 4 && sounds("person", text) && isName(v, text) && digits(text) == 0 {
		v.add("contact", text, 0, 0)
	}
}

var wholeJob = newRule(`^(?:el |la |soy |soy el |soy la )?` + jobs + jobTail + `$`)

func (v *values) answered(field, value string) bool { return v.r.c.App.Answers[field].Value == value }

// listsGoods tells goods from a business's name in a list of answers: "garbanzo, 120 ton al
// mes, ya mandé a España".
func (v *values) listsGoods(text string) bool {
	if len(v.folded) > longestTold || goodsHead(text) == "" || len(clauses(v.folded)) < 2 || capitalBehind(text) || naming.endsAt(v.folded, v.at, max(0, strings.Index(v.text, text))) {
		return false
	}
	return perTime.MatchString(v.folded) || measures.MatchString(v.folded) || toldSent.MatchString(v.folded) || neverWords.MatchString(v.folded)
}

// capitalBehind tells that a capital stands behind the first letter: it may be a name.
func capitalBehind(text string) bool {
	_, first := utf8.DecodeRuneInString(text)
	return strings.ToLower(text[first:]) != text[first:]
}

// take adds an answer in free words, if it has a sign of being one, and tells whether it
// did; one that has none either way is asked back.
func (v *values) take(f *Field, text string, start, end int) bool {
	weight := v.evidence(f, text)
	if weight == remark || f.Kind == "business" && v.listsGoods(text) {
		return false
	}
	v.add(f.ID, text, start, end)
	for i := range v.values {
		if v.values[i].field == f.ID {
			v.values[i].unsure = weight == possible
		}
	}
	return true
}

// leftover is the text between the values, cut at commas and full stops.
func (v *values) leftover() []string {
	taken := make([]bool, len(v.folded)+1)
	for _, x := range v.values {
		for i := x.start; i < x.end; i++ {
			taken[i] = true
		}
	}
	var out []string
	start := -1
	for i := 0; i <= len(v.folded); i++ {
		stop := i == len(v.folded) || taken[i] || strings.IndexByte(",;\n", v.folded[i]) >= 0 && !v.inFigure(i) ||
			v.folded[i] == '.' && i+1 < len(v.folded) && v.folded[i+1] == ' '
		switch {
		case stop && start >= 0:
			out = append(out, v.original(start, i))
			start = -1
		case !stop && start < 0:
			start = i
		}
	}
	return out
}
