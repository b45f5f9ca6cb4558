package telegram

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pabellon/bot"
)

// seeds are updates of every kind, and some that are none.
var seeds = []string{
	`{"update_id":1,"message":{"message_id":5,"from":{"id":77,"language_code":"es-MX"},"chat":{"id":77,"type":"private"},"text":"hola"}}`,
	`{"update_id":2,"message":{"message_id":6,"chat":{"id":77,"type":"private"},"caption":"\u0000x\ud800","document":{"file_id":"a","file_name":"b\u0000.pdf","file_size":3}}}`,
	`{"update_id":3,"edited_message":{"message_id":5,"chat":{"id":77,"type":"private"},"text":"adiós"}}`,
	`{"update_id":4,"callback_query":{"id":"9","from":{"id":77},"message":{"message_id":5,"chat":{"id":77,"type":"private"}},"data":"v1:\u0000"}}`,
	`{"update_id":5,"callback_query":{"id":"9","from":{"id":77},"inline_message_id":"x","data":"v1"}}`,
	`{"update_id":6,"my_chat_member":{"from":{"id":77},"chat":{"id":77,"type":"private"},"date":5,"new_chat_member":{"status":"kicked"}}}`,
	`{"update_id":7,"message_reaction":{"chat":{"id":77,"type":"private"},"message_id":5,"user":{"id":77},"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"👍"}]}}`,
	`{"update_id":8,"message":{"message_id":5,"chat":{"id":-5,"type":"group"},"text":"x"}}`,
	`{"update_id":9,"message":{"message_id":5,"chat":{"id":77,"type":"private"},"contact":{"phone_number":"+52","first_name":"A\u0000","user_id":77},"from":{"id":77}}}`,
	`{"update_id":10,"message":{"message_id":5,"chat":{"id":77,"type":"private"},"reply_to_message":{"message_id":3,"from":{"is_bot":true}},"quote":{"text":"q\u0000"},"text":"r"}}`,
	`{"update_id":11,"message":{"message_id":5,"chat":{"id":77,"type":"private"},"photo":[],"voice":null}}`,
	`{"update_id":12,"message":null,"hologram":{}}`, `{}`, `null`, `[]`, `5`, `"x"`, ``, `{`, `{"update_id":"x"}`, `{"update_id":1e99}`, "\xff", `{"message":{}}`,
}

func FuzzRead(f *testing.F) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := string(raw)
		id, r, err := read(raw, now)
		again, second, _ := read(raw, now)
		if id != again || err != nil && (r.turn != nil || strings.Contains(before, err.Error())) {
			t.Fatalf("%q: %d and %d, %v", raw, id, again, err)
		}
		if r.turn == nil {
			return
		}
		turn := *r.turn
		if turn.ID == "" || turn.ID != second.turn.ID || !strings.HasPrefix(turn.Conversation, "telegram:") || turn.Channel != Channel || turn.Actor.Kind != bot.Owner || !turn.At.Equal(now) {
			t.Fatalf("%q: %+v", raw, turn)
		}
		if string(turn.Raw) != before || len(turn.Text) > bot.MaxText {
			t.Fatalf("%q is kept as %q", raw, turn.Raw)
		}
		if strings.Contains(turn.Text, "\x00") || turn.About != nil && strings.Contains(turn.About.Quote, "\x00") {
			t.Fatalf("%q: a NUL is in what was said", raw)
		}
		for _, words := range all(turn) {
			if !utf8.ValidString(words) {
				t.Fatalf("%q: %q is no UTF-8", raw, words)
			}
		}
	})
}

// all are the texts of a turn.
func all(t bot.Turn) []string {
	out := []string{t.ID, t.Conversation, t.Actor.ID, t.Text, t.Button, t.Edit, t.Other, t.Lang, t.Album}
	if t.Contact != nil {
		out = append(out, t.Contact.Phone, t.Contact.Name)
	}
	if t.File != nil {
		out = append(out, t.File.Path, t.File.Name)
	}
	if t.Voice != nil {
		out = append(out, t.Voice.Path)
	}
	if t.About != nil {
		out = append(out, t.About.Receipt, t.About.Quote, t.About.React)
	}
	return out
}

func TestAnUpdateThatCannotBeReadIsNamedByItsNumberOnly(t *testing.T) {
	for raw, want := range map[string]int64{`{"update_id":7,"message":"secreto"}`: 7, `{"update_id":"secreto"}`: 0, `secreto`: 0, `{"update_id":8,"message":{"message_id":"secreto"}}`: 8, `["secreto"]`: 0} {
		id, r, err := read([]byte(raw), time.Now())
		if id != want || r.turn != nil || err == nil || strings.Contains(err.Error(), "secreto") {
			t.Errorf("%s: %d %+v %v", raw, id, r, err)
		}
	}
}

func TestOneMoreThanIsKeptIsCut(t *testing.T) {
	raw := fmt.Sprintf(`{"update_id":1,"message":{"message_id":5,"chat":{"id":77,"type":"private"},"text":"%s"}}`, strings.Repeat("ñ", bot.MaxText))
	_, r, err := read([]byte(raw), time.Now())
	if err != nil || !r.turn.Cut || len(r.turn.Text) > bot.MaxText || !utf8.ValidString(r.turn.Text) {
		t.Errorf("%v, cut %v, %d bytes", err, r.turn.Cut, len(r.turn.Text))
	}
}

func TestTurnsNameTheirMessages(t *testing.T) {
	for turn, want := range map[string]int64{"m5": 5, "m5e1003": 5, "q5": 0, "": 0, "m": 0, "mx": 0, "lost.m5": 0, "s5.6": 0, "r5.6": 0} {
		if got, ok := messageOf(turn); got != want || ok != (want != 0) {
			t.Errorf("%q is of message %d %v, want %d", turn, got, ok, want)
		}
	}
}
