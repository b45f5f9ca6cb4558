package knowledge

import "testing"

func TestAStoppedArticleIsNeitherFoundNorReadAndNothingTakesItsPlace(t *testing.T) {
	l := embedded(t)
	const q = "¿Cuánto cuesta la membresía?"
	before := l.Search(q, spanish, 5)
	if before.Outcome != Answer || before.Hits[0].ID != "costo-membresia" {
		t.Fatalf("before: %s %+v", before.Outcome, before.Hits)
	}
	w := l.Without("costo-membresia", "no-such-article")
	after := w.Search(q, spanish, 5)
	if after.Outcome == Answer {
		t.Errorf("answered with %s in its place", after.Hits[0].ID)
	}
	for _, h := range after.Hits {
		if h.ID == "costo-membresia" {
			t.Error("still found")
		}
	}
	if _, ok := w.Article("costo-membresia", spanish); ok {
		t.Error("still read by its id")
	}
	if _, ok := l.Article("costo-membresia", spanish); !ok {
		t.Error("the library itself has changed")
	}
	if l.Without() != l {
		t.Error("nothing stopped is not the same library")
	}
}
