package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// Conversation is the fold of its events: a value, never shared for writing.
type Conversation struct {
	ID      string `json:"id"`
	Version int64  `json:"version"` // turns committed so far; guards the commit
	Lang    string `json:"lang"`    // "es" or "en"; "" before the first turn
	Greeted bool   `json:"greeted,omitempty"`

	Speaker    Speaker           `json:"speaker,omitempty"`
	Holder     Actor             `json:"holder,omitzero"`    // the staff member who took the candidate or the hand-off
	Attended   bool              `json:"attended,omitempty"` // somebody took the hand-off that goes on
	Wrote      []Wrote           `json:"wrote,omitempty"`    // by staff to the owner, the newest last
	Writes     int               `json:"writes,omitempty"`   // how often staff wrote, ever
	Consent    Consent           `json:"consent,omitzero"`
	App        Application       `json:"app,omitzero"`
	Asking     string            `json:"asking,omitempty"`   // the open question: a field id, AskConsent, AskReview or ""
	Tries      int               `json:"tries,omitempty"`    // wrong tries for Asking
	Lost       int               `json:"lost,omitempty"`     // turns since Asking that did not answer it
	Doubt      string            `json:"doubt,omitempty"`    // a value for Asking that waits for a yes
	Offer      Offer             `json:"offer,omitzero"`     // what a plain "yes" means now, outside a field
	Shown      []Button          `json:"shown,omitempty"`    // the buttons that the owner sees last, so that "la segunda" has a meaning
	Topic      string            `json:"topic,omitempty"`    // the article of the last answer
	Quoted     map[string]string `json:"quoted,omitempty"`   // the articles that were answered with → a mark of their words
	Unknown    string            `json:"unknown,omitempty"`  // the last question that was not answered
	AskedIn    string            `json:"asked_in,omitempty"` // the turn of that question
	Put        []string          `json:"put,omitempty"`      // the questions that the team has, and has not answered
	Estimate   Estimate          `json:"estimate,omitzero"`
	Promises   []Promise         `json:"promises,omitempty"` // what people owe the owner
	Reminded   int               `json:"reminded,omitempty"`
	RemindedAt time.Time         `json:"reminded_at,omitzero"`
	RemindAt   time.Time         `json:"remind_at,omitzero"` // when the owner asked to be reminded
	LastAt     time.Time         `json:"last_at,omitzero"`   // the owner's last turn
	Waited     Waited            `json:"waited,omitzero"`    // what the owner's last turn said, when its answer took long
	Gone       time.Time         `json:"gone,omitzero"`      // since then nothing reaches the owner
	Digest     time.Time         `json:"digest,omitzero"`    // when staff get the next one, for the desk's own conversation
	Album      Album             `json:"album,omitzero"`     // files that are arriving together
}

// Waited is a turn of the owner whose answer took so long that they may have written again.
type Waited struct {
	Mark  string    `json:"mark"`  // of its words, see MarkOf
	Until time.Time `json:"until"` // when it was decided
}

// LongWait is how long an answer takes before people write again.
const LongWait = 1500 * time.Millisecond

// MarkOf tells texts apart without keeping them: "" for none.
func MarkOf(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// Asking may be one of these beside a field id.
const (
	AskConsent = "consent"
	AskReview  = "review"
)

// DeclinedNote marks a Reminded event: the person does not want to be reminded again.
// Conversation.Reminded is then NoMoreReminders.
const (
	DeclinedNote    = "declined"
	NoMoreReminders = 100
)

// ReturnedByStaff marks a Returned event. What the owner writes next may still be for them.
const ReturnedByStaff = "staff"

// EarlyNote marks a ConsentAsked event: the person gave answers before it.
const EarlyNote = "early"

// Speaker is who answers the owner: one state, so never two voices and never none.
type Speaker string

// The speakers.
const (
	BotSpeaks    Speaker = ""
	PersonSpeaks Speaker = "person"
	// Returning is the bot again, until the owner's next turn: staff gave the chat back,
	// and what the bot cannot read may have been meant for them.
	Returning Speaker = "returning"
)

// Consent is the answer to the privacy notice.
type Consent struct {
	Given   bool      `json:"given"`
	Version string    `json:"version"`         // of the notice that was shown
	Early   bool      `json:"early,omitempty"` // answers were given before the notice, and not kept
	At      time.Time `json:"at"`
	// Revoked is when it was taken back; Given is false then.
	Revoked time.Time `json:"revoked,omitzero"`
}

// Offer is what the bot proposed last, so that "sí" and "no" have a meaning.
type Offer struct {
	Kind  string `json:"kind"`
	Value string `json:"value,omitempty"`
	Text  string `json:"text,omitempty"`
}

// Estimate is what somebody told of one order, to know whether selling pays off.
type Estimate struct {
	Asking string            `json:"asking,omitempty"` // the open question: a key of Told; "" when none
	Tries  int               `json:"tries,omitempty"`  // answers to it that could not be read
	Told   map[string]string `json:"told,omitempty"`   // by name, as the handlers write it
}

// Album is files that were sent together and arrive one by one, until they are told of
// together.
type Album struct {
	ID    string   `json:"id,omitempty"` // as the channel names it
	Files []Parcel `json:"files,omitempty"`
	Text  string   `json:"text,omitempty"` // that was written to it
}

// Parcel is one file of an album. Problem says why it is not kept.
type Parcel struct {
	Name    string      `json:"name"`
	Problem FileProblem `json:"problem,omitempty"`
}

// apply folds what happens to an album. The list is never written to in place.
func (a Album) apply(e Event) Album {
	if e.Kind == AlbumClosed || a.ID != e.Note {
		a = Album{}
	}
	if e.Kind == AlbumPart {
		a.ID = e.Note
		a.Files = append(slices.Clone(a.Files), Parcel{e.Value, FileProblem(e.Field)})
		if e.Text != "" {
			a.Text = strings.TrimSpace(a.Text + "\n" + e.Text)
		}
	}
	return a
}

// Status is where an application stands.
type Status string

// The stages of an application. Values are part of the interface (export).
const (
	NoApplication   Status = ""
	Draft           Status = "draft"
	SubmittedStatus Status = "submitted"
	TakenStatus     Status = "taken"
	AskedStatus     Status = "asked"
	ApprovedStatus  Status = "approved"
	DeclinedStatus  Status = "declined"
	WithdrawnStatus Status = "withdrawn"
)

// Sent tells whether staff have the application.
func (s Status) Sent() bool { return s != NoApplication && s != Draft && s != WithdrawnStatus }

// Application is the answers by field, where each came from, and the status.
type Application struct {
	Folio     string            `json:"folio,omitempty"`
	Status    Status            `json:"status,omitempty"`
	Answers   map[string]Answer `json:"answers,omitempty"`
	Pending   []string          `json:"pending,omitempty"` // fields that were skipped
	Submitted time.Time         `json:"submitted,omitzero"`
	Words     string            `json:"words,omitempty"`   // staff's words with the last decision
	Summary   string            `json:"summary,omitempty"` // of what was sent, in two lines for staff
	Twins     []Twin            `json:"twins,omitempty"`   // other applications of the same business, when last looked
	Form      string            `json:"form,omitempty"`    // the required fields that the owner was told of
	Documents []Document        `json:"documents,omitempty"`
}

// DocumentsField is the answer that lists the names of the documents that were given.
const DocumentsField = "documents"

// Answer is the value of one field.
type Answer struct {
	Value string    `json:"value"`
	From  string    `json:"from"` // the turn
	At    time.Time `json:"at"`
	Note  string    `json:"note,omitempty"` // a warning, such as a check digit that does not fit
	// Via is how it came: "" by message, "button", "contact" by their card, "document",
	// "voice", or "confirmed" when the bot proposed it and they said yes.
	Via string `json:"via,omitempty"`
	// Before is the value that this one replaced, for who takes a correction back.
	Before string `json:"before,omitempty"`
}
