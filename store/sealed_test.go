package store_test

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// words are what somebody told; nothing of them may stand in a sealed database.
var words = []string{"Xóchitl", "ZIS120304AB7", "+525512345678", "@istmo.mx", "Zapotecas del Istmo", "mezcal"}

// told gives chats a past in which the words are everywhere where words can be: what
// was said and answered, the application, and why something failed.
func told(t testing.TB, s *store.Store, chats ...string) {
	t.Helper()
	all := strings.Join(words, " ")
	must(s.Hold(t.Context(), []string{"test"}))(t)
	for _, chat := range chats {
		w := put(t, s, turn(chat, "1", all))[0]
		out := submitted(time.Now(), "ZIS120304AB7")
		out.Events = append([]bot.Event{
			{Kind: bot.FieldFilled, Field: "business", Value: "Zapotecas del Istmo", Turn: "m1"},
			{Kind: bot.FieldFilled, Field: "phone", Value: "+525512345678", Turn: "m2"},
			{Kind: bot.FieldFilled, Field: "contact", Value: "Xóchitl", Turn: "m3"}}, out.Events...)
		out.Messages = append(out.Messages, bot.Message{To: bot.Person, Text: all}, bot.Message{To: bot.ForStaff, Text: all})
		d := done(t, s, w, out)
		d.Commands, d.Parked = bot.Commands{bot.Fill{Field: "contact", Value: all}}, "failed on "+all
		deliveries := must(s.Commit(t.Context(), w, d))(t).Deliveries
		check(t, s.KeepFile(t.Context(), must(s.Load(t.Context(), w.Turn.Conversation))(t), bot.Document{Hash: "h1"}, []byte(paper)))
		deliveries[0].Attempts = 1
		next := must(s.Park(t.Context(), deliveries[0], "refused "+all))(t)
		check(t, s.RetryDelivery(t.Context(), *next, time.Now().Add(time.Hour), "again "+all))
		w = put(t, s, turn(chat, "2", all))[0]
		check(t, s.Retry(t.Context(), w, time.Now().Add(time.Hour), "again "+all))
	}
}

// paper is what a document holds; the database has it in base64.
var paper = "constancia of " + strings.Join(words, " ")

// remembered is everything that a store tells of those chats, as one text.
func remembered(t testing.TB, s *store.Store, chats ...string) string {
	t.Helper()
	parts := []any{must(s.Candidates(t.Context(), time.Time{}))(t), must(s.Parked(t.Context()))(t), must(s.Desk(t.Context(), 1000))(t)}
	for _, chat := range chats {
		id := bot.ConversationID("test", chat)
		parts = append(parts, must(s.History(t.Context(), id))(t), must(s.Load(t.Context(), id))(t), must(s.File(t.Context(), id, "h1"))(t))
	}
	return string(must(json.Marshal(parts))(t))
}

// silent checks that none of the words can be read in the database without a key: in
// no column, and in SQLite's files in no byte.
func silent(t testing.TB, url string) {
	t.Helper()
	all := everything(t, url)
	if strings.Contains(all, base64.StdEncoding.EncodeToString([]byte(paper))) {
		t.Error("a file can be read")
	}
	for _, word := range words {
		if strings.Contains(all, word) {
			i := strings.Index(all, word)
			t.Errorf("a column holds %q: …%s", word, all[max(0, i-200):i+20])
		}
		if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
			if n := inFiles(t, path, word); n > 0 {
				t.Errorf("the files hold %q %d times", word, n)
			}
		}
	}
}

func TestNothingThatAPersonSaidCanBeReadInASealedDatabase(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		plain := sqliteURL(t)
		told(t, open(t, plain, store.Options{}), "a")
		for _, word := range words {
			if n := strings.Count(everything(t, plain), word); n < 8 {
				t.Fatalf("without a key %q is there %d times: this test proves little", word, n)
			}
		}
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		told(t, s, "a")
		silent(t, url)
		for _, word := range words {
			if !strings.Contains(remembered(t, s, "a"), word) {
				t.Errorf("%q is forgotten", word)
			}
		}
		parked := must(s.Parked(t.Context()))(t)
		if len(parked) != 2 || !strings.Contains(parked[0].Reason, "failed on Xóchitl") || !strings.Contains(parked[1].Reason, "refused Xóchitl") {
			t.Fatalf("%+v", parked)
		}
		for _, p := range parked {
			check(t, s.Unpark(t.Context(), p.ID))
		}
		silent(t, url)
		if again := remembered(t, s, "a"); strings.Count(again, `"Status":"waiting"`) < 3 {
			t.Error(again)
		}
		r := must(s.Erase(t.Context(), "test:a"))(t)
		if r.Counts["applications"] != 1 || r.Counts["turns"] != 3 {
			t.Errorf("%+v", r)
		}
	})
}

func TestASealedDatabaseOpensOnlyWithItsKey(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		key, other := dataKey("a"), dataKey("b")
		s := open(t, withKey(url, key), store.Options{})
		put(t, s, turn("a", "1", "x"))
		name := "4be9b900" // of 32 times a
		refused(t, url, "encrypted", "DATA_KEY is not set", name)
		_, err := store.Open(t.Context(), url, store.Options{Log: quiet, Keys: must(store.ReadKeys(other))(t)})
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "rekey") {
			t.Fatalf("with another key: %v", err)
		}
		if strings.Contains(err.Error(), key[:8]) || strings.Contains(err.Error(), other[:8]) {
			t.Error("the error shows a key:", err)
		}
		open(t, withKey(url, dataKey("b", "a")), store.Options{})
	})
}

func TestADatabaseInWhichNothingIsSealedYetOpensWithoutTheKey(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		must(s.Claim(t.Context(), 1))(t)
		check(t, s.Close())
		put(t, open(t, withKey(url, ""), store.Options{}), turn("a", "1", "x"))
	})
}

func TestAPlainDatabaseIsReadWithAKeyAndSealedAsItIsWritten(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		told(t, s, "a")
		before := remembered(t, s, "a")
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("a")), store.Options{})
		if after := remembered(t, s, "a"); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		w := put(t, s, turn("b", "1", "una palabra"))[0]
		commit(t, s, w, say("otra palabra"))
		if all := everything(t, url); strings.Contains(all, "palabra") || !strings.Contains(all, words[0]) {
			t.Error("what is new is not sealed, or what is old was touched")
		}
		if n := must(s.Rekey(t.Context(), nil))(t); n != 2+4+7+1+1+1 {
			t.Errorf("%d rows were sealed", n)
		}
		silent(t, url)
		if after := remembered(t, s, "a"); after != before && len(after) != len(before) {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		if n := must(s.Rekey(t.Context(), nil))(t); n != 0 {
			t.Errorf("%d rows were sealed twice", n)
		}
	})
}

func TestAValueThatWasMovedToAnotherRowIsNotBelieved(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		told(t, s, "a", "b")
		change(t, url, `UPDATE conversations SET state = (SELECT state FROM conversations WHERE id = 'test:b') WHERE id = 'test:a'`)
		if c, err := s.Load(t.Context(), "test:a"); err == nil || !reflect.DeepEqual(c, bot.Conversation{}) {
			t.Errorf("believed: %+v, %v", c, err)
		}
		change(t, url, `UPDATE events SET payload = (SELECT e.payload FROM events e WHERE e.lane_id = events.lane_id AND e.n = 0) WHERE n = 1`)
		if _, err := s.History(t.Context(), "test:b"); err == nil {
			t.Error("an event of another place was believed")
		}
	})
}
