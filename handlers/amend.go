package handlers

import (
	"slices"

	"pabellon/knowledge"
)

// People correct in sentences that no pattern foresees: "consulté con los compañeros y me
// quedé corto, son seis toneladas". What they have in common is a word of taking back, and
// a value that goes with the one from before: of the same unit, with a word of the same
// name, another state or category.

// takingBack is said by who corrects something.
var takingBack = newRule(`\b(?:mejor|en lugar de|en vez de|e[qk]u?ivo\w*|mal|no es|no era|ya no|pero (?:es|son|soy)|dije|cambi\w+|corr[ei]\w*|[kq]u?ital\w+|perdon|de hecho|falt[ao]\w*|un cero|consult\w+|preguntando|pregunte|pon|ponle|ponga|pongale|pongame|ponganme|aclaro|pensandol\w+|apellido|nombre completo|es mucho|es poco|corto|al reves|queda|ya son|dictado|dicte|escribio|sucursal|domicilio|pertenece|solicito|registrar|no, |actually|instead|wait|oops|amend|should|rather|checking|nah|autocorrect|on reflection|that's not|full name|espera\w*|dije mal|di mal|se perdio|apunte|nombre|no hombre|nada de|matriz|puse|el negocio (?:es|esta|sta)|la empresa (?:es|esta|ta)|donde vivo|donde vivia|not the)\b`)

// turnsTo stands before the value that is right.
var turnsTo = newRule(`(?:[,;:]|\b(?:es|son|era|eran|soy|seria|pon|ponle|ponga|pongale|pongame(?: en)?|ponganme(?: en)?|pongame|va en|va|queda|quedo|pertenece a|esta en|ta en|sta en|de|a|read|it's|is|make it|belongs in|put|mejor)\b)\s*`)

var (
	// stretchEnd is where a stretch of a sentence ends; 6,000 is one.
	stretchEnd = newRule(`[;:]|[,.](?:\D|$)`)
	// afterAll is who said "nunca" and remembers: "ah no, sí exportamos, una vez a Canadá".
	afterAll = newRule(`\b(?:exporte|exportamos|exporto|he exportado|hemos exportado|mandamos a|mande a|mandaron a|envie a|enviamos a|vendi a|vendimos a|vendimos en|i did send|we did send|did export|we exported|i exported|cuenta lo de|lo de)\b.{3,80}$`)
)

// longestAmend is how long a correction is at most, in bytes: each of its stretches is
// compared with all that was told.
const longestAmend = 300

// amended reads a corrected value that goes with one from before.
func (v *values) amended() {
	if len(v.folded) > longestAmend {
		return
	}
	before := join(knowledge.Words(v.r.c.App.Answers["exports"].Value))
	if len(v.values) == 0 && before != "" && (neverWords.MatchString(before) || takingBack.MatchString(v.folded)) {
		if at := afterAll.FindStringIndex(v.folded); at != nil {
			v.add("exports", v.trimmed(at[0], at[1]), at[0], at[1])
			return
		}
	}
	if len(v.values) > 0 || !takingBack.MatchString(v.folded) {
		return
	}
	if f := v.r.form.Field(v.r.c.Asking); f != nil && f.Kind == "category" {
		if _, ok := f.choice(v.text); ok {
			return
		}
	}
	starts := turnsTo.FindAllStringIndex(v.folded, -1)
	for _, at := range slices.Backward(append([][]int{{0, 0}}, starts...)) {
		end := len(v.folded)
		if stop := stretchEnd.FindStringIndex(v.folded[at[1]:]); stop != nil {
			end = at[1] + stop[0]
		}
		text := v.trimmed(at[1], end)
		if text == "" {
			continue
		}
		if id := v.goesWith(text); id != "" {
			v.add(id, text, at[1], end)
			return
		}
	}
}

// goesWith is the field that has a value which this one can take the place of; "" when
// there is none.
func (v *values) goesWith(text string) string {
	form, answers := v.r.form, v.r.c.App.Answers
	words := knowledge.Words(text)
	if n := len(dictated(text, false)); n >= 10 && n <= 13 && answers["phone"].Value != "" {
		return "phone"
	}
	if n := len([]rune(cleanRFC(dictated(text, true)))); (n == 12 || n == 13) && answers["rfc"].Value != "" {
		return "rfc"
	}
	if name, ok := form.exactState(ofPlace.ReplaceAllString(text, "")); ok && answers["state"].Value != "" && !v.answered("state", name) {
		return "state"
	}
	if c, ok := form.Field("category").choice(text); ok && len(words) <= 4 && answers["category"].Value != "" && !v.answered("category", c.ID) {
		return "category"
	}
	if have := knowledge.Words(answers["contact"].Value); len(have) > 0 && isGiven(personName(text)) && len(words) <= 5 && sharesWord(words, have) {
		return "contact"
	}
	if have := knowledge.Words(answers["business"].Value); len(have) > 0 && len(words) >= 2 && len(words) <= 6 && sharesWord(words, have) && !startsAmount.MatchString(join(words)) {
		return "business"
	}
	if have := knowledge.Words(answers["capacity"].Value); len(have) > 1 && len(words) <= 6 && capacityish.MatchString(join(words)) && sharesWord(words, have) {
		return "capacity"
	}
	return ""
}

var ofPlace = newRule(`(?i)^(?:de|d|en|del|la de|el de) `)

// sharesWord tells whether two texts have a word of three letters or more in common, one
// of them perhaps a slip away, and are not the same.
func sharesWord(a, b []string) bool {
	return join(a) != join(b) && slices.ContainsFunc(a, func(w string) bool {
		return len(w) > 2 && !connecting[w] && slices.ContainsFunc(b, func(x string) bool {
			return w == x || len(w) > 4 && distance(w, x) <= 1
		})
	})
}
