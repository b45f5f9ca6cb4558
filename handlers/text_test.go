package handlers

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCleanMakesTextSafeToRead(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"hola":                   "hola",
		"  hola   a \t todos  ":  "hola a todos",
		"a\n\n\n b\r\nc\n":       "a\nb\nc",
		"\xff\xfehola\x00\x07":   "hola",
		"ho\u200bla\u202e\ufeff": "hola",
		"a\u00a0b\u2003c":        "a b c",
		"👩\u200d🌾 ok":            "👩\u200d🌾 ok",
		" \n ":                   "",
		"¿Cuánto?\x1b[31m":       "¿Cuánto?[31m",
	} {
		got := clean(in)
		if got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
		if again := clean(got); again != got {
			t.Errorf("clean(%q) = %q, it was clean", got, again)
		}
	}
}

func TestShortCutsAtAWordAndMarksTheCut(t *testing.T) {
	tests := []struct {
		text string
		n    int
		want string
	}{
		{"café", 4, "café"},
		{"café sol", 8, "café sol"},
		{"café sol de coatepec", 12, "café sol…"},
		{"café sol, de coatepec", 11, "café sol…"},
		{"ñañañaña", 5, "ñaña…"},
		{"a bcdefghij", 8, "a bcdef…"},
		{"", 5, ""},
	}
	for _, tt := range tests {
		got := short(tt.text, tt.n)
		if got != tt.want || utf8.RuneCountInString(got) > tt.n {
			t.Errorf("short(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
	for n := 1; n < 40; n++ {
		if got := short(strings.Repeat("ñu 👋 ", 20), n); utf8.RuneCountInString(got) > n || !utf8.ValidString(got) || !strings.HasSuffix(got, "…") {
			t.Errorf("short(…, %d) = %q", n, got)
		}
	}
}

func TestTitleWritesNamesAsNamesAreWritten(t *testing.T) {
	for in, want := range map[string]string{
		"":                              "",
		"ana lópez":                     "Ana López",
		"ANA LÓPEZ":                     "Ana López",
		"maría de la luz":               "María de la Luz",
		"LA ABUELA":                     "La Abuela",
		"de la rosa":                    "De la Rosa",
		"óscar ñúñez":                   "Óscar Ñúñez",
		"GrupoMX y compañía":            "GrupoMX y Compañía",
		"mezcales del sur sa de cv":     "Mezcales del Sur SA de CV",
		"mezcales del sur s.a. de c.v.": "Mezcales del Sur S.A. de C.V.",
		"hilos s. de r.l.":              "Hilos S. de R.L.",
		"café   sol":                    "Café Sol",
		"McAllen shop":                  "McAllen Shop",
		"7 mares":                       "7 Mares",
	} {
		if got := title(in); got != want {
			t.Errorf("title(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentenceGivesTheFirstLetterItsCapitalOnly(t *testing.T) {
	for in, want := range map[string]string{"": "", "ñandú DOS": "Ñandú DOS", "Ya": "Ya", "500 kg": "500 kg", "¿qué": "¿qué"} {
		if got := sentence(in); got != want {
			t.Errorf("sentence(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLowerQuestionFollowsASentence(t *testing.T) {
	for in, want := range map[string]string{"¿Cuál es?": "¿cuál es?", "¿Él?": "¿él?", "Which one?": "Which one?", "": "", "¿": "¿"} {
		if got := lowerQuestion(in); got != want {
			t.Errorf("lowerQuestion(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "hola", " a\n b ", "\xff", "👩\u200d🌾", "\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if !utf8.ValidString(got) || clean(got) != got || strings.Contains(got, "  ") || strings.Contains(got, "\n\n") {
			t.Errorf("clean(%q) = %q, then %q", s, got, clean(got))
		}
		if n := utf8.RuneCountInString(short(got, 10)); n > 10 {
			t.Errorf("short(%q, 10) has %d characters", got, n)
		}
	})
}
