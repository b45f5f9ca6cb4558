package paper

import (
	"context"
	"testing"
	"time"
)

// tryOut reads what the fuzzer made, without the net below.
func tryOut(t *testing.T, kind string, content []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), MaxTime)
	defer cancel()
	begun := time.Now()
	lines, err := unguarded(ctx, kind, content)
	if took := time.Since(begun); took > MaxTime+time.Second {
		t.Fatalf("it took %v", took)
	}
	if err == nil && len(lines) == 0 {
		t.Fatal("neither lines nor an error")
	}
	bounded(t, lines)
}

func FuzzPDF(f *testing.F) {
	for _, name := range []string{"ps2pdf.pdf", "packed.pdf", "rotated.pdf", "owner-aes-128.pdf", "owner-aes-256.pdf", "owner-rc4-40.pdf", "locked-256.pdf"} {
		f.Add(sample(f, name))
	}
	table := streamed("", "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <00D3> endbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange")
	f.Add(drawing(winAnsi, "BT /F 12 Tf 14 TL 72 700 Td (RFC:) Tj 200 0 Td [(CSO) -300 (12)] TJ T* (x) ' 1 2 (y) \" 0 1 -1 0 5 5 Tm 3 Tr 110 Tz 1 Ts (z) Tj ET /X Do BI /W 1 ID x EI", streamed("/Subtype /Form /Matrix [1 0 0 1 0 5] "+resources, "q /X Do Q")))
	f.Add(drawing("<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /DW 500 /W [16 [600] 32 33 700] >>] >>", "BT /F 9 Tf 9 9 Td <00010010> Tj ET", table))
	f.Add(drawing("<< /Subtype /Type3 /FontMatrix [.1 0 0 .1 0 0] /FirstChar 1 /Widths [5 6] /Encoding << /Differences [1 /eacute /uni00F1] >> >>", "BT /F 9 Tf 9 9 Td <0102> Tj ET"))
	f.Add(made(catalog, pageTree, onePage, streamed("/Filter [/LZW /RL /A85 /AHx /Fl] /DecodeParms << /Predictor 12 /Columns 5 >>", lzw("BT /F 12 Tf"))))
	f.Fuzz(func(t *testing.T, content []byte) { tryOut(t, PDF, content) })
}

// FuzzDocx tries the main part of a document, packed anew, and the bytes as they are.
func FuzzDocx(f *testing.F) {
	f.Add([]byte(worded(para("RFC:") + "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + para("a") + "</w:tc><w:sdt><w:sdtContent>" + para("b") + "</w:sdtContent></w:sdt></w:tr></w:tbl>")))
	f.Add([]byte(worded(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:ins><w:r><w:rPr><w:vanish w:val="0"/><w:sz w:val="9"/></w:rPr><w:t>x</w:t><w:tab/><w:br/></w:r></w:ins><w:del><w:r><w:t>y</w:t></w:r></w:del></w:p>`)))
	f.Add([]byte(worded(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + para("z") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>`)))
	f.Add([]byte(`<w:styles ` + wordSpaces + `><w:style w:styleId="a"><w:basedOn w:val="a"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`))
	f.Add(sample(f, "libreoffice.docx"))
	f.Fuzz(func(t *testing.T, content []byte) {
		tryOut(t, DOCX, content)
		tryOut(t, DOCX, archived(t, "word/document.xml", string(content), "word/styles.xml", string(content), "word/header1.xml", string(content)))
	})
}
