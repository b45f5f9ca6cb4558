package paper

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
	"slices"
)

// bytes unpacks a stream, up to MaxPart. What is damaged is given as far as it goes; nil
// if it is packed as only pictures are.
func (f *file) bytes(s stream) []byte {
	if !f.look() || !f.unpack(callCost) {
		return nil
	}
	filters, settings := f.list(s.dict["Filter"], s.dict["F"]), f.list(s.dict["DecodeParms"], s.dict["DP"])
	b := s.packed
	if f.lock != nil && f.name(s.dict["Type"]) != "XRef" {
		b = f.lock.open(s.num, s.gen, b)
	}
	for i, filter := range filters {
		n, _ := filter.(name)
		unpack, known := unpackers[n]
		if !known || i > 4 {
			return nil
		}
		b = unpack(b, min(MaxPart, max(f.purse.bytes, 0)))
		if !f.unpack(len(b)) {
			return nil
		}
		if i < len(settings) {
			b = f.unpredict(b, f.dict(settings[i]))
		}
	}
	return b[:min(len(b), MaxPart)]
}

// list gives the values of an array, or the one value that there is.
func (f *file) list(v, other any) array {
	if v == nil {
		v = other
	}
	switch v := f.get(v).(type) {
	case nil:
		return nil
	case array:
		out := make(array, len(v))
		for i := range v {
			out[i] = f.get(v[i])
		}
		return out
	default:
		return array{v}
	}
}

// unpackers give at most so many bytes (7.4).
var unpackers = map[name]func(b []byte, most int) []byte{
	"FlateDecode": inflate, "Fl": inflate,
	"LZWDecode": unLZW, "LZW": unLZW,
	"ASCII85Decode": un85, "A85": un85,
	"ASCIIHexDecode": unHex, "AHx": unHex,
	"RunLengthDecode": unRun, "RL": unRun,
	"Crypt": func(b []byte, _ int) []byte { return b },
}

// inflate reads past the two bytes before the data, and minds no sum after it.
func inflate(b []byte, most int) []byte {
	if len(b) < 2 {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b[2:])), int64(most)))
	return out
}

func un85(b []byte, most int) []byte {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if end := bytes.IndexByte(b, '~'); end >= 0 {
		b = b[:end]
	}
	out, _ := io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(b)), int64(most)))
	return out
}

func unHex(b []byte, most int) []byte {
	l := lexer{b: b}
	out := []byte(l.hex())
	return out[:min(len(out), most)]
}

func unRun(b []byte, most int) []byte {
	var out []byte
	for at := 0; at < len(b) && len(out) < most; {
		n := int(b[at])
		at++
		switch {
		case n == 128:
			return out
		case n < 128:
			end := min(at+n+1, len(b))
			out = append(out, b[at:end]...)
			at = end
		case at < len(b):
			out = append(out, bytes.Repeat(b[at:at+1], 257-n)...)
			at++
		}
	}
	return out[:min(len(out), most)]
}

// The codes of LZW that stand for no byte, and how many codes there are.
const (
	lzwClear, lzwEnd = 256, 257
	lzwFirst, lzwAll = 258, 4096
)

// lzwTable is what the codes mean so far: each is the one before it and one byte more.
type lzwTable struct {
	before         [lzwAll]int
	last           [lzwAll]byte
	next, previous int // the code that comes next, and the last one that was read or -1
}

// unLZW undoes LZW with early change, which is what everybody writes (7.4.4).
func unLZW(b []byte, most int) []byte {
	t := &lzwTable{next: lzwFirst, previous: -1}
	var out []byte
	width := widthOf(t.next)
	for bit := 0; bit+width <= len(b)*8 && len(out) < most; {
		code := 0
		for i := range width {
			code = code<<1 | int(b[(bit+i)/8]>>(7-(bit+i)%8)&1)
		}
		bit += width
		switch {
		case code == lzwClear:
			t.next, t.previous = lzwFirst, -1
		case code == lzwEnd, code > t.next, code == t.next && t.previous < 0:
			return out
		default:
			out = t.append(out, code)
		}
		width = widthOf(t.next)
	}
	return out
}

// append adds what a code means, and learns the next code.
func (t *lzwTable) append(out []byte, code int) []byte {
	from := len(out)
	at := code
	if code == t.next { // it means what the last one did, and its first byte once more
		at, out = t.previous, append(out, 0)
	}
	for ; at >= lzwFirst; at = t.before[at] {
		out = append(out, t.last[at])
	}
	first := byte(at)
	out = append(out, first)
	slices.Reverse(out[from:])
	if code == t.next {
		out[len(out)-1] = first
	}
	if t.previous >= 0 && t.next < lzwAll {
		t.before[t.next], t.last[t.next] = t.previous, first
		t.next++
	}
	t.previous = code
	return out
}

// widthOf is the bits of a code when so many are known.
func widthOf(next int) int {
	switch {
	case next >= 2047:
		return 12
	case next >= 1023:
		return 11
	case next >= 511:
		return 10
	}
	return 9
}

// unpredict undoes the PNG predictors (7.4.4.4), which some writers use for packs.
func (f *file) unpredict(b []byte, d dict) []byte {
	if f.int(d["Predictor"]) < 10 {
		return b
	}
	bits := f.number(d["Colors"], 1) * f.number(d["BitsPerComponent"], 8)
	columns := f.number(d["Columns"], 1)
	if !(bits >= 1 && bits <= 128 && columns >= 1 && columns <= 1<<20) {
		return nil
	}
	unit := (int(bits) + 7) / 8
	row := (int(bits)*int(columns) + 7) / 8
	out := make([]byte, 0, len(b))
	above := make([]byte, row)
	for len(b) > 1 {
		kind := b[0]
		out = append(out, b[1:min(1+row, len(b))]...)
		line := out[len(out)-min(row, len(b)-1):]
		b = b[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= unit {
				left, corner = line[i-unit], above[i-unit]
			}
			line[i] += predicted(kind, left, above[i], corner)
		}
		copy(above, line)
	}
	return out
}

// predicted is what a byte is expected to be from those around it (PNG, 9.2).
func predicted(kind, left, above, corner byte) byte {
	switch kind {
	case 1:
		return left
	case 2:
		return above
	case 3:
		return byte((int(left) + int(above)) / 2)
	case 4:
		p := int(left) + int(above) - int(corner)
		a, b, c := max(p-int(left), int(left)-p), max(p-int(above), int(above)-p), max(p-int(corner), int(corner)-p)
		switch {
		case a <= b && a <= c:
			return left
		case b <= c:
			return above
		}
		return corner
	}
	return 0
}
