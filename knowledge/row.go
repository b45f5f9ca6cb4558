package knowledge

import (
	"encoding/binary"
	"math"
	"slices"
)

// row is a list of numbers in a text, little-endian, each in as many bytes as the
// largest needs: 1, 2 or 4; those of 8 bytes are the bits of a float64. It is read where
// it lies. So an index is a handful of texts: it has nothing that the garbage collector
// must look at, and the one inside the program is read from its file as it is needed.
type row struct {
	data  string
	width int
}

// rowOf writes numbers, none of which is below 0.
func rowOf(list []int32) row {
	width, most := 1, int32(0)
	for _, n := range list {
		most = max(most, n)
	}
	switch {
	case most > math.MaxUint16:
		width = 4
	case most > math.MaxUint8:
		width = 2
	}
	return written(list, width)
}

// wideRow writes numbers in 4 bytes each, however small they are.
func wideRow(list []int32) row { return written(list, 4) }

func written(list []int32, width int) row {
	out := make([]byte, 0, width*len(list))
	for _, n := range list {
		switch width {
		case 1:
			out = append(out, byte(n))
		case 2:
			out = binary.LittleEndian.AppendUint16(out, uint16(n))
		default:
			out = binary.LittleEndian.AppendUint32(out, uint32(n))
		}
	}
	return row{string(out), width}
}

// floatRow writes fractions, to the bit.
func floatRow(list []float64) row {
	out := make([]byte, 0, 8*len(list))
	for _, f := range list {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(f))
	}
	return row{string(out), 8}
}

func (r row) len() int { return len(r.data) / max(r.width, 1) }

// at is the number at a place.
func (r row) at(i int) int32 {
	switch r.width {
	case 1:
		return int32(r.data[i])
	case 2:
		return two(r.data, i)
	}
	return four(r.data, i)
}

// two and four read a number of so many bytes.
func two(s string, i int) int32 {
	_ = s[2*i+1]
	return int32(s[2*i]) | int32(s[2*i+1])<<8
}

func four(s string, i int) int32 {
	_ = s[4*i+3]
	return int32(s[4*i]) | int32(s[4*i+1])<<8 | int32(s[4*i+2])<<16 | int32(s[4*i+3])<<24
}

// float is the fraction at a place.
func (r row) float(i int) float64 {
	s := r.data[8*i:]
	_ = s[7]
	return math.Float64frombits(uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56)
}

// floats are all of them.
func (r row) floats() []float64 {
	out := make([]float64, r.len())
	for i := range out {
		out[i] = r.float(i)
	}
	return out
}

// read gives the numbers of some places, in room that is used again.
func (r row) read(from, to int, room []int32) []int32 {
	if n := to - from; cap(room) < n {
		room = make([]int32, n)
	} else {
		room = room[:n]
	}
	switch s := r.data[from*r.width : to*r.width]; r.width {
	case 1:
		for i := range room {
			room[i] = int32(s[i])
		}
	case 2:
		for i := range room {
			room[i] = two(s, i)
		}
	default:
		for i := range room {
			room[i] = four(s, i)
		}
	}
	return room
}

// lists are short lists of numbers, end to end. Ends has 4 bytes for each.
type lists struct{ ends, all row }

func listsOf(list [][]int32) lists {
	ends, n := make([]int32, len(list)), 0
	for i, l := range list {
		n += len(l)
		ends[i] = int32(n)
	}
	return lists{wideRow(ends), rowOf(slices.Concat(list...))}
}

// bounds are where a list begins and ends.
func (l lists) bounds(i int) (from, to int) {
	if i > 0 {
		from = int(four(l.ends.data, i-1))
	}
	return from, int(four(l.ends.data, i))
}

// read gives a list, in room that is used again.
func (l lists) read(i int, room []int32) []int32 {
	from, to := l.bounds(i)
	return l.all.read(from, to, room)
}

// sum adds the weights of a list.
func (l lists) sum(i int, weights []float64) float64 {
	from, to := l.bounds(i)
	total := 0.0
	if l.all.width == 2 { // as it usually is
		for s := l.all.data[2*from : 2*to]; len(s) > 1; s = s[2:] {
			total += weights[int(s[0])|int(s[1])<<8]
		}
		return total
	}
	for ; from < to; from++ {
		total += weights[l.all.at(from)]
	}
	return total
}

// textRow is short texts, end to end.
type textRow struct{ ends, all row }

func textsOf(list []string) textRow {
	var all []byte
	var ends []int32
	for _, s := range list {
		all = append(all, s...)
		ends = append(ends, int32(len(all)))
	}
	return textRow{wideRow(ends), row{string(all), 1}}
}

func (t textRow) len() int { return t.ends.len() }

// at is the text at a place; it lies in the whole.
func (t textRow) at(i int) string {
	from, to := lists(t).bounds(i)
	return t.all.data[from:to]
}

// dictionary finds the place of a text.
type dictionary struct {
	textRow
	slots row // a hash → 1 + the place of a text that has it, or of one that found it taken
}

func dictionaryOf(list []string) dictionary {
	size := 2
	for size < 2*len(list) {
		size *= 2
	}
	slots := make([]int32, size)
	for i, s := range list {
		at := hash(s) & uint32(size-1)
		for slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		slots[at] = int32(i + 1)
	}
	return dictionary{textsOf(list), rowOf(slots)}
}

// find is the place of a text; -1 when it is not there.
func (d dictionary) find(s string) int {
	mask := uint32(d.slots.len() - 1)
	for at := hash(s) & mask; ; at = (at + 1) & mask {
		i := int(d.slots.at(int(at))) - 1
		if i < 0 || d.at(i) == s {
			return i
		}
	}
}

// hash is FNV-1a (Fowler, Noll and Vo), which is the same in every process.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
