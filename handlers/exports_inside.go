package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// Where goods were sent, or that none ever were, as people tell it in sentences.

// exportsInside takes the whole sentence that tells where goods went, or how often.
func (v *values) exportsInside(folded string) found {
	words := strings.Fields(folded)
	_, abroad := placeInside(knowledge.Words(folded))
	own := ownExport.MatchString(folded)
	switch {
	case !abroad && skipsWhole.MatchString(heard(folded)), !abroad && !neverWords.MatchString(folded) && skipsInside.MatchString(heard(folded)):
		return found{}
	case saysNever(folded) && !(abroad && own && !neverWords.MatchString(folded)):
		return found{"nunca", 0, len(folded), surely}
	case !abroad && !almost.MatchString(folded) && len(words) <= shortNever && (len(words) < 4 || exporting.MatchString(folded) || exported.MatchString(folded)) && (neverWords.MatchString(folded) || nothing.MatchString(folded)) && !waits.MatchString(folded):
		return found{"nunca", 0, len(folded), surely}
	case len(words) > longestInside, waits.MatchString(folded), theirDoing.MatchString(folded):
		return found{}
	case comesBack.MatchString(folded):
		return found{}
	case abroad && (own || beginsWithPlace(words) || toPlace.MatchString(folded) || somewhere.MatchString(folded)):
	case own && somewhere.MatchString(folded) && (exported.MatchString(folded) || weSent.MatchString(folded)) && !leftHere.MatchString(folded):
	default:
		return found{}
	}
	return found{v.led(v.r.form.Field("exports"), v.text), 0, len(folded), surely}
}

var (
	weSent   = newRule(`\b(?:nos|me) (?:compr\w+|pid\w+|encarg\w+)`)
	leftHere = newRule(`\bse (?:fue|fueron|llev\w+) (?:la luz|el internet|la senal|el agua)|\bahi la llev`)
)

// saysNever tells a sentence of which the first words say that nothing was exported, whatever
// is told behind them: "uy no, nunca, con decirle que lo más lejos que han ido es Toluca".
func saysNever(folded string) bool {
	return startsNever.MatchString(folded) && !almost.MatchString(folded) && !waits.MatchString(folded) && !notNever.MatchString(folded)
}

var (
	startsNever = newRule(`^[¡!\s]*(?:(?:uy|ay|no hombre|nombre|hijole|pues|la (?:mera )?verdad|fijese que|fijate que|no,? pues|yo creo que|that|well|oh|mmm+|eh|lamentablemente|desafortunadamente|por desgracia|hasta (?:ahora|ahorita|el momento|la fecha|el dia de hoy),?)[,. ]+)*(?:(?:no|nel|nop|nope|nah)[,.!]+ |(?:no|nel|nop|nope|nah)[,.! ]*$|(?:no,? |nel,? |nop,? )?(?:nunca+|nunk+a?|nunka|jamas|never|cero|ningun[ao]?\b|todavia (?:n[oi]|nunca)|todavia nada|aun no|nada todavia|not yet|none|a ningun lado|ningun lado|nada (?:d|de) nada|para nada|ni (?:una|loco|loca|de chiste|en suenos)|nada de export\w*)|(?:nel|nop|no),? (?:\pL+ ){0,3}(?:nunca|jamas|todavia no|nada)\b|(?:nel|nop|no) (?:x ahora|x lo|por lo|por ahora|fijese|fijate|todavia|para nada|aun|senor\w*|mij[oa]|joven|la verdad|hemos|he|emos|e|solo|nomas|puro|pura|apenas|se ha|tenemos|tengo experiencia|cuento con|contamos con|pero ni)\b)`)
	// notNever begins as a no does, and is something else.
	notNever = newRule(`^(?:ay|oh|uy) no,? (?:i|me|se|que|perdon|disculp\w*|sorry|ya)\b|^(?:no|nop|nel),? (?:inventes|manches|mames|hay (?:problema|prisa)|te|le|se me|me|creas|crea|vaya|es (?:que|por)|pues (?:si|que|ya)|ya|veo|oi|entiendo|entendi|solo .*tambien|hemos (?:visto|terminado|acabado)|he (?:visto|terminado))\b|\bpero (?:si|ya|una vez) (?:mand|export|vend|envi)\w*`)
)

// beginsWithPlace tells that a place of the world is told first: "Japón nada más".
func beginsWithPlace(words []string) bool {
	for n := 1; n <= min(longestPlace, len(words)); n++ {
		if _, ok := placeNamed(join(words[:n])); ok {
			return true
		}
	}
	return false
}

// shortNever is how many words a plain never has at most.
const shortNever = 7

var (
	nothing    = newRule(`^(?:no,? )?nada (?:de|d) nada\b`)
	ownExport  = newRule(`\b(?:mandamos|mandabamos|mande|he mandado|hemos|exportamos|exporte|exportabamos|exportado|vendimos|vendi|enviamos|envie|llevamos|lleve|surtimos|nos (?:compr\w+|pid\w+|encarg\w+)|me (?:compr\w+|encarg\w+)|la llevaba|se (?:la|lo|las|los) llev\w+|sale[n]?|llega[n]?|se van?|se (?:fue|fueron|mando|mandaron|llevo|llevaron)|fueron|we (?:ship\w*|sent|sold|sell|export\w*)|i (?:ship\w*|sent|sold|sell|export\w*)|i've|we've)\b`)
	toPlace    = newRule(`^(?:\pL+,? ){0,5}(?:a|to|hacia|para)\b|^(?:only|just|solo|nomas|nada mas|pura?|puro) `)
	theirDoing = newRule(`^(?:y |pero |oiga |pues )*(?:mi|un|una|el|la) (?:prim[oa]|vecin[oa]|amig[oa]|cunad[oa]|conocid[oa]|compadre|comadre|ti[oa]|sobrin[oa])\b`)
)

// exported is one's own doing, whoever helped: "mandé a Chicago con un compadre".
var exported = newRule(`\b(?:mand(?:e|amos|ado|aba|abamos)|export(?:e|amos|ado|acion|aciones|ed)|vend(?:i|imos|ido)|envi(?:e|amos|ado)|llevamos|lleve|se llevaron|se llevo|hemos|sold|shipped|sent|exporting)\b`)

// tellsExports tells that a text says of exports where to, how often, or that there are none.
func tellsExports(folded string) bool {
	words := strings.Fields(folded)
	_, somePlace := placeInside(words)
	return len(words) <= 40 && (exported.MatchString(folded) && (somePlace || somewhere.MatchString(folded) || neverWords.MatchString(folded)) || somePlace && len(words) <= 8 && !foreign.MatchString(folded))
}
