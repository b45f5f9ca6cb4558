package handlers

import (
	"strings"
	"unicode"

	"pabellon/knowledge"
)

// People say who they are in one way everywhere: a name, what they are, of which business, and
// where: "habla Guadalupe Arriaga de Máscaras La Arena, aquí en Puebla, la dueña".

var (
	// introAside stands between the parts of an introduction.
	introAside = newRule(`^[\s,.]*(?:(?:y|and|yo|soy|soi|es|i'm|i am|la|el|un|una|the|su|mero|mera|actualmente|comparezco|como|trabajo|laboro|here|a sus ordenes|para servirle)(?:[\s,.]+|$))*`)
	introJob   = newRule(`^(?:` + ledOfJob + `)\b`)
	introOf    = newRule(`^(?:de|del|d|of|from|at|with|en|in)\s+(?:la (?:empresa|cooperativa|marca|tienda|fabrica) |el (?:taller|negocio|grupo) |mi (?:empresa|negocio|marca|taller) )?`)
	introPlace = newRule(`^(?:(?:aqui|aki|aca|aqi|ahi) (?:(?:en|de|n) )?|en |n |desde |in |from |de |con domicilio en )(?:el estado de )?`)
)

// ledOfJob is a job with what it is of: "gerente de ventas", "d ventas".
const ledOfJob = fullJob + `|(?:encargad[oa]|jef[ea]) (?:de|d) (?:ventas|produccion|compras|taller|exportaciones|logistica)|(?:de|d|en) (?:ventas|compras|produccion|administracion|exportaciones)|representante|apoderad[oa](?: legal)?|platero|head brewer|llevo (?:las )?ventas`

// trade is what somebody makes, which says nothing of their place in the business.
var trade = newRule(`^(?:artesan[oa]|productor[a]?|agricultor[a]?|apicultor[a]?|tejedor[a]?|destilador[a]?|torcedor[a]?|disenador[a]?|comerciante|platero|carbonero|mezcalero|shaper|designer|maestr[oa])\b`)

// introduced reads who somebody is, of which business, and where.
func (v *values) introduced() {
	is := personRun(v.text, v.folded, v.at)
	if is.score < surely || len(v.folded) > longestSentence || !v.free(is.start, is.end) && !v.has("contact") {
		return
	}
	rest := v.folded[is.end:]
	if !isGiven(is.name) && !callings.endsAt(v.folded, v.at, v.at[is.start]) && !isHere.MatchString(rest) {
		return
	}
	if strings.TrimSpace(rest) == "" || !introAhead.MatchString(v.folded[:is.start]) {
		return
	}
	v.by = "introduction"
	defer func() { v.by = "answer" }()
	found, at := 0, is.end
	for range mostParts {
		at += len(introAside.FindString(v.folded[at:]))
		n := v.introPart(at)
		if n == 0 {
			break
		}
		at += n
		found++
	}
	if found > 0 && v.open("contact") && isName(v, is.name) {
		v.add("contact", is.name, is.start, is.end)
	}
}

// isHere follows who is speaking: "Dieter Vogel here".
var isHere = newRule(`^,? (?:here|por aca|por aqui|al habla)\b`)

// introAhead is what stands before the name: nothing, a greeting, or who is speaking.
var introAhead = newRule(`(?:^|[,.;:!]\s*|\b(?:soy|soi|habla|hablo|escribe|escribo|saluda|llamo|yamo|nombre es|aqui|suscribe,?|con|i'm|i am|name is|name's|this is|hola|hi|hello|hey|ola|buenas|tardes|dias|noches))\s*(?:(?:el|la) )?(?:(?:lic|ing|arq|dr|dra|sr|sra|c|don|dona)\.? )?$`)

// mostParts is how many parts of an introduction follow a name.
const mostParts = 6

// open tells that a field has no answer yet, here or from before.
func (v *values) open(field string) bool {
	f, asked := v.r.form.Field(field), v.r.form.Field(v.r.c.Asking)
	if f != nil && asked != nil && asked != f && asked.Kind == f.Kind && f.Kind != "text" {
		return false // an admin's own question is of the same kind
	}
	return f != nil && !v.has(field) && (v.r.c.Asking == field || v.before(field) == "")
}

// introPart reads the next part of an introduction, and tells how long it is.
func (v *values) introPart(at int) int {
	rest := v.folded[at:]
	if job := introJob.FindString(rest); job != "" {
		if v.open("role") && !trade.MatchString(job) {
			v.add("role", v.trimmed(at, at+len(job)), at, at+len(job))
		}
		return len(job)
	}
	if lead := introPlace.FindString(rest); lead != "" {
		if name, n := v.r.form.placeAhead(rest[len(lead):], !strings.HasSuffix(lead, "de ") && !strings.HasSuffix(lead, "from ")); n > 0 {
			if next := v.at[at+len(lead)+n]; next+1 < len(v.text) && v.text[next] == ' ' && unicode.IsUpper(rune(v.text[next+1])) {
				return 0 // "Puebla York Kicks"
			}
			if v.open("state") {
				v.add("state", name, at, at+len(lead)+n)
			}
			return len(lead) + n
		}
	}
	lead := introOf.FindString(rest)
	if lead == "" {
		return 0
	}
	from := at + len(lead)
	name, end := v.nameAhead(from)
	if name == "" || !v.free(from, end) && !v.has("business") {
		return 0
	}
	if v.open("business") {
		v.add("business", name, from, end)
	}
	return end - at
}

// nameAhead is the business's name that begins at a place, up to where talk goes on.
func (v *values) nameAhead(from int) (name string, end int) {
	text := v.text[v.at[from]:]
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	if len(ts) == 0 || ts[0].start > 1 {
		return "", 0
	}
	to := runFrom(ts, 0)
	for n := 1; n < to; n++ {
		if introStop[ts[n].folded] && !(ts[n].capital && ts[n-1].capital) || jobWord.MatchString(ts[n].folded) && !ts[n].capital {
			to = n
		}
	}
	for to > 0 && within[ts[to-1].folded] {
		to--
	}
	if to == 0 || to == 1 && len(ts[0].folded) < 3 || hasDigit(ts[0].folded) {
		return "", 0
	}
	name = text[:ts[to-1].end]
	if v.r.form.isPlaceName(name) || allTalk(knowledge.Words(name)) {
		return "", 0
	}
	return name, from + offsetOf(at, ts[to-1].end)
}

// introStop ends a business's name in an introduction.
var introStop = wordSet("en n in aqui aki aca aqi desde stoy toy estoy estamos tamos yo soy mi mis somos hago hacemos ago asemos acemos vendo vendemos sembramos cel tel rfc correo")

// placeAhead finds a state or a town at the beginning of a text; anywhere tells that a town
// which nobody knows may stand before the state: "Mata Ortiz, Chihuahua".
func (fm *Form) placeAhead(folded string, anywhere bool) (state string, n int) {
	said := strings.TrimLeft(folded, " ")
	skipped := len(folded) - len(said)
	words := strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune(" ,.;:!\n", r) })
	at := 0
	for i := 0; i < min(len(words), longestTown); i++ {
		next := strings.Index(said[at:], words[i])
		at += next + len(words[i])
		name, ok := fm.named[join(words[:i+1])]
		if !ok && i > 0 && anywhere {
			name, ok = fm.named[words[i]] // the state behind a town that nobody knows
		}
		if ok && (len(words[i]) > 1) {
			state, n = name, skipped+at
		}
	}
	return state, n
}

// longestTown is how many words a town and its state have at most.
const longestTown = 6
