package handlers

import (
	"strings"

	"pabellon/knowledge"
)

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
		if field == "contact" && (v.r.c.Asking != "contact" && v.closerToBusiness(start, end) || v.r.c.Asking == "business" && !v.has("business") && justName[rest[at[2]:at[3]]]) {
			field = "business"
		}
		if said := knowledge.Words(rest[at[6]:at[7]]); len(said) > 1 && (said[0] == "no" || field == "role" && hasVerb(said)) {
			field = "" // "mi cargo: no soy presidente, sino …"
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
	case "category":
		_, ok := v.r.form.Field("category").choice(text)
		return ok
	case "state":
		_, ok := v.r.form.state(text, true)
		return ok
	}
	return true
}
