package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// A short message is, as a whole, the answer to the question that is open; what leads up to it
// and what politely follows are taken away.

// objects begins a sentence that takes something back: it is no product.
var objects = newRule(`^(?:no va\b|ay no\b|nah\b|nada de\b|oops|so sorry|fijese que|fijate que|wait\b|no hombre|le aclaro|ahora si\b)`)

// noIdea is who does not know; "no, todavía no" has never exported.
var noIdea = newRule(`\bno (?:lo |me lo |la )?(?:se|recuerdo|acuerdo)\b`)

// notAtHand is who does not have it.
var notAtHand = newRule(`\bno (?:l[oa]s? )?(?:tengo|traigo)\b|\bno l[oa]s? se\b`)

// plainName tells that a text has the signs of a name and is no place.
func plainName(v *values, text string) bool {
	if _, state := v.r.form.exactState(text); state || strings.ContainsAny(text, ";<>=(){}[]\"/|@#:") {
		return false
	}
	return true
}

// whole takes the whole text as the answer, without the words that lead up to it,
// if it sounds like one.
func (v *values) whole(f *Field, r *reader) {
	folded := join(knowledge.Words(v.text))
	if (f.Kind != "exports" || noIdea.MatchString(folded) || notAtHand.MatchString(folded)) && skipsInside.MatchString(folded) && len(strings.Fields(folded)) < 10 {
		return
	}
	if yesNo, ok := r.startsWithYesNo(folded); ok && yesNo != nil {
		return
	}
	if f.Kind == "exports" && heardOnly[heard(v.text)] {
		return
	}
	if f.Kind == "state" && !foreign.MatchString(v.folded) && v.fits(f, v.text) || f.Kind == "exports" && tellsExports(folded) {
		v.take(f, v.text, 0, len(v.folded))
		return
	}
	text := v.led(f, v.text)
	if _, cue := r.Clerk.cues.whole[join(knowledge.Words(text))]; cue && len(f.Choices) == 0 {
		return // "ok, gracias" says nothing
	}
	if said := knowledge.Words(v.text); f.Kind == "text" && remarks(said) && !v.namesGoods(f, said) && v.evidence(f, v.text) != evident || f.Kind == "business" && mostlyTalk(said) || f.Kind == "person" && !isGiven(personName(text)) && anyOf(said, talkWords) && !callings.MatchString(v.folded) {
		return
	}
	if f.Kind == "person" && wholeJob.MatchString(folded) {
		v.add("role", text, 0, len(v.folded)) // "dueña" is no name
		return
	}
	if f.Kind == "person" && !plainName(v, text) && digits(text) == 0 {
		return
	}
	if f.Kind == "person" && !sounds(f.Kind, text) {
		text, _, _ = strings.Cut(text, ",") // "Roberto Sánchez, mi hijo"
	}
	if foreign.MatchString(v.folded) && f.Kind != "person" || !sounds(f.Kind, text) || f.ID == "capacity" && !depends.MatchString(folded) {
		return
	}
	v.take(f, text, 0, len(v.folded))
}

// depends is who cannot give a number: "depende de la temporada".
var depends = newRule(`^(?:pues |muy |la verdad |solo )*(?:poc[oa]s?|poquit[oa]s?)$|\b(?:depende|varia|lo que (?:pidan|me pidan|quieran|haga falta)|not much|a few|it depends)\b`)

// led takes away what leads up to an answer and what politely follows it.
func (v *values) led(f *Field, text string) string {
	if len(text) > longestTold {
		return strings.Trim(text, " \n,;:.*")
	}
	folded, at := foldKeeping(text)
	start, end := 0, len(folded)
	for {
		rest := folded[start:end]
		cut := len(leadIn.FindString(rest))
		if f.Kind == "business" || f.Kind == "person" || f.Kind == "role" {
			if named := len(leadName.FindString(rest)); named > cut {
				cut = named
			}
		}
		if cut == 0 || start+cut >= end {
			break
		}
		start += cut
	}
	if tail := tailWords.FindStringIndex(folded[start:end]); tail != nil && tail[0] > 0 {
		end = start + tail[0]
	}
	return strings.Trim(text[at[start]:at[end]], " \n,;:.*")
}

// leadIn are words before an answer; leadName those before a name.
var (
	leadIn    = newRule(`^(?:(?:no|si|claro|ok|va|yo)[,.:;!]|perdon|ah|oh|este|pues|bueno|mira|mire|hola|buenas(?: tardes| noches)?|buenos dias|buen dia|oye|i mean|es que|a ver|le paso|te paso|ahi va|ahi le va|seria|digamos|es|son|it is|it's|aki|aqui)(?:\b|[,.:;! ])[\s,.:;!]*`)
	leadName  = newRule(`^(?:se llama|nos llamamos|somos|soy|me llamo|me yamo|le puse|le pusimos|le decimos|yo mero|conmigo|con (?:mi )?(?:hij[oa]|espos[oa]|herman[oa]|soci[oa]),? se llama|(?:con )?mi (?:hij[oa]|espos[oa]|herman[oa]|soci[oa]|mama|papa|cunad[oa]|ti[oa])|con (?:el|la) (?:lic|ing|sr|sra|dr|dra|don|dona)?|con|soy la misma|soy el mismo|pueden hablar con|hablen con|hablan con|atte|atentamente|(?:mi |el )?nombre (?:completo |comercial |de mi negocio )?es|(?:es )?un[a]? (?:empresa|negocio|taller|tienda|marca|cooperativa) (?:que se llama|llamad[oa])|el negocio|la empresa|mi negocio|mi empresa|we are|i am|i'm|my name is|it is called|it's called)\b[\s,.:;]*`)
	tailWords = newRule(`[\s,.]+(?:muchas gracias|gracias|por favor|porfavor|porfa|a sus ordenes|saludos|para servirle|please|thanks|thank you|con (?:[a-z]|acento|mayusculas?))[\s.!]*$`)
)

func meaningful(text string) bool {
	for _, w := range knowledge.Words(text) {
		if !connecting[w] && len(w) > 1 {
			return true
		}
	}
	return false
}
