package handlers

import (
	"regexp"
	"strings"

	"pabellon/knowledge"
)

// Some wishes nobody here helps with, whatever the articles say. Each rule names
// something that somebody would do, or that nobody does honestly, so that a fear
// ("¿y si le meten droga a mi carga?") is still answered. They read folded words.
var (
	unsafe   = oneOfRules(hiding, forbidden, forging, bribing, evading, breakingIn, copying, cheating, hurting)
	distress = oneOfRules(despair)
)

// Refuses tells which messages never reach the articles, whatever these say.
func Refuses(message string) bool {
	folded := join(knowledge.Words(message))
	return wicked(folded) || distress.MatchString(folded)
}

// wicked tells a wish that nobody helps with from what somebody fears for themselves.
func wicked(folded string) bool { return unsafe.MatchString(folded) && !victim.MatchString(folded) }

// victim is how people speak of what others may do to them, and of toys.
var victim = regexp.MustCompile(`\b(?:me|nos) (?:pueda[n]?|puede[n]?|quiera[n]?|quiere[n]?|van a|quieren|pide[n]?|pidio|pidieron|ofrece[n]?|ofrecieron|intent\w+) (?:estafar|defraudar|robar|hackear|enganar|clonar|mandar|meter|vender|copiar|falsificar|pagar|dar|entregar)\b|\bsin que (?:yo|nosotros) \w+\b|\bde juguete\b|\b(?:como (?:evito|me protejo|me cuido)|me da miedo|tengo miedo|y si me|y si nos|y si el comprador me)\b|\b(?:scam|cheat|defraud|rob|hack) (?:me|us)\b`)

// oneOfRules joins rules into one.
func oneOfRules(rules ...string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join(rules, "|"))
}

const (
	// hiding goods, names or money from those who check.
	hiding = `\bsin que (?:se de[n]? cuenta|lo (?:vean|sepan|noten|revisen|chequen)|(?:la|lo|me|nos) (?:cachen?|agarren?|revisen?|descubran?)|se note|salga|aparezca|sepan?|revisen?|vean?)\b` +
		`|\bsin (?:declarar|pasar por|reportar)(?:l[oa]s?)?(?: (?:nada|mercancia))? ?(?:a|en|ante|por)? ?(?:la |el )?(?:aduana|sat|hacienda)\b` +
		`|\b(?:escond|ocult|camufl|disfraz)\w+\b.{0,40}\b(?:aduana|sat|hacienda|contenedor|cargamento|mercancia|ingresos|ventas|ganancias)\b` +
		`|\b(?:hide|conceal|sneak)\b.{0,40}\b(?:customs|container|cargo|shipment|tax|irs|income|goods|inspection|inspectors)\b` +
		`|\bwithout (?:declaring|customs (?:knowing|noticing|finding)|anyone (?:knowing|noticing)|them (?:knowing|noticing))\b`

	// forbidden goods, when somebody would move or sell them.
	forbidden = `\b(?:pasar|paso|meter|meto|mandar|mando|enviar|envio|exportar|exporto|vender|vendo|vendemos|traficar|sacar|saco|comprar|compro|ship|send|export|sell|move|mail)\b.{0,40}\b(?:drogas?|cocaina|marihuana|mota|cristal meth|fentanilo|precursores|armas?|pistolas?|municion(?:es)?|explosivos?|contrabando|fayuca|marfil|totoaba|especies (?:protegidas|en peligro)|animales (?:exoticos|en peligro)|huevos? de tortuga|organos|drugs?|cocaine|fentanyl|weapons?|guns?|ammunition|explosives?|contraband|ivory|endangered|protected (?:species|animals))\b` +
		`|\b(?:smuggl|traffick|contraband)\w*\b`

	// forging papers, or buying them.
	forging = `\b(?:falsific\w+|apocrif[oa]s?|chuec[oa]s?|forge|forging|forged)\b` +
		`|\b(?:comprar|conseguir|consigo|hacer|hago|sacar|inventar|invento|quiero|kiero|necesito|ocupo|usar|make|get|buy|use|need)\b.{0,30}\b(?:facturas?|papeles|documentos?|certificados?|constancias?|rfc|pedimentos?|permisos?|sellos?|registros?|invoices?|certificates?|documents?|papers?|permits?|passports?|ids?)(?: \w+){0,3} (?:fals[oa]s?|robad[oa]s?|inventad[oa]s?|de otr[oa] (?:persona|empresa)|ajen[oa]s?)\b` +
		`|\b(?:comprar|vender|venden) facturas\b|\balterar\b.{0,20}\b(?:documento|certificado|factura|pedimento|papel)` +
		`|\b(?:fake|false|stolen|counterfeit) (?:invoices?|certificates?|documents?|papers?|permits?|passports?|ids?|rfc|labels?|receipts?|identity)\b`

	// bribing.
	bribing = `\b(?:soborn\w+|coimas?)\b` +
		`|\b(?:dar|darle|doy|pagar|pago|ofrecer|ofrezco|cuanto es|cuanto de|con) (?:una |la |un |el |de )?(?:mordida|moche|mochada)\b` +
		`|\b(?:arregl\w+|untar|aceitar|darle (?:algo|lana|dinero|para su refresco))\b.{0,25}\b(?:vista|aduanal|aduana|inspector\w*|funcionari\w+|agente de la aduana|oficial|licenciado del sat)\b` +
		`|\bbrib\w+|\bpay(?:ing)? off\b.{0,25}\b(?:customs|officials?|inspectors?|officers?)\b`

	// evading taxes, duties and sanctions.
	evading = `\b(?:evad\w+|evasion fiscal|lavar dinero|lavado de dinero|laundering|launder)\b` +
		`|\b(?:para no|sin|dejar de|evitar|no quiero) pagar\b.{0,20}\b(?:impuestos?|iva|isr|aranceles?|al sat|a hacienda)\b` +
		`|\b(?:brincar\w*|saltar\w*|librar|burlar|rodear|darle la vuelta)\b.{0,25}\b(?:impuestos?|sat|aranceles?|aduana|inspeccion|sanciones|embargo|ley|normas?)\b` +
		`|\b(?:subfactur\w+|subvalu\w+|declarar (?:menos|otra cosa|de menos)|poner(?:le)? menos valor|bajarle (?:el|al) valor)\b` +
		`|\b(?:evad\w+|dodg\w+|avoid paying|get around|bypass|circumvent|without paying)\b.{0,30}\b(?:tax|taxes|dut(?:y|ies)|customs|sanctions?|vat|inspections?|embargo|tariffs?)\b` +
		`|\b(?:under ?declar\w+|undervalu\w+|under ?invoic\w+|declare (?:less|a lower))\b`

	// breaking into what is somebody else's.
	breakingIn = `\b(?:hacke\w+|jaque\w+|phish\w*|crackear)\b|\bhack (?:into|a|an|the|my|someone)\b` +
		`|\b(?:entrar|entro|meterme|me meto|acceder|robar|robo|get into|log into|break into|steal)\b.{0,30}\b(?:correo|cuenta|whatsapp|facebook|sistema|pagina|account|e ?mail|system) (?:de|del|ajen\w+|of|that)\b` +
		`|\bsin su (?:contrasena|clave|permiso)\b|\bclonar (?:tarjetas?|paginas?|la pagina|cuentas?)\b|\bsomeone else s (?:account|password)\b`

	// copying brands.
	copying = `\b(?:pirata|piratas|pirateria|clones?|replicas?|imitaciones|knock ?offs?|counterfeit\w*)\b` +
		`|\b(?:logo|logotipo|marca|logos|brand)\b.{0,25}\b(?:sin (?:licencia|permiso)|without (?:a )?(?:licen[cs]e|permission))\b` +
		`|\b(?:vender|vendo|hacer|hago|mandar|fabricar|sell|make|copy)\b.{0,25}\b(?:nike|gucci|adidas|louis vuitton|lv|prada|rolex|disney) (?:fals[oa]s?|copia|fake)\b`

	// cheating buyers.
	cheating = `\b(?:estafar|estafo|defraudar|transar|scam|defraud|rip off|cheat) (?:a )?(?:un|una|los|las|mis|al|a|the|my|some)? ?(?:comprador\w*|cliente\w*|gringos?|chinos?|buyers?|customers?|clients?)\b` +
		`|\bcobrar(?:le)? y no (?:mandar|enviar|entregar)\b|\b(?:hacer|hago|crear) (?:un |una )?(?:comprobante|transferencia|resena|resenas) fals\w+\b|\bfake reviews?\b`

	// hurting somebody.
	hurting = `\b(?:hacer|fabricar|armar|make|build) (?:una |a )?(?:bomba|bomb)\b|\b(?:matar|asesinar|secuestrar|amenazar|golpear) a\b|\b(?:kill|kidnap|threaten|beat up) (?:a|an|my|the|him|her|someone)\b`

	// despair of one's own life.
	despair = `\b(?:suicid\w+|matarme|quitarme la vida|hacerme dano|me quiero morir|quiero morirme|ya no quiero vivir|no quiero (?:seguir viviendo|vivir)|kill myself|end my life|hurt myself|want to die|suicide)\b`
)
