package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// Whether a message asks something, and where in it the question begins.

// tag asks nothing: "lo de Tucson cuenta, ¿no?"
var tag = newRule(`(?i),? ?¿(?:no|verdad|va|s[ií]|cierto|ok|right|eh|me entiende)\?|^((?:\pL+ ){0,3}\pL+),? (?:no|verdad|va|right)\?\s*$`)

// tagLoosely are those that people write without the first mark, where a question of ours is
// open: "la de ropa, verdad?"
var tagLoosely = newRule(`(?i),\s*(?:bonito |feo |sabe |o )?(?:no|verdad|va|right|eh|nop|cierto|i guess|me entiende)\s*\?+|^((?:\pL+ ){0,3}\pL+) (?:no|verdad|va)\?`)

var (
	openMark   = newRule(`¿`)
	sentenceIn = newRule(`[.!;\n]\s+|,\s+|\s+pero\s+|\s+but\s+`)
)

// splitQuestion tells what a message states from what it asks. A message with no
// question mark is one or the other as a whole, by how it begins.
func splitQuestion(text string) (statement, question string) {
	end := strings.LastIndexByte(text, '?')
	if end < 0 {
		if asks(text) && !gives(text) {
			return "", text
		}
		return text, ""
	}
	begin := questionStart(text[:strings.IndexByte(text, '?')])
	statement = strings.Trim(text[:begin]+" "+text[end+1:], " ,.;\n")
	return statement, strings.TrimSpace(text[begin : end+1])
}

// gives tells a text with an address, an RFC or a number of ten figures in it: without a
// question mark it tells something, however it begins.
func gives(text string) bool {
	folded, _ := foldKeeping(text)
	return emailFolded.MatchString(folded) || rfcFolded.MatchString(folded) || phoneFolded.MatchString(folded)
}

// questionStart finds where the question begins in the text before its mark: at ¿,
// else at the first sentence that begins as questions do, else at the last sentence.
func questionStart(before string) int {
	if at := openMark.FindStringIndex(before); at != nil {
		return at[0]
	}
	starts := []int{0}
	for _, at := range sentenceIn.FindAllStringIndex(before, -1) {
		starts = append(starts, at[1])
	}
	for _, s := range starts {
		if asking.MatchString(withoutCourtesy(before[s:])) {
			return s
		}
	}
	return 0
}

// opening are words before the question proper.
var opening = newRule(`^(?:(?:que|q|k|ke) (?:flojera|padre|bueno|calor|nervios|emocion|rollo|largo|risa|chido|bonito|rapido|pena|miedo|oso|lata|cosas|chulo)|what s up|how are you|how s it going|oye|oiga|hey|y|e|pero|disculpa|disculpe|perdon|una (?:duda|pregunta)|tengo una (?:duda|pregunta)|antes dime|antes|dime|me puedes decir|me pueden decir|saben|sabes|hola|(?:que|q|ke|k) (?:tal|onda|hubo)(?: (?:estas?|estan|te va|le va|les va))?|quiubole|quiubo|buenos dias|buenas tardes|buenas noches|buenas|buen dia|ok|bueno|entonces|so|and|but|hello|hi|excuse me|quiero saber|quisiera saber|me gustaria saber|queria saber|necesito saber|no entiendo|no se|explicame|i want to know|tell me)\s+`)

// mostOpenings is how many of them are taken away.
const mostOpenings = 8

// asking is how questions begin.
var asking = newRule(`^(?:(?:a|de|con|en|por|para|desde|hasta) )?(?:que|ke|q|k|cual|cuales|cuanto|cuantos|cuanta|cuantas|kuanto|como|cmo|donde|dnde|cuando|quien|quienes|xq|pq|porque|por que|para que|pa que|puedo|pueden|podria|se puede|necesito|ocupo|hace falta|hay|tengo que|tienen|tienes|es (?:necesario|obligatorio|seguro|caro|verdad|cierto|estafa|gratis|confiable|real)|sirve|what|how|where|when|who|why|which|can|do|does|is|are|should|could|must|will)\b`)

// askingInside is a question wherever it stands: "y el seguro cuánto cuesta".
var askingInside = newRule(`\bcuant[oa]s?\b|\bkuanto\b|\bhow (?:much|many|long)\b|\b(?:como|donde) (?:le hago|hago|se|puedo|funciona|(?:lo|la) \pL+[oa]n?|consigo|saco)\b|\bdonde es\b|^(?:\pL+ ){0,2}que (?:es|son|significa|pasa|necesito|ocupo)\b`)

// comoAmount is "como 3 mil pares" or "pueden hablar con Ana", which begin as questions do and are none.
var comoAmount = newRule(`^(?:pues |entonces |si |bueno )*como (?:\d|unos|unas|` + oneNumber + `\b)|^(?:pueden|puedes|puede) (?:hablar|contactar|llamar|escribir)|^(?:oye |oiga |perdon |ay )*(?:que|q|k) (?:si|no|ya|era|puse|dije|di|estaba|andaba|estoy|toy)\b|^(?:oye |oiga )?sabes? (?:que|q|k)\b|^(?:(?:oye|oiga|perdon|disculp\w+|fijese|fijate|ay) )+(?:que|q|k) (?:el|la|los|las|mi|mis|su|yo)\b|^quien (?:suscribe|(?:les? |te )?(?:escribe|habla|saluda|atiende))\b`)

// someFew is "unas cuantas", which asks nothing.
var someFew = newRule(`\bun[oa]s cuant[oa]s\b`)

// asks tells whether a text without question marks is a question.
func asks(text string) bool {
	folded := join(knowledge.Words(text))
	folded = someFew.ReplaceAllString(folded, "algunas")
	if comoAmount.MatchString(folded) {
		return false
	}
	for range mostOpenings {
		rest := opening.ReplaceAllString(folded, "")
		if rest == folded {
			break
		}
		if strings.HasPrefix(folded, "no entiendo") || strings.HasPrefix(folded, "explicame") || strings.Contains(folded[:len(folded)-len(rest)], " saber") || strings.HasPrefix(folded, "i want to know") {
			return true
		}
		folded = rest
	}
	return asking.MatchString(folded) || askingInside.MatchString(folded)
}
