package main

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// house reads a file at the module's root.
func house(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// row is a setting as the table of README.md shows it. In a table < begins a tag and
// | ends a cell.
func row(v variable) string {
	value := v.Default
	if v.Default != "–" && !strings.Contains(v.Default, " ") {
		value = "`" + v.Default + "`"
	}
	meaning := strings.NewReplacer("<", "\\<", "|", "\\|").Replace(v.Meaning)
	return fmt.Sprintf("| `%s` | %s | %s |", v.Name, value, meaning)
}

const tableHead = "| variable | default | meaning |"

func TestTheReadmeHasTheTableOfSettings(t *testing.T) {
	var want []string
	for _, v := range variables() {
		want = append(want, row(v))
	}
	_, below, found := strings.Cut(house(t, "README.md"), tableHead+"\n|---|---|---|\n")
	table, _, _ := strings.Cut(below, "\n\n")
	if got := strings.Split(table, "\n"); !found || !slices.Equal(got, want) {
		t.Error("the table of settings in README.md is not what serve understands; put the lines below in its place")
		fmt.Printf("%s\n|---|---|---|\n%s\n", tableHead, strings.Join(want, "\n")) // not indented, to be copied
	}
}

// What the table says is what a person reads in the help, which is made in another way.
func TestTheHelpOfServeSaysTheSameAsTheTable(t *testing.T) {
	code, out, _ := attempt(t, nil, "", "serve", "--help")
	if code != exitDone {
		t.Fatalf("serve --help leaves with %d", code)
	}
	help := strings.Join(strings.Fields(out), " ")
	for _, v := range variables() {
		want := strings.TrimSuffix(v.Meaning, ".")
		if v.Default != "–" {
			want += " (default: " + v.Default + ")"
		}
		if want += " [$" + v.Name + "]"; !strings.Contains(help, want) {
			t.Errorf("serve --help does not say %q", want)
		}
		if !strings.Contains(help, v.Flag+"=") {
			t.Errorf("serve --help has no %s", v.Flag)
		}
	}
	if n := strings.Count(help, "[$"); n != len(variables()) {
		t.Errorf("serve --help has %d settings, the table %d", n, len(variables()))
	}
}

func TestTheExampleOfTheEnvironmentHasEverySetting(t *testing.T) {
	example := house(t, ".env.example")
	for _, v := range variables() {
		value := v.Default
		if v.Default == "–" || strings.Contains(v.Default, " ") || v.Name == "KNOWLEDGE_DIR" {
			value = "" // none, or words
		}
		if want := "\n# " + v.Name + "=" + value + "\n"; !strings.Contains(example, want) {
			t.Errorf(".env.example has no line %q", strings.TrimSpace(want))
		}
	}
}

func TestTheReadmeNamesEveryCommand(t *testing.T) {
	readme := house(t, "README.md")
	for _, name := range commandsOf(reflect.TypeFor[commandLine](), "pabellon") {
		if !strings.Contains(readme, "`"+name) {
			t.Errorf("README.md does not tell of %s", name)
		}
	}
}

// commandsOf lists the commands that a grammar has, those of commands too.
func commandsOf(t reflect.Type, above string) []string {
	var out []string
	for i := range t.NumField() {
		f := t.Field(i)
		if _, ok := f.Tag.Lookup("cmd"); !ok {
			continue
		}
		name := above + " " + strings.ToLower(f.Name)
		if below := commandsOf(f.Type, name); len(below) > 0 {
			out = append(out, below...)
		} else {
			out = append(out, name)
		}
	}
	return out
}

func TestEveryDirectDependencyHasItsReason(t *testing.T) {
	why := house(t, "CONTRIBUTING.md")
	for line := range strings.Lines(house(t, "go.mod")) {
		words := strings.Fields(line)
		if len(words) != 2 || !strings.HasPrefix(words[1], "v") {
			continue // not a module, or "// indirect"
		}
		if name := strings.TrimPrefix(words[0], "github.com/"); !strings.Contains(why, "`"+name+"`") {
			t.Errorf("CONTRIBUTING.md, \"Why each dependency\", has no line for %s", name)
		}
	}
}
