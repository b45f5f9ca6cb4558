package paper

import (
	"context"
	"slices"
)

// readPDF gives the lines of a PDF.
func readPDF(ctx context.Context, content []byte) ([]Line, error) {
	f, err := open(content, newPurse(ctx))
	if err != nil {
		return nil, err
	}
	pages := f.pages()
	if len(pages) == 0 {
		return nil, ErrNoUse
	}
	var b book
	fonts := fonts{file: f, known: map[ref]*font{}}
	for i, p := range pages {
		if b.full() || !f.look() {
			break
		}
		for _, row := range rows(f.draw(p, &fonts)) {
			b.add(i+1, row)
		}
	}
	return b.result()
}

// page is what a page says of itself, or what the groups it is in say for it.
type page struct {
	self, resources dict
	box             [4]float64 // what is seen of it; all 0 where nothing says it
	turn            int        // quarters, clockwise
}

// deepestTree bounds how far pages are grouped within groups.
const deepestTree = 50

// pages finds the first MaxPages pages, in their order.
func (f *file) pages() []page {
	var out []page
	seen := map[ref]bool{}
	var walk func(v any, from page, depth int)
	walk = func(v any, from page, depth int) {
		if r, is := v.(ref); is {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.dict(v)
		if d == nil || depth > deepestTree || len(out) >= MaxPages || !f.tick() {
			return
		}
		p := f.inherit(d, from)
		if kids := f.array(d["Kids"]); kids != nil {
			for _, kid := range kids {
				walk(kid, p, depth+1)
			}
			return
		}
		out = append(out, p)
	}
	walk(f.dict(f.trailer["Root"])["Pages"], page{}, 0)
	if len(out) == 0 {
		out = f.strays()
	}
	return out
}

// strays finds the pages of a file that has lost its list of them, in the order of their
// numbers.
func (f *file) strays() []page {
	var nums []int
	for num := range f.places {
		nums = append(nums, num)
	}
	slices.Sort(nums)
	var out []page
	for _, num := range nums {
		if len(out) >= MaxPages || !f.look() {
			break
		}
		if d, is := f.load(num).(dict); is && d["Type"] == name("Page") {
			out = append(out, f.inherit(d, f.inherit(f.dict(d["Parent"]), page{})))
		}
	}
	return out
}

// inherit is a page, or a group, within a group (7.7.3.4).
func (f *file) inherit(d dict, from page) page {
	p := from
	p.self = d
	if r := f.dict(d["Resources"]); r != nil {
		p.resources = r
	}
	for _, key := range []name{"CropBox", "MediaBox"} {
		if b := f.numbers(d[key], 4); b != nil {
			p.box = [4]float64{min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])}
			break
		}
	}
	if turn := f.get(d["Rotate"]); turn != nil {
		p.turn = ((f.int(turn)/90)%4 + 4) % 4
	}
	return p
}

// sees tells whether a place is on the page, with a point to spare.
func (p page) sees(x, y float64) bool {
	return p.box[2] <= p.box[0] || x >= p.box[0]-1 && x <= p.box[2]+1 && y >= p.box[1]-1 && y <= p.box[3]+1
}

// drawn gives what is drawn on a page: one stream, or several that count as one.
func (f *file) drawn(p page) []byte {
	var out []byte
	for _, v := range f.list(p.self["Contents"], nil) {
		if s, is := v.(stream); is && len(out) < 2*MaxPart {
			out = append(append(out, f.bytes(s)...), '\n')
		}
	}
	return out
}

// draw gives the letters of a page, in the order in which they are drawn; those of the
// forms and notes that lie on it come last.
func (f *file) draw(p page, fonts *fonts) []glyph {
	pen := &pen{file: f, fonts: fonts, page: p, drawing: map[int]bool{}}
	pen.run(f.drawn(p), p.resources, newState(), 0)
	for _, v := range f.array(p.self["Annots"]) {
		if !f.look() {
			break
		}
		pen.note(f.dict(v))
	}
	if len(pen.out) == 0 {
		return pen.faint
	}
	return pen.out
}

// note draws what lies on the page: a filled-in field, a stamp (12.5.5).
func (p *pen) note(d dict) {
	const hidden, noView = 1 << 1, 1 << 5
	f := p.file
	shape := f.get(f.dict(d["AP"])["N"])
	if choices, is := shape.(dict); is {
		shape = f.get(choices[f.name(d["AS"])])
	}
	s, is := shape.(stream)
	rect, box := f.numbers(d["Rect"], 4), f.numbers(f.dict(shape)["BBox"], 4)
	if !is || rect == nil || box == nil || f.int(d["F"])&(hidden|noView) != 0 || d["Subtype"] == name("Popup") {
		return
	}
	st := newState()
	st.ctm = matrix{1, 0, 0, 1, min(rect[0], rect[2]) - min(box[0], box[2]), min(rect[1], rect[3]) - min(box[1], box[3])}
	p.form(s, p.page.resources, st, 0)
}
