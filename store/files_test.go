package store_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// agreed gives a chat a conversation that has accepted the notice, and a turn in hand.
func agreed(t testing.TB, s *store.Store, chat string) (bot.Conversation, bot.Work) {
	t.Helper()
	c := commit(t, s, put(t, s, turn(chat, "1", "sí"))[0], bot.Outcome{Events: []bot.Event{{Kind: bot.Consented}}}).Conversation
	return c, put(t, s, turn(chat, "2", "constancia"))[0]
}

// document is one of these bytes.
func document(content string) bot.Document {
	return bot.Document{Hash: fmt.Sprintf("%x", content), Name: content}
}

func keep(t testing.TB, s *store.Store, c bot.Conversation, content string) {
	t.Helper()
	check(t, s.KeepFile(t.Context(), c, document(content), []byte(content)))
}

func filesAreKeptOnce(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	c, w := agreed(t, s, "a")
	odd := "%PDF\x00\xff\xfe'; DROP TABLE files; --"
	keep(t, s, c, odd)
	keep(t, s, c, odd) // the turn is tried again
	if got := must(s.File(t.Context(), c.ID, document(odd).Hash))(t); !bytes.Equal(got, []byte(odd)) {
		t.Errorf("%q came back as %q", odd, got)
	}
	if _, err := s.File(t.Context(), "test:b", document(odd).Hash); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another conversation reads it: %v", err)
	}
	commit(t, s, w, bot.Outcome{})
	if err := s.KeepFile(t.Context(), c, document("late"), []byte("late")); !errors.Is(err, bot.ErrLost) {
		t.Errorf("kept for a turn that is done: %v", err)
	}
}

func filesHaveALimit(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	c, _ := agreed(t, s, "a")
	for i := range bot.MaxFiles {
		keep(t, s, c, fmt.Sprint(i))
	}
	if err := s.KeepFile(t.Context(), c, document("more"), []byte("more")); !errors.Is(err, bot.ErrFull) {
		t.Errorf("one more than %d: %v", bot.MaxFiles, err)
	}
	keep(t, s, c, "3") // what is there already needs no room
	other, _ := agreed(t, s, "b")
	big := make([]byte, bot.MaxFile)
	for i := range bot.MaxFilesSize / bot.MaxFile {
		check(t, s.KeepFile(t.Context(), other, document(fmt.Sprint(i)), big))
	}
	if err := s.KeepFile(t.Context(), other, document("more"), []byte("m")); !errors.Is(err, bot.ErrFull) {
		t.Errorf("a byte more than %d: %v", bot.MaxFilesSize, err)
	}
}

func filesGoWithThePerson(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	for chat, end := range map[string]func(bot.Conversation, bot.Work){
		"dropped": func(_ bot.Conversation, w bot.Work) {
			commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.DocumentsDropped}}})
		},
		"cancelled": func(_ bot.Conversation, w bot.Work) {
			commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.Cancelled}}})
		},
		"revoked": func(_ bot.Conversation, w bot.Work) {
			commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.Revoked}}})
		},
		"erased": func(_ bot.Conversation, w bot.Work) { commit(t, s, w, bot.Outcome{Erase: true}) },
		"from outside": func(c bot.Conversation, _ bot.Work) {
			if r := must(s.Erase(t.Context(), c.ID))(t); r.Counts["files"] != 1 {
				t.Errorf("the receipt says %v", r.Counts)
			}
		},
	} {
		c, w := agreed(t, s, chat)
		keep(t, s, c, "SECRETO "+chat)
		end(c, w)
		if err := s.KeepFile(t.Context(), c, document("late"), []byte("SECRETO late")); !errors.Is(err, bot.ErrLost) {
			t.Errorf("%s: kept afterwards: %v", chat, err)
		}
	}
	if left := everything(t, url); strings.Contains(left, "\nfiles [") {
		t.Error("left:\n", left)
	}
	c, _ := agreed(t, s, "stays")
	keep(t, s, c, "SECRETO")
	if !strings.Contains(everything(t, url), "\nfiles [") {
		t.Error("the files do not show: this test proves nothing")
	}
}

func documentsAreInTheApplication(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	commit(t, s, put(t, s, turn("a", "1", "x"))[0], submitted(day(1), "X"))
	d := document("constancia.pdf")
	commit(t, s, put(t, s, turn("a", "2", "x"))[0], bot.Outcome{Events: []bot.Event{{Kind: bot.DocumentKept, Turn: "2", Document: &d}}})
	list := must(s.Candidates(t.Context(), day(0)))(t)
	if len(list) != 1 || list[0].Fields["documents"] != "constancia.pdf" || list[0].From["documents"] != "2" {
		t.Errorf("%+v", list)
	}
	if c := must(s.Load(t.Context(), "test:a"))(t); len(c.App.Documents) != 1 || c.App.Documents[0].Hash != d.Hash {
		t.Errorf("%+v", c.App)
	}
}

// On SQLite the bytes of a file are gone from the disk too.
func TestDroppedFilesAreGoneFromTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.db")
	s := open(t, "sqlite:"+path, store.Options{})
	c, w := agreed(t, s, "a")
	check(t, s.KeepFile(t.Context(), c, document("x"), bytes.Repeat([]byte("SECRETO"), 100_000)))
	kept := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("SECRETO"), 3))
	if inFiles(t, path, kept) == 0 {
		t.Fatal("the bytes never came to the disk: this test proves nothing")
	}
	commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.DocumentsDropped}}})
	gone := func() bool { return inFiles(t, path, kept) == 0 }
	for end := time.Now().Add(20 * time.Second); !gone() && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond) // the person does not wait for it
	}
	if !gone() {
		t.Error("the disk still has them")
	}
}

func TestWhatIsToBeWipedIsWipedBeforeTheStoreIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.db")
	s := open(t, "sqlite:"+path, store.Options{})
	for _, chat := range []string{"a", "b", "c"} {
		c, w := agreed(t, s, chat)
		check(t, s.KeepFile(t.Context(), c, document("x"), bytes.Repeat([]byte("SECRETO"), 1000)))
		commit(t, s, w, bot.Outcome{Events: []bot.Event{{Kind: bot.DocumentsDropped}}})
	}
	check(t, s.Close())
	if n := inFiles(t, path, base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("SECRETO"), 3))); n > 0 {
		t.Errorf("the disk still has them %d times", n)
	}
}

func TestAKeptFileFailsNobodyElse(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.File(ctx, "test:a", "h"); err == nil {
			t.Error("a read that was called off went well")
		}
		if err := s.KeepFile(t.Context(), bot.Conversation{ID: "test:nobody"}, document("x"), []byte("x")); !errors.Is(err, bot.ErrLost) {
			t.Errorf("kept for nobody: %v", err)
		}
	})
}

func TestFilesAreSealedAndSealedAnew(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		c, _ := agreed(t, s, "a")
		keep(t, s, c, "a plain one that is long enough")
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("a")), store.Options{})
		for i := range 5 {
			keep(t, s, c, fmt.Sprint("a sealed one that is long enough ", i))
		}
		if n := strings.Count(everything(t, url), base64.StdEncoding.EncodeToString([]byte("a sealed one"))[:12]); n != 0 {
			t.Errorf("%d files are not sealed", n)
		}
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b", "a")), store.Options{})
		if n := must(s.Rekey(t.Context(), nil))(t); n < 6 {
			t.Errorf("%d rows were sealed anew", n)
		}
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b")), store.Options{})
		for _, content := range []string{"a plain one that is long enough", "a sealed one that is long enough 4"} {
			if got := must(s.File(t.Context(), c.ID, document(content).Hash))(t); string(got) != content {
				t.Errorf("%q came back as %q", content, got)
			}
		}
		change(t, url, `UPDATE files SET content = (SELECT MAX(content) FROM files)`)
		wrong := 0
		for i := range 5 {
			if _, err := s.File(t.Context(), c.ID, document(fmt.Sprint("a sealed one that is long enough ", i)).Hash); err != nil {
				wrong++
			}
		}
		if wrong < 4 {
			t.Error("another file's content was believed")
		}
	})
}
