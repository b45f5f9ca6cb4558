package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"pabellon/store"
)

// hashOf is the key of a text.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// vectorsOf are n vectors of so many numbers, by the hashes of "0", "1", ….
func vectorsOf(n, dims int) map[string][]float32 {
	out := map[string][]float32{}
	for i := range n {
		vec := make([]float32, dims)
		for j := range vec {
			vec[j] = float32(i) + float32(j)/1024
		}
		out[hashOf(fmt.Sprint(i))] = vec
	}
	return out
}

// sameVectors compares to the bit.
func sameVectors(a, b map[string][]float32) bool {
	return maps.EqualFunc(a, b, func(x, y []float32) bool {
		return slices.EqualFunc(x, y, func(f, g float32) bool { return math.Float32bits(f) == math.Float32bits(g) })
	})
}

func vectorsAreKept(t *testing.T, url string) {
	one, two := open(t, url, store.Options{}), open(t, url, store.Options{})
	a, b := hashOf("¿cuánto cuesta?"), hashOf("¿quién paga?")
	odd := []float32{0, float32(math.Copysign(0, -1)), math.SmallestNonzeroFloat32, -math.MaxFloat32, 1.0 / 3}
	first := map[string][]float32{a: odd, b: {1, 2, 3, 4, 5}}
	check(t, one.KeepVectors(t.Context(), "m", first))
	check(t, one.KeepVectors(t.Context(), "other", map[string][]float32{a: {1}}))
	check(t, one.KeepVectors(t.Context(), "m", nil))
	if got := must(two.Vectors(t.Context(), "m", []string{b, a, hashOf("no"), b}))(t); !sameVectors(got, first) {
		t.Errorf("%v", got)
	}
	if got := must(two.Vectors(t.Context(), "m", nil))(t); len(got) != 0 {
		t.Errorf("nothing found %v", got)
	}
	check(t, two.KeepVectors(t.Context(), "m", map[string][]float32{b: {5, 4, 3, 2, 1}}))
	if got := must(one.Vectors(t.Context(), "m", []string{b}))(t); got[b][0] != 5 {
		t.Errorf("not replaced: %v", got)
	}
	if n := must(one.DropVectors(t.Context(), "m", []string{a, hashOf("no")}))(t); n != 2 {
		t.Errorf("%d dropped, want the other model's and that of the text that is gone", n)
	}
	if got := must(one.Vectors(t.Context(), "m", []string{a, b}))(t); !sameVectors(got, map[string][]float32{a: odd}) {
		t.Errorf("left: %v", got)
	}
	if n := must(one.DropVectors(t.Context(), "m", []string{a}))(t) + must(one.DropVectors(t.Context(), "", nil))(t); n != 1 {
		t.Errorf("%d dropped, want nothing and then the last", n)
	}
}

func vectorsOfAnotherLength(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	check(t, s.KeepVectors(t.Context(), "m", vectorsOf(70, 3)))
	check(t, s.KeepVectors(t.Context(), "n", vectorsOf(1, 3)))
	check(t, s.KeepVectors(t.Context(), "m", map[string][]float32{hashOf("new"): {1, 2}}))
	all := append(slices.Collect(maps.Keys(vectorsOf(70, 3))), hashOf("new"))
	if got := must(s.Vectors(t.Context(), "m", all))(t); len(got) != 1 || len(got[hashOf("new")]) != 2 {
		t.Errorf("%d are left", len(got))
	}
	if got := must(s.Vectors(t.Context(), "n", all))(t); len(got) != 1 {
		t.Errorf("%d are left of a model that did not change", len(got))
	}
}

func brokenVectorsAreRefused(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	a, b := hashOf("a"), hashOf("b")
	nan, inf := float32(math.NaN()), float32(math.Inf(-1))
	for name, c := range map[string]struct {
		model   string
		vectors map[string][]float32
	}{
		"no model": {"", map[string][]float32{a: {1}}}, "a model with a NUL": {"m\x00", map[string][]float32{a: {1}}}, "a long model": {strings.Repeat("m", 600), nil},
		"an empty vector": {"m", map[string][]float32{a: {1}, b: {}}}, "no vector": {"m", map[string][]float32{a: nil}}, "two lengths": {"m", map[string][]float32{a: {1}, b: {1, 2}}},
		"NaN": {"m", map[string][]float32{a: {1, nan}}}, "infinity": {"m", map[string][]float32{a: {inf}}},
		"a text for a hash": {"m", map[string][]float32{"¿cuánto cuesta?": {1}}}, "capitals": {"m", map[string][]float32{strings.ToUpper(a): {1}}}, "half a hash": {"m", map[string][]float32{a[:32]: {1}}},
	} {
		if err := s.KeepVectors(t.Context(), c.model, c.vectors); err == nil {
			t.Errorf("%s was kept", name)
		} else if strings.Contains(err.Error(), "cuesta") {
			t.Errorf("the error has the text: %v", err)
		}
	}
	if got := must(s.Vectors(t.Context(), "m", []string{a, b}))(t); len(got) != 0 {
		t.Errorf("kept: %v", got)
	}
}

// manyVectors are more than a statement takes, and not a multiple of it.
func manyVectors(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	want := vectorsOf(451, 8)
	hashes := slices.Sorted(maps.Keys(want))
	check(t, s.KeepVectors(t.Context(), "m", want))
	for _, n := range []int{1, 199, 200, 201, 400, 451} {
		if got := must(s.Vectors(t.Context(), "m", hashes[:n]))(t); len(got) != n || got[hashes[n-1]] == nil {
			t.Errorf("%d of %d found", len(got), n)
		}
	}
	if got := must(s.Vectors(t.Context(), "m", hashes))(t); !sameVectors(got, want) {
		t.Error("not as they were")
	}
	if n := must(s.DropVectors(t.Context(), "m", hashes[:7]))(t); n != 444 {
		t.Errorf("%d dropped", n)
	}
	if got := must(s.Vectors(t.Context(), "m", hashes))(t); len(got) != 7 {
		t.Errorf("%d left", len(got))
	}
}

func TestAVectorThatCannotBeReadIsLeftOut(t *testing.T) {
	url := sqliteURL(t)
	s := open(t, url, store.Options{})
	check(t, s.KeepVectors(t.Context(), "m", vectorsOf(3, 2)))
	db := sqlx.MustOpen("sqlite", "file:"+strings.TrimPrefix(url, "sqlite:")+"?_pragma=busy_timeout(5000)")
	defer db.Close()
	for i, vec := range []string{"not base64!", "AAAA"} {
		must(db.Exec(`UPDATE vectors SET vec = ? WHERE hash = ?`, vec, hashOf(fmt.Sprint(i))))(t)
	}
	hashes := []string{hashOf("0"), hashOf("1"), hashOf("2")}
	got := must(s.Vectors(t.Context(), "m", hashes))(t)
	if len(got) != 1 || got[hashes[2]] == nil {
		t.Errorf("%v", got)
	}
	check(t, s.KeepVectors(t.Context(), "m", vectorsOf(3, 2)))
	if got := must(s.Vectors(t.Context(), "m", hashes))(t); len(got) != 3 {
		t.Errorf("made again, %d are there", len(got))
	}
}

func TestAClosedStoreKeepsNoVectorsAndSpendsNothing(t *testing.T) {
	s := open(t, sqliteURL(t), store.Options{})
	check(t, s.Close())
	_, read := s.Vectors(t.Context(), "m", []string{hashOf("a")})
	_, drop := s.DropVectors(t.Context(), "m", nil)
	_, spend := s.Spend(t.Context(), "2026-11-23", 1)
	_, spent := s.Spent(t.Context(), "2026-11-23")
	for name, err := range map[string]error{"Vectors": read, "KeepVectors": s.KeepVectors(t.Context(), "m", vectorsOf(1, 2)), "DropVectors": drop, "Spend": spend, "Spent": spent} {
		if err == nil {
			t.Errorf("%s says nothing", name)
		}
	}
}

// BenchmarkVectors writes and reads as many as the articles have texts.
func BenchmarkVectors(b *testing.B) {
	want := vectorsOf(9000, 256)
	hashes := slices.Collect(maps.Keys(want))
	s := open(b, sqliteURL(b), store.Options{})
	b.Run("keep", func(b *testing.B) {
		for b.Loop() {
			check(b, s.KeepVectors(b.Context(), "m", want))
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			must(s.Vectors(b.Context(), "m", hashes))(b)
		}
	})
}
