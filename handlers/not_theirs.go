package handlers

// People tell of others too: of a cousin who exports, a competitor's RFC, a number that is
// not to be called, of what would be so if. What such a message tells is asked back.

// notTheirs is what denies or supposes what is said.
var notTheirs = newRule(`\bun tal\b|\bsomeone\b|\b(?:es[eao]|est[eao]) (?:\pL+ )?(?:es|era|son) (?:de|del) (?:ellos|ellas|otr[oa]s?)\b|\bno (?:es )?mi[oa]s?\b|\bni (?:lo|la|los) conozco\b|\bya no (?:trabaja|existe)\b|\bme reenviaron\b` +
	`|\bno (?:me )?vay[ae][ns]? a (?:hablar|llamar|marcar|escribir|poner que)\b|\bni (?:le|les) vay[ae]n? a\b|\bdon't (?:ever )?(?:call|use|write)\b|\bno esta en\b|\bnot where\b|\bborn in\b` +
	`|^(?:y )?si (?:estuviera|estuvieramos|fuera|fueramos|tuviera|tuvieramos|viviera)\b|\b(?:le|les) escribi a\b|\bdicen que\b|\bquiza(?:s)? (?:mand|export|vend)\w+|\bya veremos\b|\bes mejor que\b|\bme rei\b`)

// kin are people whose name, address or number may be told; it is theirs when they stand
// before it.
var kin = newRule(`\b(?:(?:la|mi) competencia|competidor\w*|(?:mi|el|la|un|una) (?:vecin[oa]|prim[oa]|cunad[oa]|proveedor\w*)|my (?:late \pL+|boss|cousin|neighbo?ur\w*)|competitors?)\b`)

// identity are the fields that name somebody.
var identity = map[string]bool{"rfc": true, "phone": true, "email": true, "contact": true, "business": true}

// numbersOfOthers are numbers that are neither a phone nor an RFC.
var numbersOfOthers = newRule(`\b(?:curp|clabe|pedimento|numero de cuenta|cuenta bancaria)\b`)

// ofOthers tells a value that may be somebody else's, or none.
func (v *values) ofOthers(x value) bool {
	if notTheirs.MatchString(v.folded) {
		return true
	}
	at := kin.FindStringIndex(v.folded)
	return identity[x.field] && at != nil && at[0] < x.end && !ofSelf.MatchString(v.folded[:at[0]])
}
