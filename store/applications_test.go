package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// submitted is the outcome of an application that was filled and submitted.
func submitted(at time.Time, rfc string) bot.Outcome {
	return bot.Outcome{
		Events: []bot.Event{
			{Kind: bot.LanguageSet, Value: "es", At: at},
			{Kind: bot.FieldFilled, Field: "rfc", Value: rfc, Turn: "m4", At: at},
			{Kind: bot.FieldFilled, Field: "email", Value: "ana@example.com", Turn: "m5", At: at},
			{Kind: bot.Submitted, Value: bot.FolioMark, At: at},
		},
		Messages: []bot.Message{
			{To: bot.Person, Text: "Tu folio es **" + bot.FolioMark + "**.", Buttons: []bot.Button{{Label: "Ver " + bot.FolioMark, Payload: "v1:" + bot.FolioMark}}},
			{To: bot.ForStaff, Text: "Nueva", Application: bot.FolioMark, Card: bot.CandidateCard, Facts: []bot.Fact{{Field: "folio", Value: bot.FolioMark}}},
		},
	}
}

func foliosHaveNoGaps(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	const n = 60
	var all sync.WaitGroup
	for i := range n {
		w := put(t, s, turn(fmt.Sprint(i), "1", "x"), turn(fmt.Sprint(i), "2", "x"))[0]
		w = *commit(t, s, w, bot.Outcome{}).Next
		d := done(t, s, w, submitted(time.Now(), "X"))
		if i%4 == 0 {
			d.Conversation.Version = 99 // refused after its number was taken
		}
		all.Go(func() {
			if _, err := s.Commit(t.Context(), w, d); (i%4 == 0) != (err != nil) {
				t.Error(i, err)
			}
		})
	}
	all.Wait()
	list := must(s.Candidates(t.Context(), time.Time{}))(t)
	if len(list) != n-n/4 {
		t.Fatalf("%d applications", len(list))
	}
	for i, c := range list {
		if c.Folio != fmt.Sprintf("PAB-%04d", i+1) {
			t.Fatalf("place %d has %s", i+1, c.Folio)
		}
	}
}

func folioIsPutInEverywhere(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk", "test"}))(t)
	w := put(t, s, turn("a", "1", "x"))[0]
	out := submitted(time.Now(), "X")
	c := commit(t, s, w, out)
	if c.Conversation.App.Folio != "PAB-0001" || c.Conversation.App.Status != bot.SubmittedStatus {
		t.Fatalf("conversation: %+v", c.Conversation.App)
	}
	if loaded := must(s.Load(t.Context(), "test:a"))(t); loaded.App.Folio != "PAB-0001" {
		t.Fatalf("loaded: %+v", loaded.App)
	}
	steps := must(s.History(t.Context(), "test:a"))(t)
	everything := fmt.Sprint(string(must(json.Marshal(steps))(t)), c.Deliveries)
	if strings.Contains(everything, bot.FolioMark) || strings.Count(everything, "PAB-0001") < 10 {
		t.Fatal("the mark is still there:", everything)
	}
	if out.Events[3].Value != bot.FolioMark {
		t.Error("the caller's outcome was changed")
	}
}

func applicationsAreListed(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	day := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for i, rfc := range []string{"AAA010101AAA", "BBB010101BBB", "CCC010101CCC"} {
		w := put(t, s, turn(fmt.Sprint(i), "1", "x"))[0]
		commit(t, s, w, submitted(day.AddDate(0, 0, i), rfc))
	}
	w := put(t, s, turn("1", "2", "x"))[0]
	commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.Changed, Field: "rfc", Value: "BBX010101BBX", Turn: "m9"}, {Kind: bot.Approved, At: day}}})

	list := must(s.Candidates(t.Context(), day.AddDate(0, 0, 1)))(t)
	if len(list) != 2 || list[0].Folio != "PAB-0002" || list[1].Folio != "PAB-0003" {
		t.Fatalf("since the second day: %+v", list)
	}
	c := list[0]
	if c.Status != "approved" || c.Channel != "test" || c.Conversation != "test:1" || c.Lang != "es" || !c.SubmittedAt.Equal(day.AddDate(0, 0, 1)) ||
		c.Fields["rfc"] != "BBX010101BBX" || c.From["rfc"] != "m9" || c.From["email"] != "m5" {
		t.Fatalf("%+v", c)
	}
	if conv, err := s.ByFolio(t.Context(), "PAB-0003"); err != nil || conv != "test:2" {
		t.Fatal(conv, err)
	}
	if _, err := s.ByFolio(t.Context(), "PAB-9999"); !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	h := must(s.Health(t.Context()))(t)
	if h.Applications != 3 || h.Approved != 1 || h.InReview != 2 {
		t.Fatalf("%+v", h)
	}
}
