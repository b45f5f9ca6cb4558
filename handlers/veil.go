package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// veil takes out of a text what tells who somebody is, before a model sees it, and puts it
// back into what the model says of it.
type veil struct {
	of map[string]string // placeholder → what it stands for
}

// Placeholders stand between these; a text of people has none of its own.
const (
	veilOpen  = "⟦"
	veilClose = "⟧"
)

// veiled are the names of placeholders, for the kinds of personal.
var veiled = map[string]string{"email": "EMAIL", "mention": "MENTION", "rfc": "RFC", "phone": "PHONE"}

// account is a number too long for a price or an amount: of an account, a card, a passport.
var account = newRule(`\b\d(?:[ -]?\d){8,}\b`)

// put gives the placeholder of something.
func (v *veil) put(kind, what string) string {
	for p, known := range v.of {
		if known == what {
			return p
		}
	}
	if v.of == nil {
		v.of = map[string]string{}
	}
	p := fmt.Sprint(veilOpen, kind, len(v.of)+1, veilClose)
	v.of[p] = what
	return p
}

// over is a text with placeholders. Names stay in it that cannot be told from other words,
// and those of the field that is being filled: who reads it must see that they are names.
func (v *veil) over(r *reader, text string) string {
	text = strings.NewReplacer(veilOpen, "", veilClose, "").Replace(text)
	for _, p := range personal {
		text = p.shape.ReplaceAllStringFunc(text, func(s string) string { return v.put(veiled[p.kind], s) })
	}
	text = account.ReplaceAllStringFunc(text, func(s string) string { return v.put("NUMBER", s) })
	for _, told := range r.toldIn(text) {
		text = strings.ReplaceAll(text, told, v.put("NAME", told))
	}
	return text
}

// toldIn are the names, addresses and numbers in a text, as far as the rules know them:
// those that were told before, and those that it says of itself; but the names of a field
// that is asked. The longest come first.
func (r *reader) toldIn(text string) []string {
	var out []string
	naming := r.c.Asking == "business" || r.c.Asking == "contact"
	for _, field := range []string{"business", "contact", "website"} {
		if known := r.c.App.Answers[field].Value; known != "" && !naming {
			out = append(out, occurrences(text, known)...)
		}
	}
	found := r.extract(text)
	for _, x := range found.values {
		switch x.field {
		case "email", "phone", "rfc", "website":
			out = append(out, x.text)
		case "business", "contact":
			if !naming {
				out = append(out, x.text)
			}
		}
	}
	if run := personRun(found.text, found.folded, found.at); run.score > 0 && surelyName(run.name) && isGiven(run.name) && !naming {
		out = append(out, run.name)
	}
	out = slices.DeleteFunc(out, func(s string) bool {
		return letters(s)+digits(s) < 3 || !strings.Contains(text, s) || strings.Contains(s, veilOpen)
	})
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(out)
}

// occurrences are the stretches of a text that say some words, whatever their accents and
// capitals.
func occurrences(text, words string) []string {
	folded, at := foldKeeping(text)
	want, _ := foldKeeping(words)
	var out []string
	for from := 0; want != ""; {
		i := strings.Index(folded[from:], want)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(want)
		out = append(out, text[at[start]:at[end]])
		from = end
	}
	return out
}

// lift puts back what was taken out; false when a placeholder is left that stands for nothing.
func (v *veil) lift(text string) (string, bool) {
	for p, what := range v.of {
		text = strings.ReplaceAll(text, p, what)
	}
	return text, !strings.Contains(text, veilOpen) && !strings.Contains(text, veilClose)
}
