package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// anyFile is a database of its own.
func anyFile(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "p.db") }

// talkedOnce opens a database in which some chats have talked.
func talkedOnce(t *testing.T, url string, chats ...string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, chat := range chats {
		wrote(t, s, chat, "1")
	}
	return s
}

func wrote(t *testing.T, s *store.Store, chat, id string) {
	t.Helper()
	works, err := s.Put(t.Context(), 1, bot.Turn{Channel: "chat", ID: chat + id, Conversation: "chat:" + chat, Actor: bot.Actor{Kind: bot.Owner}})
	if err == nil {
		_, err = s.Commit(t.Context(), works[0], bot.Done{Conversation: bot.Conversation{ID: "chat:" + chat, Version: works[0].Seq}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func sweeperOf(s *store.Store, keep time.Duration) *sweeper {
	return &sweeper{store: s, clock: &Clock{}, keep: keep, log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

func swept(t *testing.T, w *sweeper) int {
	t.Helper()
	n, err := w.sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const year = 365 * 24 * time.Hour

func TestConversationsAreErasedWhenTheyHaveRestedLongEnoughByTheClock(t *testing.T) {
	w := sweeperOf(talkedOnce(t, anyFile(t), "a", "b"), year)
	if n := swept(t, w); n != 0 {
		t.Errorf("%d erased on the first day", n)
	}
	w.clock.Advance(year - time.Hour)
	if n := swept(t, w); n != 0 {
		t.Errorf("%d erased an hour too early", n)
	}
	time.Sleep(5 * time.Millisecond) // of another millisecond than the move of the clock
	wrote(t, w.store, "b", "2")
	w.clock.Advance(2 * time.Hour)
	if n := swept(t, w); n != 1 {
		t.Errorf("%d erased after a year, want the one that is silent", n)
	}
	if c, err := w.store.Load(t.Context(), "chat:b"); err != nil || c.Version != 2 {
		t.Errorf("who wrote an hour ago is at version %d, %v", c.Version, err)
	}
}

func TestASweepErasesOnlySoMany(t *testing.T) {
	var chats []string
	for i := range sweepMost + 5 {
		chats = append(chats, string(rune('a'+i%26))+string(rune('0'+i/26)))
	}
	w := sweeperOf(talkedOnce(t, anyFile(t), chats...), year)
	w.clock.Advance(2 * year)
	for _, want := range []int{sweepMost, 5, 0} {
		if n := swept(t, w); n != want {
			t.Errorf("%d erased, want %d", n, want)
		}
	}
}

func TestASweepIsDoneByOneProcessAnHour(t *testing.T) {
	url := anyFile(t)
	w := sweeperOf(talkedOnce(t, url, "a"), year)
	w.clock.Advance(2 * year)
	busy, err := store.Open(t.Context(), url, store.Options{Log: w.log})
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	if mine, err := busy.Duty(t.Context(), "retention", time.Hour); err != nil || !mine {
		t.Fatal(mine, err)
	}
	if err := w.onDuty(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := w.store.Resting(t.Context(), 9); err != nil || len(list) != 1 {
		t.Errorf("another process has the duty, and left are %v, %v", list, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	w.run(ctx) // it ends
}
