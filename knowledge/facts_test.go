package knowledge

import (
	"bufio"
	"encoding/json"
	"os"
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

// stated tells whether facts give a figure: the same value and unit, where one of
// them may leave the unit to the words around it, and a date at least as exact.
func stated(f Figure, facts []Figure) bool {
	return slices.ContainsFunc(facts, func(g Figure) bool {
		if f.Unit == unitDate && g.Unit == unitDate {
			return within(int(f.Value), int(g.Value))
		}
		return same(f.Value, g.Value) && (f.Unit == g.Unit || f.Unit == "" || g.Unit == "")
	})
}

// Small numbers in words, as in "two things", count what the article itself says.
func TestEveryFigureOfAnArticleStandsInItsFacts(t *testing.T) {
	facts := dossier(t)
	library, _ := Load(Embedded())
	checked := 0
	for _, a := range library.Articles() {
		var known []Figure
		for _, id := range a.Facts {
			known = append(known, Figures(facts[id])...)
		}
		for _, f := range Figures(a.Body) {
			if strings.ContainsAny(f.Text, "0123456789") {
				if checked++; !stated(f, known) {
					t.Errorf("%s says %s, and none of its facts does", a.File, f.Text)
				}
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d figures were found to check", checked)
	}
}

func TestEveryChangedFigureOfAFactIsCaught(t *testing.T) {
	tried := 0
	for id, text := range dossier(t) {
		lock := NewLock(text)
		if c := lock.Unsupported(text); c != nil {
			t.Errorf("%s does not support itself: %s", id, claims(c))
		}
		for _, f := range Figures(text) {
			for _, instead := range changes(f, english) {
				other := text[:f.At] + instead + text[f.At+len(f.Text):]
				if changed(other, f.At, len(instead), lock) {
					continue
				}
				if tried++; lock.Unsupported(other) == nil {
					t.Errorf("%s: %q instead of %q in %q is not caught", id, instead, f.Text, around(other, f.At, len(instead)))
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d changes were tried", tried)
	}
}
