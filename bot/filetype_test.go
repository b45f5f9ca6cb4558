package bot_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

// archive is a ZIP file with empty entries of these names.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestATypeIsToldFromTheBytes(t *testing.T) {
	word := archive(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml")
	for name, c := range map[string]struct {
		bytes string
		want  string
	}{
		"pdf":                 {"%PDF-1.7\n%\xe2\xe3", "application/pdf"},
		"jpeg":                {"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"},
		"png":                 {"\x89PNG\r\n\x1a\n\x00", "image/png"},
		"webp":                {"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"},
		"heic of a phone":     {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"},
		"word":                {string(word), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"excel":               {string(archive(t, "[Content_Types].xml", "xl/workbook.xml")), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"text":                {"Somos tres socios.\nVendemos café.", "text/plain"},
		"text of Windows":     {"Somos due\xf1os de Caf\xe9 Sol", "text/plain"},
		"table":               {"producto,precio\r\ncafé,120\r\n", "text/csv"},
		"table with a mark":   {"\xef\xbb\xbfproducto;precio\ncafé;120", "text/csv"},
		"nothing":             {"", ""},
		"only spaces":         {" \n\t", ""},
		"program":             {"MZ\x90\x00\x03\x00\x00\x00", ""},
		"program of Linux":    {"\x7fELF\x02\x01\x01", ""},
		"page":                {"<!DOCTYPE html><script>alert(1)</script>", ""},
		"page after spaces":   {"\xef\xbb\xbf \n<html>", ""},
		"page before a pdf":   {"<html>%PDF-1.7", ""},
		"picture with script": {"<svg xmlns='http://www.w3.org/2000/svg'/>", ""},
		"script":              {"#!/bin/sh\nrm -rf /", ""},
		"rich text":           {`{\rtf1\ansi`, ""},
		"archive":             {string(archive(t, "a.exe", "b.txt")), ""},
		"archive of Java":     {string(archive(t, "META-INF/MANIFEST.MF", "A.class")), ""},
		"word with macros":    {string(archive(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")), ""},
		"half an archive":     {string(word[:len(word)/2]), ""},
		"video":               {"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", ""},
		"sound":               {"OggS\x00\x02\x00\x00", ""},
		"old word":            {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""},
		"a cut beginning":     {"%PD", "text/plain"},
	} {
		if got := bot.TypeOf([]byte(c.bytes)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What a hostile archive says of itself is never believed.
func TestAnArchiveThatLiesAboutItsListIsRefused(t *testing.T) {
	good := archive(t, "[Content_Types].xml", "word/document.xml")
	end := len(good) - 22
	for at := end; at < len(good); at++ {
		for _, v := range []byte{0x00, 0x7f, 0xff} {
			b := bytes.Clone(good)
			b[at] = v
			bot.TypeOf(b) // it must not panic
		}
	}
	for _, lie := range []struct {
		at    int
		value uint32
	}{{12, 0xffffffff}, {16, 0xffffffff}, {16, uint32(len(good))}, {12, 3}} {
		b := bytes.Clone(good)
		binary.LittleEndian.PutUint32(b[end+lie.at:], lie.value)
		if got := bot.TypeOf(b); got != "" {
			t.Errorf("%d at %d: %q", lie.value, lie.at, got)
		}
	}
}

func FuzzTypeOf(f *testing.F) {
	f.Add([]byte("PK\x03\x04PK\x05\x06"))
	f.Add([]byte("%PDF-"))
	f.Fuzz(func(_ *testing.T, b []byte) { bot.TypeOf(b) })
}

func TestANameIsMadeFitForShowingAndForADisk(t *testing.T) {
	const pdf, text = "application/pdf", "text/plain"
	for _, c := range []struct{ name, kind, want string }{
		{"constancia.pdf", pdf, "constancia.pdf"},
		{"Constancia de Situación.PDF", pdf, "Constancia de Situación.pdf"},
		{"../../etc/passwd", text, "passwd.txt"},
		{`C:\Users\ana\acta.pdf`, pdf, "acta.pdf"},
		{"pago.bat", text, "pago.bat.txt"},
		{"factura.pdf.exe", pdf, "factura.pdf.exe.pdf"},
		{"foto\u202egpj.exe", pdf, "fotogpj.exe.pdf"},
		{"a\x00b\nc<d>.pdf", pdf, "abcd.pdf"},
		{"", pdf, "archivo.pdf"},
		{"...", pdf, "archivo.pdf"},
		{".pdf", pdf, "pdf.pdf"},
		{"\xff\xfe.pdf", pdf, "pdf.pdf"},
		{"", "", "archivo"},
		{"nota.exe", "", "nota.exe"},
		{"foto.jpeg", "image/jpeg", "foto.jpeg"},
		{"a.ȺȺȺ", "", "a.ⱥⱥⱥ"}, // small letters of more bytes than the capitals
		{"a.K", pdf, "a.K.pdf"},
	} {
		if got := bot.CleanName(c.name, c.kind); got != c.want {
			t.Errorf("CleanName(%q, %q) = %q, want %q", c.name, c.kind, got, c.want)
		}
	}
	long := bot.CleanName(string(bytes.Repeat([]byte("ñ"), 300))+".pdf", pdf)
	if n := len([]rune(long)); n != 80 || long[len(long)-4:] != ".pdf" {
		t.Errorf("a long name has %d characters: %s", n, long)
	}
	if got := bot.CleanName("x."+string(bytes.Repeat([]byte("y"), 300)), ""); len(got) > 80 {
		t.Errorf("a long ending stays: %d bytes", len(got))
	}
}

func FuzzCleanName(f *testing.F) {
	for _, name := range []string{"constancia.pdf", "a.ȺȺȺ", "../x", ".", "\xff.", "ñ. .PDF"} {
		f.Add(name, "application/pdf")
		f.Add(name, "")
	}
	f.Fuzz(func(t *testing.T, name, kind string) {
		got := bot.CleanName(name, kind)
		if got == "" || !utf8.ValidString(got) || utf8.RuneCountInString(got) > 80 || strings.ContainsAny(got, "/\\\n\x00") {
			t.Errorf("CleanName(%q, %q) = %q", name, kind, got)
		}
	})
}
