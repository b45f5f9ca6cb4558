package bot_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pabellon/bot"
)

func TestWhatBecomesOfStaffsWordsIsFolded(t *testing.T) {
	laura, beto := bot.Actor{Kind: bot.Staff, ID: "U1"}, bot.Actor{Kind: bot.Staff, ID: "U2"}
	two := bot.Conversation{}.Apply(bot.Event{Kind: bot.Replied, Actor: laura, Text: "uno"},
		bot.Event{Kind: bot.Replied, Actor: laura, Text: "dos", Documents: []bot.Document{{Name: "a.pdf", Hash: "h"}}})
	noon := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	first, second := bot.Wrote{N: 1, Kind: bot.Replied, By: laura, Text: "uno"}, bot.Wrote{N: 2, Kind: bot.Replied, By: laura, Text: "dos", Files: []bot.Document{{Name: "a.pdf", Hash: "h"}}}
	when := noon.Format(time.RFC3339)
	for name, c := range map[string]struct {
		events []bot.Event
		want   func(w *bot.Wrote)
	}{
		"arrived":           {[]bot.Event{{Kind: bot.Delivered, Note: "2", Value: when}}, func(w *bot.Wrote) { w.Sent = noon }},
		"refused":           {[]bot.Event{{Kind: bot.Undelivered, Note: "2", Value: when}}, func(w *bot.Wrote) { w.Lost = noon }},
		"refused, then not": {[]bot.Event{{Kind: bot.Undelivered, Note: "2", Value: when}, {Kind: bot.Delivered, Note: "2", Value: when}}, func(w *bot.Wrote) { w.Sent = noon }},
		"without its files": {[]bot.Event{{Kind: bot.Undelivered, Note: "2", Field: bot.DocumentsField, Value: when}}, func(w *bot.Wrote) { w.Bare = true }},
		"corrected": {[]bot.Event{{Kind: bot.Reworded, At: noon, Actor: beto, Note: "2", Value: "dos", Text: "tres"}}, func(w *bot.Wrote) {
			w.Text, w.Changed, w.Changer = "tres", noon, beto
		}},
		"taken back": {[]bot.Event{{Kind: bot.Retracted, At: noon, Actor: beto, Note: "2", Value: "dos"}}, func(w *bot.Wrote) {
			w.Retracted, w.Changed, w.Changer = true, noon, beto
		}},
		"of nothing that is there": {[]bot.Event{{Kind: bot.Delivered, Note: "7"}, {Kind: bot.Retracted, Note: "x"}}, func(*bot.Wrote) {}},
	} {
		want := second
		c.want(&want)
		got := two.Apply(c.events...)
		if !reflect.DeepEqual(got.Wrote, []bot.Wrote{first, want}) {
			t.Errorf("%s: %+v", name, got.Wrote)
		}
	}
	if !reflect.DeepEqual(two.Wrote, []bot.Wrote{first, second}) {
		t.Errorf("what was folded before has changed: %+v", two.Wrote)
	}
}

func TestADocumentIsFoundWhoeverSentIt(t *testing.T) {
	c := bot.Conversation{}.Apply(bot.Event{Kind: bot.DocumentKept, Document: &bot.Document{Name: "suyo.pdf", Hash: "a"}},
		bot.Event{Kind: bot.Replied, Documents: []bot.Document{{Name: "nuestro.pdf", Hash: "b"}}})
	for hash, name := range map[string]string{"a": "suyo.pdf", "b": "nuestro.pdf", "c": "", "": ""} {
		if d, ok := c.Document(hash); d.Name != name || ok != (name != "") {
			t.Errorf("%q is %+v", hash, d)
		}
	}
}

func TestOnlyTheNewestWordsAreRemembered(t *testing.T) {
	c := bot.Conversation{}
	for i := range bot.WroteKept + 3 {
		c = c.Apply(bot.Event{Kind: bot.Replied, Text: fmt.Sprint(i + 1)})
	}
	last, ok := c.WroteNow()
	if len(c.Wrote) != bot.WroteKept || !ok || last.N != bot.WroteKept+3 || last.Text != fmt.Sprint(last.N) {
		t.Errorf("%d are kept, the last is %+v", len(c.Wrote), last)
	}
	if _, ok := c.WroteAt(3); ok {
		t.Error("what is forgotten is found")
	}
	if w, ok := c.WroteAt(4); !ok || w.Text != "4" {
		t.Errorf("the fourth is %+v", w)
	}
	if c = c.Apply(bot.Event{Kind: bot.Revoked}); len(c.Wrote) != 0 {
		t.Error("words outlive the consent")
	}
	if c = c.Apply(bot.Event{Kind: bot.Replied}); c.Wrote[0].N != bot.WroteKept+4 {
		t.Errorf("a number is used again: %d", c.Wrote[0].N)
	}
}

func TestWhatIsTakenBackIsAskedForNoMore(t *testing.T) {
	asked := bot.Conversation{}.Apply(bot.Event{Kind: bot.InfoAsked, Text: "¿acta?"})
	if c := asked.Apply(bot.Event{Kind: bot.Reworded, Note: "1", Value: "¿acta?", Text: "¿poder?"}); c.App.Words != "¿poder?" || c.App.Status != bot.AskedStatus {
		t.Errorf("corrected: %+v", c.App)
	}
	if c := asked.Apply(bot.Event{Kind: bot.Retracted, Note: "1", Value: "¿acta?"}); c.App.Words != "" || c.App.Status != bot.SubmittedStatus {
		t.Errorf("taken back: %+v", c.App)
	}
	if c := asked.Apply(bot.Event{Kind: bot.Assigned, Assignee: bot.Actor{ID: "U1"}}, bot.Event{Kind: bot.Retracted, Note: "1", Value: "¿acta?"}); c.App.Status != bot.TakenStatus {
		t.Errorf("taken back while somebody has it: %+v", c.App)
	}
	if c := asked.Apply(bot.Event{Kind: bot.Retracted, Note: "9", Value: "otra"}); c.App.Status != bot.AskedStatus {
		t.Errorf("something else is taken back: %+v", c.App)
	}
}

func TestAHandOffIsAttendedOnceSomebodyTookIt(t *testing.T) {
	laura := bot.Actor{ID: "U1"}
	c := bot.Conversation{}.Apply(bot.Event{Kind: bot.Taken, Actor: laura})
	if c.Attended {
		t.Error("a candidate is no hand-off")
	}
	if c = c.Apply(bot.Event{Kind: bot.HandedOff}); c.Attended {
		t.Error("who holds the candidate does not attend its hand-off")
	}
	if c = c.Apply(bot.Event{Kind: bot.Assigned, Assignee: laura}); !c.Attended {
		t.Error("it was given to somebody")
	}
	if c = c.Apply(bot.Event{Kind: bot.Returned}); c.Attended {
		t.Error("it is over")
	}
}

func TestTheKeyOfWhatIsToldIsReadBack(t *testing.T) {
	at := time.Unix(1795600000, 0)
	for _, told := range []bot.Told{{Tell: "3", Sent: true, At: at}, {Tell: "3 files", At: at}} {
		if got, ok := bot.ReadTold(told.Key()); !ok || got.Tell != told.Tell || got.Sent != told.Sent || !got.At.Equal(at) {
			t.Errorf("%q is read as %+v", told.Key(), got)
		}
	}
	for _, key := range []string{"", "remind", "told", "told sent", "told sent x 3"} {
		if got, ok := bot.ReadTold(key); ok {
			t.Errorf("%q is read as %+v", key, got)
		}
	}
}
