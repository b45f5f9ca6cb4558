package handlers

// Asked for a name, people tell it inside a sentence: "ay, pues le pusimos Congeladora
// Bahía Tres porque es la tercera". A run is the part of a sentence that may be the
// name; the one that speaks most for itself is taken.

// longestSentence is the longest text in which a name is looked for, in bytes.
const longestSentence = 500

// run is a run of tokens that may be a name.
type run struct {
	from, to int // tokens
	score    int
}

func (s run) size() int { return s.to - s.from }

// within are the small words inside a name.
var within = wordSet("de del la las los el y e i and of the & al von van da do dos di en san santa")

// links are words of talk that stand in names too, between two capitals.
var links = wordSet("mi tu su que con sin para por al a en como")

// runFrom gives the tokens that may go on with a name from a place on.
func runFrom(ts []token, from int) int {
	to := from
	for to < len(ts) && to-from < longestNameWords {
		t := ts[to]
		if t.folded == "en" && to-from >= 2 && !t.capital {
			break // where it is
		}
		if links[t.folded] && !t.parted && to > from && (ts[to-1].capital || within[ts[to-1].folded] && to-1 > from && ts[to-2].capital) && to+1 < len(ts) && ts[to+1].capital && !ts[to+1].parted {
			to++
			continue // "Piedra que Canta"
		}
		if to == from && t.first && t.capital && len(t.folded) > 4 && to+1 < len(ts) && ts[to+1].capital && !ts[to+1].parted {
			to++
			continue // "Línea Norte"
		}
		if endsName(t, to > from) || saidBefore(ts[from:to], t) && !within[ts[to-1].folded] {
			break
		}
		to++
		if t.legal {
			break
		}
	}
	for to > from && within[ts[to-1].folded] {
		to--
	}
	return to
}

// saidBefore tells a long word that a name has already: who says it again says how it is
// written, "Gurrola con doble erre".
func saidBefore(ts []token, t token) bool {
	for _, u := range ts {
		if u.folded == t.folded && len(t.folded) > 3 {
			return true
		}
	}
	return false
}

// longestNameWords is how many words a name has at most.
const longestNameWords = 12

// endsName tells that a token is no part of a name: punctuation stands before it, or it
// is a word of talk that has no capital of its own.
func endsName(t token, begun bool) bool {
	switch {
	case t.legal:
		return false
	case t.parted && begun:
		return true
	}
	return talkWords[t.folded] && (t.first || !t.capital && !within[t.folded])
}

// capitals counts the tokens of a run that are written as in names.
func capitals(ts []token) (n int) {
	for _, t := range ts {
		if t.capital && !t.first || t.legal {
			n++
		}
	}
	return n
}

// narrowed is the part of a run that is written as a name where the rest is not:
// "Amarantina en el mercado".
func narrowed(ts []token, s run) run {
	first, last := -1, -1
	for i := s.from; i < s.to; i++ {
		if ts[i].capital || ts[i].legal {
			if first < 0 {
				first = i
			}
			last = i
		} else if first >= 0 && !within[ts[i].folded] {
			break
		}
	}
	if first < 0 || first == last && ts[first].first && s.to-s.from > 1 {
		return s
	}
	return run{first, last + 1, s.score}
}

// naming stands before a business's name, callings before a person's.
var (
	naming   = newRule(`(?:\b(?:(?:se|c|s|nos|q se|ke se) (?:l?llama\w*|yama|conoce\w*(?: como)?|identifica\w*)|l?llamad[oa]|le (?:pusimos|puse|puso|pusieron|decimos|dicen|nombramos|cambie a|cambiamos a)|lleva(?:mos)? (?:por|el|de) nombre|nombre (?:comercial |legal |completo |fiscal |oficial )?(?:es|s|seria)|(?:nos|me|lo|la) (?:conocen?|ubican?|identifican?)(?: (?:por aqui|aqui|todos|todo mundo))? (?:como|por)|conocid[oa]s? como|(?:letrero|etiqueta|pared|fachada|costal|caja|bolsa|puerta)(?: de (?:afuera|la entrada))? (?:dice|viene pintado|esta pintado)|completo es|debe decir|razon social(?: completa)? (?:es|s)|registrad[oa]s? como|registre(?: usted)?(?:, si es tan amable,?)?|(?:anot[ae](?:le|lo|me|r)?|apunt[ae](?:le|lo|me|r)?|pon(?:ga|le|gale|gan|ganle)?)(?: ahi| ai| asi| usted| nomas)*|represento a|representamos a|dad[oa] de alta como|factur\w+ como|marca (?:es|s|registrada es)|empresa (?:es|s)|nego[cs]i(?:o|to) (?:es|s)|taller (?:es|s)|company (?:es|is)|brand (?:es|is)|called|named|goes by|we go by|trade as|legal entity:?|registered as|it's|our name is|name is|somos|we are|we're|representante (?:legal )?de|duen[oa] de|president[ea] de|gerente de|socia? de|director[a]? (?:general )?de|owner of|manager at|co-owner of|(?:y|ya|se) quedo(?: en)?|lo nuestro (?:es|son)|ahora (?:es|somos)|(?:el )?actual es|(?:soy|habla|hablo|me llamo|soi|this is|i'm|i am) [\pL .]{3,40}?,? (?:de|del|d|from|of|at|with)(?: la| el)?)\b:? *)`)
	callings = newRule(`\b(?:(?:credencial|ine|acta) (?:dice|es)|papeles(?: (?:es|soy|va|dice))?|yo|you've got|you got|first name(?: is)?|nombre(?: de pila)? (?:es|s)|aqui|quien (?:le )?(?:escribe|suscribe|habla) es|soy|soi|me (?:ll?amo|yamo|llamaron)|m (?:yamo|llamo)|mi nombre(?: completo)? (?:es|s)|nombre:|(?:le |te |les )?(?:habla|hablo|escribe|saluda|atiende)(?: usted)?(?: con)?|hablando con|trata con|a nombre de|conmigo,?(?: mero,?)?|con|con(?: el| la)? (?:ing|lic|sr|sra|don|dona)?\.?|pregunte[n]? por|busque[n]? a|pon(?:ga|le|gale)?(?: a)?|anot[ae](?:me)?(?: como)?|firmo:?|i am|i'm|my (?:full |proper )?name(?:'s| is)?,?|this is|it's|put|ask for|contact is|name's|apellido es|pero (?:es|soy)|bueno,?|para servirle)\b[:,]? *`)
)

// found is a name with the stretch of the folded text that it was found in; the score
// says how sure it is, 0 that there is none.
type found struct {
	name       string
	start, end int
	score      int
}

// trimmedName cuts a name where talk begins: "Cerería Ruelas como mi papá".
func trimmedName(text string, person bool) string {
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	if len(ts) == 0 {
		return text
	}
	from := 0
	for from < len(ts)-1 && joinsPlace[ts[from].folded] {
		from++
	}
	to := runFrom(ts, from)
	if person {
		to = personEnd(ts, from, to)
	}
	if to == from || from == 0 && ts[to-1].end == len(text) {
		return text
	}
	return text[ts[from].start:ts[to-1].end]
}
