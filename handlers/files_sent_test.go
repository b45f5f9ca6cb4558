package handlers

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"pabellon/bot"
)

// sentFiles are the files of a transcript: what Open finds follows from the name.
type sentFiles struct{ kept map[string]bool }

// beginnings are how files begin, by the ending of a name.
var beginnings = map[string]string{
	".pdf": "%PDF-1.7\n", ".jpg": "\xff\xd8\xff\xe0", ".exe": "MZ\x90\x00", ".html": "<html>", ".txt": "Somos tres socios. ", ".zip": "PK\x03\x04",
	".ogg": "OggS\x00",
}

// fileSent is the file that a name stands for: "constancia.pdf" is a PDF of 210 KB;
// "page.html as constancia.pdf" is a page with the name of a PDF; "missing", "empty" and
// "large" before a name say what is wrong with it.
func fileSent(arg string) *bot.File {
	arg, _, _ = strings.Cut(arg, " | ")
	file, name, renamed := strings.Cut(arg, " as ")
	for _, wrong := range []string{"missing", "empty", "large"} {
		if rest, ok := strings.CutPrefix(file, wrong+" "); ok {
			return &bot.File{Path: wrong, Name: rest}
		}
	}
	if !renamed {
		name = file
	}
	return &bot.File{Path: file, Name: name}
}

// Open makes a file of 210 KB whose bytes are its own.
func (s *sentFiles) Open(_ context.Context, t bot.Turn) (io.ReadCloser, error) {
	size := 210 << 10
	switch t.File.Path {
	case "missing":
		return nil, errors.New("there is no such file")
	case "empty":
		size = 0
	case "large":
		size = bot.MaxFile + 1
	}
	begin := beginnings[path.Ext(t.File.Path)] + t.File.Path
	text := begin + strings.Repeat(" ", max(0, size-len(begin)))
	return io.NopCloser(bytes.NewReader([]byte(text[:size]))), nil
}

// Keep has room for so many.
func (s *sentFiles) Keep(_ context.Context, _ bot.Conversation, d bot.Document, _ []byte) error {
	if s.kept[d.Hash] = true; len(s.kept) > bot.MaxFiles {
		return bot.ErrFull
	}
	return nil
}
