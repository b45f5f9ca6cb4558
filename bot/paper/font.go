package paper

import "strings"

// fonts are those of a file, each read once.
type fonts struct {
	file  *file
	known map[ref]*font
}

// font tells what the bytes of a text mean, and how wide the letters are.
type font struct {
	wide   bool    // two bytes a letter, else one
	codes  *cmap   // how bytes make codes where it is neither; nil mostly
	means  *cmap   // what the file says that codes mean
	table  []rune  // what the font's own code says, of 256; 0 is nothing
	widths spans   // in units of a letter's size
	usual  float64 // the width of a letter that is not in widths
	metric *[95]uint16
}

// font reads a font; nil if it is none. What v stands for is read once if it is a reference.
func (fs *fonts) font(v any) *font {
	r, is := v.(ref)
	if f, known := fs.known[r]; is && known {
		return f
	}
	d := fs.file.dict(v)
	if d == nil {
		return nil
	}
	f := &font{}
	if s, is := fs.file.get(d["ToUnicode"]).(stream); is {
		f.means = readCMap(fs.file.bytes(s), fs.file.purse)
	}
	if d["Subtype"] == name("Type0") {
		f.composite(fs.file, d)
	} else {
		f.simple(fs.file, d)
	}
	if is {
		fs.known[r] = f
	}
	return f
}

// composite reads a font of many letters (9.7).
func (f *font) composite(file *file, d dict) {
	f.wide, f.usual = true, 1
	if s, is := file.get(d["Encoding"]).(stream); is {
		f.codes = readCMap(file.bytes(s), file.purse)
	}
	below := file.array(d["DescendantFonts"])
	if len(below) == 0 {
		return
	}
	own := file.dict(below[0])
	f.usual = file.number(own["DW"], 1000) / 1000
	f.widths.read(file, file.array(own["W"]))
}

// simple reads a font of at most 256 letters (9.6).
func (f *font) simple(file *file, d dict) {
	scale := 1.0 / 1000
	if m := file.numbers(d["FontMatrix"], 6); m != nil && d["Subtype"] == name("Type3") {
		scale = m[0]
	}
	base := string(file.name(d["BaseFont"]))
	f.table = encoding(file, d)
	descriptor := file.dict(d["FontDescriptor"])
	f.usual = file.number(descriptor["MissingWidth"], 0) * scale
	ws := file.array(d["Widths"])
	if ws == nil {
		f.metric = metric(base)
		return
	}
	first := file.int(d["FirstChar"])
	for i, w := range ws {
		if i > 255 {
			break
		}
		f.widths.add(span{first + i, first + i, file.number(w, 0) * scale})
	}
}

// letters gives each letter of a text with its width, and whether it is the byte of a
// blank, until take refuses.
func (f *font) letters(s text, take func(letter string, width float64, blank bool) bool) {
	for len(s) > 0 {
		code, n := f.code(s)
		s = s[n:]
		if !take(f.letter(code), f.width(code), n == 1 && code == ' ') {
			return
		}
	}
}

// code takes the next code off a text.
func (f *font) code(s text) (code, bytes int) {
	switch {
	case !f.wide:
		return int(s[0]), 1
	case f.codes != nil && len(f.codes.spaces) > 0:
		return f.codes.code(s)
	case len(s) == 1:
		return int(s[0]), 1
	}
	return int(s[0])<<8 | int(s[1]), 2
}

// letter is what a code means; "" if nothing says it.
func (f *font) letter(code int) string {
	if s, is := f.means.find(code); is && clean(s) != "" || s == " " {
		return s
	}
	if code < len(f.table) && f.table[code] != 0 {
		return string(f.table[code])
	}
	return ""
}

func (f *font) width(code int) float64 {
	if f.metric == nil {
		if f.codes != nil {
			code = f.codes.cid(code)
		}
		if w, is := f.widths.find(code); is {
			return w
		}
		return f.usual
	}
	var r rune
	if code < len(f.table) {
		r = plain(f.table[code])
	}
	if r < ' ' || r > '~' {
		return 0.5
	}
	return float64(f.metric[r-' ']) / 1000
}

// metric is the table of widths of a font that need not bring its own (9.6.2.2), and of
// those that resemble it.
func metric(base string) *[95]uint16 {
	bold := strings.Contains(base, "Bold")
	switch {
	case strings.Contains(base, "Courier"), strings.Contains(base, "Mono"):
		return &courier
	case strings.Contains(base, "Times") && bold:
		return &timesBold
	case strings.Contains(base, "Times"):
		return &times
	case bold:
		return &helveticaBold
	}
	return &helvetica
}
