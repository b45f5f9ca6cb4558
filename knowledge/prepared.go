package knowledge

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// The articles inside the program are read and indexed when they are changed, not at each
// start: prepared.bin is what Load makes of them, and is read where it lies (row.go). What
// only [Library.Check] needs is not in it: that reads them. It is written anew by:
//
//	go test ./knowledge -run TestPrepared -update
//
//go:embed prepared.bin
var prepared string

// stampOf is short, and another one when a file that Load reads is another.
func stampOf(fsys fs.FS) string {
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	room := make([]byte, 16<<10)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, wrong error) error {
		switch {
		case wrong != nil:
			return wrong
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), ".") || !isArticle(name) && !slices.Contains(besideArticles(), name):
			return nil
		}
		fmt.Fprintln(sum, name)
		return stampFile(sum, fsys, name, room)
	})
	fmt.Fprintln(sum, err, pairs, elsewhere)
	return fmt.Sprintf("%08x\n", sum.Sum32())
}

// besideArticles are the files beside the articles that Load reads.
func besideArticles() []string { return []string{ThresholdsFile, CostsFile, AskedFile, GapsFile} }

func stampFile(sum io.Writer, fsys fs.FS, name string, room []byte) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.CopyBuffer(sum, struct{ io.Reader }{f}, room)
	return err
}

// remainder is what a library has beside articles and indexes.
type remainder struct {
	Version string
	Limits  Thresholds
	Costs   Costs
	Names   map[string][]int
}

// prepare writes a library.
func (l *Library) prepare() (string, error) {
	head, err := json.Marshal(remainder{l.version, l.limits, l.costs, l.names})
	if err != nil {
		return "", fmt.Errorf("write the library's version and rates: %w", err)
	}
	w := &articleWriter{}
	for i := range l.pages {
		l.pages[i].each(w)
	}
	rows := rowWriter{}
	short, long := textsOf(w.texts), textsOf(w.long)
	for _, r := range []row{{string(head), 1}, rowOf(w.counts), short.ends, short.all, long.ends, long.all} {
		rows.add(&r)
	}
	for _, x := range l.allIndexes() {
		x.indexRows.each(rows.add)
	}
	return rows.text(), nil
}

// rowWriter writes rows: first how wide and how long each is, and then what is in them, so
// that nothing of this is read from its file when it is opened.
type rowWriter struct{ heads, data []byte }

func (w *rowWriter) add(r *row) {
	w.heads = binary.AppendUvarint(append(w.heads, byte(r.width)), uint64(len(r.data)))
	w.data = append(w.data, r.data...)
}

func (w *rowWriter) text() string {
	return string(binary.AppendUvarint(nil, uint64(len(w.heads)))) + string(w.heads) + string(w.data)
}

// rowReader reads them back.
type rowReader struct{ heads, data string }

func newRowReader(text string) *rowReader {
	length, n := uvarint(text)
	return &rowReader{text[n : n+length], text[n+length:]}
}

func (r *rowReader) next(out *row) {
	length, n := uvarint(r.heads[1:])
	*out = row{r.data[:length], int(r.heads[0])}
	r.heads, r.data = r.heads[1+n:], r.data[length:]
}

// uvarint reads a number as binary.AppendUvarint writes it.
func uvarint(s string) (value, used int) {
	for shift := 0; ; shift += 7 {
		b := s[used]
		used++
		value |= int(b&0x7f) << shift
		if b < 0x80 {
			return value, used
		}
	}
}

// allIndexes are those of the articles and of the gaps.
func (l *Library) allIndexes() []*index {
	return []*index{l.indexes[spanish], l.indexes[english], l.gaps.indexes[spanish], l.gaps.indexes[english]}
}

// openPrepared reads a library that prepare wrote.
func openPrepared(text string) *Library {
	rows := newRowReader(text)
	var head, counts row
	var short, long textRow
	for _, r := range []*row{&head, &counts, &short.ends, &short.all, &long.ends, &long.all} {
		rows.next(r)
	}
	var rest remainder
	_ = json.Unmarshal([]byte(head.data), &rest) // it was written by prepare
	l := &Library{short: true, place: map[[2]string]int{}, limits: rest.Limits, costs: rest.Costs,
		shapes: newShapes(), names: rest.Names, version: rest.Version}
	for r := (&articleReader{texts: short, long: long, counts: counts}); r.at < short.len(); {
		p := page{}
		p.each(r)
		for _, text := range append([]string{p.Title}, p.Questions...) {
			p.asked = append(p.asked, asked{text: text})
		}
		l.place[[2]string{p.ID, p.Lang}] = len(l.pages)
		l.pages = append(l.pages, p)
	}
	open := func(lang string, topics [][]string) *index {
		var x indexRows
		x.each(rows.next)
		return openIndex(lang, x, topics)
	}
	l.indexes, l.gaps.indexes = map[string]*index{}, map[string]*index{}
	for _, lang := range []string{spanish, english} {
		l.indexes[lang] = open(lang, l.topics(lang))
	}
	for _, lang := range []string{spanish, english} {
		l.gaps.indexes[lang] = open(lang, nil)
	}
	l.ready()
	return l
}

// topics are those of the articles of a language.
func (l *Library) topics(lang string) [][]string {
	var out [][]string
	for i := range l.pages {
		if l.pages[i].Lang == lang {
			out = append(out, l.pages[i].Topics)
		}
	}
	return out
}
