package knowledge

import (
	"strings"
	"testing"
)

// words makes a sentence of n runes that ends with a full stop.
func words(n int) string {
	return "P" + strings.Repeat("palabra ", n/8+1)[1:n-1] + "."
}

func TestSplitPutsWholeBlocksFirst(t *testing.T) {
	for name, c := range map[string]struct {
		in    []string
		first int // how many of the blocks are said first
	}{
		"short":                         {[]string{"One.", "Two."}, 2},
		"just fits":                     {[]string{words(299), words(299)}, 2},
		"one too many":                  {[]string{words(299), words(300)}, 1},
		"no gap is filled":              {[]string{words(299), words(400), "Short."}, 1},
		"heading not last":              {[]string{"One.", "## Two", words(600)}, 1},
		"announcement not last":         {[]string{"One.", "These are:", "- " + words(590)}, 1},
		"opening announcement stays":    {[]string{"These are:", "- " + words(600)}, 1},
		"heading before the opening":    {[]string{"# One", "Two.", words(600)}, 2},
		"list whole":                    {[]string{"One.", "- a\n- b"}, 2},
		"marks do not count":            {[]string{"**" + words(297) + "** [a](https://example.com/" + strings.Repeat("x", 300) + ")", words(299)}, 2},
		"a first block of full size":    {[]string{words(600), "Two."}, 1},
		"letters count, not bytes":      {[]string{strings.Repeat("ñ", 598), "Two."}, 1},
		"accents fit as much as others": {[]string{strings.Repeat("ñ", 500), strings.Repeat("é", 98)}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			blocks := render(strings.Join(c.in, "\n\n"))
			short, rest := split(blocks)
			if want := join(blocks[:c.first]); short != want {
				t.Errorf("Short is %.80q…, want %.80q…", short, want)
			}
			if want := join(blocks[c.first:]); rest != want {
				t.Errorf("Rest is %.80q…, want %.80q…", rest, want)
			}
		})
	}
}

func TestALongOpeningIsCutAfterASentence(t *testing.T) {
	for name, c := range map[string]struct{ in, ends, begins string }{
		"sentence":        {words(400) + " Segunda **frase** de EE. UU. y más. " + words(400), "más.", "Palabra"},
		"no abbreviation": {words(400) + " Va a EE. UU. Con " + words(400), "palabra.", "Va a EE."},
		"lower case":      {words(400) + " Son aprox. cinco. " + words(400), "cinco.", "Palabra"},
		"question":        {words(400) + " ¿Y luego? Sigue " + words(400), "¿Y luego?", "Sigue"},
		"word":            {strings.Repeat("palabra ", 90) + ".", "palabra", "palabra"},
		"nowhere":         {strings.Repeat("x", 700), "xxx", "xxx"},
		"item":            {"- " + words(400) + "\n- " + words(400), "palabra.", "• Palabra"},
		"heading first":   {"# T\n\n" + words(400) + " Otra frase. " + words(400), "Otra frase.", "Palabra"},
	} {
		t.Run(name, func(t *testing.T) {
			short, rest := split(render(c.in + "\n\nÚltimo."))
			if !strings.HasSuffix(short, c.ends) || !strings.HasPrefix(rest, c.begins) || !strings.HasSuffix(rest, "\n\nÚltimo.") {
				t.Errorf("Short ends %q, Rest begins %.40q", short[max(0, len(short)-40):], rest)
			}
			if n := len([]rune(unmark(short))); n > ShortLimit {
				t.Errorf("Short has %d runes", n)
			}
		})
	}
}

func TestABoldWordThatIsCutStaysBoldOnBothSides(t *testing.T) {
	short, rest := split(render("**" + words(400) + " Otra. " + words(400) + "**"))
	if !strings.HasSuffix(short, "Otra.**") || !strings.HasPrefix(rest, "**Palabra") {
		t.Errorf("Short ends %q, Rest begins %.20q", short[len(short)-20:], rest)
	}
}

func TestSplitLosesNothing(t *testing.T) {
	l := embedded(t)
	for i := range l.pages {
		p := &l.pages[i]
		whole := join(render(p.Body))
		if got := strings.TrimSpace(p.Short + "\n\n" + p.Rest); got != whole {
			t.Errorf("%s: Short and Rest together are not the answer:\n%s", p.File, got)
		}
	}
}

func TestSentencesEndWherePeopleEndThem(t *testing.T) {
	for _, c := range []struct{ text, head string }{
		{"Uno. Dos. Tres cuatro cinco seis", "Uno. Dos."},
		{"Vale 1,500.50 dólares. Luego sube", "Vale 1,500.50 dólares."},
		{"¿Qué es? Esto es otra cosa más", "¿Qué es?"},
		{"¡Sí! «Claro» dijo ella a todos", "¡Sí!"},
		{"En 2018. En 2019 subió bastante", "En 2018."},
		{"Llegó a EE. UU. Texas y más allá", "Llegó a EE. UU. Texas y más"}, // no sentence: a word
		{"Dijo algo así: «Va. Fin.» Después", "Dijo algo así: «Va. Fin.»"},  // no sentence either
		{"Primero esto\nDespués lo otro y más", "Primero esto"},
		{"sinespaciosentodalafraselarga", "sinespaciosentodalafraselarg"},
		{"Corto.", "Corto."},
	} {
		limit := 28
		r := []rune(c.text)
		if got := strings.TrimSpace(string(r[:sentenceEnd(r, limit)])); got != c.head {
			t.Errorf("%q is cut after %q, want %q", c.text, got, c.head)
		}
	}
}
