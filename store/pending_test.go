package store_test

import (
	"slices"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// happens commits a turn of a chat.
func happens(t *testing.T, s *store.Store, chat, id string, o bot.Outcome) {
	t.Helper()
	commit(t, s, put(t, s, turn(chat, id, "x"))[0], o)
}

func whoWaitsIsListed(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	now := time.Now().UTC()
	happens(t, s, "new", "1", submitted(now.Add(-time.Hour), "A"))
	happens(t, s, "old", "1", submitted(now.Add(-48*time.Hour), "B"))
	happens(t, s, "done", "1", submitted(now, "C"))
	happens(t, s, "done", "2", bot.Outcome{Events: []bot.Event{{Kind: bot.Approved, At: now}}})
	happens(t, s, "talk", "1", bot.Outcome{Events: []bot.Event{{Kind: bot.Promised, Note: bot.ForHandoff, Value: now.Format(time.RFC3339), At: now}},
		Later: []bot.Later{{Key: "promise", At: now.Add(time.Hour)}}})
	happens(t, s, "draft", "1", bot.Outcome{Later: []bot.Later{{Key: "other", At: now.Add(time.Hour)}}})

	ids := func(list []bot.Conversation) (out []string) {
		for _, c := range list {
			out = append(out, c.ID)
		}
		slices.Sort(out)
		return out
	}
	all := must(s.Pending(t.Context(), "promise", 10))(t)
	if got := ids(all); !slices.Equal(got, []string{"test:new", "test:old", "test:talk"}) {
		t.Errorf("%q wait", got)
	}
	for _, c := range all {
		if c.ID == "test:old" && c.App.Folio != "PAB-0002" || c.ID == "test:talk" && len(c.Promises) != 1 {
			t.Errorf("%+v", c)
		}
	}
	if got := ids(must(s.Pending(t.Context(), "promise", 1))(t)); !slices.Equal(got, []string{"test:old", "test:talk"}) {
		t.Errorf("of one application and one timer: %q", got)
	}
}

func unansweredIsListed(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	now := time.Now().UTC().Truncate(time.Second)
	asked := func(kind bot.EventKind, text string, ago time.Duration) bot.Event {
		return bot.Event{Kind: kind, Text: text, At: now.Add(-ago)}
	}
	happens(t, s, "1", "1", bot.Outcome{Events: []bot.Event{asked(bot.Unanswered, "¿aduana?", 2*time.Hour), {Kind: bot.Lost, Text: "no", At: now}}})
	happens(t, s, "1", "2", bot.Outcome{Events: []bot.Event{asked(bot.Forwarded, "¿aduana?", time.Hour)}})
	happens(t, s, "2", "1", bot.Outcome{Events: []bot.Event{asked(bot.Unanswered, "¿hoy?", 0)}})
	happens(t, s, "3", "1", bot.Outcome{Events: []bot.Event{asked(bot.Unanswered, "¿antes?", 40*24*time.Hour)}})
	all := must(s.Unanswered(t.Context(), now.Add(-30*24*time.Hour), 10))(t)
	if len(all) != 3 || all[0].Event.Text != "¿hoy?" || all[1].Event.Kind != bot.Forwarded || all[1].Conversation != "test:1" || all[2].Event.Text != "¿aduana?" {
		t.Errorf("%+v", all)
	}
	if few := must(s.Unanswered(t.Context(), now.Add(-30*24*time.Hour), 1))(t); len(few) != 1 || few[0].Conversation != "test:2" {
		t.Errorf("one of them: %+v", few)
	}
	must(s.Erase(t.Context(), "test:1"))(t)
	if left := must(s.Unanswered(t.Context(), time.Time{}, 10))(t); len(left) != 2 {
		t.Errorf("after one of them was erased: %+v", left)
	}
}
