package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// applies sends an application from a chat, and gives the chat's next turn.
func applies(t *testing.T, s *store.Store, chat, rfc, phone, email string, more ...bot.Event) bot.Work {
	t.Helper()
	out := bot.Outcome{}
	for field, value := range map[string]string{"rfc": rfc, "phone": phone, "email": email} {
		out.Events = append(out.Events, bot.Event{Kind: bot.FieldFilled, Field: field, Value: value})
	}
	out.Events = append(out.Events, bot.Event{Kind: bot.Submitted, Value: bot.FolioMark})
	w := put(t, s, turn(chat, "1", "x"), turn(chat, "2", "x"))[0]
	next := commit(t, s, w, out).Next
	if len(more) > 0 {
		commit(t, s, *next, bot.Outcome{Events: more})
	}
	return *next
}

func sameBusinessIsFound(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	applies(t, s, "a", "AAA010101AAA", "+521", "a@x.mx", bot.Event{Kind: bot.Approved})
	applies(t, s, "b", "BBB010101BBB", "+522", "b@x.mx")
	applies(t, s, "c", "", "+522", "b@x.mx")
	applies(t, s, "d", "AAA010101AAA", "", "", bot.Event{Kind: bot.Withdrawn})
	applies(t, s, "e", "", "", "")
	tests := []struct{ name, chat, rfc, phone, email, want string }{
		{"the same RFC", "new", "AAA010101AAA", "", "", "PAB-0001 approved rfc"},
		{"the same phone and e-mail", "new", "", "+522", "b@x.mx", "PAB-0002 submitted reach, PAB-0003 submitted reach"},
		{"both", "new", "BBB010101BBB", "+522", "b@x.mx", "PAB-0002 submitted rfc, PAB-0003 submitted reach"},
		{"the phone alone", "new", "", "+522", "", ""},
		{"the e-mail alone", "new", "", "+529", "b@x.mx", ""},
		{"nothing", "new", "", "", "", ""},
		{"one's own", "b", "BBB010101BBB", "", "", ""},
		{"one's own and another", "c", "BBB010101BBB", "+522", "b@x.mx", "PAB-0002 submitted rfc"},
		{"no fragment", "new", "AAA", "", "", ""},
		{"no pattern", "new", "%", "%", "%", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, twin := range must(s.Twins(t.Context(), "test:"+tt.chat, tt.rfc, tt.phone, tt.email))(t) {
			got = append(got, fmt.Sprintf("%s %s %s", twin.Folio, twin.Status, twin.Same))
			if twin.Channel != "test" {
				t.Errorf("%s: the channel is %q", tt.name, twin.Channel)
			}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	must(s.Erase(t.Context(), "test:b"))(t)
	if left := must(s.Twins(t.Context(), "new", "BBB010101BBB", "", ""))(t); len(left) != 0 {
		t.Errorf("after the erasure: %+v", left)
	}
}

func timerForAnother(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	now := time.Now()
	applies(t, s, "a", "AAA010101AAA", "", "", bot.Event{Kind: bot.Approved})
	w := applies(t, s, "b", "AAA010101AAA", "", "")
	commit(t, s, w, bot.Outcome{Later: []bot.Later{{Key: "twins", At: now, Folio: "PAB-0001"}, {Key: "twins", At: now, Folio: "PAB-0099"}}})
	due := ring(t, s, now)
	if len(due) != 1 || due[0].Turn.Conversation != "test:a" || due[0].Turn.Due != "twins" {
		t.Fatalf("rang %+v", due)
	}
	commit(t, s, due[0], bot.Outcome{})
	// Who is erased still has the others look, and leaves no timer of their own.
	w = put(t, s, turn("b", "3", "x"))[0]
	commit(t, s, w, bot.Outcome{Erase: true, Later: []bot.Later{{Key: "twins", At: now, Folio: "PAB-0001"}, {Key: "twins", At: now, Folio: "PAB-0002"}, {Key: "own", At: now}}})
	if due = ring(t, s, now); len(due) != 1 || due[0].Turn.Conversation != "test:a" {
		t.Fatalf("after the erasure: %+v", due)
	}
}

func TestTheSameBusinessIsFoundWhileKeysChange(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		for i, key := range []string{"", dataKey("a"), dataKey("b", "a")} {
			s := open(t, withKey(url, key), store.Options{})
			applies(t, s, fmt.Sprint("c", i), "AAA010101AAA", "+521", "a@x.mx")
			for _, by := range [][]string{{"AAA010101AAA", "", ""}, {"", "+521", "a@x.mx"}} {
				if got := must(s.Twins(t.Context(), "test:new", by[0], by[1], by[2]))(t); len(got) != i+1 {
					t.Errorf("with %d keys so far, by %q: %+v", i, by, got)
				}
			}
			check(t, s.Close())
		}
		s := open(t, url, store.Options{})
		must(s.Rekey(t.Context(), nil))(t)
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b")), store.Options{})
		if got := must(s.Twins(t.Context(), "test:new", "AAA010101AAA", "+521", "a@x.mx"))(t); len(got) != 3 || got[0].Same != "rfc" {
			t.Errorf("after the change: %+v", got)
		}
	})
}
