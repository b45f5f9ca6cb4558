package slacktest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// blocksCase is one of the named invalid cases: the contract says only what is wrong, here is how. The body has § where
// the filling goes; with good of it Slack takes the body, with bad it does not.
type blocksCase struct {
	body      string
	fill      func(n int) string
	good, bad int
	at        string
	words     string // of the problem; none is what the constraint says
}

// blocksNamed is a case as the contract names it.
type blocksNamed struct{ ID, Constraint string }

func blocksInvalid(t *testing.T) []blocksNamed {
	t.Helper()
	var file struct{ Cases []blocksNamed }
	if err := json.Unmarshal(fakes.Contract(t, "slack/fixtures/invalid/manifest.json"), &file); err != nil {
		t.Fatal(err)
	}
	return file.Cases
}

// judge wants nothing said against the good body, and the one thing against the bad one.
func (c blocksCase) judge(t *testing.T, id, constraint string) {
	t.Helper()
	if got := c.problems(c.good); got != nil {
		t.Errorf("%s with %d: %q, want nothing", id, c.good, got)
	}
	words := c.words
	if words == "" {
		words = blocksWords(constraint, c.good, c.bad)
	}
	got := c.problems(c.bad)
	want := "[ERROR] " + words + " [json-pointer:" + c.at + "]"
	if len(got) == 0 || got[0] != want {
		t.Errorf("%s with %d: %.300q, want %q", id, c.bad, got, want)
	}
	for _, one := range got {
		if !strings.Contains(one, words) {
			t.Errorf("%s with %d: also %q", id, c.bad, one)
		}
	}
}

func (c blocksCase) problems(n int) []string {
	body := strings.ReplaceAll(c.body, "§", c.fill(n))
	if kind := blocksType(body); kind == "modal" || kind == "home" {
		return checkView(json.RawMessage(body))
	}
	return checkBlocks(blocksPlace(body), json.RawMessage("["+body+"]"))
}

// blocksWords are what Slack says of a constraint.
func blocksWords(constraint string, good, bad int) string {
	for _, one := range []struct{ end, words string }{
		{"max_length", fmt.Sprintf("must be less than %d characters", bad)},
		{"min_length", fmt.Sprintf("must be more than %d characters", bad)},
		{"max_items", fmt.Sprintf("no more than %d items allowed", good)},
		{"min_items", fmt.Sprintf("must provide at least %d items", good)},
		{"exclusive_min", fmt.Sprintf("must be greater than %d", bad)},
		{"min", fmt.Sprintf("must be greater than %d", good)},
		{"max", fmt.Sprintf("must be less than %d", good)},
	} {
		if strings.HasSuffix(constraint, one.end) {
			return one.words
		}
	}
	return "words for " + constraint
}

// Fillings: characters, addresses, numbers, items of a list, and one thing instead of another.

func fillText(n int) string { return strings.Repeat("x", n) }

func fillURL(n int) string {
	if n == 0 {
		return ""
	}
	return "https://a.mx/" + fillText(n-len("https://a.mx/"))
}

func fillNumber(n int) string { return fmt.Sprint(n) }

func fillItems(item string) func(int) string {
	return func(n int) string { return strings.TrimSuffix(strings.Repeat(item+",", n), ",") }
}

func fillEither(good, bad string) func(int) string {
	return func(n int) string { return []string{good, bad}[n] }
}

// Bodies.

func plainJSON(text string) string { return `{"type":"plain_text","text":"` + text + `"}` }

func buttonJSON(fields string) string {
	return `{"type":"actions","elements":[{"type":"button","text":` + plainJSON("a") + fields + `}]}`
}

func confirmJSON(title, text, confirm, deny string) string {
	return buttonJSON(`,"confirm":{"title":` + plainJSON(title) + `,"text":` + plainJSON(text) + `,"confirm":` +
		plainJSON(confirm) + `,"deny":` + plainJSON(deny) + `}`)
}

func optionJSON(text, value, fields string) string {
	return `{"text":` + plainJSON(text) + `,"value":"` + value + `"` + fields + `}`
}

func elementJSON(kind, fields string) string {
	return `{"type":"actions","elements":[{"type":"` + kind + `",` + fields + `}]}`
}

func inputJSON(label, more, element string) string {
	return `{"type":"input","label":` + plainJSON(label) + more + `,"element":` + element + `}`
}

func feedbackJSON(text, value, fields string) string {
	good := `{"text":` + plainJSON(text) + `,"value":"` + value + `"` + fields + `}`
	return `{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":` + good +
		`,"negative_button":{"text":` + plainJSON("a") + `,"value":"a"}}]}`
}

func videoJSON(alt, title, fields string) string {
	return `{"type":"video","alt_text":"` + alt + `","title":` + plainJSON(title) +
		`,"thumbnail_url":"https://a.mx/a.png","video_url":"https://a.mx/a"` + fields + `}`
}

func modalJSON(title, fields string) string {
	return `{"type":"modal","title":` + plainJSON(title) + `,"blocks":[{"type":"divider"}]` + fields + `}`
}

func dataTableJSON(rows, fields string) string {
	return `{"type":"data_table","caption":"a","rows":[` + rows + `]` + fields + `}`
}

func chartJSON(chart string) string {
	return `{"type":"data_visualization","title":"a","chart":` + chart + `}`
}

func axesJSON(series, categories, labels string) string {
	return chartJSON(`{"type":"bar","series":[` + series + `],"axis_config":{"categories":[` + categories + `]` + labels + `}}`)
}

func seriesJSON(name, data string) string { return `{"name":"` + name + `","data":[` + data + `]}` }

const (
	cellJSON  = `{"type":"raw_text","text":"a"}`
	pointJSON = `{"label":"a","value":1}`
)
