package knowledge

import (
	"fmt"
	"testing"
)

// BenchmarkCosine compares a question with 10,000 rows, the nearest of each of 100 articles.
func BenchmarkCosine(b *testing.B) {
	for _, dims := range []int{256, 512, 1536} {
		m := &Meaning{dims: dims, number: map[string]int32{}}
		for i := range 10_000 {
			v, _ := normal(atRandom(fmt.Sprint(i), dims))
			m.add(meaningRow{id: fmt.Sprint(i % 100)}, v)
		}
		q, _ := normal(atRandom("q", dims))
		b.Run(fmt.Sprint(dims), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.near(q, nil)
			}
		})
	}
}

// BenchmarkSearchMeaning tells the median and the slowest of searches by words and by
// meaning, of questions that were just asked by words ("again") or not.
func BenchmarkSearchMeaning(b *testing.B) {
	l := embedded(b)
	var qs []string
	for _, a := range l.Articles() {
		qs = append(qs, "hola "+a.Title+" nesecito saberlo")
	}
	for _, dims := range []int{256, 1536} {
		m := meaningBy(b, l, dims, lettered)
		var vs [][]float32
		for _, q := range qs {
			vs = append(vs, lettered(q, dims))
		}
		b.Run(fmt.Sprint(dims), func(b *testing.B) {
			clock(b, func(i int) { l.SearchMeaning(qs[i%len(qs)], "", "es", 3, m, vs[i%len(qs)]) })
		})
		b.Run(fmt.Sprint(dims, " again"), func(b *testing.B) {
			clock(b, func(i int) { l.SearchMeaning(qs[0], "", "es", 3, m, vs[0]) })
		})
	}
	b.Run("words", func(b *testing.B) {
		clock(b, func(i int) { l.Search(qs[i%len(qs)], "es", 3) })
	})
}

// BenchmarkNewMeaning takes the vectors of the articles inside the program.
func BenchmarkNewMeaning(b *testing.B) {
	l := embedded(b)
	for _, dims := range []int{256, 1536} {
		all := embeddedBy(l, dims, lettered)
		b.Run(fmt.Sprint(dims), func(b *testing.B) {
			for b.Loop() {
				if _, err := NewMeaning(l, dims, all); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
