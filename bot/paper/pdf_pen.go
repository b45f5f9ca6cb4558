package paper

import "math"

// matrix is a, b, c, d, e, f as PDF counts them (8.3.3).
type matrix [6]float64

// then is m, followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func moved(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y} }

// glyph is a letter on a page as its reader holds it: from and to along the line, height
// of the line above the bottom, all in points. Turn is the direction in which it is
// written: 0 to the right, 1 up, 2 upside down, 3 down; its places are those that it has
// when it is turned to the right.
type glyph struct {
	from, to, y, size float64
	turn              int
	text              string
}

// state is what q keeps and Q brings back.
type state struct {
	ctm                      matrix
	font                     *font
	size                     float64
	chars, words, wide, lead float64
	rise                     float64
	mode                     int
	text, line               matrix // where the next letter stands, and where its line began
}

func newState() state {
	one := matrix{1, 0, 0, 1, 0, 0}
	return state{ctm: one, text: one, line: one, wide: 1}
}

// pen follows what is drawn on a page and keeps the letters. The faint ones are invisible.
type pen struct {
	file       *file
	fonts      *fonts
	page       page
	drawing    map[int]bool // forms that are being drawn: none draws itself
	out, faint []glyph
}

// Bounds of what is drawn.
const (
	deepestForm   = 8    // forms within forms
	deepestState  = 64   // states that are kept; further ones are not brought back
	mostArguments = 64   // of an operator
	smallest      = 1.0  // points; smaller letters are not for people
	farthest      = 20e3 // points from the corner; a page has at most 14,400
)

// run follows a stream of operators.
func (p *pen) run(b []byte, resources dict, st state, depth int) {
	l := lexer{b: b, purse: p.file.purse}
	var args []any
	var kept []state
	for {
		v := l.object()
		op, is := v.(word)
		switch {
		case v == (ended{}):
			return
		case !is:
			if len(args) < mostArguments {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "q":
			if len(kept) < deepestState {
				kept = append(kept, st)
			}
		case "Q":
			if n := len(kept) - 1; n >= 0 {
				st, kept = kept[n], kept[:n]
			}
		case "Do":
			if s, is := p.file.get(p.file.dict(resources["XObject"])[nameAt(args, 0)]).(stream); is && s.dict["Subtype"] == name("Form") {
				p.form(s, resources, st, depth)
			}
		case "ID":
			l.passPicture()
		default:
			p.do(op, args, resources, &st)
		}
		args = args[:0]
	}
}

// form draws what is kept apart, in its own place.
func (p *pen) form(s stream, resources dict, st state, depth int) {
	if depth >= deepestForm || p.drawing[s.num] {
		return
	}
	p.drawing[s.num] = true
	defer delete(p.drawing, s.num)
	if m := p.file.numbers(s.dict["Matrix"], 6); m != nil {
		st.ctm = matrix(m).then(st.ctm)
	}
	if own := p.file.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	p.run(p.file.bytes(s), resources, st, depth+1)
}

// passPicture passes over the bytes of a picture between operators (8.9.7).
func (l *lexer) passPicture() {
	for at := l.at; ; at += 2 {
		if at = index(l.b, []byte("EI"), at); at < 0 {
			l.at = len(l.b)
			return
		}
		if at > 0 && space(l.b[at-1]) && (at+2 == len(l.b) || space(l.b[at+2])) {
			l.at = at + 2
			return
		}
	}
}

func nameAt(args []any, i int) name {
	if i < len(args) {
		n, _ := args[i].(name)
		return n
	}
	return ""
}

// number gives the number before the operator, counted from its front; 0 without one.
func number(args []any, i int) float64 {
	if i >= 0 && i < len(args) {
		n, _ := args[i].(float64)
		return n
	}
	return 0
}

// show draws letters, each after the last.
func (p *pen) show(st *state, s text) {
	if st.font == nil || st.mode > 7 {
		return
	}
	st.font.letters(s, func(letter string, width float64, blank bool) bool {
		start := matrix{st.size * st.wide, 0, 0, st.size, 0, st.rise}.then(st.text).then(st.ctm)
		step := (width*st.size + st.chars) * st.wide
		if blank {
			step += st.words * st.wide
		}
		end := moved((width*st.size+max(st.chars, 0))*st.wide, 0).then(st.text).then(st.ctm)
		here := st.text.then(st.ctm)
		p.put(start, end[4]-here[4], end[5]-here[5], letter, st.mode == 3 || st.mode == 7)
		st.text = moved(step, 0).then(st.text)
		return p.file.tick() && p.file.letters > 0
	})
}

// put keeps a letter that begins at m and goes so far.
func (p *pen) put(m matrix, dx, dy float64, letter string, faint bool) {
	x, y, size := m[4], m[5], math.Hypot(m[2], m[3])
	if letter == "" || !(size >= smallest && size < farthest) || !(math.Abs(x) < farthest && math.Abs(y) < farthest) || !p.page.sees(x, y) || !p.file.purse.draw() {
		return
	}
	length := math.Hypot(dx, dy)
	if !(length < farthest) {
		return
	}
	g := glyph{size: size, text: letter}
	g.turn = int(math.Round(math.Atan2(m[1], m[0]) / (math.Pi / 2)))
	x, y = turned(x, y, p.page.turn)
	g.turn = (g.turn - p.page.turn) & 3
	x, y = turned(x, y, g.turn)
	g.from, g.to, g.y = x, x+length, y
	if faint {
		p.faint = append(p.faint, g)
	} else {
		p.out = append(p.out, g)
	}
}

// turned is a place after so many quarters clockwise about the corner.
func turned(x, y float64, quarters int) (float64, float64) {
	switch quarters {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}
