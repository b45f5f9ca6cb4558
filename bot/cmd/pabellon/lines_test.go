package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// readAll gives the lines, with "!" for one that was too long.
func readAll(t *testing.T, r io.Reader) (out []string, numbers []int) {
	t.Helper()
	in := newLineReader(r)
	for {
		line, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return out, numbers
		case errors.Is(err, errLongLine):
			out = append(out, "!")
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, string(line))
		}
		numbers = append(numbers, in.n)
	}
}

func TestLinesAreNumberedAndEmptyOnesCount(t *testing.T) {
	lines, numbers := readAll(t, iotest.OneByteReader(strings.NewReader("\uFEFFa\r\n\n \t \nb\nlast\t")))
	if strings.Join(lines, "|") != "a|b|last" || len(numbers) != 3 || numbers[1] != 4 || numbers[2] != 5 {
		t.Errorf("got %q at %v", lines, numbers)
	}
}

func TestALineThatIsTooLongIsSkippedAndTheNextIsRead(t *testing.T) {
	fits := strings.Repeat("x", maxLine)
	lines, numbers := readAll(t, strings.NewReader("a\n"+fits+"\n"+fits+"y\nb\n"+fits+fits))
	if len(lines) != 5 || lines[0] != "a" || lines[1] != fits || lines[2] != "!" || lines[3] != "b" || lines[4] != "!" {
		t.Errorf("got %d lines at %v", len(lines), numbers)
	}
	if numbers[4] != 5 {
		t.Errorf("the last is line %d", numbers[4])
	}
}

func TestAReadThatFailsIsAnError(t *testing.T) {
	in := newLineReader(iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := in.next(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}
