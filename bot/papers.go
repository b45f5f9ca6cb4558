package bot

import (
	"context"
	"errors"
	"slices"
)

// Papers gives the text of documents, for rules to read. What it says is whatever the
// document's author wrote: material for proposals that the person confirms, and no more.
type Papers interface {
	// Lines gives the lines of a document in the order of reading. ErrNoText and ErrLocked
	// say why there are none; of any other error nobody hears.
	Lines(ctx context.Context, mediaType string, content []byte) ([]DocLine, error)
}

// DocLine is one line of a document. Cells beside each other are parted by DocGap.
type DocLine struct {
	Page   int // counts from 1; 0 where a format has no pages
	Number int // counts from 1, through the whole document
	Text   string
}

// DocGap stands between the cells of a line.
const DocGap = " | "

// readable are the types of which lines are asked for. A picture has some where a model can
// see.
var readable = []string{typePDF, typeDOCX, typeJPEG, typePNG, typeWEBP}

// Why a document that is sound has no lines.
var (
	ErrNoText = errors.New("the document has no text")
	ErrLocked = errors.New("the document is locked")
)

// Paper is what rules read in a document: a few checked values and where each stands, never
// its text.
type Paper struct {
	Kind   PaperKind `json:"kind,omitempty"`
	Issued string    `json:"issued,omitempty"` // the day on which it says that it was issued, as 2006-01-02
	Values []Finding `json:"values,omitempty"`
}

// PaperKind is what a document looks like; "" is not known.
type PaperKind string

// What a document looks like.
const (
	Constancia  PaperKind = "constancia" // of the tax office, de situación fiscal
	ScanPaper   PaperKind = "scan"       // a picture without text
	LockedPaper PaperKind = "locked"     // opens only with a password
)

// Finding is a value that stands in a document with its label.
type Finding struct {
	Field string `json:"field"` // a field id, or TradeName
	Value string `json:"value"` // normalised
	Page  int    `json:"page,omitempty"`
	Line  int    `json:"line,omitempty"`
}

// TradeName is the Finding of the name under which a business is known, when its registered
// name is told apart from it.
const TradeName = "trade"

// Value gives the value that was found for a field, or "".
func (p *Paper) Value(field string) string {
	if p != nil {
		for _, f := range p.Values {
			if f.Field == field {
				return f.Value
			}
		}
	}
	return ""
}

// lines reads the text of a document that was kept. When there is none the file is kept
// all the same, and only that is told of which somebody can do something about.
func (r *Reading) lines(ctx context.Context, got *Received, content []byte) {
	if r.Papers == nil || got.Problem != "" || !slices.Contains(readable, got.Document.Type) {
		return
	}
	lines, err := r.Papers.Lines(ctx, got.Document.Type, content)
	switch {
	case errors.Is(err, ErrNoText):
		got.Blank = ScanPaper
	case errors.Is(err, ErrLocked):
		got.Blank = LockedPaper
	case err == nil:
		got.Lines = lines
	}
}
