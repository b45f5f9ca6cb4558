package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"pabellon/bot"
	"pabellon/store"
)

func TestAfterRotationTheOldKeyOpensNothingAndTheNewOneAll(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		told(t, s, "a", "b")
		before := remembered(t, s, "a", "b")
		check(t, s.Close())

		s = open(t, withKey(url, dataKey("b", "a")), store.Options{})
		if n := must(s.Rekey(t.Context(), nil))(t); n < 20 {
			t.Errorf("%d rows were sealed", n)
		}
		check(t, s.Close())
		if all := everything(t, url); strings.Contains(all, ".4be9b900.") {
			t.Error("something is still under the old key:", all)
		}
		_, err := store.Open(t.Context(), url, store.Options{Log: quiet, Keys: must(store.ReadKeys(dataKey("a")))(t)})
		if err == nil {
			t.Fatal("the old key opens it")
		}
		s = open(t, withKey(url, dataKey("b")), store.Options{})
		if after := remembered(t, s, "a", "b"); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		silent(t, url)
		check(t, s.Close())
		forgotten := false
		for range 50 { // PostgreSQL may hold the mark of who has just ended a moment longer
			s = open(t, url, store.Options{})
			must(s.Claim(t.Context(), 0))(t)
			check(t, s.Close())
			if forgotten = !strings.Contains(everything(t, url), "4be9b900"); forgotten {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if !forgotten {
			t.Error("the old key's name is still written down")
		}
	})
}

func TestSealingAnewMayBeStoppedAndGoesOn(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		const n = 350
		for i := range n {
			put(t, s, turn(fmt.Sprint("c", i), "1", words[0]))
		}
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("a")), store.Options{})
		ctx, stop := context.WithCancel(t.Context())
		first, err := s.Rekey(ctx, func(rows int) {
			if rows > 0 {
				stop()
			}
		})
		if !errors.Is(err, context.Canceled) || first == 0 || first >= n {
			t.Fatalf("%d rows, then %v", first, err)
		}
		if second := must(s.Rekey(t.Context(), nil))(t); first+second != n {
			t.Errorf("%d rows, then %d, of %d", first, second, n)
		}
		silent(t, url)
	})
}

func TestSealingAnewWhileTurnsRunLosesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		told(t, s, "a")
		check(t, s.Close())
		serving := open(t, withKey(url, dataKey("b", "a")), store.Options{})
		must(serving.Claim(t.Context(), 0))(t) // at work, so its key is known
		r := newRig(t, serving)
		var asking sync.WaitGroup
		const chats, turns = 8, 25
		for c := range chats {
			asking.Go(func() {
				for i := range turns {
					if err := r.ask(t.Context(), turn(fmt.Sprint("c", c), fmt.Sprint(c, "-", i), "soy Xóchitl")); err != nil {
						t.Error(err)
					}
				}
			})
		}
		other := open(t, url, store.Options{})
		for range 10 {
			must(other.Rekey(t.Context(), nil))(t)
		}
		asking.Wait()
		if all := everything(t, url); strings.Contains(all, ".4be9b900.") {
			t.Error("something is still under the old key")
		}
		for c := range chats {
			steps := must(serving.History(t.Context(), bot.ConversationID("test", fmt.Sprint("c", c))))(t)
			if len(steps) != turns || steps[turns-1].Status != "done" || steps[turns-1].LastError != "" {
				t.Errorf("chat %d has %d turns", c, len(steps))
			}
		}
	})
}

func TestSealingAnewIsRefusedWhileAProgramRunsWithoutTheKey(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		running := open(t, url, store.Options{})
		put(t, running, turn("a", "1", "x"))
		rekeying := open(t, withKey(url, dataKey("a")), store.Options{})
		if _, err := rekeying.Rekey(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "restart it with this DATA_KEY") {
			t.Fatalf("sealed under its feet: %v", err)
		}
		must(running.History(t.Context(), "test:a"))(t)
		check(t, running.Close())
		if n := must(rekeying.Rekey(t.Context(), nil))(t); n != 1 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestSealingAnewWithoutAKeyIsRefused(t *testing.T) {
	if _, err := open(t, sqliteURL(t), store.Options{}).Rekey(t.Context(), nil); !errors.Is(err, store.ErrNoKeys) {
		t.Error(err)
	}
}

func TestARowThatCannotBeOpenedStaysAndIsNamed(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		told(t, s, "a", "b")
		change(t, url, `UPDATE conversations SET state = 's1.4be9b900.AAAA' WHERE id = 'test:a'`)
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b", "a")), store.Options{})
		n, err := s.Rekey(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), "conversations [test:a] cannot be opened") || n < 20 {
			t.Errorf("%d rows, %v", n, err)
		}
		if strings.Count(everything(t, url), "s1.4be9b900.") != 1 {
			t.Error("the others were not sealed anew")
		}
	})
}

func TestRowsThatOthersHaveInHandAreNotWaitedFor(t *testing.T) {
	url := postgresURL(t)
	s := open(t, withKey(url, dataKey("a")), store.Options{})
	told(t, s, "a", "b")
	check(t, s.Close())
	s = open(t, withKey(url, dataKey("b", "a")), store.Options{})
	c := must(pgx.Connect(t.Context(), url))(t)
	defer c.Close(context.Background())
	tx := must(c.Begin(t.Context()))(t)
	must(tx.Exec(t.Context(), `SELECT 1 FROM conversations WHERE id = 'test:a' FOR UPDATE`))(t)
	if n, err := s.Rekey(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "in hand") || n < 20 {
		t.Errorf("%d rows, %v", n, err)
	}
	check(t, tx.Rollback(t.Context()))
	if n := must(s.Rekey(t.Context(), nil))(t); n != 1 {
		t.Errorf("%d rows were left", n)
	}
}
