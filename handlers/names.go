package handlers

import (
	_ "embed"
	"strings"

	"pabellon/knowledge"
)

//go:embed given_names.txt
var givenNamesList string

// givenNames are those of the file.
var givenNames = listed(givenNamesList)

// isGiven tells whether a text begins with a given name.
func isGiven(text string) bool {
	words := knowledge.Words(text)
	return len(words) > 0 && givenNames[words[0]]
}

var (
	// calling stands before a name: titles, and who is speaking.
	calling = newRule(`^(?:soy|soi|(?:le |te |les )?(?:habla|hablo|escribe|saluda|atiende)(?: con)?|you(?:'re| are) (?:talking|speaking) (?:to|with)|speaking with|it's|this is|name's|es|soy|con|el|la|un servidor|una servidora|su servidor|su servidora|con c|c|ing|ingenier[oa]|lic|licenciad[oa]|arq|arquitect[oa]|dr|dra|doctor|doctora|c\.? ?p|mtr[oa]|maestr[oa]|prof|profe|profesor|profesora|don|dona|sr|sra|srita|senor|senora|senorita|mr|mrs|ms|miss|mister)\b[\s.,:]*`)
	// trailing stands behind one: what they are, whom they talk to, and what they do there.
	trailing = newRule(`(?:[\s,.(]+|^)(?:mejor$|hola$|tengo |tngo |nice to |mucho gusto|a sus pies|servidor[a]?$|buenas|bns |con (?:hache|acento|[a-z])$|me? dis?c?en|(?:pa|para) (?:servir\w*|lo que)|a (?:la|sus?|tus?) orden\w*|asi (?:me|tal)|mij[oa]|hij[oa]|compadre|comadre|compa|bro|carnal|joven|senorita|amig[oa]|mi estimad[oa]|estimad[oa]|here\b|speaking\b|at your service|d \S+|` + jobs + `|apicultor[a]?|artesan[oa]|productor[a]?|diseñador[a]?|disenador[a]?|maestr[oa]|co-?fundador[a]?|co-?founder|founder)(?:[\s,.)].*)?$`)
	// reversed is "López, Ana".
	reversed = newRule(`^([\pL' ]+), ?([\pL' ]+)$`)
)

// longestName is more than any name has with all that stands around it, in bytes.
const longestName = 200

// personName is a name without what people put around it.
func personName(text string) string {
	if len(text) > longestName {
		return text
	}
	for {
		folded, at := foldKeeping(text)
		lead := calling.FindString(folded)
		if lead == "" || len(lead) >= len(folded) {
			break
		}
		text = text[at[len(lead)]:]
	}
	folded, at := foldKeeping(text)
	if tail := trailing.FindStringIndex(folded); tail != nil && tail[0] > 0 {
		text = text[:at[tail[0]]]
	}
	if m := reversed.FindStringSubmatch(strings.TrimSpace(text)); m != nil && isGiven(m[2]) && !isGiven(m[1]) {
		text = m[2] + " " + m[1]
	}
	if _, after, ok := strings.Cut(text, " bueno "); ok && isGiven(after) {
		text = after // "Pau bueno Paulina Ríos"
	}
	if before, after, ok := strings.Cut(text, ","); ok && !isGiven(before) && isGiven(after) {
		text = after
	}
	return strings.Trim(text, " .,;:-\"")
}

var (
	// calledBy stands before a business's name, and aside behind it.
	calledBy = newRule(`^(?:(?:la (?:empresa|firma|sociedad|marca)|la compania|the company|called|named|razon social(?: es)?:?|nombre (?:completo|comercial|exacto)(?: es)?:?|completo(?: es)?:?|pos|pues|mire|oiga|este|con (?:mucho )?gusto(?: le digo)?,? es|se denomina|we're|el nombre (?:comercial )?(?:de|d) la marca (?:es|s)|mi negocio s|anot[ae]l[oe]|apunt[ae]l[oe]|pongale|ponganle|pongan|anota|apunta|ponle|ponga|pon|ponlo como|escribe|(?:es )?taller pero (?:se|c|s) llama|(?:mi|la|el|nuestro|nuestra) (?:emprendimiento|empacadora|proyecto|taller|fabrica|nego[cs]io|grupo|marca|empresa|tienda|changarro|cooperativa) (?:es|se llama|c llama|s llama|se denomina|quedo registrad[oa] como)|(?:el grupo )?quedo registrad[oa] como|registrad[oa] como|(?:se|c|s) llama|le (?:pusimos|puse|decimos)|nos llamamos|(?:my|our|the) (?:shop|business|company|brand|workshop|firm|name)(?:'s| is)(?: called| named)?|we trade as|represento a|it's(?: called)?|somos)\b[\s,:]*)+`)
	aside    = newRule(`(?:\s+(?:x mi|por mi|asi (?:tal|como|mero|merito|nomas|separado|junto)|je(?:je)+|ja(?:ja)+|completo|completa|mi estimad[oa]|compadre|comadre|compa|joven|senorita|bro|dude|wey|guey|carnal|ese es el nombre|mucho gusto|hace como|nice to|mij[oa]|d [a-z]+(?: [a-z]+){0,3}|y hasta|o sea|porque|xq|fundad[oa]|desde \d|para servir\w*|please|thanks)\b.*|\s*(?:[:;]-?[)(dp]|\(.*\)?|[^\pL\pN\s.,&'"+-]+)\s*)$`)
	// legalForm is what may stand behind a comma and belongs to the name.
	legalForm = newRule(`^\s*(?:s\.? ?a\b|s\.? de r|s\.? ?c\b|s\.? en c|a\.? ?c\b|sapi|sas\b|spr\b|inc\b|llc\b|ltd\b|gmbh)`)
	inFull    = newRule(`(?i)\bsociedad an[oó]nima de capital variable\b`)
	sadecv    = newRule(`(?i)\b(s\.? ?a\.?(?:p\.?i\.?)?|r\.? ?l\.?) d (c\.? ?v\.?)`)
)

// businessName is the name of a business without what people put around it: "le pusimos
// Hamacas Canul por mi apá", "Chocolate Priego, desde 1961".
func businessName(text string) string {
	text = sadecv.ReplaceAllString(text, "$1 de $2")
	text = inFull.ReplaceAllString(text, "S.A. de C.V.")
	folded, at := foldKeeping(text)
	if lead := calledBy.FindString(folded); lead != "" && len(lead) < len(folded) {
		text = text[at[len(lead)]:]
	}
	if before, after, ok := strings.Cut(text, ": "); ok && letters(after) > 1 && allTalk(knowledge.Words(before)) {
		text = after // "se llama así: Chocolates La Ceiba"
	}
	if _, after, ok := strings.Cut(text, "o sea "); ok && letters(after) > 1 {
		text = after // "doña Chuy, o sea Salsas Doña Chuy"
	}
	folded, at = foldKeeping(text)
	if comma := strings.IndexByte(folded, ','); comma > 1 && !legalForm.MatchString(folded[comma+1:]) {
		text, folded = text[:at[comma]], folded[:comma]
	}
	if tail := aside.FindStringIndex(folded); tail != nil && tail[0] > 1 && !legalForm.MatchString(folded[tail[0]:]) {
		text = text[:at[tail[0]]]
	}
	return strings.TrimSpace(text)
}
