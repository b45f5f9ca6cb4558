package handlers

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"pabellon/knowledge"
)

// reading is what a check made of a person's words.
type reading struct {
	Value   string // normalised; "" when it cannot be kept
	Problem string // the phrase that says what is missing; "" when nothing is
	Doubt   string // the phrase that asks whether Value is really so
	Note    string // a warning that stays with the value
	Count   int    // characters or digits found, for the phrase
}

// kinds are the ways in which a field's value is read, by the name that form.yaml uses.
var kinds = map[string]func(fm *Form, f *Field, text string) reading{
	"business":  readBusiness,
	"person":    readPerson,
	"rfc":       readRFC,
	"role":      readRole,
	"email":     readEmail,
	"phone":     readPhone,
	"state":     readState,
	"category":  readCategory,
	"text":      readText,
	"exports":   readExports,
	"website":   readWebsite,
	"documents": readText,
}

func kindNames() string {
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

// maxValue is the longest value that is kept, in characters: a card line, not an essay.
const maxValue = 300

func readText(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(strings.ReplaceAll(text, "\n", " "), " .,;:-")
	if letters(text) == 0 && digits(text) == 0 {
		return reading{Problem: "wrong.text"}
	}
	return reading{Value: sentence(short(text, maxValue))}
}

func readBusiness(fm *Form, f *Field, text string) reading {
	text = withoutMarks(text)
	if name := trimmedName(businessName(text), false); letters(name) > 1 {
		text = name
	}
	r := readText(fm, f, text)
	if r.Problem != "" || letters(r.Value) < 2 || strings.Contains(r.Value, "@") {
		return reading{Problem: "wrong.business"}
	}
	name := title(short(strings.Trim(r.Value, `"«»“”'`), 120))
	if strings.HasSuffix(name, "C.V") || strings.HasSuffix(name, "S.A") {
		name += "."
	}
	return reading{Value: name}
}

// withoutMarks takes the marks of bold and italic from around words.
func withoutMarks(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.Trim(w, "*_")
	}
	return strings.Join(words, " ")
}

func readPerson(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(strings.ReplaceAll(text, "\n", " "), " .,;:-\"")
	if letters(text) < 3 || digits(text) > 0 || strings.ContainsAny(text, "@/") || utf8.RuneCountInString(text) > 80 {
		return reading{Problem: "wrong.person"}
	}
	if name := trimmedName(personName(text), true); letters(name) >= 3 {
		text = name
	}
	return reading{Value: title(text)}
}

func readRFC(_ *Form, _ *Field, text string) reading {
	rfc := cleanRFC(text)
	if spoken := dictated(text, true); len(spoken) >= 12 && digits(text) < 6 {
		rfc = cleanRFC(spoken)
	}
	r := reading{Count: len([]rune(rfc))}
	switch problem := checkRFC(rfc); problem {
	case rfcFine:
		r.Value = rfc
	case rfcDigit:
		r.Value, r.Doubt, r.Note = rfc, "doubt.rfc", "digit"
	case rfcShort:
		r.Problem = "wrong.rfc.short"
		if r.Count < 9 {
			r.Problem = "wrong.rfc.shape"
		}
	default:
		r.Problem = "wrong.rfc." + string(problem)
	}
	return r
}

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
	if !ok && !anyJob.MatchString(folded) && (product && len(strings.Fields(text)) < 3 || place || digits(text) > 0) {
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
var isMine = newRule(`^(?:(?:pues|ay|uy|no|bueno|mire|y|el jefe|soy yo) )*(?:(?:esto|eso|todo esto|el|la|mi|todo|toda|este|esta|it s) ?(?:negocio|taller|empresa|fabrica|huerta|rancho|tienda|changarro|puesto|marca|granja|all)? ?)?(?:(?:es|son|s) )?(?:(?:todo|toda|nada mas|nomas|puro|de) )?(?:mi[oa]s?|propi[oa]|mine|mi propiedad)\b(?: .*)?$|\bi (?:own|founded|started) (?:it|the|this)\b|\b(?:yo mando|la que manda|el que manda|es mi[oa]) (?:es mi[oa]|y de nadie|y d nadie|aqui|desde que)\b|\bsoy yo (?:el|la) duen[oa]\b`)

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
	jobPhrase   = newRule(`\b((?:(?:plant|sales|export|operations|general|project|marketing|production) )?` + ledJobs + `|(?:(?:plant|sales|export|operations|general|project|marketing|production) )?` + jobs + jobTail + `|^ventas|administro|dirijo|coordino(?: \pL+)?|produzco|superviso|(?:la |el )?(?:gerencia|direccion|jefatura|coordinacion|administracion|contaduria|presidencia|supervision)(?: (?:general|comercial|operativa|administrativa|de (?:\pL+)(?: (?:exterior|internacional))?))?|(?:en|de|d) (?:lo de |lo d |el area de |el area d |area de )?(?:ventas|compras|produccion|administracion|exportaciones|redes)|(?:veo|llevo|atiendo|manejo) (?:lo de )?(?:las |la |el |los )?(?:ventas|compras|cuentas|redes|produccion|administracion)|llevo (?:las|la|el|los) \pL+|me encargo de (?:las |la |el |los )?\pL+|a cargo de (?:las |la |el |los )?\pL+(?: exterior)?)\b`)
	ownJobAhead = newRule(`\b(?:soy|soi|ser|yo|i am|i'm|ponle|pon|ponga|como|cargo de|puesto de)(?: (?:el|la|un|una|the|a|an|yo|soy|que|ponle))*\s*$`)
	othersJob   = newRule(`^(?:,? no(?:[,.;]|$)|,? (?:lo |la )?es (?:mi|su|el|la|otr[oa])\b|,? es otr)`)
	deniedJob   = newRule(`\b(?:no (?:soy|es)|mi (?:apa|papa|mama|esposo|esposa|hij[oa]|herman[oa]|ti[oa]) es|mi|su)(?: (?:el|la|un|una))?\s*$`)
)

// anyJob is a word for what somebody does, in jobs or beyond.
var anyJob = newRule(`\b(?:` + jobs + `|artesan[oa]|maestr[oa]|productor[a]?|emprendedor[a]?|comerciante|ingenier[oa]|licenciad[oa]|asistente|secretari[oa]|vendedor[a]?|responsable|tesorer[oa]|supervisor[a]?|herrer[oa]|carpinter[oa]|alfarer[oa]|platero|mezcaler[oa]|cafeticultor[a]?|hij[oa] del? (?:la )?duen[oa]|espos[oa] del? (?:la )?duen[oa]|(?:de )?(?:ventas|exportaciones|compras|marketing|administracion)|sales|export|assistant|artisan|maker|director|head)\b`)

// ownJob are the words before the job in "soy la dueña".
var ownJob = newRule(`(?i)^(?:yo )?(?:soy|es|somos|i am|i'm)?\s*(?:el|la|su|un|una|the|an|a)?\s+`)

func readPhone(_ *Form, _ *Field, text string) reading {
	if spoken := dictated(text, false); len(spoken) >= 10 && digits(text) < 7 {
		text = spoken
	}
	number := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '+' {
			return r
		}
		return -1
	}, text)
	n := digits(number)
	if n < 7 {
		return reading{Problem: "wrong.phone", Count: n}
	}
	if n == len("12025550123") && strings.HasPrefix(number, "1") {
		number = "+" + number // of the United States or Canada, with its code
	}
	parsed, err := phonenumbers.Parse(mexican(number), "MX")
	if err != nil || !phonenumbers.IsPossibleNumber(parsed) {
		return reading{Problem: "wrong.phone.count", Count: n}
	}
	value := phonenumbers.Format(parsed, phonenumbers.E164)
	switch {
	case phonenumbers.IsValidNumber(parsed):
		return reading{Value: value}
	case parsed.GetCountryCode() != mexico: // other countries' plans change without our knowing
		return reading{Value: value, Doubt: "doubt.phone", Note: "phone"}
	}
	return reading{Problem: "wrong.phone.unknown", Count: n}
}

// mexico is its country code.
const mexico = 52

// spokenPhone writes a number as people read it: "+52 228 123 4567".
func spokenPhone(e164 string) string {
	parsed, err := phonenumbers.Parse(e164, "MX")
	if err != nil {
		return e164
	}
	return phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL)
}

// mexican takes away the prefixes that ended on 3 August 2019: 01, 044, 045, and
// the 1 after +52 (F-ID-09, F-ID-10).
func mexican(number string) string {
	for _, old := range []string{"044", "045", "01"} {
		if rest, ok := strings.CutPrefix(number, old); ok && len(rest) == 10 {
			return rest
		}
	}
	for _, old := range []string{"+521", "00521", "521"} {
		if rest, ok := strings.CutPrefix(number, old); ok && len(rest) == 10 {
			return "+52" + rest
		}
	}
	if rest, ok := strings.CutPrefix(number, "52"); ok && len(rest) == 10 {
		return "+52" + rest
	}
	return number
}

func readState(fm *Form, _ *Field, text string) reading {
	if s, ok := fm.state(text, true); ok {
		return reading{Value: s}
	}
	return reading{Problem: "wrong.state"}
}

func readCategory(_ *Form, f *Field, text string) reading {
	if c, ok := f.choice(text); ok {
		return reading{Value: c.ID}
	}
	if c, ok := f.nearChoice(join(knowledge.Words(text))); ok {
		return reading{Value: c.ID}
	}
	return reading{Problem: "wrong.category"}
}

var (
	almost     = newRule(`\bcasi (?:nunca|no)\b`)
	neverWords = newRule(`\b(?:nunca|nunk|nunka|nuca|jamas|never|ninguna vez|ninguna experiencia|sin experiencia)\b`)
	unsure     = newRule(`^no (?:se|estoy segur[oa])\b`)
	neverStart = newRule(`^(?:pues |la verdad |ay |uy )*(?:no|nel|nop|nope|todavia no|aun no|not yet|nada|ninguna|cero)\b`)
	somewhere  = newRule(`\d|\b(?:vez|veces|once|twice|pero)\b`)
)

func readExports(fm *Form, f *Field, text string) reading {
	words := knowledge.Words(text)
	folded := join(words)
	_, somePlace := placeInside(words)
	if heardOnly[folded] {
		return reading{Problem: "wrong.text"}
	}
	if !somePlace && !almost.MatchString(folded) && !unsure.MatchString(folded) && !somewhere.MatchString(folded) && (neverWords.MatchString(folded) || neverStart.MatchString(folded) && len(words) <= 8) {
		return reading{Value: f.Choices[0].Label["es"]}
	}
	return readText(fm, f, text)
}

// heardOnly may be a yes, and as well only tells that one is listening.
var heardOnly = wordSet("ya simon aja mjm este va sale")

func readWebsite(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(text, " .,;:")
	if utf8.RuneCountInString(text) > 200 || !strings.ContainsAny(text, ".@") {
		return reading{Problem: "wrong.text"}
	}
	return reading{Value: text}
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func digits(s string) (n int) {
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
