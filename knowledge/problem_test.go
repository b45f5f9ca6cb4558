package knowledge

import "testing"

func TestAProblemReadsAsALineOfALint(t *testing.T) {
	for _, c := range []struct {
		p    Problem
		want string
	}{
		{Problem{"es/a.md", 3, Error, "no id; add one"}, "es/a.md:3: error: no id; add one"},
		{Problem{"es/a.md", 1, Warning, "no facts; add them"}, "es/a.md:1: warning: no facts; add them"},
		{Problem{".", 1, Error, "no article here; add one"}, ".:1: error: no article here; add one"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSortProblemsByFileThenLineThenSeverity(t *testing.T) {
	list := []Problem{{"b", 1, Error, "4"}, {"a", 9, Warning, "3"}, {"a", 2, Warning, "2"}, {"a", 2, Error, "1"}, {"a", 9, Warning, "3b"}}
	sortProblems(list)
	got := ""
	for _, p := range list {
		got += p.Text + " "
	}
	if want := "1 2 3 3b 4 "; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}

func TestDistanceCountsSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "a", 0}, {"a", "", 1}, {"titel", "title", 1}, {"questoins", "questions", 1}, {"qestions", "questions", 1},
		{"tittle", "title", 1}, {"totle", "title", 1}, {"año", "ano", 1}, {"langs", "topics", 3}, {"a", "abcdef", 3}, {"ca", "abc", 3},
	} {
		if got := distance(c.a, c.b, 3); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if ab, ba := distance(c.a, c.b, 9), distance(c.b, c.a, 9); ab != ba {
			t.Errorf("distance(%q, %q) is %d one way and %d the other", c.a, c.b, ab, ba)
		}
	}
}

func TestNearestFindsASlipAndNothingElse(t *testing.T) {
	for word, want := range map[string]string{
		"qestions": "questions", "reviewd": "reviewed", "reviewby": "review_by", "tittle": "title", "langs": "lang",
		"source": "sources", "tpoics": "topics", "ID": "", "colour": "", "": "", "body": "",
	} {
		if got := nearest(word, articleKeys()); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
