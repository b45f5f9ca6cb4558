package paper

import (
	"bytes"
	"cmp"
	"slices"
)

// mostObjects bounds the objects of a PDF; a book of a thousand pages has fewer.
const mostObjects = 200_000

// file is a PDF: where its objects are, and those that were looked at. The objects are
// found by reading the whole file and not by its own table, so a file whose table is
// wrong, missing or cut off is read like a sound one. Of two objects with one number the
// later counts, as it does in a file that was saved twice.
type file struct {
	*purse
	data    []byte
	places  map[int]place
	packs   []int // the objects that hold others, in the file's order
	trailer dict
	kept    map[int]any
	loading map[int]bool
	lock    *lock // nil where nothing is locked
}

// place is where an object lies: from and to in the file, or in the bytes of a pack.
// In a stream, body is where its bytes begin; else it is 0.
type place struct {
	gen, from, body, to int
	pack                []byte
	since               int // where in the file it was defined; in a pack, where the pack was
}

// open finds the objects. The error is ErrLocked or ErrNoUse.
func open(data []byte, p *purse) (*file, error) {
	f := &file{purse: p, data: data, places: map[int]place{}, trailer: dict{}, kept: map[int]any{}, loading: map[int]bool{}}
	head := data[:min(len(data), 1024)] // the mark may have something before it (annex H, 3.4.1)
	if !bytes.Contains(head, []byte("%PDF-")) {
		return nil, ErrNoUse
	}
	newScan(f).all()
	if len(f.places) > mostObjects || f.late {
		return nil, ErrNoUse
	}
	if locked, is := f.get(f.trailer["Encrypt"]).(dict); is {
		lock, err := unlock(f, locked)
		if err != nil {
			return nil, err
		}
		f.lock = lock
	}
	for _, num := range f.packs {
		f.unpackObjects(num)
	}
	return f, nil
}

// get gives what a value stands for, following references; nil where there is nothing.
func (f *file) get(v any) any {
	for range 16 {
		r, is := v.(ref)
		if !is {
			return v
		}
		v = f.load(int(r))
	}
	return nil
}

// load reads an object, once.
func (f *file) load(num int) any {
	if v, is := f.kept[num]; is {
		return v
	}
	p, is := f.places[num]
	if !is || f.loading[num] {
		return nil
	}
	f.loading[num] = true
	defer delete(f.loading, num)
	from := f.data
	if p.pack != nil {
		from = p.pack
	}
	end := p.to
	if p.body > 0 {
		end = p.body
	}
	l := lexer{b: from[:end], at: p.from, refs: true, purse: f.purse}
	v := l.object()
	if _, word := v.(word); word || v == (ended{}) {
		v = nil
	}
	if d, is := v.(dict); is && p.body > 0 {
		v = stream{dict: d, num: num, gen: p.gen, packed: f.data[p.body:f.bodyEnd(p, d)]}
	}
	f.kept[num] = v
	return v
}

// bodyEnd is where the bytes of a stream end: as the dictionary says, if that may be so.
func (f *file) bodyEnd(p place, d dict) int {
	if n, is := f.get(d["Length"]).(float64); is && n >= 0 && n < float64(p.to-p.body) {
		return p.body + int(n)
	}
	return p.to
}

// The views of a value: what it is, or nothing.
func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case stream:
		return v.dict
	}
	return nil
}

func (f *file) array(v any) array {
	a, _ := f.get(v).(array)
	return a
}

func (f *file) name(v any) name {
	n, _ := f.get(v).(name)
	return n
}

func (f *file) number(v any, without float64) float64 {
	if n, is := f.get(v).(float64); is {
		return n
	}
	return without
}

func (f *file) int(v any) int { return int(f.number(v, 0)) }

// numbers gives the numbers of an array, if there are as many as wanted.
func (f *file) numbers(v any, wanted int) []float64 {
	a := f.array(v)
	if len(a) != wanted {
		return nil
	}
	out := make([]float64, wanted)
	for i := range a {
		out[i] = f.number(a[i], 0)
	}
	return out
}

// unpackObjects notes where the objects of a pack are (7.5.7).
func (f *file) unpackObjects(num int) {
	s, is := f.load(num).(stream)
	if !is {
		return
	}
	b := f.bytes(s)
	first, n := f.int(s.dict["First"]), f.int(s.dict["N"])
	if first < 0 || first > len(b) {
		return
	}
	type entry struct{ num, from int }
	var entries []entry
	l := lexer{b: b[:first], purse: f.purse}
	for range min(n, mostObjects) {
		num, is1 := l.token().(float64)
		at, is2 := l.token().(float64)
		if !is1 || !is2 || num < 0 || num > 1e9 || at < 0 || at > float64(len(b)-first) {
			break
		}
		entries = append(entries, entry{int(num), first + int(at)})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.from, b.from) })
	since := f.places[num].since
	for i, e := range entries {
		end := len(b)
		if i+1 < len(entries) {
			end = entries[i+1].from
		}
		old, is := f.places[e.num]
		if is && old.since > since || !is && len(f.places) >= mostObjects {
			continue
		}
		f.places[e.num] = place{from: e.from, to: end, pack: b, since: since}
		delete(f.kept, e.num)
	}
}
