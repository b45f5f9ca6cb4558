package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// People who introduce themselves tell several things in one breath: "soy Leonel Figueroa,
// platero de Taxco, hacemos unas 300 piezas al mes y ya vendemos en Texas". Such a message is
// read clause by clause; of each, what can be nothing else is taken as an answer.

// longestTold is the longest message that is read clause by clause, in bytes.
const longestTold = 600

// mostClauses is how many parts of a message are read.
const mostClauses = 24

// told reads the answers to other questions than the open one, of a message that tells
// several things. What was answered before is left as it is.
func (v *values) told(asked *Field) {
	if len(v.folded) > longestTold {
		return
	}
	parts := clauses(v.untaken())
	if len(parts)+len(v.values) < 2 {
		return
	}
	own := len(v.folded) // of who speaks; what follows may be somebody else's
	if at := foreign.FindStringIndex(v.folded); at != nil {
		own = at[0]
	}
	v.by = "told"
	for _, read := range []struct {
		field string
		find  func(c clause) found
	}{{"capacity", v.toldAmount}, {"exports", v.toldExports}, {"products", v.toldMaking}, {"contact", v.toldPerson}, {"role", v.toldJob},
		{"state", v.toldPlace}, {"category", v.toldCategory}, {"products", v.toldGoods}} {
		if read.field == "products" && asked != nil && asked.ID == "category" && !v.hasBeside("category") {
			continue // it tells why the category is this one
		}
		if asked != nil && asked.ID == read.field || !v.open(read.field) {
			continue
		}
		parts = clauses(v.untaken())
		for _, c := range parts[:min(len(parts), mostClauses)] {
			if c.start >= own || waits.MatchString(v.folded[c.start:c.end]) {
				continue
			}
			if is := read.find(c); is.score >= surely && is.end > is.start && v.free(is.start, is.end) && kinds[v.r.form.Field(read.field).Kind](v.r.form, v.r.form.Field(read.field), is.name).Problem == "" {
				v.add(read.field, is.name, is.start, is.end)
				break
			}
		}
	}
	v.by = "answer"
}

// hasBeside tells that another field than this one was told.
func (v *values) hasBeside(field string) bool {
	return slices.ContainsFunc(v.values, func(x value) bool { return x.field != "" && x.field != field })
}

// measures are what goods are counted in.
var measures = newRule(`\b(?:kg|kgs|kilos?|kilogramos?|gramos?|grs?|ton|tons|toneladas?|tonnes?|t|lts?|litros?|liters?|litres?|ml|metros?|mts?|m2|piezas?|pzas?|pzs?|pz|pcs|pieces|units|unidades|cajas?|boxes|bolsas?|bags|botellas?|bottles|frascos?|jars|latas?|cans|pares|pairs|docenas?|dozens?|millares?|gruesas?|juegos?|sets?|lotes?|contenedor(?:es)?|containers?|tarimas?|pallets?|paquetes?|packs?|rollos?|barriles?|barricas?|cubetas?|tambos?|costales?|bultos?|arpillas?|rejas?|cartones|charolas?|prendas?|garments|barras?|bars|velas|candles|pares|camion(?:es)?|trailers?|pipas?|racimos|manojos|tallos|plantas|cabezas)\b`)

// toldAmount is an amount of goods, or in a time.
func (v *values) toldAmount(c clause) found {
	text, folded := v.piece(c)
	_, at := foldKeeping(text)
	made := makes.MatchString(folded) || toldMake.MatchString(folded)
	for _, a := range amountsIn(tokens(text, folded, at)) {
		said := text[a.first.start:a.last.end]
		words := knowledge.Words(said)
		start, end := c.start+offsetOf(at, a.first.start), c.start+offsetOf(at, a.last.end)
		if ahead := folded[:offsetOf(at, a.first.start)]; packed.MatchString(ahead) && !ofCapacity.MatchString(ahead) || words[0] == "medio" || perTime.MatchString(words[len(words)-1]) && len(words) == 2 || v.r.c.Asking == "products" && !perTime.MatchString(join(words)) {
			continue // "en caja de 4 kg"
		}
		if a.denied || otherCounts.MatchString(join(words)) || !notMoney(nil, said) || single[words[0]] && !perTime.MatchString(join(words)) || v.r.c.Asking == "exports" && !made {
			continue
		}
		if measures.MatchString(join(words)) || perTime.MatchString(join(words)) || made && len(words) > 1 && !numberWord(words[len(words)-1]) && !hasDigit(words[len(words)-1]) {
			return found{said, start, end, surely}
		}
	}
	return found{}
}

// packed stands before what one package holds.
var packed = newRule(`(?:^|\s)(?:en|de|of|in) (?:(?:\pL+ ){1,3}(?:de|of) )?$`)

// toldMake is a making verb in whatever spelling.
var toldMake = newRule(`\b(?:sa[ck](?:o|amos)|salen|ago|asemos|acemos|hacems|hacms|capacidad|capacity|produccion|cosech(?:o|amos))\b`)

var (
	toldNever = newRule(`^(?:y |pero |ya |que |pues |la verdad |todavia |aun |no )*(?:(?:nunca|jamas|never)(?: (?:e|he|hemos|emos|export\w*|mand\w*|vend\w*|i|we|have|haven't|gracias|todavia|nada|salido|afuera|fuera|before|abroad|al extranjero|del pais|hecho|made|hasta ahora))*|(?:no|todavia no|aun no|sin) (?:he|hemos|emos|e|se ha)? ?(?:export\w*|salido del pais|vendido (?:a?fuera|al extranjero)|mandado (?:a?fuera|al extranjero))(?: \w+){0,2}|nada de export\w+|(?:i |we )?(?:have |haven't |has )?(?:never|not) (?:export\w*|shipped|sold)(?: \w+){0,3})$`)
	toldSent  = newRule(`\b(?:export\w*|mand(?:o|e|a|amos|ado|aba|abamos|an)|envi(?:o|e|amos|ado)|vend(?:o|i|emos|ido|imos|ia)|bend(?:o|emos)|llev(?:e|amos|aron|an)|surt\w+|se (?:va|van|fue|fueron|llev\w+)|(?:a|va|van) (?:a )?dar|fue (?:a|un|una)|fueron|llega\w*|cruz(?:o|amos)|estuvimos|prob(?:e|amos)|han ido|ido a parar|se (?:me|nos) van?|van? (?:a|para|pa)|experiencia|client[ea]s?|comprador\w*|ship\w*|sent|sold|sell|una vez|dos veces|veces|once|twice)\b`)
	wishes    = newRule(`\b(?:[qk]u?ier[oe]\w*|queremos|quisier\w*|gustaria|pensando|pienso|planeo|planeamos|sueno|ojala|want|would|hope|hoping|plan|cuanto|cuesta)\b`)
)

// neverInside says it in the middle of something else.
var neverInside = newRule(`\bnunca (?:he|hemos|e|emos) (?:export|mand|vend|envi)\w*|\bexport\w*,? (?:nunca|jamas|todavia no|aun no|no$)|\bno (?:he|hemos|e|emos) (?:export\w*)`)

// toldExports is where goods were sent, or that none ever were.
func (v *values) toldExports(c clause) found {
	text, folded := v.piece(c)
	words := knowledge.Words(folded)
	if toldNever.MatchString(join(words)) || neverInside.MatchString(folded) {
		return found{"nunca", c.start, c.end, surely}
	}
	if _, abroad := placeInside(words); !abroad || wishes.MatchString(folded) || theirDoing.MatchString(folded) || len(words) > longestInside {
		return found{}
	}
	if _, alone := placeNamed(text); (!alone || placeOrThing[join(words)] && text == strings.ToLower(text)) && !toldSent.MatchString(folded) {
		return found{}
	}
	return found{strings.TrimSpace(text), c.start, c.end, surely}
}

var (
	toldMaking    = newRule(`\b(?:yo |nosotr[oa]s |que |lo que )?(?:` + ownMakes + `|trabaj(?:o|amos) (?:el|la|los|las)|we shape|i shape|lo que (?:nosotros |yo )?(?:tengo|tenemos) es|me dedico a(?: hacer| vender| la venta de)?|nos dedicamos a(?: hacer| vender| la venta de)?|(?:i|we) (?:make|sell|grow|produce|build|bake|brew|shape)|lo que (?:yo )?(?:vendo|hago|hacemos|vendemos) (?:es|son))\s+(?:es |son |puros? |puras? |pura )?(\pL[^,;\n|]*)`)
	forOther      = newRule(`\b(?:me|lo|la|le|se|los|las|les)\s*$`) // "me lo sacó mi hija"
	goodsEnd      = newRule(`\s+(?:en|aqui|desde|como|unos|unas|al|por|para vender|junto|in|around|about|at|y (?:ya|nunca|estoy|soy|somos|una vez)|and (?:i|we)|que (?:va|van|sale|salen))\b.*$`)
	notGoodsFirst = wordSet("muchas muchos muchisimas cosas varias varios diferentes algunas algunos a en con por para los las lo el la todo nada eso esto muy bien mas mucho mucha poco poquito algo unos unas como hasta ya desde de cada negocio it them")
)

// toldMaking is what somebody says to make or sell.
func (v *values) toldMaking(c clause) found {
	_, folded := v.piece(c)
	at := toldMaking.FindStringSubmatchIndex(folded)
	if at == nil || forOther.MatchString(folded[:at[0]]) {
		return found{}
	}
	from, to := at[2], at[3]
	if cut := goodsEnd.FindStringIndex(folded[from:to]); cut != nil && cut[0] > 0 {
		to = from + cut[0]
	}
	words := knowledge.Words(folded[from:to])
	if len(words) == 0 || hasDigit(words[0]) || notGoodsFirst[words[0]] && words[0] != "de" || isNumber(words[0]) || allTalk(words) || denied.MatchString(folded[:at[0]]) || !anyGoods(words) && len(v.values) < 2 {
		return found{}
	}
	return found{v.trimmed(c.start+from, c.start+to), c.start + from, c.start + to, surely}
}

// toldGoods is a kind of goods that is named in a list of answers.
func (v *values) toldGoods(c clause) found {
	text, folded := v.piece(c)
	words := knowledge.Words(folded)
	if v.r.c.Asking == "business" && !v.has("business") && len(words) > 1 && !v.has("capacity") && !v.has("exports") {
		return found{} // it is the name
	}
	for len(words) > 1 && (words[0] == "es" || words[0] == "son" || words[0] == "mire") {
		words = words[1:]
	}
	if slices.ContainsFunc(v.values, func(x value) bool {
		return x.field != "" && strings.Contains(lettersIn(x.text), strings.Join(words, ""))
	}) {
		return found{}
	}
	listed := v.has("capacity") || v.has("exports") || v.has("category") && v.r.c.Asking != "category" || v.has("business") && len(v.values) > 2
	if c, ok := v.r.form.Field("category").choice(text); ok && isLabel(c, join(words)) {
		return found{}
	}
	if len(words) == 0 || len(words) > longestAlike || !listed || hasVerb(words) || anyOf(words, adverbs) || toldSent.MatchString(folded) || hasDigit(folded) {
		return found{}
	}
	if capitalBehind(strings.TrimSpace(text)) {
		return found{} // it may be a name
	}
	if goodsHead(folded) == "" {
		return found{}
	}
	return found{strings.TrimSpace(text), c.start, c.end, surely}
}

// isLabel tells that a choice is named, and nothing else.
func isLabel(c Choice, said string) bool { return slices.Contains(categoryNames(c)[:4], said) }

// toldPerson is who is speaking, by first and last name.
func (v *values) toldPerson(c clause) found {
	text, folded := v.piece(c)
	_, at := foldKeeping(text)
	is := personRun(text, folded, at)
	if is.start > 0 && strings.TrimSpace(folded[:is.start]) != "" && !callings.endsAt(folded, at, at[is.start]) {
		return found{}
	}
	if is.score < surely || !isGiven(is.name) || len(strings.Fields(is.name)) < 2 && !namesOneself.MatchString(strings.TrimSpace(folded)) {
		return found{}
	}
	return found{is.name, c.start + is.start, c.start + is.end, is.score}
}

// toldJob is the job that somebody says to have.
func (v *values) toldJob(c clause) found {
	_, folded := v.piece(c)
	at := ledJob.FindStringSubmatchIndex(folded)
	if at == nil || deniedJob.MatchString(folded[:at[2]]) || trade.MatchString(folded[at[2]:at[3]]) {
		return found{}
	}
	return found{v.trimmed(c.start+at[2], c.start+at[3]), c.start + at[2], c.start + at[3], surely}
}

var ledJob = newRule(`^\s*(?:(?:y|yo|soy|soi|i'm|i am|the|como|aqui|su|el|la|un|una|head|de) )*((?:` + ledJobs + `|` + fullJob + `|administro|platero|head brewer|llevo (?:las|la) (?:ventas|administracion)|llevo ventas))(?:\s*$|\s+(?:de|del|d|en|n|of|at|y|and|desde|aqui|aca|soy)\s)`)

// toldPlace is where the business is.
func (v *values) toldPlace(c clause) found {
	text, folded := v.piece(c)
	if toldSent.MatchString(folded) || elsewhere.MatchString(v.folded) || v.r.c.Asking == "exports" && !inState.MatchString(folded) {
		return found{}
	}
	if name, ok := v.r.form.exactState(text); ok && (len(strings.TrimSpace(folded)) > 3 || strings.TrimSpace(text) != strings.TrimSpace(folded) && text != strings.ToLower(text)) {
		return found{name, c.start, c.end, surely}
	}
	for _, at := range whereAt.FindAllStringSubmatchIndex(folded, -1) {
		if prep := strings.TrimSpace(folded[at[0]:at[2]]); prep[0] == 'd' && !fromThere.MatchString(folded[:at[0]]) && !(strings.TrimSpace(folded[:at[0]]) == "" && (v.has("contact") || v.has("role"))) {
			continue // "café de Coatepec"
		}
		if name, ok := v.r.form.state(folded[at[2]:], false); ok && v.free(c.start+at[2], c.end) {
			for _, n := range v.r.form.namesOf(name) {
				if strings.HasPrefix(folded[at[2]:]+" ", n+" ") || strings.HasSuffix(" "+folded[at[2]:], " "+n) {
					return found{name, c.start + at[2], c.end, surely}
				}
			}
		}
	}
	return found{}
}

var whereAt = newRule(`(?:^|\s)(?:en|de|del|d|desde|n|in|from)\s+(\pL)`)

// fromThere stands before where somebody is from.
var fromThere = newRule(`\b(?:soy|soi|somos|estamos|aqui|aca|aki|aqi|venimos|vengo|i'm|we're|we are)$`)

// toldCategory is a category by its label, in so many words.
func (v *values) toldCategory(c clause) found {
	f := v.r.form.Field("category")
	text, folded := v.piece(c)
	is := labelInside(f, folded)
	words := knowledge.Words(folded)
	if is.score < surely || len(words) > longestAlike || is.name == "other" && !ofCategory.MatchString(folded) {
		return found{}
	}
	choice := f.Choices[slices.IndexFunc(f.Choices, func(c Choice) bool { return c.ID == is.name })]
	label := knowledge.Words(choice.Label["es"] + " " + choice.Label["en"])
	bare := !slices.ContainsFunc(words, func(w string) bool { return !connecting[w] && !talkWords[w] && !slices.Contains(label, w) })
	if !bare && !choosing.MatchString(folded[:max(0, strings.Index(folded, firstOf(label[0])))]) && !ofCategory.MatchString(folded) {
		return found{}
	}
	return found{strings.TrimSpace(text), c.start, c.end, surely}
}

// ofCategory is said of the category.
var ofCategory = newRule(`\b(?:categoria|category|ramo|giro|sector|rubro|entra\w*|vamos en|va en|cae en|seria|pon\w* en|pon\w*|under)\b`)
