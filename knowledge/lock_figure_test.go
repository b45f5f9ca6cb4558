package knowledge

import "testing"

func TestRoundingKeepsTwoDigitsAndStaysNear(t *testing.T) {
	for _, c := range []struct {
		exact, rough float64
		want         bool
	}{
		{2999, 3000, true}, {1031, 1000, true}, {59, 60, true}, {30.93, 31, true}, {4.18, 4.2, true}, {17500, 18000, true},
		{0.096, 0.1, true}, {0.31, 0.3, true}, {199, 200, true}, {999, 1000, true}, {104, 100, true}, {5, 5, true},
		{1500, 2000, false}, {1500, 1400, false}, {2999, 2998, false}, {2999, 2990, false}, {17500, 17000, false}, {19, 20, false},
		{24, 25, false}, {106, 100, false}, {0, 0, false}, {0, 1, false}, {1, 0, false}, {144, 140, true}, {144, 150, false},
	} {
		if got := rounds(c.exact, c.rough); got != c.want {
			t.Errorf("%v rounded to %v: %v, want %v", c.exact, c.rough, got, c.want)
		}
	}
}

func TestADateLiesWithinAnother(t *testing.T) {
	for _, c := range []struct {
		f, g int
		want bool
	}{
		{20180000, 20180825, true}, {20180800, 20180825, true}, {20180825, 20180825, true}, {825, 20180825, true}, {800, 20180825, true},
		{20180825, 20180800, false}, {20180800, 20180000, false}, {20180825, 825, false}, {20190000, 20180825, false},
		{20180900, 20180825, false}, {826, 20180825, false}, {20180000, 825, false},
	} {
		if got := within(c.f, c.g); got != c.want {
			t.Errorf("%d in %d: %v, want %v", c.f, c.g, got, c.want)
		}
	}
}

func TestEveryFigureSupportsItself(t *testing.T) {
	for _, text := range odd() {
		for _, f := range Figures(text) {
			if !f.supports(&f) {
				t.Errorf("%q does not support itself: %+v", f.Text, f)
			}
		}
	}
}
