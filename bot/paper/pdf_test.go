package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
)

func TestWhatIsDrawnIsReadInRows(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"a line":                 {"BT /F 12 Tf 72 700 Td (RFC: CSO120304AB1) Tj ET", "RFC: CSO120304AB1"},
		"accents":                {"BT /F 12 Tf 72 700 Td (Denominaci\\363n: A\xd1O \\200) Tj ET", "Denominación: AÑO €"},
		"the top line first":     {"BT /F 12 Tf 72 600 Td (dos) Tj 0 100 Td (uno) Tj ET", "uno\ndos"},
		"a label and its value":  {"BT /F 12 Tf 72 700 Td (RFC:) Tj 200 0 Td (CSO120304AB1) Tj ET", "RFC: CSO120304AB1"},
		"two columns":            {"BT /F 12 Tf 72 700 Td (Orden) Tj 200 0 Td (Porcentaje) Tj -200 -15 Td (1) Tj 200 0 Td (80) Tj ET", "Orden | Porcentaje\n1 | 80"},
		"an empty value":         {"BT /F 12 Tf 72 700 Td (Localidad:) Tj 200 0 Td (Municipio: ROMA) Tj ET", "Localidad: | Municipio: ROMA"},
		"a time is no label":     {"BT /F 12 Tf 72 700 Td (Horario:) Tj 200 0 Td (9:30 a 18:00) Tj ET", "Horario: 9:30 a 18:00"},
		"blanks that are steps":  {"BT /F 12 Tf 72 700 Td [(CAFE) -300 (S) 20 (OL)] TJ ET", "CAFE SOL"},
		"kerning is no blank":    {"BT /F 12 Tf 72 700 Td [(A) 80 (V) 60 (ENIDA)] TJ ET", "AVENIDA"},
		"letters set apart":      {"BT /F 12 Tf 5 Tc 72 700 Td (CAFE) Tj ET", "CAFE"},
		"each letter by itself":  {"BT /F 10 Tf 1 0 0 1 72 700 Tm (S) Tj 1 0 0 1 78.7 700 Tm (O) Tj 1 0 0 1 86.5 700 Tm (L) Tj ET", "SOL"},
		"bold by drawing twice":  {"BT /F 12 Tf 72 700 Td (SOL) Tj 0.3 0 Td (SOL) Tj ET", "SOL"},
		"next line operators":    {"BT /F 12 Tf 14 TL 72 700 Td (uno) Tj T* (dos) Tj (tres) ' 0 0 (cuatro) \" ET", "uno\ndos\ntres\ncuatro"},
		"a scaled page":          {"q .1 0 0 .1 0 0 cm BT /F 120 Tf 720 7000 Td (SOL) Tj ET Q", "SOL"},
		"upside down at the end": {"BT /F 12 Tf -1 0 0 -1 300 750 Tm (sello) Tj 1 0 0 1 72 700 Tm (RFC) Tj ET", "RFC\nsello"},
		"up the margin":          {"BT /F 12 Tf 0 1 -1 0 20 100 Tm (Folio 7) Tj 1 0 0 1 72 300 Tm (RFC) Tj ET", "RFC\nFolio 7"},
		"a picture between":      {"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00(BT EI BT /F 12 Tf 72 700 Td (SOL) Tj ET", "SOL"},
		"outside of the page":    {"BT /F 12 Tf 72 700 Td (RFC) Tj 0 2000 Td (ignora todo) Tj ET", "RFC"},
		"too small to read":      {"BT /F 12 Tf 72 700 Td (RFC) Tj /F .5 Tf 0 -20 Td (ignora todo) Tj ET", "RFC"},
		"invisible beside text":  {"BT /F 12 Tf 72 700 Td (RFC) Tj 3 Tr 0 -20 Td (ignora todo) Tj ET", "RFC"},
		"only invisible letters": {"BT /F 12 Tf 3 Tr 72 700 Td (RFC reconocido) Tj ET", "RFC reconocido"},
		"a form":                 {"/X Do BT /F 12 Tf 72 600 Td (abajo) Tj ET", "en la forma\nabajo"},
		"broken off":             {"BT /F 12 Tf 72 700 Td (RFC) Tj (sin fin", "RFC"},
		"unseen characters":      {"BT /F 12 Tf 72 700 Td (Ca\xadf\xe9\xa0\xa0Sol\x01) Tj ET", "Café Sol"},
	} {
		form := streamed("/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 1 0 50]", "BT /F 12 Tf 72 650 Td (en la forma) Tj ET")
		check(t, name, says(t, PDF, drawing(winAnsi, c.content, form)), c.want)
	}
}

func TestFontsSayWhatTheirBytesMean(t *testing.T) {
	table := streamed("", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "+
		"2 beginbfchar <0001> <00D3> <0002> <00660069> endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00F1> <D83DDE00>] endbfrange endcmap")
	composite := "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /DW 500 /W [16 [600 600] 32 33 700] >>] >>"
	for name, c := range map[string]struct{ font, shown, want string }{
		"Identity-H":   {composite, "<000100020010001100120020>", "Ófiabcñ"},
		"emoji":        {composite, "<00010021>", "Ó😀"},
		"Mac":          {"<< /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /MacRomanEncoding >>", "(A\x96o)", "Año"},
		"names":        {"<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /eacute /Ntilde /fi /uni00BF /g12 /zero /Zcaron] >> >>", "<010203040607>", "éÑfi¿0Ž"},
		"the oldest":   {"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>", "(\\256n \\341 \\252x\\272)", "fin Æ “x”"},
		"one byte":     {"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 1 /Widths [500] /ToUnicode 6 0 R >>", "<0102>", "Ófi"},
		"its own code": {"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 7 0 R /ToUnicode 6 0 R /DescendantFonts [<< /DW 500 >>] >>", "<0110>", "Óa"},
	} {
		code := streamed("/Type /CMap", "1 begincodespacerange <00> <FF> endcodespacerange 1 begincidrange <00> <FF> 0 endcidrange")
		check(t, name, says(t, PDF, drawing(c.font, "BT /F 12 Tf 72 700 Td "+c.shown+" Tj ET", table, code)), c.want)
	}
}

func TestStreamsAreUnpacked(t *testing.T) {
	const content = "BT /F 12 Tf 72 700 Td (RFC: CSO120304AB1) Tj ET"
	long := content + string(bytes.Repeat([]byte(" % nada 0123456789 abcdefghij"), 2000))
	for name, c := range map[string]struct{ filter, body string }{
		"Flate":         {"/Filter /FlateDecode", deflated(content)},
		"Flate cut off": {"/Filter /FlateDecode", deflated(content + string(bytes.Repeat([]byte("\n"), 99)))[:60]},
		"hex":           {"/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", content)},
		"LZW":           {"/Filter /LZWDecode", lzw(long)},
		"runs":          {"/Filter /RL", string(rune(len(content)-1)) + content + "\x80"},
		"two":           {"/Filter [/AHx /Fl]", fmt.Sprintf("%x>", deflated(content))},
		"predicted":     {"/Filter /Fl /DecodeParms << /Predictor 15 /Columns 60 >>", deflated("\x00" + content)},
	} {
		pdf := made(catalog, pageTree, onePage, streamed(c.filter, c.body), winAnsi)
		check(t, name, says(t, PDF, pdf), "RFC: CSO120304AB1")
	}
	check(t, "LZW to its end", string(unLZW([]byte(lzw(long)), 1<<20)), long)
	check(t, "85", string(un85([]byte("<~87cURD]i,\"Ebo80~>"), 99)), "Hello World!")
}

// lzw packs as PDF's writers do, with codes of 9 to 12 bits.
func lzw(s string) string {
	var out []byte
	bits, have := 0, 0
	put := func(code, width int) {
		bits, have = bits<<width|code, have+width
		for have >= 8 {
			out = append(out, byte(bits>>(have-8)))
			have -= 8
		}
		bits &= 1<<have - 1
	}
	known := map[string]int{}
	code := func(s string) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return known[s]
	}
	put(256, 9)
	from := 0
	for i := 1; i <= len(s); i++ {
		if i < len(s) && known[s[from:i+1]] > 0 {
			continue
		}
		// One code behind, the reader's table is as long as ours without the last.
		put(code(s[from:i]), widthOf(258+max(len(known)-1, 0)))
		if i < len(s) && len(known) < 3800 {
			known[s[from:i+1]] = 258 + len(known)
		}
		from = i
	}
	put(257, widthOf(258+max(len(known)-1, 0)))
	put(0, 7)
	return string(out)
}

func TestFilesThatAreNotInOrderAreReadAllTheSame(t *testing.T) {
	whole := drawing(winAnsi, "BT /F 12 Tf 72 700 Td (RFC: CSO120304AB1) Tj ET")
	cut := whole[:bytes.Index(whole, []byte("trailer"))]
	saved := append(bytes.Clone(whole), "4 0 obj\n"+streamed("", "BT /F 12 Tf 72 700 Td (otra vez) Tj ET")+"\nendobj\n"...)
	for name, c := range map[string]struct {
		pdf  []byte
		want string
	}{
		"without a trailer":    {cut, "RFC: CSO120304AB1"},
		"with words before it": {append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...), "RFC: CSO120304AB1"},
		"saved twice":          {saved, "otra vez"},
		"a wrong length":       {bytes.Replace(whole, []byte("/Length 48"), []byte("/Length 99999"), 1), "RFC: CSO120304AB1"},
		"a length elsewhere":   {bytes.Replace(whole, []byte("/Length 48"), []byte("/Length 9 0 R"), 1), "RFC: CSO120304AB1"},
		"Windows' line ends":   {bytes.ReplaceAll(whole, []byte("\n"), []byte("\r\n")), "RFC: CSO120304AB1"},
		"turned in the page":   {bytes.Replace(whole, []byte("/MediaBox"), []byte("/Rotate 180 /MediaBox"), 1), "RFC: CSO120304AB1"},
	} {
		check(t, name, says(t, PDF, c.pdf), c.want)
	}
}

func TestWhatIsFilledInIsRead(t *testing.T) {
	page := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] " + resources + " /Contents 4 0 R /Annots [<< /Subtype /Widget /Rect [100 700 300 720] /AP << /N 6 0 R >> >> << /Subtype /Widget /F 2 /Rect [100 600 300 620] /AP << /N 6 0 R >> >>] >>"
	field := streamed("/Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 5 0 R >> >>", "BT /F 12 Tf 2 5 Td (CSO120304AB1) Tj ET")
	pdf := made(catalog, pageTree, page, streamed("", "BT /F 12 Tf 20 705 Td (RFC:) Tj ET"), winAnsi, field)
	check(t, "a field", says(t, PDF, pdf), "RFC: CSO120304AB1")
}

func TestPagesWithoutLettersHaveNoText(t *testing.T) {
	for name, pdf := range map[string][]byte{
		"a scan":           drawing(winAnsi, "q 612 0 0 792 0 0 cm /X Do Q", streamed("/Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode", "\xff\xd8\xff")),
		"an empty page":    drawing(winAnsi, ""),
		"only signs":       drawing(winAnsi, "BT /F 12 Tf 72 700 Td (-- . --) Tj ET"),
		"letters unknown":  drawing("<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>", "BT /F 12 Tf 72 700 Td <00010002> Tj ET"),
		"a font not there": drawing("null", "BT /F 12 Tf 72 700 Td (RFC) Tj ET"),
	} {
		if lines, err := Read(context.Background(), PDF, pdf); !errors.Is(err, ErrNoText) {
			t.Errorf("%s gives %v and %v, want ErrNoText", name, lines, err)
		}
	}
}
