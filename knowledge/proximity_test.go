package knowledge

import (
	"math"
	"testing"
)

// near measures a question in the text of an article.
func near(x *index, question string, article int) (neighbours, window float64) {
	s := x.scratch()
	q := x.read(question, x.lang, s)
	defer x.giveBack(s, q)
	x.mark(q, s)
	return x.proximity(q, x.articleText.read(article, nil), s)
}

func TestNeighboursOfTheQuestionCountWhereTheyAreNeighbours(t *testing.T) {
	x := corpus("uno|carta credito barco", "dos|carta roja credito barco", "tres|credito barco lejos carta", "cuatro|carta. Credito barco", "cinco|nada")
	var last = math.Inf(1)
	for article, what := range []string{"side by side", "with one word between", "the other way round"} {
		got, _ := near(x, "carta credito", article)
		if got >= last || got < 0 || got > 1 {
			t.Errorf("%s: %.3f, before %.3f", what, got, last)
		}
		last = got
	}
	if got, _ := near(x, "carta credito", 3); got != 0 {
		t.Errorf("across the end of a sentence: %.3f", got)
	}
	if got, _ := near(x, "carta", 0); got != 0 {
		t.Errorf("one word has no neighbour: %.3f", got)
	}
}

func TestAWindowIsThreeSentences(t *testing.T) {
	x := corpus("t|Carta aqui. Nada. Credito aqui. Nada.", "t|Carta aqui. Nada. Nada. Credito aqui.", "t|nada")
	_, within := near(x, "carta credito", 0)
	_, apart := near(x, "carta credito", 1)
	_, none := near(x, "carta credito", 2)
	if !(within > apart && apart > none) || none != 0 || within > 1 {
		t.Errorf("within three %.3f, apart %.3f, none %.3f", within, apart, none)
	}
}

func TestSentencesEndAtPeriodsAndLines(t *testing.T) {
	for text, want := range map[string]int{"": 1, "Una.": 1, "Una. Dos.": 2, "EE. UU. es uno": 1, "• a\n• b\n• c": 3, "1.5 kg": 1} {
		if got := inSentences(text); len(got) != want {
			t.Errorf("%q is %q, want %d", text, got, want)
		}
	}
}
