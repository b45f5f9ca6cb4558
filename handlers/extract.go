package handlers

import (
	"slices"
	"sort"
	"strings"

	"pabellon/bot"
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
	unsure     bool // it may be a remark
}

// extract finds the values that a text names or that cannot be anything else. It
// takes nothing from the words around them.
func (r *reader) extract(text string) *values {
	v := &values{r: r, text: text}
	v.folded, v.at = foldKeeping(text)
	others := r.c.Asking != "phone" && ofOthersOnly(v.folded)
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

// ofOthersOnly tells talk of somebody else, before which nothing is told of oneself.
func ofOthersOnly(folded string) bool {
	at := foreign.FindStringIndex(folded)
	return at != nil && !ofSelf.MatchString(folded[:at[0]])
}

// ofSelf is how people tell who they are.
var ofSelf = newRule(`\b(?:soy|soi|me llamo|mi nombre es|le escribe|te escribe|(?:le|te) hab(?:la|lo)|somos|hacemos|vendemos|i'm|i am|my name)\b`)

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
			v.values[i] = value{field, text, x.start, x.end, v.by, false}
			v.values = append(v.values, value{"", "", start, end, "", false})
			return
		}
	}
	v.values = append(v.values, value{field, text, start, end, v.by, false})
}

// longestLabel is how far before a value its label may begin, in bytes.
const longestLabel = 60

// labelBefore is a label that ends where its value begins: "su correo ana@…".
var labelBefore = newRule(`(?:\b(?:mi|su|el|la|y|al|es)\s+)*\b(?:correo(?: electronico)?|email|e-mail|mail|tel|telefono|cel|celular|whatsapp|whats|rfc|num|numero)\b[\s.:]*(?:es\s+)?(?:el\s+)?$`)

// fills are the values as commands, in the order of the form.
func (v *values) fills() []bot.Command {
	numbers := numbersOfOthers.MatchString(v.folded)
	kept := slices.DeleteFunc(slices.Clone(v.values), func(x value) bool {
		return x.field == "" || numbers && (x.field == "phone" || x.field == "rfc")
	})
	if len(kept) == 0 {
		return nil
	}
	order := v.r.form.order
	sort.SliceStable(kept, func(i, j int) bool { return order[kept[i].field] < order[kept[j].field] })
	out := make([]bot.Command, 0, len(kept)+1)
	for _, x := range kept {
		out = append(out, bot.Fill{Field: x.field, Value: x.text, Named: x.field != v.r.c.Asking, By: x.by, Unsure: x.unsure || v.ofOthers(x)})
	}
	return out
}

var (
	emailFolded = newRule(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	rfcFolded   = newRule(`\b[a-z&]{3,4}[ -]?\d{6}[ -]?[a-z0-9]{3}\b`)
	phoneFolded = newRule(`\+?\(?\d(?:[\d ()-]|\.\d){6,18}\d`)
	webFolded   = newRule(`\b(?:https?://|www\.)[^\s,;()<>\[\]]+|\b[a-z0-9-]+\.(?:com|mx|net|org|store|shop)(?:\.mx)?(?:/[^\s,;]*)?\b`)
	handle      = newRule(`(?:^|\s)(@[a-z0-9._]{3,30})\b`)
)

// nobodysSite is a service that everybody uses, not a business's own page.
var nobodysSite = newRule(`^(?:www\.)?(?:facebook|instagram|gmail|hotmail|outlook|yahoo|alibaba|google|whatsapp)\.com(?:\.mx)?/?$`)

func (v *values) emails() {
	if address, start, end := joined(v.folded); address != "" {
		v.add("email", address, start, end)
	}
	for _, re := range []*rule{emailFolded, emailSpoken} {
		for _, at := range re.FindAllStringIndex(v.folded, -1) {
			if v.free(at[0], at[1]) {
				v.add("email", v.original(at[0], at[1]), at[0], at[1])
			}
		}
	}
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
