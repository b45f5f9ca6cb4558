package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// when checks a condition: it names a field that is asked before, and its choices.
func (c *formCheck) when(i int, f *Field) {
	w := f.When
	if w == nil {
		return
	}
	line := c.line("fields", i, "when")
	at := slices.IndexFunc(c.form.Fields, func(g Field) bool { return g.ID == w.Field })
	switch {
	case w.Field == "":
		c.add(line, `field %q: "when" names no field; write when: {field: exports, is_not: never}`, f.ID)
	case at < 0:
		c.add(line, `field %q: "when" names %q, which is no field; use the id of one above`, f.ID, w.Field)
	case at == i:
		c.add(line, `field %q: "when" names the field itself; use the id of one above`, f.ID)
	case at > i && c.circle(i):
		c.add(line, `field %q: the conditions of %q and %q wait for each other; take one of them away`, f.ID, f.ID, w.Field)
	case at > i:
		c.add(line, `field %q: "when" names %q, which comes later; put %q above`, f.ID, w.Field, w.Field)
	}
	if at >= 0 && at != i {
		c.values(line, f, &c.form.Fields[at])
	}
}

// circle tells whether following the conditions from a field leads back to it.
func (c *formCheck) circle(i int) bool {
	start := &c.form.Fields[i]
	f := start
	for range c.form.Fields {
		if f == nil || f.When == nil {
			return false
		}
		if f = c.form.Field(f.When.Field); f == start {
			return true
		}
	}
	return false
}

// values checks that a condition's values are answers that the other field can have.
func (c *formCheck) values(line int, f, other *Field) {
	w := f.When
	if (len(w.Is) > 0) == (len(w.IsNot) > 0) {
		c.add(line, `field %q: "when" needs either "is" or "is_not"`, f.ID)
	}
	may := c.may(other)
	if len(may) == 0 {
		c.add(line, `field %q: "when" names %q, which has no choices to tell apart; name a field with choices, or one of kind state`, f.ID, other.ID)
		return
	}
	for _, value := range slices.Concat(w.Is, w.IsNot) {
		switch {
		case slices.Contains(may, value):
		case other.Kind == "state":
			c.add(line, `field %q: "when" names the state %q, which is not among the states; write its name as it stands there`, f.ID, value)
		default:
			c.add(line, `field %q: "when" names %q, which is no choice of %q; use %s`, f.ID, value, other.ID, strings.Join(may, ", "))
		}
	}
}

// may lists what a field can be told apart by.
func (c *formCheck) may(f *Field) []string {
	var out []string
	if f.Kind == "state" {
		for _, s := range c.form.States {
			out = append(out, s.Name)
		}
		return out
	}
	for _, choice := range f.Choices {
		out = append(out, choice.ID)
	}
	return out
}

// names checks that no name is that of two fields: the bot would have to guess.
func (c *formCheck) names() {
	owner := map[string]string{}
	for i := range c.form.Fields {
		f := &c.form.Fields[i]
		for _, lang := range []string{"es", "en"} {
			for j, name := range f.Names[lang] {
				line := c.line("fields", i, "names", lang, j)
				name = join(knowledge.Words(name))
				other, taken := owner[name]
				switch {
				case name == "" && f.Label[lang] != "":
					c.add(line, "field %q: this name has no letters; take it away", f.ID)
				case taken && other != f.ID:
					c.add(line, "field %q: %q is a name of %q too; keep it in one of them", f.ID, name, other)
				}
				if !taken {
					owner[name] = f.ID
				}
			}
		}
	}
}

// states checks the states and their names.
func (c *formCheck) states() {
	owner := map[string]string{}
	for i, s := range c.form.States {
		line := c.line("states", i)
		if strings.TrimSpace(s.Name) == "" {
			c.add(line, "this state has no name; write {name: Puebla}")
		}
		for _, w := range append([]string{s.Name}, s.Words...) {
			w = join(knowledge.Words(w))
			if other, taken := owner[w]; taken && other != s.Name {
				c.add(line, "state %q: %q means %q already; keep it in one of them", s.Name, w, other)
			}
			owner[w] = s.Name
		}
	}
}
