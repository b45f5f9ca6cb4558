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
	folded := []byte(bracketed.ReplaceAllStringFunc(v.folded, func(s string) string { return strings.Repeat("|", len(s)) }))
	for _, x := range v.values {
		for i := x.start; i < x.end; i++ {
			folded[i] = '|'
		}
	}
	is := v.signs(f, string(folded))
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
		if foreign.MatchString(folded) {
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

// roleInside finds the job in a sentence; one of a few words is the answer as a whole.
func roleInside(text, folded string, at []int) found {
	if len(strings.Fields(folded)) <= mostRole && sounds("role", text) {
		return found{}
	}
	if courteous[firstOf(join(knowledge.Words(text)))] || skipsInside.MatchString(join(knowledge.Words(text))) {
		return found{} // "entendido, licenciado"
	}
	if isMine.MatchString(join(knowledge.Words(text))) {
		return found{text, 0, len(folded), surely + 1}
	}
	job := jobInside(text)
	start := strings.Index(text, job)
	if job == "" || start < 0 || vocative[knowledge.Fold(job)] && hasVerb(knowledge.Words(folded[:offsetOf(at, start)])) && !ownJobAhead.MatchString(folded[:offsetOf(at, start)]) && !strings.Contains(folded, " soy yo") {
		return found{}
	}
	is := found{job, offsetOf(at, start), offsetOf(at, start+len(job)), surely}
	if ownJobAhead.MatchString(folded[max(0, is.start-20):is.start]) {
		is.score++ // "no pues yo soy el dueño, mi señora dice …"
	}
	return is
}

// vocative is what people call each other by: "ya regresé, patrón".
var vocative = wordSet("patron patrona jefe jefa maestro maestra")

var courteous = wordSet("entendido enterado perfecto gracias ok claro si buenas buenos hola excelente")

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

// exportsInside takes the whole sentence that tells where goods went, or how often.
func (v *values) exportsInside(folded string) found {
	words := strings.Fields(folded)
	_, abroad := placeInside(knowledge.Words(folded))
	own := ownExport.MatchString(folded)
	switch {
	case !abroad && skipsWhole.MatchString(heard(folded)), !abroad && !neverWords.MatchString(folded) && skipsInside.MatchString(heard(folded)):
		return found{}
	case saysNever(folded) && !(abroad && own && !neverWords.MatchString(folded)):
		return found{"nunca", 0, len(folded), surely}
	case !abroad && !almost.MatchString(folded) && len(words) <= shortNever && (len(words) < 4 || exporting.MatchString(folded) || exported.MatchString(folded)) && (neverWords.MatchString(folded) || nothing.MatchString(folded)) && !waits.MatchString(folded):
		return found{"nunca", 0, len(folded), surely}
	case len(words) > longestInside, waits.MatchString(folded), theirDoing.MatchString(folded):
		return found{}
	case abroad && (own || toPlace.MatchString(folded) || somewhere.MatchString(folded)):
	case own && somewhere.MatchString(folded) && (exported.MatchString(folded) || weSent.MatchString(folded)) && !leftHere.MatchString(folded):
	default:
		return found{}
	}
	return found{v.led(v.r.form.Field("exports"), v.text), 0, len(folded), surely}
}

var (
	weSent   = newRule(`\b(?:nos|me) (?:compr\w+|pid\w+|encarg\w+)`)
	leftHere = newRule(`\bse (?:fue|fueron|llev\w+) (?:la luz|el internet|la senal|el agua)|\bahi la llev`)
)

// saysNever tells a sentence of which the first words say that nothing was exported, whatever
// is told behind them: "uy no, nunca, con decirle que lo más lejos que han ido es Toluca".
func saysNever(folded string) bool {
	return startsNever.MatchString(folded) && !almost.MatchString(folded) && !waits.MatchString(folded) && !notNever.MatchString(folded)
}

var (
	startsNever = newRule(`^[¡!\s]*(?:(?:uy|ay|hijole|pues|la (?:mera )?verdad|fijese que|fijate que|no,? pues|yo creo que|that|well|oh|mmm+|eh|lamentablemente|desafortunadamente|por desgracia|hasta (?:ahora|ahorita|el momento|la fecha|el dia de hoy),?)[,. ]+)*(?:(?:no|nel|nop|nope|nah)[,.!]+ |(?:no|nel|nop|nope|nah)[,.! ]*$|(?:no,? |nel,? |nop,? )?(?:nunca+|nunk+a?|nunka|jamas|never|cero|ningun[ao]?\b|todavia (?:n[oi]|nunca)|todavia nada|aun no|nada todavia|not yet|none|para nada|ni (?:una|loco|loca|de chiste|en suenos)|nada de export\w*)|(?:nel|nop|no),? (?:\pL+ ){0,3}(?:nunca|jamas|todavia no|nada)\b|(?:nel|nop|no) (?:x ahora|por ahora|fijese|fijate|todavia|para nada|aun|senor\w*|mij[oa]|joven|la verdad|hemos|he|emos|e|solo|nomas|puro|pura|apenas|se ha|tenemos|tengo experiencia|cuento con|contamos con|pero ni)\b)`)
	// notNever begins as a no does, and is something else.
	notNever = newRule(`^(?:no|nop|nel),? (?:inventes|manches|mames|hay (?:problema|prisa)|te|le|se me|me|creas|crea|vaya|es (?:que|por)|pues (?:si|que|ya)|ya|veo|oi|entiendo|entendi|solo .*tambien|hemos (?:visto|terminado|acabado)|he (?:visto|terminado))\b|\bpero (?:si|ya|una vez) (?:mand|export|vend|envi)\w*`)
)

// shortNever is how many words a plain never has at most.
const shortNever = 7

var (
	nothing    = newRule(`^(?:no,? )?nada (?:de|d) nada\b`)
	ownExport  = newRule(`\b(?:mandamos|mandabamos|mande|he mandado|hemos|exportamos|exporte|exportabamos|exportado|vendimos|vendi|enviamos|envie|llevamos|lleve|surtimos|nos (?:compr\w+|pid\w+|encarg\w+)|me (?:compr\w+|encarg\w+)|la llevaba|se (?:la|lo|las|los) llev\w+|sale[n]?|llega[n]?|se van?|se (?:fue|fueron|mando|mandaron|llevo|llevaron)|fueron|we (?:ship\w*|sent|sold|sell|export\w*)|i (?:ship\w*|sent|sold|sell|export\w*)|i've|we've)\b`)
	toPlace    = newRule(`^(?:\pL+,? ){0,5}(?:a|to|hacia|para)\b|^(?:only|just|solo|nomas|nada mas|pura?|puro) `)
	theirDoing = newRule(`^(?:y |pero |oiga |pues )*(?:mi|un|una|el|la) (?:prim[oa]|vecin[oa]|amig[oa]|cunad[oa]|conocid[oa]|compadre|comadre|ti[oa]|sobrin[oa])\b`)
)

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
