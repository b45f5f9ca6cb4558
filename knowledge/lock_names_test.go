package knowledge

import (
	"strings"
	"testing"
)

func TestEveryChangedNameOfAnArticleIsCaught(t *testing.T) {
	all := answers(t)
	var pool []string
	for _, a := range all {
		for _, n := range Names(a.text) {
			pool = append(pool, n.Text)
		}
	}
	names, tried := 0, 0
	for k, a := range all {
		folded := " " + strings.Join(Words(strings.Join(a.passages, " ")), " ") + " "
		for i, n := range Names(a.text) {
			names++
			for _, instead := range []string{"Zambrano Vorial", "ZQXW", "ProVorial", pool[(k*31+i*7)%len(pool)]} {
				text := a.text[:n.At] + instead + a.text[n.At+len(n.Text):]
				if known(instead, folded) || !isNameThere(text, instead, n.At) {
					continue
				}
				tried++
				if a.lock.Unsupported(text) == nil {
					t.Errorf("%s: %q instead of %q in %q is not caught", a.file, instead, n.Text, around(text, n.At, len(instead)))
				}
			}
		}
	}
	t.Logf("%d names, %d changes", names, tried)
	if names < 100 || tried < 2*names {
		t.Errorf("only %d changes of %d names were tried", tried, names)
	}
}

// isNameThere tells whether what stands at a place counts as a name: a single
// capitalised word does not where a sentence begins.
func isNameThere(text, name string, at int) bool {
	for _, n := range Names(text) {
		if n.At <= at && at+len(name) <= n.At+len(n.Text) {
			return true
		}
	}
	return false
}

// known tells whether a name is one that the table of translations has, or a row of
// words that all stand in the article.
func known(name, folded string) bool {
	words := Words(name)
	for _, w := range words {
		if !strings.Contains(folded, " "+w+" ") {
			return sameNames(strings.Join(words, " ")) != nil
		}
	}
	return true
}
