package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Bounds of a test: what reading a file may take that was made to hurt. The race detector
// makes all slower, and the machine has others to serve.
const (
	patience = 2*MaxTime + 5*time.Second
	asked    = 700 << 20 // bytes asked for in all, not held at a time
)

// endures reads a document and fails if that takes too much.
func endures(t *testing.T, name, kind string, content []byte) ([]Line, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	lines, err := Read(context.Background(), kind, content)
	runtime.ReadMemStats(&after)
	took, bytes := time.Since(begun), after.TotalAlloc-before.TotalAlloc
	if took > patience || bytes > asked {
		t.Errorf("%s of %d bytes took %v and %d MB", name, len(content), took, bytes>>20)
	}
	t.Logf("%-28s %9d bytes: %8v, %4d MB, %d lines, %v", name, len(content), took.Round(time.Millisecond), bytes>>20, len(lines), err)
	if err != nil && !errors.Is(err, ErrNoUse) && !errors.Is(err, ErrNoText) && !errors.Is(err, ErrLocked) {
		t.Errorf("%s gives an error of another kind: %v", name, err)
	}
	bounded(t, lines)
	return lines, err
}

// bounded checks what Read promises of its lines.
func bounded(t *testing.T, lines []Line) {
	t.Helper()
	size := 0
	for i, l := range lines {
		size += len(l.Text)
		if l.Text == "" || l.Number != i+1 || l.Page < 0 || l.Page > MaxPages || utf8.RuneCountInString(l.Text) > MaxLine || l.Text != clean(l.Text) {
			t.Fatalf("line %d is %d/%d %+q", i, l.Page, l.Number, l.Text)
		}
	}
	if len(lines) > MaxLines || size > MaxText {
		t.Fatalf("%d lines of %d bytes", len(lines), size)
	}
}

func filled(s string, size int) string { return strings.Repeat(s, size/len(s)) }

func TestFilesMadeToHurtDoNot(t *testing.T) {
	const big = 19 << 20
	show := "BT /F 12 Tf 72 700 Td (RFC) Tj ET "
	forms := func(body string) []byte {
		return drawing(winAnsi, "/X Do", streamed("/Subtype /Form "+resources, body))
	}
	for name, pdf := range map[string][]byte{
		"deep arrays":            made(catalog, filled("[", big)),
		"deep dictionaries":      made(filled("<</A", big)),
		"deep in a drawing":      drawing(winAnsi, filled("[", 7<<20)),
		"many arrays":            made(catalog, "["+filled("[0]", big)+"]"),
		"open texts":             made(filled("1 0 obj << (\nstream\n", big)),
		"open texts, once":       made("<< (" + filled("stream ", big)),
		"trailers":               made(filled("trailer << (", big)),
		"objects":                made(filled("7 0 obj\n", big)),
		"many objects":           numbered(400_000),
		"streams":                made(filled("7 0 obj << /Type /ObjStm >> stream\nendstream\n", big)),
		"a table too large":      made("<< /Type /XRef /Size 90000000000 /W [1 1 1] /Length 0 >>\nstream\n\nendstream"),
		"pages in a circle":      made(catalog, "<< /Kids [2 0 R 3 0 R] >>", "<< /Kids [2 0 R 3 0 R] >>"),
		"pages within pages":     made(catalog, filled("<< /Kids [", 1<<20)),
		"itself":                 made(catalog, "2 0 R", "<< /Length 3 0 R >>\nstream\n\nendstream"),
		"forms in a circle":      forms(filled("/X Do ", 1<<16)),
		"forms that draw others": made(fanned()...),
		"a bomb":                 made(catalog, pageTree, onePage, streamed("/Filter /Fl", deflated(filled(" ", 40<<20))), winAnsi),
		"a bomb of letters":      made(catalog, pageTree, onePage, streamed("/Filter /Fl", deflated("BT /F 12 Tf 72 700 Td ("+filled("a", 7<<20)+") Tj")), winAnsi),
		"a bomb of bombs":        made(catalog, pageTree, onePage, streamed("/Filter [/Fl /Fl]", deflated(deflated(filled(" ", 40<<20)))), winAnsi),
		"many streams":           made(catalog, pageTree, "<< /Type /Page /Contents ["+filled("4 0 R ", 1<<20)+"] >>", streamed("/Filter /Fl", deflated(filled(" ", 8<<20)))),
		"numbers beyond all":     drawing(winAnsi, filled("1e14 0 0 1e14 1e14 1e14 cm ", 1<<16)+show),
		"numbers of numbers":     drawing(winAnsi, "BT /F "+filled("9", 1<<20)+" Tf 1e999 -1e999 Td (RFC) Tj ET"),
		"too many arguments":     drawing(winAnsi, filled("1 ", 8<<20)+show),
		"states":                 drawing(winAnsi, filled("q ", 8<<20)+show),
		"widths":                 drawing("<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [0 ["+filled("1 ", 2<<20)+"]] >>] >>", show),
		"a table of letters":     drawing("<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>", show, streamed("", filled("<0000> <FFFF> <0041> endbfrange ", 8<<20))),
		"only a head":            []byte("%PDF-1.7"),
		"nothing":                nil,
		"a head, then noise":     append([]byte("%PDF-1.7\n"), filled("\x00\xff(<[/R obj", big)...),
	} {
		endures(t, name, PDF, pdf)
	}
}

// fanned are forms that each draw the next one many times.
func fanned() []string {
	out := []string{catalog, pageTree, onePage, streamed("", "/X Do"), winAnsi}
	for i := range 8 {
		out = append(out, streamed(fmt.Sprintf("/Subtype /Form /Resources << /XObject << /X %d 0 R >> >>", 7+i), filled("/X Do ", 1<<16)))
	}
	return out
}

// numbered is a PDF of so many empty objects.
func numbered(n int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	for i := range n {
		fmt.Fprintf(&out, "%d 0 obj\nnull\nendobj\n", i+1)
	}
	return out.Bytes()
}

func TestArchivesMadeToHurtDoNot(t *testing.T) {
	for name, body := range map[string]string{
		"a bomb":            worded(para(filled("a", 20<<20))),
		"deep":              worded(filled("<w:sdt>", 3<<20)),
		"deep boxes":        worded("<w:p><w:r>" + filled("<w:drawing>", 3<<20)),
		"tables in tables":  worded(filled("<w:tbl><w:tr><w:tc>", 3<<20)),
		"many cells":        worded("<w:tbl><w:tr>" + filled("<w:tc/>", 3<<20) + "</w:tr></w:tbl>"),
		"many tabs":         worded("<w:p><w:r>" + filled("<w:tab/>", 3<<20) + "</w:r></w:p>"),
		"a tag too long":    "<w:document " + filled(`a="" `, 3<<20) + ">",
		"many short words":  worded(filled(para("a"), 3<<20)),
		"accents on accent": worded(para("e" + filled("\u0301", 1<<20))),
		"one long word":     worded(para(filled("ñ", 3<<20))),
		"entities":          "<!DOCTYPE x [" + filled(`<!ENTITY a "&b;&b;&b;">`, 1<<16) + "]>" + worded(para("&a;")),
	} {
		endures(t, name, DOCX, archived(t, "word/document.xml", body, "word/styles.xml", body))
	}
	var parts []string
	for i := range 20_000 {
		parts = append(parts, fmt.Sprintf("word/header%d.xml", i), "")
	}
	endures(t, "many parts", DOCX, archived(t, append(parts, "word/document.xml", worded(para("a")))...))
	endures(t, "nothing", DOCX, nil)
}

func TestMoreThanTheLimitsIsLeftOff(t *testing.T) {
	long := strings.TrimSpace(filled("palabra ", 1200))
	lines, err := Read(context.Background(), DOCX, archived(t, "word/document.xml", worded(para(long))))
	if err != nil || len(lines) != 3 || strings.ReplaceAll(texts(lines), "\n", " ") != long {
		t.Errorf("a long line becomes %d lines (%v), want 3 without a loss", len(lines), err)
	}
	bounded(t, lines)
	lines, err = Read(context.Background(), DOCX, archived(t, "word/document.xml", worded(filled(para("a"), 1<<20))))
	if err != nil || len(lines) != MaxLines {
		t.Errorf("%d lines (%v), want %d", len(lines), err, MaxLines)
	}
	objects := []string{catalog, "<< /Kids [" + filled("3 0 R ", 6) + filled("6 0 R ", 60*6) + "] >>", onePage, streamed("", "BT /F 12 Tf 72 700 Td (una) Tj ET"), winAnsi}
	for i := range 60 {
		objects = append(objects, onePage)
		objects[1] = strings.Replace(objects[1], "6 0 R ", fmt.Sprintf("%d 0 R  ", 6+i), 1)
	}
	lines, err = Read(context.Background(), PDF, made(objects...))
	if err != nil || len(lines) != MaxPages || lines[len(lines)-1].Page != MaxPages {
		t.Errorf("%d pages (%v), want %d", len(lines), err, MaxPages)
	}
	if _, err := Read(context.Background(), PDF, make([]byte, MaxSize+1)); !errors.Is(err, ErrNoUse) {
		t.Errorf("a file that is too large gives %v, want ErrNoUse", err)
	}
}

func TestWhoIsToldToStopStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, kind := range map[string]string{"chromium.pdf": PDF, "libreoffice.docx": DOCX} {
		if _, err := Read(ctx, kind, sample(t, name)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s gives %v, want what the context says", name, err)
		}
	}
	ctx, cancel = context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := Read(ctx, PDF, drawing(winAnsi, "/X Do", streamed("/Subtype /Form "+resources, filled("/X Do 1 2 3 cm ", 7<<20))))
	if took := time.Since(begun); took > 2*time.Second || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it took %v and gave %v", took, err)
	}
}

func TestEveryFileCutOffAnywhereIsEndured(t *testing.T) {
	for name, kind := range map[string]string{"ps2pdf.pdf": PDF, "packed.pdf": PDF, "owner-aes-256.pdf": PDF, "libreoffice.docx": DOCX} {
		whole := sample(t, name)
		for n := 0; n < len(whole); n += 1 + len(whole)/150 {
			lines, _ := unguarded(context.Background(), kind, whole[:n])
			bounded(t, lines)
		}
	}
}

// unguarded reads without the net below.
func unguarded(ctx context.Context, kind string, content []byte) ([]Line, error) {
	if kind == PDF {
		return readPDF(ctx, content)
	}
	return readDOCX(ctx, content)
}
