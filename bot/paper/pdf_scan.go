package paper

import "bytes"

// scan goes through a file once, from front to back, and notes its objects.
type scan struct {
	f     *file
	marks [3]mark
	num   int // the object that the scan is in, -1 for none
	tries int // how often it was asked whether that object is a stream
	heard int // how many trailers there were
}

// A file that is not made to hurt has less of both.
const (
	mostTries    = 4
	mostTrailers = 256
)

// mark is a word that is looked for, and where it comes next.
type mark struct {
	word []byte
	next int // -1: never again
}

// The places of the words among the marks.
const (
	markObject = iota
	markStream
	markTrailer
)

func newScan(f *file) *scan {
	return &scan{f: f, num: -1, marks: [3]mark{{[]byte("obj"), -2}, {[]byte("stream"), -2}, {[]byte("trailer"), -2}}}
}

// after finds the next of the words at or after a place. Each is looked for anew only
// when the scan has passed it, so all looking together reads the file three times.
func (s *scan) after(at int) (which, where int) {
	which = -1
	for i := range s.marks {
		m := &s.marks[i]
		if m.next != -1 && m.next < at {
			m.next = index(s.f.data, m.word, at)
		}
		if m.next >= 0 && (which < 0 || m.next < where) {
			which, where = i, m.next
		}
	}
	return which, where
}

func index(b, word []byte, at int) int {
	if at > len(b) {
		return -1
	}
	if i := bytes.Index(b[at:], word); i >= 0 {
		return at + i
	}
	return -1
}

func (s *scan) all() {
	for at := 0; s.f.tick() && len(s.f.places) <= mostObjects; {
		which, where := s.after(at)
		switch which {
		case markObject:
			s.object(where)
			at = where + len("obj")
		case markStream:
			at = s.stream(where)
		case markTrailer:
			at = where + len("trailer")
			s.close(where)
			s.heed(at)
		default:
			s.close(len(s.f.data))
			return
		}
	}
}

// heed reads the trailer at a place.
func (s *scan) heed(at int) {
	if s.heard++; s.heard > mostTrailers {
		return
	}
	l := lexer{b: s.f.data[:min(at+64<<10, len(s.f.data))], at: at, refs: true, purse: s.f.purse}
	if d, is := l.object().(dict); is {
		s.merge(d)
	}
}

// close ends the object that the scan is in.
func (s *scan) close(at int) {
	if p, is := s.f.places[s.num]; is && p.to == 0 {
		p.to = at
		s.f.places[s.num] = p
	}
	s.num = -1
}

// object notes an object, if two numbers stand before the word.
func (s *scan) object(at int) {
	gen, i := before(s.f.data, at)
	num, i := before(s.f.data, i)
	if gen < 0 || num < 0 {
		return
	}
	s.close(i)
	s.num, s.tries = num, 0
	s.f.places[num] = place{gen: gen, from: at + len("obj"), since: at}
}

// before reads the number that ends before a place, and tells where it begins; -1 is none.
func before(b []byte, at int) (number, where int) {
	end := at
	for end > 0 && at-end < 16 && space(b[end-1]) {
		end--
	}
	from := end
	for from > 0 && end-from < 9 && b[from-1] >= '0' && b[from-1] <= '9' {
		from--
	}
	if from == end {
		return -1, at
	}
	n := 0
	for _, c := range b[from:end] {
		n = n*10 + int(c-'0')
	}
	return n, from
}

// stream notes where the bytes of a stream are, and gives the place after them.
func (s *scan) stream(at int) (after int) {
	f, after := s.f, at+len("stream")
	p, is := f.places[s.num]
	if s.tries++; !is || s.tries > mostTries || bytes.HasSuffix(f.data[:at], []byte("end")) {
		return after
	}
	l := lexer{b: f.data[:at], at: p.from, refs: true, purse: f.purse}
	d, is := l.object().(dict)
	if l.skip(); !is || l.at != at {
		return after // a word in a text, or a dictionary that is broken
	}
	p.body = after
	if bytes.HasPrefix(f.data[p.body:], []byte("\r\n")) {
		p.body += 2
	} else if p.body < len(f.data) && (f.data[p.body] == '\n' || f.data[p.body] == '\r') {
		p.body++
	}
	p.to = s.streamEnd(p.body, d)
	f.places[s.num] = p
	switch d["Type"] {
	case name("ObjStm"):
		f.packs = append(f.packs, s.num)
	case name("XRef"):
		s.merge(d)
	}
	s.num = -1
	return p.to
}

// streamEnd is where the bytes of a stream end: as its dictionary says, if that is so,
// or else where the word says it.
func (s *scan) streamEnd(body int, d dict) int {
	ends := []byte("endstream")
	if n, is := d["Length"].(float64); is && n >= 0 && n <= float64(len(s.f.data)-body) {
		end := body + int(n)
		if tail := s.f.data[end:min(end+len(ends)+4, len(s.f.data))]; bytes.HasPrefix(bytes.TrimLeft(tail, "\r\n \t"), ends) {
			return end
		}
	}
	if end := index(s.f.data, ends, body); end >= 0 {
		return end
	}
	return len(s.f.data)
}

// merge takes what a trailer says of the whole file; the later one counts.
func (s *scan) merge(d dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if v, is := d[key]; is {
			s.f.trailer[key] = v
		}
	}
}
