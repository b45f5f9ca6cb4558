package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jmoiron/sqlx"

	"pabellon/store"
)

// refused opens a database that cannot be opened and checks that the error says
// what happened and what to do.
func refused(t *testing.T, url string, words ...string) {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Options{Log: quiet})
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("no %q in: %v", w, err)
		}
	}
}

func TestAnAddressOfNoKnownKindIsRefused(t *testing.T) {
	for _, url := range []string{"", "data/x.db", "mysql://x", "sqlite:", "file:x"} {
		refused(t, url, "sqlite:", "postgres://")
	}
}

func TestTheFolderIsMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder", "¿qué?", "100%.db")
	open(t, "sqlite:"+path, store.Options{})
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
}

func TestAPathBelowAFileSaysWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(file, nil, 0o600))
	refused(t, "sqlite:"+filepath.Join(file, "x.db"), "make the folder", "DATABASE_URL")
}

func TestAFolderThatMayNotBeWrittenSaysWhatToDo(t *testing.T) {
	folder := t.TempDir()
	check(t, os.Chmod(folder, 0o500))
	if probe := filepath.Join(folder, "probe"); os.WriteFile(probe, nil, 0o600) == nil {
		t.Skip("this user may write everywhere")
	}
	refused(t, "sqlite:"+filepath.Join(folder, "x.db"), "cannot be opened", "may write there")
	refused(t, "sqlite:"+filepath.Join(folder, "more", "x.db"), "make the folder", "DATABASE_URL")
}

func TestAFileThatIsNoDatabaseSaysWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	check(t, os.WriteFile(path, []byte(strings.Repeat("this is a letter to my aunt. ", 400)), 0o600))
	refused(t, "sqlite:"+path, "damaged or not a database", "restore a backup")
}

func TestADamagedDatabaseSaysWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	check(t, open(t, "sqlite:"+path, store.Options{}).Close())
	f := must(os.OpenFile(path, os.O_RDWR, 0))(t)
	must(f.WriteAt([]byte(strings.Repeat("\xa5", 64<<10)), 512))(t)
	check(t, f.Close())
	refused(t, "sqlite:"+path, "damaged or not a database", "restore a backup")
}

func TestALockedDatabaseSaysWhatToDo(t *testing.T) {
	t.Parallel() // it waits for five seconds
	path := filepath.Join(t.TempDir(), "x.db")
	check(t, open(t, "sqlite:"+path, store.Options{}).Close())
	other := sqlx.MustOpen("sqlite", "file:"+path+"?_pragma=locking_mode(EXCLUSIVE)")
	defer other.Close()
	other.SetMaxOpenConns(1)
	other.MustExec("BEGIN EXCLUSIVE; CREATE TABLE x (y)")
	refused(t, "sqlite:"+path, "locked by another program", "wait until it has finished")
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		check(t, open(t, url, store.Options{}).Close())
		driver, address := "pgx", url
		if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
			driver, address = "sqlite", path
		}
		db := sqlx.MustOpen(driver, address)
		db.MustExec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)`)
		check(t, db.Close())
		refused(t, url, "schema 99", "newer pabellon", "backup")
	})
}

func TestOpeningAgainChangesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		put(t, s, turn("a", "1", "x"))
		before := everything(t, url)
		again := open(t, url, store.Options{})
		if after := everything(t, url); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		if s.Lease() != again.Lease() || store.Schema() < 1 {
			t.Error("the defaults differ")
		}
	})
}

func TestManyProcessesMayOpenANewDatabaseAtOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				s, err := store.Open(t.Context(), url, store.Options{Log: quiet})
				if err != nil {
					t.Error(err)
					return
				}
				_ = s.Close()
			})
		}
		all.Wait()
	})
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s := open(t, sqliteURL(t), store.Options{})
	check(t, s.Close())
	check(t, s.Close())
	if _, err := s.Put(t.Context(), 1, turn("a", "1", "x")); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Error(err)
	}
	if _, err := s.Health(t.Context()); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Error(err)
	}
}

func TestPostgresTroubleSaysWhatToDoAndKeepsThePassword(t *testing.T) {
	good := postgresURL(t)
	refused(t, strings.Replace(good, "/postgres?", "/nosuch?", 1), "no database of that name", "createdb")
	for _, c := range []struct{ url, words string }{
		{"postgres://me:geheim@127.0.0.1:1/x", "nothing answers"},
		{"postgres://me:geheim@no-such-host.invalid/x", "cannot connect"},
		{"postgres://me:geheim@127.0.0.1:port/x", "cannot be read"},
	} {
		s, err := store.Open(t.Context(), c.url, store.Options{Log: quiet})
		if err == nil {
			s.Close()
			t.Fatal("it was opened")
		}
		if !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", c.url, err)
		}
	}
}

func TestAPutThatWasCalledOffIsNotKept(t *testing.T) {
	s := open(t, sqliteURL(t), store.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, 1, turn("a", "1", "x")); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}
