package handlers

import (
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

var (
	// notThis is "no es A, es B", "no A sino B" and "no soy A, soy B".
	notThis = newRule(`\bno (?:es |era |soy |fue )?([^,;\n]+?)[,;]? (?:es|sino|soy|era|fue|but|it's) ([^,;\n]+?)\s*[.!]?\s*$`)
	// thisNot is "B, no A".
	thisNot = newRule(`^(?:\*|(?:ojo|oye|oiga|perdon|ay|aguas|fijese|fijate|no)[,:]? )?\s*([^,;\n]+?)[,;] no (?:es |era )?([^,;\n]+?)\s*[.!]?\s*$`)
	// rather is a value that comes after taking back: "no espera, es …".
	rather = newRule(`^(?:ay |uy |ah )?(?:(?:perdon|perdona|espera|no,? espera|no,? mejor|no,? mas bien|no,? digo|no,? perdon|digo|corrijo|me equivoque|quise decir|mas bien|mejor|sorry|no,? wait|wait|actually)[,.]?\s+(?:(?:es|era|fue|pon|ponle|it's|it is)\s+)?|no[,.]\s+(?:(?:es|era|it's|it is)\s+)?|no (?:es|era|it's)\s+)(.+)$`)
)

// putBack is how people want the value from before: "el anterior estaba bien", "déjalo
// como estaba", "ese no, el otro".
var putBack = newRule(`^(?:(?:no|mejor|oye|perdon|ay|siempre|al final|actually|sorry|wait) )*(?:(?:deja|dejalo|dejala|dejame|pon|ponlo|ponla|ponle|regresa|regresalo|vuelve a poner|quedate con|era|es|leave it|put it|put|use|keep) )?(?:(?:como|tal como) (?:estaba|lo tenia|la tenia|era)(?: antes)?|(?:el|la|lo) (?:anterior|de antes|que (?:estaba|tenia|puse antes|te di antes|di primero))|(?:the (?:previous|old|first) one|as it was|back)|(?:ese|esa|eso|este|esta) no (?:el|la|era el|era la) otr[oa])(?: (?:estaba|esta|era|es|was|is) (?:bien|bueno|buena|el bueno|la buena|correcto|correcta|right|fine))?$`)

// restored reads a correction that is taken back.
func (r *reader) restored(folded string) (bot.Command, bool) {
	last := r.lastFilled()
	if last == nil || !putBack.MatchString(folded) {
		return nil, false
	}
	before := r.c.App.Answers[last.ID].Before
	return bot.Fill{Field: last.ID, Value: before, Named: true}, before != ""
}

// corrections read a new value that takes the place of an old one: by naming the
// old one, or by taking back what was said last.
func (v *values) corrections() {
	v.by = "correction"
	if len(v.values) > 0 {
		return
	}
	for _, form := range []struct {
		re       *rule
		old, new int
	}{{notThis, 1, 2}, {thisNot, 2, 1}} {
		at := form.re.FindStringSubmatchIndex(v.folded)
		if at == nil {
			continue
		}
		old, text := v.trimmed(at[2*form.old], at[2*form.old+1]), v.trimmed(at[2*form.new], at[2*form.new+1])
		if f := v.holding(old, text); f != nil && v.evidence(f, v.led(f, text)) != remark {
			if is := v.alikeIn(text, v.r.c.App.Answers[f.ID].Value); is.score > 0 && (f.Kind == "business" || f.Kind == "person") {
				text = is.name // "dice que el negocio va como Cacao Pochitoque, no Choco"
			}
			v.add(f.ID, v.led(f, text), 0, len(v.folded))
			return
		}
	}
	if asked := v.r.form.Field(v.r.c.Asking); asked != nil && !takesBackSurely.MatchString(v.folded) && (asked.ID == "products" || v.answersPlainly(asked)) {
		return
	}
	if v.amended(); len(v.values) == 0 {
		v.takenBack()
	}
}

// takesBackSurely is said only by who corrects something; the other words of taking back may
// stand in an answer too.
var takesBackSurely = newRule(`\b(?:equivo\w*|corr[ie][gj]\w*|cambi[ae]\w*|perdon\w*|disculp\w*|no (?:es|era|son|eran|fue|soy)|en (?:lugar|vez)|mejor|sino|quise decir|puse|puso|dije|dijo|mal|reves|rectific\w*|error|wrong|instead|typo|oops|sorry|actually|not|wait|correct\w*|ya no|le falto|me falto|quita\w*|era|eran|di)\b`)

// alikeIn finds a name in a text that is like one from before.
func (v *values) alikeIn(text, before string) found {
	folded, at := foldKeeping(text)
	return alike(text, folded, at, before)
}

// answersPlainly tells that a text answers the question that is open, by a sign of its kind.
func (v *values) answersPlainly(f *Field) bool {
	try := *v
	try.values = nil
	if !try.inside(f) || try.values[0].unsure {
		return false
	}
	business := nameWords(v.before("business"))
	name := nameWords(try.values[0].text)
	return f.Kind != "person" || len(business) == 0 || len(name) == 0 || business[0] != name[0]
}

// holding finds the field whose answer is the old value, or failing that the one
// whose kind takes both.
func (v *values) holding(old, text string) *Field {
	want := " " + join(knowledge.Words(old)) + " "
	for i := range v.r.form.Fields {
		f := &v.r.form.Fields[i]
		have := v.r.c.App.Answers[f.ID].Value
		if have == "" {
			continue
		}
		if k := kinds[f.Kind](v.r.form, f, old); k.Problem == "" && k.Value == have ||
			contains(" "+join(knowledge.Words(have))+" ", want) || contains(want, " "+join(knowledge.Words(have))+" ") {
			return f
		}
	}
	_, a := v.r.form.state(old, true)
	_, b := v.r.form.state(text, true)
	if a && b {
		return v.r.form.Field("state")
	}
	return nil
}

// takenBack reads "no espera, es Café Sol de Coatepec": it is for the field that was
// answered last, when it fits there and is near to what was said, or does not fit
// what is asked.
func (v *values) takenBack() {
	last := v.r.lastFilled()
	if last == nil {
		return
	}
	have := join(knowledge.Words(v.r.c.App.Answers[last.ID].Value))
	at := rather.FindStringSubmatchIndex(v.folded)
	if at == nil {
		said := join(knowledge.Words(v.text))
		if (last.Kind == "business" || last.Kind == "person") && strings.HasPrefix(said, have+" ") && len(strings.Fields(said)) <= 8 {
			v.add(last.ID, v.text, 0, len(v.folded))
		}
		return
	}
	text := v.led(last, v.trimmed(at[2], at[3]))
	if !v.fits(last, text) || v.evidence(last, text) == remark || !akin(have, join(knowledge.Words(text))) && v.evidence(last, text) != evident || whereWrong.MatchString(v.folded[at[2]:at[3]]) {
		return
	}
	asked := v.r.form.Field(v.r.c.Asking)
	if asked == nil && v.r.c.Asking != "" && !akin(have, join(knowledge.Words(text))) {
		return // at the review, "no, todo bien" corrects nothing
	}
	if asked == nil || takesBack.MatchString(v.folded) || akin(have, join(knowledge.Words(text))) || !v.fits(asked, v.led(asked, text)) {
		v.add(last.ID, text, 0, len(v.folded))
	}
}

// takesBack is said of what was answered last, whatever is asked now.
var takesBack = newRule(`^no,? (?:mejor|mas bien|digo|perdon|espera)\b`)

// whereWrong is "en el RFC", which says where the mistake is and not what is right.
var whereWrong = newRule(`^(?:en|con|in|with|about) `)

// akin tells that two values share their first word or are a slip apart.
func akin(a, b string) bool {
	x, _, _ := strings.Cut(a, " ")
	y, _, _ := strings.Cut(b, " ")
	return x == y || distance(a, b) <= max(2, len(a)/4)
}

// lastFilled is the field that was answered last.
func (r *reader) lastFilled() *Field {
	var last *Field
	var when time.Time
	for i := range r.form.Fields {
		f := &r.form.Fields[i]
		if a, ok := r.c.App.Answers[f.ID]; ok && !a.At.Before(when) {
			last, when = f, a.At
		}
	}
	return last
}
