package handlers

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestTheFormAsksWhatThePublicInterfaceSays(t *testing.T) {
	form, err := ReadForm("form.yaml", formYAML)
	if err != nil {
		t.Fatal(err)
	}
	var asked, required, optional []string
	for _, f := range form.Fields {
		switch {
		case f.Asked:
			asked = append(asked, f.ID)
		default:
			optional = append(optional, f.ID)
		}
		if f.Required {
			required = append(required, f.ID)
		}
	}
	if got, want := strings.Join(asked, " "), "business rfc contact role email phone state category products exports capacity"; got != want {
		t.Errorf("asked: %s\nwant:  %s", got, want)
	}
	if got, want := strings.Join(optional, " "), "website certifications size documents"; got != want {
		t.Errorf("optional: %s, want %s", got, want)
	}
	if len(required) != 9 {
		t.Errorf("required: %v, want nine", required)
	}
	if len(form.States) != 32 {
		t.Errorf("%d states, want 32", len(form.States))
	}
}

// smallForm has one field that is asked, and lines that the tests below break.
const smallForm = `fields:
  - id: pack
    kind: category
    asked: true
    label: {es: Empaque, en: Packaging}
    the: {es: tu empaque, en: your packaging}
    ask: {es: "¿Qué empaque?", en: "Which packaging?"}
    why: {es: Por el flete., en: For the freight.}
    example: {es: Caja, en: Box}
    names: {es: [empaque], en: [packaging]}
    choices:
      - {id: box, label: {es: Caja, en: Box}, words: [caja]}
      - {id: bag, label: {es: Bolsa, en: Bag}, words: [bolsa]}
  - id: glass
    kind: text
    label: {es: Vidrio, en: Glass}
    the: {es: tu vidrio, en: your glass}
    when: {field: pack, is: box}
states:
  - {name: Puebla, words: [pue]}
`

func TestABrokenFormIsRefusedWithLineAndWhatToDo(t *testing.T) {
	if _, err := ReadForm("f.yaml", []byte(smallForm)); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, from, to, want string }{
		{"an unknown key", "kind: text", "kind: text\n    knd: x", `f.yaml:16: unknown key "knd"; take it away, or write one of id, kind, asked`},
		{"an unknown key of a choice", "words: [caja]", "wrds: [caja]", `f.yaml:12: unknown key "wrds"; take it away, or write one of id, label, words`},
		{"an unknown kind", "kind: text", "kind: number", `f.yaml:15: field "glass": kind "number" is not known; use one of business`},
		{"a missing translation", "label: {es: Vidrio, en: Glass}", "label: {es: Vidrio}", `f.yaml:16: field "glass": label has no text for "en"; write it as`},
		{"a text in a third language", "{es: Vidrio, en: Glass}", "{es: Vidrio, en: Glass, fr: Verre}", `f.yaml:16: field "glass": label has a text for "fr", which nobody reads`},
		{"asked without a question", `    ask: {es: "¿Qué empaque?", en: "Which packaging?"}` + "\n", "", `f.yaml:2: field "pack": ask has no text for "es"`},
		{"half a help", "kind: text", "kind: text\n    who: {es: Todos}", `f.yaml:16: field "glass": who has no text for "en"`},
		{"no id", "id: glass", "asked: false", `f.yaml:14: this field has no id; give it one`},
		{"an id that no button takes", "id: glass", "id: Vidrio Fino", `f.yaml:14: the id "Vidrio Fino" cannot be used`},
		{"an id of the program", "id: glass", "id: review", `f.yaml:14: the id "review" is the program's own`},
		{"an id twice", "id: glass", "id: pack", `f.yaml:14: the id "pack" is there twice, also on line 2`},
		{"an id with another kind", "id: glass", "id: email", `f.yaml:15: field "email" has kind "email" everywhere else`},
		{"required but not asked", "kind: text", "kind: text\n    required: true", `f.yaml:16: field "glass" is required but not asked; write "asked: true"`},
		{"nothing asked", "asked: true", "asked: false", "f.yaml:1: no field is asked; write at least one"},
		{"no fields", smallForm, "states: [{name: Puebla}]", "f.yaml:1: no field is asked"},
		{"a name of two fields", "kind: text", "kind: text\n    names: {es: [vidrio, empaque]}", `f.yaml:16: field "glass": "empaque" is a name of "pack" too`},
		{"a kind without its choices", "kind: text", "kind: category", `f.yaml:15: field "glass": kind "category" needs choices`},
		{"a choice without an id", "{id: box, ", "{", `f.yaml:12: field "pack": this choice has no id`},
		{"a choice twice", "id: bag", "id: box", `f.yaml:13: field "pack", choice "box" is there twice`},
		{"a choice without a label", "label: {es: Caja, en: Box}, ", "", `f.yaml:12: field "pack", choice "box": label has no text for "es"`},
		{"a word of two choices", "words: [bolsa]", "words: [caja]", `f.yaml:13: field "pack", choice "bag": the word "caja" means "box" already`},
		{"a label that no button takes", "es: Caja, en: Box}, words", "es: Caja de cartón corrugado de doble pared reforzada, en: Box}, words", `f.yaml:12: field "pack", choice "box": the label has 49 letters and a button takes 40`},
		{"a condition on nothing", "when: {field: pack, is: box}", "when: {is: box}", `f.yaml:18: field "glass": "when" names no field`},
		{"a condition on no field", "when: {field: pack", "when: {field: pakc", `f.yaml:18: field "glass": "when" names "pakc", which is no field`},
		{"a condition on itself", "when: {field: pack", "when: {field: glass", `f.yaml:18: field "glass": "when" names the field itself`},
		{"a condition on a later field", "    why:", "    when: {field: glass, is: x}\n    why:", `f.yaml:8: field "pack": the conditions of "pack" and "glass" wait for each other`},
		{"a condition without a value", "{field: pack, is: box}", "{field: pack}", `f.yaml:18: field "glass": "when" needs either "is" or "is_not"`},
		{"a condition with both", "is: box}", "is: box, is_not: bag}", `f.yaml:18: field "glass": "when" needs either "is" or "is_not"`},
		{"a condition on no choice", "is: box}", "is: [box, tin]}", `f.yaml:18: field "glass": "when" names "tin", which is no choice of "pack"; use box, bag`},
		{"a state without a name", "{name: Puebla, ", "{", "f.yaml:20: this state has no name"},
		{"a name of two states", "words: [pue]}", "words: [pue]}\n  - {name: Oaxaca, words: [pue]}", `f.yaml:21: state "Oaxaca": "pue" means "Puebla" already`},
		{"a list where a text belongs", "kind: text", "kind: [text]", "f.yaml:15: this is a list and must be a text"},
		{"a text where two languages belong", "the: {es: tu vidrio, en: your glass}", "the: tu vidrio", "f.yaml:17: this is a text and must be a text in each language"},
		{"a key twice", "kind: text", "kind: text\n    kind: text", `f.yaml:16: the key "kind" is there twice, also on line 15`},
		{"no YAML", "    kind: text", "   kind: text", "f.yaml:15: this is not YAML: did not find expected"},
		{"an empty file", smallForm, "", `f.yaml:1: the file is empty; begin with what "pabellon form show" prints`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadForm("f.yaml", []byte(strings.Replace(smallForm, tt.from, tt.to, 1)))
			var all Mistakes
			if !errors.As(err, &all) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v\nwant it to say %q", err, tt.want)
			}
		})
	}
}

func TestAConditionMayBeOnAStateAndNoneThatIsNotThere(t *testing.T) {
	form := strings.Replace(smallForm, "id: glass\n    kind: text", "id: state\n    kind: state", 1) +
		"\n" // the states stay last
	form = strings.Replace(form, "states:", "  - {id: oil, kind: text, label: {es: Aceite, en: Oil}, the: {es: tu aceite, en: your oil}, when: {field: state, is: Puebla}}\nstates:", 1)
	if _, err := ReadForm("f.yaml", []byte(form)); err != nil {
		t.Fatal(err)
	}
	_, err := ReadForm("f.yaml", []byte(strings.Replace(form, "is: Puebla", "is: Texas", 1)))
	if err == nil || !strings.Contains(err.Error(), `f.yaml:19: field "oil": "when" names the state "Texas", which is not among the states`) {
		t.Error(err)
	}
	later := strings.Replace(form, "    why:", "    when: {field: state, is: Puebla}\n    why:", 1)
	later = strings.Replace(later, "    when: {field: pack, is: box}\n", "", 1)
	if _, err = ReadForm("f.yaml", []byte(later)); err == nil || !strings.Contains(err.Error(), `f.yaml:8: field "pack": "when" names "state", which comes later; put "state" above`) {
		t.Error(err)
	}
}

func TestEveryMistakeIsToldAtOnceByLine(t *testing.T) {
	broken := strings.NewReplacer("kind: category", "kind: lottery\n    colour: red", "id: glass", "id: pack", "is: box", "is: tin").Replace(smallForm)
	_, err := ReadForm("f.yaml", []byte(broken))
	var all Mistakes
	if !errors.As(err, &all) {
		t.Fatal(err)
	}
	var lines []int
	for _, m := range all {
		lines = append(lines, m.Line)
	}
	if !slices.Equal(lines, []int{3, 4, 15, 19}) {
		t.Errorf("lines %v:\n%v", lines, err)
	}
}

func TestAFormWithoutStatesHasThoseOfMexico(t *testing.T) {
	short, _, _ := strings.Cut(smallForm, "states:")
	form, err := ReadForm("f.yaml", []byte(short))
	if err != nil {
		t.Fatal(err)
	}
	if name, ok := form.state("cdmx", true); len(form.States) != 32 || name != "Ciudad de México" || !ok {
		t.Errorf("%d states, cdmx is %q", len(form.States), name)
	}
}

// A word that means two things would make the bot guess.
func TestNoStateAndNoChoiceSharesAName(t *testing.T) {
	form, err := ReadForm("form.yaml", formYAML)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	claim := func(word, owner string) {
		if other, ok := seen[word]; ok && other != owner {
			t.Errorf("%q means both %s and %s", word, other, owner)
		}
		seen[word] = owner
	}
	for _, s := range form.States {
		for _, w := range s.Words {
			claim("state "+w, s.Name)
		}
	}
	for _, f := range form.Fields {
		for _, c := range f.Choices {
			for _, w := range c.Words {
				claim(f.ID+" "+w, c.ID)
			}
		}
		for _, lang := range []string{"es", "en"} {
			for _, n := range f.Names[lang] {
				claim("name "+n, f.ID)
			}
		}
	}
}
