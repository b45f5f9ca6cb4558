package store_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// change runs SQL past the store.
func change(t *testing.T, address, query string) {
	t.Helper()
	driver := "pgx"
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"
	}
	db := must(sql.Open(driver, address))(t)
	defer db.Close()
	must(db.Exec(query))(t)
}

func TestATurnThatCannotBeReadHoldsUpNobodyElse(t *testing.T) {
	eachEngine(t, func(t *testing.T, address string) {
		s := open(t, address, store.Options{})
		must(s.Put(t.Context(), 0, turn("bad", "1", "x"), turn("good", "1", "x"), turn("good", "2", "broken too")))(t)
		change(t, address, `UPDATE turns SET payload = '{' WHERE payload LIKE '%"test:bad"%' OR payload LIKE '%broken too%'`)
		works := must(s.Claim(t.Context(), 9))(t)
		if len(works) != 1 || works[0].Turn.Conversation != "test:good" {
			t.Fatalf("claimed %+v", works)
		}
		c, err := s.Commit(t.Context(), works[0], done(t, s, works[0], say("y")))
		if err != nil || c.Next != nil {
			t.Errorf("the turn before it: %v, next %+v", err, c.Next)
		}
	})
}

func TestAMessageThatCannotBeReadHoldsUpNobodyElse(t *testing.T) {
	eachEngine(t, func(t *testing.T, address string) {
		s := open(t, address, store.Options{Lease: 300 * time.Millisecond})
		must(s.Hold(t.Context(), []string{"test"}))(t)
		first := handed(t, s, "a", "1", bot.Message{To: bot.Person, Text: "one"}, bot.Message{To: bot.Person, Text: "broken"})[0]
		handed(t, s, "b", "1", bot.Message{To: bot.Person, Text: "broken"})
		handed(t, s, "c", "1", bot.Message{To: bot.Person, Text: "good"})
		change(t, address, `UPDATE messages SET payload = '{' WHERE payload LIKE '%broken%'`)
		if next := must(s.Sent(t.Context(), first, "r", time.Time{}))(t); next != nil {
			t.Errorf("given out: %+v", next)
		}
		time.Sleep(350 * time.Millisecond) // nobody renews
		must(s.Hold(t.Context(), []string{"test"}))(t)
		if got := claimAll(t, s); len(got) != 1 || got[0].Message.Text != "good" {
			t.Errorf("claimed %+v", got)
		}
	})
}
