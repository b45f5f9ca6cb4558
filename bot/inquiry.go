package bot

import "time"

// Inquiry is what a staff member asks of the desk by a command.
type Inquiry struct {
	Verb   Verb
	Text   string // what is looked for, a format, or an article's id; for Help, what was not understood
	Reason string // why an article is stopped
}

// Verb is what an inquiry is for.
type Verb string

// The verbs of inquiries.
const (
	HelpVerb     Verb = "help"
	FindVerb     Verb = "find"     // candidates
	WaitingVerb  Verb = "waiting"  // what is to be done
	SummaryVerb  Verb = "summary"  // how the programme stands
	ExportVerb   Verb = "export"   // all candidates, as a file
	ArticlesVerb Verb = "articles" // those that answer some words
	GapsVerb     Verb = "gaps"     // what nobody could answer
	StopVerb     Verb = "stop"     // no longer quote an article
	ResumeVerb   Verb = "resume"   // quote it again
)

// ForAdmins tells that only admins may ask it.
func (q Inquiry) ForAdmins() bool {
	switch q.Verb {
	case ExportVerb, ArticlesVerb, GapsVerb, StopVerb, ResumeVerb:
		return true
	}
	return false
}

// Report is what is answered to an inquiry. Texts carry marks (see Spans).
type Report struct {
	Text    string
	Entries []Entry
	// File goes to who asked in private, with FileText; Text says so.
	File     *Attachment
	FileText string
}

// Entry is one thing of a report.
type Entry struct {
	Text         string
	Conversation string // of the candidate that it is about; "" for none
}

// Listed is a candidate in a list.
type Listed struct {
	Conversation string
	Folio        string
	Status       Status
	Holder       Actor // who took it; empty when it is not known
	Submitted    time.Time
	Fields       map[string]string // field to answer
}

// DraftArticle is an article before it is a file, in the words of who writes it.
type DraftArticle struct {
	ID, Lang, Title string
	Questions       []string // other ways in which people ask it
	Topics          []string
	Owner           string // who keeps it right
	Body            string // Markdown
	Note            string // what is to be known of the draft; no part of the article
}
