// Package paper reads the text of documents that people send: PDF and DOCX.
//
// Read gives a document's lines and where each stands. What a table or a form has side by
// side comes as one line, so that a label keeps its value:
//
//	RFC: CSO120304AB1
//	Nombre de Vialidad: ORIZABA | Número Exterior: 101
//
// Between two cells stands Gap, or one space between a label with a colon and its value.
//
// What comes in is not to be trusted, and neither is what comes out: a document says
// whatever its author wrote. Reading costs bounded time and memory, see the limits; there
// is no file, no network and no goroutine. The PDF reader is our own: the small libraries
// end the whole program on a file of 120 bytes that says it is large, and the one that
// does not needs 300 MB.
//
// What is hidden on purpose is left out where that can be told: deleted and hidden text of
// a DOCX, and of a PDF what lies outside the page or is smaller than a point. Its
// invisible letters are read only on pages that have no others, which is how a scan looks
// that was put through a recognizer. Not told apart, and read, are letters in the colour of
// what lies below them, letters below a picture, what a clip cuts off, and layers that are
// switched off.
package paper

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The limits of Read. What is beyond MaxPages, MaxLines and MaxText is left off without
// an error; a longer line goes on in the next.
const (
	MaxSize  = 20 << 20        // bytes of a file, as bot.MaxFile
	MaxPages = 30              // pages of a PDF
	MaxLines = 2000            // lines of a document
	MaxLine  = 500             // characters of a line
	MaxText  = 100 << 10       // bytes of all lines
	MaxPart  = 8 << 20         // bytes of one stream of a PDF or one part of a DOCX, unpacked
	MaxTime  = 5 * time.Second // from beginning to end
)

// Gap stands between the cells of a line: the columns of a table, what tabs set apart, and
// what is far apart on the page. After a colon there is one space instead.
const Gap = " | "

// The media types that Read takes, as bot.TypeOf spells them.
const (
	PDF  = "application/pdf"
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Why there are no lines. Compare with errors.Is.
var (
	// ErrNoText says that a document is sound but has no letters: a scan, a photograph,
	// or letters that only its own fonts could name.
	ErrNoText = errors.New("the document has no text")
	// ErrLocked says that a document opens only with a password. One that is only locked
	// against changes, as many offices send them, is read.
	ErrLocked = errors.New("the document is locked")
	// ErrNoUse says that a document is damaged, too large, of another type, or takes
	// longer than MaxTime.
	ErrNoUse = errors.New("the document cannot be read")
)

// Line is one line of a document, of at most MaxLine characters: composed letters (NFC)
// with single spaces between them, no control or invisible characters, never empty.
type Line struct {
	Page   int    // counts from 1; 0 where a format has no pages
	Number int    // counts from 1, through the whole document
	Text   string // what it says
}

// Read gives the lines of a document of a media type, in the order of reading: down the
// page, and from left to right. Lines of a PDF that stand beside each other in columns
// come as one. The error is one of ErrNoText, ErrLocked and ErrNoUse, or the context's.
func Read(ctx context.Context, mediaType string, content []byte) ([]Line, error) {
	if len(content) > MaxSize {
		return nil, fmt.Errorf("read a document of %d bytes: %w", len(content), ErrNoUse)
	}
	limited, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	var lines []Line
	var err error
	switch mediaType {
	case PDF:
		lines, err = guarded(limited, content, readPDF)
	case DOCX:
		lines, err = guarded(limited, content, readDOCX)
	default:
		return nil, fmt.Errorf("read a document of type %q: %w", mediaType, ErrNoUse)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("read a document in %v: %w", MaxTime, ErrNoUse)
	case err != nil:
		return nil, err
	}
	return lines, nil
}

// guarded turns a mistake of a reader into ErrNoUse: a stranger's file stops nobody.
func guarded(ctx context.Context, content []byte, read func(context.Context, []byte) ([]Line, error)) (lines []Line, err error) {
	defer func() {
		if r := recover(); r != nil {
			lines, err = nil, fmt.Errorf("read a document: %v: %w", r, ErrNoUse)
		}
	}()
	return read(ctx, content)
}
