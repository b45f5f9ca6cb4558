package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// pattern finds one field in what people say of themselves. Group 1 is the value.
type pattern struct {
	field string
	re    *rule
	ok    func(v *values, original string) bool // nil: always
}

// selfPatterns in the order in which they are tried; a stretch is taken once.
var selfPatterns = []pattern{
	{"role", newRule(`\b(?:soy|es|i am|i'm) (?:yo )?(?:el |la |su |un |una |the |an? )?(` + jobs + jobTail + `)\b`), nil},
	{"role", newRule(`[,;\n(]\s*(?:el |la )?(` + jobs + jobTail + `)\s*(?:$|[,;\n).]|\s(?:de|del|y|en|of)\s)`), nil},
	{"contact", newRule(`\b(?:soy|me llamo|me yamo|mi nombre(?: completo)? es|a nombre de|le habla|te habla|habla|atte|atentamente|saludos|i am|i'm|my name is|this is)[\s.:]+(?:la |el )?([\pL' ]+?)(?:\s*(?:$|[,;\n(.|/]| - )|\s+(?:de|del|d|en|n|from|of|at|in|y|and|para|con|mi|su|tel|cel|correo|rfc|a sus|el|la|ventas|compras)\s)`), isOwnName},
	{"business", newRule(`\b(?:mi|el|la|nuestro|nuestra|una?|my|our|the) (?:negocio|empresa|marca|changarro|tienda|taller|compania|fabrica|cooperativa|business|company|brand|shop) (?:se llama|que se llama|es|llamad[oa]|is called|called|is)\s+([^,;\n]+?)` + valueEnd), isBusiness},
	{"business", newRule(`\b(?:se llama|le puse|le pusimos|le decimos|nos llamamos|nombre comercial es|razon social es)\s+([^,;\n]+?)` + valueEnd), isOwnBusiness},
	{"business", newRule(`\b(?:somos|we are)\s+(?:la empresa |el negocio |el taller |la marca )?([^,;\n]+?)` + valueEnd), isWhoWeAre},
	{"capacity", newRule(`\b((?:(?:como|unos|unas|entre|hasta|unas) )?` + amount + `(?: ?\pL+){0,4} (?:(?:al|por|cada|a|per|x) (?:mes|semana|dia|month|week|day)|mensual(?:es)?|semanal(?:es)?|diari[oa]s?|monthly|weekly))\b`), notMoney},
	{"capacity", newRule(`\b(?:hago|hacemos|fabricamos|producimos|sacamos|podemos hacer|podemos producir|we make|we can make)\s+((?:(?:como|unos|unas|hasta|about) )?` + amount + ` ?\pL+)`), notMoney},
	{"products", newRule(`\b(?:vendo|vendemos|hago|hacemos|fabrico|fabricamos|produzco|producimos|elaboro|elaboramos|cultivo|cultivamos|(?:i|we) (?:make|sell|produce|grow))\s+([^;\n]+?)(?:\s*(?:$|[;\n|]|\.\s|\.$)|\s+(?:y|and) (?:estoy|estamos|soy|somos|mi|my|we are|i am|nunca|ya|hago|hacemos)\b|,\s+(?:estoy|estamos|soy|somos|mi|my|nunca|ya|en|aqui|tel|cel|correo|rfc|como|unos|unas)\b|\s+(?:en|in|aqui|desde) )`), isProduct},
	{"certifications", newRule(`\b(?:tengo|tenemos|contamos con) (?:el |la )?((?:certificad[oa]s?|certificacion(?:es)?) [^,;\n.]+)`), nil},
	{"exports", newRule(`\b((?:nunca|nunka?|jamas|todavia no|aun no|no) (?:he |hemos |emos |e )?(?:exportado|exporte|exporto|exportamos|(?:mandado|vendido|enviado) (?:nada )?(?:(?:pa)?ra |para )?(?:a?fuera|al? (?:extranjero|otros? pais(?:es)?)))|(?:i|we)(?: have|'ve)? never exported)\b`), nil},
	{"exports", newRule(`\b((?:ya )?(?:he exportado|hemos exportado|exporte|exportamos|exporto|exportado|(?:i|we)(?: have|'ve)? exported?)[,:]?(?: a| to| desde)? [^,;\n.]+)`), nil},
}

// amount is a number as people write one.
const amount = `(?:\d[\d.,]*(?: ?(?:mil|y|a|o) ?\d[\d.,]*)?(?: ?mil)?|` + oneNumber + `(?: (?:y )?` + oneNumber + `)*)`

// oneNumber is a number in a word.
const oneNumber = `(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\pL+|veint\pL+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|media|medio|cien|ciento|\pL{3,6}cient[oa]s|quinient[oa]s|mil)\b`

func notMoney(_ *values, text string) bool {
	if words := knowledge.Words(text); len(words) > 0 && single[words[0]] && !measures.MatchString(join(words)) {
		return false // "un volumen mensual"
	}
	if ofTimes.MatchString(knowledge.Fold(text)) {
		return false
	}
	for _, w := range knowledge.Words(text) {
		switch w {
		case "pesos", "peso", "dolares", "dolar", "mxn", "usd", "dlls", "euros":
			return false
		}
	}
	return true
}

// ofTimes counts how often, or how long: "dos veces al día".
var ofTimes = newRule(`\b(?:vez|veces|horas?|minutos?|dias|times|hours)\b`)

// isProduct tells goods from an amount or a place after "hacemos".
func isProduct(_ *values, text string) bool {
	words := knowledge.Words(text)
	return len(words) > 0 && !talkWords[words[0]] && !startsAmount.MatchString(join(words)) && !notProducts[words[0]]
}

var (
	startsAmount = newRule(`^(?:como |unos |unas |mas o menos |hasta |about )?(?:\d|mil\b|cien\b|muchos|muchas|pocos|pocas)`)
	notProducts  = wordSet("al en los las lo la el eso esto de por a con todo nada yo muy mas bien mucho")
)

// patterns applies them, and finds the business and the state that follow a name.
func (v *values) patterns() {
	for _, p := range selfPatterns {
		if v.has(p.field) {
			continue
		}
		for _, at := range p.re.FindAllStringSubmatchIndex(v.folded, -1) {
			text := v.trimmed(at[2], at[3])
			if p.field == "business" && (notNames[firstOf(knowledge.Fold(text))] && joinsPlace[firstOf(knowledge.Fold(text))] || v.settled("business") && !v.saysOwnName(at[0])) {
				continue // "somos de Oaxaca"
			}
			if p.field == "role" && v.r.c.Asking == "role" && at[0] > 0 && strings.IndexByte(",;\n(", v.folded[at[0]]) >= 0 {
				continue // the first of several: "dueño, maestro mezcalero y chofer"
			}
			if p.field == "role" && ofRelative.MatchString(v.folded[:at[0]]) {
				continue // "mi papá es el dueño"
			}
			if p.field == "contact" || p.field == "business" {
				whole := text
				if text = trimmedName(text, p.field == "contact"); p.field == "business" && text != whole && text == strings.ToLower(text) && len(strings.Fields(text)) == 1 && anyOf(knowledge.Words(v.folded[at[0]:at[2]]), weAre) {
					continue // "somos novatos en eso"
				}
			}
			if run := personRun(v.text, v.folded, v.at); p.field == "contact" && run.score >= surely && v.free(run.start, run.end) && strings.Contains(lettersIn(run.name), lettersIn(firstOf(text))) {
				text = run.name
			}
			if (p.field == "exports" || p.field == "capacity" || p.field == "role") && v.settled(p.field) && takingBack.MatchString(v.folded) {
				continue // a correction says which part is right
			}
			if p.field == "exports" {
				text = v.wholeExport(text, at[2])
			}
			if p.field == "business" && v.namesOther(at[0]) {
				continue
			}
			if strings.HasSuffix(v.folded[:at[0]], "no ") || p.field == "contact" && v.r.c.Asking != "contact" && v.r.c.App.Answers["contact"].Value != "" || !v.free(at[2], at[3]) || p.ok != nil && !p.ok(v, text) {
				continue
			}
			if have := v.r.c.App.Answers["products"].Value; p.field == "products" && have != "" && also.MatchString(v.folded) {
				text = have + "; " + text
			}
			v.add(p.field, text, at[0], at[3])
			break
		}
	}
	v.afterName()
	v.states()
}

var ofRelative = newRule(`\b(?:mi|su|el|la) \pL+\s*$`)

var weAre = wordSet("somos we are")

// settled tells that a field has its answer, and that another one is asked now.
func (v *values) settled(field string) bool { return v.r.c.Asking != field && v.before(field) != "" }

// saysOwnName tells that the business is named by that word, or that something is taken back:
// "mi negocio se llama …", "no, somos …".
func (v *values) saysOwnName(start int) bool {
	return ofTheBusiness.MatchString(v.folded[start:]) || takingBack.MatchString(v.folded[:start])
}

// wholeExport takes what was exported with the place that is told behind a comma.
func (v *values) wholeExport(text string, start int) string {
	if _, told := placeInside(knowledge.Words(text)); told {
		return text
	}
	if _, told := placeInside(knowledge.Words(v.folded[start:])); told && len(v.folded)-start < maxValue {
		return v.trimmed(start, len(v.folded))
	}
	return text
}

// namesOther tells that "se llama" or "le puse" is said of something else than the
// business: a town, a person, an address.
func (v *values) namesOther(start int) bool {
	near := v.folded[max(0, start-longestLabel):start]
	c := v.r.c
	return ofOthers.MatchString(near) || c.Asking != "business" && c.App.Answers["business"].Value != "" && strings.HasPrefix(v.folded[start:], "le p")
}

var ofOthers = newRule(`\b(?:pueblo|ciudad|rancho|lugar|colonia|calle|municipio|comunidad|ranchito|hij[oa]|espos[oa]|town|street)\b[^,.;]*$`)

// also adds to what is there instead of taking its place.
var also = newRule(`\b(?:tambien|ademas|also|too)\b`)

// misspelt reads "el estado está mal, es Guanajuato".
func (v *values) misspelt() {
	at := v.r.Clerk.cues.misspelt.FindStringSubmatchIndex(v.folded)
	if at == nil {
		return
	}
	field := v.r.Clerk.cues.fields[join(knowledge.Words(v.folded[at[2]:at[3]]))]
	if business := join(knowledge.Words(v.r.c.App.Answers["business"].Value)); field == "contact" && business != "" &&
		akin(business, join(knowledge.Words(v.folded[at[4]:at[5]]))) {
		field = "business"
	}
	if field != "" && v.plausible(field, at[4], at[5]) && !v.covered(field, at[0], at[5]) {
		v.add(field, v.trimmed(at[4], at[5]), at[0], at[5])
	}
}

var (
	ofBusiness = newRule(`^,?\s+(?:de|del|d|from|of|at)\s+([^,;\n]+?)(?:\s*(?:$|[,;\n]|\.\s|\.$)|\s+(?:en|in)\s)`)
	inState    = newRule(`\b(?:estamos|estoy|ubicad[oa]s?|vivo|vivimos|somos|soy|tengo mi \pL+|negocio|empresa|taller|planta|we are|i am|based)\s+(?:aqui )?(?:en|de|in|from)\s+([\pL. ]+?)(?:\s*(?:$|[,;\n]|\.\s|\.$)|\s+y\s)|\b(?:nos mudamos|me mude|nos cambiamos) a\s+([\pL. ]+?)(?:\s*(?:$|[,;\n]|\.\s|\.$)|\s+y\s)`)
	tailState  = newRule(`(?:^|[,;\n]|\s)\s*(?:en|desde|in|from)\s+([\pL. ]+?)(?:\s*(?:$|[,;\n.])|\s+(?:y|mi|su|tel|cel|correo)\s)`)
)

// afterName reads "Soy Ana López de Café Sol en Veracruz".
func (v *values) afterName() {
	for _, x := range v.values {
		if x.field != "contact" || v.has("business") {
			continue
		}
		at := ofBusiness.FindStringSubmatchIndex(v.folded[x.end:])
		if at == nil {
			return
		}
		start, end := x.end+at[2], x.end+at[3]
		text := v.trimmed(start, end)
		if area.MatchString(v.folded[start:end]) {
			return // "Xime Alarcón, de ventas de Tres Minas"
		}
		if state, ok := v.r.form.state(text, true); ok && strings.EqualFold(knowledge.Fold(state), knowledge.Fold(text)) {
			v.add("state", text, start, end)
		} else if isBusiness(v, text) && !talkWords[firstOf(knowledge.Fold(text))] {
			v.add("business", text, start, end)
		}
		return
	}
}

// area is a part of a business that somebody works in.
var area = newRule(`^(?:ventas|compras|produccion|administracion|exportaciones)\b`)

// states finds a state where people say where they are: after "estamos en", or at
// the end of a stretch that told other things of the business.
func (v *values) states() {
	if v.has("state") {
		return
	}
	if at := inState.FindStringSubmatchIndex(v.folded); at != nil {
		if at[2] < 0 {
			at = append(at[:2:2], at[4], at[5])
		}
		if behind, _, _ := strings.Cut(strings.TrimPrefix(v.folded[at[3]:], ","), ","); strings.HasPrefix(v.folded[at[3]:], ",") {
			if name, ok := v.r.form.exactState(behind); ok {
				v.add("state", name, at[0], at[3]) // "en Tula, Tamaulipas"
				return
			}
		}
		if _, ok := v.r.form.state(v.folded[at[2]:at[3]], true); ok {
			v.add("state", v.trimmed(at[2], at[3]), at[0], at[3])
			return
		}
	}
	if len(v.values) == 0 || v.r.c.Asking == "exports" || elsewhere.MatchString(v.folded) {
		return
	}
	for _, at := range tailState.FindAllStringSubmatchIndex(v.folded, -1) {
		text := v.folded[at[2]:at[3]]
		if _, ok := v.r.form.state(text, true); ok && len(text) > 3 && v.free(at[2], at[3]) {
			v.add("state", v.trimmed(at[2], at[3]), at[0], at[3])
			return
		}
	}
}
