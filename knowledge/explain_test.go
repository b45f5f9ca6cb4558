package knowledge

import (
	"maps"
	"math"
	"slices"
	"testing"
)

func TestWhyNamesTheWordsThatMatched(t *testing.T) {
	h := small(t).Search("¿El SEGURO cubre el robo en Marte?", "es", 1).Hits[0]
	var got []string
	for i, w := range h.Why {
		got = append(got, w.Word)
		if w.Weight <= 0 || w.Weight > 1 || i > 0 && w.Weight > h.Why[i-1].Weight {
			t.Errorf("weights %v", h.Why)
		}
	}
	slices.Sort(got)
	if want := []string{"cubre", "el", "robo", "seguro"}; !slices.Equal(got, want) {
		t.Errorf("why %v, want %v", got, want)
	}
	long := small(t).Search("como calculo el peso multiplica largo por ancho por alto el", "es", 1).Hits[0]
	if len(long.Why) != maxWhy {
		t.Errorf("%d words explain a hit, want %d", len(long.Why), maxWhy)
	}
}

func TestWhyNamesWhatStandsForAWord(t *testing.T) {
	l := small(t)
	for q, want := range map[string]string{"que cuvre el seguro": "cuvre≈cubre", "cubre el segvro": "segvro≈seguro", "el seguro": "seguro"} {
		var got []string
		for _, w := range l.Search(q, "es", 1).Hits[0].Why {
			got = append(got, w.Word+w.Matched)
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q: why %q, want %s", q, got, want)
		}
	}
}

func TestThePartsAddUpToTheScore(t *testing.T) {
	l := embedded(t)
	names := map[string]bool{}
	for _, r := range []Result{l.Search("que cubre el seguro de carga", "es", 10), l.SearchAbout("y cuanto tarda?", "requisitos-verificacion", "es", 10), l.Search("membrecia xyz", "en", 5)} {
		for _, h := range r.Hits {
			sum := 0.0
			for _, p := range h.Parts {
				sum += p.Score
				names[p.Name] = true
				if p.Score <= 0 {
					t.Errorf("%s: the part %s is %.3f", h.ID, p.Name, p.Score)
				}
			}
			if math.Abs(sum-h.Score) > 1e-9 {
				t.Errorf("%s: parts %v add up to %.6f, not %.6f", h.ID, h.Parts, sum, h.Score)
			}
		}
	}
	if want := []string{"article", "letters", "line", "same line", "together", "topic"}; !slices.Equal(slices.Sorted(maps.Keys(names)), want) {
		t.Errorf("parts %v, want %v", names, want)
	}
}

func TestKnownTellsAnotherSubjectFromOurs(t *testing.T) {
	l := embedded(t)
	for q, want := range map[string][2]float64{
		"asdfghjkl ñlkj qwpoeiru":      {0, 0},
		"":                             {0, 0},
		"¿?":                           {0, 0},
		"¿cuánto cuesta la membresía?": {1, 1},
		"¿cuanto kuesta la membrecia?": {.6, 1}, // by a slip and by sound
		"¿qué cubre el seguro contra velociraptors?":    {.3, .9},
		"hola buenas tardes gracias":                    {0, 1},
		"velociraptors fluorescentes sobre trampolines": {0, .3},
	} {
		if r := l.Search(q, "es", 1); r.Known < want[0] || r.Known > want[1] {
			t.Errorf("%q is known to %.2f, want %v", q, r.Known, want)
		}
	}
}

func TestContentCountsTheWordsThatSayWhatItIsAbout(t *testing.T) {
	l := embedded(t)
	for q, want := range map[string]int{"": 0, "¿y eso?": 0, "¿cómo? ¿cuánto? ¿por qué?": 0, "¿y cuánto cuesta?": 0, "cuánto cuesta la membresía": 1, "qué revisa Alibaba": 2,
		"la membresía, las membresías": 1, "how much is it": 0, "how much is the membership": 1, "hola buenos dias gracias": 0} {
		if got := l.Search(q, "es", 1).Content; got != want {
			t.Errorf("%q has %d words of substance, want %d", q, got, want)
		}
	}
}
