package slack_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
)

// drawn is a picture as it comes out.
func drawn(t *testing.T, p bot.Picture) image.Image {
	t.Helper()
	b, err := slack.Draw(p)
	if err != nil {
		t.Fatal(err)
	}
	i, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// share is how much of a row of pixels, between its margins, is of a colour.
func share(i image.Image, y int, is func(color.RGBA) bool) float64 {
	n := 0
	for x := 60; x < 1140; x++ {
		if is(color.RGBAModel.Convert(i.At(x, y)).(color.RGBA)) {
			n++
		}
	}
	return float64(n) / 1080
}

func near(r, g, b uint8) func(color.RGBA) bool {
	far := func(x, y uint8) bool { return math.Abs(float64(x)-float64(y)) > 12 }
	return func(c color.RGBA) bool { return !far(c.R, r) && !far(c.G, g) && !far(c.B, b) }
}

var (
	fromBefore = near(0x1f, 0x3a, 0x5f)
	sinceThen  = near(0x12, 0x80, 0x5c)
	notYet     = near(0xdb, 0xe2, 0xec)
	aBar       = near(0x3b, 0x73, 0xb9)
)

func TestTheBarIsFilledAsFarAsThePavilionIs(t *testing.T) {
	for _, c := range []struct{ part, first, whole int }{{27, 24, 100}, {0, 0, 100}, {50, 0, 100}, {100, 24, 100}, {130, 24, 100}, {3, 3, 12}} {
		i := drawn(t, bot.Picture{Title: "Van", Whole: c.whole, Part: c.part, First: c.first, Marks: []int{c.whole / 2, c.whole}})
		const middle = 216 + 36
		before, since, rest := share(i, middle, fromBefore), share(i, middle, sinceThen), share(i, middle, notYet)
		filled := math.Min(1, float64(c.part)/float64(c.whole))
		if math.Abs(before+since-filled) > 0.02 || math.Abs(before-float64(c.first)/float64(c.whole)) > 0.02 || math.Abs(before+since+rest-1) > 0.02 {
			t.Errorf("%+v: %.2f from before, %.2f since, %.2f to go", c, before, since, rest)
		}
	}
}

func TestBarsAreAsLongAsTheirFigures(t *testing.T) {
	i := drawn(t, bot.Picture{Title: "La semana", Groups: []bot.Bars{{Title: "x", Bars: []bot.Bar{{Label: "Ñandúes", Count: 400}, {Label: "b", Count: 100}, {Label: "c", Count: 1}, {Label: "d"}}}}})
	var long []float64
	for row := range 4 {
		long = append(long, share(i, 216+92+22+74*row, aBar))
	}
	if long[0] < 0.5 || math.Abs(long[1]*4-long[0]) > 0.02 || long[2] == 0 || long[3] != 0 {
		t.Errorf("%v", long)
	}
}

// The ground is opaque and light, whatever theme is around it; what is written on it is
// within it.
func TestAPictureStandsOnAGroundOfItsOwn(t *testing.T) {
	long := strings.Repeat("Muy largo ", 30)
	i := drawn(t, bot.Picture{Title: "Van 27 de 100", Note: "Faltan 73", Whole: 100, Part: 27, Groups: []bot.Bars{{Title: "El camino", Bars: []bot.Bar{{Label: long, Count: 1_000_000}}}}})
	size := i.Bounds().Size()
	if size.X != 1200 || size.Y < 300 || size.Y > 1200 {
		t.Errorf("it is %v", size)
	}
	ink := 0
	for y := range size.Y {
		for x := range size.X {
			c := color.RGBAModel.Convert(i.At(x, y)).(color.RGBA)
			if c.A != 0xff {
				t.Fatalf("it is transparent at %d, %d", x, y)
			}
			if c.R < 0x40 {
				ink++
				if y < 30 || y >= size.Y-10 {
					t.Fatalf("something is cut at %d, %d", x, y)
				}
			}
		}
	}
	if ink < 1000 {
		t.Errorf("nothing is written: %d dark points", ink)
	}
}

func BenchmarkDraw(b *testing.B) {
	p := bot.Picture{Title: "Van 27 de 100", Note: "Faltan 73", Whole: 100, Part: 27, First: 24, Marks: []int{25, 50, 75, 100}}
	for range 7 {
		p.Groups = []bot.Bars{{Title: "El camino", Bars: append([]bot.Bar{{Label: "Escribieron", Count: 9}}, bot.Bar{Label: "Enviaron", Count: 3})}}
	}
	for b.Loop() {
		if _, err := slack.Draw(p); err != nil {
			b.Fatal(err)
		}
	}
}
