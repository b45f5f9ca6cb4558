package bot_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is a folder of Go files: what it may import of ours, and whether it may
// touch the world.
type room struct {
	may  []string // rooms; "*" is all of them
	pure bool     // no network, no system, no database
	but  []string // packages that a pure room may import all the same, for the reason beside them
}

// rooms is the drawing of CONTRIBUTING.md. A folder that is not in it has no place.
var rooms = map[string]room{
	"bot":                       {pure: true},
	"knowledge":                 {pure: true},
	"handlers":                  {pure: true, may: []string{"bot", "knowledge"}, but: []string{"net/mail"}}, // parses an address, opens nothing
	"store":                     {may: []string{"bot"}},
	"bot/web":                   {may: []string{"bot"}},
	"bot/telegram":              {may: []string{"bot"}},
	"bot/fakes":                 {},
	"bot/telegram/telegramtest": {may: []string{"bot/fakes"}},
	"bot/slack/slacktest":       {may: []string{"bot/fakes"}},
	"bot/slack":                 {may: []string{"bot"}},
	"bot/llm":                   {may: []string{"bot"}},
	"bot/llm/llmtest":           {may: []string{"bot/fakes"}},
	"bot/paper":                 {may: []string{"bot"}},
	"bot/cmd/pabellon":          {may: []string{"*"}},
}

// The world: what a pure room may not import, neither it nor anything below it.
// Tests of a pure room may read files, so os is free to them.
var (
	world      = []string{"database/sql", "net", "os", "syscall"}
	worldTests = []string{"database/sql", "net", "syscall"}
)

// module is the name that our imports begin with.
const module = "pabellon/"

// source is a Go file and what it imports, its path counted from the module's root.
type source struct {
	file    string
	imports []string
}

func (s source) test() bool { return strings.HasSuffix(s.file, "_test.go") }

// offences tells what breaks the rules, a sentence each.
func offences(sources []source) []string {
	var out []string
	for _, s := range sources {
		here := path.Dir(s.file)
		r, known := rooms[here]
		if !known {
			out = append(out, fmt.Sprintf("%s: the folder %q is not a room; move the file into one, or add the folder with its arrows to rooms in bot/arrows_test.go and to the drawing in CONTRIBUTING.md", s.file, here))
			continue
		}
		for _, imported := range s.imports {
			if why := r.offence(here, imported, s.test()); why != "" {
				out = append(out, s.file+" imports "+imported+": "+why)
			}
		}
	}
	return out
}

// offence says what is wrong with one import; "" is nothing.
func (r room) offence(here, imported string, test bool) string {
	if to, ours := strings.CutPrefix(imported, module); ours {
		return r.arrow(here, to, test)
	}
	closed := world
	if test {
		closed = worldTests
	}
	if r.pure && !slices.Contains(r.but, imported) && slices.ContainsFunc(closed, func(p string) bool { return within(imported, p) }) {
		return here + " is pure; let the value come in as an argument, or do this in another room"
	}
	return ""
}

// arrow checks an import of ours. A test may need more than its room does, but for
// store: only the command knows which store there is.
func (r room) arrow(here, to string, test bool) string {
	switch {
	case to == here || slices.Contains(r.may, "*") || slices.Contains(r.may, to):
		return ""
	case to == "store":
		return "only bot/cmd/pabellon knows store; take what you need as a small interface, and let the command join them"
	case test:
		return ""
	case len(r.may) == 0:
		return here + " imports nothing of ours; words that both need belong in bot"
	}
	return here + " may import only " + strings.Join(r.may, " and ") + " of ours; words that both need belong in bot"
}

// within tells whether an import is a package or lies below it.
func within(imported, p string) bool { return imported == p || strings.HasPrefix(imported, p+"/") }

// The arrows go one way. The imports are parsed and not asked of "go list", whose
// answer the test cache would take for an old one.
func TestTheArrowsGoOneWay(t *testing.T) {
	sources := parse(t, "..")
	if len(sources) < 50 {
		t.Fatalf("found only %d Go files; does the walk begin at the module's root?", len(sources))
	}
	for _, o := range offences(sources) {
		t.Error(o)
	}
}

// parse reads the imports of every Go file under root, but for testdata and hidden folders.
func parse(t *testing.T, root string) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); file != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(file) != ".go" {
			return nil
		}
		s, err := parseFile(root, file)
		out = append(out, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parseFile(root, file string) (source, error) {
	relative, err := filepath.Rel(root, file)
	if err != nil {
		return source{}, err
	}
	s := source{file: filepath.ToSlash(relative)}
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return s, fmt.Errorf("read the imports: %w", err)
	}
	for _, i := range tree.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return s, fmt.Errorf("%s: read the import %s: %w", s.file, i.Path.Value, err)
		}
		s.imports = append(s.imports, imported)
	}
	return s, nil
}

func TestAWrongArrowIsFound(t *testing.T) {
	for _, c := range []struct{ file, imported, says string }{
		{"bot/turn.go", "pabellon/handlers", "bot imports nothing of ours"},
		{"bot/turn.go", "pabellon/bot/web", "bot imports nothing of ours"},
		{"knowledge/load.go", "pabellon/bot", "knowledge imports nothing of ours"},
		{"handlers/fill.go", "pabellon/bot/web", "may import only bot and knowledge"},
		{"handlers/fill.go", "pabellon/store", "only bot/cmd/pabellon knows store"},
		{"store/commit.go", "pabellon/handlers", "store may import only bot"},
		{"bot/web/web.go", "pabellon/bot/telegram", "bot/web may import only bot"},
		{"bot/web/web_test.go", "pabellon/store", "only bot/cmd/pabellon knows store"},
		{"bot/turn.go", "net", "bot is pure"},
		{"bot/turn.go", "net/url", "bot is pure"},
		{"bot/turn.go", "net/mail", "bot is pure"},
		{"bot/turn.go", "os", "bot is pure"},
		{"bot/turn.go", "syscall", "bot is pure"},
		{"knowledge/load.go", "os/exec", "knowledge is pure"},
		{"handlers/fill.go", "database/sql/driver", "handlers is pure"},
		{"handlers/fill_test.go", "net/http", "handlers is pure"},
		{"util/strings.go", "strings", "not a room"},
		{"bot/cmd/other/main.go", "strings", "not a room"},
		{"main.go", "strings", "not a room"},
	} {
		got := offences([]source{{c.file, []string{"fmt", c.imported}}})
		if len(got) != 1 || !strings.Contains(got[0], c.says) || !strings.HasPrefix(got[0], c.file) {
			t.Errorf("%s importing %s gives %q, want one sentence with %q", c.file, c.imported, got, c.says)
		}
	}
}

func TestARightArrowIsFree(t *testing.T) {
	for file, imports := range map[string][]string{
		"bot/turn.go":                {"context", "golang.org/x/time/rate", "network", "osx"},
		"bot/arrows_test.go":         {"os", "os/exec", "pabellon/bot", "pabellon/handlers"},
		"knowledge/load.go":          {"embed", "io/fs", "path/filepath"},
		"handlers/kinds.go":          {"net/mail", "pabellon/bot", "pabellon/knowledge"},
		"store/sqlite.go":            {"os", "database/sql", "pabellon/bot"},
		"store/crash_test.go":        {"pabellon/store", "os/exec"},
		"bot/llm/ask.go":             {"net/http", "pabellon/bot"},
		"bot/cmd/pabellon/office.go": {"os", "net", "pabellon/store", "pabellon/bot/slack"},
	} {
		if got := offences([]source{{file, imports}}); len(got) > 0 {
			t.Errorf("%q", got)
		}
	}
}

func TestParsingSeesImportsWhereverTheyAre(t *testing.T) {
	root := t.TempDir()
	for file, text := range map[string]string{
		"bot/a.go":          "package bot\n\nimport (\n\tn \"net/http\"\n\t_ `os`\n)\n\nvar _ = n.MethodGet\n",
		"bot/a_windows.go":  "//go:build windows\n\npackage bot\n\nimport . \"pabellon/store\"\n",
		"bot/testdata/b.go": "package ignored\n\nimport \"net\"\n",
		".hidden/c.go":      "package ignored\n\nimport \"net\"\n",
		"bot/readme.md":     "import \"net\"\n",
	} {
		file = filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := offences(parse(t, root))
	want := []string{"bot/a.go imports net/http", "bot/a.go imports os", "bot/a_windows.go imports pabellon/store"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %d offences", got, len(want))
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], w) {
			t.Errorf("got %q, want %q", got[i], w)
		}
	}
}
