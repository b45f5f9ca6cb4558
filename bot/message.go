package bot

import (
	"fmt"
	"strings"
	"time"
)

// Audience is who a message is for.
type Audience string

// The two audiences.
const (
	Person   Audience = "person" // the owner of the conversation
	ForStaff Audience = "staff"  // the staff's desk
)

// Message is something to say, before any channel dressed it.
// Text carries marks (see Spans); each channel renders them in its own way.
type Message struct {
	To      Audience `json:"to"`
	Text    string   `json:"text"`
	Buttons []Button `json:"buttons,omitempty"`
	Sources []Source `json:"sources,omitempty"` // shown under an answer with their review date
	Asking  string   `json:"asking,omitempty"`  // the field that the bot now waits for
	Unknown bool     `json:"unknown,omitempty"` // this is an "I don't know"
	Wait    bool     `json:"wait,omitempty"`    // started by us, not an answer: paced, never before replies

	// Only says what must still be so when the message goes out, in the handler's words;
	// "" is for what always goes. See Courier.Still.
	Only string `json:"only,omitempty"`

	Card        Card       `json:"card,omitempty"`        // kind of card, for staff
	Application string     `json:"application,omitempty"` // the folio it is about, when there is one
	Facts       []Fact     `json:"facts,omitempty"`       // the candidate's answers, or the review's lines
	Checks      []Check    `json:"checks,omitempty"`      // readiness: a checklist with reasons
	Status      Status     `json:"status,omitempty"`      // of the application, on a card
	Holder      string     `json:"holder,omitempty"`      // the staff member who took it
	Documents   []Document `json:"documents,omitempty"`   // that staff can fetch, on a card or an update
	// Replaces names the card or message that this one supersedes: a channel that can
	// edit puts this in its place. It is unique within a conversation, such as "candidate".
	Replaces string `json:"replaces,omitempty"`
	// Under names the card that this belongs under, by its Replaces: where a channel has
	// threads, it goes into that of the newest one.
	Under string `json:"under,omitempty"`

	Files []Attachment `json:"files,omitempty"`
	// Member is the staff member that a message for staff is for alone; "" is all of them.
	Member string `json:"member,omitempty"`
	// Tell names what the desk is to be told became of this message: once it is sent, or
	// refused for good, the clock brings the turn of Told.Key. "" tells nothing.
	Tell string `json:"tell,omitempty"`
	// Afresh stands before Text where a channel cannot put the message in the place of the
	// one that it replaces.
	Afresh string `json:"afresh,omitempty"`
	// Withdraw takes away the message that this one replaces; where a channel cannot,
	// Text takes its place.
	Withdraw bool `json:"withdraw,omitempty"`

	Picture *Picture `json:"picture,omitempty"` // a chart beside the words, which say all that matters of it

	// Scrub asks the channel to take back what it said about somebody who was erased: the
	// receipts of those messages. Such a message has nothing else but Erasure, the number
	// of the erasure's receipt, and is for nobody. Only channels that can do it get one.
	Scrub   []string `json:"scrub,omitempty"`
	Erasure string   `json:"erasure,omitempty"`

	Lang string `json:"lang,omitempty"` // that it is said in, "es" or "en"
	// InPlace asks to stand where the message stands whose button was pressed. The loop
	// puts that message's receipt into Over, and Lead, what is to be kept of what stands
	// there, before Text; without one it is a message like any other.
	InPlace bool   `json:"in_place,omitempty"`
	Lead    string `json:"-"`
	Over    string `json:"over,omitempty"`
	Quotes  string `json:"quotes,omitempty"` // the turn that it answers, when that lies further back

	For string `json:"for,omitempty"` // the turn that it answers; set by the loop
	Why string `json:"why,omitempty"` // the command or rule that said it; set by the handler, shown by replay
}

// Attachment is a file that goes with a message. It is kept by name only; its bytes
// are made when it is sent, see Courier.Attach.
type Attachment struct {
	Name string `json:"name"`
	Type string `json:"type"` // media type
	// Hash is that of a document that is kept in the conversation; "" is a file that is
	// made when it is sent.
	Hash    string `json:"hash,omitempty"`
	Content []byte `json:"-"`
}

// The files with everything that is kept about a person: for programs, and to read.
const (
	DataFileJSON = "mis-datos.json"
	DataFileText = "mis-datos.txt"
)

// Button is one tap. Payload is opaque, versioned and at most MaxPayload bytes.
type Button struct {
	Label   string `json:"label"`
	Payload string `json:"payload"`
	Contact bool   `json:"contact,omitempty"` // asks the channel to share the person's own phone number
	Style   string `json:"style,omitempty"`   // "primary" or "danger"; "" is plain
	Of      string `json:"of,omitempty"`      // the conversation that it acts on; "" is the message's own
}

// ShowButtons writes buttons down for a Shown event; ShownButtons reads them.
func ShowButtons(buttons []Button) string {
	var lines []string
	for _, b := range buttons {
		lines = append(lines, b.Payload+" "+b.Label)
	}
	return strings.Join(lines, "\n")
}

// ShownButtons are the buttons of a Shown event's text.
func ShownButtons(text string) []Button {
	var out []Button
	for line := range strings.Lines(text) {
		if payload, label, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok {
			out = append(out, Button{Label: label, Payload: payload})
		}
	}
	return out
}

// MaxPayload is Telegram's limit for callback_data, in bytes.
const MaxPayload = 64

// Source is where an answer comes from.
type Source struct {
	ID       string `json:"id"`    // the article
	Title    string `json:"title"` // publisher and date
	URL      string `json:"url,omitempty"`
	Reviewed string `json:"reviewed,omitempty"` // YYYY-MM-DD
}

// Citing is how sources are named in a language: "Fuente: title · revisado 22 nov 2026".
type Citing struct {
	Source   string   // "Fuente"
	Reviewed string   // "revisado"
	Months   []string // short, "ene" to "dic"
}

// Seen is what follows a source's title, " · revisado 22 nov 2026"; "" when it does not
// say when it was reviewed. A day that is none is shown as it is.
func (c Citing) Seen(s Source) string {
	if s.Reviewed == "" {
		return ""
	}
	day := s.Reviewed
	if at, err := time.Parse(time.DateOnly, day); err == nil && len(c.Months) == 12 {
		day = fmt.Sprint(at.Day(), " ", c.Months[at.Month()-1], " ", at.Year())
	}
	return " · " + c.Reviewed + " " + day
}

// The cards of a conversation that are superseded, by their Replaces.
const (
	CandidatePlace = "candidate"
	HandoffPlace   = "handoff"
)

// LinePlace is how the places of lines that change begin: what became of staff's words.
const LinePlace = "line:"

// Card is a kind of message for staff.
type Card string

// The cards of the staff's desk.
const (
	CandidateCard Card = "candidate"
	UpdateCard    Card = "update"
	HandoffCard   Card = "handoff"
	GapCard       Card = "gap"
	OverdueCard   Card = "overdue"
	DigestCard    Card = "digest"
)

// Fact is one line of a card or of the review: a field, its value and where it came from.
type Fact struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Value string `json:"value"`
	From  string `json:"from,omitempty"` // the turn that gave it
	Note  string `json:"note,omitempty"` // provenance or a warning, in words
	Warn  bool   `json:"warn,omitempty"`
	// Payload is that of a button that changes this field; "" when it cannot be changed here.
	Payload string `json:"payload,omitempty"`
}

// Check is one line of the readiness checklist. State is "ok", "warn" or "open".
type Check struct {
	State string `json:"state"`
	Text  string `json:"text"`
}
