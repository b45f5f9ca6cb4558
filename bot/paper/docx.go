package paper

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
)

// Bounds of a DOCX as an archive.
const (
	mostEntries = 10_000
	mostMargins = 20 // headers, and footers
)

// The marks of an archive (APPNOTE.TXT 4.3.12), and of what Word makes of a document with
// a password (MS-CFB 2.2).
const (
	zipListed = "PK\x01\x02"
	compound  = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

// readDOCX gives the lines of a DOCX: the headers, the document, the footers and the notes.
func readDOCX(ctx context.Context, content []byte) ([]Line, error) {
	if bytes.HasPrefix(content, []byte(compound)) {
		return nil, ErrLocked
	}
	if bytes.Count(content, []byte(zipListed)) > mostEntries {
		return nil, ErrNoUse
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, ErrNoUse
	}
	parts := map[string]*zip.File{}
	for _, f := range archive.File {
		if parts[f.Name] == nil {
			parts[f.Name] = f
		}
		if f.Flags&1 != 0 {
			return nil, ErrLocked
		}
	}
	if parts["word/document.xml"] == nil {
		return nil, ErrNoUse
	}
	d := docx{purse: newPurse(ctx), parts: parts}
	d.styles = d.hiddenStyles(parts["word/styles.xml"])
	return d.all()
}

// docx is a document and what was read of it.
type docx struct {
	*purse
	parts  map[string]*zip.File
	styles map[string]bool // those whose letters are hidden
	book   book
}

func (d *docx) all() ([]Line, error) {
	d.margins("word/header")
	sound := d.part("word/document.xml", nil)
	d.margins("word/footer")
	d.part("word/footnotes.xml", nil)
	d.part("word/endnotes.xml", nil)
	if len(d.book.lines) == 0 && !sound {
		return nil, ErrNoUse
	}
	return d.book.result()
}

// margins reads the headers or the footers. There are several of each, for the first
// page and the others; a line that they share comes once.
func (d *docx) margins(start string) {
	var names []string
	for name := range d.parts {
		if strings.HasPrefix(name, start) && strings.HasSuffix(name, ".xml") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	seen := map[string]bool{}
	for _, name := range names[:min(len(names), mostMargins)] {
		d.part(name, seen)
	}
}

// part reads one part and tells whether it was sound to its end. What was read before
// that counts all the same. Lines that are in seen are left out.
func (d *docx) part(name string, seen map[string]bool) (sound bool) {
	if d.parts[name] == nil || d.book.full() {
		return true
	}
	x, err := newXML(d.parts[name], d.purse)
	if err != nil {
		return false
	}
	defer x.Close()
	r := &wordReader{xmlReader: x, styles: d.styles}
	r.blocks(func(line string) {
		if line = clean(line); !seen[line] {
			d.book.add(0, line)
		}
		if seen != nil {
			seen[line] = true
		}
		x.full = d.book.full()
	})
	return x.err == nil
}

// hiddenStyles finds the styles whose letters are hidden, by themselves or by what they
// are based on.
func (d *docx) hiddenStyles(f *zip.File) map[string]bool {
	out := map[string]bool{}
	if f == nil {
		return out
	}
	x, err := newXML(f, d.purse)
	if err != nil {
		return out
	}
	defer x.Close()
	based := map[string]string{}
	x.each(func(element) { // w:styles
		x.each(func(e element) {
			id := e.attr("styleId")
			x.each(func(e element) {
				switch e.name {
				case "basedOn":
					based[id] = e.attr("val")
				case "rPr":
					if look := (&wordReader{xmlReader: x}).look(); look.said {
						out[id] = look.hidden
					}
					return
				}
				x.skip()
			})
		})
	})
	inherit(out, based)
	return out
}

// inherit gives the styles that say nothing themselves what those say that they are
// based on.
func inherit(hidden map[string]bool, based map[string]string) {
	found := map[string]bool{}
	for id := range based {
		for at, n := id, 0; at != "" && n < 16; at, n = based[at], n+1 {
			if h, said := hidden[at]; said {
				found[id] = h
				break
			}
		}
	}
	maps.Copy(hidden, found)
}
