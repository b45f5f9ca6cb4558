package bot

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// The types of files that are taken, and the endings that fit each, the usual one first.
const (
	typePDF  = "application/pdf"
	typeJPEG = "image/jpeg"
	typePNG  = "image/png"
	typeWEBP = "image/webp"
	typeHEIC = "image/heic"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeCSV  = "text/csv"
	typeText = "text/plain"

	typeOGG = "audio/ogg"
	typeMP3 = "audio/mpeg"
	typeM4A = "audio/mp4"
	typeMP4 = "video/mp4"
)

var endings = map[string][]string{
	typePDF: {".pdf"}, typeJPEG: {".jpg", ".jpeg"}, typePNG: {".png"}, typeWEBP: {".webp"}, typeHEIC: {".heic", ".heif"},
	typeDOCX: {".docx"}, typeXLSX: {".xlsx"}, typeCSV: {".csv", ".txt"}, typeText: {".txt", ".csv"},
	typeOGG: {".ogg", ".oga", ".opus"}, typeMP3: {".mp3"}, typeM4A: {".m4a"}, typeMP4: {".mp4"},
}

// TypeOf tells a file's media type from its bytes, never from its name; "" when it is
// not of a type that is taken. Pages, programs and archives are not.
func TypeOf(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return typePDF
	case bytes.HasPrefix(b, []byte("\xFF\xD8\xFF")):
		return typeJPEG
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1A\n")):
		return typePNG
	case len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return typeWEBP
	case isHEIC(b):
		return typeHEIC
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return officeType(b)
	}
	return textType(b)
}

// SoundOf tells the media type of something spoken from its bytes; "" when it is none of
// those that phones make: Ogg (RFC 3533 §6), MP3 with or without a head, and MP4, which a
// video note is too.
func SoundOf(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("OggS")):
		return typeOGG
	case bytes.HasPrefix(b, []byte("ID3")), len(b) > 2 && b[0] == 0xFF && b[1]&0xE6 == 0xE2:
		return typeMP3
	case len(b) > 12 && string(b[4:8]) == "ftyp" && !isHEIC(b):
		if string(b[8:11]) == "M4A" {
			return typeM4A
		}
		return typeMP4
	}
	return ""
}

// Spoken tells whether a document is something that was said aloud.
func (d Document) Spoken() bool {
	return d.Type == typeOGG || d.Type == typeMP3 || d.Type == typeM4A || d.Type == typeMP4
}

// heicBrands are those of pictures as phones make them (ISO/IEC 23008-12, annex B).
const heicBrands = " heic heix heim heis hevc hevx mif1 msf1 "

func isHEIC(b []byte) bool {
	return len(b) > 12 && string(b[4:8]) == "ftyp" && strings.Contains(heicBrands, " "+string(b[8:12])+" ")
}

// officeType tells a Word or Excel file from other archives by the entries that only
// it has (ECMA-376, part 2). One with macros is a program.
func officeType(b []byte) string {
	found, parts := "", false
	for _, name := range zipNames(b) {
		switch {
		case strings.HasSuffix(name, "vbaProject.bin"):
			return ""
		case name == "[Content_Types].xml":
			parts = true
		case name == "word/document.xml":
			found = typeDOCX
		case name == "xl/workbook.xml":
			found = typeXLSX
		}
	}
	if !parts {
		return ""
	}
	return found
}

// Of the ZIP format (APPNOTE.TXT 4.3.12 and 4.3.16): the end record, which lies within
// the last 64 KB, tells where the list of entries is.
const (
	zipEnd, zipEndSize     = "PK\x05\x06", 22
	zipEntry, zipEntrySize = "PK\x01\x02", 46
	zipFarthestEnd         = zipEndSize + 0xFFFF
	zipLongestList         = 1 << 20 // bytes; thousands of entries
)

// zipNames lists the entries of an archive without opening any; nil when the list
// cannot be read or is longer than any document's.
func zipNames(b []byte) []string {
	tail := max(0, len(b)-zipFarthestEnd)
	at := bytes.LastIndex(b[tail:], []byte(zipEnd))
	if at < 0 || len(b)-tail-at < zipEndSize {
		return nil
	}
	end := b[tail+at:]
	size, from := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	if size > zipLongestList || from+size > int64(len(b)) {
		return nil
	}
	var names []string
	for list := b[from : from+size]; len(list) >= zipEntrySize && string(list[:4]) == zipEntry; {
		name := int(binary.LittleEndian.Uint16(list[28:]))
		next := zipEntrySize + name + int(binary.LittleEndian.Uint16(list[30:])) + int(binary.LittleEndian.Uint16(list[32:]))
		if next > len(list) {
			return nil
		}
		names = append(names, string(list[zipEntrySize:zipEntrySize+name]))
		list = list[next:]
	}
	return names
}

// textType tells a text from what only begins like one: no control characters, and
// neither a page nor a script. Windows' spreadsheets still write Latin letters in one byte.
func textType(b []byte) string {
	text := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(text) == 0 || !plainText(text) {
		return ""
	}
	for _, start := range []string{"<", "#!", `{\rtf`, "%!", "MZ", "@echo", "@ECHO"} {
		if bytes.HasPrefix(text, []byte(start)) {
			return ""
		}
	}
	if isTable(text) {
		return typeCSV
	}
	return typeText
}

func plainText(b []byte) bool {
	latin := !utf8.Valid(b)
	for _, c := range b {
		switch {
		case c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f', c == 0x7F, latin && c >= 0x80 && c < 0xA0:
			return false
		}
	}
	return true
}

// isTable tells whether the first lines have the same separators, and some.
func isTable(b []byte) bool {
	lines := bytes.SplitN(b, []byte("\n"), 4)
	if len(lines) < 2 {
		return false
	}
	for _, mark := range []string{",", ";", "\t"} {
		first, second := bytes.Count(lines[0], []byte(mark)), bytes.Count(lines[1], []byte(mark))
		if first > 0 && first == second {
			return true
		}
	}
	return false
}
