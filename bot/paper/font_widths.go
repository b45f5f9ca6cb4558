package paper

import (
	"cmp"
	"slices"
)

// span is the width of the letters from one number to another.
type span struct {
	from, to int
	width    float64
}

// spans are the widths of a font. They are put in order when one is first asked for.
type spans struct {
	all    []span
	sorted bool
}

// mostSpans bounds the widths of a font; there are 65,536 letters at most.
const mostSpans = 1 << 16

func (s *spans) add(one span) {
	if len(s.all) < mostSpans {
		s.all, s.sorted = append(s.all, one), false
	}
}

// read reads the widths of a font of many letters: "first [w w w]" or "first last w"
// (9.7.4.3).
func (s *spans) read(f *file, a array) {
	for len(a) >= 2 {
		first := f.int(a[0])
		if ws := f.array(a[1]); ws != nil {
			for i, w := range ws {
				s.add(span{first + i, first + i, f.number(w, 0) / 1000})
			}
			a = a[2:]
			continue
		}
		if len(a) < 3 {
			return
		}
		s.add(span{first, f.int(a[1]), f.number(a[2], 0) / 1000})
		a = a[3:]
	}
}

func (s *spans) find(code int) (float64, bool) {
	if !s.sorted {
		slices.SortStableFunc(s.all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		s.sorted = true
	}
	i, is := slices.BinarySearchFunc(s.all, code, func(one span, code int) int { return cmp.Compare(one.from, code) })
	if !is {
		i--
	}
	if i < 0 || code > s.all[i].to {
		return 0, false
	}
	return s.all[i].width, true
}

// The widths of the letters from space to tilde, in thousandths of the size, of the fonts
// that every reader has; measured of URW's, which are as wide as Adobe's.
var (
	helvetica = [95]uint16{
		278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
		556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
		722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
		278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
		556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	helveticaBold = [95]uint16{
		278, 333, 474, 556, 556, 889, 722, 278, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
		556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778,
		722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333,
		278, 333, 584, 556, 278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
		611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
	}
	times = [95]uint16{
		250, 333, 408, 500, 500, 833, 778, 333, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722,
		722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333,
		278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
	timesBold = [95]uint16{
		250, 333, 555, 500, 500, 1000, 833, 333, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778,
		778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333,
		278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
		556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	}
	courier = [95]uint16{
		600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
		600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
		600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
		600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
		600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
	}
)
