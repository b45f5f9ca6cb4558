package handlers

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"pabellon/knowledge"
)

// Asked for a name, people tell it inside a sentence: "ay, pues le pusimos Congeladora
// Bahía Tres porque es la tercera". A run is the part of a sentence that may be the
// name; the one that speaks most for itself is taken.

//go:embed talk_words.txt
var talkWordsList string

// talkWords are those of the file.
var talkWords = listed(talkWordsList)

// listed reads a list of words, with comments behind #.
func listed(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") {
			for _, word := range strings.Fields(line) {
				set[word] = true
			}
		}
	}
	return set
}

// token is a word of a text, or a legal form such as "S.A. de C.V.".
type token struct {
	start, end int    // in the text, in bytes
	folded     string //
	capital    bool   // begins with a capital, and is not all there is to a sentence's beginning
	first      bool   // begins the text or a sentence
	parted     bool   // punctuation stands before it
	legal      bool
}

// legalForms are the forms of a company as people write them.
var legalForms = newRule(`\b(?:s\.? *a\.? *p\.? *i\.? *(?:de|d) *c\.? *v\b\.?|s\.? *(?:de|d) *r\.? *l\.? *(?:(?:de|d) *c\.? *v\b\.?|(?:de|d) *i\.? *p\b\.?|mi\b)?|s\.? *a\.? *(?:de|d) *c\.? *v\b\.?|s\.? *p\.? *r\.? *(?:de|d) *r\.? *l\b\.?(?: *(?:de|d) *c\.? *v\b\.?)?|s\.? *c\.? *(?:de|d) *r\.? *l\b\.?(?: *(?:de|d) *c\.? *v\b\.?)?|s\.a\.s\.? *(?:de|d) *c\.? *v\b\.?|s\.a\.s\.?|s\.c\.|a\.c\.|sapi\b|sas\b|llc\b|inc\b\.?|ltd\b\.?|gmbh\b|co\.)`)

// tokens cuts a text into words. Folded has the text's length and is folded with its
// punctuation kept.
func tokens(text, folded string, at []int) []token {
	var out []token
	legal := legalForms.FindAllStringIndex(folded, -1)
	begin, parted, first := -1, true, true
	add := func(start, end int, isLegal bool) {
		word := text[at[start]:at[end]]
		r, _ := utf8.DecodeRuneInString(word)
		out = append(out, token{at[start], at[end], folded[start:end], unicode.IsUpper(r) || unicode.IsDigit(r) && len(out) > 0 && out[len(out)-1].capital, first, parted, isLegal})
		parted, first = false, false
	}
	for i := 0; i <= len(folded); i++ {
		if begin < 0 && len(legal) > 0 && i == legal[0][0] {
			add(legal[0][0], legal[0][1], true)
			i = legal[0][1] - 1
			legal = legal[1:]
			continue
		}
		inside := i < len(folded) && (isWordByte(folded[i]) || strings.IndexByte("&'-.", folded[i]) >= 0 && begin >= 0 && i+1 < len(folded) && isWordByte(folded[i+1]) || folded[i] == '&' ||
			folded[i] == ',' && begin >= 0 && digits(folded[i-1:i]) == 1 && i+1 < len(folded) && digits(folded[i+1:i+2]) == 1)
		switch {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			add(begin, i, false)
			begin = -1
		}
		if !inside && i < len(folded) && folded[i] != ' ' {
			parted = true
			first = first || strings.IndexByte(".!?\n:¡¿\"«", folded[i]) >= 0
		}
	}
	return out
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80
}

// run is a run of tokens that may be a name.
type run struct {
	from, to int // tokens
	score    int
}

// within are the small words inside a name.
var within = wordSet("de del la las los el y e i and of the & al von van da do dos di en san santa")

// runFrom gives the tokens that may go on with a name from a place on.
func runFrom(ts []token, from int) int {
	to := from
	for to < len(ts) && to-from < 12 {
		t := ts[to]
		if t.folded == "en" && to-from >= 2 && !t.capital {
			break // where it is
		}
		if t.parted && to > from && !t.legal || !t.legal && talkWords[t.folded] && !t.capital || talkWords[t.folded] && t.first {
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
	naming   = newRule(`(?:\b(?:(?:se|c|s|nos|q se|ke se) (?:l?llama\w*|yama|conoce\w*(?: como)?|identifica\w*)|l?llamad[oa]|le (?:pusimos|puse|puso|decimos|pusieron|dicen)|lleva(?:mos)? (?:por|el|de) nombre|nombre (?:comercial |legal |completo |fiscal |oficial )?(?:es|s|seria)|(?:nos|me|lo|la) (?:conocen?|ubican?|identifican?)(?: (?:por aqui|aqui|todos|todo mundo))? (?:como|por)|conocid[oa]s? como|letrero dice|debe decir|razon social(?: completa)? (?:es|s)|registrad[oa]s? como|registre(?: usted)?(?:, si es tan amable,?)?|anot[ae](?:le|lo|me)?|apunt[ae](?:le|lo|me)?|pon(?:ga|le|gale|gan|ganle)?|represento a|dad[oa] de alta como|factur\w+ como|marca (?:es|s|registrada es)|empresa (?:es|s)|nego[cs]i(?:o|to) (?:es|s)|taller (?:es|s)|company (?:es|is)|brand (?:es|is)|called|named|goes by|we go by|trade as|legal entity:?|registered as|it's|our name is|name is|somos|we are|we're|representante (?:legal )?de|duen[oa] de|president[ea] de|gerente de|socia? de|director[a]? (?:general )?de|owner of|manager at|co-owner of|(?:y|ya|se) quedo(?: en)?|lo nuestro (?:es|son)|ahora (?:es|somos)|(?:el )?actual es|(?:soy|habla|hablo|me llamo|soi|this is|i'm|i am) [\pL .]{3,40}?,? (?:de|del|d|from|of|at|with)(?: la| el)?)\b:? *)`)
	callings = newRule(`\b(?:soy|soi|me (?:ll?amo|yamo|llamaron)|m (?:yamo|llamo)|mi nombre(?: completo)? (?:es|s)|nombre:|(?:le |te |les )?(?:habla|hablo|escribe|saluda|atiende)(?: con)?|hablando con|trata con|a nombre de|conmigo,?(?: mero,?)?|con(?: el| la)? (?:ing|lic|sr|sra|don|dona)?\.?|pregunte[n]? por|busque[n]? a|pon(?:ga|le|gale)?(?: a)?|anot[ae](?:me)?(?: como)?|firmo:?|i am|i'm|my (?:full |proper )?name(?:'s| is)?,?|this is|it's|put|ask for|contact is|name's|apellido es|pero (?:es|soy)|bueno,?|para servirle)\b[:,]? *`)
)

// titles stand between a calling and a name.
var titles = wordSet("el la un una ing ingeniero ingeniera lic licenciado licenciada arq arquitecto dr dra doctor doctora c cp mtro mtra maestro maestra profe profesor profesora don dona sr sra srita senor senora mr mrs ms miss el la joven")

// found is a name with the stretch of the folded text that it was found in; the score
// says how sure it is, 0 that there is none.
type found struct {
	name       string
	start, end int
	score      int
}

// personRun finds a person's name in a text.
func personRun(text, folded string, at []int) found {
	ts := tokens(text, folded, at)
	var best run
	for i := range ts {
		led := callings.endsAt(folded, at, ts[i].start)
		from := i
		for led && from < len(ts)-1 && titles[ts[from].folded] {
			from++
		}
		to := runFrom(ts, from)
		to = personEnd(ts, from, to)
		if to <= from || hasDigit(ts[from].folded) || to-from == 1 && !led && to < len(ts) && !ts[to].parted && within[ts[to].folded] {
			continue
		}
		s := run{from, to, 0}
		given := givenNames[ts[from].folded]
		size := to - from
		switch {
		case given:
			s.score += 2
		case capitals(ts[from:to]) == 0 && !(ts[from].first && ts[from].capital):
			switch {
			case size < 2 || within[ts[from].folded]:
				continue
			case !led && size <= 4 && standsBefore(ts, from, to):
				s.score = surely - 1
			case !led:
				continue
			}
		}
		if led {
			s.score += 2
		}
		if size >= 2 && size <= 5 {
			s.score++
		}
		if size > 5 || size == 1 && !led && len(ts) > 1 {
			s.score--
		}
		if n := capitals(ts[from:to]); n == size || n == size-1 && ts[from].first && ts[from].capital && size > 1 {
			s.score++
		}
		if s.score > best.score || s.score == best.score && s.score > 0 && given && to-from > best.to-best.from {
			best = s
		}
	}
	if best.score <= 0 {
		return found{}
	}
	out := found{text[ts[best.from].start:ts[best.to-1].end], offsetOf(at, ts[best.from].start), offsetOf(at, ts[best.to-1].end), best.score}
	if m := surnameToo.FindStringSubmatchIndex(folded[out.end:]); m != nil {
		out.name += " " + text[at[out.end+m[2]]:at[out.end+m[3]]]
		out.end += m[1]
	}
	return out
}

// religious names go on after a first one: "María de la Luz", "Ma. del Carmen".
var religious = wordSet("la las los carmen rosario pilar socorro refugio jesus lourdes guadalupe rocio consuelo angeles dolores mar sagrario transito")

// trimmedName cuts a name where talk begins: "Cerería Ruelas como mi papá".
func trimmedName(text string, person bool) string {
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	if len(ts) == 0 {
		return text
	}
	to := runFrom(ts, 0)
	if person {
		to = personEnd(ts, 0, to)
	}
	if to == 0 || ts[to-1].end == len(text) {
		return text
	}
	return text[ts[0].start:ts[to-1].end]
}

// personEnd is where a person's name ends in a run: at a job, a figure, or a small word
// that is no part of a name.
func personEnd(ts []token, from, to int) int {
	for n := from + 1; n < to; n++ {
		t := ts[n]
		small := t.folded == "de" || t.folded == "del"
		if small && n == from+1 && n+1 < to && religious[ts[n+1].folded] {
			continue
		}
		if small || t.folded == "y" || t.folded == "en" || t.folded == "don" || t.folded == "dona" || t.legal || hasDigit(t.folded) || jobWord.MatchString(t.folded) || trailingWords[t.folded] {
			return n
		}
	}
	return to
}

// trailingWords stand behind a name and are none.
var trailingWords = wordSet("a al pro xfavor xfa asus bns here aqui presente servidor servidora agricultor agricultora artesano artesana productor productora apicultor apicultora comerciante tu amigo mero mera we wey guey bro compa carnal nice to meet hi hello mucho gusto orden ordenes bueno")

var (
	jobWord = newRule(`^` + jobs + `$`)
	// surnameToo is "jacinto y me apellido baltierra".
	surnameToo = newRule(`^,? (?:y )?(?:me apellido|de apellidos?|mi apellido es|apellidos?|(?:my )?surname(?: is)?|last name(?: is)?) ([\pL]+(?: [\pL]+)?)`)
)

// endsAt tells that a match of the rule ends right before a place of the text.
func (r *rule) endsAt(folded string, at []int, place int) bool {
	here := offsetOf(at, place)
	from := max(0, here-longestLead)
	for from > 0 && folded[from-1] != ' ' {
		from--
	}
	for _, m := range r.FindAllStringIndex(folded[from:here], -1) {
		if m[1] == here-from {
			return true
		}
	}
	return false
}

// longestLead is how far before a name what leads up to it may begin, in bytes.
const longestLead = 70

// offsetOf is the place in folded that stands for a place in the text.
func offsetOf(at []int, place int) int {
	lo, hi := 0, len(at)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if at[mid] < place {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// businessRun finds a business's name in a text.
func (fm *Form) businessRun(text, folded string, at []int) found {
	ts := tokens(text, folded, at)
	shouted := text == strings.ToUpper(text)
	var best run
	for i := range ts {
		led := naming.endsAt(folded, at, ts[i].start)
		to := runFrom(ts, i)
		s := run{i, to, 0}
		if to <= i || filling[ts[i].folded] && !ts[i].capital || joinsPlace[ts[i].folded] || within[ts[i].folded] && to-i < 2 || hasDigit(ts[i].folded) && !ts[i].capital && !led && !(i+1 < len(ts) && ts[i+1].capital) {
			continue
		}
		if !shouted {
			s = narrowed(ts, s)
		}
		if led && s.from > i+1 {
			led = false
		}
		part := ts[s.from:s.to]
		caps := capitals(part)
		legal := part[len(part)-1].legal && len(part) > 1
		switch {
		case led && (caps > 1 || caps > 0 && part[0].capital && len(part) > 1 || legal):
			s.score = 5
		case led && caps > 0 || len(part) >= 3 && caps >= 2 && part[0].capital:
			s.score = 4
		case legal:
			s.score = 4
		case caps >= 2 || caps == 1 && part[0].capital && len(part) >= 2:
			s.score = 3
		case led:
			s.score = 3
		}
		if s.score == 0 && standsBefore(ts, i, to) {
			s.score = surely
		}
		name := text[part[0].start:part[len(part)-1].end]
		if s.score > 0 && (givenNames[part[0].folded] && len(part) <= 4 && !led && !legal || fm.isPlaceName(name) || sentenceWords(part) || isMonth[part[0].folded]) {
			s.score -= 3
		}
		if s.score > best.score || s.score == best.score && s.score > 0 && s.from >= best.from && s.to > best.to && s.from < best.to {
			best = s
		}
	}
	if best.score <= 0 {
		return found{}
	}
	start, end := ts[best.from].start, ts[best.to-1].end
	return found{text[start:end], offsetOf(at, start), offsetOf(at, end), best.score}
}

// joinsPlace are small words that no name begins with.
var joinsPlace = wordSet("de del en of at from d e y and")

// standsBefore tells that a run stands behind no more than filling words, and that what follows
// it is mostly talk: "ps ponches la chabe wey jaja".
func standsBefore(ts []token, from, to int) bool {
	for _, t := range ts[:from] {
		if !filling[t.folded] {
			return false
		}
	}
	if to == len(ts) || to-from > longestAside || endsAsVerb.MatchString(ts[from].folded) || interjections[ts[from].folded] {
		return false
	}
	talk := 0
	for _, t := range ts[to:] {
		if talkWords[t.folded] || connecting[t.folded] || laughter.MatchString(t.folded) || len(t.folded) == 1 || letterNames[t.folded] {
			talk++
		}
	}
	return talk*3 >= (len(ts)-to)*2
}

// longestAside is how many words such a name has at most.
const longestAside = 5

var (
	filling     = wordSet("es s pues ps pos este mm mmm bueno mira mire oiga oye si ah a ver va seria el la mi negocio negosio negocito empresa marca taller")
	letterNames = wordSet("hache con inicio final junto pegado separado equis zeta ka doble acento mayuscula mayusculas")
	endsAsVerb  = newRule(`(?:ando|iendo|ing)$`)
)

var isMonth = wordSet("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo")

// sentenceWords tells that a run is what a business does or is, and no name.
func sentenceWords(part []token) bool {
	return notNames[part[0].folded] && len(part) > 1 && capitals(part) == 0
}

// isPlaceName tells a state, or a place of the world.
func (fm *Form) isPlaceName(text string) bool {
	if _, state := fm.exactState(text); state {
		return true
	}
	_, place := placeNamed(text)
	return place || len(knowledge.Words(text)) == 0
}
