package knowledge

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFoldMakesEqualWhatPeopleCallTheSame(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"hola":               "hola",
		"CUÁNTO":             "cuanto",
		"Año Ñandú pingüino": "ano nandu pinguino",
		"cafe\u0301":         "cafe", // accent as a letter of its own
		"ＲＦＣ１２":              "rfc12",
		"ﬁscal":              "fiscal",
		"sí\xff\xfe":         "si",
		"¿Qué?":              "¿que?",
		"中国":                 "中国",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWordsAreRunsOfLettersAndDigits(t *testing.T) {
	for in, want := range map[string][]string{
		"¿Cuánto pesa 1,5 kg?":           {"cuanto", "pesa", "1", "5", "kg"},
		"ana@cafesol.mx":                 {"ana", "cafesol", "mx"},
		"A&V":                            {"a", "v"},
		"  \t\n ¡¡!! 😀 ":                 nil,
		"PAB-0042":                       {"pab", "0042"},
		"e.firma, 32-D y Buzón":          {"e", "firma", "32", "d", "y", "buzon"},
		"nul\x00and\x07bell\u200bhidden": {"nul", "and", "bell", "hidden"},
	} {
		if got := Words(in); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQueryWordsAreSpelledOut(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"es", "q es FOB", "que es fob"},
		{"es", "xq tmb kiero eso", "por que tambien quiero eso"},
		{"es", "ke d cosas x avion", "que de cosas por avion"},
		{"es", "pa q quieren mi rfc", "para que quieren mi rfc"},
		{"es", "que q que", "que"}, // each once
		{"en", "r u open pls", "are you open please"},
		{"en", "x and q stay", "x and q stay"}, // those are Spanish habits
	} {
		if got := strings.Join(queryWords(c.in, c.lang), " "); got != c.want {
			t.Errorf("queryWords(%q, %s) = %q, want %q", c.in, c.lang, got, c.want)
		}
	}
}

func TestQueryWordsStopAtALimit(t *testing.T) {
	var sb strings.Builder
	for i := range 500 {
		sb.WriteString(strings.Repeat("a", i%50+1) + strings.Repeat("b", i/50) + " ")
	}
	if n := len(queryWords(sb.String(), spanish)); n != maxQueryWords {
		t.Errorf("%d words, want %d", n, maxQueryWords)
	}
	pasted := strings.Repeat("membresía ", 20_000) + "final"
	if got := queryWords(pasted, spanish); slices.Contains(got, "final") || got[0] != "membresia" {
		t.Errorf("a pasted text gave %q; its end should not be read", got)
	}
}

func TestStemJoinsFormsOfOneWord(t *testing.T) {
	for _, forms := range []struct {
		lang  string
		words []string
	}{
		{"es", []string{"costo", "costos", "costa"}},
		{"es", []string{"exporto", "exportar", "exportan", "exporta", "exportas"}},
		{"es", []string{"cobran", "cobro", "cobrar", "cobra"}},
		{"es", []string{"vender", "venden", "vendo", "vende"}},
		{"es", []string{"requisito", "requisitos"}},
		{"es", []string{"envio", "envios", "envia"}},
		{"es", []string{"veces", "vez"}},
		{"es", []string{"verificacion", "verificaciones"}},
		{"en", []string{"paper", "papers"}},
		{"en", []string{"ship", "shipping", "shipped", "ships"}},
		{"en", []string{"company", "companies"}},
		{"en", []string{"exporting", "export", "exports"}},
	} {
		for _, w := range forms.words[1:] {
			if a, b := stem(forms.words[0], forms.lang), stem(w, forms.lang); a != b {
				t.Errorf("stem: %s → %s, but %s → %s", forms.words[0], a, w, b)
			}
		}
	}
}

func TestStemKeepsApartWhatDiffers(t *testing.T) {
	for _, pair := range [][2]string{{"carta", "carga"}, {"peso", "pesca"}, {"seguro", "segundo"}, {"mar", "marca"}, {"fob", "fo"}, {"cif", "cip"}} {
		if a, b := stem(pair[0], spanish), stem(pair[1], spanish); a == b {
			t.Errorf("%s and %s both became %s", pair[0], pair[1], a)
		}
	}
}

func TestWhatIsSpelledOutStaysSpelledOut(t *testing.T) {
	typed := strings.Fields("q k ke qe xq pq xk pk porq porke xke tmb tb tbn tmbn tambn x d pa kiero bn ps pos toy cuant cto kuanto dnd dond u r ur pls plz thx hola")
	for _, lang := range []string{spanish, english} {
		for _, w := range typed {
			once := queryWords(w, lang)
			if twice := queryWords(strings.Join(once, " "), lang); len(once) == 0 || !slices.Equal(once, twice) {
				t.Errorf("%q (%s) becomes %q, then %q", w, lang, once, twice)
			}
		}
	}
}

func TestStemsAreStableAndNeverEmpty(t *testing.T) {
	l := embedded(t)
	for _, a := range l.Articles() {
		for _, w := range Words(a.Title + " " + a.Body) {
			if s := stem(w, a.Lang); s == "" || s != stem(w, a.Lang) {
				t.Errorf("the stem of %q is %q", w, s)
			}
		}
	}
}

// FuzzFold holds Fold to what it promises.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Ñandú", "cafe\u0301", "\xff", "ẞ ſ K Å İ", "ﷺ", "Σς", "½ ™ ①"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, once)
		}
		if twice := Fold(once); twice != once {
			t.Errorf("folding %q twice changes %q to %q", s, once, twice)
		}
		for _, w := range Words(s) {
			if len(Words(w)) != 1 {
				t.Errorf("the word %q of %q is not one word", w, s)
			}
		}
	})
}

// FuzzFoldLatin: the short way gives what the long one does.
func FuzzFoldLatin(f *testing.F) {
	for _, s := range []string{"¿Cuánto cuesta la MEMBRESÍA?", "ñÑ½ªºŐŒİĸſ", "a\u0301", "\xffá", "Ǆ", "é\u0323\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if short, ok := foldLatin(s); ok && short != foldAny(s) {
			t.Errorf("%q folds to %q, not %q", s, short, foldAny(s))
		}
	})
}

func TestEachLatinLetterFoldsTheSameBesideAnyOther(t *testing.T) {
	for a := rune(0x20); a <= lastLatin; a++ {
		for b := rune(0x80); b <= lastLatin; b++ {
			s := string(a) + string(b)
			if short, ok := foldLatin(s); !ok || short != foldAny(s) {
				t.Fatalf("%q folds to %q, not %q", s, short, foldAny(s))
			}
		}
	}
}
