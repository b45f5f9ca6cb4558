package bot

import (
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
)

// What is kept of what people send. Telegram lets bots fetch files of at most 20 MB
// (https://core.telegram.org/bots/api#getfile); the other channels keep to it too.
const (
	MaxFile      = 20 << 20  // bytes of one file
	MaxFiles     = 20        // files of one person
	MaxFilesSize = 100 << 20 // bytes of all files of one person
)

// Document is a file that a person gave. Its bytes are kept elsewhere, under the
// conversation and Hash: the same bytes twice are one document.
type Document struct {
	Hash string    `json:"hash"`           // SHA-256, in hex
	Name string    `json:"name"`           // for showing; its ending fits Type
	Type string    `json:"type"`           // media type, told from the bytes, see TypeOf
	Size int64     `json:"size"`           // bytes
	From string    `json:"from,omitempty"` // the turn that brought it
	At   time.Time `json:"at,omitzero"`
	Seen *Paper    `json:"seen,omitempty"` // what was read in it; nil is nothing
}

// Received is what became of the file of a turn when it was read, see Reading.
// Problem says why it is not kept.
type Received struct {
	Document Document
	Problem  FileProblem
	Lines    []DocLine `json:"-"` // what a PDF or DOCX says, if it could be read
	Blank    PaperKind `json:"-"` // why a sound one has no lines: ScanPaper, LockedPaper or ""
}

// FileProblem is why a file is not kept; "" is none.
type FileProblem string

// The reasons for which a file is not kept.
const (
	FileNeedsConsent FileProblem = "consent"    // the person has not accepted the notice; it was not opened
	FileUnreadable   FileProblem = "unreadable" // it is not there, or cannot be read
	FileEmpty        FileProblem = "empty"
	FileTooLarge     FileProblem = "large" // more than MaxFile
	FileOfNoUse      FileProblem = "type"  // not of a type that is taken
	FileTooMany      FileProblem = "full"  // MaxFiles or MaxFilesSize are reached
)

// The longest name of a document and its ending, in characters and bytes.
const (
	longestName   = 80
	longestEnding = 10
)

// CleanName makes a name that can be shown and given to a disk: the last part of the
// path without control or invisible characters, not too long, and with an ending that
// fits the type, so that what is text inside is not started by who opens it.
func CleanName(name, mediaType string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/<>:"|?*`, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.TrimLeft(strings.Join(strings.Fields(name), " "), ". ")
	ending := path.Ext(name)
	if len(ending) > longestEnding {
		ending = ""
	}
	stem := strings.TrimRight(strings.TrimSuffix(name, ending), ". ")
	ending = strings.ToLower(ending)
	fits := endings[mediaType]
	if len(fits) > 0 && !slices.Contains(fits, ending) {
		stem, ending = strings.TrimRight(name, ". "), fits[0]
	}
	if stem == "" {
		stem = "archivo"
	}
	if r := []rune(stem); len(r)+len(ending) > longestName {
		stem = string(r[:max(longestName-len(ending), 1)])
	}
	return stem + ending
}

// withDocuments folds what happens to the documents; the answer is their names. Bytes
// that are there already are no second document.
func (a Application) withDocuments(e Event) Application {
	if e.Kind == DocumentsDropped {
		a.Documents = nil
		delete(a.Answers, DocumentsField)
		return a
	}
	if e.Document != nil && !slices.ContainsFunc(a.Documents, func(d Document) bool { return d.Hash == e.Document.Hash }) {
		a.Documents = append(a.Documents, *e.Document)
	}
	names := make([]string, len(a.Documents))
	for i, d := range a.Documents {
		names[i] = d.Name
	}
	a.Answers[DocumentsField] = Answer{Value: strings.Join(names, ", "), From: e.Turn, At: e.At}
	return a
}
