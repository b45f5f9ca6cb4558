package bot

import "time"

// Event is a fact about a conversation. It is stored and never edited; it is
// erased only with the person. Which fields are filled depends on Kind.
type Event struct {
	Kind    EventKind `json:"kind"`
	At      time.Time `json:"at"`
	Turn    string    `json:"turn,omitempty"`    // the turn that caused it
	Actor   Actor     `json:"actor,omitzero"`    // who did it; the owner when empty
	Field   string    `json:"field,omitempty"`   // a field id
	Value   string    `json:"value,omitempty"`   // normalised
	Note    string    `json:"note,omitempty"`    // a warning, a reason, an article id, an offer's kind
	Text    string    `json:"text,omitempty"`    // words: a question, a note, what staff wrote
	Version string    `json:"version,omitempty"` // of the privacy notice or the article
	Via     string    `json:"via,omitempty"`     // how an answer came, see Answer.Via

	Document *Document `json:"document,omitempty"` // that was given
	// Documents went to the owner with staff's words.
	Documents []Document `json:"documents,omitempty"`
	Assignee  Actor      `json:"assignee,omitzero"` // who is to have it
}

// EventKind is the closed set of facts.
type EventKind string

// The facts about a conversation.
const (
	Greeted      EventKind = "greeted"       // the bot said what it is
	LanguageSet  EventKind = "language_set"  // Value: es, en
	ConsentAsked EventKind = "consent_asked" // the notice was shown, Version
	Consented    EventKind = "consented"     // to the notice of Version
	Refused      EventKind = "refused"       // the notice
	Revoked      EventKind = "revoked"       // the consent was taken back, Version; the answers are gone
	Expired      EventKind = "expired"       // the consent: the notice has changed since
	FormSeen     EventKind = "form_seen"     // Text: the fields that are required, as they were told
	FieldAsked   EventKind = "field_asked"   // Field is now the open question
	FieldFilled  EventKind = "field_filled"  // Field = Value; Note: a warning
	FieldCleared EventKind = "field_cleared" // Field has no value any more
	FieldSkipped EventKind = "field_skipped" // Field is pending
	FieldFailed  EventKind = "field_failed"  // a wrong try for Field
	FieldDoubted EventKind = "field_doubted" // Value for Field needs a yes; Note: why
	ReviewShown  EventKind = "review_shown"  // everything was read back
	Submitted    EventKind = "submitted"     // Value: the folio, Text: a summary for staff
	Changed      EventKind = "changed"       // Field after submitting: Value, Text is the old one
	Withdrawn    EventKind = "withdrawn"     // by the owner
	Compared     EventKind = "compared"      // Text: the other applications of the same business, see ShowTwins
	Cancelled    EventKind = "cancelled"     // the draft was dropped
	Taken        EventKind = "taken"         // by Actor
	InfoAsked    EventKind = "info_asked"    // by Actor: Text
	Approved     EventKind = "approved"      // by Actor: Text
	Declined     EventKind = "declined"      // by Actor: Text
	Noted        EventKind = "noted"         // by Actor: Text, internal
	Replied      EventKind = "replied"       // by Actor: Text, sent to the owner
	Assigned     EventKind = "assigned"      // to Assignee by Actor: Text is why
	Delivered    EventKind = "delivered"     // to the owner at Value: staff's words Note, see Wrote
	Undelivered  EventKind = "undelivered"   // they never will be; Field is "documents" when it is their files
	Reworded     EventKind = "reworded"      // by Actor: staff's words Note are now Text and were Value
	Retracted    EventKind = "retracted"     // by Actor: staff's words Note, which were Value
	HandedOff    EventKind = "handed_off"    // a person speaks from here on; Text: why
	Returned     EventKind = "returned"      // the bot speaks again; Note: ReturnedByStaff
	BackForGood  EventKind = "back_for_good" // the owner wrote to the bot after staff gave the chat back
	Answered     EventKind = "answered"      // Note: article, Version, Value: a mark of its words, Text: the question
	Corrected    EventKind = "corrected"     // told that the words of article Note are others: Value
	Unanswered   EventKind = "unanswered"    // Text: the question
	Forwarded    EventKind = "forwarded"     // Text: a question given to the team
	Voted        EventKind = "voted"         // Note: article, Value: up or down
	Offered      EventKind = "offered"       // a yes now means Note; Value and Text go with it
	OfferClosed  EventKind = "offer_closed"
	Shown        EventKind = "shown" // Text: the buttons that the owner sees last, "payload label" a line
	Reminded     EventKind = "reminded"
	RemindAsked  EventKind = "remind_asked" // the owner wants to be reminded at Value
	Lost         EventKind = "lost"         // the owner was not understood, or asked something else
	Said         EventKind = "said"         // the owner spoke while a person is answering

	Promised       EventKind = "promised"        // an answer is owed for Note, by Value; Text: the turn of the question
	PromiseBroken  EventKind = "promise_broken"  // the time for Note has passed; Value is the new one, or ""
	PromiseKept    EventKind = "promise_kept"    // somebody has answered Note
	PromiseDropped EventKind = "promise_dropped" // the owner does without Note
	StaffTold      EventKind = "staff_told"      // staff were told of all that is overdue
	LateSeen       EventKind = "late_seen"       // Actor knows of all that is overdue

	DigestPlanned EventKind = "digest_planned" // staff get the next one at Value

	DocumentKept     EventKind = "document_kept"     // Document was given
	DocumentsDropped EventKind = "documents_dropped" // all of them, and their bytes with them

	AlbumPart   EventKind = "album_part"   // of the album Note: Value is a file, Text was written to it; Field says why it is not kept
	AlbumClosed EventKind = "album_closed" // all of it was told of

	Unreachable EventKind = "unreachable" // nothing reaches the person
	Reachable   EventKind = "reachable"   // it does again

	EstimateTold   EventKind = "estimate_told"   // Field of the order is Value, for "¿Me conviene?"
	EstimateAsked  EventKind = "estimate_asked"  // Field of the order is now the open question
	EstimateFailed EventKind = "estimate_failed" // an answer to it that could not be read
	EstimateClosed EventKind = "estimate_closed" // it was worked out, or left
)
