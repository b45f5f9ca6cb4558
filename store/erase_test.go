package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
	"pabellon/store"
)

// everything is every row of every table as text, except the migrations'.
func everything(t testing.TB, url string) string {
	t.Helper()
	driver, address, list := "pgx", url, `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, address, list = "sqlite", "file:"+path, `SELECT name FROM sqlite_master WHERE type = 'table'`
	}
	db := sqlx.MustOpen(driver, address)
	defer db.Close()
	var tables []string
	check(t, db.Select(&tables, list))
	if len(tables) < 10 {
		t.Fatalf("only %d tables", len(tables))
	}
	var b strings.Builder
	for _, table := range tables {
		rows, err := db.Queryx(`SELECT * FROM ` + table)
		check(t, err)
		for rows.Next() {
			values := must(rows.SliceScan())(t)
			for i, v := range values {
				if raw, ok := v.([]byte); ok {
					values[i] = string(raw)
				}
			}
			fmt.Fprintln(&b, table, values)
		}
		check(t, rows.Err())
	}
	return b.String()
}

// full gives a chat a past that touches every table, with the marker all over it.
func full(t testing.TB, s *store.Store, chat string) {
	t.Helper()
	w := put(t, s, turn(chat, "1", "SECRETO"))[0]
	out := submitted(time.Now(), "SECRETO")
	out.Messages = append(out.Messages, bot.Message{To: bot.Person, Text: "SECRETO", Replaces: "SECRETO"})
	out.Later = []bot.Later{{Key: "SECRETO", At: time.Now().Add(time.Hour)}}
	d := commit(t, s, w, out).Deliveries
	must(s.Sent(t.Context(), d[0], "SECRETO", time.Now()))(t)
	w = put(t, s, turn(chat, "2", "SECRETO"))[0]
	w.Attempts = 1
	check(t, s.Retry(t.Context(), w, time.Now(), "SECRETO"))
}

func eraseOutcomeLeavesNothing(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	full(t, s, "SECRETO")
	before := everything(t, url)
	least := 20
	if keyOf(url) != "" {
		least = 5 // in names
	}
	if n := strings.Count(before, "SECRETO"); n < least {
		t.Fatalf("the past has the marker %d times", n)
	}
	w := must(s.Claim(t.Context(), 1))(t)[0]
	put(t, s, turn("SECRETO", "3", "SECRETO waits behind"))
	out := say("Listo. Tu recibo es "+bot.ReceiptMark, "Adiós, SECRETO")
	out.Erase = true
	got := must(s.Commit(t.Context(), w, bot.Done{Conversation: bot.Conversation{ID: w.Turn.Conversation}, Outcome: out, Hand: true}))(t)
	if len(got.Deliveries) != 1 || !strings.Contains(got.Deliveries[0].Message.Text, "B-") || got.Next != nil {
		t.Fatalf("%+v", got)
	}
	if c := must(s.Load(t.Context(), w.Turn.Conversation))(t); c.Version != 0 {
		t.Fatalf("still known: %+v", c)
	}
	next := must(s.Sent(t.Context(), got.Deliveries[0], "SECRETO", time.Now()))(t)
	if next == nil || next.Message.Text != "Adiós, SECRETO" {
		t.Fatalf("the last words were not all sent: %+v", next)
	}
	must(s.Sent(t.Context(), *next, "SECRETO", time.Now()))(t)
	if after := everything(t, url); strings.Contains(after, "SECRETO") {
		t.Fatal("left:\n", after)
	}
	if again := put(t, s, turn("SECRETO", "9", "hola")); len(again) != 1 || again[0].Seq != 1 {
		t.Fatalf("a new beginning: %+v", again)
	}
}

func eraseFromOutside(t *testing.T, url string) {
	serving, command := open(t, url, store.Options{}), open(t, url, store.Options{})
	must(serving.Hold(t.Context(), []string{"test"}))(t)
	full(t, serving, "SECRETO")
	w := must(serving.Claim(t.Context(), 1))(t)[0]
	d := claimAll(t, serving)
	late := done(t, serving, w, say("SECRETO"))

	r := must(command.Erase(t.Context(), "test:SECRETO"))(t)
	if !strings.HasPrefix(r.ID, "B-") || r.Counts["turns"] != 2 || r.Counts["events"] != 4 || r.Counts["applications"] != 1 || r.At.IsZero() {
		t.Fatalf("%+v", r)
	}
	if _, err := serving.Commit(t.Context(), w, late); !errors.Is(err, bot.ErrLost) {
		t.Fatalf("what was in hand was stored: %v", err)
	}
	for _, d := range d {
		if _, err := serving.Sent(t.Context(), d, "SECRETO", time.Now()); !errors.Is(err, bot.ErrLost) {
			t.Fatalf("what was being sent was marked: %v", err)
		}
	}
	if after := everything(t, url); strings.Contains(after, "SECRETO") || !strings.Contains(after, r.ID) {
		t.Fatal("left:\n", after)
	}
	if _, err := command.Erase(t.Context(), "test:SECRETO"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("erased twice: %v", err)
	}
}

func repeatOfErased(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	w := put(t, s, turn("a", "1", "x"))[0]
	commit(t, s, w, say("y"))
	must(s.Erase(t.Context(), "test:a"))(t)
	if again := put(t, s, turn("a", "1", "x")); len(again) != 0 {
		t.Fatal("a repeat of an erased turn was kept")
	}
	if left := must(s.Claim(t.Context(), 9))(t); len(left) != 0 {
		t.Fatalf("%+v", left)
	}
}

// On SQLite the bytes themselves are gone: from the file, and from its journal.
func TestErasedWordsAreGoneFromTheFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "p.db")
	s := open(t, "sqlite:"+path, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	full(t, s, "SECRETO")
	full(t, s, "otro")
	if n := inFiles(t, path, "SECRETO"); n == 0 {
		t.Fatal("the words never came to the files: this test proves nothing")
	}
	must(s.Erase(t.Context(), bot.ConversationID("test", "SECRETO")))(t)
	must(s.Erase(t.Context(), bot.ConversationID("test", "otro")))(t)
	if n := inFiles(t, path, "SECRETO"); n > 0 {
		t.Errorf("the files still have the words %d times", n)
	}
}

func TestNobodyElseMayReadTheFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.db")
	s := open(t, "sqlite:"+path, store.Options{})
	put(t, s, turn("a", "1", "hola"))
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		check(t, err)
		if m := info.Mode().Perm(); m&0o077 != 0 {
			t.Errorf("%s has the rights %o", filepath.Base(f), m)
		}
	}
}

// inFiles counts how often a text stands in the database's files.
func inFiles(t testing.TB, path, text string) (n int) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	check(t, err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		check(t, err)
		n += bytes.Count(data, []byte(text))
	}
	return n
}
