package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 20

var errLongLine = fmt.Errorf("the line is longer than %d bytes and was skipped", maxLine)

// lineReader reads lines and survives those that are too long.
type lineReader struct {
	in *bufio.Reader
	n  int // of the line that was read last, from 1
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{in: bufio.NewReaderSize(r, 64<<10)}
}

// next is the next line that is not empty.
// errLongLine means that this line was skipped; io.EOF that there is none left.
func (r *lineReader) next() ([]byte, error) {
	for {
		line, err := r.read()
		if err != nil || len(line) > 0 {
			return line, err
		}
	}
}

func (r *lineReader) read() ([]byte, error) {
	r.n++
	var line []byte
	long := false
	for {
		part, err := r.in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine+1; long {
			line = line[:0]
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long:
			return nil, errLongLine
		case err == io.EOF && len(line) > 0, err == nil:
			if r.n == 1 {
				line = bytes.TrimPrefix(line, []byte(utf8BOM)) // Windows puts one before what it pipes
			}
			return bytes.TrimRight(line, " \t\r\n"), nil
		}
		return nil, err
	}
}

// inLine is one line with its number, or why it could not be read.
type inLine struct {
	n    int
	text []byte
	err  error
}

// readLines gives the lines of r, ahead by one, until they or ctx end. After an error
// other than errLongLine there is no more.
func readLines(ctx context.Context, r io.Reader) <-chan inLine {
	out := make(chan inLine)
	go func() {
		defer close(out)
		for in := newLineReader(r); ; {
			text, err := in.next()
			if errors.Is(err, io.EOF) {
				return
			}
			select {
			case out <- inLine{in.n, text, err}:
			case <-ctx.Done():
				return
			}
			if err != nil && !errors.Is(err, errLongLine) {
				return
			}
		}
	}()
	return untilDone(ctx, out)
}

// untilDone ends a channel with ctx, even while its sender waits for input.
func untilDone(ctx context.Context, in <-chan inLine) <-chan inLine {
	out := make(chan inLine)
	go func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			case line, ok := <-in:
				if !ok {
					return
				}
				select {
				case out <- line:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return out
}

// lineWriter writes one JSON object a line, at once.
type lineWriter struct{ out io.Writer }

func (w lineWriter) write(v any) error {
	b, err := marshalPlain(v)
	if err != nil {
		return fmt.Errorf("encode a line: %w", err)
	}
	_, err = w.out.Write(b)
	return err
}

// marshalPlain is JSON with < and > as they are, and a line's end.
func marshalPlain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// errorLine answers a line that could not be carried out.
type errorLine struct {
	ID    string `json:"id,omitempty"` // of a question; a chat's line is closed by done
	Error string `json:"error"`
	Line  int    `json:"line"`
}
