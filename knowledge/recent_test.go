package knowledge

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestWhatWasJustRankedIsFoundAgainAndTheSame(t *testing.T) {
	l := embedded(t)
	first := l.Search("cuanto cuesta la membresia", "es", 5)
	for i := range keptRanks + 1 { // they push each other out
		l.Search(fmt.Sprint("cuanto pesa una caja de ", i), "es", 5)
		if again := l.Search("cuanto cuesta la membresia", "es", 5); !reflect.DeepEqual(first, again) {
			t.Fatalf("after %d others it finds %v, not %v", i+1, again, first)
		}
	}
	if about := l.SearchAbout("y cuanto cuesta", "seguro-carga", "es", 5); reflect.DeepEqual(about, l.Search("y cuanto cuesta", "es", 5)) {
		t.Error("the topic changes nothing")
	}
}

func TestManySearchAtOnce(t *testing.T) {
	l := embedded(t)
	want := map[string]Result{}
	var questions []string
	for i, a := range l.Articles() {
		if i%6 == 0 {
			questions = append(questions, a.Title)
			want[a.Title] = l.Search(a.Title, a.Lang, 3)
		}
	}
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			for i := range questions {
				q := questions[(i*(g+1))%len(questions)]
				if got := l.Search(q, want[q].Hits[0].Lang, 3); !reflect.DeepEqual(got, want[q]) {
					t.Errorf("%q finds %v, not %v", q, got, want[q])
				}
			}
		})
	}
	all.Wait()
}

func TestATextReachesWhatItsFirstHitScores(t *testing.T) {
	l := embedded(t)
	var texts []string
	for _, a := range l.Articles() {
		texts = append(texts, a.Title, "hola, "+a.Title, a.Questions[0], "mi taller "+a.Questions[1]+" en Puebla, y hacemos velas de soya",
			strings.Join(strings.Fields(a.Title)[1:], " "), strings.Fields(a.Title)[0], a.Short[:min(len(a.Short), 60)])
	}
	texts = append(texts, "", "Huaraches Doña Mary", "velas de soya y jabones", "sí", "por avión o por barco, cuánto cuesta, por avión o por barco cuánto cuesta")
	for _, text := range texts {
		for _, least := range []float64{.3, .6, .9, .95} {
			may := l.mayReach(text, "es", least)
			found := l.Search(text, "es", 1)
			reaches := len(found.Hits) > 0 && found.Hits[0].Score >= least
			if reaches && !may || reaches != l.Reaches(text, "es", least) {
				t.Errorf("%q may reach %v: %v, but it finds %+v", text, least, may, found.Hits)
			}
		}
	}
}

func TestTheNearestIsTheFirstHit(t *testing.T) {
	l := embedded(t)
	for _, q := range []string{"cuanto cuesta la membresia", "xkcd qwerty", "", "gracias", "how long does it take"} {
		want := 0.0
		hits := l.Search(q, "es", 1).Hits
		if len(hits) > 0 {
			want = hits[0].Score
		}
		if got := l.Nearest(q, "es"); got != want {
			t.Errorf("%q: %v, not %v", q, got, want)
		}
		if len(hits) > 0 {
			less := l.Without(hits[0].ID)
			if got, rest := less.Nearest(q, "es"), less.Search(q, "es", 1).Hits; len(rest) > 0 && got != rest[0].Score {
				t.Errorf("%q without %s: %v, not %v", q, hits[0].ID, got, rest[0].Score)
			}
		}
	}
}
