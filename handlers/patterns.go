package handlers

import (
	"regexp"
	"strings"

	"pabellon/knowledge"
)

// pattern finds one field in what people say of themselves. Group 1 is the value.
type pattern struct {
	field string
	re    *regexp.Regexp
	ok    func(v *values, original string) bool // nil: always
}

// patterns in the order in which they are tried; a stretch is taken once.
var selfPatterns = []pattern{
	{"role", regexp.MustCompile(`\b(?:soy|i am|i'm) (?:el |la |su |un |una |the |an? )?((?:duen[oa]|propietari[oa]|gerente|director[a]?|soci[oa]|encargad[oa]|administrador[a]?|representante legal|fundador[a]?|owner|manager|partner|founder|jefe|jefa)(?: (?:de ventas|general|comercial|administrativ[oa]))?)\b`), nil},
	{"contact", regexp.MustCompile(`\b(?:soy|me llamo|mi nombre es|a nombre de|le habla|te habla|habla|i am|i'm|my name is|this is)\s+([\pL'. ]+?)(?:\s*(?:$|[,;\n(]|\.\s|\.$)|\s+(?:de|del|en|from|of|at|in|y|and|para|con)\s)`), isName},
	{"business", regexp.MustCompile(`\b(?:mi|el|la|nuestro|nuestra|my|our|the) (?:negocio|empresa|marca|changarro|tienda|taller|compania|business|company|brand|shop) (?:se llama|es|is called|is)\s+([^,;\n]+?)` + valueEnd), isBusiness},
	{"business", regexp.MustCompile(`\b(?:somos|we are)\s+(?:la empresa |el negocio |el taller )?([^,;\n]+?)` + valueEnd), isBusiness},
	{"products", regexp.MustCompile(`\b(?:vendo|vendemos|hago|hacemos|fabrico|fabricamos|produzco|producimos|elaboro|elaboramos|cultivo|cultivamos|(?:i|we) (?:make|sell|produce|grow))\s+([^;\n]+?)(?:\s*(?:$|[;\n]|\.\s|\.$)|\s+(?:y|and) (?:estoy|estamos|soy|somos|mi|my|we are|i am)\b|,\s+(?:estoy|estamos|soy|somos|mi|my|nunca|ya)\b|\s+(?:en|in) )`), nil},
	{"exports", regexp.MustCompile(`\b((?:nunca|jamas|todavia no|aun no|no) (?:he |hemos )?(?:exportado|exporto|exportamos)|(?:i|we) (?:have )?never exported)\b`), nil},
	{"exports", regexp.MustCompile(`\b((?:ya )?(?:he exportado|hemos exportado|exporte|exportamos|exporto|exportado|(?:i|we) (?:have )?exported?)(?: a| to| desde)? [^,;\n.]+)`), nil},
	{"capacity", regexp.MustCompile(`\b((?:\d[\d.,]*|mil|cien|quinientas?|quinientos|doscient[oa]s)(?: mil)? ?\pL+(?: \pL+){0,3} (?:al|por|cada|a|per) (?:mes|month))\b`), nil},
}

// patterns applies them, and finds the business and the state that follow a name.
func (v *values) patterns() {
	for _, p := range selfPatterns {
		at := p.re.FindStringSubmatchIndex(v.folded)
		if at == nil || v.has(p.field) || !v.free(at[2], at[3]) {
			continue
		}
		text := v.trimmed(at[2], at[3])
		if p.ok != nil && !p.ok(v, text) {
			continue
		}
		v.add(p.field, text, at[0], at[3])
	}
	v.afterName()
	v.states()
}

var (
	ofBusiness = regexp.MustCompile(`^\s+(?:de|del|from|of|at)\s+([^,;\n]+?)(?:\s*(?:$|[,;\n]|\.\s|\.$)|\s+(?:en|in)\s)`)
	inState    = regexp.MustCompile(`\b(?:estamos|estoy|ubicad[oa]s?|vivo|vivimos|somos|soy|tengo mi \pL+|negocio|empresa|taller|planta|we are|i am|based)\s+(?:aqui )?(?:en|de|in|from)\s+([\pL. ]+?)(?:\s*(?:$|[,;\n]|\.\s|\.$)|\s+y\s)`)
	tailState  = regexp.MustCompile(`(?:^|[,;\n]|\s)\s*(?:en|desde|in|from)\s+([\pL. ]+?)\s*(?:$|[,;\n.])`)
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
		if state, ok := v.r.form.state(text, true); ok && strings.EqualFold(knowledge.Fold(state), knowledge.Fold(text)) {
			v.add("state", text, start, end)
		} else if isBusiness(v, text) {
			v.add("business", text, start, end)
		}
		return
	}
}

// states finds a state where people say where they are: after "estamos en", or at
// the end of a stretch that told other things of the business.
func (v *values) states() {
	if v.has("state") {
		return
	}
	if at := inState.FindStringSubmatchIndex(v.folded); at != nil {
		if _, ok := v.r.form.state(v.folded[at[2]:at[3]], true); ok {
			v.add("state", v.trimmed(at[2], at[3]), at[0], at[3])
			return
		}
	}
	if !v.has("business") && !v.has("contact") {
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

// notNames begin what is no name after "soy".
var notNames = wordSet("de del el la los las un una uno en muy nuevo nueva productor productora productores fabricante fabricantes artesano artesana artesanos mexicano mexicana yo persona pequeno pequena negocio empresa emprendedor emprendedora comerciante vendedor vendedora a an the from new not interested ready looking dueno duena exportador exportadora de parte otra otro tiny small little chico chica pequena familiar nuestro nuestra aun todavia also too very")

// isName tells a person's name from what else follows "soy".
func isName(_ *values, text string) bool {
	words := strings.Fields(knowledge.Fold(text))
	return len(words) > 0 && len(words) <= 6 && !notNames[words[0]] && letters(text) > 2
}

// isBusiness tells a business's name from what else follows "somos".
func isBusiness(_ *values, text string) bool {
	words := strings.Fields(knowledge.Fold(text))
	return len(words) > 0 && len(words) <= 10 && !notNames[words[0]] && letters(text) > 1 && digits(words[0]) == 0
}

// connecting words stand around values and are none themselves.
var connecting = wordSet("y e o mi mis el la los las es son se llama de en con hola buenas buenos dias tardes noches pues bueno ok oye si claro gracias mira ah este no perdon perdona disculpa mejor corrijo corrige cambia digo quise decir era bien and my is the hi hello sorry actually")

// answer takes what is left of the text as the answer to the field that is asked:
// all of it, or the first stretch that is not a value of another field.
func (v *values) answer(f *Field, r *reader) {
	if len(v.values) == 0 {
		v.whole(f, r)
		return
	}
	for _, stretch := range v.leftover() {
		text := strings.TrimSpace(stretch)
		if !meaningful(text) {
			continue
		}
		if k := kinds[f.Kind](r.form, f, text); k.Problem == "" && (f.Kind != "person" || isName(v, text)) {
			v.add(f.ID, text, 0, 0)
		}
		return
	}
}

// whole takes the whole text as the answer, without the words that lead up to it.
func (v *values) whole(f *Field, r *reader) {
	folded := join(knowledge.Words(v.text))
	if f.Kind != "exports" && skipsInside.MatchString(folded) && len(strings.Fields(folded)) < 8 {
		return
	}
	if yesNo, ok := r.startsWithYesNo(folded); ok && yesNo != nil {
		return
	}
	text := leadIn.ReplaceAllString(v.folded, "")
	start := len(v.folded) - len(text)
	v.add(f.ID, v.original(start, len(v.folded)), start, len(v.folded))
}

// leadIn are words before an answer.
var leadIn = regexp.MustCompile(`^(?:(?:no|perdon|ah|oh|este|pues|bueno|mira|hola|si|claro|ok|es que),?\s+)?(?:(?:es|son|se llama|seria|digamos|en|de|somos|soy|me llamo|es el|es la|it is|it's|we are|i am)\s+)?`)

func meaningful(text string) bool {
	for _, w := range knowledge.Words(text) {
		if !connecting[w] && len(w) > 1 {
			return true
		}
	}
	return false
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
		stop := i == len(v.folded) || taken[i] || strings.IndexByte(",;\n", v.folded[i]) >= 0 ||
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
