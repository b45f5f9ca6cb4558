package knowledge

import "testing"

func TestWordsThatMayHaveBeenTypedForEachOther(t *testing.T) {
	for _, c := range []struct {
		typed, word string
		least, most float64
	}{
		{"cafe", "cafe", 1, 1},
		{"kafe", "cafe", soundShare, soundShare},
		{"meskal", "mezcal", soundShare, soundShare},
		{"oxaca", "oaxaca", slipShare, slipShare},
		{"cfae", "cafe", slipShare, slipShare},
		{"membrecai", "membresia", 0.6, 0.79},
		{"sol", "sal", 0, 0},
		{"cafe", "casa", 0, 0},
		{"oxaca", "jalisco", 0, 0},
		{"", "", 1, 1},
		{"", "cafe", 0, 0},
	} {
		if got := Alike(c.typed, c.word); got < c.least || got > c.most {
			t.Errorf("%q for %q: %.3f, want %.2f to %.2f", c.typed, c.word, got, c.least, c.most)
		}
	}
}
