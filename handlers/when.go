package handlers

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"pabellon/bot"
)

// When is a field's condition: another field, asked before it, has been answered with
// one of these choices, or with anything but them.
//
// A field whose condition does not hold is neither asked, counted nor missing. An answer
// that it has is kept, and is no part of the application until the condition holds
// again: not in the review, on the card or in the export. Among one's own data it stands
// all the same, since it is kept.
type When struct {
	Field string    `yaml:"field"`
	Is    oneOrMore `yaml:"is"`     // ids of choices, or names of states
	IsNot oneOrMore `yaml:"is_not"` // … none of which it is
}

// oneOrMore is "never" or "[food, drinks]".
type oneOrMore []string

// UnmarshalYAML reads either.
func (l *oneOrMore) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*l = oneOrMore{n.Value}
		return nil
	}
	return n.Decode((*[]string)(l))
}

// Applies tells whether a field is part of an application with these answers. A
// condition on a field that has no answer, or is itself no part of it, does not hold.
func (fm *Form) Applies(id string, answers map[string]string) bool {
	f := fm.Field(id)
	if f == nil || f.When == nil {
		return true
	}
	other := fm.Field(f.When.Field)
	value := answers[f.When.Field]
	if other == nil || value == "" || !fm.Applies(other.ID, answers) {
		return false
	}
	if len(f.When.Is) > 0 {
		return slices.Contains(f.When.Is, other.chosen(value))
	}
	return !slices.Contains(f.When.IsNot, other.chosen(value))
}

// chosen is the id of the choice that a value stands for, else the value: a state's name.
func (f *Field) chosen(value string) string {
	for _, c := range f.Choices {
		if value == c.ID || value == c.Label["es"] {
			return c.ID
		}
	}
	return value
}

// answersOf are the values of a conversation's answers.
func answersOf(c bot.Conversation) map[string]string {
	out := make(map[string]string, len(c.App.Answers))
	for id, a := range c.App.Answers {
		out[id] = a.Value
	}
	return out
}

// part lists the fields that are part of a conversation's application, in order.
func (k *Clerk) part(c bot.Conversation) []*Field {
	var out []*Field
	answers := answersOf(c)
	for i := range k.form.Fields {
		if f := &k.form.Fields[i]; k.form.Applies(f.ID, answers) {
			out = append(out, f)
		}
	}
	return out
}

// asked lists those of them that are asked.
func (k *Clerk) asked(c bot.Conversation) []*Field {
	return slices.DeleteFunc(k.part(c), func(f *Field) bool { return !f.Asked })
}
