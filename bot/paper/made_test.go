package paper

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"
)

// made is a PDF of objects, numbered from 1; the first is the catalog. It has no table of
// objects, which nobody needs who reads it as we do.
func made(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	out.WriteString("trailer << /Root 1 0 R >>\n%%EOF\n")
	return out.Bytes()
}

// streamed is a stream with what else its dictionary says.
func streamed(more, body string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(body), more, body)
}

const (
	catalog   = "<< /Type /Catalog /Pages 2 0 R >>"
	pageTree  = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	winAnsi   = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
	onePage   = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] " + resources + " /Contents 4 0 R >>"
)

// drawing is a PDF of one page with a font and what is drawn.
func drawing(font, content string, more ...string) []byte {
	return made(append([]string{catalog, pageTree, onePage, streamed("", content), font}, more...)...)
}

func deflated(s string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write([]byte(s))
	w.Close()
	return out.String()
}

// archived is a DOCX of parts: name, content, name, content.
func archived(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i+1 < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// worded is the main part of a DOCX.
func worded(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpaces + `><w:body>` + body + `</w:body></w:document>`
}

// para is a paragraph of plain words.
func para(words string) string { return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>" }

// says reads a document that must be readable.
func says(t *testing.T, kind string, content []byte) string {
	t.Helper()
	lines, err := Read(context.Background(), kind, content)
	if err != nil {
		t.Errorf("cannot be read: %v", err)
	}
	return texts(lines)
}

func check(t *testing.T, name, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s reads\n%s\nwant\n%s", name, strings.ReplaceAll(got, "\n", "⏎\n"), want)
	}
}
