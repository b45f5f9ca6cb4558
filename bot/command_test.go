package bot_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// variants reads command.go for the types that have a kind, by the kind that they name.
func variants(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "command.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Name.Name != "kind" {
			continue
		}
		name := f.Recv.List[0].Type.(*ast.Ident).Name
		kind, err := strconv.Unquote(f.Body.List[0].(*ast.ReturnStmt).Results[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := out[kind]; ok {
			t.Errorf("%s and %s are both %q", name, other, kind)
		}
		out[kind] = name
	}
	return out
}

// zero makes the command of a kind with nothing in it, as a stored one is decoded.
func zero(t *testing.T, kind string) bot.Command {
	t.Helper()
	var cs bot.Commands
	if err := json.Unmarshal([]byte(`[{"do":`+strconv.Quote(kind)+`}]`), &cs); err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return cs[0]
}

// fill gives every field of v that is kept, however deep, a value that is not its zero.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fill(t, v.Field(i))
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.String:
		v.SetString("«x» \"y\" <&>\n")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(0.25)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"weight": "240"}))
	default:
		t.Fatalf("fill does not know %s", v.Kind())
	}
}

func full(t *testing.T, c bot.Command) bot.Command {
	t.Helper()
	v := reflect.New(reflect.TypeOf(c)).Elem()
	fill(t, v)
	return v.Interface().(bot.Command)
}

func TestEveryVariantIsDecodedFromItsKind(t *testing.T) {
	kinds := variants(t)
	if len(kinds) < 30 {
		t.Fatalf("found %d variants in command.go; does variants still read it?", len(kinds))
	}
	for kind, name := range kinds {
		c := zero(t, kind)
		if got := reflect.TypeOf(c).Name(); got != name {
			t.Errorf("%q decodes to %s, want %s", kind, got, name)
		}
		if got := bot.KindOf(c); got != kind {
			t.Errorf("%s says that it is %q, want %q", name, got, kind)
		}
	}
}

func TestEveryCommandGoesToJSONAndBack(t *testing.T) {
	for kind := range variants(t) {
		empty := zero(t, kind)
		want := bot.Commands{empty, full(t, empty), empty}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		var got bot.Commands
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s came back otherwise:\n%#v\n%#v", kind, got, want)
		}
	}
}

// The stored form is read by replay and by other versions: it does not change by accident.
func TestCommandsAreStoredAsTheyAlwaysWere(t *testing.T) {
	tests := []struct {
		cs   bot.Commands
		want string
	}{
		{bot.Commands{}, `[]`},
		{nil, `[]`},
		{bot.Commands{bot.Yes{}}, `[{"do":"yes"}]`},
		{bot.Commands{bot.Start{}}, `[{"do":"start"}]`},
		{bot.Commands{bot.Start{Payload: "feria"}}, `[{"do":"start","with":{"payload":"feria"}}]`},
		{bot.Commands{bot.Fill{Field: "email", Value: "a@b.mx"}, bot.Review{}}, `[{"do":"fill","with":{"field":"email","value":"a@b.mx"}},{"do":"review"}]`},
		{bot.Commands{bot.Erase{Sure: true}}, `[{"do":"erase","with":{"sure":true}}]`},
		{bot.Commands{bot.Vote{Article: "a", Up: false}}, `[{"do":"vote","with":{"article":"a","up":false}}]`},
		{bot.Commands{bot.Remind{Key: "remind"}}, `[{"do":"remind","with":{"key":"remind"}}]`},
	}
	for _, tt := range tests {
		got, err := json.Marshal(tt.cs)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestCommandsThatCannotBeReadAreAnErrorThatNamesThem(t *testing.T) {
	tests := []struct{ name, stored, says string }{
		{"a kind from a newer version", `[{"do":"yes"},{"do":"teleport","with":{"to":"Shanghai"}}]`, `unknown command "teleport"`},
		{"no kind", `[{"with":{"field":"rfc"}}]`, `unknown command ""`},
		{"a kind in capitals", `[{"do":"Yes"}]`, `unknown command "Yes"`},
		{"a value of another type", `[{"do":"fill","with":{"field":7}}]`, "decode command fill"},
		{"arguments that are a list", `[{"do":"vote","with":[1]}]`, "decode command vote"},
		{"no list", `{"do":"yes"}`, "cannot unmarshal"},
		{"half a list", `[{"do":"yes"`, "unexpected end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var cs bot.Commands
			err := json.Unmarshal([]byte(tt.stored), &cs)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want it to say %q", err, tt.says)
			}
		})
	}
}

func TestReadingCommandsReplacesWhatWasThere(t *testing.T) {
	cs := bot.Commands{bot.Help{}, bot.Help{}, bot.Help{}}
	if err := json.Unmarshal([]byte(`[{"do":"thank"}]`), &cs); err != nil {
		t.Fatal(err)
	}
	if len(cs) != 1 || cs[0] != (bot.Thank{}) {
		t.Errorf("got %v, want only thank", cs)
	}
}

func TestAnErrorOfOneCommandNamesItsKindWhenItIsWritten(t *testing.T) {
	impossible := bot.Ask{Found: bot.Found{Passages: []bot.Passage{{Score: nan()}}}}
	_, err := json.Marshal(bot.Commands{impossible})
	if err == nil || !strings.Contains(err.Error(), "encode command ask") {
		t.Errorf("got %v, want it to name ask", err)
	}
}

func nan() float64 {
	var zero float64
	return zero / zero
}
