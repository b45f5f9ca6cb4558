package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// What somebody is in the business, by the words for jobs, by what they do there, and by
// "es mío".

func readRole(fm *Form, f *Field, text string) reading {
	if owner, ok := f.choice("owner"); ok && isMine.MatchString(join(knowledge.Words(text))) {
		return reading{Value: owner.Label["es"]}
	}
	if len(strings.Fields(text)) > mostRole {
		if job := jobInside(text); job != "" {
			text = job
		}
	}
	c, ok := f.choice(text)
	folded := join(knowledge.Words(text))
	if ok && (folded == c.ID || folded == join(knowledge.Words(c.Label["es"])) || folded == join(knowledge.Words(c.Label["en"]))) {
		return reading{Value: c.Label["es"]}
	}
	_, product := fm.Field("category").choice(text)
	_, place := fm.exactState(text)
	product = product && len(strings.Fields(text)) < 3 || goodsHead(text) != ""
	if !ok && !anyJob.MatchString(folded) && (product || place || digits(text) > 0) {
		return reading{Problem: "wrong.role"} // "huaraches" is no job
	}
	if allTalk(knowledge.Words(text)) {
		return reading{Problem: "wrong.role"}
	}
	r := readText(fm, f, ownJob.ReplaceAllString(text, ""))
	if r.Problem == "" && !ok && !anyJob.MatchString(folded) {
		r.Doubt = "doubt.role"
	}
	return r
}

// isMine is how owners say that they are: "es mío", "la huerta es mía nomás", "I own it".
var isMine = newRule(`^(?:(?:pues|ay|uy|no|bueno|mire|y|el jefe|soy yo) )*(?:(?:esto|eso|todo esto|el|la|mi|todo|toda|este|esta|it s) ?(?:negocio|taller|empresa|fabrica|huerta|rancho|tienda|changarro|puesto|marca|granja|all)? ?)?(?:(?:es|son|s) )?(?:(?:todo|toda|nada mas|nomas|puro|de) )?(?:mi[oa]s?|propi[oa]|mine|mi propiedad)\b(?: .*)?$|\bi (?:own|founded|started) (?:it|the|this)\b|\b(?:yo mando|la que manda|el que manda|es mi[oa]) (?:es mi[oa]|y de nadie|y d nadie|aqui|desde que)\b|\bsoy yo (?:el|la) duen[oa]\b|^(?:pues |si )*es mi (?:propio )?(?:negocio|taller|empresa|marca|tienda)\b`)

// ledJobs are jobs of which people say what they lead or know: "jefe de taller", "maestro
// sidrero".
const ledJobs = `(?:encargad[oa]|jef[ea]|gerente|director[a]?|coordinador[a]?|responsable|supervisor[a]?|ejecutiv[oa]|asesor[a]?)(?: (?:de|d|del)(?: la| el)? \pL+(?: (?:exterior|internacional|industrial))?(?: y (?:de )?\pL+)?| general| comercial| administrativ[oa]| operativ[oa])|maestr[oa] \pL+er[oa]`

// mostRole is how many words a role has; in a longer text it is looked for.
const mostRole = 4

// jobInside is the job that a sentence tells of oneself: behind "soy" or "yo" if it is
// there, else the first that is not denied.
func jobInside(text string) string {
	folded, at := foldKeeping(text)
	best := ""
	for _, m := range jobPhrase.FindAllStringSubmatchIndex(folded, 8) {
		said := text[at[m[2]]:at[m[3]]]
		ahead := folded[max(0, m[0]-20):m[2]]
		switch {
		case deniedJob.MatchString(ahead), othersJob.MatchString(folded[m[3]:]):
		case ownJobAhead.MatchString(ahead):
			return said
		case best == "":
			best = said
		}
	}
	if best == "" {
		if m := ownTrade.FindStringSubmatchIndex(folded); m != nil {
			best = text[at[m[2]]:at[m[3]]]
		}
	}
	return best
}

// ownTrade is what somebody says to be, by how trades end.
var ownTrade = newRule(`(?:\bsoy|^(?:pues )?(?:el|la)|^pues) (?:el |la |un |una )?(\pL{2,}(?:ero|era|dor|dora|ista|tor|tora))\b`)

var (
	jobPhrase   = newRule(`\b(` + ledJobs + `|` + fullJob + `|^ventas|administro|dirijo|coordino(?: \pL+)?|produzco|superviso|(?:la |el )?(?:gerencia|direccion|jefatura|coordinacion|administracion|contaduria|presidencia|supervision)(?: (?:general|comercial|operativa|administrativa|de (?:\pL+)(?: (?:exterior|internacional))?))?|(?:en|de|d) (?:lo de |lo d |el area de |el area d |area de )?(?:ventas|compras|produccion|administracion|exportaciones|redes)|(?:veo|llevo|atiendo|manejo) (?:lo de )?(?:las |la |el |los )?(?:ventas|compras|cuentas|redes|produccion|administracion)|llevo (?:las|la|el|los) \pL+|me encargo de (?:las |la |el |los )?\pL+|a cargo de (?:las |la |el |los )?\pL+(?: exterior)?)\b`)
	ownJobAhead = newRule(`\b(?:soy|soi|ser|yo|i am|i'm|ponle|pon|ponga|como|cargo de|puesto de)(?: (?:el|la|un|una|the|a|an|yo|soy|que|ponle))*\s*$`)
	othersJob   = newRule(`^(?:,? no(?:[,.;]|$)|,? (?:lo |la )?es (?:mi|su|el|la|otr[oa])\b|,? es otr)`)
	deniedJob   = newRule(`\b(?:no (?:soy|es)|mi (?:apa|papa|mama|esposo|esposa|hij[oa]|herman[oa]|ti[oa]) es|mi|su)(?: (?:el|la|un|una))?\s*$`)
)

// anyJob is a word for what somebody does, in jobs or beyond.
var anyJob = newRule(`\b(?:` + jobs + `|artesan[oa]|maestr[oa]|productor[a]?|emprendedor[a]?|comerciante|ingenier[oa]|licenciad[oa]|asistente|secretari[oa]|vendedor[a]?|responsable|tesorer[oa]|supervisor[a]?|herrer[oa]|carpinter[oa]|alfarer[oa]|platero|mezcaler[oa]|cafeticultor[a]?|hij[oa] del? (?:la )?duen[oa]|espos[oa] del? (?:la )?duen[oa]|(?:de )?(?:ventas|exportaciones|compras|marketing|administracion)|sales|export|assistant|artisan|maker|director|head)\b`)

// ownJob are the words before the job in "soy la dueña".
var ownJob = newRule(`(?i)^(?:yo )?(?:soy|es|somos|i am|i'm)?\s*(?:el|la|su|un|una|the|an|a)?\s+`)

// jobs are what people are in a business.
const jobs = `(?:co-?duen[oa]|duen[oa]|dueni[oa]|gerenta|co-?founder|co-?fundador[a]?|propietari[oa]|gerente|director[a]?|soci[oa]s?|encargad[oa]|administrador[a]?|representante legal|apoderad[oa]|fundador[a]?|contador[a]?|coordinador[a]?|ejecutiv[oa]|presidente|presidenta|jef[ea]|patron[a]?|mandamas|productor[a]?|artesan[oa]|disenador[a]?|destilador[a]?|tejedor[a]?|apicultor[a]?|agricultor[a]?|maestr[oa]|tesorer[oa]|responsable|vendedor[a]?|comerciante|supervisor[a]?|torcedor[a]?|carbonero|mezcalero|shaper|designer|director|owner|co-?owner|manager|partner|founder|ceo)`

// fullJob is a job with what it is of, in Spanish behind it and in English before it.
const fullJob = `(?:(?:plant|sales|export|operations|general|project|marketing|production|managing|office|quality|head) )?` + jobs + jobTail

// jobTail is what may follow a job: "de ventas", "general", "fundadora".
const jobTail = `(?: (?:de (?:ventas|exportaciones|exportacion|produccion|compras|operaciones|comercio exterior|mercadotecnia|marketing|logistica|calidad|planta|finanzas|administracion|la cooperativa|tercera generacion)|of \pL+|general|comercial|administrativ[oa]|fundador[a]?|legal|unic[oa]|de la empresa|del negocio|del taller|\pL{3,}er[oa]))*`

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
