package handlers

import (
	"bytes"
	_ "embed"
	"fmt"
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
	Label    Local               `yaml:"label"`
	The      Local               `yaml:"the"` // the field with its article, for sentences
	Ask      Local               `yaml:"ask"`
	Why      Local               `yaml:"why"`
	Example  Local               `yaml:"example"`
	Where    Local               `yaml:"where"`
	Names    map[string][]string `yaml:"names"` // how people call it
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
	named map[string]string // each name of a state, folded, to the state
}

// ReadForm reads a form and refuses one that would not work, naming the field and what is wrong.
func ReadForm(data []byte) (*Form, error) {
	var f Form
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("form.yaml: %w", err)
	}
	f.byID = map[string]*Field{}
	for i := range f.Fields {
		field := &f.Fields[i]
		if err := field.check(); err != nil {
			return nil, fmt.Errorf("form.yaml: field %d (%q): %w", i+1, field.ID, err)
		}
		if f.byID[field.ID] != nil {
			return nil, fmt.Errorf("form.yaml: field %d: the id %q is there twice; give each field its own", i+1, field.ID)
		}
		f.byID[field.ID] = field
	}
	f.named = map[string]string{}
	for _, s := range f.States {
		for _, w := range append([]string{s.Name}, s.Words...) {
			f.named[join(knowledge.Words(w))] = s.Name
		}
	}
	if len(f.Fields) == 0 || len(f.States) == 0 {
		return nil, fmt.Errorf("form.yaml: it needs fields and states")
	}
	return &f, nil
}

func (f *Field) check() error {
	if f.ID == "" {
		return fmt.Errorf("it has no id")
	}
	if _, ok := kinds[f.Kind]; !ok {
		return fmt.Errorf("kind %q is not known; use one of %s", f.Kind, kindNames())
	}
	texts := map[string]Local{"label": f.Label, "the": f.The}
	if f.Asked {
		texts["ask"], texts["why"], texts["example"] = f.Ask, f.Why, f.Example
	}
	for name, text := range texts {
		for _, lang := range []string{"es", "en"} {
			if text[lang] == "" {
				return fmt.Errorf("%s has no text for %q", name, lang)
			}
		}
	}
	if f.Required && !f.Asked {
		return fmt.Errorf("it is required but not asked; set asked: true")
	}
	return nil
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
// first of the words that mean one.
func (f *Field) choice(text string) (Choice, bool) {
	folded := " " + join(knowledge.Words(text)) + " "
	for _, c := range f.Choices {
		if folded == " "+c.ID+" " || folded == " "+join(knowledge.Words(c.Label["es"]))+" " || folded == " "+join(knowledge.Words(c.Label["en"]))+" " {
			return c, true
		}
	}
	best, first := Choice{}, len(folded)
	for _, c := range f.Choices {
		for _, w := range c.Words {
			if at := strings.Index(folded, " "+w+" "); at >= 0 && at < first {
				best, first = c, at
			}
		}
	}
	return best, first < len(folded)
}
