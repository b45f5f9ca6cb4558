package handlers

import (
	"strings"
	"testing"
)

func TestTheFormAsksWhatThePublicInterfaceSays(t *testing.T) {
	form, err := ReadForm(formYAML)
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

func TestABrokenFormIsRefusedWithWhatToDo(t *testing.T) {
	good := "states: [{name: Puebla}]\nfields:\n  - {id: a, kind: text, label: {es: A, en: A}, the: {es: a, en: a}}\n"
	if _, err := ReadForm([]byte(good)); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, from, to, want string }{
		{"an unknown key", "kind: text", "kind: text, knd: x", "line 3"},
		{"an unknown kind", "kind: text", "kind: number", `kind "number" is not known; use one of business`},
		{"a missing translation", "label: {es: A, en: A}", "label: {es: A}", `label has no text for "en"`},
		{"no id", "id: a, ", "", "it has no id"},
		{"asked without a question", "kind: text", "kind: text, asked: true", "has no text"},
		{"required but not asked", "kind: text", "kind: text, required: true", "set asked: true"},
		{"no states", "states: [{name: Puebla}]", "states: []", "needs fields and states"},
		{"the same id twice", good, good + "  - {id: a, kind: text, label: {es: A, en: A}, the: {es: a, en: a}}\n", "there twice"},
		{"no YAML", good, "fields: [", "form.yaml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadForm([]byte(strings.Replace(good, tt.from, tt.to, 1)))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want it to say %q", err, tt.want)
			}
		})
	}
}

// A word that means two things would make the bot guess.
func TestNoStateAndNoChoiceSharesAName(t *testing.T) {
	form, err := ReadForm(formYAML)
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
