package knowledge

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
)

// invented is a folder of n articles of the usual size, in invented words that
// are as unevenly common as real ones.
func invented(n int) fstest.MapFS {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 5, 5000)
	text := func(n int) string {
		var sb strings.Builder
		for range n {
			w := zipf.Uint64()
			fmt.Fprintf(&sb, "%c%c%c%c ", 'a'+rune(w%19), 'a'+rune(w/19%17), "aeiou"[w/323%5], 'a'+rune(w/1615%20))
		}
		return sb.String()
	}
	files := map[string]string{}
	for i := range n {
		var questions strings.Builder
		for range 10 {
			fmt.Fprintf(&questions, "  - %s\n", text(8))
		}
		files[fmt.Sprintf("es/%d.md", i)] = fmt.Sprintf("---\nid: a-%d\nlang: es\ntitle: %s\nquestions:\n%s---\n%s\n\n- %s\n- %s\n",
			i, text(6), questions.String(), text(40), text(100), text(100))
	}
	return folder(files)
}

func BenchmarkLoad(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		for b.Loop() {
			Load(Embedded())
		}
	})
	b.Run("240", func(b *testing.B) {
		files := invented(240)
		for b.Loop() {
			Load(files)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		l, qs := embedded(b), questions(b)
		for i := 0; b.Loop(); i++ {
			q := qs[i%len(qs)]
			l.Search(q.Q, q.Lang, 3)
		}
	})
	b.Run("240", func(b *testing.B) {
		files := invented(240)
		l, _ := Load(files)
		titles := l.Articles()
		for i := 0; b.Loop(); i++ {
			l.Search(titles[i%len(titles)].Title+" zz yy", "es", 3)
		}
	})
	b.Run("pasted 100 KB", func(b *testing.B) {
		l, q := embedded(b), strings.Repeat("cuánto cuesta la membresía ", 4000)
		for b.Loop() {
			l.Search(q, "es", 3)
		}
	})
}
