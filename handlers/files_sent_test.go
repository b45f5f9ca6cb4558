package handlers

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
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

// paperSent is a PDF that can be read: its lines are those of a file in testdata/papers
// with the ending .lines, a page ends at a line "---", and "scan" and "locked" have none.
func paperSent(arg string) *bot.File {
	file := fileSent(arg)
	file.Path = "paper " + file.Path
	return file
}

// Lines gives the lines that stand in the bytes, as Open made them.
func (s *sentFiles) Lines(_ context.Context, _ string, content []byte) ([]bot.DocLine, error) {
	_, text, is := strings.Cut(string(content), "\n%paper\n")
	switch {
	case !is:
		return nil, errors.New("no paper")
	case text == "scan":
		return nil, bot.ErrNoText
	case text == "locked":
		return nil, bot.ErrLocked
	}
	var out []bot.DocLine
	page, n := 1, 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "---" {
			page++
		} else if line != "" {
			n++
			out = append(out, bot.DocLine{Page: page, Number: n, Text: line})
		}
	}
	return out, nil
}

// paperBytes are those of a paper: its name without the ending, or the words that it has.
func paperBytes(name string) ([]byte, error) {
	text := strings.TrimSuffix(name, ".pdf")
	if text != "scan" && text != "locked" && !strings.Contains(text, "\n") {
		lines, err := os.ReadFile("testdata/papers/" + text + ".lines")
		if err != nil {
			return nil, err
		}
		text = string(lines)
	}
	return []byte("%PDF-1.7\n%paper\n" + text), nil
}

// Open makes a file of 210 KB whose bytes are its own.
func (s *sentFiles) Open(_ context.Context, t bot.Turn) (io.ReadCloser, error) {
	if name, ok := strings.CutPrefix(t.File.Path, "paper "); ok {
		content, err := paperBytes(name)
		return io.NopCloser(bytes.NewReader(content)), err
	}
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
