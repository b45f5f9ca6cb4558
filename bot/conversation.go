package bot

import (
	"maps"
	"slices"
	"time"
)

// Conversation is the fold of its events: a value, never shared for writing.
type Conversation struct {
	ID      string `json:"id"`
	Version int64  `json:"version"` // turns committed so far; guards the commit
	Lang    string `json:"lang"`    // "es" or "en"; "" before the first turn
	Greeted bool   `json:"greeted,omitempty"`

	Speaker    Speaker           `json:"speaker,omitempty"`
	Holder     Actor             `json:"holder,omitzero"` // the staff member who took the candidate or the hand-off
	Consent    Consent           `json:"consent,omitzero"`
	App        Application       `json:"app,omitzero"`
	Asking     string            `json:"asking,omitempty"`  // the open question: a field id, AskConsent, AskReview or ""
	Tries      int               `json:"tries,omitempty"`   // wrong tries for Asking
	Lost       int               `json:"lost,omitempty"`    // turns since Asking that did not answer it
	Doubt      string            `json:"doubt,omitempty"`   // a value for Asking that waits for a yes
	Offer      Offer             `json:"offer,omitzero"`    // what a plain "yes" means now, outside a field
	Shown      []Button          `json:"shown,omitempty"`   // the buttons that the owner sees last, so that "la segunda" has a meaning
	Topic      string            `json:"topic,omitempty"`   // the article of the last answer
	Quoted     map[string]string `json:"quoted,omitempty"`  // the articles that were answered with → a mark of their words
	Unknown    string            `json:"unknown,omitempty"` // the last question that was not answered
	Estimate   Estimate          `json:"estimate,omitzero"`
	Promises   []Promise         `json:"promises,omitempty"` // what people owe the owner
	Reminded   int               `json:"reminded,omitempty"`
	RemindedAt time.Time         `json:"reminded_at,omitzero"`
	RemindAt   time.Time         `json:"remind_at,omitzero"` // when the owner asked to be reminded
	LastAt     time.Time         `json:"last_at,omitzero"`   // the owner's last turn
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
	Words     string            `json:"words,omitempty"` // staff's words with the last decision
	Twins     []Twin            `json:"twins,omitempty"` // other applications of the same business, when last looked
	Form      string            `json:"form,omitempty"`  // the required fields that the owner was told of
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

func (a Answer) become(e Event) Answer {
	before := a.Value
	if before == e.Value {
		before = a.Before
	}
	return Answer{Value: e.Value, From: e.Turn, At: e.At, Note: e.Note, Via: e.Via, Before: before}
}

// Apply folds events into the conversation and returns the result; c itself is not changed.
func (c Conversation) Apply(events ...Event) Conversation {
	if len(events) > 0 {
		c.App = c.App.clone()
	}
	for _, e := range events {
		c = c.apply(e)
	}
	return c
}

func (a Application) clone() Application {
	answers := make(map[string]Answer, len(a.Answers)+1)
	for k, v := range a.Answers {
		answers[k] = v
	}
	a.Answers = answers
	a.Pending = append([]string(nil), a.Pending...)
	a.Documents = slices.Clone(a.Documents)
	return a
}

func (c Conversation) apply(e Event) Conversation {
	switch e.Kind {
	case Greeted:
		c.Greeted = true
	case LanguageSet:
		c.Lang = e.Value
	case Offered:
		c.Offer = Offer{Kind: e.Note, Value: e.Value, Text: e.Text}
	case OfferClosed:
		c.Offer = Offer{}
	case Shown:
		c.Shown = ShownButtons(e.Text)
	case Answered:
		c.Topic = e.Note
		c = c.quote(e)
	case Corrected:
		c = c.quote(e)
	case Unanswered:
		c.Unknown = e.Text
	case Forwarded:
		c.Unknown = ""
	case EstimateTold, EstimateAsked, EstimateFailed, EstimateClosed:
		c.Estimate = c.Estimate.apply(e)
	case HandedOff:
		c.Speaker = PersonSpeaks
	case Returned:
		c.Speaker = BotSpeaks
		if e.Note == ReturnedByStaff {
			c.Speaker = Returning
		}
		if !c.App.Status.Sent() {
			c.Holder = Actor{}
		}
	case BackForGood:
		c.Speaker = BotSpeaks
	case Promised, PromiseBroken, PromiseKept, PromiseDropped, StaffTold:
		c = c.applyPromise(e)
	case RemindAsked:
		c.RemindAt, _ = time.Parse(time.RFC3339, e.Value)
		c.Reminded = min(c.Reminded, 1)
	case Reminded:
		c.Reminded++
		c.RemindAt, c.RemindedAt = time.Time{}, e.At
		if e.Note == DeclinedNote {
			c.Reminded = NoMoreReminders
		}
	default:
		return c.applyForm(e)
	}
	return c
}

// quote remembers the words of an article that the owner was given.
func (c Conversation) quote(e Event) Conversation {
	if e.Value == "" {
		return c
	}
	quoted := maps.Clone(c.Quoted)
	if quoted == nil {
		quoted = map[string]string{}
	}
	quoted[e.Note] = e.Value
	c.Quoted = quoted
	return c
}

// applyForm folds what happens to the consent and the answers.
func (c Conversation) applyForm(e Event) Conversation {
	switch e.Kind {
	case ConsentAsked:
		c = c.ask(AskConsent)
		c.Consent.Version = e.Version
		c.Consent.Early = c.Consent.Early || e.Note == EarlyNote
	case Consented, Refused:
		c = c.ask("")
		c.Consent = Consent{Given: e.Kind == Consented, Version: e.Version, At: e.At}
		if c.Consent.Given && !c.App.Status.Sent() {
			c.App.Status = Draft
		}
	case Revoked:
		c = c.ask("")
		c.Consent = Consent{Version: e.Version, Revoked: e.At}
		c.App = Application{Folio: c.App.Folio, Status: c.App.Status, Submitted: c.App.Submitted, Answers: map[string]Answer{}}
	case Expired:
		c.Consent.Given = false
	case FormSeen:
		c.App.Form = e.Text
	case FieldAsked:
		if c.Asking != e.Field {
			c = c.ask(e.Field)
		}
	case ReviewShown:
		c = c.ask(AskReview)
	case FieldFailed:
		c.Tries++
	case Lost:
		c.Lost++
	case FieldDoubted:
		c.Doubt = e.Value
	case FieldFilled, Changed:
		c.App.Answers[e.Field] = c.App.Answers[e.Field].become(e)
		c.App.Pending = without(c.App.Pending, e.Field)
		c = c.settled(e.Field)
	case FieldCleared:
		delete(c.App.Answers, e.Field)
		c.App.Pending = without(c.App.Pending, e.Field)
	case FieldSkipped:
		c.App.Pending = append(without(c.App.Pending, e.Field), e.Field)
		c = c.settled(e.Field)
	default:
		return c.applyStatus(e)
	}
	return c
}

// applyStatus folds what happens to the application as a whole.
func (c Conversation) applyStatus(e Event) Conversation {
	switch e.Kind {
	case DocumentKept, DocumentsDropped:
		c.App = c.App.withDocuments(e)
	case Submitted:
		c = c.ask("")
		c.App.Folio, c.App.Status, c.App.Submitted = e.Value, SubmittedStatus, e.At
	case Cancelled:
		c = c.ask("")
		c.App = Application{Answers: map[string]Answer{}}
		c.Consent = Consent{}
	case Withdrawn:
		c = c.ask("")
		c.App.Status = WithdrawnStatus
	case Compared:
		c.App.Twins = ShownTwins(e.Text)
	case Taken:
		c.Holder = e.Actor
		if c.App.Status == SubmittedStatus {
			c.App.Status = TakenStatus
		}
	case InfoAsked:
		c.App.Status, c.App.Words = AskedStatus, e.Text
	case Approved:
		c.App.Status, c.App.Words = ApprovedStatus, e.Text
	case Declined:
		c.App.Status, c.App.Words = DeclinedStatus, e.Text
	case Said:
		if c.App.Status == AskedStatus {
			c.App.Status = TakenStatus // the owner has answered
		}
	}
	return c
}

// ask opens a question and forgets the tries for the one before.
func (c Conversation) ask(what string) Conversation {
	c.Asking, c.Tries, c.Lost, c.Doubt = what, 0, 0, ""
	return c
}

// settled closes the open question if field was it.
func (c Conversation) settled(field string) Conversation {
	if c.Asking == field {
		c = c.ask("")
	}
	return c
}

func without(list []string, s string) []string {
	out := list[:0]
	for _, v := range list {
		if v != s {
			out = append(out, v)
		}
	}
	return out
}

func (m Estimate) apply(e Event) Estimate {
	switch e.Kind {
	case EstimateTold:
		told := maps.Clone(m.Told)
		if told == nil {
			told = map[string]string{}
		}
		told[e.Field] = e.Value
		m.Told = told
		if m.Asking == e.Field {
			m.Asking, m.Tries = "", 0
		}
	case EstimateAsked:
		if m.Asking != e.Field {
			m.Asking, m.Tries = e.Field, 0
		}
	case EstimateFailed:
		m.Tries++
	case EstimateClosed:
		m.Asking, m.Tries = "", 0
	}
	return m
}
