package paper

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Bounds of the XML within a DOCX. Word's own goes some 40 deep.
const (
	deepestXML = 256
	longestTag = 64 << 10 // bytes
)

// errXML says that XML is beyond the bounds.
var errXML = errors.New("the markup is beyond all bounds")

// xmlReader goes through the elements of one part. It knows no entities but XML's own
// five, and asks for nothing outside of the part.
type xmlReader struct {
	tokens *xml.Decoder
	from   io.Closer
	purse  *purse
	depth  int
	full   bool  // enough was read
	err    error // why there is no more; nil at a sound end
}

func newXML(f *zip.File, p *purse) (*xmlReader, error) {
	from, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &xmlReader{tokens: xml.NewDecoder(&tags{from: io.LimitReader(from, MaxPart)}), from: from, purse: p}, nil
}

// Close lets the part go.
func (x *xmlReader) Close() error { return x.from.Close() }

// element is an element of WordprocessingML, or of the markup around it: then its name has
// the namespace's last part before it, as in "mc:Choice".
type element struct {
	name  string
	attrs []xml.Attr
}

func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// off tells whether a switch is off: there without a value, it is on.
func (e element) off() bool {
	v := e.attr("val")
	return v == "0" || v == "false" || v == "off"
}

// each calls do for each element within the one that has just begun. Do must read the
// element to its end, by each, text or skip.
func (x *xmlReader) each(do func(element)) { x.within(do, func([]byte) {}) }

// skip passes over what is within the element that has just begun.
func (x *xmlReader) skip() { x.each(func(element) { x.skip() }) }

// text gives what is written in the element that has just begun, up to MaxText.
func (x *xmlReader) text() string {
	var out strings.Builder
	x.within(func(element) { x.skip() }, func(b []byte) { out.Write(b[:min(len(b), MaxText-out.Len())]) })
	return out.String()
}

func (x *xmlReader) within(do func(element), say func([]byte)) {
	if x.depth++; x.depth > deepestXML {
		x.err = errXML
	}
	defer func() { x.depth-- }()
	for x.err == nil && !x.full && x.purse.tick() {
		t, err := x.tokens.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) || x.depth > 1 {
				x.err = err
			}
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			do(element{nameOf(t.Name), t.Attr})
		case xml.EndElement:
			return
		case xml.CharData:
			say(t)
		}
	}
}

// nameOf tells Word's own elements from others of the same name.
func nameOf(n xml.Name) string {
	switch {
	case strings.Contains(n.Space, "wordprocessingml"):
		return n.Local
	case strings.Contains(n.Space, "markup-compatibility"):
		return "mc:" + n.Local
	}
	return "other:" + n.Local
}

// tags passes XML on as long as no tag is longer than longestTag: the decoder holds all of
// a tag at once.
type tags struct {
	from   io.Reader
	length int
	inside bool
}

// Read reads on, or fails with errXML.
func (t *tags) Read(b []byte) (int, error) {
	n, err := t.from.Read(b)
	for _, c := range b[:n] {
		switch {
		case c == '<':
			t.inside = true
		case c == '>':
			t.inside, t.length = false, 0
		case t.inside:
			t.length++
		}
	}
	if t.length > longestTag {
		return 0, errXML
	}
	return n, err
}
