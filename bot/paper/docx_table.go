package paper

import (
	"strings"
	"unicode/utf8"
)

// table reads a table, a line for each row.
func (r *wordReader) table(out func(string)) {
	r.each(func(e element) {
		switch {
		case e.name == "tr":
			r.row(out)
		case around[e.name]:
			r.table(out)
		default:
			r.skip()
		}
	})
}

// row reads a row, unless it is hidden or was deleted.
func (r *wordReader) row(out func(string)) {
	var cells [][]string
	add := func() {
		if c := r.cell(); len(c) > 0 {
			cells = append(cells, c)
		}
	}
	gone := false
	r.each(func(e element) {
		switch {
		case e.name == "trPr":
			r.each(func(e element) {
				gone = gone || e.name == "del" || e.name == "hidden" && !e.off()
				r.skip()
			})
		case e.name == "tc":
			add()
		case around[e.name]:
			r.each(func(e element) {
				if e.name == "sdtContent" || e.name == "tc" {
					add()
					return
				}
				r.skip()
			})
		default:
			r.skip()
		}
	})
	if !gone {
		for _, line := range sideBySide(cells) {
			out(line)
		}
	}
}

// cell reads the lines of a cell that say something.
func (r *wordReader) cell() []string {
	var lines []string
	r.blocks(func(line string) {
		if line = clean(line); line != "" {
			lines = append(lines, line)
		}
	})
	return lines
}

// sideBySide makes lines of the cells of a row that say something. If all have as many lines, the first
// lines stand beside each other, and so on; else all is one line, if it is short enough;
// else the cells come one after the other.
func sideBySide(cells [][]string) []string {
	length, even := 0, true
	for _, c := range cells {
		even = even && len(c) == len(cells[0])
		for _, line := range c {
			length += utf8.RuneCountInString(line) + len(Gap)
		}
	}
	var out []string
	switch {
	case len(cells) == 0:
	case even:
		for i := range cells[0] {
			var across []string
			for _, c := range cells {
				across = append(across, c[i])
			}
			out = append(out, join(across))
		}
	case length <= MaxLine:
		var across []string
		for _, c := range cells {
			across = append(across, strings.Join(c, " "))
		}
		out = append(out, join(across))
	default:
		for _, c := range cells {
			out = append(out, c...)
		}
	}
	return out
}
