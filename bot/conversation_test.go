package bot_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"testing"
	"time"

	"pabellon/bot"
)

var at = time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)

// midway is a conversation with something in every part of it.
func midway() bot.Conversation {
	return bot.Conversation{
		ID: "chat:a1", Version: 7, Lang: "es", Greeted: true,
		Holder:  bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"},
		Consent: bot.Consent{Given: true, Version: "v1", At: at},
		App: bot.Application{Folio: "PAB-0001", Status: bot.Draft, Submitted: at, Words: "sí",
			Answers:   map[string]bot.Answer{"rfc": {Value: "CSO120304AB4", From: "m1", At: at}, "email": {Value: "a@b.mx", From: "m2", At: at}},
			Pending:   append(make([]string, 0, 8), "phone", "state", "role"),
			Documents: append(make([]bot.Document, 0, 8), bot.Document{Hash: "h1", Name: "old.pdf"})},
		Asking: "rfc", Tries: 2, Lost: 1, Doubt: "CSO120304AB1", Offer: bot.Offer{Kind: "team", Value: "v", Text: "t"},
		Topic: "costo-membresia", Unknown: "¿y la luna?", Reminded: 1, LastAt: at,
		Quoted: map[string]string{"costo-membresia": "m1"}, Promises: []bot.Promise{{For: "note", Since: at, By: at, Broken: 1, Told: at}, {For: "other", Since: at}},
		Estimate: bot.Estimate{Asking: "value", Tries: 1, Told: map[string]string{"weight": "240"}},
	}
}

// everyEvent is one event of each kind, with each of its parts filled.
func everyEvent() []bot.Event {
	var out []bot.Event
	for _, k := range []bot.EventKind{bot.Greeted, bot.LanguageSet, bot.ConsentAsked, bot.Consented, bot.Refused, bot.FieldAsked, bot.FieldFilled,
		bot.FieldCleared, bot.FieldSkipped, bot.FieldFailed, bot.FieldDoubted, bot.ReviewShown, bot.Submitted, bot.Changed, bot.Withdrawn,
		bot.Cancelled, bot.Taken, bot.InfoAsked, bot.Approved, bot.Declined, bot.Noted, bot.Replied, bot.HandedOff, bot.Returned, bot.Answered,
		bot.Revoked, bot.Compared, bot.Unanswered, bot.Forwarded, bot.Voted, bot.Offered, bot.OfferClosed, bot.Reminded, bot.Lost, bot.Said,
		bot.EstimateTold, bot.EstimateAsked, bot.EstimateFailed, bot.EstimateClosed, bot.Shown,
		bot.Promised, bot.PromiseBroken, bot.PromiseKept, bot.PromiseDropped, bot.StaffTold, bot.LateSeen, bot.DigestPlanned, bot.BackForGood, bot.RemindAsked,
		bot.Corrected, bot.Expired, bot.FormSeen, bot.DocumentKept, bot.DocumentsDropped,
		bot.AlbumPart, bot.AlbumClosed, bot.Unreachable, bot.Reachable,
		bot.Assigned, bot.Delivered, bot.Undelivered, bot.Reworded, bot.Retracted} {
		for _, field := range []string{"rfc", "phone", "website"} {
			out = append(out, bot.Event{Kind: k, At: at.Add(time.Hour), Turn: "m9", Actor: bot.Actor{Kind: bot.Staff, ID: "U2"}, Field: field,
				Value: "new", Note: "note", Text: "words", Version: "v2", Document: &bot.Document{Hash: "h9", Name: "new.pdf"}})
		}
	}
	return out
}

func TestEveryEventOfTheProgramIsTried(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "event.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, e := range everyEvent() {
		tried[string(e.Kind)] = true
	}
	declared := 0
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			return true
		}
		declared++
		if kind, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value); err != nil || !tried[kind] {
			t.Errorf("everyEvent has no %s (%v)", v.Names[0].Name, err)
		}
		return true
	})
	if declared != len(tried) {
		t.Errorf("event.go has %d kinds, everyEvent %d", declared, len(tried))
	}
}

func TestApplyNeverChangesItsReceiver(t *testing.T) {
	for _, e := range everyEvent() {
		c := midway()
		c.Apply(e)
		c.Apply(e, bot.Event{Kind: bot.FieldSkipped, Field: "rfc"}, bot.Event{Kind: bot.FieldCleared, Field: "email"})
		if want := midway(); !reflect.DeepEqual(c, want) {
			t.Errorf("after %s of %s the receiver is\n%+v, want\n%+v", e.Kind, e.Field, c, want)
		}
	}
}

// Two futures of one conversation, such as two tries of one turn, know nothing of each other.
func TestTwoFuturesOfOneConversationShareNothing(t *testing.T) {
	now := midway()
	a := now.Apply(bot.Event{Kind: bot.FieldSkipped, Field: "a"}, bot.Event{Kind: bot.FieldFilled, Field: "x", Value: "a"})
	b := now.Apply(bot.Event{Kind: bot.FieldSkipped, Field: "b"}, bot.Event{Kind: bot.FieldFilled, Field: "x", Value: "b"})
	if a.App.Answers["x"].Value != "a" || b.App.Answers["x"].Value != "b" {
		t.Errorf("answers: %v and %v", a.App.Answers["x"], b.App.Answers["x"])
	}
	if got := a.App.Pending[len(a.App.Pending)-1]; got != "a" {
		t.Errorf("the first future puts %q off, want a", got)
	}
	if got := b.App.Pending[len(b.App.Pending)-1]; got != "b" {
		t.Errorf("the second future puts %q off, want b", got)
	}
}

func TestApplyingOneByOneIsApplyingAllAtOnce(t *testing.T) {
	events := everyEvent()
	c := bot.Conversation{ID: "chat:a1"}
	for _, e := range events {
		c = c.Apply(e)
	}
	if all := (bot.Conversation{ID: "chat:a1"}).Apply(events...); !reflect.DeepEqual(c, all) {
		t.Errorf("one by one:\n%+v\nall at once:\n%+v", c, all)
	}
}

func TestAnEventFromANewerVersionChangesNothing(t *testing.T) {
	if got := midway().Apply(bot.Event{Kind: "teleported", Field: "rfc", Value: "x"}); !reflect.DeepEqual(got, midway()) {
		t.Errorf("got %+v", got)
	}
}

func TestNoEventsAreNoChange(t *testing.T) {
	if got := midway().Apply(); !reflect.DeepEqual(got, midway()) {
		t.Errorf("got %+v", got)
	}
}

// The events that are only kept: for the trail, not for the conversation.
func TestSomeEventsAreOnlyKept(t *testing.T) {
	for _, k := range []bot.EventKind{bot.Noted, bot.Voted, bot.Delivered, bot.Reworded, bot.Said} {
		if got := midway().Apply(bot.Event{Kind: k, Field: "rfc", Value: "up", Text: "words", Note: "n"}); !reflect.DeepEqual(got, midway()) {
			t.Errorf("%s changes the conversation: %+v", k, got)
		}
	}
}

// wrote is a conversation in which staff have written "w" first.
func wrote(c *bot.Conversation, kind bot.EventKind) {
	c.Wrote, c.Writes = []bot.Wrote{{N: 1, Kind: kind, Text: "w"}}, 1
}

func TestEachEventChangesItsOwnPartOfTheConversation(t *testing.T) {
	laura := bot.Actor{Kind: bot.Staff, ID: "U9", Name: "Laura"}
	tests := []struct {
		name  string
		event bot.Event
		want  func(c *bot.Conversation)
	}{
		{"told of an order", bot.Event{Kind: bot.EstimateTold, Field: "weight", Value: "300"}, func(c *bot.Conversation) { c.Estimate.Told["weight"] = "300" }},
		{"told what was asked", bot.Event{Kind: bot.EstimateTold, Field: "value", Value: "5 USD"}, func(c *bot.Conversation) {
			c.Estimate.Told["value"], c.Estimate.Asking, c.Estimate.Tries = "5 USD", "", 0
		}},
		{"asked of an order", bot.Event{Kind: bot.EstimateAsked, Field: "to"}, func(c *bot.Conversation) { c.Estimate.Asking, c.Estimate.Tries = "to", 0 }},
		{"asked again", bot.Event{Kind: bot.EstimateAsked, Field: "value"}, func(c *bot.Conversation) {}},
		{"not read", bot.Event{Kind: bot.EstimateFailed}, func(c *bot.Conversation) { c.Estimate.Tries = 2 }},
		{"worked out", bot.Event{Kind: bot.EstimateClosed}, func(c *bot.Conversation) { c.Estimate.Asking, c.Estimate.Tries = "", 0 }},
		{"greeted", bot.Event{Kind: bot.Greeted}, func(c *bot.Conversation) { c.Greeted = true }},
		{"language", bot.Event{Kind: bot.LanguageSet, Value: "en"}, func(c *bot.Conversation) { c.Lang = "en" }},
		{"offered", bot.Event{Kind: bot.Offered, Note: "erase", Value: "a", Text: "b"}, func(c *bot.Conversation) { c.Offer = bot.Offer{Kind: "erase", Value: "a", Text: "b"} }},
		{"offer closed", bot.Event{Kind: bot.OfferClosed}, func(c *bot.Conversation) { c.Offer = bot.Offer{} }},
		{"answered", bot.Event{Kind: bot.Answered, Note: "aduana", Text: "q"}, func(c *bot.Conversation) { c.Topic = "aduana" }},
		{"unanswered", bot.Event{Kind: bot.Unanswered, Text: "¿q?"}, func(c *bot.Conversation) { c.Unknown = "¿q?" }},
		{"forwarded", bot.Event{Kind: bot.Forwarded, Text: "¿q?"}, func(c *bot.Conversation) { c.Unknown, c.Put = "", []string{"¿q?"} }},
		{"digest planned", bot.Event{Kind: bot.DigestPlanned, Value: at.Format(time.RFC3339)}, func(c *bot.Conversation) { c.Digest = at }},
		{"handed off", bot.Event{Kind: bot.HandedOff}, func(c *bot.Conversation) { c.Speaker = bot.PersonSpeaks }},
		{"reminded", bot.Event{Kind: bot.Reminded}, func(c *bot.Conversation) { c.Reminded++ }},
		{"a wrong try", bot.Event{Kind: bot.FieldFailed, Field: "rfc"}, func(c *bot.Conversation) { c.Tries++ }},
		{"lost", bot.Event{Kind: bot.Lost}, func(c *bot.Conversation) { c.Lost++ }},
		{"doubted", bot.Event{Kind: bot.FieldDoubted, Field: "rfc", Value: "x"}, func(c *bot.Conversation) { c.Doubt = "x" }},
		{"taken", bot.Event{Kind: bot.Taken, Actor: laura}, func(c *bot.Conversation) { c.Holder = laura }},
		{"info asked", bot.Event{Kind: bot.InfoAsked, Text: "w"}, func(c *bot.Conversation) { c.App.Status, c.App.Words = bot.AskedStatus, "w"; wrote(c, bot.InfoAsked) }},
		{"approved", bot.Event{Kind: bot.Approved, Text: "w"}, func(c *bot.Conversation) { c.App.Status, c.App.Words = bot.ApprovedStatus, "w"; wrote(c, bot.Approved) }},
		{"declined", bot.Event{Kind: bot.Declined, Text: "w"}, func(c *bot.Conversation) { c.App.Status, c.App.Words = bot.DeclinedStatus, "w"; wrote(c, bot.Declined) }},
		{"replied", bot.Event{Kind: bot.Replied, Text: "w"}, func(c *bot.Conversation) { wrote(c, bot.Replied) }},
		{"assigned", bot.Event{Kind: bot.Assigned, Actor: bot.Actor{ID: "U2"}, Assignee: laura}, func(c *bot.Conversation) { c.Holder = laura }},
		{"cleared", bot.Event{Kind: bot.FieldCleared, Field: "email"}, func(c *bot.Conversation) { delete(c.App.Answers, "email") }},
		{"cleared while put off", bot.Event{Kind: bot.FieldCleared, Field: "phone"}, func(c *bot.Conversation) { c.App.Pending = []string{"state", "role"} }},
		{"filled while another is asked", bot.Event{Kind: bot.FieldFilled, Field: "state", Value: "Puebla", Turn: "m9", At: at, Note: "n"}, func(c *bot.Conversation) {
			c.App.Answers["state"] = bot.Answer{Value: "Puebla", From: "m9", At: at, Note: "n"}
			c.App.Pending = []string{"phone", "role"}
		}},
		{"changed", bot.Event{Kind: bot.Changed, Field: "email", Value: "b@b.mx", Turn: "m9", At: at, Text: "a@b.mx"}, func(c *bot.Conversation) {
			c.App.Answers["email"] = bot.Answer{Value: "b@b.mx", From: "m9", At: at, Before: "a@b.mx"}
		}},
		{"shown", bot.Event{Kind: bot.Shown, Text: "1:yes Sí, acepto\n1:no Ahora no"}, func(c *bot.Conversation) {
			c.Shown = []bot.Button{{Label: "Sí, acepto", Payload: "1:yes"}, {Label: "Ahora no", Payload: "1:no"}}
		}},
		{"skipped again goes to the end", bot.Event{Kind: bot.FieldSkipped, Field: "phone"}, func(c *bot.Conversation) { c.App.Pending = []string{"state", "role", "phone"} }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := midway()
			tt.want(&want)
			if got := midway().Apply(tt.event); !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%+v, want\n%+v", got, want)
			}
		})
	}
}

func TestAConversationGoesToJSONAndBack(t *testing.T) {
	for _, c := range []bot.Conversation{{}, {ID: "chat:a1"}, midway(), midway().Apply(everyEvent()...)} {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var got bot.Conversation
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(b) {
			t.Errorf("got\n%s, want\n%s", again, b)
		}
	}
}
