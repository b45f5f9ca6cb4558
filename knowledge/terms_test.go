package knowledge

import (
	"reflect"
	"slices"
	"sync"
	"testing"
	"unicode/utf8"
)

// typed are words as people write them: right, with slips, of the other language, unknown.
var typed = []string{"membresia", "menbresia", "verifcasion", "envio", "shipping", "certification", "certificaciones", "aduana", "adauna", "kosto",
	"manteles", "tequila", "xyzzy", "para", "hola", "alibabba", "proteccion", "protection", "fob", "2026", "gratis", "straße", "aaaa", "abababa"}

func TestAWordThatWasKeptIsReadAsTheFirstTime(t *testing.T) {
	library, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range library.indexes {
		s := x.scratch()
		for range 2 {
			for _, from := range []string{spanish, english} {
				for _, word := range typed {
					if got, want := x.term(word, from, s), x.lookUp(word, from, s); !reflect.DeepEqual(got, want) {
						t.Errorf("%s in %s, of %s: %+v, not %+v", word, x.lang, from, got, want)
					}
				}
			}
		}
		x.giveBack(s, asking{})
	}
}

func TestWordsAreLookedUpByManyAtOnce(t *testing.T) {
	library, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	x := library.indexes[spanish]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s := x.scratch()
			defer x.giveBack(s, asking{})
			for _, word := range typed {
				if got := x.term(word, spanish, s); got.word != word {
					t.Errorf("%s is read as %s", word, got.word)
				}
			}
		})
	}
	all.Wait()
}

func TestNoWordThatIsASlipAwayIsPassedOver(t *testing.T) {
	library, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range library.indexes {
		s := x.scratch()
		for _, word := range typed {
			for limit := 1; limit <= 2; limit++ {
				found := x.slipped(word, utf8.RuneCountInString(word), limit, s)
				for place := range int32(x.vocabulary.len()) {
					if d := distance(word, x.meant(place), limit+1); d <= limit && !slices.Contains(found, place) {
						t.Errorf("%s, %d slips from %s, is passed over", x.meant(place), d, word)
					}
				}
			}
		}
		x.giveBack(s, asking{})
	}
}
