package knowledge

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestGroupsAreThoseOfTheWordWithItsEdges(t *testing.T) {
	for word, want := range map[string]string{
		"ley": "_le _ley _ley_ ey_ ley ley_",
		"a":   "_a_",
		"":    "",
		"ño":  "_ño _ño_ ño_",
	} {
		var got []string
		groups(word, func(g string) { got = append(got, g) })
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q has %q, want %q", word, got, want)
		}
	}
}

// FuzzGroups: every group is a piece of the word with its edges, of 3 to 5 letters.
func FuzzGroups(f *testing.F) {
	for _, s := range []string{"", "volumetrico", "中国海", "ñ", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, w string) {
		groups(w, func(g string) {
			if n := utf8.RuneCountInString(g); n < gramShortest || n > gramLongest || !strings.Contains("_"+w+"_", g) {
				t.Errorf("%q has the group %q", w, g)
			}
		})
	})
}

func TestLettersFindWhatWordsDoNot(t *testing.T) {
	x := corpus("pago adelantado|los exportadores cobran", "¿Quién vende?|comerciantes", "nada|otra cosa")
	if s := scores(x, "comerciar"); s["b"] <= s["a"] || s["b"] <= s["c"] || s["b"] == 0 {
		t.Errorf("a word of the same family scores %v", s)
	}
}

func TestTheSameFolderGivesTheSameLetters(t *testing.T) {
	a, b := corpus("uno dos|tres cuatro cinco", "seis|siete ocho"), corpus("uno dos|tres cuatro cinco", "seis|siete ocho")
	if a.grams != b.grams || a.grams.len() == 0 {
		t.Fatalf("%d groups, then %d, or others", a.grams.len(), b.grams.len())
	}
}
