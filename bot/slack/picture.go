package slack

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"pabellon/bot"
)

// Draw makes a PNG of a picture. It stands on a light ground of its own, so that it reads
// the same in Slack's light and dark themes, and its letters are large enough for a phone,
// which shows it at about a third of its size.
func Draw(p bot.Picture) ([]byte, error) {
	font, err := chart.GetDefaultFont()
	if err != nil {
		return nil, fmt.Errorf("draw a picture: %w", err)
	}
	r, err := chart.PNG(pictureWidth, height(p))
	if err != nil {
		return nil, fmt.Errorf("draw a picture: %w", err)
	}
	r.SetDPI(72) // a point is a pixel
	r.SetFont(font)
	c := canvas{Renderer: r}
	c.box(0, 0, pictureWidth, height(p), 0, ground)
	y := c.heading(p)
	if p.Whole > 0 {
		y = c.progress(p, y)
	}
	names := c.column(p.Groups)
	for _, g := range p.Groups {
		y = c.group(g, names, y)
	}
	var out bytes.Buffer
	if err := r.Save(&out); err != nil {
		return nil, fmt.Errorf("draw a picture: %w", err)
	}
	return out.Bytes(), nil
}

// Sizes, in pixels.
const (
	pictureWidth = 1200
	margin       = 60
	titleSize    = 84
	groupSize    = 46
	textSize     = 40
	rowHeight    = 74
	barHeight    = 44
	headHeight   = 216
	wholeHeight  = 186
	groupHeight  = 92 // above its bars
)

// Colours. Letters stand out from the ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3).
var (
	ground = drawing.ColorFromHex("f6f8fb")
	ink    = drawing.ColorFromHex("1b2a41")
	faint  = drawing.ColorFromHex("56657d")
	track  = drawing.ColorFromHex("dbe2ec")
	first  = drawing.ColorFromHex("1f3a5f")
	middle = drawing.ColorFromHex("3b73b9")
	good   = drawing.ColorFromHex("12805c")
	bad    = drawing.ColorFromHex("b4532a")
)

func height(p bot.Picture) int {
	h := headHeight + margin/2
	if p.Whole > 0 {
		h += wholeHeight
	}
	for _, g := range p.Groups {
		h += groupHeight + rowHeight*len(g.Bars)
	}
	return h
}

// canvas is what is drawn on.
type canvas struct{ chart.Renderer }

func (c canvas) heading(p bot.Picture) (y int) {
	c.words(c.fit(p.Title, titleSize, pictureWidth-2*margin), margin, 56+titleSize*3/4, titleSize, ink)
	c.words(c.fit(p.Note, textSize, pictureWidth-2*margin), margin, 178, textSize, faint)
	return headHeight
}

// progress is the bar that fills up, with its milestones.
func (c canvas) progress(p bot.Picture, y int) int {
	const wide, high = pictureWidth - 2*margin, 72
	at := func(n int) int { return min(max(n, 0), p.Whole) * wide / p.Whole }
	c.box(margin, y, wide, high, high/2, track)
	if w := at(p.Part); w > 0 {
		c.box(margin, y, max(w, high), high, high/2, good)
		if f := at(p.First); f > high/2 {
			c.box(margin, y, f, high, high/2, first)
			if f < w { // the end of what came first is straight where more follows
				c.box(margin+f-high/2, y, high/2, high, 0, first)
			}
		}
	}
	for _, m := range p.Marks {
		x, color := margin+at(m), faint
		if m <= p.Part {
			color = ink
		}
		c.box(min(x, margin+wide)-2, y+high+6, 4, 18, 0, color)
		label := strconv.Itoa(m)
		half := c.measure(label, textSize) / 2
		c.words(label, min(x-half, margin+wide-2*half), y+high+66, textSize, color)
	}
	return y + wholeHeight
}

// column is how wide the names of all bars are.
func (c canvas) column(groups []bot.Bars) (wide int) {
	for _, g := range groups {
		for _, b := range g.Bars {
			wide = max(wide, c.measure(b.Label, textSize))
		}
	}
	return min(wide, pictureWidth/2)
}

// group is bars below each other: the name, the bar, the figure.
func (c canvas) group(g bot.Bars, names, y int) int {
	most, figures := 1, 0
	for _, b := range g.Bars {
		most = max(most, b.Count)
		figures = max(figures, c.measure(strconv.Itoa(b.Count), textSize))
	}
	c.words(g.Title, margin, y+62, groupSize, ink)
	y += groupHeight
	left := margin + names + 28
	room := pictureWidth - margin - left - figures - 20
	for _, b := range g.Bars {
		c.words(c.fit(b.Label, textSize, names), margin, y+barHeight/2+textSize*3/8, textSize, ink)
		long := -16 // of none: the figure stands where the bar would begin
		if b.Count > 0 {
			long = max(8, int(math.Round(float64(b.Count)*float64(room)/float64(most))))
			c.box(left, y, long, barHeight, min(8, long/2), tone(b.Tone))
		}
		c.words(strconv.Itoa(b.Count), left+long+16, y+barHeight/2+textSize*3/8, textSize, ink)
		y += rowHeight
	}
	return y
}

func tone(name string) drawing.Color {
	switch name {
	case "good":
		return good
	case "bad":
		return bad
	}
	return middle
}

// box fills a rectangle with round corners.
func (c canvas) box(x, y, wide, high, round int, color drawing.Color) {
	c.SetFillColor(color)
	c.MoveTo(x+round, y)
	corner := func(cx, cy int, from float64) {
		if round > 0 {
			c.ArcTo(cx, cy, float64(round), float64(round), from, math.Pi/2)
		}
	}
	c.LineTo(x+wide-round, y)
	corner(x+wide-round, y+round, -math.Pi/2)
	c.LineTo(x+wide, y+high-round)
	corner(x+wide-round, y+high-round, 0)
	c.LineTo(x+round, y+high)
	corner(x+round, y+high-round, math.Pi/2)
	c.LineTo(x, y+round)
	corner(x+round, y+round, math.Pi)
	c.Close()
	c.Fill()
}

// words writes a text whose foot stands at y.
func (c canvas) words(text string, x, y, size int, color drawing.Color) {
	if text == "" {
		return
	}
	c.SetFontSize(float64(size))
	c.SetFontColor(color)
	c.Text(text, x, y)
}

// fit is as much of a text as is that wide.
func (c canvas) fit(text string, size, wide int) string {
	for n := utf8.RuneCountInString(text); n > 1 && c.measure(text, size) > wide; n-- {
		text = cut(text, n-1)
	}
	return text
}

func (c canvas) measure(text string, size int) int {
	if text == "" {
		return 0
	}
	c.SetFontSize(float64(size))
	return c.MeasureText(text).Width()
}
