package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// What may be a name behind "soy", "somos" and "se llama", and what is something else.

// notNames begin what is no name after "soy".
var notNames = wordSet("mio mia mios mias propio propia de del el la los las un una uno en muy nuevo nueva productor productora productores fabricante fabricantes artesano artesana artesanos mexicano mexicana yo persona pequeno pequena negocio empresa emprendedor emprendedora comerciante vendedor vendedora a an the from new not interested ready looking dueno duena exportador exportadora de parte otra otro tiny small little chico chica pequena familiar nuestro nuestra aun todavia also too very mal bien hijo hija esposa esposo hombre mujer informal formal maestro maestra misma mismo igual su se in at on being afraid worried scared sure going about based unable")

// isName tells a person's name from what else follows "soy".
func isName(_ *values, text string) bool {
	words := strings.Fields(knowledge.Fold(text))
	return len(words) > 0 && len(words) <= 6 && !notNames[words[0]] && letters(text) > 2 && !doing.MatchString(text)
}

// isOwnName is a name behind "soy", where people also say what they are: "soy la que
// tiene celular", "soy la mera mera".
func isOwnName(v *values, text string) bool {
	return isName(v, text) && (isGiven(personName(text)) || surelyName(text))
}

// surelyName tells a person's name beside a question, where "I am already Gold, why
// …?" is none: two words or more, each with a capital.
func surelyName(text string) bool {
	words := strings.Fields(text)
	for _, w := range words {
		if w == strings.ToLower(w) && !connecting[w] {
			return false
		}
	}
	return len(words) > 1 && !anyOf(knowledge.Words(text), notInNames)
}

// namesOneself is how people give their name so that nothing else can be meant.
var namesOneself = newRule(`^(?:me llamo|me yamo|mi nombre|my name)`)

// doing is what follows "I am" when it is no name: "sending pallets".
var doing = newRule(`^[a-z]+ing\b`)

// isOwnBusiness is for "se llama", which may also tell a person's name.
func isOwnBusiness(v *values, text string) bool {
	if rest := withArticle.ReplaceAllString(text, ""); rest != text && v.r.c.Asking == "business" {
		return isBusiness(v, rest) // "se llama el venado azul"
	}
	return v.r.c.Asking != "contact" && isBusiness(v, text)
}

// withArticle begins many a name.
var withArticle = newRule(`(?i)^(?:el|la|los|las) `)

// isBusiness tells a business's name from what else follows "somos".
func isBusiness(_ *values, text string) bool {
	words := strings.Fields(knowledge.Fold(text))
	return len(words) > 0 && !allTalk(knowledge.Words(text)) && !(talkWords[words[0]] && strings.HasPrefix(text, strings.ToLower(text[:1]))) && len(words) <= 10 && !notNames[words[0]] && letters(text) > 1 && digits(words[0]) == 0 && !strings.Contains(text, "@") && (text != strings.ToLower(text) || !hasVerb(knowledge.Words(text)))
}

// isWhoWeAre is for "somos", which also tells how many or from where people are.
func isWhoWeAre(v *values, text string) bool {
	return isBusiness(v, text) && !isNumber(firstOf(knowledge.Fold(text))) && (len(strings.Fields(text)) > 1 || text != strings.ToLower(text)) &&
		!notFirst[firstOf(knowledge.Fold(text))] && !fromWhere.MatchString(knowledge.Fold(text))
}

var fromWhere = newRule(`^(?:\pL+ (?:de|d) (?:\pL+ )?\pL+$|located|based|poc[oa]s|quince|much[oa]s|varios|varias|una? familia|\pL+ hermanos$|solo|sola)`)
