package knowledge

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// dossier reads the sourced facts that articles rest on, by id. They are kept beside
// the project and are no part of it.
func dossier(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("../../shared/facts/facts.jsonl")
	if err != nil {
		t.Skip("the dossier of facts is not here:", err)
	}
	defer f.Close()
	facts := map[string]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var fact struct{ ID, ES, EN, Year string }
		if err := json.Unmarshal(lines.Bytes(), &fact); err != nil {
			t.Fatal(err)
		}
		facts[fact.ID] = fact.ES + " " + fact.EN + " " + fact.Year
	}
	if err := lines.Err(); err != nil || len(facts) < 100 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	return facts
}

var figure = regexp.MustCompile(`\d[\d,.]*\d|\d`)

// figures are the numbers in a text, written one way: 1,500 as 1500.
func figures(text string) []string {
	var out []string
	for _, f := range figure.FindAllString(text, -1) {
		f = strings.ReplaceAll(f, ",", "")
		if whole, ok := strings.CutSuffix(f, ".0"); ok {
			f = whole
		}
		out = append(out, f)
	}
	return out
}

func TestArticlesRestOnFactsThatAreThere(t *testing.T) {
	facts := dossier(t)
	library, _ := Load(Embedded())
	for _, a := range library.Articles() {
		for _, id := range a.Facts {
			if facts[id] == "" {
				t.Errorf("%s rests on %s, which the dossier does not have", a.File, id)
			}
		}
	}
}

func TestEveryFigureOfAnArticleStandsInItsFacts(t *testing.T) {
	facts := dossier(t)
	library, _ := Load(Embedded())
	checked := 0
	for _, a := range library.Articles() {
		var known []string
		for _, id := range a.Facts {
			known = append(known, figures(facts[id])...)
		}
		for _, f := range figures(a.Body) {
			checked++
			if !slices.Contains(known, f) {
				t.Errorf("%s says %s, and none of its facts does", a.File, f)
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d figures were found to check", checked)
	}
}
