package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// Asked for a name or for what they sell, people also sigh, thank, and tell of the weather.
// What is taken for an answer in free words must have a sign that it is one; what has none,
// and none against it either, is asked back.

// evidence is what speaks for a text being the answer to a question in free words.
type evidence int

const (
	remark   evidence = iota // it says something else
	possible                 // nothing speaks for it, and nothing against it
	evident                  // it has a sign of its kind
)

// evidence weighs a text as the answer to a field; text is without what leads up to it.
func (v *values) evidence(f *Field, text string) evidence {
	words := knowledge.Words(text)
	if len(words) == 0 {
		return remark
	}
	switch {
	case f.Kind == "business":
		if name := businessName(text); letters(name) > 1 {
			text, words = name, knowledge.Words(name)
		}
		return v.businessEvidence(text, words)
	case f.Kind == "person":
		return v.personEvidence(text, words)
	case f.ID == "products":
		return productEvidence(text, words)
	case f.ID == "capacity":
		return v.amountEvidence(text)
	case f.Kind == "role" && !anyJob.MatchString(join(words)) && jobInside(text) == "" && !isMine.MatchString(join(words)) && hasVerb(words):
		return remark
	case f.Kind == "category" && anyOf(knowledge.Words(v.text), adverbs) && !choosesIt.MatchString(v.folded),
		f.Kind == "category" && !choosesIt.MatchString(v.folded) && len(knowledge.Words(v.text)) > 2 && mayHaveVerb(knowledge.Words(v.text)),
		f.Kind == "state" && elsewhere.MatchString(v.folded):
		return possible
	}
	return evident
}

func (v *values) businessEvidence(text string, words []string) evidence {
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	if len(ts) == 0 {
		return remark
	}
	caps, all := capitals(ts), written(ts)
	start := strings.Index(v.text, text)
	led := start >= 0 && naming.endsAt(v.folded, v.at, start)
	switch {
	case start > 0 && !led && (hasVerb(knowledge.Words(v.text[:start])) || elsewhere.MatchString(v.folded[:start])):
		return possible // "perdón, fue la Feria de la Alegría"
	case led && caps == 0 && looseNaming.endsAt(v.folded, v.at, start) && !anyGoods(words):
		return possible // "it's some saint's day"
	}
	switch {
	case anyOf(words, labels):
		return remark
	case goodsHead(text) != "" && len(words) <= longestAside && !hasVerb(words):
		return evident
	case led && !exclaims.MatchString(folded), ts[len(ts)-1].legal && len(ts) > 1, all && caps > 1 && !hasEnglish(words), inQuotes(v.text, text):
		return evident
	case hasVerb(words) && caps < 2, exclaims.MatchString(folded), allTalk(words), mostlyTalk(words), interjections[words[0]]:
		return remark
	case anyGoods(words) && anyOf(words, adverbs):
		return possible
	case anyGoods(words), caps > 0 && len(words) > 1, anyOf(words, tradeWords):
		return evident
	case hasVerb(words), len(words) > longestAside, anyOf(words, adverbs):
		return remark
	}
	return possible
}

var (
	// choosesIt is how a category is chosen.
	choosesIt = newRule(`\b(?:creo|digo|diria|pon\w*|vamos en|van? en|entra\w*|cae|caemos|es|son|seria\w*|queda\w*|somos|hay|categoria|ramo|giro|sector|marc\w*|pic\w*|piqu\w*|elij\w*|escog\w*|registr\w*|clasific\w*|correspond\w*|consider\w*|hacemos|hago|vendemos|vendo|guess|say|put|fits?|pick|choose|best|would be|is|it's|dud\w+)\b`)
	// elsewhere is where somebody went, and not where the business is.
	elsewhere = newRule(`\b(?:back|volv\w+|wedding|carretera|atraves\w*|varad[oa]|baje|subi|sali|entrega|mercancia|anda|ando|andaba|anduve|andamos|anduvimos|fui|fuimos|iba|ibamos|voy|vamos|vengo|regres\w+|llegu?\w+|tuve|tuvimos|boda|viaje|feria|expo|visit\w*|contador\w*|went|trip|was at)\b`)
)

// looseNaming stands before many other things than a name.
var looseNaming = newRule(`\b(?:le (?:pusieron|dicen)|it's|we're|we are|somos|es|is|(?:y|ya) quedo)\b *`)

// hasEnglish tells words of English talk, which are written with capitals as names are.
func hasEnglish(words []string) bool { return hasVerb(words) && anyOf(words, talkWords) }

// inQuotes tells that a text stands between quotation marks.
func inQuotes(whole, text string) bool {
	before, after, ok := strings.Cut(whole, text)
	return ok && before != "" && after != "" && strings.ContainsAny(before[len(before)-1:], "\"'") && strings.ContainsAny(after[:1], "\"'")
}

func (v *values) personEvidence(text string, words []string) evidence {
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	name := personName(text)
	start := strings.Index(v.text, name)
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return givenNames[w] }) // "Eligio" is a verb too
	switch {
	case isGiven(name) && len(strings.Fields(name)) == 1 && len(strings.Fields(v.text)) > 3 && hasVerb(knowledge.Words(v.text)) && !namesOneself.MatchString(v.folded) && !ofNames.MatchString(v.folded):
		return possible // "aquí Chema de nuevo, ya tengo tiempo"
	case isGiven(name) && !hasVerb(words):
		return evident
	case len(ts) == 0 || exclaims.MatchString(folded) || len(words) > 0 && allTalk(words) || anyOf(words, adverbs):
		return remark
	case elsewhere.MatchString(v.folded) && !isGiven(name):
		return possible
	case written(ts) && len(nameWords(text)) > 1 && !hasVerb(words),
		start >= 0 && callings.endsAt(v.folded, v.at, start) && !looseCallings.endsAt(v.folded, v.at, start) && !hasVerb(words):
		return evident
	case hasVerb(words), len(words) > 4, mostlyTalk(words):
		return remark
	}
	return possible
}

func productEvidence(text string, words []string) evidence {
	folded, _ := foldKeeping(text)
	switch {
	case onlyMade.MatchString(folded) && !anyGoods(words):
		return possible // "puro cotorreo contigo"
	case ownMaking.MatchString(folded), onlyMade.MatchString(folded), goodsHead(text) != "" && (!hasVerb(words) || len(words) > longestAside):
		return evident
	case exclaims.MatchString(folded), allTalk(words), interjections[words[0]]:
		return remark
	case anyGoods(words) && !mayHaveVerb(words) && !anyOf(words, adverbs):
		return evident
	case anyGoods(words) && !(mayHaveVerb(words[:1]) && strings.HasSuffix(words[0], "o")):
		return possible
	case hasVerb(words), mayHaveVerb(words[:1]) && strings.HasSuffix(words[0], "o"), anyOf(words, adverbs), mostlyTalk(words):
		return remark // "traigo las manos llenas"
	}
	return possible
}

// onlyMade is "puro queso", as people say of what they make.
var onlyMade = newRule(`^(?:pues |es |son |no,? |aqui |ps )*(?:puros?|puras?) \pL`)

// ownMaking is what people say that they make or sell.
var ownMaking = newRule(`\b(?:(?:vend|bend|fabric|elabor|cultiv|tej|bord|manej|cos|cri|siembr|sembr|cosech|cocin|comercializ|maquil|disen)(?:o|emos|amos|imos)|hago|hacemos|hacems|asemos|acemos|ago|produ(?:zco|cimos)|constru(?:yo|imos)|me dedico|nos dedicamos|(?:i|we) (?:make|sell|grow|produce|offer|bake|brew|roast|build))\b`)

// amountEvidence doubts an amount that a verb stands before which is none of making: "entró
// una turista y se llevó tres anillos".
func (v *values) amountEvidence(text string) evidence {
	start := max(0, strings.Index(v.text, text))
	folded, at := foldKeeping(text)
	for _, t := range tokens(text, folded, at) {
		if isNumber(t.folded) && !single[t.folded] {
			start += t.start
			break
		}
	}
	before := knowledge.Words(v.text[:start])
	if len(before) > 0 && mayHaveVerb(before) && !makes.MatchString(join(before)) && !toldMake.MatchString(join(before)) && !canMake.MatchString(join(before)) {
		return possible
	}
	return evident
}

// canMake stands before what can be made.
var canMake = newRule(`\b(?:puedo|podemos|andamos en|ando en|serian|son|salen|sale|llego a|llegamos a|alcanza|capacidad|maximo|minimo|depende|can|could|up to|about|around|pongale|ponle|entre)\b`)

// exclaims is "¡qué calor!", "ay, qué padre", "how nice".
var exclaims = newRule(`^(?:[\s¡!.,]|ay|ah|uy|uf+|oh|oye|orale|jaj\w*|ja|hijole|no|wow|omg|mare|ala)*(?:que|q|k|ke|how|what a|so) \pL+`)

// labels are what other answers are called.
var labels = wordSet("rfc correo telefono cel celular whatsapp mail email")

// tradeWords are what a business calls itself by.
var tradeWords = wordSet("taller tienda fabrica industrias industria industrial grupo casa rancho hacienda finca granja empacadora comercializadora distribuidora productos productora productores cooperativa sociedad union asociacion hermanos hnos hijos cia compania corporativo maquiladora despulpadora torrefactora beneficio molino cerveceria destileria destilados vinicola bodega bodegas vinata tenerias teneria curtiduria talabarteria ebanisteria carpinteria herreria alfareria plateria joyeria textiles tejidos bordados artesanias confecciones creaciones disenos manufacturas maquinados plasticos quimica quimicos laboratorio laboratorios botanica herbolaria apicola agricola agropecuaria acuicola pesquera ganadera lacteos carnes mieles salsas dulces chocolates cafes mezcales viveros servicios soluciones tecnologias exportadora manos mujeres studio estudio workshop company farm ranch foods brand brewing works crafts goods trading co")

// adverbs and their like tell when, where and how: no name has them.
var adverbs = wordSet("first primero aqui aki aca ahi alla ahorita orita ahora ya hoy ayer manana luego despues siempre nunca tambien tampoco muy mucho mucha poquito tantito todavia aun apenas casi bien mal mejor peor asi entonces today now here there later very really just too already again tomorrow yesterday still absolutely fair enough listo lista gracias perdon")

// guessed takes what is most like an answer from who was not understood before, and tries
// again: it is asked back. The second time everything that is said may be one.
func (v *values) guessed(f *Field) bool {
	words := knowledge.Words(v.text)
	if len(words) == 0 || len(words) > longestInside || waits.MatchString(v.folded) || skipsInside.MatchString(join(words)) || laughter.MatchString(words[0]) {
		return false
	}
	guess := v.led(f, v.text)
	switch f.Kind {
	case "business":
		if is := v.r.form.businessRun(v.text, v.folded, v.at); is.score > 0 {
			guess = is.name
		}
		guess = trimmedName(businessName(guess), false)
	case "person":
		if is := personRun(v.text, v.folded, v.at); is.score > 0 {
			guess = is.name
		}
		guess = trimmedName(personName(guess), true)
	case "role", "text", "exports":
	default:
		return false
	}
	said := knowledge.Words(guess)
	unlikely := foreign.MatchString(v.folded) || exclaims.MatchString(v.folded) || interjections[words[0]] || allTalk(said) || hasVerb(said)
	if v.r.c.Lost < 2 && unlikely || f.Kind != "text" && f.Kind != "exports" && len(said) > longestAlike || kinds[f.Kind](v.r.form, f, guess).Problem != "" {
		return false
	}
	v.by = "guess"
	v.add(f.ID, guess, 0, len(v.folded))
	v.values[len(v.values)-1].unsure = true
	return true
}
