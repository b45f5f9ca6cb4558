package bot

import (
	"maps"
	"slices"
	"time"
)

func (a Answer) become(e Event) Answer {
	before := a.Value
	if before == e.Value {
		before = a.Before
	}
	return Answer{Value: e.Value, From: e.Turn, At: e.At, Note: e.Note, Via: e.Via, Before: before}
}

// Apply folds events into the conversation and returns the result; c itself is not changed.
func (c Conversation) Apply(events ...Event) Conversation {
	own := false // the lists and maps of c.App are no longer shared
	for i := range events {
		if !own && writesApp[events[i].Kind] {
			c.App, own = c.App.clone(), true
		}
		c.apply(&events[i])
	}
	return c
}

// writesApp are the events that change the lists and maps of an application in place;
// the others put new ones there, or leave them alone.
var writesApp = map[EventKind]bool{FieldFilled: true, Changed: true, FieldCleared: true, FieldSkipped: true, DocumentKept: true, DocumentsDropped: true}

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

// apply folds one event into c itself.
func (c *Conversation) apply(e *Event) {
	c.applyWrote(e)
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
		c.quote(e)
	case Corrected:
		c.quote(e)
	case Unanswered:
		c.Unknown, c.AskedIn = e.Text, e.Turn
	case Forwarded:
		c.Unknown = ""
		c.Put = append(slices.Clone(c.Put), e.Text)
	case EstimateTold, EstimateAsked, EstimateFailed, EstimateClosed:
		c.Estimate = c.Estimate.apply(*e)
	case HandedOff:
		c.Speaker, c.Attended = PersonSpeaks, false
	case Returned:
		c.Speaker, c.Attended = BotSpeaks, false
		if e.Note == ReturnedByStaff {
			c.Speaker = Returning
		}
		if !c.App.Status.Sent() {
			c.Holder = Actor{}
		}
	case BackForGood:
		c.Speaker = BotSpeaks
	case AlbumPart, AlbumClosed:
		c.Album = c.Album.apply(*e)
	case Unreachable:
		c.Gone = e.At
	case Reachable:
		c.Gone = time.Time{}
	case Promised, PromiseBroken, PromiseKept, PromiseDropped, StaffTold, LateSeen:
		c.applyPromise(e)
	case DigestPlanned:
		c.Digest, _ = time.Parse(time.RFC3339, e.Value)
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
		c.applyForm(e)
	}
}

// quote remembers the words of an article that the owner was given.
func (c *Conversation) quote(e *Event) {
	if e.Value == "" {
		return
	}
	quoted := maps.Clone(c.Quoted)
	if quoted == nil {
		quoted = map[string]string{}
	}
	quoted[e.Note] = e.Value
	c.Quoted = quoted
}

// applyForm folds what happens to the consent and the answers.
func (c *Conversation) applyForm(e *Event) {
	switch e.Kind {
	case ConsentAsked:
		c.ask(AskConsent)
		c.Consent.Version = e.Version
		c.Consent.Early = c.Consent.Early || e.Note == EarlyNote
	case Consented, Refused:
		c.ask("")
		c.Consent = Consent{Given: e.Kind == Consented, Version: e.Version, At: e.At}
		if c.Consent.Given && !c.App.Status.Sent() {
			c.App.Status = Draft
		}
	case Revoked:
		c.ask("")
		c.Consent = Consent{Version: e.Version, Revoked: e.At}
		c.App = Application{Folio: c.App.Folio, Status: c.App.Status, Submitted: c.App.Submitted, Answers: map[string]Answer{}}
	case Expired:
		c.Consent.Given = false
	case FormSeen:
		c.App.Form = e.Text
	case FieldAsked:
		if c.Asking != e.Field {
			c.ask(e.Field)
		}
	case ReviewShown:
		c.ask(AskReview)
	case FieldFailed:
		c.Tries++
	case Lost:
		c.Lost++
	case FieldDoubted:
		c.Doubt = e.Value
	case FieldFilled, Changed:
		c.App.Answers[e.Field] = c.App.Answers[e.Field].become(*e)
		c.App.Pending = without(c.App.Pending, e.Field)
		c.settled(e.Field)
	case FieldCleared:
		delete(c.App.Answers, e.Field)
		c.App.Pending = without(c.App.Pending, e.Field)
	case FieldSkipped:
		c.App.Pending = append(without(c.App.Pending, e.Field), e.Field)
		c.settled(e.Field)
	default:
		c.applyStatus(e)
	}
}

// applyStatus folds what happens to the application as a whole.
func (c *Conversation) applyStatus(e *Event) {
	switch e.Kind {
	case DocumentKept, DocumentsDropped:
		c.App = c.App.withDocuments(*e)
	case Submitted:
		c.ask("")
		c.App.Folio, c.App.Status, c.App.Submitted, c.App.Summary = e.Value, SubmittedStatus, e.At, e.Text
	case Cancelled:
		c.ask("")
		c.App = Application{Answers: map[string]Answer{}}
		c.Consent = Consent{}
	case Withdrawn:
		c.ask("")
		c.App.Status = WithdrawnStatus
	case Compared:
		c.App.Twins = ShownTwins(e.Text)
	case Taken:
		c.hold(e.Actor)
	case Assigned:
		c.hold(e.Assignee)
	case InfoAsked:
		c.App.Status, c.App.Words = AskedStatus, e.Text
	case Approved:
		c.App.Status, c.App.Words = ApprovedStatus, e.Text
	case Declined:
		c.App.Status, c.App.Words = DeclinedStatus, e.Text
	case Reworded, Retracted:
		c.rewordAsked(e)
	case Said:
		if c.App.Status == AskedStatus {
			c.App.Status = TakenStatus // the owner has answered
		}
	}
}

// rewordAsked keeps in step what the owner was asked for, when staff change it. What is
// taken back is asked for no more.
func (c *Conversation) rewordAsked(e *Event) {
	if c.App.Status != AskedStatus || c.App.Words != e.Value {
		return
	}
	c.App.Words = e.Text
	if e.Kind == Retracted {
		c.App.Status = SubmittedStatus
		if c.Holder.ID != "" {
			c.App.Status = TakenStatus
		}
	}
}

// hold makes a staff member the holder of the candidate, and of a hand-off that goes on.
func (c *Conversation) hold(who Actor) {
	c.Holder, c.Attended = who, c.Speaker == PersonSpeaks
	if c.App.Status == SubmittedStatus {
		c.App.Status = TakenStatus
	}
}

// ask opens a question and forgets the tries for the one before.
func (c *Conversation) ask(what string) {
	c.Asking, c.Tries, c.Lost, c.Doubt = what, 0, 0, ""
}

// settled closes the open question if field was it.
func (c *Conversation) settled(field string) {
	if c.Asking == field {
		c.ask("")
	}
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
