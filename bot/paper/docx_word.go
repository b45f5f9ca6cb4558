package paper

import (
	"strconv"
	"strings"
)

// wordReader reads WordprocessingML (ECMA-376, part 1, 17).
type wordReader struct {
	*xmlReader
	styles map[string]bool // whether the letters of a style are hidden
}

// around are the elements that hold blocks, or pieces of a paragraph, and mean nothing
// for the text: what was inserted or moved here counts as if it had always been there.
var around = map[string]bool{
	"document": true, "body": true, "hdr": true, "ftr": true, "footnotes": true, "endnotes": true, "footnote": true,
	"endnote": true, "txbxContent": true, "sdt": true, "sdtContent": true, "customXml": true, "smartTag": true,
	"ins": true, "moveTo": true, "hyperlink": true, "fldSimple": true, "dir": true, "bdo": true,
	"mc:AlternateContent": true, "mc:Choice": true,
}

// blocks reads paragraphs and tables, and hands out each line.
func (r *wordReader) blocks(out func(string)) {
	r.each(func(e element) {
		switch {
		case e.name == "p":
			r.paragraph(out)
		case e.name == "tbl":
			r.table(out)
		case around[e.name]:
			r.blocks(out)
		default: // deleted, moved away, or no text
			r.skip()
		}
	})
}

// paragraph is one that is being read: its lines so far, and the cells of the last one,
// which tabs set apart.
type paragraph struct {
	out    func(string)
	cells  []string
	cell   strings.Builder
	hidden bool     // by its style
	boxes  []string // lines of the boxes that hang on it
}

// write adds to the cell, which holds no more than a document does.
func (p *paragraph) write(s string) {
	if p.cell.Len() < MaxText {
		p.cell.WriteString(s)
	}
}

func (p *paragraph) tab() {
	if p.cell.Len() > 0 {
		p.cells = append(p.cells, p.cell.String())
	}
	p.cell.Reset()
}

func (p *paragraph) end() {
	p.tab()
	p.out(join(p.cells))
	p.cells = nil
}

// paragraph reads a paragraph, then what stands in boxes at its side.
func (r *wordReader) paragraph(out func(string)) {
	p := &paragraph{out: out}
	r.pieces(p)
	p.end()
	for _, line := range p.boxes {
		out(line)
	}
}

func (r *wordReader) pieces(p *paragraph) {
	r.each(func(e element) {
		switch {
		case e.name == "pPr":
			r.each(func(e element) {
				if e.name == "pStyle" {
					p.hidden = r.styles[e.attr("val")]
				}
				r.skip()
			})
		case e.name == "r":
			r.run(p)
		case around[e.name]:
			r.pieces(p)
		default:
			r.skip()
		}
	})
}

// run reads letters that look alike.
func (r *wordReader) run(p *paragraph) {
	hidden := p.hidden
	r.each(func(e element) {
		switch {
		case e.name == "rPr":
			if look := r.look(); look.said {
				hidden = look.hidden
			}
			return
		case hidden:
		case e.name == "t":
			p.write(r.text())
			return
		case e.name == "tab", e.name == "ptab":
			p.tab()
		case e.name == "br", e.name == "cr":
			p.end()
		case e.name == "noBreakHyphen":
			p.write("-")
		case e.name == "drawing", e.name == "pict", e.name == "object", strings.HasPrefix(e.name, "mc:"):
			r.boxes(e, p)
			return
		}
		r.skip()
	})
}

// boxes looks for texts within a drawing. What stands in a fallback stands in the choice
// before it too.
func (r *wordReader) boxes(e element, p *paragraph) {
	switch e.name {
	case "mc:Fallback":
		r.skip()
	case "txbxContent":
		r.blocks(func(line string) { p.boxes = append(p.boxes, line) })
	default:
		r.each(func(e element) { r.boxes(e, p) })
	}
}

// look is what is said of how letters look, as far as it hides them.
type look struct{ said, hidden bool }

// look reads the properties of a run or a style.
func (r *wordReader) look() look {
	var own, small, style look
	r.each(func(e element) {
		switch e.name {
		case "vanish":
			own = look{true, !e.off()}
		case "rStyle":
			hidden, said := r.styles[e.attr("val")]
			style = look{said, hidden}
		case "sz": // in half points
			if n, err := strconv.ParseFloat(e.attr("val"), 64); err == nil && n < 2*smallest {
				small = look{true, true}
			}
		}
		r.skip()
	})
	switch {
	case small.said:
		return small
	case own.said:
		return own
	}
	return style
}
