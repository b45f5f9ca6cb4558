package paper

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// How far apart letters are, in their size. A blank is a quarter to a third; a column is
// further away than the widest blank of a justified line.
const (
	wordGap   = 0.15
	cellGap   = 1.5
	overlap   = 0.6  // a letter that goes further back begins a piece of its own
	sameLine  = 0.4  // of pieces beside each other
	samePiece = 0.1  // of letters drawn one after the other
	sameSpot  = 0.08 // of letters that are drawn twice, for a shadow or for bold
)

// piece is what was drawn in one go without a gap.
type piece struct {
	from, to, y, size float64
	turn              int
	text              strings.Builder
	last              glyph
	spaced            bool // a blank came after the last letter
}

// rows puts the letters of a page into rows, from top to bottom, first those that are
// upright as the page is held, then those that are written in other directions.
func rows(glyphs []glyph) []string {
	pieces := piecesOf(glyphs)
	slices.SortStableFunc(pieces, func(a, b *piece) int {
		return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(b.y, a.y))
	})
	var out []string
	for len(pieces) > 0 {
		n := 1
		for first := pieces[0]; n < len(pieces) && first.beside(pieces[n]); n++ {
		}
		out = append(out, rowOf(pieces[:n]))
		pieces = pieces[n:]
	}
	return out
}

// beside tells whether two pieces are in one row.
func (p *piece) beside(other *piece) bool {
	return p.turn == other.turn && math.Abs(p.y-other.y) <= sameLine*min(p.size, other.size)
}

// piecesOf puts letters together that follow each other.
func piecesOf(glyphs []glyph) []*piece {
	var out []*piece
	var p *piece
	for _, g := range glyphs {
		blank := strings.TrimSpace(g.text) == "" || g.text == "\u00a0"
		if p == nil || !p.goesOn(g) {
			if blank {
				continue
			}
			p = &piece{from: g.from, to: g.from, y: g.y, size: g.size, turn: g.turn}
			out = append(out, p)
		}
		if blank {
			p.spaced = true
			continue
		}
		p.take(g)
	}
	return out
}

// goesOn tells whether a letter belongs to the piece.
func (p *piece) goesOn(g glyph) bool {
	gap := g.from - p.to
	return g.turn == p.turn && math.Abs(g.y-p.y) <= samePiece*max(g.size, p.size) && gap < cellGap*g.size && gap > -overlap*g.size
}

// take adds a letter, after a blank if there is one. One that is drawn twice counts once.
func (p *piece) take(g glyph) {
	if p.last.text == g.text && math.Abs(p.last.from-g.from) < sameSpot*g.size {
		return
	}
	if p.text.Len() > 0 && (p.spaced || g.from-p.to > wordGap*g.size) {
		p.text.WriteByte(' ')
	}
	p.text.WriteString(g.text)
	p.to, p.last, p.spaced = max(p.to, g.to), g, false
}

// rowOf joins the pieces of a row: those that touch make a word, those that are near a
// cell, and those that are far apart are cells of their own.
func rowOf(pieces []*piece) string {
	slices.SortStableFunc(pieces, func(a, b *piece) int { return cmp.Compare(a.from, b.from) })
	var cells []string
	var cell strings.Builder
	var before *piece
	for _, p := range pieces {
		if before != nil && before.repeats(p) {
			continue
		}
		if before != nil {
			switch gap := p.from - before.to; {
			case gap >= cellGap*min(p.size, before.size):
				cells = append(cells, cell.String())
				cell.Reset()
			case gap > wordGap*p.size, before.spaced, gap < -overlap*p.size:
				cell.WriteByte(' ')
			}
		}
		cell.WriteString(p.text.String())
		before = p
	}
	return join(append(cells, cell.String()))
}

// repeats tells whether a piece is the same once more in the same place.
func (p *piece) repeats(other *piece) bool {
	return math.Abs(p.from-other.from) < sameSpot*p.size*2 && p.text.String() == other.text.String()
}
