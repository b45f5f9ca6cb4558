package knowledge

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// writer makes texts of invented words that are as unevenly common as real ones, and
// as long.
type writer struct {
	r    *rand.Rand
	zipf *rand.Zipf
}

func newWriter() writer {
	r := rand.New(rand.NewPCG(1, 2))
	return writer{r, rand.NewZipf(r, 1.1, 5, 40_000)}
}

// word is of one to five syllables, the common ones short.
func (w writer) word() string {
	n := w.zipf.Uint64()
	var sb strings.Builder
	for rest := n; ; rest /= 60 {
		sb.WriteByte("bcdfglmnprstv"[rest%13])
		sb.WriteByte("aeiou"[rest/13%5])
		if rest%3 == 0 {
			sb.WriteByte("nrsl"[rest/7%4])
		}
		if rest < 60 {
			return sb.String()
		}
	}
}

func (w writer) text(words int) string {
	var sb strings.Builder
	for i := range words {
		sb.WriteString(w.word())
		if i%14 == 13 {
			sb.WriteString(". A")
		}
		sb.WriteByte(' ')
	}
	return strings.TrimSpace(sb.String())
}

// invented is a folder of n articles of the usual size: a title, eight questions and
// 130 words.
func (w writer) invented(n int) fstest.MapFS {
	files := map[string]string{}
	for i := range n {
		var questions strings.Builder
		for range 8 {
			fmt.Fprintf(&questions, "  - %s\n", w.text(8))
		}
		files[fmt.Sprintf("es/%d.md", i)] = fmt.Sprintf("---\nid: a-%d\nlang: es\ntitle: %s\nquestions:\n%s---\n%s\n\n- %s\n- %s\n",
			i, w.text(6), questions.String(), w.text(30), w.text(50), w.text(50))
	}
	return folder(files)
}

// asked are questions as people ask them: words of a title, some with a slip, and
// some of their own.
func (w writer) asked(l *Library, n int) []string {
	articles := l.Articles()
	var out []string
	for range n {
		words := strings.Fields(articles[w.r.IntN(len(articles))].Title)
		slip := []byte(words[w.r.IntN(len(words))] + w.word())
		i := w.r.IntN(len(slip) - 1)
		slip[i], slip[i+1] = slip[i+1], slip[i]
		out = append(out, strings.Join(append(words, string(slip), "hola", w.text(2)), " "))
	}
	return out
}

// BenchmarkIndex tells how long a folder takes to be read and indexed, and what the
// library holds in memory. Both grow with the number of articles: reading is most of
// the time.
func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		files := newWriter().invented(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var l *Library
			before := held()
			for b.Loop() {
				l, _ = Load(files)
			}
			b.ReportMetric(float64(held()-before)/(1<<20), "MB-held")
			start := time.Now()
			newIndex(spanish, l.pages)
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-index-alone")
		})
	}
	b.Run("embedded", func(b *testing.B) {
		before := held()
		var l *Library
		for b.Loop() {
			l, _ = loadWhole(Embedded())
		}
		b.ReportMetric(float64(held()-before)/(1<<20), "MB-held")
		runtime.KeepAlive(l)
	})
}

// held is the memory in use after a collection.
func held() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkSearch tells the median and the slowest of a hundred searches. The time
// grows with the number of articles that share a word with the question, so with the
// folder.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		w := newWriter()
		l, _ := Load(w.invented(n))
		qs := w.asked(l, 500)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			clock(b, func(i int) { l.Search(qs[i%len(qs)], "es", 3) })
		})
	}
	b.Run("embedded", func(b *testing.B) {
		l := embedded(b)
		var qs []string
		for _, a := range l.Articles() {
			qs = append(append(qs, a.Questions...), "hola "+a.Title+" nesecito saberlo")
		}
		clock(b, func(i int) { l.SearchAbout(qs[i%len(qs)], "seguro-carga", "es", 3) })
	})
	b.Run("pasted 100 KB", func(b *testing.B) {
		l, q := embedded(b), strings.Repeat("cuánto cuesta la membresía ", 4000)
		clock(b, func(int) { l.Search(q, "es", 3) })
	})
}

// clock reports the median and the 99th percentile of what it runs.
func clock(b *testing.B, run func(i int)) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		run(i)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}
