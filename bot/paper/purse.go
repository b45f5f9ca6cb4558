package paper

import "context"

// What reading one document may cost. A document of 30 pages that is written, not made to
// hurt, needs a tenth.
const (
	mostSteps   = 8 << 20   // tokens, letters and marks, together
	mostValues  = 1 << 20   // values of a PDF that are kept, some 50 bytes each
	mostBytes   = 64 << 20  // bytes unpacked
	mostLetters = 200_000   // letters drawn: twice MaxText
	callCost    = 1 << 10   // what opening a stream costs besides its bytes, as bytes
	lookEvery   = 1<<10 - 1 // steps between two looks at the clock
)

// purse is what reading one document may still cost. Where it is empty reading ends, and
// what was read until then counts; only who runs out of time has read nothing.
type purse struct {
	ctx                           context.Context
	steps, values, bytes, letters int
	late                          bool
}

func newPurse(ctx context.Context) *purse {
	return &purse{ctx: ctx, values: mostValues, bytes: mostBytes, letters: mostLetters}
}

// tick counts a step and tells whether it may be taken.
func (p *purse) tick() bool {
	if p.steps++; p.steps&lookEvery == 0 {
		p.look()
	}
	return !p.late && p.steps <= mostSteps
}

// look looks at the clock and tells whether there is time.
func (p *purse) look() bool {
	p.late = p.late || p.ctx.Err() != nil
	return !p.late
}

// keep takes one value, if there is one left.
func (p *purse) keep() bool {
	p.values--
	return p.values >= 0
}

// unpack takes so many bytes, if they are left.
func (p *purse) unpack(n int) bool {
	p.bytes -= n
	return p.bytes >= 0
}

// draw takes one letter, if there is one left.
func (p *purse) draw() bool {
	p.letters--
	return p.letters >= 0
}
