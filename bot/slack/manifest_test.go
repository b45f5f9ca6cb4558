package slack_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	library "github.com/slack-go/slack"
	"go.yaml.in/yaml/v3"

	"pabellon/bot/slack"
)

var update = flag.Bool("update", false, "write the manifests anew")

func TestTheManifestsAreThoseOfTheCode(t *testing.T) {
	for file, public := range map[string]string{"manifest.yaml": "", "manifest.http.yaml": "https://pabellon.example.org"} {
		want, err := slack.Manifest(public)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what the code uses: go test ./bot/slack -run Manifests -update", file)
		}
		strict := yaml.NewDecoder(strings.NewReader(string(got)))
		strict.KnownFields(true)
		var m library.Manifest
		if err := strict.Decode(&m); err != nil || m.Settings.SocketModeEnabled != (public == "") {
			t.Errorf("%s: %v, %+v", file, err, m.Settings)
		}
		if about := m.Features.AgentView; about == nil || len([]rune(about.AgentDescription)) > 300 ||
			!strings.Contains(about.AgentDescription, "programa") || !strings.Contains(about.AgentDescription, "puede equivocarse") {
			t.Errorf("%s: of the agent it says %+v", file, about)
		}
	}
}

// Every call of the library that the code makes has its scopes in the table, and no
// other has.
func TestEveryCallHasItsScopes(t *testing.T) {
	calls := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if method, ok := call.Fun.(*ast.SelectorExpr); ok {
					if of, ok := method.X.(*ast.SelectorExpr); ok && of.Sel.Name == "api" {
						calls[method.Sel.Name] = true
					}
				}
			}
			return true
		})
	}
	known := slack.CallsWithScopes()
	for call := range calls {
		if !slices.Contains(known, call) {
			t.Errorf("the code calls %s, and manifest.go does not say which scopes it wants", call)
		}
	}
	if len(calls) != len(known) {
		t.Errorf("the code makes %d calls, and manifest.go has %d", len(calls), len(known))
	}
}
