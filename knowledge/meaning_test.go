package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestEveryTitleAndQuestionIsEmbeddedAlone(t *testing.T) {
	l := load(t, roads(map[string]string{
		AskedFile: "es:\n  tequila:\n    - ¿Dejan vender destilados?\n",
		GapsFile:  "es:\n  - ¿Hay tren a China?\nen:\n  - Is there a train?\n",
	}))
	var got []string
	for _, x := range l.Texts() {
		sum := sha256.Sum256([]byte(x.Text))
		if x.Hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%q has the hash %s", x.Text, x.Hash)
		}
		got = append(got, x.Article+" "+x.Lang+" "+strings.ReplaceAll(x.Text, "\n", "|"))
	}
	for _, want := range []string{"tequila es ¿Puedo vender mezcal y tequila?|Sí.", "tequila es ¿Puedo vender mezcal y tequila?", "tequila es ¿Dejan vender destilados?"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if n := len(got); got[n-2] != " es ¿Hay tren a China?" || got[n-1] != " en Is there a train?" {
		t.Errorf("the gaps do not come last: %q", got)
	}
}

func TestTheTextsOfAPreparedLibraryAreThoseOfItsFiles(t *testing.T) {
	read, _ := loadWhole(Embedded())
	texts := embedded(t).Texts()
	if !slices.Equal(texts, read.Texts()) {
		t.Error("they differ")
	}
	for _, x := range texts {
		if strings.TrimSpace(x.Text) == "" || strings.Contains(x.Text, "**") || len([]rune(x.Text)) > ShortLimit+200 {
			t.Errorf("%s (%s) has the text %q", x.Article, x.Lang, x.Text)
		}
	}
	t.Logf("%d texts", len(texts))
}

func TestWhatIsEmbeddedHasNoMarks(t *testing.T) {
	for _, a := range embedded(t).Articles() {
		for _, text := range []string{a.Short, a.Rest} {
			if got, want := spoken(text), unmark(text); got != want {
				t.Errorf("%s: %q, want %q", a.File, got, want)
			}
		}
	}
	for marks, want := range map[string]string{
		"**a** b": "a b", `2 \* 3 \[x\] (y)`: "2 * 3 [x] (y)", "[a b](https://x.mx/c) d": "a b d", `a\\b`: `a\b`, "`x-y`": "x-y", "é ñ 中": "é ñ 中",
		`a\`: `a\`, "[a": "a", "a]": "a", "": "",
	} {
		if got := spoken(marks); got != want {
			t.Errorf("%q: %q, want %q", marks, got, want)
		}
	}
}

func TestVectorsOfAnotherLengthAreRefusedAndMissingOnesCounted(t *testing.T) {
	l := zoo(t)
	all := embeddedBy(l, 16, lettered)
	for _, dims := range []int{-1, 0, 8, 17} {
		if m, err := NewMeaning(l, dims, all); err == nil || m != nil {
			t.Errorf("%d dimensions: %v", dims, err)
		}
	}
	if m, err := NewMeaning(l, 16, nil); err != nil || m.Len() != 0 || m.Missing() != len(l.Texts()) || m.Trust() != 0 || m.Dims() != 16 {
		t.Errorf("without vectors: %+v, %v", m, err)
	}
	texts := l.Texts()
	nan, huge := make([]float32, 16), slices.Repeat([]float32{math.MaxFloat32}, 16)
	nan[3] = float32(math.NaN())
	all[texts[0].Hash], all[texts[1].Hash], all[texts[2].Hash] = make([]float32, 16), nan, huge
	delete(all, texts[3].Hash)
	without := 0
	for _, x := range texts {
		if slices.Contains([]string{texts[0].Hash, texts[1].Hash, texts[3].Hash}, x.Hash) {
			without++
		}
	}
	m, err := NewMeaning(l, 16, all)
	if err != nil || m.Missing() != without || m.Len() != len(texts)-without {
		t.Fatalf("%d missing of %d, want %d, %v", m.Missing(), len(texts), without, err)
	}
	for i := range m.rows {
		if length := dot(m.row(i), m.row(i)); math.Abs(float64(length)-1) > 1e-5 {
			t.Errorf("row %d has the length %v", i, length)
		}
	}
}

func TestTheCosineIsThatOfTheBook(t *testing.T) {
	r := diced("cosine")
	for _, n := range []int{1, 2, 3, 4, 5, 7, 8, 256, 1537} {
		a, b, want := make([]float32, n), make([]float32, n), 0.0
		for i := range a {
			a[i], b[i] = r.Float32()-.5, r.Float32()-.5
			want += float64(a[i]) * float64(b[i])
		}
		if got := float64(dot(a, b)); math.Abs(got-want) > 1e-4 {
			t.Errorf("of %d numbers: %v, want %v", n, got, want)
		}
	}
}

func TestWithoutVectorsTheResultIsThatOfWords(t *testing.T) {
	l := embedded(t)
	const dims = 32
	m := meaningBy(t, l, dims, lettered)
	random := meaningBy(t, zoo(t), dims, atRandom)
	if m.Trust() == 0 || random.Trust() != 0 {
		t.Fatalf("trust %v and %v", m.Trust(), random.Trust())
	}
	nan := slices.Repeat([]float32{float32(math.NaN())}, dims)
	for _, query := range []string{"¿Cuánto cuesta la membresía?", "precio", "how long does shipping take", "y por avion", "quien gano el mundial", ""} {
		for _, topic := range []string{"", "seguro-carga", "no-such"} {
			want := l.SearchAbout(query, topic, "es", 5)
			for name, got := range map[string]Result{
				"no vectors":      l.SearchMeaning(query, topic, "es", 5, nil, lettered(query, dims)),
				"no question's":   l.SearchMeaning(query, topic, "es", 5, m, nil),
				"another length":  l.SearchMeaning(query, topic, "es", 5, m, lettered(query, dims+1)),
				"no direction":    l.SearchMeaning(query, topic, "es", 5, m, make([]float32, dims)),
				"no number":       l.SearchMeaning(query, topic, "es", 5, m, nan),
				"not trustworthy": l.SearchMeaning(query, topic, "es", 5, random, lettered(query, dims)),
			} {
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s, %q about %q:\n%+v\nwant\n%+v", name, query, topic, got, want)
				}
			}
		}
	}
	follow := "y por avion"
	if want := l.SearchAbout(follow, "costo-envio", "es", 5); !reflect.DeepEqual(want, l.SearchMeaning(follow, "costo-envio", "es", 5, m, lettered(follow, dims))) {
		t.Error("what leans on a topic goes by its vector")
	}
}

func TestHitsByMeaningComeInOrderAndTheirPartsAddUp(t *testing.T) {
	l := embedded(t)
	const dims = 32
	m := meaningBy(t, l, dims, lettered)
	meant := 0
	for _, a := range l.Articles() {
		q := "hola, una duda: " + a.Title
		for _, of := range []string{q, a.Title, "qqqq " + a.ID} {
			r := l.SearchMeaning(of, "", a.Lang, 10, m, lettered(a.Title, dims))
			seen := map[string]bool{}
			for i, h := range r.Hits {
				sum := 0.0
				for _, p := range h.Parts {
					sum += p.Score
					if p.Name == "meaning" {
						meant++
					}
				}
				if math.Abs(sum-h.Score) > 1e-9 || h.Score <= 0 || h.Score > 1 || seen[h.ID] || i > 0 && h.Score > r.Hits[i-1].Score || h.Title == "" || len(r.Hits) > 10 {
					t.Errorf("%q: hit %d is %+v", of, i, h)
				}
				seen[h.ID] = true
			}
			if r.Known < 0 || r.Known > 1 || r.Sure < 0 || r.Sure > 1 {
				t.Errorf("%q: known %v, sure %v", of, r.Known, r.Sure)
			}
		}
	}
	if meant < 1000 {
		t.Errorf("only %d hits were lifted", meant)
	}
}
