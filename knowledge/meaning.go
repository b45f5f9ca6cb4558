package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Text is something that is to be embedded, see [Library.Texts].
type Text struct {
	Article string // the id; "" for a question that no article answers, of [GapsFile]
	Lang    string
	Text    string
	Hash    string // SHA-256 of Text, in hex
}

// Texts are what the articles are compared by in meaning, always in the same order: of
// each article in each language its title with its short answer, then its title and each
// of its questions alone (those of [AskedFile] too); and then the questions of [GapsFile].
// Two may be the same text. None is longer than a title and [ShortLimit] runes, but for
// questions that an admin made longer.
func (l *Library) Texts() []Text {
	var out []Text
	for _, r := range l.meaningRows() {
		out = append(out, Text{r.id, r.lang, r.text, hashOfText(r.text)})
	}
	return out
}

// meaningRow is a text to be embedded.
type meaningRow struct {
	id, lang, text string
	line           string // the title or question that it shows; "" for a gap
	whole          bool   // it has the short answer too
}

// meaningRows are all texts. A library that was prepared has its lines in the indexes only.
func (l *Library) meaningRows() []meaningRow {
	var out []meaningRow
	for _, lang := range []string{spanish, english} {
		x := l.indexes[lang]
		for article, id := range x.ids {
			p := l.find(id, lang)
			out = append(out, meaningRow{id, lang, p.Title + "\n" + spoken(p.Short), p.Title, true})
			for n, end := x.lines(article); n < end; n++ {
				out = append(out, meaningRow{id, lang, x.lineText.at(n), x.lineText.at(n), false})
			}
		}
	}
	for _, lang := range []string{spanish, english} {
		if x := l.gaps.indexes[lang]; x != nil {
			for n := range x.lineText.len() {
				out = append(out, meaningRow{lang: lang, text: x.lineText.at(n)})
			}
		}
	}
	return out
}

// spoken is a text without its chat marks: what somebody would read aloud. In plain text
// every sign that is one of a mark has a backslash before it.
func spoken(marks string) string {
	var out strings.Builder
	for i := 0; i < len(marks); i++ {
		switch c := marks[i]; {
		case c == '\\' && i+1 < len(marks):
			i++
			out.WriteByte(marks[i])
		case c == ']':
			if n := strings.IndexByte(marks[i:], ')'); n > 0 {
				i += n // the address
			}
		case strings.IndexByte("*`[", c) < 0:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// Meaning is the vectors of a library's texts, as one model made them. It never changes
// and may be used by many goroutines at once. It takes 4 bytes a number: 10 MB for the
// articles inside the program at 256 dimensions, 59 MB at 1,536.
type Meaning struct {
	dims     int
	flat     []float32    // the rows end to end, each of length 1
	rows     []meaningRow // what each is of; those of articles first
	owner    []int32      // of each row of an article, the number of its id
	ids      []string     // by number
	number   map[string]int32
	missing  int
	bearings bearings
}

// NewMeaning takes the vectors of [Library.Texts], by their hashes. A text without one is
// left out, and so is one whose vector has no direction (all zero, or not a number);
// [Meaning.Missing] tells how many. An error for a vector that does not have dims numbers:
// it is of another model.
//
// It then learns how far these vectors can be trusted, by asking some of the articles' own
// questions and gaps (meaning_learn.go). That costs as much as 384 searches: .3 s for the
// articles inside the program at 256 dimensions, 3 s at 1,536.
func NewMeaning(l *Library, dims int, vectors map[string][]float32) (*Meaning, error) {
	if dims < 1 {
		return nil, fmt.Errorf("vectors of %d dimensions mean nothing", dims)
	}
	for hash, v := range vectors {
		if len(v) != dims {
			return nil, fmt.Errorf("the vector of %s has %d dimensions and not %d: it is of another model; have the articles embedded anew", hash, len(v), dims)
		}
	}
	rows := l.meaningRows()
	m := &Meaning{dims: dims, number: map[string]int32{}, flat: make([]float32, 0, len(rows)*dims)}
	for _, r := range rows {
		if v, ok := normal(vectors[hashOfText(r.text)]); ok {
			m.add(r, v)
		} else {
			m.missing++
		}
	}
	m.bearings = m.learn()
	return m, nil
}

// add puts a row behind the others.
func (m *Meaning) add(r meaningRow, v []float32) {
	r.text = "" // it is not needed any more
	m.flat, m.rows = append(m.flat, v...), append(m.rows, r)
	if r.id == "" {
		return
	}
	number, ok := m.number[r.id]
	if !ok {
		number = int32(len(m.ids))
		m.number[r.id], m.ids = number, append(m.ids, r.id)
	}
	m.owner = append(m.owner, number)
}

// Dims is how many numbers a vector has.
func (m *Meaning) Dims() int { return m.dims }

// Missing is how many of the library's texts have no vector.
func (m *Meaning) Missing() int { return m.missing }

// Len is how many have one.
func (m *Meaning) Len() int { return len(m.rows) }

// Trust is how far the vectors are believed, from 0 (not at all: searches go by words
// alone) to 1: it grows with the share of the articles' own questions that find their
// article by another of its texts.
func (m *Meaning) Trust() float64 { return m.bearings.trust }

func hashOfText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
