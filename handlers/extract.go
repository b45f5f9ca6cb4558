package handlers

import (
	"sort"
	"strings"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// values are the answers that a text holds, each with the stretch that it came from.
type values struct {
	r      *reader
	text   string
	folded string // the same text, folded, punctuation kept
	at     []int  // for each byte of folded, the byte of text that it stands for
	values []value
	by     string // the rule at work
}

type value struct {
	field      string
	text       string
	start, end int // in folded
	by         string
}

// extract finds the values that a text names or that cannot be anything else. It
// takes nothing from the words around them.
func (r *reader) extract(text string) *values {
	v := &values{r: r, text: text}
	v.folded, v.at = foldKeeping(text)
	others := foreign.MatchString(v.folded) && r.c.Asking != "phone"
	for _, rule := range []struct {
		by     string
		find   func()
		others bool // also in talk of somebody else
	}{
		{"address", v.emails, true}, {"rfc", v.rfcs, true}, {"number", v.phones, false}, {"page", v.websites, false},
		{"dictated", v.dictations, true}, {"misspelt", v.misspelt, true}, {"label", v.labelled, true}, {"sentence", v.patterns, false},
	} {
		if rule.others || !others {
			v.by = rule.by
			rule.find()
		}
	}
	return v
}

// foldKeeping folds a text character by character, so that places in it can be found again.
func foldKeeping(text string) (string, []int) {
	var b strings.Builder
	var at []int
	for i, c := range text {
		f := strings.TrimSpace(knowledge.Fold(string(c)))
		if f == "" || utf8.RuneCountInString(f) > 1 {
			f = " "
			if c == '\n' {
				f = "\n"
			}
		}
		for range len(f) {
			at = append(at, i)
		}
		b.WriteString(f)
	}
	return undot(b.String()), append(at, len(text))
}

// undot takes the dot from abbreviations and the comma from figures, so that no sentence
// ends there. Lengths stay.
func undot(folded string) string {
	folded = thousands.ReplaceAllStringFunc(folded, func(s string) string { return strings.Replace(s, ",", ".", 1) })
	return abbreviation.ReplaceAllStringFunc(folded, func(s string) string { return strings.ReplaceAll(s, ".", " ") })
}

// thousands is a comma within a figure, which ends no value: 6,000.
var thousands = newRule(`\d,\d{3}\b`)

var abbreviation = newRule(`\b(?:lic|ing|sr|sra|srta|don|dr|dra|arq|prof|mtra|mtro|cp|c\.p|s\.a|c\.v|s\.c|r\.l|sa|av|gral|[a-z])\.(?:\s|$)`)

// original gives the text that a stretch of the folded one stands for.
func (v *values) original(start, end int) string {
	return strings.Trim(v.text[v.at[start]:v.at[end]], " \n,;:")
}

func (v *values) has(field string) bool {
	for _, x := range v.values {
		if x.field == field {
			return true
		}
	}
	return false
}

// free tells that no value was found in a stretch yet.
func (v *values) free(start, end int) bool {
	for _, x := range v.values {
		if start < x.end && x.start < end {
			return false
		}
	}
	return true
}

// add keeps a value. The last one named for a field counts: "no es a@x.mx, es b@x.mx".
func (v *values) add(field, text string, start, end int) {
	if text == "" {
		return
	}
	if field == "email" || field == "phone" || field == "rfc" {
		near := max(0, start-longestLabel)
		if label := labelBefore.FindStringIndex(v.folded[near:start]); label != nil {
			start = near + label[0]
		}
	}
	for i, x := range v.values {
		if x.field == field {
			v.values[i] = value{field, text, x.start, x.end, v.by}
			v.values = append(v.values, value{"", "", start, end, ""})
			return
		}
	}
	v.values = append(v.values, value{field, text, start, end, v.by})
}

// longestLabel is how far before a value its label may begin, in bytes.
const longestLabel = 60

// labelBefore is a label that ends where its value begins: "su correo ana@…".
var labelBefore = newRule(`(?:\b(?:mi|su|el|la|y|al|es)\s+)*\b(?:correo(?: electronico)?|email|e-mail|mail|tel|telefono|cel|celular|whatsapp|whats|rfc|num|numero)\b[\s.:]*(?:es\s+)?(?:el\s+)?$`)

// fills are the values as commands, in the order of the form.
func (v *values) fills() []bot.Command {
	order := map[string]int{}
	for i, f := range v.r.form.Fields {
		order[f.ID] = i
	}
	var kept []value
	for _, x := range v.values {
		if x.field != "" {
			kept = append(kept, x)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return order[kept[i].field] < order[kept[j].field] })
	var out []bot.Command
	for _, x := range kept {
		out = append(out, bot.Fill{Field: x.field, Value: x.text, Named: x.field != v.r.c.Asking, By: x.by})
	}
	return out
}

var (
	emailFolded = newRule(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	rfcFolded   = newRule(`\b[a-z&]{3,4}[ -]?\d{6}[ -]?[a-z0-9]{3}\b`)
	phoneFolded = newRule(`\+?\(?\d[\d ().-]{6,18}\d`)
	webFolded   = newRule(`\b(?:https?://|www\.)[^\s,;()<>\[\]]+|\b[a-z0-9-]+\.(?:com|mx|net|org|store|shop)(?:\.mx)?(?:/[^\s,;]*)?\b`)
	handle      = newRule(`(?:^|\s)(@[a-z0-9._]{3,30})\b`)
)

// nobodysSite is a service that everybody uses, not a business's own page.
var nobodysSite = newRule(`^(?:www\.)?(?:facebook|instagram|gmail|hotmail|outlook|yahoo|alibaba|google|whatsapp)\.com(?:\.mx)?/?$`)

func (v *values) emails() {
	if at := together.FindStringIndex(v.folded); at != nil {
		if address := joined(v.folded); address != "" {
			v.add("email", address, at[0], at[1])
		}
	}
	for _, re := range []*rule{emailFolded, emailSpoken} {
		for _, at := range re.FindAllStringIndex(v.folded, -1) {
			if v.free(at[0], at[1]) {
				v.add("email", v.original(at[0], at[1]), at[0], at[1])
			}
		}
	}
}

// spelledOut is an RFC in single characters: "g o d e 5 6 …".
var spelledOut = newRule(`\b(?:[a-z&] ){3,4}(?:\d ?){6}(?:[a-z0-9] ?){2}[a-z0-9]\b`)

func (v *values) rfcs() {
	for _, re := range []*rule{rfcFolded, spelledOut} {
		for _, at := range re.FindAllStringIndex(v.folded, -1) {
			if v.free(at[0], at[1]) {
				v.add("rfc", v.original(at[0], at[1]), at[0], at[1])
			}
		}
	}
}

// phones takes a number of ten digits or more; a shorter one only when the phone is
// asked or named, by the other rules.
func (v *values) phones() {
	for _, at := range phoneFolded.FindAllStringIndex(v.folded, -1) {
		n := digits(v.folded[at[0]:at[1]])
		if n >= 10 && n <= 15 && v.free(at[0], at[1]) {
			v.add("phone", v.original(at[0], at[1]), at[0], at[1])
		}
	}
}

// dictations takes a phone or an RFC that is said in words, when it is named or asked.
func (v *values) dictations() {
	if len(v.folded) > longestAmend {
		return
	}
	words := strings.Fields(v.folded)
	for _, d := range []struct {
		field       string
		letters     bool
		least, most int
	}{{"rfc", true, 12, 13}, {"phone", false, 10, 15}} {
		if v.has(d.field) || v.r.c.Asking != d.field && !spokenOf[d.field].MatchString(v.folded) {
			continue
		}
		said, from, to := spokenRun(words, d.letters)
		if n := len(said); n < d.least || n > d.most {
			continue
		}
		if from > 0 && words[from-1] == "mas" {
			said = "+" + said
		}
		start := strings.Index(v.folded, join(words[from:to]))
		if start >= 0 && v.free(start, start+len(join(words[from:to]))) {
			v.add(d.field, said, start, start+len(join(words[from:to])))
		}
	}
}

// spokenOf names what is dictated.
var spokenOf = map[string]*rule{
	"rfc":   newRule(`\b(?:rfc|erre efe ce|r f c|termina en|o sea)\b`),
	"phone": newRule(`\b(?:telefono|tel|cel|celular|numero|whats\w*|final es|o sea)\b`),
}

func (v *values) websites() {
	for _, at := range webFolded.FindAllStringIndex(v.folded, -1) {
		if v.r.c.Asking == "email" && strings.TrimSpace(v.folded) == v.folded[at[0]:at[1]] {
			continue // an address that lacks its @
		}
		if v.free(at[0], at[1]) && !nobodysSite.MatchString(v.folded[at[0]:at[1]]) {
			v.add("website", v.original(at[0], at[1]), at[0], at[1])
		}
	}
	if at := handle.FindStringSubmatchIndex(v.folded); at != nil && v.free(at[2], at[3]) {
		v.add("website", v.original(at[2], at[3]), at[2], at[3])
	}
}

// valueEnd is where a value in free words ends.
const valueEnd = `(?:\s*(?:$|[,;\n|/]|\.\s|\.$| - )|\s+(?:y|and|e)\s+(?:mi|el|la|soy|somos|estoy|estamos|vendo|vendemos|hago|hacemos|nuestro|nuestra|tengo|tenemos|me|my|i|we|our)\b|\s+(?:mi|su|my)\s+(?:correo|telefono|tel|cel|celular|whats\w*|rfc|nombre|email|phone|name)\b|\s+(?:correo|telefono|tel|cel|rfc|email)\s*[:=])`

// labelled finds "el correo es …", "RFC: …" and "cambia el teléfono a …" for every field.
func (v *values) labelled() {
	rest, offset := v.folded, 0
	for {
		at := v.r.Clerk.cues.labelled.FindStringSubmatchIndex(rest)
		if at == nil {
			return
		}
		field := v.r.Clerk.cues.fields[join(knowledge.Words(rest[at[2]:at[3]]))]
		start, end := offset+at[6], offset+at[7]
		// "a", "por" and "to" join a field and its value only in a correction.
		joins := strings.TrimSpace(rest[at[4]:at[5]])
		corrects := joins != "a" && joins != "por" && joins != "to" || reopens.MatchString(v.folded)
		if field == "contact" && (v.closerToBusiness(start, end) || v.r.c.Asking == "business" && !v.has("business") && justName[rest[at[2]:at[3]]]) {
			field = "business"
		}
		if field != "" && corrects && !v.covered(field, offset+at[0], end) && v.plausible(field, start, end) {
			text := v.trimmed(start, end)
			if run := personRun(v.text, v.folded, v.at); field == "contact" && run.score >= surely && run.start == start && run.end > end {
				text, end = run.name, run.end
			}
			if field == "exports" {
				text = v.wholeExport(text, start)
			}
			v.add(field, text, offset+at[0], end)
		}
		offset += at[7]
		rest = v.folded[offset:]
	}
}

// justName names a person or a business.
var justName = wordSet("nombre name")

// closerToBusiness tells whose name is corrected by "el nombre es …".
func (v *values) closerToBusiness(start, end int) bool {
	answers := v.r.c.App.Answers
	text := v.original(start, end)
	folded, at := foldKeeping(text)
	return alike(text, folded, at, answers["business"].Value).score > alike(text, folded, at, answers["contact"].Value).score
}

// covered tells that a sharper rule has the value already; the label then belongs to it.
func (v *values) covered(field string, start, end int) bool {
	if field != "email" && field != "rfc" && field != "phone" && field != "website" {
		return false
	}
	for i, x := range v.values {
		if x.field == field && start < x.end && x.start < end {
			v.values[i].start = min(x.start, start)
			return true
		}
	}
	return false
}

// plausible tells that what follows a label can be a value of it: "mi RFC no es
// aceptado" and "mi negocio es muy chico" give none.
func (v *values) plausible(field string, start, end int) bool {
	text := v.folded[start:end]
	switch field {
	case "rfc", "phone":
		return digits(text) > 0
	case "email":
		return strings.Contains(text, "@") || strings.Contains(text, "arroba")
	case "business", "contact":
		return !allTalk(knowledge.Words(text)) && v.free(start, end) && isBusiness(v, text) && !chats(knowledge.Words(text))
	case "state":
		_, ok := v.r.form.state(text, true)
		return ok
	}
	return true
}

// unmistakable drops what a message that also asks something may only seem to say.
func (v *values) unmistakable() {
	var kept []value
	for _, x := range v.values {
		switch x.field {
		case "", "email", "phone", "website":
			kept = append(kept, x)
		case "rfc":
			if checkRFC(cleanRFC(x.text)) != rfcGeneric {
				kept = append(kept, x) // they may well ask about a generic one
			}
		case "contact":
			if namesOneself.MatchString(v.folded[x.start:x.end]) || surelyName(x.text) {
				kept = append(kept, x)
			}
		}
	}
	v.values = kept
}

// trimmed is a value without the words of courtesy around it.
func (v *values) trimmed(start, end int) string {
	return strings.TrimSpace(strings.Trim(v.original(start, end), `"«»“”. `))
}
