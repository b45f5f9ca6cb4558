package knowledge

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// field is a library with enough questions to learn from, and vectors that know exactly
// which article each is of: of each article an axis.
func field(t *testing.T, more map[string]string) (*Library, *Meaning, map[string][]float32) {
	t.Helper()
	files := map[string]string{ThresholdsFile: "answer: 0.45\nnear: 0.3\nknown: 0\n"}
	for i, w := range []string{"limón", "agave", "nopal", "cacao", "maguey", "vainilla"} {
		var questions []string
		for _, f := range []string{"cuánto cuesta el %s", "dónde crece el %s", "quién compra %s", "qué color tiene el %s", "cómo guardo el %s", "el %s se pudre"} {
			questions = append(questions, fmt.Sprintf("%q", fmt.Sprintf(f, w)))
		}
		files[fmt.Sprintf("es/%d.md", i)] = fmt.Sprintf("---\nid: a%d\nlang: es\ntitle: ¿Qué es el %s?\nquestions: [%s]\n---\nEs %s.\n", i, w, strings.Join(questions, ", "), w)
	}
	for name, text := range more {
		files[name] = text
	}
	l := load(t, files)
	axes, vectors := map[string][]float32{}, map[string][]float32{}
	for i := range 6 {
		axes[fmt.Sprint("a", i)] = make([]float32, 8)
		axes[fmt.Sprint("a", i)][i] = 1
	}
	axes[""] = []float32{0, 0, 0, 0, 0, 0, 1, 0}
	for _, x := range l.Texts() {
		v := slices.Clone(axes[x.Article])
		v[7] = diced(x.Text).Float32() / 2
		vectors[x.Hash] = v
	}
	m, err := NewMeaning(l, 8, vectors)
	if err != nil || m.Trust() != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	return l, m, axes
}

func TestAnArticleThatIsNearInMeaningComesFirstAndIsAnswered(t *testing.T) {
	l, m, axes := field(t, nil)
	const query = "cuanto cuesta agavacea de jalisco"
	if r := l.Search(query, "es", 3); r.Outcome == Answer {
		t.Fatalf("words alone answer it: %+v", r)
	}
	if r := l.SearchMeaning(query, "", "es", 3, m, axes["a1"]); r.Outcome != Answer || r.Hits[0].ID != "a1" || r.Sure < l.Thresholds().Answer {
		t.Errorf("%v %+v", r.Outcome, r)
	}
	// Between two articles it is asked back.
	between := slices.Clone(axes["a1"])
	between[4] = 1
	if r := l.SearchMeaning(query, "", "es", 3, m, between); r.Outcome == Answer {
		t.Errorf("between two: %+v", r)
	}
	stopped := l.Without("a1")
	if r := stopped.SearchMeaning(query, "", "es", 3, m, axes["a1"]); r.Outcome == Answer || slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.ID == "a1" }) {
		t.Errorf("a stopped article: %v %+v", r.Outcome, r)
	}
}

func TestAnArticleWithoutAWordOfTheQuestionIsOfferedAndNotAnswered(t *testing.T) {
	l, m, axes := field(t, nil)
	const query = "zzyx wqqk brrt"
	if r := l.Search(query, "es", 3); len(r.Hits) > 0 || r.Known > 0 {
		t.Fatalf("words find %+v", r)
	}
	r := l.SearchMeaning(query, "", "es", 3, m, axes["a5"])
	if r.Outcome != Near || len(r.Hits) != 1 || r.Hits[0].ID != "a5" || r.Hits[0].Title != "¿Qué es el vainilla?" || r.Hits[0].Line == "" || r.Known < 0.9 {
		t.Errorf("%v %+v", r.Outcome, r)
	}
	if r := l.SearchMeaning(query, "", "es", 3, m, []float32{0, 0, 0, 0, 0, 0, 0, 1}); r.Outcome != Unknown {
		t.Errorf("near nothing: %v %+v", r.Outcome, r)
	}
}

func TestNoVectorLiftsWhatIsAGap(t *testing.T) {
	var gaps strings.Builder
	gaps.WriteString("es:\n  - ¿Cuánto sale esa planta agavácea del tequila?\n")
	for i := range 40 {
		fmt.Fprintf(&gaps, "  - ¿Pregunta sin respuesta número %d?\n", i)
	}
	l, m, axes := field(t, map[string]string{GapsFile: gaps.String()})
	for _, query := range []string{"cuanto sale esa planta agavacea del tequila", "en cuanto sale la planta agavacea para tequila"} {
		if r := l.SearchMeaning(query, "", "es", 3, m, axes["a1"]); r.Outcome == Answer || r.Gap.Text == "" {
			t.Errorf("%q: %v %+v", query, r.Outcome, r)
		}
	}
	// By vectors alone: as near to a gap as to the article.
	const query = "quiero unos agaves para una fiesta grande"
	if r := l.SearchMeaning(query, "", "es", 3, m, axes["a1"]); r.Outcome != Answer {
		t.Fatalf("far from the gaps: %v %+v", r.Outcome, r)
	}
	both := slices.Clone(axes["a1"])
	both[6] = 1
	if r := l.SearchMeaning(query, "", "es", 3, m, both); r.Outcome == Answer {
		t.Errorf("near a gap: %v %+v", r.Outcome, r)
	}
}

func TestVectorsOfAnotherLibraryFindNothingThatIsNotThere(t *testing.T) {
	l, m, axes := field(t, nil)
	l2 := zoo(t)
	r := l2.SearchMeaning("zzyx", "", "es", 3, m, axes["a1"])
	if len(r.Hits) != 0 || r.Outcome != Unknown {
		t.Errorf("%+v", r)
	}
	if m.Len() != len(l.Texts()) {
		t.Errorf("%d rows", m.Len())
	}
}

func TestAFewQuestionsAreNotEnoughToTrustVectors(t *testing.T) {
	if m := meaningBy(t, zoo(t), 64, lettered); m.Trust() != 0 {
		t.Errorf("%+v", m.bearings)
	}
	one := load(t, map[string]string{"es/a.md": file("a", "es", "¿Qué es?", "Algo.")})
	for _, dims := range []int{1, 64} {
		m := meaningBy(t, one, dims, lettered)
		if r := one.SearchMeaning("¿Qué es?", "", "es", 3, m, lettered("¿Qué es?", dims)); m.Trust() != 0 || r.Outcome != Answer {
			t.Errorf("%+v %+v", m.bearings, r)
		}
	}
}

func TestMeaningMayBeAskedByManyAtOnce(t *testing.T) {
	l, m, axes := field(t, nil)
	want := l.SearchMeaning("el agave", "", "es", 3, m, axes["a1"])
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 50 {
				id := fmt.Sprint("a", i%6)
				l.SearchMeaning(fmt.Sprint("planta ", i), "", "es", 3, m, axes[id])
				if got := l.SearchMeaning("el agave", "", "es", 3, m, axes["a1"]); !reflect.DeepEqual(got, want) {
					t.Errorf("%+v, want %+v", got, want)
				}
			}
		})
	}
	all.Wait()
}
