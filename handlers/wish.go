package handlers

import (
	"strings"

	"pabellon/bot"
)

// How people say that they want in: "quisiera inscribir mi negocito", "mi hija me dijo
// que aquí me podía apuntar", "buenas, registrarme". The parts are put together below.
const (
	hello   = `(?:hola|holis?|buenas?|buenos|buen|dias?|tardes?|noches?|oiga|oigan|oye|ey|joven|senorita|disculpe|que tal|que onda|kiubo|compa|bro|hi|hello|hey|good (?:morning|afternoon|evening|day)|ok|bueno|pues|entonces|si|este)`
	wanting = `(?:quiero|quiere|quieren|quisiera|queremos|quisieramos|me gustaria|nos gustaria|me interesa|me interesaria|nos interesa|me urge|deseo|deseamos|desea|solicito|solicitamos|necesito|pido|vengo|venimos|vamos|voy|ando queriendo|mandan a|mandaron a|aqui|podria|podia|me puedo|puedo|animo|animamos|anime|a ver si|want|would like|d like|should like|looking|ready|here|interested|trying|wishes|wish|hoping|can you)`
	joining = `(?:inscribir(?:me|nos|se)?|inscribi[rd]|registrar(?:me|nos|se)?|anotar(?:me|nos|se)?|meter(?:me|nos|se)? a vender|apuntar(?:me|nos|se)?|dar(?:me|nos)? de alta|postular(?:me|nos|se)?|aplicar|afiliar(?:me|nos)?|unir(?:me|nos)|sumar(?:me|nos)|participar|(?:mi |nuestra |la )?(?:compania|empresa|cooperativa|negocio|taller) (?:participe|entre|quede inscrita?)|entrar(?:le)?|apply(?:ing)?|sign (?:\w+ ){0,3}up|signing up|register(?:ing)?|enrol+(?:ing)?|join(?:ing)?|get (?:started|onto|on|in)|(?:mi|el) ingreso)`
	papers  = `(?:hacer|hacerl[oa]|empezar|iniciar|comenzar|presentar|mandar|meter|enviar|tramitar|solicitar|llenar|dar inicio a|darle con|por|lo de|take|start|begin|make|submit|fill (?:in|out)|put in) (?:\w+ ){0,3}(?:solicitud|aplicacion|inscripcion|registro|tramite|alta|formulario|application|form|registration)`
	mine    = `(?:meter|inscribir|subir) (?:a )?(?:mi|mis|nuestr[oa]s?) (?:\w+ )?\w+$|(?:meter|subir|llevar|poner|inscribir|registrar|put|list|get) (?:a )?(?:mi|mis|nuestr[oa]s?|el|la|my|our) (?:\w+ ){1,3}(?:a|al|en|ahi|on|to) (?:\w+ )?(?:alibaba|programa|pabellon|plataforma|ahi)`
)

var (
	wantsIn = newRule(`\b` + wanting + ` (?:\w+ ){0,3}?(?:` + joining + `|` + papers + `|` + mine + `)\b` +
		`|^(?:` + hello + ` )*(?:(?:la |mi |una |lo de (?:la )?)?(?:inscripcion|aplicacion|solicitud|registro|alta|registrarme|inscribirme|apuntarme|postularme))(?: (?:al? (?:programa|alibaba|pabellon)|por favor|para vender|en alibaba|please))*$` +
		`|\b(?:apuntame|apunteme|apuntenme|me apuntas|me apunto|inscribeme|inscribame|inscribanme|registrame|registreme|anotame|anoteme|sign (?:me|us) up|count me in|le entro|le entramos|le quiero entrar)\b` +
		`|\bvender (?:ahi|por alibaba|en alibaba|con ustedes)$|\b(?:let s|vamos a) (?:begin|start|darle|empezar)$`)
	// notIn is registered somewhere else, done already, asked, or not wanted.
	notIn = newRule(`\b(?:marca|patente|sat|padron|rfc|imss|impi|mercado libre|amazon|facebook page|logo|trademark|brand|(?:ya|me|nos) (?:inscribi|registre|aplique|apunte)|no|cuanto|cuantos|cuando|cual|how much|mercado chino|contenedor|puerto|exportadores|china|cuesta|cobran|sin|como|saber|que necesito|que se necesita|que ocupo|requisitos|dificil|facil|vale la pena|conviene|miedo|si puedo|si se puede|cotizacion|duda|pregunta|informes|informacion|how|what|worth|safe|afraid|dos negocios|cancel\w*|borr\w*|desp?ues de)\b`)
)

// Who says none of these sentences may still want in: what counts then is a verb of
// joining, with what it is that joins or where.
var (
	joins   = newRule(`\b(?:inscrib\w*|inscri[vp]\w*|inskri\w*|re[gj]i[sz]?tr\w*|apunt\w*|anot(?:e|ar\w*|en\w*|ame)|aplic(?:o|ar|amos|arle)|postul\w*|afili\w*|particip\w*|unir(?:me|nos)|sumar(?:me|nos)|met(?:o|er\w*|e uno|emos)|dar(?:me|nos|le|la|lo)? (?:de )?alta|darnos? de alta|entrar(?:le|me|nos)?|entramos|entro|intentarle|apply|applying|sign(?:ing)? up|join\w*|regist\w+|enrol\w*|get (?:in|on|listed))\b`)
	joiners = newRule(`\b(?:(?:mi|a mi|el|la|nuestr[oa]|una|su|my|our) (?:\pL+ )?(?:empres\w*|nego[cs]i\w*|taller\w*|fabric\w*|cooperativ\w*|marca|changarr\w*|grupo|tiend\w*|productos?|mercancia|business|company|brand|shop)|alibaba|alibab\w*|ali baba|programa|pabellon|promexico|lo de los chinos|eso de los chinos|program|pavilion|vender (?:\pL+ ){0,2}(?:afuera|fuera|lejos|internet|extranjero|paises|china|mundo|abroad|overseas)|se (?:inscribe|apunta|registra|anota|mete) (?:uno|una)|apuntan a la gente)\b`)
	wants   = newRule(`\b(?:[qk]u?iero|[qk]u?isier\w*|queremos|quiere|gustaria|interesa\w*|vengo|venimos|voy a|vamos a|necesito|me dijeron|me dijo|me conto|me contaron|me platic\w*|por lo del|aqui (?:es donde )?(?:se|me|nos)|want|would like|d like|ready|here to|looking to|interested|hoping)\b|^(?:\pL+ ){0,2}(?:me inscribo|me apunto|me registro|aplico|le entro)\b`)
	selling = newRule(`\b(?:[qk]u?iero|[qk]u?isiera|queremos|me gustaria|want to|would like to) (?:\pL+ ){0,2}(?:vender|exportar|sell|export) (?:\pL+ ){0,4}(?:afuera|fuera|lejos|internet|extranjero|alibaba|ahi|ustedes|abroad|overseas)\b`)
)

// seemsToJoin tells a wish that is put together in its own way.
func seemsToJoin(folded string) bool {
	if len(strings.Fields(folded)) > longestWish {
		return false
	}
	return selling.MatchString(folded) || joins.MatchString(folded) && wants.MatchString(folded) && (joiners.MatchString(folded) || len(strings.Fields(folded)) <= 4)
}

// longestWish is how many words such a wish has at most.
const longestWish = 25

// tagQuestion is asked at the end of a wish: ", ¿con usted es?".
var tagQuestion = newRule(`, ¿?(?:con usted(?:es)? es|aquí es|es aquí|verdad|sí|right|no)\?\s*$`)

// wantsToApply reads the wish to apply, in whatever words, from who has not begun. What
// is asked ("¿cómo me inscribo?") is answered, not begun.
func (r *reader) wantsToApply(text, folded string) bool {
	if r.c.App.Status != bot.NoApplication || r.c.Asking != "" || r.c.Speaker == bot.PersonSpeaks || notIn.MatchString(folded) {
		return false
	}
	if statement, question := splitQuestion(text); question != "" && statement != "" && strings.ContainsAny(text, "?¿") {
		said := heard(statement)
		return wantsIn.MatchString(said) || seemsToJoin(said)
	}
	if strings.ContainsAny(strings.TrimSuffix(text, tagQuestion.FindString(text)), "?¿") {
		return false
	}
	return wantsIn.MatchString(folded) || seemsToJoin(folded) && !asks(text)
}
