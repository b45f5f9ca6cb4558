package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// People correct in sentences that no pattern foresees: "consulté con los compañeros y me
// quedé corto, son seis toneladas". What they have in common is a word of taking back, and
// a value that can take the place of one from before. Each field that was answered says
// what the sentence would make of it; what goes best with it counts.

// takingBack is said by who corrects something.
var takingBack = newRule(`\b(?:(?:va )?(?:con|cn|lleva|sin) (?:[a-z]|hache|acento|zeta|ese|ce|be|ve|jota|ge|doble \pL+)|mejor|eran|meant|cierto|barbaridad|senal\w+|antes|cambiamos|en lugar|en vez|e[qk]u?ivo\w*|mal|no (?:\pL+ )?(?:es|era|fue|son|eran)|ya no|pero|dije|di mal|cambi\w+|corr[ei]\w*|[kq]u?[ií]t\w+|perdon|de hecho|falt[ao]\w*|un cero|ceros|consult\w+|preguntando|pregunte|pon|ponlo|pongamos\w*|pongan\w*|ponle|ponga|pongale|pongame|ponganme|puse|puso|pusiste|aclaro|complet[oa]|confusion|confundi\w*|disculpe|mas bien|descontinu\w*|lo mio|actual|comi|comio|komi|pens[ae]nd\w+|lo pienso|apellido|apodo|firmo|es mucho|es poco|me pase|corto|(?:al|del) reves|volte\w*|queda|ya son|dictado|dicte|escribi|escribio|sucursal|domicilio|pertenece|solicito|rectific\w*|precis\w*|error|regan\w*|cifra|anterior|silly|kompleto|se cayo|registrar|debe (?:ser|decir)|acuerdo|acorde|en realidad|real son|siempre si|si cuenta|la regu?e|emocione|cuentas|ntc|jaja|nada de|ni que|espera\w*|se perdio|apunte|no hombre|matriz|donde viv\w+|otra planta|era antes|promovieron|sabe que|typo|actually|instead|wait|oops|amend|should|rather|checking|nah|autocorrect|on reflection|second thought|scratch|update|fix|mistake|wrong|forgot|proper|full name|dropped|changed|not the|not)\b|^(?:no|nel|nop|bueno|era|es|s)\b`)

// comesBack is who was away, and corrects nothing: "I'm back, perdón, anduve en la Baja 500".
var comesBack = newRule(`\b(?:i'm back|back again|ya (?:vine|volvi|regrese|llegue)|volvi+\b|(?:aqui|aki) (?:ando|estoy|sigo|toy)|(?:hola|buenas|aqui|aki) (?:otra vez|de nuevo))`)

// longestAmend is how long a correction is at most, in bytes.
const longestAmend = 300

// amendment is what a sentence would make of a field that was answered; weight tells how
// well it goes with it, 0 not at all.
type amendment struct {
	field      string
	text       string
	start, end int
	weight     int
}

// The weights of an amendment: that it could be, and that it can hardly be anything else.
const (
	couldBe    = 2
	hardlyElse = 3
)

// amended reads a corrected value that takes the place of one from before.
func (v *values) amended() {
	v.by = "amendment"
	if len(v.values) > 0 || comesBack.MatchString(v.folded) || len(v.folded) > longestAmend || strings.TrimSpace(v.folded) == "" {
		return
	}
	var best amendment
	if id, said := v.dictatedAnew(); id != "" {
		v.add(id, said, 0, len(v.folded))
		return
	}
	signal := takingBack.MatchString(v.folded)
	for _, read := range []func(signal bool) amendment{v.otherName, v.otherBusiness, v.otherState, v.otherCategory, v.otherCapacity, v.otherExports, v.otherRole, v.otherProducts} {
		if a := read(signal); a.weight > best.weight {
			best = a
		}
	}
	if best.weight >= couldBe {
		v.add(best.field, best.text, best.start, best.end)
	}
}

// dictatedAnew is a phone or an RFC in words, where one was told before.
func (v *values) dictatedAnew() (field, said string) {
	words := strings.Fields(v.folded)
	if said, _, _ := spokenRun(words, true); len(said) >= 12 && len(said) <= 13 && v.before("rfc") != "" && letters(said) >= 3 {
		return "rfc", said
	}
	if said, _, _ := spokenRun(words, false); len(said) >= 10 && len(said) <= 13 && v.before("phone") != "" {
		return "phone", said
	}
	return "", ""
}

// unasked tells that what is said is no answer to the question that is open.
func (v *values) unasked() bool {
	f := v.r.form.Field(v.r.c.Asking)
	return f == nil || !v.fits(f, v.led(f, v.text))
}

// comesTwice tells that a word of a stretch is said outside of it too: "Montiel. Araceli
// Montiel".
func (v *values) comesTwice(start, end int) bool {
	rest := knowledge.Words(v.folded[:start] + " " + v.folded[end:])
	return slices.ContainsFunc(knowledge.Words(v.folded[start:end]), func(w string) bool { return len(w) > 3 && slices.Contains(rest, w) })
}

// before is the answer that a field has, unless the field is the one that is asked.
func (v *values) before(field string) string {
	if v.r.c.Asking == field {
		return ""
	}
	return v.r.c.App.Answers[field].Value
}

// isAll tells that a stretch is all that is said, but for words of talk.
func (v *values) isAll(start, end int) bool {
	return allTalk(knowledge.Words(v.folded[:start])) && allTalk(knowledge.Words(v.folded[end:]))
}

// ofNames tells that a sentence is about somebody's name.
var ofNames = newRule(`\b(?:contacto|servidor|servidora|nombre|apellido|apodo|firmo|me llamo|soy|llamarme|name|surname|i am|i'm)\b`)

func (v *values) otherName(signal bool) amendment {
	before := v.before("contact")
	if before == "" {
		return amendment{}
	}
	if is := alike(v.text, v.folded, v.at, before, lettersIn(v.r.c.App.Answers["business"].Value)); is.score > 0 && (signal || v.comesTwice(is.start, is.end) || v.isAll(is.start, is.end) && v.unasked()) {
		return amendment{"contact", is.name, is.start, is.end, couldBe + is.score}
	}
	if is := personRun(v.text, v.folded, v.at); is.score >= surely && signal && ofNames.MatchString(v.folded) && !alikeNames(is.name, before) && (isGiven(is.name) || len(strings.Fields(is.name)) > 1) && !v.r.form.isPlaceName(is.name) {
		return amendment{"contact", is.name, is.start, is.end, hardlyElse}
	}
	return amendment{}
}

func alikeNames(a, b string) bool { return lettersIn(a) == lettersIn(b) }

// ofTheBusiness is said of the business's name.
var ofTheBusiness = newRule(`\b(?:se llama\w*|nombre|negocio|empresa|marca|razon social|debe decir|called|brand|business|company)\b`)

// spelledSo tells how a name is written: "con a", "doble i".
var spelledSo = newRule(`\b(?:con|cn|sin|lleva) (?:una? )?(?:[a-z]|hache|acento|zeta|ese|ce|jota)\b|\bdoble [a-z]|\bcompleto\b|\bfull\b|\bletra\b`)

func (v *values) otherBusiness(signal bool) amendment {
	before := v.before("business")
	if before == "" {
		return amendment{}
	}
	if v.r.c.Asking == "contact" && !ofTheBusiness.MatchString(v.folded) && !takesBackSurely.MatchString(v.folded) && !spelledSo.MatchString(v.folded) {
		if is := alike(v.text, v.folded, v.at, before); is.score > 0 && nameWords(is.name)[0] != nameWords(before)[0] {
			return amendment{} // the contact has the business's name: "Crescenciano Rendón", of Lacas Rendón
		}
	}
	meant := signal && (takesBackSurely.MatchString(v.folded) || ofTheBusiness.MatchString(v.folded) || spelledSo.MatchString(v.folded) || v.r.form.Field(v.r.c.Asking) == nil)
	if is := alike(v.text, v.folded, v.at, before, v.r.form.notBusinesses(v.r.c.App.Answers["contact"].Value)...); is.score > 0 && !startsAmount.MatchString(knowledge.Fold(is.name)) && !isNumber(firstOf(knowledge.Fold(is.name))) && (meant || v.comesTwice(is.start, is.end) || v.isAll(is.start, is.end) && v.unasked() && !onlyGoods(is.name, before)) && (signal || len(nameWords(before)) > 1) && (!isGiven(is.name) || isGiven(before) || ofTheBusiness.MatchString(v.folded)) {
		return amendment{"business", is.name, is.start, is.end, couldBe + is.score}
	}
	if is := v.r.form.businessRun(v.text, v.folded, v.at); is.score >= surely && signal && !startsAmount.MatchString(knowledge.Fold(is.name)) && ofTheBusiness.MatchString(v.folded) && !alikeNames(is.name, before) {
		return amendment{"business", is.name, is.start, is.end, hardlyElse}
	}
	return amendment{}
}

// onlyGoods tells that two names share nothing but what is made: "huaraches de piel" is no
// other name of Huaraches el Jaguar.
func onlyGoods(said, before string) bool {
	old := nameWords(before)
	return !slices.ContainsFunc(nameWords(said), func(w string) bool { return nearTo(w, old) < 2 && categoryOf(w) == "" })
}

// notBusinesses are names that no business has: the contact's, and the categories'.
func (fm *Form) notBusinesses(contact string) []string {
	out := []string{lettersIn(contact)}
	return append(out, fm.categories...)
}
