package handlers

import (
	"strings"
	"unicode/utf8"

	"pabellon/knowledge"
)

// sounds tells whether a text that stands alone sounds like an answer to a field, be
// it a right one or not. What does not is a digression, never a wrong try.
func sounds(kind, text string) bool {
	words := knowledge.Words(text)
	folded := join(words)
	if kind != "rfc" && kind != "email" && kind != "phone" && talks.MatchString(heard(text)) {
		return false
	}
	switch kind {
	case "text", "business", "person":
		if allTalk(words) {
			return false
		}
	}
	switch kind {
	case "rfc":
		return len(dictated(text, true)) >= 12 || digits(text) > 0 && len(words) <= 6 || len(words) == 1 && len(folded) >= 4 && text == strings.ToUpper(text)
	case "email":
		return strings.Contains(text, "@") || contains(folded, "arroba") || len(strings.Fields(text)) == 1
	case "phone":
		return digits(text) >= 4 || len(words) == 1 || len(dictated(text, false)) >= 4
	case "state", "category":
		return len(words) <= 6 && !chats(words) && !anyOf(words, questioning)
	case "person":
		return len(words) <= 7 && !chats(words) && !anyOf(words, notInNames) && pronounceable(words)
	case "role":
		return len(words) <= 8 && !chats(words) && pronounceable(words) && !contains(folded, "no ") && !neverWords.MatchString(folded)
	case "business":
		return len(words) > 0 && !(talkWords[words[0]] && strings.HasPrefix(text, words[0])) && !(len(words) == 1 && endsAsVerb.MatchString(words[0])) && len(words) <= 12 && !chats(words) && !anyOf(words, questioning) && !anyOf(words, notInBusiness) &&
			!notFirst[words[0]] && !notFirst[firstOf(heard(text))] && pronounceable(words)
	case "exports":
		return len(words) <= 25 && !chats(words) && exportish(words)
	}
	return len(words) <= 60 && (!chats(words) || len(words) > 3 && (goodsHead(text) != "" || ownMaking.MatchString(folded)))
}

// exportish tells what people say of having exported, or not, from other talk.
func exportish(words []string) bool {
	folded := join(words)
	switch {
	case goods.MatchString(folded) && !somewhere.MatchString(folded):
		return false
	case neverWords.MatchString(folded) && (len(words) <= 5 || startsNever.MatchString(folded) || exporting.MatchString(folded) || exported.MatchString(folded)), tellsExports(folded), athome.MatchString(folded):
		return true
	}
	if _, abroad := placeInside(words); abroad && len(words) <= 12 {
		return true
	}
	return len(words) <= 8 && (yesOrNever.MatchString(folded) || len(words) > 1 && exporting.MatchString(folded) || often.MatchString(folded) && !hasVerb(words) && !again.MatchString(folded))
}

var (
	yesOrNever = newRule(`^(?:pues |la verdad |ay |uy |mmm |no |fijese que )*(?:no|nel|nop|nope|todavia no|aun no|not yet|nada|ninguna|cero|si|ya|yes|yep)$|\b(?:no|nada|ninguna|todavia|aun) (?:\pL+ ){0,3}(?:export\w*|mand\w*|envi\w*|afuera|fuera|extranjero)\b|^(?:no,? )?(?:no|todavia no|aun no|not yet),? (?:nunca|jamas|todavia|aun|he|hemos|e|emos|se|tengo|tenemos|para nada|la verdad|gracias|fijese|senor\w*|haven|never)\b|^(?:por ahora|por el momento|ahorita) no$|^(?:solo |nomas |ya |si )*(?:una|dos|tres|varias|algunas|muchas|pocas|1|2|3) (?:sola )?(?:vez|veces)\b`)
	exporting  = newRule(`\bexport\w*\b|\b(?:vend|mand)\w+ (?:a)?fuera\b`)
	athome     = newRule(`\b(?:nacional|nacionalmente|local|locales|interno|mexico|republica|pais|domestic|locally|pura? venta aqui|nomas aqui|solo aqui|aqui nomas)\b`)
	often      = newRule(`\b(?:seguido|frecuentemente|siempre|a veces|cada|vez|veces|once|twice|often|regularly|monthly|export\w*)\b`)
)

// goods are an amount or a kind of product, and no export.
var goods = newRule(`\d ?(?:kg|kilos?|litros?|piezas?|cajas?|botellas?|pares?|ton\w*)\b|^(?:alimentos|bebidas|textil\w*|artesanias|ropa|calzado)\b`)

var (
	perTime     = newRule(`\b(?:mes|mensual\w*|semana\w*|dia|diari\w*|ano|anual\w*|month\w*|week\w*|day|daily|year)\b`)
	otherCounts = newRule(`\b(?:ceros?|vez|veces|moment|second|sec|minute|minutes|hours?|times|negocios?|soci[oa]s|mujeres|familias|artesan[oa]s|grados|dedos?|turistas?|llamadas?|letras?|perros?|gallinas?|niet[oa]s|km|kilometros|cuadras?|client[ea]s|locales|letritas|min|mins|seg|segs|hrs|idiomas?|tazas?|vueltas?|pestanas?|ventanas?|companer[oa]s|dias|hijos|hermanos|anos|socios|empleados|personas|preguntas|minutos?|horas?|segundo|rato|momento|boda)\b`)
)

// chatter are words of talk that no answer of the form has: waiting, laughing,
// telling, asking, thanking, being upset.
var chatter = wordSet(`espera espere espereme esperame esperen esperate tantito minuto minutito momento momentito deme dame denme
dime digame dijo dijeron dije dicho dice dicen cobran cobra cobraron quieren quiere preguntan pregunta pregunto llega llego lleguen
marcaron hablaron ayudando ayudame ayudenme entiendo entiende entendi calor loco fraude robo robar roban robaron estafa estafan timo
dios bendiga gracias perdon porfavor jajaja chingados contestar contestan contesta sabria seguir cansado cansada
largo dificil complicado facil aburrido bonito genial oye oiga mande wait please thanks sorry lol moment minute hold understand told know`)

// questioning are words that names and places do not have.
var questioning = wordSet("que porque cuanto cuando donde quien xq pq")

// notInBusiness are words of sentences that are not a business's name; notFirst begin one.
var (
	notInBusiness = wordSet("tengo tenemos somos soy personas empleados rfc correo whatsapp insta mismo misma estoy estamos andaba andabamos ando andamos traigo tenia hubo voy vengo volvi regrese retomo retomamos sigo seguimos sigamos continuo continuamos continuemos toy taba stoy senal internet cliente hijole caray disculpe disculpa ntp enterado tardanza")
	notFirst      = wordSet("entendido continuemos llevo i m nunca jamas exporte categoria telefono correo artesano artesana apicultor mezcalero represento tenga d aca somos once i hago hacemos tejemos nosotros vendo vendemos somos soy fabricamos fabrico elaboro elaboramos producimos cultivo cultivamos todo pero y hola buenas buenos buen good hi hello hey mi mis my our located based from back wow sure yes de es que igual como un una ya todavia aun tengo por ay ah aqui aki otra otro bueno ok okis okas listo va vale chido arre orale fierro hijole caray awww omg salud compa joven mijo mija oiga ey mmm uff entonces ahora ahi ira nomas a se ta nos me le con calma perfecto excelente super")
)

// notInNames are words that no person's name has.
var notInNames = wordSet(`en me te lo le les se eso esto esa es esta estan que no si ya pero muy un una con mi mis su sus otra otro nada todo
quiero tengo tiene hay vendo vendemos hago hacemos podemos fabricamos producimos estamos somos y soy bien mal aqui aca ahi como mas menos por para porque ella ellos nosotros ustedes usted conmigo depende dia hombre mujer merita mero mismo misma correo uso hijo hija esposo esposa
informal formal artesana artesano maestro maestra retirar enviar
the is are was not my your this that have has want`)

// talks begins what people say of themselves at the moment, between two answers: "perdón
// es que voy manejando", "ando vendiendo en el parque", "wow, fast".
var talks = newRule(`^(?:(?:ay|ah|uy|no|pues|perdon\w*|disculp\w+|es|que|oh|ya|si|ok|bueno|aqui|mira) )*(?:voy \w+ndo|ando \w+ndo|andaba \w+ndo|estaba \w+ndo|estoy \w+ndo|sigo(?: aqui)?$|seguimos$|reportandome|se me (?:volo|fue|estaba|olvido|paso|cayo)|se fue (?:la luz|el internet)|me (?:hablan|llaman|distraje|entro|entraron|quede|atore)|it s (?:all good|hot|cold|late|ok|fine)|all good|heavens|wow|omg|sale$|va$|esta bien$|somos (?:muy )?poc[oa]s$|muy bien(?: muy bien)?$|muy buen[oa]s|mjm$|aja$|sounds good|hang on|hello\b|orale\b|uy\b|(?:estoy|regrese|volvi|me desocupe|sigale|llegue|estuve)\b|(?:no )?(?:le|te) (?:pique|estoy)|dejame (?:preguntar|ver|checar)|cometi un error|espera\b|(?:mejor )?te lo digo|awww|una disculpa|sorry\b|estimad[oa]s?\b|no te preocupes|en que (?:ibamos|quedamos|nos)\b|(?:buen dia |buenas )?(?:continuemos|continuamos|retomamos|retomemos)\b|(?:buenas )?otra vez|mi (?:mama|papa|esposa|esposo|suegra) (?:le|te|les) manda|entendido|enterado|perdone|back from|i m (?:driving|busy|back|here)|hold on|one sec|brb|no problem)\b`)

var laughter = newRule(`^(?:(?:ja|je|ji|jo|ha|he){2,}j?|lol|jaj\w*|jsj\w*)$`)

// chats tells that words are talk: one of them is enough.
func chats(words []string) bool {
	for _, w := range words {
		if chatter[w] || laughter.MatchString(w) {
			return true
		}
	}
	return false
}

// firstOf is the first word of a text.
func firstOf(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

func anyOf(words []string, set map[string]bool) bool {
	for _, w := range words {
		if set[w] {
			return true
		}
	}
	return false
}

// pronounceable tells words from what a cat types: no word of four letters or more
// without a vowel, none of more than thirty.
func pronounceable(words []string) bool {
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if n > 30 || n > 3 && !strings.ContainsAny(w, "aeiouy0123456789") || clustered.MatchString(w) {
			return false
		}
	}
	return true
}

// clustered has more consonants in a row than any word of the two languages.
var clustered = newRule(`[bcdfghjklmnpqrstvwxz]{6}`)

// foreign is talk of somebody else, or of what might be: "mi primo vende en…", "me
// marcaron del…", "y si vendo…". Nothing in it is about the person's own business.
var foreign = newRule(`\b(?:mi|un|una|el|la|mis|unos|unas|algunos) (?:primos?|primas?|vecin[oa]s?|amig[oa]s?|cunad[oa]s?|herman[oa]s?|compadre|comadre|conocid[oa]s?|ti[oa]|sobrin[oa]|senor|senora|cliente|contador|contadora|abogad[oa])\b|\bme (?:dijo|dijeron|dicen|marc(?:o|aron|an|aban)|hablar\w*|llamaron|contaron|conto)\b|\bvi (?:su|un|el|en|que)\b|\ben china\b|\beso cuesta\b|^(?:y |pero )?si (?:vendo|hago|tengo|mando|exporto|no)\b|\b(?:my (?:cousin|friend|neighbou?r|brother|sister)|someone told me|they (?:called|told))\b`)
