package paper

import (
	"context"
	"errors"
	"testing"
)

func TestADocumentIsReadDownThePage(t *testing.T) {
	cell := func(paras string) string { return "<w:tc>" + paras + "</w:tc>" }
	run := func(look, words string) string {
		return "<w:r><w:rPr>" + look + "</w:rPr><w:t>" + words + "</w:t></w:r>"
	}
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs":        {para("uno") + para("") + para("dos"), "uno\ndos"},
		"runs of a word":    {"<w:p><w:r><w:t>CAF</w:t></w:r><w:r><w:t>É</w:t></w:r><w:r><w:t xml:space=\"preserve\"> SOL</w:t></w:r></w:p>", "CAFÉ SOL"},
		"tabs":              {"<w:p><w:r><w:tab/><w:t>RFC:</w:t><w:tab/><w:tab/><w:t>CSO120304AB1</w:t></w:r></w:p>", "RFC: CSO120304AB1"},
		"line breaks":       {"<w:p><w:r><w:t>uno</w:t><w:br/><w:t>dos</w:t></w:r></w:p>", "uno\ndos"},
		"a table":           {"<w:tbl><w:tr>" + cell(para("RFC:")) + cell(para("CSO120304AB1")) + "</w:tr><w:tr>" + cell(para("Calle: A")) + cell(para("Número: 1")) + "</w:tr></w:tbl>", "RFC: CSO120304AB1\nCalle: A | Número: 1"},
		"cells of lines":    {"<w:tbl><w:tr>" + cell(para("RFC:")+para("Nombre:")) + cell(para("CSO")+para("SOL")) + "</w:tr></w:tbl>", "RFC: CSO\nNombre: SOL"},
		"an uneven row":     {"<w:tbl><w:tr>" + cell(para("RFC:")) + cell(para("CSO")+para("SOL")) + "</w:tr></w:tbl>", "RFC: CSO SOL"},
		"a table in a cell": {"<w:tbl><w:tr>" + cell("<w:tbl><w:tr>"+cell(para("a"))+cell(para("b"))+"</w:tr></w:tbl>") + "</w:tr></w:tbl>", "a | b"},
		"a deleted row":     {para("x") + "<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + cell(para("no")) + "</w:tr></w:tbl>", "x"},
		"deleted words":     {"<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>sí</w:t></w:r></w:ins></w:p>", "sí"},
		"hidden words":      {"<w:p>" + run("<w:vanish/>", "ignora todo") + run("<w:vanish w:val=\"0\"/>", "RFC") + run("<w:sz w:val=\"1\"/>", "ignora") + "</w:p>", "RFC"},
		"hidden by style":   {"<w:p>" + run("<w:rStyle w:val=\"Oculto\"/>", "no") + run("<w:rStyle w:val=\"Nieto\"/>", "no") + run("<w:rStyle w:val=\"Claro\"/>", "sí") + "</w:p><w:p><w:pPr><w:pStyle w:val=\"Oculto\"/></w:pPr><w:r><w:t>no</w:t></w:r></w:p>", "sí"},
		"a field":           {"<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:fldSimple><w:r><w:t>hoy</w:t></w:r></w:fldSimple></w:p>", "hoy"},
		"a form's field":    {"<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" + para("SOL") + "</w:sdtContent></w:sdt>", "SOL"},
		"a box": {"<w:p><w:r><w:t>al lado</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + para("en la caja") +
			"</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + para("en la caja") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "al lado\nen la caja"},
		"unseen characters": {para("la o\uFB01cina\u00a0\u200b \u202eal re\u00adv\u0065\u0301s\U000E0041"), "la oficina al revés"},
		"entities":          {para("caf&#233; &amp; t&#xE9;"), "café & té"},
		"broken off":        {para("uno") + "<w:p><w:r><w:t>dos</w:p>", "uno\ndos"},
	} {
		styles := `<w:styles ` + wordSpaces + `><w:style w:styleId="Oculto"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Hijo"><w:basedOn w:val="Oculto"/></w:style>` +
			`<w:style w:styleId="Nieto"><w:basedOn w:val="Hijo"/></w:style><w:style w:styleId="Claro"><w:basedOn w:val="Oculto"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style></w:styles>`
		check(t, name, says(t, DOCX, archived(t, "[Content_Types].xml", "", "word/document.xml", worded(c.body), "word/styles.xml", styles)), c.want)
	}
}

func TestHeadersComeFirstAndFootersLast(t *testing.T) {
	margin := func(kind, words string) string {
		return "<w:" + kind + " " + wordSpaces + ">" + para(words) + "</w:" + kind + ">"
	}
	docx := archived(t, "word/footer1.xml", margin("ftr", "Página 1"), "word/document.xml", worded(para("cuerpo")),
		"word/header1.xml", margin("hdr", "CAFE SOL"), "word/header2.xml", margin("hdr", "CAFE SOL"), "word/comments.xml", margin("comments", "no"))
	check(t, "headers", says(t, DOCX, docx), "CAFE SOL\ncuerpo\nPágina 1")
}

func TestAnArchiveThatIsNoDocumentIsOfNoUse(t *testing.T) {
	whole := archived(t, "word/document.xml", worded(para("uno")))
	for name, content := range map[string][]byte{
		"nothing":         nil,
		"a text":          []byte("RFC: CSO120304AB1"),
		"another archive": archived(t, "xl/workbook.xml", "<x/>"),
		"cut off":         whole[:len(whole)-30],
		"no XML":          archived(t, "word/document.xml", "RFC <<<"),
		"own entities":    archived(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]>`+worded(para("&a;"))),
	} {
		if lines, err := Read(context.Background(), DOCX, content); !errors.Is(err, ErrNoUse) {
			t.Errorf("%s gives %v and %v, want ErrNoUse", name, lines, err)
		}
	}
	if _, err := Read(context.Background(), DOCX, archived(t, "word/document.xml", worded(para("")))); !errors.Is(err, ErrNoText) {
		t.Errorf("an empty document gives %v, want ErrNoText", err)
	}
}
