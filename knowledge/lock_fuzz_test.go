package knowledge

import (
	"math"
	"strings"
	"testing"
	"time"
)

// odd are texts that are hard to read.
func odd() []string {
	return []string{
		"", "1,500 dólares al año", "US$3,000-7,000", "de una a dos semanas", "3 de mayo de 2019", "NOM-006-SCFI-2012 y 32-D",
		"**5 %** en [la guía](https://x.mx/1)", "1.\n2.\n", "1. a\n2. b", "\xff5\xfe", "５００", "½ ⅓ ① ²", "1½", "−5 °C", "A&V, T/T, W/M",
		"EE. UU. U.S.A. S.A. de C.V.", "$", "US$", "$$$5", "5$", "1/2/3/4", "1:2:3", "18:00:00", "+", "++52", "+52 55", "1,,,5", "1.5.5.5",
		"Y e y de La Casa", "-", "- - -", "mil mil mil", "mil millones de millones", "un y medio", "y media", "@", "a@b", "](", "[x](", "www.",
		"Alibaba.com.mx", "Vorial.com", "ALIBABA DICE NO", "x5x5x5", "5x", "m3", "3D", "1st", "31 de", "2019-13-40", "99/99/9999", "'s ’s d'Or's",
		"cláusula", "artículo", "artículos 1, 2 y 3-B", "Incoterms", "No", "a\u0301 n\u0303 5\u0301", "\u200b5\u200b0", "1 000 000 000 000 000",
		"111,111,111,111,111,111", "0000000000000", "twenty-", "treinta y", "dos y media docena", "half a", "uno de cada", "I am one in a million",
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range odd() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, g := range Figures(text) {
			if g.At < last || g.Text == "" || !strings.HasPrefix(text[g.At:], g.Text) {
				t.Errorf("%q stands not at %d after %d of %q", g.Text, g.At, last, text)
			}
			if last = g.At; math.IsNaN(g.Value) || math.IsInf(g.Value, 0) || g.Value < 0 {
				t.Errorf("%q is %v", g.Text, g.Value)
			}
		}
		for _, n := range Names(text) {
			if n.Text == "" || !strings.HasPrefix(text[n.At:], n.Text) {
				t.Errorf("%q stands not at %d of %q", n.Text, n.At, text)
			}
		}
	})
}

func FuzzUnsupported(f *testing.F) {
	for i, s := range odd() {
		f.Add(s, odd()[(i*7+3)%len(odd())])
	}
	f.Fuzz(func(t *testing.T, text, passage string) {
		if c := Unsupported(text, []string{text}); c != nil {
			t.Errorf("%q does not support itself: %s", text, claims(c))
		}
		if c := Unsupported(text, []string{passage, text}); c != nil {
			t.Errorf("with %q, %q does not support itself: %s", passage, text, claims(c))
		}
		last := 0
		for _, c := range Unsupported(text, []string{passage}) {
			if c.At < last || c.Text == "" || !strings.HasPrefix(text[c.At:], c.Text) {
				t.Errorf("%q stands not at %d after %d of %q", c.Text, c.At, last, text)
			}
			last = c.At
		}
	})
}

func TestLongTextsTakeNoLongTime(t *testing.T) {
	for _, s := range append(odd(), "A-", "](", "11,", "ten ", "Ay y ", "A y B de ", "5 a ", "un ", "5*", "unos ", "NOM-1 ", "(", "\n", "1.", "mil ", "US", "1 ") {
		long := strings.Repeat(s, 60_000/max(len(s), 1)+1)
		start := time.Now()
		Unsupported(long[:min(len(long), 60_000)], []string{"nada"})
		NewLock(long)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("60 KB of %q took %v", s, took)
		}
	}
}

// benchAnswer is an answer of 600 characters over an article in both languages.
func benchAnswer(tb testing.TB) (string, []string) {
	for _, a := range answers(tb) {
		if len(a.text) > 520 && len(a.text) < 640 && len(a.passages) == 2 && len(Figures(a.text)) > 3 {
			return a.text, a.passages
		}
	}
	tb.Fatal("no article is that long")
	return "", nil
}

func BenchmarkUnsupported(b *testing.B) {
	text, passages := benchAnswer(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(text) + len(passages[0]) + len(passages[1])))
	for b.Loop() {
		Unsupported(text, passages)
	}
}

func BenchmarkLockUnsupported(b *testing.B) {
	text, passages := benchAnswer(b)
	lock := NewLock(passages...)
	b.ReportAllocs()
	for b.Loop() {
		lock.Unsupported(text)
	}
}
