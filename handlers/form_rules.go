package handlers

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// all checks what the file says, once it is read.
func (c *formCheck) all() {
	asked := false
	for i := range c.form.Fields {
		f := &c.form.Fields[i]
		asked = asked || f.Asked
		c.identity(i, f)
		c.kind(i, f)
		c.texts(i, f)
		c.choices(i, f)
		c.when(i, f)
	}
	if !asked {
		c.add(c.line("fields"), `no field is asked; write at least one under "fields:", with "asked: true"`)
	}
	c.names()
	c.states()
}

var (
	fieldID  = newRule(`^[a-z][a-z0-9_]{0,23}$`)
	choiceID = newRule(`^[a-z0-9][a-z0-9_]{0,23}$`)
)

// publicKinds are the fields that have a meaning outside of the form (INTERFACE.md §3).
var publicKinds = map[string]string{"business": "business", "rfc": "rfc", "contact": "person", "role": "role", "email": "email", "phone": "phone",
	"state": "state", "category": "category", "products": "text", "exports": "exports", "capacity": "text", "website": "website",
	"certifications": "text", "size": "text", "documents": "documents"}

// identity checks a field's id.
func (c *formCheck) identity(i int, f *Field) {
	line := c.line("fields", i, "id")
	switch {
	case f.ID == "":
		c.add(line, `this field has no id; give it one, such as "packaging"`)
	case f.ID == bot.AskConsent || f.ID == bot.AskReview:
		c.add(line, "the id %q is the program's own; choose another", f.ID)
	case !fieldID.MatchString(f.ID):
		c.add(line, "the id %q cannot be used; write small letters without accents, digits and _, a letter first, at most 24", f.ID)
	case c.form.Field(f.ID) != f:
		first := slices.IndexFunc(c.form.Fields, func(g Field) bool { return g.ID == f.ID })
		c.add(line, "the id %q is there twice, also on line %d; give each field its own", f.ID, c.line("fields", first, "id"))
	}
	if f.Required && !f.Asked {
		c.add(c.line("fields", i, "required"), `field %q is required but not asked; write "asked: true", or take "required" away`, f.ID)
	}
}

// kind checks how a field is read.
func (c *formCheck) kind(i int, f *Field) {
	line := c.line("fields", i, "kind")
	_, known := kinds[f.Kind]
	switch public := publicKinds[f.ID]; {
	case !known:
		c.add(line, "field %q: kind %q is not known; use one of %s", f.ID, f.Kind, kindNames())
	case public != "" && f.Kind != public:
		c.add(line, "field %q has kind %q everywhere else; write that, or give the field another id", f.ID, public)
	case (f.Kind == "category" || f.Kind == "exports") && len(f.Choices) == 0:
		c.add(line, `field %q: kind %q needs choices; write them under "choices:"`, f.ID, f.Kind)
	}
}

// mostLabel is the longest label, in letters: it stands on a button.
const mostLabel = 40

// texts checks that each text is there in both languages.
func (c *formCheck) texts(i int, f *Field) {
	texts := []struct {
		key  string
		text Local
		must bool
	}{{"label", f.Label, true}, {"the", f.The, true}, {"ask", f.Ask, f.Asked}, {"why", f.Why, f.Asked}, {"example", f.Example, f.Asked},
		{"who", f.Who, false}, {"where", f.Where, false}}
	for _, t := range texts {
		c.text(t.text, t.must || len(t.text) > 0, "field "+quoted(f.ID)+": "+t.key, "fields", i, t.key)
	}
	c.length(f.Label, "field "+quoted(f.ID), "fields", i, "label")
	for _, lang := range slices.Sorted(maps.Keys(f.Names)) {
		if lang != "es" && lang != "en" {
			c.add(c.line("fields", i, "names", lang), "field %q: names in %q are never read; write es or en", f.ID, lang)
		}
	}
}

// text checks one text that stands in both languages.
func (c *formCheck) text(text Local, must bool, what string, path ...any) {
	for _, lang := range []string{"es", "en"} {
		if must && strings.TrimSpace(text[lang]) == "" {
			c.add(c.line(path...), "%s has no text for %q; write it as {es: …, en: …}", what, lang)
		}
	}
	for lang := range text {
		if lang != "es" && lang != "en" {
			c.add(c.line(path...), "%s has a text for %q, which nobody reads; write es or en", what, lang)
		}
	}
}

// length checks that a label fits on a button.
func (c *formCheck) length(label Local, what string, path ...any) {
	for _, lang := range []string{"es", "en"} {
		if n := utf8.RuneCountInString(label[lang]); n > mostLabel {
			c.add(c.line(path...), "%s: the label has %d letters and a button takes %d; make it shorter", what, n, mostLabel)
			return
		}
	}
}

// choices checks the buttons of a field.
func (c *formCheck) choices(i int, f *Field) {
	ids, words := map[string]bool{}, map[string]string{}
	for j, choice := range f.Choices {
		line := c.line("fields", i, "choices", j)
		what := "field " + quoted(f.ID) + ", choice " + quoted(choice.ID)
		switch {
		case choice.ID == "":
			c.add(line, "field %q: this choice has no id; give it one", f.ID)
		case !choiceID.MatchString(choice.ID):
			c.add(line, "%s: the id cannot be used; write small letters without accents, digits and _, at most 24", what)
		case ids[choice.ID]:
			c.add(line, "%s is there twice; give each choice its own id", what)
		}
		ids[choice.ID] = true
		c.text(choice.Label, true, what+": label", "fields", i, "choices", j, "label")
		c.length(choice.Label, what, "fields", i, "choices", j, "label")
		for _, w := range choice.Words {
			w = join(knowledge.Words(w))
			if other, taken := words[w]; taken && other != choice.ID {
				c.add(line, "%s: the word %q means %q already; keep it in one of them", what, w, other)
			}
			words[w] = choice.ID
		}
	}
}

func quoted(s string) string { return `"` + s + `"` }
