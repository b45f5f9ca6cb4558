package handlers

import (
	"slices"
	"strings"
)

// personal is what tells who somebody is, each with the phrase that names it; what is found
// first is not looked at again.
var personal = []struct {
	kind  string
	shape *rule
}{
	{"email", newRule(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)},
	{"mention", newRule(`(?:^|[\s(¿¡«"])@[\pL\pN][\pL\pN._-]*`)},
	{"rfc", newRule(`(?i)\b[a-zñ&]{3,4}[ -]?\d{6}[ -]?(?:[a-z0-9]{2}[0-9a]|[a-z]{6}[a-z0-9]\d)\b`)}, // or a CURP
	{"phone", newRule(`(?:\+\d{1,3}[\s.-]?)?\(?\b\d{2,3}\)?[\s.-]?\d{3,4}[\s.-]?\d{2}[\s.-]?\d{2}\b`)},
}

// anonymous is a text without what tells who somebody is: a mark in its place, and which
// kinds there were. Names of people are not known from other words.
func (k *Clerk) anonymous(text string) (string, []string) {
	var kinds []string
	for _, p := range personal {
		text = p.shape.ReplaceAllStringFunc(text, func(s string) string {
			if !slices.Contains(kinds, p.kind) {
				kinds = append(kinds, p.kind)
			}
			lead, _, mention := strings.Cut(s, "@")
			if p.kind != "mention" || !mention {
				lead = ""
			}
			return lead + k.words.say(staffLang, "desk.save.mark."+p.kind)
		})
	}
	return text, kinds
}

// Discreet is a text without what tells who somebody is, a mark in its place.
func (k *Clerk) Discreet(text string) string {
	text, _ = k.anonymous(text)
	return text
}

// marked tells a text in which such a mark still stands.
func (k *Clerk) marked(text string) bool {
	for _, p := range personal {
		if strings.Contains(text, k.words.say(staffLang, "desk.save.mark."+p.kind)) {
			return true
		}
	}
	return false
}

// kindsOf names what was taken out of texts.
func (k *Clerk) kindsOf(lists ...[]string) string {
	var names []string
	for _, p := range personal {
		if slices.Contains(slices.Concat(lists...), p.kind) {
			names = append(names, k.words.say(staffLang, "desk.save."+p.kind))
		}
	}
	return strings.Join(names, ", ")
}
