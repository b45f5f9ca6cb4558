package handlers

import (
	"bytes"
	_ "embed"
	"strings"

	"go.yaml.in/yaml/v3"

	"pabellon/knowledge"
)

//go:embed form.yaml
var formYAML []byte

// Local is one text in each language, by "es" and "en".
type Local map[string]string

// Field is one question of the application, as form.yaml defines it.
type Field struct {
	ID       string              `yaml:"id"`
	Kind     string              `yaml:"kind"`     // how a value is read and checked: a key of kinds
	Asked    bool                `yaml:"asked"`    // false: taken when offered
	Required bool                `yaml:"required"` // the application is not sent without it
	When     *When               `yaml:"when"`     // it is part of the application only then; nil: always
	Label    Local               `yaml:"label"`
	The      Local               `yaml:"the"` // the field with its article, for sentences
	Ask      Local               `yaml:"ask"`
	Why      Local               `yaml:"why"`
	Who      Local               `yaml:"who"` // sees it; "": the phrase "who"
	Example  Local               `yaml:"example"`
	Where    Local               `yaml:"where"`
	Names    map[string][]string `yaml:"names"` // how people call it; its label when there are none
	Choices  []Choice            `yaml:"choices"`
}

// Choice is one answer that has a button.
type Choice struct {
	ID    string   `yaml:"id"`
	Label Local    `yaml:"label"`
	Words []string `yaml:"words"` // what means it, folded
}

// State is a Mexican state with the names that people use for it.
type State struct {
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"`
}

// Form is the application's questions in the order asked, optional ones last.
type Form struct {
	Fields []Field `yaml:"fields"`
	States []State `yaml:"states"`

	byID  map[string]*Field
	order map[string]int    // the place of a field
	named map[string]string // each name of a state, folded, to the state

	states     []stateNames
	categories []string // the labels of the categories, in letters alone
}

// DefaultForm is the form's file that is built in, with what each key means.
func DefaultForm() []byte { return bytes.Clone(formYAML) }

// ReadForm reads a form's file and refuses one that would not work: the error is then
// of type Mistakes, all that is wrong with its lines. Name is how the file is called
// there. A file without states has those of the form that is built in.
func ReadForm(name string, data []byte) (*Form, error) {
	check := &formCheck{file: name, form: &Form{}}
	check.parse(data)
	form := check.form
	if len(form.States) == 0 {
		form.States = builtInStates()
	}
	form.index()
	if !check.blank {
		check.all()
	}
	if len(check.found) > 0 {
		return nil, check.sorted()
	}
	return form, nil
}

// index makes what is looked up: fields by id, states by every name.
func (fm *Form) index() {
	fm.byID, fm.order, fm.named = map[string]*Field{}, map[string]int{}, map[string]string{}
	for i := range fm.Fields {
		f := &fm.Fields[i]
		fm.order[f.ID] = i
		if fm.byID[f.ID] == nil {
			fm.byID[f.ID] = f
		}
		if len(f.Names["es"])+len(f.Names["en"]) == 0 {
			f.Names = map[string][]string{"es": {f.Label["es"]}, "en": {f.Label["en"]}}
		}
	}
	fm.states, fm.categories = nil, nil
	if f := fm.Field("category"); f != nil {
		for _, c := range f.Choices {
			fm.categories = append(fm.categories, lettersIn(c.Label["es"]), lettersIn(c.Label["en"]))
		}
	}
	for _, s := range fm.States {
		fm.states = append(fm.states, newStateNames(s))
		for _, w := range append([]string{s.Name}, s.Words...) {
			fm.named[join(knowledge.Words(w))] = s.Name
		}
	}
}

// builtInStates are the states of the form that is built in.
func builtInStates() []State {
	var f Form
	_ = yaml.Unmarshal(formYAML, &f) // a test reads it
	return f.States
}

// Field finds a field by its id; nil when there is none.
func (f *Form) Field(id string) *Field { return f.byID[id] }

// Asked lists the fields that are asked, in order.
func (f *Form) Asked() []*Field {
	var out []*Field
	for i := range f.Fields {
		if f.Fields[i].Asked {
			out = append(out, &f.Fields[i])
		}
	}
	return out
}

// choice finds what a person's words choose: a choice's id, its label, or else the
// first of the words that mean one. A field that the form does not have has none.
func (f *Field) choice(text string) (Choice, bool) {
	if f == nil {
		return Choice{}, false
	}
	folded := " " + join(knowledge.Words(text)) + " "
	for _, c := range f.Choices {
		if folded == " "+c.ID+" " || folded == " "+join(knowledge.Words(c.Label["es"]))+" " || folded == " "+join(knowledge.Words(c.Label["en"]))+" " {
			return c, true
		}
	}
	best, first := Choice{}, len(folded)
	for _, c := range f.Choices {
		if c.ID == "other" && again.MatchString(folded) {
			continue
		}
		for _, w := range c.Words {
			if at := strings.Index(folded, " "+w+" "); at >= 0 && at < first {
				best, first = c, at
			}
		}
	}
	return best, first < len(folded)
}

// nearChoice forgives a slip in a long word of a choice, in a few words: "calsado".
func (f *Field) nearChoice(folded string) (Choice, bool) {
	said := strings.Fields(folded)
	if len(said) > nearWords {
		return Choice{}, false
	}
	for _, c := range f.Choices {
		for _, w := range append([]string{firstOf(join(knowledge.Words(c.Label["es"])))}, c.Words...) {
			for _, s := range said {
				if len(w) >= 6 && len(s) >= 6 && nearTo(s, []string{w}) < 2 && distance(s, w) == 1 {
					return c, true
				}
			}
		}
	}
	return Choice{}, false
}

// nearWords is how many words a text has at most in which slips are forgiven.
const nearWords = 4
