package handlers

// A message that tells several things is cut where one of them ends: at a mark, and before a
// verb or a word with which people begin the next.

// clause is a part of the folded text between two marks, or before what begins another one.
type clause struct{ start, end int }

var (
	clauseMark = newRule(`\s*(?:[,;:\n()|!]+|\.+(?:\s|$)|\s-\s)\s*`)
	clauseJoin = newRule(`(\s(?:y|e|and|pero|but|o sea|porque)\s)(?:pues |tambien |aqui |ya |hasta |el |la |lo )*(?:` + ownDoing + `|nunca|jamas|never|una vez|dos veces|mi|mis|nuestr[oa]s?|my|our|correo|rfc|cel|celular|telefono|mail|email|cada)\b|(\s)(?:nunca|jamas|never|y ya|ya hemos|ya he|` + toldVerb + `)\b`)
)

const (
	// ownMakes is what people say that they make or sell, as they spell it.
	ownMakes = `hago|ago|hacemos|hacems|hacms|asemos|acemos|vendo|vndo|vendemos|bendo|bendemos|vendems|vndemos|vndms|fabric(?:o|amos)|produ(?:zco|cimos|simos)|elabor(?:o|amos)|cultiv(?:o|amos)|siembro|sembramos|cosech(?:o|amos)|sa[ck](?:o|amos)|tejemos|bordamos|criamos|cortamos`
	// toldVerb is what people say that they make, sell or send, wherever it stands.
	toldVerb = `(?:` + ownMakes + `|export(?:o|e|amos)|mand(?:o|e|amos)|enviamos|hemos|emos|we (?:make|sell|grow|produce|build|bake|brew|ship|export)|i (?:make|sell|grow|produce|build|bake|brew|ship|export)|i've|we've)`
	// ownDoing begins a clause of its own.
	ownDoing = `(?:` + toldVerb + `|soy|soi|somos|estoy|estamos|toy|tamos|tengo|tenemos|me llamo|manejo|manejamos|ofre(?:zco|cemos)|puedo|podemos|le (?:vendo|vendemos|mando|mandamos)|salen|i|we|i'm|we're)`
)

// goesOn stands before a verb of the same clause: "nunca exportamos", "lo que yo vendo".
var goesOn = newRule(`\b(?:nunca|jamas|never|no|que|yo|nosotr[oa]s|ya|si|tambien|le|les|lo|la|los|las|me|nos|we|i)$`)

// clauses cuts a text; what was taken already is written as bars.
func clauses(folded string) []clause {
	cut := make([]bool, len(folded)+1)
	for _, at := range clauseMark.FindAllStringIndex(folded, -1) {
		for i := at[0]; i < at[1]; i++ {
			cut[i] = true
		}
	}
	for _, at := range clauseJoin.FindAllStringSubmatchIndex(folded, -1) {
		from, to := at[2], at[3]
		if from < 0 {
			if from, to = at[4], at[5]; goesOn.MatchString(folded[:from]) {
				continue
			}
		}
		for i := from; i < to; i++ {
			cut[i] = true
		}
	}
	cut[len(folded)] = true
	var out []clause
	start := 0
	for i, c := range cut {
		if c && i > start {
			out = append(out, clause{start, i})
		}
		if c {
			start = i + 1
		}
	}
	return out
}

// untaken is the folded text with bars where a value was found.
func (v *values) untaken() string {
	folded := []byte(v.folded)
	for _, x := range v.values {
		for i := x.start; i < x.end; i++ {
			folded[i] = '|'
		}
	}
	return string(folded)
}

// piece is a clause with its words, in the text and folded.
func (v *values) piece(c clause) (text, folded string) {
	return v.text[v.at[c.start]:v.at[c.end]], v.folded[c.start:c.end]
}
